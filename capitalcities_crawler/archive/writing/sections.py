"""The section tree, learnt from breadcrumbs and category lines. Pure: no database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from capitalcities_crawler.items import Article, Term
from capitalcities_crawler.urls import canonical_url

SEPARATOR = " > "
_PLACES = ("region", "country", "city")


@dataclass(frozen=True, slots=True)
class Node:
    """A section as one chain of names shows it."""

    key: str
    parent_key: str | None
    name: str
    url: str | None
    kind: str
    depth: int
    path: str
    places: tuple[tuple[str, str], ...]
    """The region, country and city that it is or lies in, by kind."""

    @property
    def slug(self) -> str | None:
        """The last part of its address."""
        return slug(self.url)


def slug(url: str | None) -> str | None:
    """Give the last part of an address's path.

    >>> slug("https://example.org/category/asia/japan/")
    'japan'
    """
    if not url:
        return None
    return unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2]) or None


@lru_cache(maxsize=4096)  # a site has few chains, and each of its articles asks for some
def chain_nodes(
    chain: tuple[Term, ...], root: tuple[str, ...], kinds: tuple[str, ...], base: str
) -> tuple[Node, ...]:
    """Read a chain of terms, from the top, as nodes with their kinds.

    Kinds are given below the whole ``root`` only: a chain that begins elsewhere names topics.
    """
    return tuple(_nodes(chain, root, kinds, base))


def _nodes(
    chain: Sequence[Term], root: Sequence[str], kinds: Sequence[str], base: str
) -> Iterator[Node]:
    places: dict[str, str] = {}
    parent: str | None = None
    names: list[str] = []
    rooted = _starts_with(chain, root)
    for depth, term in enumerate(chain):
        names.append(term.name)
        kind = _kind(depth, len(root), kinds) if rooted else "topic"
        if kind in _PLACES:
            places[kind] = term.name
        path = SEPARATOR.join(names)
        key = canonical_url(term.url, base) if term.url else path.casefold()
        yield Node(key, parent, term.name, term.url, kind, depth, path, tuple(places.items()))
        parent = key


def chains(article: Article) -> list[Sequence[Term]]:
    """List an article's chains, the one that names its place first."""
    return [chain for chain in (article.breadcrumb, *article.categories) if chain]


def _starts_with(chain: Sequence[Term], root: Sequence[str]) -> bool:
    names = [term.name.casefold() for term in chain[: len(root)]]
    return names == [name.casefold() for name in root]


def _kind(depth: int, roots: int, kinds: Sequence[str]) -> str:
    if depth < roots:
        return "root"
    level = depth - roots
    return kinds[level] if level < len(kinds) else "topic"
