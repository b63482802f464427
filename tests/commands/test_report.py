"""``scrapy report`` as a user types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from capitalcities_crawler.archive import Archive
from tests.archive.samples import fetched, full_article, save
from tests.commands.runner import run


@pytest.fixture
def stored_url(archive_url: str) -> str:
    with Archive(archive_url, write=True) as archive:
        save(archive, fetched(full_article("rain", 1)))
    return archive_url


def test_it_writes_one_file_and_says_where(stored_url: str, tmp_path: Path) -> None:
    path = tmp_path / "out" / "report.html"
    path.parent.mkdir()
    result = run("report", stored_url, "-O", str(path))
    assert (result.status, result.out, result.err) == (0, f"written: {path}\n", "")
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert list(path.parent.iterdir()) == [path]


def test_a_report_that_is_there_is_written_anew(stored_url: str, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("old", encoding="utf-8")
    assert run("report", stored_url, "-O", str(path)).status == 0
    assert "<h1>" in path.read_text(encoding="utf-8")


def test_a_dash_prints_it(stored_url: str) -> None:
    result = run("report", stored_url, "-O", "-")
    assert result.out.startswith("<!DOCTYPE html>")
    assert result.out.rstrip().endswith("</html>")


def test_a_folder_that_is_not_there_is_one_line(stored_url: str, tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "report.html"
    result = run("report", stored_url, "-O", str(path))
    assert (result.status, result.out) == (2, "")
    assert result.err == f"cannot write {path}: No such file or directory\n"


def test_an_archive_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    result = run("report", f"sqlite:///{tmp_path / 'none.sqlite'}", "-O", str(tmp_path / "r.html"))
    assert result.status == 2
    assert result.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_an_argument_is_refused(stored_url: str) -> None:
    result = run("report", stored_url, "report.html")
    assert result.status == 2
    assert "unexpected argument 'report.html'" in result.err
