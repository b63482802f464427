"""Parquet: the values of JSONL, typed."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.records import records
from capitalcities_crawler.items import JsonObject
from tests.archive.samples import fetched, full_article, save
from tests.commands.runner import run

TYPED = {"published_at", "published_on", "modified_at"}


@pytest.fixture
def filled_url(archive_url: str) -> str:
    with Archive(archive_url, write=True) as archive:
        bare = full_article("b", 8, published=None, modified=None, authors=(), toc=(), headings=())
        save(archive, fetched(full_article()), fetched(replace(bare, tables=(), previous=None)))
    return archive_url


def export(url: str, path: Path) -> pa.Table:
    result = run("export", url, str(path))
    assert result.status == 0, result.err
    return pyarrow.parquet.read_table(path)


def plain(row: JsonObject) -> JsonObject:
    """Undo the types."""
    values = {name: value for name, value in row.items() if name not in TYPED}
    for name in ("toc", "headings"):
        values[name] = [list(entry.values()) for entry in values[name]]
    times = (n for n, v in values.items() if isinstance(v, datetime))
    return values | {name: values[name].isoformat() for name in times}


def test_the_values_are_those_of_the_records(filled_url: str, tmp_path: Path) -> None:
    table = export(filled_url, tmp_path / "out.parquet")
    with Archive(filled_url) as archive, archive.session() as session:
        assert [plain(row) for row in table.to_pylist()] == list(records(session))
    columns = [name for name in table.column_names if name not in TYPED]
    with Archive(filled_url) as archive, archive.session() as session:
        assert columns == list(next(records(session)))


def test_times_are_times(filled_url: str, tmp_path: Path) -> None:
    table = export(filled_url, tmp_path / "out.parquet")
    (row,) = (row for row in table.to_pylist() if row["post_id"] == 7)
    assert row["published_at"] == datetime(2025, 11, 3, 22, 30, tzinfo=UTC)
    assert row["published_on"] == date(2025, 11, 4)
    assert table.schema.field("fetched").type == pa.timestamp("us", tz="UTC")
    assert table.schema.field("tables").type.value_type.field("rows").type == pa.list_(
        pa.list_(pa.string())
    )


def test_an_empty_archive_has_the_columns(archive_url: str, tmp_path: Path) -> None:
    Archive(archive_url, write=True).close()
    table = export(archive_url, tmp_path / "out.parquet")
    assert (table.num_rows, "body" in table.column_names) == (0, True)


def test_a_missing_extra_is_one_line(
    filled_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run("export", filled_url, str(tmp_path / "out.parquet"))
    assert result.status == 2
    assert result.err == (
        "Parquet files need pyarrow: pip install 'capitalcities-crawler[parquet]'\n"
    )
    assert list(tmp_path.glob("*out*")) == []
