"""``scrapy snapshot``: whole, checkable, and the same for the same archive."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from pathlib import Path

import pytest

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.search.index import INDEX
from tests.archive.samples import fetched, full_article, save
from tests.commands.runner import run

FILES = {
    *("CITATION.cff", "README.md", "SHA256SUMS", "articles.csv", "articles.jsonl"),
    *("articles.parquet", "coverage.json", "datapackage.json", "dictionary.md", "schema.sql"),
}


@pytest.fixture
def filled_url(archive_url: str) -> str:
    with Archive(archive_url, write=True) as archive:
        save(archive, fetched(full_article()), fetched(full_article("b", 8)))
    return archive_url


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_it_is_whole_and_the_same_each_time(filled_url: str, tmp_path: Path) -> None:
    first, second = tmp_path / "deep" / "first", tmp_path / "second"
    second.mkdir()  # an empty folder may be there
    for folder in (first, second):
        result = run("snapshot", filled_url, str(folder))
        assert (result.status, result.err) == (0, "")
        assert result.out.startswith(f"2 articles in {folder}/: ")
    assert contents(first).keys() == FILES
    assert contents(first) == contents(second)
    assert not list(tmp_path.glob(".snapshot-*"))


def test_its_sums_hold(filled_url: str, tmp_path: Path) -> None:
    run("snapshot", filled_url, str(tmp_path / "out"))
    line = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    check = subprocess.run(line, cwd=tmp_path / "out", capture_output=True, text=True, check=True)
    assert len(check.stdout.splitlines()) == len(FILES) - 1
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    for resource in package["resources"]:
        assert (tmp_path / "out" / resource["path"]).stat().st_size == resource["bytes"]
    (tmp_path / "out" / "articles.csv").write_text("changed")
    assert subprocess.run(line, cwd=tmp_path / "out", capture_output=True, check=False).returncode


def test_its_schema_makes_the_tables_and_views(sqlite_url: str, tmp_path: Path) -> None:
    with Archive(sqlite_url, write=True) as archive:
        save(archive, fetched(full_article()))
    run("snapshot", sqlite_url, str(tmp_path / "out"))
    script = (tmp_path / "out" / "schema.sql").read_text()
    with sqlite3.connect(":memory:") as empty, sqlite3.connect(tmp_path / "archive.sqlite") as full:
        empty.executescript(script)
        query = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view', 'index')"
        names = {name for (name,) in empty.execute(query)}
        stored = {name for (name,) in full.execute(query)}
    missing = {name for name in stored - names if not name.startswith(INDEX)}  # follows search_text
    assert missing == {"alembic_version", "sqlite_autoindex_alembic_version_1"}
    empty.close()
    full.close()


def test_an_empty_archive_says_so(archive_url: str, tmp_path: Path) -> None:
    Archive(archive_url, write=True).close()
    result = run("snapshot", archive_url, str(tmp_path / "out"))
    assert result.out.startswith("0 articles in ")
    assert "# News archive of no site\n" in (tmp_path / "out" / "README.md").read_text()


@pytest.mark.parametrize("given", [[], ["a", "b"]])
def test_one_folder_must_be_given(archive_url: str, given: list[str]) -> None:
    result = run("snapshot", archive_url, *given)
    assert (result.status, result.err) == (
        2,
        "give one folder that does not exist yet: OUT_DIR (see --help)\n",
    )


def test_what_is_there_is_never_changed(filled_url: str, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("x")
    (tmp_path / "file").write_text("x")
    for name in ("full", "file"):
        result = run("snapshot", filled_url, str(tmp_path / name))
        assert result.status == 2
        assert "is there already" in result.err
    assert contents(tmp_path / "full") == {"mine": b"x"}


def test_where_nothing_can_be_written(filled_url: str) -> None:
    result = run("snapshot", filled_url, "/proc/here")
    assert (result.status, result.err.startswith("cannot write /proc/here: ")) == (2, True)
