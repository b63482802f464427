"""Exchanges for the tests, and a look into what was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from warcio.archiveiterator import ArchiveIterator

from capitalcities_crawler.warc.exchange import Exchange
from capitalcities_crawler.warc.writing import WarcFiles

AT = datetime(2026, 11, 27, 3, 15, 0, 123456, tzinfo=UTC)
ABOUT = {"software": "capitalcities_crawler/0.1.0", "operator": ""}

PAGE = Exchange(
    url="https://example.org/2025/11/04/a/?x=1",
    at=AT,
    sent=((b"Accept", b"text/html"), (b"Host", b"wrong.example")),
    status=200,
    received=(
        (b"Content-Type", b"text/html"),
        (b"X-Place", "Bağdat".encode()),
        (b"Set-Cookie", b"a=1"),
        (b"Set-Cookie", b"b=2"),
        (b"Transfer-Encoding", b"chunked"),
    ),
    body=b"\x1f\x8b not unpacked",
    ip="192.0.2.1",
)


def page(**changes: Any) -> Exchange:
    return replace(PAGE, **changes)


def files(folder: Path, most: int = 1_000_000) -> WarcFiles:
    return WarcFiles(folder, "site", ABOUT, most)


class Read(NamedTuple):
    """A record, read by warcio."""

    kind: str
    headers: dict[str, str]
    first: str
    """First line of the HTTP head."""
    http: list[tuple[str, str]]
    body: bytes


def read(path: Path) -> list[Read]:
    found = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            head = record.http_headers
            body = record.raw_stream.read()
            first = f"{head.protocol} {head.statusline}" if head else ""
            headers = dict(record.rec_headers.headers)
            found.append(Read(record.rec_type, headers, first, head.headers if head else [], body))
    return found
