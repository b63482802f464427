"""One sitemap file: an index of others, or a list of addresses, plain or packed."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from typing import NamedTuple

from lxml import etree

_MAX_SIZE = 64 * 1024 * 1024  # unpacked; the protocol's own limit is 50 MB


class Entry(NamedTuple):
    """An address, and when what is there was modified."""

    url: str
    modified_at: datetime | None = None
    """By ``lastmod``, in UTC, where that has a time and a zone: a bare day tells of no later edit."""
    is_news: bool = False
    """Whether it is for Google News, which wants the posts of the last two days only."""


class SitemapFile(NamedTuple):
    """What a file holds."""

    kind: str = ""
    """``urlset``, ``sitemapindex``, or nothing for what is neither."""
    entries: tuple[Entry, ...] = ()

    @property
    def is_news(self) -> bool:
        """Whether it is a file for Google News: never the whole site."""
        return bool(self.entries) and all(entry.is_news for entry in self.entries)


def read_sitemap(body: bytes) -> SitemapFile:
    """Read a file; whatever is wrong with it, as much as can be read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(_unpacked(body).strip(), parser)
    except (etree.XMLSyntaxError, zlib.error):
        return SitemapFile()
    kind = etree.QName(root).localname if root is not None else ""  # type: ignore[redundant-expr]
    if kind not in {"urlset", "sitemapindex"}:
        return SitemapFile()
    items = root.iterchildren(tag=etree.Element)
    return SitemapFile(kind, tuple(entry for item in items if (entry := _entry(item))))


def _entry(item: etree._Element) -> Entry | None:
    """Read one entry; ``image:loc`` lies deeper and is no address of a page."""
    values = {
        etree.QName(child).localname: (child.text or "").strip()
        for child in item.iterchildren(tag=etree.Element)
    }
    url = values.get("loc")
    return Entry(url, _moment(values.get("lastmod", "")), "news" in values) if url else None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, _MAX_SIZE)
