"""What counts as an article's content, as digests: same digest, same content.

Counted are title, subtitle, body, tables and the *names* of tags, categories and authors (in any
order). Not counted is what changes by itself between two fetches: counters, neighbours and related
posts, times, images (themes and CDNs rename them), anchors and whatever an SEO plugin adds. Nor is
the spelling of quotation marks, dashes and ellipses: WordPress sets them itself, by rules that
change with its version, the site's language and its plugins, so an editor's hand cannot be told
from a setting's. The digests are taken of the cleaned article.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from capitalcities_crawler.archive.decide import Version
from capitalcities_crawler.items import Article, Table
from capitalcities_crawler.records import article_record

VERSION = 2
"""Goes into every digest: change it together with the rules above."""

_TYPED = str.maketrans(
    dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―", "-")
    | {"…": "...", "×": "x"}
)  # fmt: skip
"""Signs that WordPress sets -> what an editor's keyboard has."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str)

_PAIRED = re.compile(r"''")
_DASHES = re.compile(r"-{2,3}")


def version_of(article: Article, content_sha256: str | None = None) -> Version:
    """Give the digests of an article: of everything that counts, and a short one of each field.

    Args:
        article: the cleaned article.
        content_sha256: the digest of everything, where it is known already.
    """
    content = _content(article)
    fields = {name: _digest(value)[:16] for name, value in content.items()}
    return Version(content_sha256 or _digest(content), fields)


def content_sha256(article: Article) -> str:
    """Give the digest of everything that counts."""
    return _digest(_content(article))


def body_sha256(article: Article) -> str:
    """Give the digest of the body alone, by which exact duplicates are found."""
    return _digest(article.body)


def page_sha256(article: Article) -> str:
    """Give the digest of all that a page says, also of what may change without a revision."""
    sources = {name: str(source) for name, source in article.field_sources.items()}
    headings = repr(article.headings)
    return _digest([article_record(article), sources, disagreements(article), headings])


def disagreements(article: Article) -> list[list[str]]:
    """Give what other sources on the page say, as plain values."""
    return [[other.field, str(other.source), other.value] for other in article.disagreements]


def _content(article: Article) -> dict[str, Any]:
    return {
        "title": _plain(article.title),
        "subtitle": _plain(article.subtitle or ""),
        "body": _plain(article.body),
        "tables": [_table(table) for table in article.tables],
        "tags": sorted({_plain(tag.name) for tag in article.tags}),
        "categories": sorted({_plain(chain[-1].name) for chain in article.categories if chain}),
        "authors": sorted({_plain(author.name) for author in article.authors}),
    }


def _table(table: Table) -> list[Any]:
    cells = ([cell.row, cell.column, _plain(cell.text)] for cell in table.cells)
    return [_plain(table.caption or ""), *cells]


def _plain(text: str) -> str:
    """Undo what ``wptexturize`` does to a text.

    >>> print(_plain("“It’s” 3×4 – or --- …"))
    "It's" 3x4 - or - ...
    """
    if not text.isascii():
        text = text.translate(_TYPED)
    return _DASHES.sub("-", _PAIRED.sub('"', text))


def _digest(value: Any) -> str:
    text = _ENCODER.encode([VERSION, value])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
