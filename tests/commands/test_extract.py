"""``scrapy extract``."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from capitalcities_crawler.warc.exchange import Exchange, Original
from capitalcities_crawler.warc.records import payload_digest
from capitalcities_crawler.warc.writing import WarcFiles
from tests.e2e.harness import ROOT, environment

PAGE = (
    "<html><head><title>Water</title></head><body class='single single-post postid-7'>"
    "<article><h1 class='entry-title'>Water Returns</h1>"
    "<div class='entry-content'><p>The marshes are full again.</p></div></article></body></html>"
)
LISTING = "<html><body class='archive category'><h1 class='page-title'>Asia</h1></body></html>"
URL = "https://example.org/2025/11/04/water-returns/"


def extract(*words: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    line = [sys.executable, "-m", "scrapy", "extract", *words]
    return subprocess.run(
        line, cwd=ROOT, env=environment(), input=given, capture_output=True, check=False
    )


def test_a_saved_page(tmp_path: Path) -> None:
    file = tmp_path / "page.html.gz"
    file.write_bytes(gzip.compress(PAGE.encode()))
    run = extract(str(file), "--url", URL, "--site", "wordpress")
    assert run.returncode == 0, run.stderr
    record = json.loads(run.stdout)
    assert (record["url"], record["post_id"], record["title"]) == (URL, 7, "Water Returns")
    assert record["body"] == "The marshes are full again."
    assert record["published"] == "2025-11-04"


def test_standard_input() -> None:
    run = extract("-", given=PAGE.encode())
    assert json.loads(run.stdout)["title"] == "Water Returns"


def test_a_page_that_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "list.html").write_text(LISTING, encoding="utf-8")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    run = extract(str(tmp_path / "list.html"), str(tmp_path / "page.html"))
    assert run.returncode == 3
    assert len(run.stdout.splitlines()) == 1
    assert b"list.html: no article: listing" in run.stderr
    assert len(run.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["/no/such.html"], b"/no/such.html: No such file or directory"),
        (["a.warc.gz@12"], b"a.warc.gz@12: No such file or directory"),
        (["a.warc.gz"], b"a.warc.gz: which record? write a.warc.gz@OFFSET"),
        ([], b"give at least one FILE"),
        (["x.html", "--site", "nowhere"], b"unknown site 'nowhere'"),
    ],
)
def test_what_cannot_be_read(words: list[str], part: bytes) -> None:
    run = extract(*words)
    assert run.returncode == 2
    assert part in run.stderr
    assert b"Traceback" not in run.stderr


def test_a_cut_off_file(tmp_path: Path) -> None:
    file = tmp_path / "page.html.gz"
    file.write_bytes(gzip.compress(PAGE.encode())[:-20])
    run = extract(str(file))
    assert run.returncode == 2
    assert b"cut off" in run.stderr


@pytest.fixture
def recorded(tmp_path: Path) -> tuple[Path, dict[str, int]]:
    """Give a WARC file with a page, a picture, and the page again, and where they stand."""
    url, at = "https://example.org/2025/11/04/a/", datetime(2025, 11, 4, tzinfo=UTC)
    html = Exchange(
        url=url,
        at=at,
        status=200,
        received=((b"Content-Type", b"text/html"), (b"Content-Encoding", b"gzip")),
        body=gzip.compress(PAGE.encode()),
    )
    picture = replace(html, received=((b"Content-Type", b"image/png"),), body=b"\x89PNG\r\n\x1a\n")
    files = WarcFiles(tmp_path, "site", {}, 10**9)
    before = Original(url, at, payload_digest(html.body))
    places = {
        "page": files.write(html),
        "picture": files.write(picture),
        "revisit": files.write(html, before),
    }
    files.close()
    return tmp_path / places["page"].file, {name: p.offset for name, p in places.items()}


def test_a_record(recorded: tuple[Path, dict[str, int]], tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    file, offsets = recorded
    run = extract(f"{file}@{offsets['page']}")
    saved = extract(str(tmp_path / "page.html"), "--url", "https://example.org/2025/11/04/a/")
    assert run.returncode == 0
    assert run.stdout == saved.stdout


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("picture", b"the answer of https://example.org/2025/11/04/a/ is no web page"),
        (
            "revisit",
            b"a revisit: the page is in the record of https://example.org/2025/11/04/a/ of 2025-",
        ),
    ],
)
def test_a_record_without_a_page(
    recorded: tuple[Path, dict[str, int]], name: str, part: bytes
) -> None:
    file, offsets = recorded
    run = extract(f"{file}@{offsets[name]}")
    assert run.returncode == 2
    assert part in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_an_offset_between_records(recorded: tuple[Path, dict[str, int]]) -> None:
    file, offsets = recorded
    run = extract(f"{file}@{offsets['page'] + 1}")
    assert run.returncode == 2
    assert run.stderr.endswith(b": no record starts here\n")
