"""Files: their names, their records, and where each record stands."""

from __future__ import annotations

import gzip
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from warcio.cli import main as warcio

from capitalcities_crawler.warc.exchange import Exchange, Original
from capitalcities_crawler.warc.records import payload_digest
from tests.warc.samples import AT, PAGE, files, page, read

NAME = "site-20261127031500123-00000.warc.gz"


def written(folder: Path, *pairs: tuple[Exchange, Original | None]) -> Path:
    out = files(folder)
    for exchange, original in pairs:
        out.write(exchange, original)
    out.close()
    (path,) = folder.iterdir()
    return path


def test_a_file_being_written_can_be_told_and_gets_its_name_at_the_end(tmp_path: Path) -> None:
    out = files(tmp_path)
    place = out.write(PAGE)
    assert place.file == NAME
    assert [path.name for path in tmp_path.iterdir()] == [f"{NAME}.open"]
    out.close()
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    out.close()


def test_nothing_exchanged_makes_no_file(tmp_path: Path) -> None:
    files(tmp_path).close()
    assert list(tmp_path.iterdir()) == []


def test_an_exchange_is_kept_to_the_byte(tmp_path: Path) -> None:
    info, answer, request = read(written(tmp_path, (PAGE, None)))
    assert info.kind == "warcinfo"
    assert info.headers["WARC-Filename"] == NAME
    assert info.body == b"software: capitalcities_crawler/0.1.0\r\n"
    assert answer.kind == "response"
    assert answer.first == "HTTP/1.1 200 OK"
    assert answer.body == PAGE.body
    assert answer.headers["WARC-Target-URI"] == PAGE.url
    assert answer.headers["WARC-Date"] == "2026-11-27T03:15:00.123456Z"
    assert answer.headers["WARC-IP-Address"] == "192.0.2.1"
    assert answer.headers["WARC-Payload-Digest"] == payload_digest(PAGE.body)
    assert request.first == "GET /2025/11/04/a/?x=1 HTTP/1.1"
    assert request.http == [("Host", "example.org"), ("Accept", "text/html")]
    assert request.headers["WARC-Concurrent-To"] == answer.headers["WARC-Record-ID"]


def test_headers_are_as_received_but_for_the_chunks_that_are_gone(tmp_path: Path) -> None:
    path = written(tmp_path, (PAGE, None))
    block = gzip.decompress(path.read_bytes())
    assert "X-Place: Bağdat\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n".encode() in block
    assert b"chunked" not in block


def test_each_record_can_be_read_alone_where_it_stands(tmp_path: Path) -> None:
    out = files(tmp_path)
    places = [out.write(page(body=body)) for body in (b"one", b"two" * 1000, b"three")]
    out.close()
    data = (tmp_path / NAME).read_bytes()
    for place, body in zip(places, (b"one", b"two" * 1000, b"three"), strict=True):
        member = gzip.decompress(data[place.offset :])
        assert member.startswith(b"WARC/1.1\r\n")
        assert member.partition(b"\r\n\r\n")[2].partition(b"\r\n\r\n")[2].startswith(body)


def test_the_same_payload_again_is_a_revisit(tmp_path: Path) -> None:
    before = Original(PAGE.url, AT, payload_digest(PAGE.body))
    later = page(at=AT + timedelta(days=1))
    path = written(tmp_path, (PAGE, None), (later, before))
    revisit = read(path)[3]
    assert (revisit.kind, revisit.body) == ("revisit", b"")
    assert revisit.headers["WARC-Profile"].endswith("/1.1/revisit/identical-payload-digest")
    assert revisit.headers["WARC-Refers-To-Target-URI"] == PAGE.url
    assert revisit.headers["WARC-Refers-To-Date"] == "2026-11-27T03:15:00.123456Z"
    assert revisit.headers["WARC-Payload-Digest"] == payload_digest(PAGE.body)
    assert ("X-Place", "Bağdat") in revisit.http


@pytest.mark.parametrize("change", [{"body": b"other"}, {"status": 503}])
def test_another_payload_or_status_is_no_revisit(tmp_path: Path, change: dict[str, object]) -> None:
    before = Original(PAGE.url, AT, payload_digest(PAGE.body))
    assert read(written(tmp_path, (page(**change), before)))[1].kind == "response"


@pytest.mark.parametrize("original", [None, Original(PAGE.url, AT, "sha1:ABC")])
def test_not_modified_is_a_revisit(tmp_path: Path, original: Original | None) -> None:
    path = written(tmp_path, (page(status=304, body=b""), original))
    revisit = read(path)[1]
    assert (revisit.kind, revisit.first) == ("revisit", "HTTP/1.1 304 Not Modified")
    assert revisit.headers["WARC-Profile"].endswith("/1.1/revisit/server-not-modified")
    assert revisit.headers.get("WARC-Payload-Digest") == (original and original.digest)


def test_a_full_file_is_followed_by_the_next(tmp_path: Path) -> None:
    out = files(tmp_path, most=5000)
    places = [
        out.write(page(body=os.urandom(2000), at=AT + timedelta(seconds=second)))
        for second in range(6)
    ]
    out.close()
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted({place.file for place in places}, key=lambda name: name)
    assert [place.file for place in places] == sorted(place.file for place in places)
    assert len(names) == 3
    for name in names:
        assert read(tmp_path / name)[0].kind == "warcinfo"


def test_runs_of_the_same_moment_write_files_of_their_own(tmp_path: Path) -> None:
    both = files(tmp_path), files(tmp_path)
    assert len({out.write(PAGE).file for out in both}) == 2
    for out in both:
        out.close()
    assert len(list(tmp_path.glob("*.warc.gz"))) == 2


def test_a_full_disk_leaves_whole_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = files(tmp_path)
    out.write(PAGE)
    real: Any = out._file

    class Full:
        def __getattr__(self, name: str) -> object:
            return getattr(real, name)

        def write(self, data: bytes) -> int:
            real.write(data[:10])
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(out, "_file", Full())
    with pytest.raises(OSError, match="No space"):
        out.write(PAGE)
    monkeypatch.setattr(out, "_file", real)
    out.close()
    assert [record.kind for record in read(tmp_path / NAME)] == ["warcinfo", "response", "request"]


def test_warcio_finds_nothing_wrong(tmp_path: Path) -> None:
    before = Original(PAGE.url, AT, payload_digest(PAGE.body))
    path = written(tmp_path, (PAGE, None), (PAGE, before), (page(status=304, body=b""), before))
    with pytest.raises(SystemExit, match=r"^0$"):
        warcio(["check", str(path)])
