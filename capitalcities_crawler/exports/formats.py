"""The formats of an export, by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.records import records
from capitalcities_crawler.archive.rows import flat_rows
from capitalcities_crawler.archive.selection import Selection
from capitalcities_crawler.exports.columns import write_parquet
from capitalcities_crawler.exports.flat import write_csv
from capitalcities_crawler.exports.nested import write_jsonl


def export(archive: Archive, selection: Selection, path: Path, ending: str) -> int:
    """Write articles into a file in the format that has an ending; give their number.

    Raises:
        UnknownNameError: no article bears a name of the selection.
        MissingExtraError: the format needs packages that are not installed.
        OSError: the file cannot be written.
    """
    return FORMATS[ending](archive, selection, path)


def _jsonl(archive: Archive, selection: Selection, path: Path) -> int:
    with archive.session() as session, path.open("w", encoding="utf-8") as out:
        return write_jsonl(records(session, selection), out)


def _csv(archive: Archive, selection: Selection, path: Path) -> int:
    with archive.session() as session, path.open("w", encoding="utf-8", newline="") as out:
        return write_csv(flat_rows(session, selection), out)


def _parquet(archive: Archive, selection: Selection, path: Path) -> int:
    with archive.session() as session:
        return write_parquet(records(session, selection), path)


FORMATS: dict[str, Callable[[Archive, Selection, Path], int]] = {
    ".jsonl": _jsonl,
    ".csv": _csv,
    ".parquet": _parquet,
}
