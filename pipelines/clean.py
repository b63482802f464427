"""Clean the text of events: one spelling for what looks the same. Never drops anything."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Self, TypeVar

from capitalcities_crawler.events import Event, FetchedArticle, Outcome
from capitalcities_crawler.items import Article, Block, Term
from capitalcities_crawler.pages.headings import place_headings

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

T = TypeVar("T")

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters; PostgreSQL refuses NUL
    "\u00ad\u200b\u2060\ufeff"  # soft hyphen and zero-width spaces, but no joiners: letters need them
    "\ud800-\udfff\ufffe\uffff]"  # halves of characters and no characters, which no database takes
)

_TEXT_FIELDS = frozenset(
    {"title", "subtitle", "name", "bio", "text", "caption", "alt", "author", "label"}
    | {"image_alt", "excerpt", "source_headline", "source_publisher", "value"}
)
"""Fields that hold words for readers; addresses, dates and codes are left alone."""


class CleanPipeline:
    """Clean every text of an article, and count the articles that it changed."""

    def __init__(self, stats: StatsCollector) -> None:
        self._stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the step."""
        return cls(crawler.stats)

    def process_item(self, item: Event) -> Event:
        """Give the event with clean text."""
        match item:
            case FetchedArticle(article=article):
                cleaned = clean_article(article)
                if cleaned != article:
                    self._stats.inc_value("clean/articles")
                return replace(item, article=cleaned)
            case Outcome(error=str() as error):
                return replace(item, error=clean_line(error))
        return item


def clean_article(article: Article) -> Article:
    """Clean all texts of an article; headings are placed anew in the cleaned body."""
    blocks = tuple(block for block in map(clean_block, article.blocks) if block.text)
    cleaned = replace(clean_fields(article), blocks=blocks)
    cleaned = replace(cleaned, tags=_named(cleaned.tags), breadcrumb=_named(cleaned.breadcrumb))
    if blocks == article.blocks:
        return replace(cleaned, headings=article.headings)
    listed = frozenset(h.anchor or clean_line(h.text) for h in article.headings if h.in_toc)
    return replace(cleaned, headings=place_headings(blocks, listed))


def clean_block(block: Block) -> Block:
    """Clean a block of a body; preformatted text keeps its lines and indentation."""
    if block.kind == "preformatted":
        return replace(block, text=_visible(block.text))
    return replace(block, text=clean_lines(block.text))


def clean_fields(value: T) -> T:
    """Clean the reader's words in a dataclass and in all dataclasses below it."""
    changes: dict[str, Any] = {}
    for field in fields(value):  # type: ignore[arg-type] # only called with dataclasses
        old = getattr(value, field.name)
        new = _clean_value(field.name, old)
        if new is not old:
            changes[field.name] = new
    return replace(value, **changes) if changes else value  # type: ignore[type-var]


def clean_line(text: str) -> str:
    r"""Give a text on one line: NFC, plain single spaces, no entities, nothing invisible.

    >>> clean_line(" Caf\u0065\u0301\u00a0&amp;\u200b\n bar ")
    'Café & bar'
    """
    if text.isascii() and "&" not in text and text.isprintable():
        return " ".join(text.split())
    return " ".join(_visible(_ENTITY.sub(lambda entity: html.unescape(entity[0]), text)).split())


def clean_lines(text: str) -> str:
    """Clean each line of a text, and keep its line breaks."""
    return "\n".join(clean_line(line) for line in text.split("\n")).strip()


def _visible(text: str) -> str:
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def _clean_value(name: str, value: Any) -> Any:
    if isinstance(value, str):
        cleaned = clean_line(value) if name in _TEXT_FIELDS else value
        return value if cleaned == value else cleaned
    if isinstance(value, tuple):
        cleaned_items = tuple(map(partial(_clean_value, name), value))
        same = all(new is old for new, old in zip(cleaned_items, value, strict=True))
        return value if same else cleaned_items
    return clean_fields(value) if is_dataclass(value) else value


def _named(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Leave out terms whose name was nothing but invisible."""
    return tuple(term for term in terms if term.name)
