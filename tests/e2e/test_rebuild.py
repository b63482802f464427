"""The archive, made again from its WARC files alone; and from those of other tools."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from capitalcities_crawler.archive import Archive
from fixtures.replica import World, serve
from fixtures.replica.scenario import live_a_week
from fixtures.replica.server import ServedSite
from tests.e2e.harness import crawl, differences, scrapy, stored
from tests.e2e.weeks import check_week

HISTORY = {
    "revisions": """
        SELECT page.url, number, seen_at, content_sha256, revision.title, body_text, toc,
            field_sources, fingerprints, changed_fields, fetched_at, status, payload_sha256,
            warc_file, warc_offset, received_digest
        FROM revision JOIN article ON article.id = article_id
        JOIN page ON page.id = article.page_id JOIN capture ON capture.id = capture_id
        ORDER BY page.url, number""",
    "captures": """
        SELECT url, fetched_at, status, capture.payload_sha256, capture.warc_file,
            capture.warc_offset, received_digest, position, part.warc_file, part.warc_offset
        FROM capture JOIN page ON page.id = page_id
        LEFT JOIN capture_part part ON capture_id = capture.id
        ORDER BY url, fetched_at, position""",
    "absences": """
        SELECT url, absence.gone_at, absence.reason, evidence, returned_at FROM absence
        JOIN article ON article.id = article_id JOIN page ON page.id = article.page_id
        ORDER BY url, absence.gone_at""",
    "moves": """
        SELECT old.url, new.url, moved_at FROM move JOIN page old ON old.id = from_page_id
        JOIN page new ON new.id = to_page_id ORDER BY moved_at""",
    "articles": """
        SELECT url, first_seen_at, last_seen_at, gone_at, revisions, breadcrumb, tags, authors
        FROM articles ORDER BY url""",
}


def history(archive_url: str) -> dict[str, list[tuple[Any, ...]]]:
    with Archive(archive_url) as archive, archive.session() as session:
        return {
            name: [tuple(row) for row in session.execute(text(query))]
            for name, query in HISTORY.items()
        }


def replay(path: str, site: ServedSite, archive_url: str) -> subprocess.CompletedProcess[str]:
    return crawl("warc", archive_url, path=path, base_url=site.url)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WARC_DIR", str(tmp_path / "warc"))
    return tmp_path / "warc"


def test_nothing_is_lost_with_the_database(tmp_path: Path, sqlite_url: str, folder: Path) -> None:
    with serve(World(120)) as site:
        assert crawl("archive", sqlite_url, base_url=site.url).returncode == 0
        week = live_a_week(site.world)
        assert crawl("latest", sqlite_url, base_url=site.url).returncode == 0
        check_week(site, sqlite_url, week)
    again = f"sqlite:///{tmp_path}/again.sqlite"
    for _ in range(2):  # the second time changes nothing
        run = replay(f"{folder}/*.warc.gz", site, again)
        assert run.returncode == 0, run.stderr
        assert differences(stored(again), stored(sqlite_url)) == []
        before, after = history(sqlite_url), history(again)
        for name in HISTORY:
            assert before[name]
            assert after[name] == before[name], name


def test_damage_is_said_and_costs_one_article(
    site: ServedSite, tmp_path: Path, sqlite_url: str, folder: Path
) -> None:
    assert crawl("archive", sqlite_url, base_url=site.url).returncode == 0
    (file,) = folder.iterdir()
    wanted = stored(sqlite_url)
    lost = next(record for record in wanted.values() if record["warc_offset"] > 100_000)
    with file.open("r+b") as opened:
        opened.seek(lost["warc_offset"] + 500)
        opened.write(b"damage")
    again = f"sqlite:///{tmp_path}/again.sqlite"
    run = replay(str(file), site, again)
    assert f"Skipped {file} at {lost['warc_offset']}: not a sound gzip member" in run.stderr
    assert wanted.keys() - stored(again).keys() == {lost["url"]}


@pytest.mark.skipif(
    not shutil.which("wget") and os.environ.get("REQUIRE_WGET") != "1",
    reason="wget is not installed",
)
def test_what_wget_recorded_gives_the_same_articles(
    site: ServedSite, tmp_path: Path, sqlite_url: str
) -> None:
    line = ["wget", "--recursive", "--level=inf", "--quiet", "--execute=robots=off"]
    subprocess.run(
        [*line, "--compression=gzip", f"--warc-file={tmp_path}/site", "--delete-after", site.url],
        cwd=tmp_path,
        check=False,  # it ends with 8 when one of the pages answered 404
    )
    run = replay(f"{tmp_path}/site.warc.gz", site, sqlite_url)
    assert run.returncode == 0, run.stderr
    assert differences(stored(sqlite_url), site.world.truth(site.url)) == []


def test_only_pages_of_the_chosen_site(site: ServedSite, sqlite_url: str, folder: Path) -> None:
    assert crawl("archive", sqlite_url, base_url=site.url).returncode == 0
    other = sqlite_url.replace("archive.sqlite", "other.sqlite")
    run = crawl("warc", other, path=f"{folder}/*", base_url="https://elsewhere.example")
    assert run.returncode == 0, run.stderr
    assert stored(other) == {}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({}, "which files? give -a path='data/warc/*.warc.gz'"),
        ({"path": "nowhere/*.warc.gz"}, "path='nowhere/*.warc.gz' names no file"),
        ({"path": "README.md", "via": "rest"}, "unknown argument 'via': this spider takes"),
    ],
)
def test_wrong_arguments(sqlite_url: str, arguments: dict[str, str], words: str) -> None:
    run = crawl("warc", sqlite_url, **arguments)
    assert run.returncode == 2
    assert run.stderr.startswith(f"scrapy crawl: {words}")
    assert run.stderr.count("\n") == 1


def test_a_file_of_another_kind_is_one_line(sqlite_url: str) -> None:
    run = scrapy("crawl", "warc", "-a", "path=README.md", archive_url=sqlite_url)
    assert run.returncode == 3
    assert "README.md is no WARC file: no record starts in it" in run.stderr
    assert "Traceback" not in run.stderr
