"""``scrapy export``: whole files, streamed, safe in a spreadsheet."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.models import Article
from capitalcities_crawler.records import article_record
from tests.archive.samples import fetched, full_article, save
from tests.commands.runner import Result, run


@pytest.fixture
def filled_url(archive_url: str) -> str:
    with Archive(archive_url, write=True) as archive:
        save(
            archive,
            fetched(full_article()),
            fetched(full_article("b", 8, title='=HYPERLINK("x")', published=None)),
        )
    return archive_url


def export(url: str, *arguments: str) -> Result:
    return run("export", url, *arguments)


def test_jsonl_holds_the_records(filled_url: str, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    result = export(filled_url, str(out))
    assert (result.status, result.out) == (0, "")
    assert result.err == f"2 articles exported to {out}\n"
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    page = article_record(full_article())
    (record,) = (record for record in records if record["url"] == page["url"])
    assert {name: record[name] for name in page} == page


def test_a_dash_is_standard_output(filled_url: str) -> None:
    result = export(filled_url, "-")
    assert len([json.loads(line) for line in result.out.splitlines()]) == 2


def test_csv_is_flat_and_harmless(filled_url: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert export(filled_url, str(out)).status == 0
    with out.open(encoding="utf-8", newline="") as file:
        rows = {row["post_id"]: row for row in csv.DictReader(file)}
    assert rows["8"]["title"] == '\'=HYPERLINK("x")'
    assert rows["7"]["published_at"] == "2025-11-03T22:30:00+00:00"
    assert rows["7"]["published_on"] == "2025-11-04"
    assert rows["7"]["city"] == "Baghdad"
    assert rows["7"]["body_text"] == full_article().body


@pytest.mark.parametrize(
    ("options", "posts"),
    [
        (["--since", "2025-11-05"], [9]),
        (["--since", "2025-11-04", "--until", "2025-11-04"], [7]),
        (["--since", "yesterday"], []),
        (["--until", "5 November 2025"], [7]),
    ],
)
def test_a_period(archive_url: str, options: list[str], posts: list[int]) -> None:
    with Archive(archive_url, write=True) as archive:
        late = full_article(post_id=9, url="https://news.example/2025/11/06/c/")
        late = replace(late, published=datetime(2025, 11, 6, 9, tzinfo=UTC))
        save(archive, fetched(late), fetched(full_article()))
    lines = export(archive_url, "-", *options).out.splitlines()
    assert [json.loads(line)["post_id"] for line in lines] == posts


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["out.txt"], "cannot tell the format of 'out.txt'"),
        ([], "give one file name"),
        (["-", "--since", "glorp"], "--since 'glorp' is not a day"),
        (["-", "--until", "2025-02-30"], "--until '2025-02-30' is not a day"),
        (["/nowhere/out.csv"], "cannot write /nowhere/out.csv: No such file or directory"),
    ],
)
def test_wrong_arguments_are_one_line(filled_url: str, arguments: list[str], message: str) -> None:
    result = export(filled_url, *arguments)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(message)
    assert result.err.count("\n") == 1


def test_a_failing_export_leaves_the_old_file(filled_url: str, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    with Archive(filled_url, write=True) as archive, archive.writing() as session:
        session.execute(update(Article).values(revision_id=None))
    with pytest.raises(LookupError):
        export(filled_url, str(out))
    assert out.read_text() == "old"
    assert list(tmp_path.glob(".*")) == []


def test_no_archive(tmp_path: Path) -> None:
    result = export(f"sqlite:///{tmp_path}/none.sqlite", "-")
    assert result.status == 2
    assert result.err.startswith(f"no archive at {tmp_path}/none.sqlite: run a crawl first")
