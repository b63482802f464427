"""Linked data: every JSON-LD node of a page, and the one that describes its article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cached_property
from html import unescape
from typing import Any

from capitalcities_crawler.items import JsonObject
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.text import clean

_ARTICLE_TYPES = (
    "newsarticle",
    "reportagenewsarticle",
    "opinionnewsarticle",
    "analysisnewsarticle",
    "backgroundnewsarticle",
    "reviewnewsarticle",
    "advertisercontentarticle",
    "blogposting",
    "liveblogposting",
    "article",
    "techarticle",
    "scholarlyarticle",
    "report",
    "satiricalarticle",
    "socialmediaposting",
    "review",
    "recipe",
)
"""Types that describe an article, most telling first."""

_WRAPPERS = ("@graph", "mainEntity", "mainEntityOfPage")  # not itemListElement: those are teasers
_CDATA = re.compile(r"^\s*(<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(-->|//\s*\]\]>|\]\]>)\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


class LinkedData:
    """All JSON-LD of a page; broken scripts are skipped, references by ``@id`` resolved."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def nodes(self) -> tuple[JsonObject, ...]:
        """Every typed node at the top of a script, in its ``@graph`` or its list."""
        scripts = self._document.by_tag("script")
        texts = (s.text for s in scripts if (s.get("type") or "").startswith("application/ld+json"))
        return tuple(node for text in texts for node in _nodes(_parse(text or "")))

    @cached_property
    def article(self) -> JsonObject:
        """The node that describes the article, ``{}`` when there is none."""
        ranked = [(rank, node) for node in self.nodes if (rank := _article_rank(node)) is not None]
        return min(ranked, key=lambda pair: pair[0])[1] if ranked else {}

    @cached_property
    def page(self) -> JsonObject:
        """The ``WebPage`` node, where SEO plugins repeat the dates."""
        return next((node for node in self.nodes if "webpage" in types_of(node)), {})

    @cached_property
    def types(self) -> frozenset[str]:
        """Types of all nodes, in lower case."""
        return frozenset(name for node in self.nodes for name in types_of(node))

    def resolve(self, value: Any) -> Any:
        """Follow a bare reference (``{"@id": ...}``) to the node that it names."""
        if isinstance(value, dict) and "@id" in value and "name" not in value:
            return self._by_id.get(str(value["@id"]), value)
        return value

    def named(self, value: Any) -> Iterator[JsonObject]:
        """Give the nodes that a property holds, one or a list; plain strings become names."""
        for part in value if isinstance(value, list) else [value]:
            node = {"name": part} if isinstance(part, str) else self.resolve(part)
            if isinstance(node, list):
                yield from self.named(node)
            elif isinstance(node, dict):
                yield node

    @cached_property
    def _by_id(self) -> dict[str, JsonObject]:
        with_names = (n for n in self.nodes if "@id" in n and "name" in n)
        return {str(node["@id"]): node for node in with_names}


def text_value(value: object) -> str:
    """Give a scalar of linked data as text on one line, HTML entities decoded; else ``""``."""
    return clean(unescape(value)) if isinstance(value, str) else ""


def types_of(node: JsonObject) -> frozenset[str]:
    """Give a node's types in lower case, without the vocabulary's address."""
    types = node.get("@type")
    listed = types if isinstance(types, list) else [types]
    return frozenset(str(name).rsplit("/", 1)[-1].lower() for name in listed if name)


def _article_rank(node: JsonObject) -> tuple[bool, int] | None:
    ranks = [_ARTICLE_TYPES.index(name) for name in types_of(node) if name in _ARTICLE_TYPES]
    if not ranks:
        return None
    return "datePublished" not in node and "headline" not in node, min(ranks)


def _parse(text: str) -> Any:
    text = _CDATA.sub("", text.strip())
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            # strict=False: raw line breaks inside strings are common.
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(data: Any, depth: int = 0) -> Iterator[JsonObject]:
    if isinstance(data, list):
        for part in data:
            yield from _nodes(part, depth)
    elif isinstance(data, dict) and depth < 4:
        if "@type" in data:
            yield data
        for key in _WRAPPERS:
            if isinstance(data.get(key), (dict, list)):
                yield from _nodes(data[key], depth + 1)
