"""Parquet: the nested records in typed columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from capitalcities_crawler.items import JsonObject

if TYPE_CHECKING:
    import pyarrow as pa

_GROUP = 2000
"""Records in one row group, and in memory: some 20 MB."""

_TIMES = ("first_seen", "last_seen", "gone", "fetched")


class MissingExtraError(Exception):
    """Raised when the packages of an extra are not installed; the message says how to get them."""


def write_parquet(records: Iterable[JsonObject], path: Path) -> int:
    """Write records; give their number.

    Raises:
        MissingExtraError: pyarrow is not installed.
        OSError: the file cannot be written.
    """
    pyarrow, parquet = _pyarrow()
    schema, number, rest = _schema(pyarrow), 0, iter(records)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := [typed(record) for record in islice(rest, _GROUP)]:
            writer.write_table(pyarrow.Table.from_pylist(group, schema))
            number += len(group)
    return number


def typed(record: JsonObject) -> JsonObject:
    """Give a record with times as times; ``published`` and ``modified`` also as printed."""
    return (
        record
        | {name: _time(record[name]) for name in _TIMES}
        | {f"{name}_at": _time(record[name]) for name in ("published", "modified")}
        | {"published_on": _day(record["published"])}
        | {name: [_heading(*entry) for entry in record[name]] for name in ("toc", "headings")}
    )


def _heading(level: int, text: str, anchor: str | None) -> JsonObject:
    return {"level": level, "text": text, "anchor": anchor}


def _time(text: str | None) -> datetime | None:
    """Read a time; a day alone, or one without its offset, is no moment."""
    moment = datetime.fromisoformat(text) if text and "T" in text else None
    return moment.astimezone(UTC) if moment and moment.tzinfo else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _pyarrow() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        msg = "Parquet files need pyarrow: pip install 'capitalcities-crawler[parquet]'"
        raise MissingExtraError(msg) from None


def _schema(pyarrow: Any) -> pa.Schema:
    return pyarrow.schema(list(_fields(pyarrow)))


def _fields(pa: Any) -> Iterator[tuple[str, Any]]:
    """Give the columns, in the order of the JSONL record, the typed dates beside the printed ones."""
    text, number, time = pa.string(), pa.int64(), pa.timestamp("us", tz="UTC")
    texts = pa.list_(text)
    heading = pa.struct([("level", number), ("text", text), ("anchor", text)])
    neighbour = pa.struct([("url", text), ("title", text)])
    yield from (("url", text), ("post_id", number), ("title", text), ("subtitle", text))
    yield from (("authors", texts), ("author_urls", texts))
    yield from (("published", text), ("published_at", time), ("published_on", pa.date32()))
    yield from (("published_precision", text), ("modified", text), ("modified_at", time))
    yield from (("language", text), ("breadcrumb", texts), ("categories", pa.list_(texts)))
    yield from (("tags", texts), ("introduction", text), ("body", text))
    yield from (("toc", pa.list_(heading)), ("headings", pa.list_(heading)))
    table = [("caption", text), ("header", texts), ("rows", pa.list_(texts))]
    yield "tables", pa.list_(pa.struct(table))
    image = [("url", text), ("alt", text), ("caption", text), ("is_lead", pa.bool_())]
    yield "images", pa.list_(pa.struct(image))
    yield "links", pa.list_(pa.struct([("url", text), ("text", text)]))
    yield from (("source_headline", text), ("source_publisher", text))
    yield from (("previous", neighbour), ("next", neighbour))
    teaser = [("url", text), ("title", text), ("author", text), ("published", text)]
    yield "related", pa.list_(pa.struct(teaser))
    yield from (("word_count", number), ("duplicate_group", text))
    yield from ((name, time) for name in ("first_seen", "last_seen", "gone"))
    yield from (("revision", number), ("fetched", time), ("warc_file", text))
    yield "warc_offset", number
