"""What a page says, as frozen dataclasses: the words that every room of the project shares.

Absent is ``None`` or ``()``, never a guess. What the site says is here; what the archive knows
(first seen, revision, capture) belongs to the tables.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal

Moment = datetime | date
"""A time as precise as its source: an aware ``datetime``, or a ``date`` when only the day is known."""

JsonObject = dict[str, Any]


class Precision(StrEnum):
    """How exactly the site states a time."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"


class Source(StrEnum):
    """Where on a page a field was read."""

    REST = "rest"
    META = "meta"
    JSONLD = "jsonld"
    MARKUP = "markup"
    URL = "url"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A name in the byline, with what the author box says of the person."""

    name: str
    url: str | None = None
    bio: str | None = None
    avatar_url: str | None = None
    social_urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A tag, a category or one step of a breadcrumb."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One run of a body's text. The body is its blocks' texts parted by blank lines."""

    kind: Literal["paragraph", "heading", "list_item", "quote", "preformatted", "text"]
    text: str
    level: int | None = None
    """Of a heading, 1 to 6."""
    anchor: str | None = None
    """Of a heading: the unquoted fragment that leads to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading in a body, and the passage below it as offsets into the body text."""

    level: int
    text: str
    anchor: str | None = None
    in_toc: bool = False
    body_start: int
    """Offset just behind the heading's own text and the blank line after it."""
    body_end: int
    """Offset of the passage's end: the next heading of any level, or the end of the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TocEntry:
    """A line of the table of contents. Its title and "Toggle" are not text and not here."""

    level: int
    text: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table, at its place in the grid (counted from 0, spans expanded)."""

    row: int
    column: int
    text: str
    is_header: bool = False
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A data table in a body."""

    caption: str | None = None
    heading: int | None = None
    """Index in ``Article.headings`` of the heading that it stands below."""
    cells: tuple[Cell, ...] = ()

    @property
    def header(self) -> tuple[str, ...]:
        """Texts of the first row when its cells are headers, else ``()``."""
        first = [cell for cell in self.cells if cell.row == 0]
        if first and all(cell.is_header for cell in first):
            return tuple(cell.text for cell in first)
        return ()

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Texts of the other rows, top to bottom."""
        start = 1 if self.header else 0
        rows: dict[int, list[str]] = {}
        for cell in self.cells:
            if cell.row >= start:
                rows.setdefault(cell.row, []).append(cell.text)
        return tuple(tuple(texts) for texts in rows.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image of an article; alt text and caption are different things and kept apart."""

    url: str
    alt: str | None = None
    caption: str | None = None
    is_lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link out of an article."""

    url: str
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaser:
    """An article as another page advertises it: in a listing or under "Related Posts"."""

    url: str
    title: str
    post_id: int | None = None
    author: str | None = None
    published: Moment | None = None
    """The *visible* date, which JNews may replace by the day of the last change."""
    category: Term | None = None
    image_url: str | None = None
    image_alt: str | None = None
    excerpt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvertisedCount:
    """A number that the site claims about itself."""

    kind: Literal["month", "tag", "section", "total", "pages", "at_least", "at_most"]
    """Of articles; ``pages``: of the pages of a listing, which bound its articles by the other two."""
    key: str
    """``2025-06`` for a month; the address's path (``/tag/africa/``) for a tag, section or listing;
    else a word."""
    count: int
    label: str | None = None
    """As printed: "June 2025", "Africa"; in a dropdown with the names above: "Asia > Japan"."""
    source: str | None = None
    """The widget or route that says so: ``archives``, ``tag_cloud``, ``rest``, ``sitemap``,
    ``listing``; ``categories``, or ``category_tree`` where the counts hold those of sub-categories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryNode:
    """A line of the category widget."""

    name: str
    level: int
    """Depth in the tree, 0 at the top; 0 everywhere when the site prints it flat."""
    term_id: int | None = None
    url: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """What the sidebar says of the site itself, on whatever page it is printed."""

    counts: tuple[AdvertisedCount, ...] = ()
    categories: tuple[CategoryNode, ...] = ()
    calendar_month: str | None = None
    """``2025-11``: the month that the calendar shows."""
    calendar_days: tuple[Link, ...] = ()
    """The days with posts: address of the day's archive, text "4"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Another source's value for a field, where it contradicts the one chosen."""

    field: str
    source: Source
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as its page says it."""

    url: str
    """Canonical address: the article's identity on its site."""
    post_id: int | None = None
    """WordPress's number of the post: stays when the address changes."""
    title: str
    subtitle: str | None = None
    authors: tuple[Author, ...] = ()
    published: Moment | None = None
    modified: Moment | None = None
    published_precision: Precision | None = None
    language: str | None = None
    """BCP 47, as the page declares it: ``en-US``."""
    breadcrumb: tuple[Term, ...] = ()
    """From the top, without Home and without the title."""
    categories: tuple[tuple[Term, ...], ...] = ()
    """The category line; each with its known ancestors from the top, itself last."""
    tags: tuple[Term, ...] = ()
    blocks: tuple[Block, ...] = ()
    """The body in order, tables and captions left out."""
    headings: tuple[Heading, ...] = ()
    toc: tuple[TocEntry, ...] = ()
    tables: tuple[Table, ...] = ()
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()
    """Links inside the body, in order."""
    previous: Link | None = None
    """The neighbour published just before; ``text`` is its title."""
    next: Link | None = None
    related: tuple[Teaser, ...] = ()
    source_headline: str | None = None
    """The original's headline, read from the lead image's alt or caption."""
    source_publisher: str | None = None
    page_number: int = 1
    """Which page of a multi-page post this is."""
    page_count: int = 1
    site_facts: SiteFacts = field(default_factory=SiteFacts)
    field_sources: dict[str, Source] = field(default_factory=dict)
    """Field name -> where its value was read."""
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def body(self) -> str:
        """The body as plain text: blocks parted by a blank line."""
        return "\n\n".join(block.text for block in self.blocks)

    @property
    def introduction(self) -> str:
        """The body above its first heading."""
        texts = []
        for block in self.blocks:
            if block.kind == "heading":
                break
            texts.append(block.text)
        return "\n\n".join(texts)

    @property
    def word_count(self) -> int:
        """Words of the body, split at white space."""
        return sum(len(block.text.split()) for block in self.blocks)

    @property
    def lead_image(self) -> Image | None:
        """The image above the body, if there is one."""
        return next((image for image in self.images if image.is_lead), None)

    def to_record(self) -> JsonObject:
        """Give the page's part of the JSONL record, as plain JSON types (``docs/database.md``)."""
        from capitalcities_crawler.records import article_record  # noqa: PLC0415 - records reads items

        return article_record(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page that lists articles: home, section, tag, author, month, day."""

    url: str
    kind: str
    """A ``urls.Kind`` value: ``home``, ``section``, ``tag``, ``author``, ``month``, ``day`` ..."""
    title: str | None = None
    teasers: tuple[Teaser, ...] = ()
    """The listing's own articles, hero first, sidebar and menus left out."""
    next_url: str | None = None
    page_number: int = 1
    page_count: int | None = None
    site_facts: SiteFacts = field(default_factory=SiteFacts)
