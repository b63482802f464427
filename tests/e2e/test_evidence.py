"""Every stored value leads to the bytes that the server sent."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from sqlalchemy import text
from warcio.archiveiterator import ArchiveIterator

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.pages import ArticlePage
from capitalcities_crawler.sites import get_site
from fixtures.replica.exchange import Answer, Request
from fixtures.replica.server import ServedSite
from tests.e2e.harness import ROOT, command, environment, scrapy
from tests.warc.samples import Read, read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "warc"


def record_crawl(site: ServedSite, archive_url: str, folder: Path, *more: str) -> None:
    run = scrapy(*line(site, folder), *more, archive_url=archive_url)
    assert run.returncode == 0, run.stderr


def line(site: ServedSite, folder: Path, spider: str = "archive") -> tuple[str, ...]:
    return ("crawl", spider, "-a", f"base_url={site.url}", "-s", f"WARC_DIR={folder}")


def rows(archive_url: str, query: str) -> list[tuple[object, ...]]:
    with Archive(archive_url) as archive, archive.session() as session:
        return [tuple(row) for row in session.execute(text(query))]


def payload(folder: Path, name: object, offset: object) -> tuple[str, bytes]:
    with (folder / str(name)).open("rb") as file:
        file.seek(int(str(offset)))
        record = next(iter(ArchiveIterator(file)))
        return record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read()


def everything(folder: Path) -> list[Read]:
    return [record for path in sorted(folder.iterdir()) for record in read(path)]


def test_all_that_is_exchanged_is_kept(
    quiet_site: ServedSite, sqlite_url: str, folder: Path
) -> None:
    quiet_site.clear()
    record_crawl(quiet_site, sqlite_url, folder, "-s", "WARC_FILE_SIZE=500000")
    assert len(list(folder.glob("capitalcities-*.warc.gz"))) == len(list(folder.iterdir())) > 2
    kept = everything(folder)
    answers = [record for record in kept if record.kind in {"response", "revisit"}]
    statuses = [int(record.first.split()[1]) for record in answers]
    assert statuses == [exchange.status for exchange in quiet_site.requests]
    paths = [r.headers["WARC-Target-URI"].removeprefix(quiet_site.url) for r in answers]
    assert paths == [exchange.path for exchange in quiet_site.requests]
    assert "/robots.txt" in paths
    assert {r.headers["WARC-IP-Address"] for r in answers} == {"127.0.0.1"}
    about = kept[0].body.decode()
    assert "software: capitalcities_crawler/" in about
    assert "robots: obey\r\n" in about


def test_each_capture_leads_to_its_bytes_and_these_to_its_values(
    quiet_site: ServedSite, sqlite_url: str, folder: Path
) -> None:
    record_crawl(quiet_site, sqlite_url, folder)
    captures = rows(
        sqlite_url,
        "SELECT warc_file, warc_offset, payload_sha256, title, (SELECT count(*) FROM capture_part "
        "WHERE capture_id = capture.id) FROM capture JOIN revision ON capture_id = capture.id",
    )
    assert len(captures) == len(list(quiet_site.world.index.readable()))
    for name, offset, digest, title, _ in captures:
        url, body = payload(folder, name, offset)
        assert hashlib.sha256(body).hexdigest() == digest
        assert ArticlePage(body, url, get_site("capitalcities")).to_item().title == title
    in_pages = [post for post in quiet_site.world.index.readable() if post.pages > 1]
    assert len([row for row in captures if row[4]]) == len(in_pages) > 0
    for name, offset in rows(sqlite_url, "SELECT warc_file, warc_offset FROM capture_part"):
        url, body = payload(folder, name, offset)
        assert "/wp-json/" in url
        assert json.loads(body)


def test_a_capture_has_the_time_of_its_record(
    site: ServedSite, sqlite_url: str, folder: Path
) -> None:
    record_crawl(site, sqlite_url, folder)
    stored = {str(row[0]) for row in rows(sqlite_url, "SELECT fetched_at FROM capture")}
    kept = {
        record.headers["WARC-Date"].replace("T", " ").rstrip("Z")
        for record in everything(folder)
        if record.kind == "response"
    }
    assert stored
    assert stored <= kept


def test_what_comes_back_as_it_was_is_a_revisit(
    site: ServedSite, sqlite_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh, kept = site._site.answer, dict[str, Answer]()

    def same(request: Request) -> Answer:
        return kept.setdefault(request.target, fresh(request))

    monkeypatch.setattr(site._site, "answer", same)  # without counters and ads
    record_crawl(site, sqlite_url, folder)
    url = str(rows(sqlite_url, "SELECT url FROM articles")[0][0])
    again = (*line(site, folder, "article"), "-a", f"urls={url}")
    run = scrapy(*again, archive_url=sqlite_url)
    assert run.returncode == 0, run.stderr
    revisits = [record for record in everything(folder) if record.kind == "revisit"]
    assert [record.headers["WARC-Refers-To-Target-URI"] for record in revisits] == [url]
    times = rows(
        sqlite_url,
        f"SELECT fetched_at FROM capture JOIN page ON page.id = page_id WHERE url = '{url}' "
        "ORDER BY fetched_at",
    )
    dates = (revisits[0].headers["WARC-Refers-To-Date"], revisits[0].headers["WARC-Date"])
    assert [date.replace("T", " ").rstrip("Z") for date in dates] == [row[0] for row in times]


def test_not_modified_is_a_revisit(site: ServedSite, sqlite_url: str, folder: Path) -> None:
    site.world.closed = {"rest": 404}
    for spider in ("archive", "latest"):
        run = scrapy(*line(site, folder, spider), archive_url=sqlite_url)
        assert run.returncode == 0, run.stderr
    revisits = [record for record in everything(folder) if record.kind == "revisit"]
    assert revisits
    assert {record.first for record in revisits} == {"HTTP/1.1 304 Not Modified"}


def test_nothing_is_recorded_when_not_asked_for(
    site: ServedSite, sqlite_url: str, folder: Path
) -> None:
    record_crawl(site, sqlite_url, folder, "-s", "WARC_ENABLED=False")
    assert not folder.exists()
    assert rows(sqlite_url, "SELECT count(*) FROM capture WHERE warc_file IS NOT NULL") == [(0,)]


def test_a_killed_run_loses_nothing_that_the_archive_names(
    site: ServedSite, sqlite_url: str, folder: Path
) -> None:
    words = command(*line(site, folder), "-s", "ARCHIVE_BATCH=1", archive_url=sqlite_url, fast=True)
    with subprocess.Popen(words, cwd=ROOT, env=environment(), stderr=subprocess.DEVNULL) as run:
        while not [e for e in site.requests if e.path.startswith("/20")][5:]:
            assert run.poll() is None
            time.sleep(0.02)
        os.kill(run.pid, signal.SIGKILL)
    (left,) = folder.iterdir()
    with left.open("ab") as file:
        file.write(b"\x1f\x8b\x08\x00 half a rec")
    run2 = scrapy(*line(site, folder), archive_url=sqlite_url)
    assert run2.returncode == 0, run2.stderr
    assert f"Completed {left.with_suffix('')}" in run2.stderr
    assert not list(folder.glob("*.open"))
    for name, offset, digest in rows(
        sqlite_url, "SELECT warc_file, warc_offset, payload_sha256 FROM capture"
    ):
        assert hashlib.sha256(payload(folder, name, offset)[1]).hexdigest() == digest


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("WARC_FILE_SIZE=1 GB", "WARC_FILE_SIZE='1 GB' is no number of bytes above 0"),
        ("WARC_DIR=README.md", "WARC_DIR='README.md' cannot be made: File exists"),
    ],
)
def test_a_wrong_setting_is_one_line(
    site: ServedSite, sqlite_url: str, setting: str, words: str
) -> None:
    run = scrapy(
        "crawl", "archive", "-a", f"base_url={site.url}", "-s", setting, archive_url=sqlite_url
    )
    assert (run.returncode, run.stderr) == (2, f"scrapy crawl: {words}\n")
    assert site.requests == []
