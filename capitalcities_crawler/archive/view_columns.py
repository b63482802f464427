"""What the columns of the views mean; a column that only passes on a table's takes its meaning from there."""

from __future__ import annotations

from typing import NamedTuple


class Same(NamedTuple):
    """A column that passes on a table's."""

    source: str
    """``article.title``."""
    alias: str | None = None
    """Its name in the view, where that is another one."""
    may_be_empty: bool = False
    """Whether it is empty where the table's row is missing."""

    @property
    def name(self) -> str:
        """Its name in the view."""
        return self.alias or self.source.partition(".")[2]


class Own(NamedTuple):
    """A column that a view makes."""

    name: str
    kind: str
    """Its type as the data dictionary says it, with ``or empty``."""
    meaning: str


Column = Same | Own

_PLACE = (Same("section.region"), Same("section.country"), Same("section.city"))
_ARTICLES_THERE = Own(
    "articles", "integer", "Articles there or in a place within, those gone left out."
)
_SPAN = (
    Own("first_on", "date or empty", "Local day of the first article."),
    Own("last_on", "date or empty", "Local day of the last article."),
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    "articles": (
        Same("article.id", "article_id"),
        Same("site.key", "site"),
        Same("page.url"),
        Same("article.post_id"),
        Same("article.title"),
        Same("article.subtitle"),
        Own("authors", "text or empty", "Names in the byline, in order, parted by `; `."),
        Same("article.published_at"),
        Same("article.published_on"),
        Same("article.published_precision"),
        Same("article.modified_at"),
        Same("article.language"),
        *_PLACE,
        Same("section.path", "breadcrumb", may_be_empty=True),
        Own("tags", "text or empty", "Names of the tags, in order, parted by `; `."),
        Same("article.word_count"),
        Same("article.source_headline"),
        Same("article.source_publisher"),
        Same("article.duplicate_group"),
        Own("revisions", "integer or empty", "How many versions were seen: 1 if it never changed."),
        Same("article.first_seen_at"),
        Same("article.last_seen_at"),
        Same("article.gone_at"),
        Same("revision.body_text", may_be_empty=True),
    ),
    "passages": (
        Same("article.id", "article_id"),
        Same("page.url"),
        Same("heading.position"),
        Same("heading.level"),
        Same("heading.text", "heading"),
        Same("heading.anchor"),
        Own("text", "text", "What stands below the heading, up to the next one."),
    ),
    "coverage": (
        Same("site.key", "site"),
        Same("site.base_url"),
        Own("month", "text", "`2025-06`, by the site's own days."),
        Own("advertised", "integer or empty", "The site's latest count; empty if it names none."),
        Own("stored", "integer", "Articles published then that are not gone."),
        Own("explained", "integer", "Addresses that are refused, or no article after all."),
        Own("gone", "integer", "Articles that went after the site had counted them."),
        Own("missing", "integer", "What is left of `advertised`; never below 0."),
    ),
    "places": (
        Same("site.key", "site"),
        Same("section.id", "section_id"),
        Own("kind", "text", "region, country or city."),
        Same("section.name"),
        Same("section.path"),
        *_PLACE,
        Same("section.country_code"),
        Same("section.country_code3"),
        Same("section.latitude"),
        Same("section.longitude"),
        Same("section.is_capital"),
        _ARTICLES_THERE,
        *_SPAN,
    ),
    "unmatched_places": (
        Same("site.key", "site"),
        Same("section.id", "section_id"),
        Own("kind", "text", "country or city."),
        Same("section.name"),
        Same("section.path"),
        Same("section.country_code"),
        Same("section.unmatched"),
        _ARTICLES_THERE,
    ),
    "publishers": (
        Same("site.key", "site"),
        Own("publisher", "text", "Who published the original, as it is printed most often."),
        Same("article.publisher_key"),
        Own("spellings", "integer", "In how many ways it is printed."),
        Own("articles", "integer", "Articles that name it, those gone left out."),
        *_SPAN,
    ),
    "timeline": (
        Same("site.key", "site"),
        Own("day", "date", "Local day on the site."),
        Own("articles", "integer", "Articles of that day, those gone left out."),
        Own("words", "integer", "Words of their bodies."),
    ),
    "changes": (
        Same("page.url"),
        Same("article.id", "article_id"),
        Own("change", "text", "revised, moved, gone or returned."),
        Own("changed_at", "time (UTC)", "When it was seen."),
        Own("revision", "integer or empty", "Number of the version then; empty for moves."),
        Own("fields", "text or empty", "JSON list of the fields that a revision changed."),
        Own("length_before", "integer or empty", "Characters of the body before."),
        Own("length_after", "integer or empty", "Characters of the body after."),
        Own("detail", "text or empty", "Former address of a move; reason and evidence of gone."),
    ),
    "duplicates": (
        Same("article.duplicate_group"),
        Same("article.id", "article_id"),
        Same("page.url"),
        Same("article.title"),
        Same("article.published_on"),
        Same("article.id", "other_id"),
        Same("page.url", "other_url"),
        Same("article.title", "other_title"),
        Same("article.published_on", "other_published_on"),
        Same("duplicate_pair.similarity"),
    ),
}
"""View -> its columns, in order."""
