"""The section tree, learnt from breadcrumbs and category lines. Pure: no database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from capitalcities_crawler.items import Article, Term
from capitalcities_crawler.places import Place, locate
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
    depth: int
    path: str
    place: Place
    """Its kind, and what it is of the world."""
    names: tuple[tuple[str, str], ...]
    """The names of the region, country and city that it is or lies in, by kind."""

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
    above: dict[str, str] = {}
    parent: str | None = None
    path: list[str] = []
    places = _places([term.name for term in chain], root, kinds)
    for depth, (term, place) in enumerate(zip(chain, places, strict=True)):
        path.append(term.name)
        if place.kind in _PLACES:
            above[place.kind] = term.name
        key = canonical_url(term.url, base) if term.url else SEPARATOR.join(path).casefold()
        names = tuple(above.items())
        yield Node(key, parent, term.name, term.url, depth, SEPARATOR.join(path), place, names)
        parent = key


def _places(names: Sequence[str], root: Sequence[str], kinds: Sequence[str]) -> list[Place]:
    folded = [name.casefold() for name in names[: len(root)]]
    if folded != [name.casefold() for name in root]:
        return [Place("topic") for _ in names]
    return [Place("root") for _ in root] + list(locate(names[len(root) :], kinds))


def chains(article: Article) -> list[Sequence[Term]]:
    """List an article's chains, the one that names its place first."""
    return [chain for chain in (article.breadcrumb, *article.categories) if chain]
