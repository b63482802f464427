"""What counts as an article's content, as digests: same digest, same content.

Counted are title, subtitle, body, tables and the *names* of tags, categories and authors (in any
order). Not counted is what changes by itself between two fetches: counters, neighbours and related
posts, times, images (themes and CDNs rename them), anchors and whatever an SEO plugin adds. The
digests are taken of the cleaned article.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from capitalcities_crawler.items import Article, Table

VERSION = 1
"""Goes into every digest: change it together with the rules above."""


def field_fingerprints(article: Article) -> dict[str, str]:
    """Give a short digest of each field that counts."""
    return {name: _digest(value)[:16] for name, value in _content(article).items()}


def content_sha256(article: Article) -> str:
    """Give the digest of everything that counts."""
    return _digest(_content(article))


def body_sha256(article: Article) -> str:
    """Give the digest of the body alone, by which exact duplicates are found."""
    return _digest(article.body)


def context_sha256(record: Any) -> str:
    """Give the digest of plain JSON values: of what may change without a revision."""
    return _digest(record)


def _content(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "subtitle": article.subtitle,
        "body": article.body,
        "tables": [_table(table) for table in article.tables],
        "tags": sorted({tag.name for tag in article.tags}),
        "categories": sorted({chain[-1].name for chain in article.categories if chain}),
        "authors": sorted({author.name for author in article.authors}),
    }


def _table(table: Table) -> list[Any]:
    return [table.caption, *([cell.row, cell.column, cell.text] for cell in table.cells)]


def _digest(value: Any) -> str:
    text = json.dumps([VERSION, value], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
