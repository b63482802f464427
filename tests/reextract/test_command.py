"""``scrapy reextract`` over what a crawl has recorded."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import text

from capitalcities_crawler.archive import Archive
from fixtures.replica import World, serve
from fixtures.replica.exchange import Answer, Request
from tests.e2e.harness import changes, scrapy, stored


class Harvest(NamedTuple):
    archive: Path
    warc: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.archive}"

    def reextract(self, *words: str) -> subprocess.CompletedProcess[str]:
        warc = f"WARC_DIR={self.warc}"
        return scrapy("reextract", *words, "-s", warc, archive_url=self.url, fast=False)

    def change(self, *statements: str) -> None:
        with Archive(self.url, write=True) as archive, archive.writing() as session:
            for statement in statements:
                session.execute(text(statement))

    def values(self, query: str) -> list[object]:
        with Archive(self.url) as archive, archive.session() as session:
            return list(session.scalars(text(query)))


def harvested(folder: Path, *, is_open: bool) -> Harvest:
    """Harvest a site that shows later pages of articles by its API, or page by page.

    One article was changed in between, and one came back byte for byte as it was.
    """
    made = Harvest(folder / "archive.sqlite", folder / "warc")
    world = World(40)
    with serve(world) as site:
        fresh, kept = site._site.answer, dict[str, Answer]()

        def steady(request: Request) -> Answer:
            """Answer without counters and ads, which are never the same twice."""
            return kept.setdefault(request.target, fresh(request))

        site._site.answer = steady  # type: ignore[method-assign]
        world.closed = {} if is_open else {"rest": 403}
        more = ("-a", f"base_url={site.url}", "-s", f"WARC_DIR={made.warc}")
        assert scrapy("crawl", "archive", *more, archive_url=made.url).returncode == 0
        first, second = list(world.index.readable())[:2]
        world.edit(first.id, body="All\n\nanew.")
        kept.pop(first.path)
        urls = f"urls={site.url}{first.path},{site.url}{second.path}"
        assert scrapy("crawl", "article", "-a", urls, *more, archive_url=made.url).returncode == 0
    return made


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Harvest:
    return harvested(tmp_path_factory.mktemp("harvest"), is_open=True)


@pytest.fixture
def harvest(before: Harvest, tmp_path: Path) -> Harvest:
    shutil.copy(before.archive, tmp_path / "archive.sqlite")
    return Harvest(tmp_path / "archive.sqlite", before.warc)


@pytest.mark.parametrize("is_open", [True, False])
def test_every_record_gives_what_is_stored(before: Harvest, tmp_path: Path, is_open: bool) -> None:
    harvest = before if is_open else harvested(tmp_path, is_open=False)
    revisions = len(harvest.values("SELECT id FROM revision"))
    assert harvest.values("SELECT 1 FROM capture_part")
    run = harvest.reextract("--all", "--dry-run", "--processes", "2")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == f"{revisions} read as stored, 0 would be written anew\n"


def test_what_is_read_otherwise_is_shown_and_put_in_its_place(harvest: Harvest) -> None:
    wanted, told = stored(harvest.url), changes(harvest.url)
    harvest.change(
        "UPDATE article SET title = 'Old title', context_sha256 = 'x' WHERE id IN (5, 6)",
        "UPDATE revision SET title = 'Old title', content_sha256 = 'x', body_text = 'x', "
        "extractor_version = '0.0.1' WHERE article_id IN (5, 6)",
        "DELETE FROM heading WHERE revision_id = (SELECT revision_id FROM article WHERE id = 5)",
    )
    dry = harvest.reextract("--dry-run")
    assert dry.returncode == 0
    assert "title: 2\n" in dry.stdout
    assert "      - Old title\n" in dry.stdout
    assert dry.stdout.endswith("0 read as stored, 2 would be written anew\n")
    assert harvest.values("SELECT title FROM article WHERE id = 5") == ["Old title"]
    run = harvest.reextract("--processes", "1")
    assert run.stdout == dry.stdout.replace("would be written anew", "written anew")
    assert stored(harvest.url) == wanted
    assert changes(harvest.url) == told
    again = harvest.reextract()
    assert "this version has read all" in again.stdout


def test_earlier_revisions_are_read_from_their_own_records(harvest: Harvest) -> None:
    query = "SELECT body_text FROM revision ORDER BY article_id, number"
    wanted = harvest.values(query)
    harvest.change("UPDATE revision SET body_text = 'x', content_sha256 = 'x' WHERE number = 1")
    run = harvest.reextract("--all")
    assert run.returncode == 0, run.stderr
    assert harvest.values(query) == wanted


def test_what_was_done_is_not_done_again(harvest: Harvest) -> None:
    harvest.change("UPDATE revision SET extractor_version = '0.0.1' WHERE id > 30")
    left = len(harvest.values("SELECT id FROM revision WHERE id > 30"))
    run = harvest.reextract()
    assert run.stdout == f"{left} read as stored, 0 written anew\n"
    assert len(set(harvest.values("SELECT extractor_version FROM revision"))) == 1


def test_since_a_day(harvest: Harvest) -> None:
    days = harvest.values("SELECT published_on FROM article ORDER BY published_on")
    run = harvest.reextract("--all", "--dry-run", "--since", str(days[-5]))
    assert 5 <= int(run.stdout.split()[0]) < len(days)


def test_records_that_cannot_be_read_are_told(harvest: Harvest, tmp_path: Path) -> None:
    wanted = stored(harvest.url)
    run = Harvest(harvest.archive, tmp_path / "nowhere").reextract("--all")
    assert run.returncode == 3
    assert "could not be read" in run.stdout
    assert "No such file or directory" in run.stderr
    assert len(run.stderr.splitlines()) == 11
    assert stored(harvest.url) == wanted


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["--processes", "0"], "--processes '0' is no number of processes: write 1 or more"),
        (["--since", "nonsense"], "--since 'nonsense' is not a day"),
        (["x"], "unexpected argument 'x'"),
    ],
)
def test_wrong_arguments(sqlite_url: str, words: list[str], part: str) -> None:
    run = scrapy("reextract", *words, archive_url=sqlite_url, fast=False)
    assert run.returncode == 2
    assert run.stderr.startswith(part)
    assert run.stderr.count("\n") == 1


def test_an_archive_without_records(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/empty.sqlite"
    Archive(url, write=True).close()
    run = scrapy("reextract", archive_url=url, fast=False)
    assert (run.returncode, run.stdout.split(" (")[0]) == (
        0,
        "Nothing to read: no revision has a record",
    )
