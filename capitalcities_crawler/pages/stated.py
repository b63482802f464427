"""Authors, categories and tags as metadata state them, most trusted source first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from capitalcities_crawler.items import Author, Source, Term
from capitalcities_crawler.pages.candidate import Candidate
from capitalcities_crawler.pages.head import Head
from capitalcities_crawler.pages.jsonld import LinkedData
from capitalcities_crawler.pages.names import is_name, split_names
from capitalcities_crawler.pages.text import clean
from capitalcities_crawler.pages.titles import fold

_MACHINE_KEY = re.compile(r"^(?P<key>[\w ]{2,30}):\s*(?P<value>\S.*)$")
_TOPIC_KEYS = frozenset({"subject", "topic", "tag", "keyword", "category"})
"""Some sites put the fields of their ad server into ``keywords``: only these name a topic."""

_MACHINE_WORD = re.compile(
    r"^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$|^[\w-]+(?:\.[\w-]+)+\.?(?:com|org|net|ca|de)$|^\w+\.(?:com|org|net|ca|de)$",
    re.IGNORECASE,
)
_RANK = re.compile(r"^\(\d+\)\s*")


def stated_authors(head: Head, linked: LinkedData) -> Iterator[Candidate[tuple[Author, ...]]]:
    """Give the authors of the article's node, then of the head."""
    people = linked.named(linked.article.get("author"))
    names = (
        name for person in people for name in split_names(unescape(str(person.get("name") or "")))
    )
    yield Candidate(_authors(names), Source.JSONLD)
    names = (
        name for value in head.metas("author", "dc.creator", "byl") for name in split_names(value)
    )
    yield Candidate(_authors(names), Source.META)


def _authors(names: Iterable[str]) -> tuple[Author, ...]:
    return tuple(Author(name=name) for name in dict.fromkeys(names) if is_name(name))


def stated_categories(head: Head, linked: LinkedData) -> Iterator[Candidate[tuple[Term, ...]]]:
    """Give the sections of the article's node, then of the head."""
    yield Candidate(_terms(linked.article.get("articleSection")), Source.JSONLD)
    yield Candidate(_terms(list(head.metas("article:section"))), Source.META)


def stated_tags(head: Head, linked: LinkedData) -> Iterator[Candidate[tuple[Term, ...]]]:
    """Give the tags of the head, then of the article's node, then its keywords.

    ``meta[name=keywords]`` counts only beside other article metadata: where it stands alone it is
    the site's, the same on each page.
    """
    tags = head.metas("article:tag")
    yield Candidate(_terms(tags[0] if len(tags) == 1 else list(tags)), Source.META)
    yield Candidate(_terms(linked.article.get("keywords")), Source.JSONLD)
    if linked.article or head.meta("article:published_time"):
        yield Candidate(_terms(head.meta("keywords")), Source.META)


def _terms(value: object) -> tuple[Term, ...]:
    texts = value if isinstance(value, list) else str(value or "").split(",")
    names = (_topic(clean(unescape(text))) for text in texts if isinstance(text, str))
    return tuple(Term(name=name) for name in dict.fromkeys(names) if name)


def _topic(text: str) -> str:
    machine = _MACHINE_KEY.match(text)
    if machine:
        return machine["value"] if machine["key"].lower() in _TOPIC_KEYS else ""
    return "" if _MACHINE_WORD.match(text) else _RANK.sub("", text)


def without_names(terms: tuple[Term, ...], authors: tuple[Author, ...]) -> tuple[Term, ...]:
    """Leave out terms that are an author's name: some sites tag posts with it."""
    names = {fold(author.name) for author in authors}
    return tuple(term for term in terms if fold(term.name) not in names)
