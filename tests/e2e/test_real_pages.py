"""Real pages of many sites, served on the loopback, through the crawler into an archive."""

from __future__ import annotations

import gzip
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.e2e.harness import ROOT, crawl, stored

PAGES = ROOT.parent / "shared" / "real-pages" / "wordpress-news"


@pytest.fixture(scope="module")
def pages() -> dict[str, bytes]:
    """Give the saved pages by the path under which they are served."""
    if not PAGES.is_dir() and os.environ.get("REQUIRE_REAL_PAGES") != "1":
        pytest.skip(f"no real pages in {PAGES}")
    files = sorted(PAGES.glob("*.html.gz"))
    assert files
    return {address_of(file): gzip.decompress(file.read_bytes()) for file in files}


def address_of(file: Path) -> str:
    """Make an address of the shape that WordPress gives: the day, then a slug."""
    name, *day = file.name.removesuffix(".html.gz").rsplit("_", 3)
    return f"/{'/'.join(day)}/{name.lower()}/"


@contextmanager
def served(pages: dict[str, bytes]) -> Iterator[str]:
    """Serve pages on a free local port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_they_arrive_in_the_archive(
    pages: dict[str, bytes], archive_url: str, tmp_path: Path
) -> None:
    with served(pages) as base_url:
        file = tmp_path / "urls.txt"
        file.write_text("\n".join(base_url + path for path in pages), encoding="utf-8")
        run = crawl("article", archive_url, site="wordpress", file=str(file))
        assert run.returncode == 0, run.stderr
        found = stored(archive_url)
    assert all(url.startswith(base_url) for url in found)
    assert len(found) >= 0.95 * len(pages)
    assert all(record["title"] and record["body"] for record in found.values())
    days = {path: record["published"] for path, record in found.items() if record["published"]}
    assert len(days) >= 0.95 * len(found)


def test_titles_are_those_a_reader_sees(
    pages: dict[str, bytes], sqlite_url: str, tmp_path: Path
) -> None:
    with served(pages) as base_url:
        file = tmp_path / "urls.txt"
        file.write_text("\n".join(base_url + path for path in pages), encoding="utf-8")
        crawl("article", sqlite_url, site="wordpress", file=str(file))
        found = stored(sqlite_url)
    right = 0
    for gold in PAGES.glob("*.truth.json"):
        page = gold.with_name(gold.name.replace(".truth.json", ".html.gz"))
        title = json.loads(gold.read_text(encoding="utf-8"))["title"]
        record = found.get(base_url + address_of(page), {"title": ""})
        right += folded(record["title"]) == folded(title)
    assert right >= 52


def folded(text: str) -> str:
    """Compare letters and digits alone."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
