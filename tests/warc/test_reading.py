"""Every sound record before a damage is given, whatever the damage, and those after it too."""

from __future__ import annotations

import gzip
import random
import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from capitalcities_crawler.warc.reading import Damage, NotWarcError, Record, read_at, read_records
from capitalcities_crawler.warc.reading_block import BrokenRecordError

PAGES = 12


@pytest.fixture(autouse=True)
def _nothing_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """warcio 1.8 leaves its temporary files to the garbage collector, which warns."""
    monkeypatch.setattr(WARCWriter, "_create_temp_file", staticmethod(BytesIO))


def written(tmp_path: Path, *, compressed: bool) -> tuple[Path, bytes, list[int]]:
    """A file of warcio's, its bytes, and where its records start."""
    out, starts = BytesIO(), []
    writer = WARCWriter(out, gzip=compressed, warc_version="1.1")
    noise = random.Random(1)
    for number in range(PAGES):
        starts.append(out.tell())
        writer.write_record(
            writer.create_warc_record(
                f"http://site.test/{number}",
                "response",
                payload=BytesIO(b"<p>" + noise.randbytes(900) + b"</p>"),
                http_headers=StatusAndHeaders("200 OK", [("X", "1")], protocol="HTTP/1.1"),
            )
        )
    file = tmp_path / ("a.warc.gz" if compressed else "a.warc")
    file.write_bytes(out.getvalue())
    return file, out.getvalue(), [*starts, out.tell()]


def offsets(found: list[Record | Damage]) -> list[int]:
    return [each.offset for each in found if isinstance(each, Record)]


@pytest.fixture(params=[True, False], ids=["gzip", "plain"])
def compressed(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_every_record_with_its_offset(tmp_path: Path, compressed: bool) -> None:
    file, _, starts = written(tmp_path, compressed=compressed)
    found = list(read_records(file))
    assert offsets(found) == starts[:-1]
    last = found[-1]
    assert isinstance(last, Record)
    assert last.stored.fields["warc-target-uri"] == f"http://site.test/{PAGES - 1}"
    assert last.stored.block.startswith(b"HTTP/1.1 200 OK\r\nX: 1\r\n\r\n<p>")


def test_a_file_cut_short_anywhere_keeps_what_was_whole(tmp_path: Path, compressed: bool) -> None:
    file, data, starts = written(tmp_path, compressed=compressed)
    for seed in range(200):
        cut = random.Random(seed).randrange(20, len(data))
        file.write_bytes(data[:cut])
        whole = [a for a, b in pairwise(starts) if b <= cut]
        found = offsets(list(read_records(file)))
        assert found[: len(whole)] == whole, cut
        assert set(found) <= set(starts), cut


def test_a_changed_byte_costs_one_record_at_most(tmp_path: Path, compressed: bool) -> None:
    file, data, starts = written(tmp_path, compressed=compressed)
    for seed in range(400):
        at = random.Random(seed).randrange(len(data))
        changed = bytearray(data)
        changed[at] ^= random.Random(seed + 1).randrange(1, 256)
        file.write_bytes(changed)
        sound = [a for a, b in pairwise(starts) if not a <= at < b]
        found = offsets(list(read_records(file)))
        assert [each for each in found if each in sound] == sound, at


def test_damage_is_named_with_its_offset(tmp_path: Path, compressed: bool) -> None:
    file, data, starts = written(tmp_path, compressed=compressed)
    file.write_bytes(data[: starts[3]] + b"?" + data[starts[3] + 1 :])
    damages = [each for each in read_records(file) if isinstance(each, Damage)]
    assert [(each.file, each.offset) for each in damages] == [(file, starts[3])]
    assert damages[0].why


def test_no_warc_file_is_said_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("nothing of the kind")
    with pytest.raises(NotWarcError, match=r"notes\.txt is no WARC file"):
        list(read_records(file))


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.warc.gz"
    file.touch()
    assert list(read_records(file)) == []


def test_a_block_against_its_own_digest_is_damage(tmp_path: Path) -> None:
    file, data, starts = written(tmp_path, compressed=False)
    file.write_bytes(data.replace(b"X: 1", b"X: 2", 1))
    first, *others = read_records(file)
    assert isinstance(first, Damage)
    assert "WARC-Block-Digest" in first.why
    assert offsets(others) == starts[1:-1]


def test_several_records_in_one_member_are_said_to_be_so(tmp_path: Path) -> None:
    _, data, _ = written(tmp_path, compressed=False)
    file = tmp_path / "whole.warc.gz"
    file.write_bytes(gzip.compress(data))
    (damage,) = read_records(file)
    assert isinstance(damage, Damage)
    assert "warcio recompress" in damage.why


def test_the_record_at_an_offset(tmp_path: Path, compressed: bool) -> None:
    file, _, starts = written(tmp_path, compressed=compressed)
    for record in read_records(file):
        assert isinstance(record, Record)
        assert read_at(file, record.offset) == record.stored
    for nowhere in (1, starts[1] - 1, starts[-1], -1):
        with pytest.raises(BrokenRecordError):
            read_at(file, nowhere)


def test_records_of_a_wacz_have_their_offsets_in_it(tmp_path: Path) -> None:
    file, data, starts = written(tmp_path, compressed=True)
    wacz = tmp_path / "a.wacz"
    with zipfile.ZipFile(wacz, "w") as archive:
        archive.writestr("datapackage.json", "{}", zipfile.ZIP_DEFLATED)
        archive.write(file, "archive/a.warc.gz")
        archive.write(file, "archive/b.warc.gz")
    found = [record for record in read_records(wacz) if isinstance(record, Record)]
    assert len(found) == 2 * PAGES
    assert [read_at(wacz, record.offset) for record in found] == [r.stored for r in found]
    first = wacz.read_bytes().index(data)
    assert offsets(list(found))[: len(starts) - 1] == [first + start for start in starts[:-1]]


@pytest.mark.parametrize(
    ("name", "packing", "words"),
    [
        ("archive/a.warc.gz", zipfile.ZIP_DEFLATED, "compresses archive/a.warc.gz: unpack it"),
        ("notes.txt", zipfile.ZIP_STORED, "holds no .warc or .warc.gz"),
    ],
)
def test_an_odd_wacz_is_said_in_one_line(
    tmp_path: Path, name: str, packing: int, words: str
) -> None:
    file = tmp_path / "a.wacz"
    with zipfile.ZipFile(file, "w", packing) as archive:
        archive.writestr(name, "x" * 100)
    with pytest.raises(NotWarcError, match=words):
        list(read_records(file))
    file.write_bytes(file.read_bytes()[:60])
    with pytest.raises(NotWarcError, match="is no WACZ file"):
        list(read_records(file))
