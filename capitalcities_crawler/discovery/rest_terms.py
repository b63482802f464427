"""What the REST API counts: the posts of each category, and of the tags used most."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from capitalcities_crawler.discovery.rest_api import PER_PAGE, Json, api_urls, read_collection
from capitalcities_crawler.discovery.route import Answer, RouteClosedError, Step
from capitalcities_crawler.items import AdvertisedCount
from capitalcities_crawler.urls import same_site


class _Terms(NamedTuple):
    """A kind of term, and how many of it are asked for."""

    endpoint: str
    kind: Literal["section", "tag"]
    order: dict[str, str]
    is_all: bool


_CATEGORIES = _Terms("categories", "section", {"orderby": "id"}, is_all=True)
_TAGS = _Terms("tags", "tag", {"orderby": "count", "order": "desc"}, is_all=False)


class TermsRoute:
    """Ask for all categories and for the hundred tags used most. It leads to no articles.

    A term's count is that of its own posts: those of sub-categories are not in it.

    Args:
        base_url: root of the site.
        spelling: which of the API's two spellings to try first.
    """

    name = "rest-terms"
    shows_edits = False

    def __init__(self, base_url: str, *, spelling: int = 0) -> None:
        self._base = base_url
        self._spelling = spelling
        self._asked: dict[str, tuple[_Terms, int, int]] = {}
        """Address -> what is asked for there, its page, the spelling."""
        self._problems: list[str] = []
        self._open = 0
        self._has_read = False

    def start_urls(self) -> tuple[str, ...]:
        """Give the first page of each kind of term."""
        return tuple(self._url(terms, 1, self._spelling) for terms in (_CATEGORIES, _TAGS))

    def read(self, answer: Answer) -> Step:
        """Read one page. A list that cannot be had only means fewer numbers.

        Raises:
            RouteClosedError: no list could be had, in either spelling.
        """
        terms, page, spelling = self._asked[answer.asked]
        self._open -= 1
        try:
            collection = read_collection(answer)
        except RouteClosedError as error:
            return self._not_read(error, terms, page, spelling)
        self._has_read = True
        has_more = terms.is_all and page * PER_PAGE < (collection.total or 0)
        return Step(
            counts=tuple(self._counts(collection.items, terms.kind)),
            follow=(self._url(terms, page + 1, spelling),) if has_more else (),
        )

    def _not_read(self, error: RouteClosedError, terms: _Terms, page: int, spelling: int) -> Step:
        self._problems.append(str(error))
        if spelling == self._spelling:
            return Step(follow=(self._url(terms, page, 1 - spelling),))
        if self._open or self._has_read:
            return Step()
        raise RouteClosedError("; ".join(dict.fromkeys(self._problems)))

    def _url(self, terms: _Terms, page: int, spelling: int) -> str:
        fields = {"_fields": "id,count,name,link"}
        query = {"per_page": PER_PAGE, "page": page, **terms.order, **fields}
        url = api_urls(self._base, f"/wp/v2/{terms.endpoint}", query)[spelling]
        self._asked[url] = terms, page, spelling
        self._open += 1
        return url

    def _counts(
        self, terms: tuple[Json, ...], kind: Literal["section", "tag"]
    ) -> Iterator[AdvertisedCount]:
        for term in terms:
            link, count = str(term.get("link") or ""), term.get("count")
            if same_site(link, self._base) and isinstance(count, int):
                yield AdvertisedCount(
                    kind=kind,
                    key=_key(link),
                    count=count,
                    label=unescape(str(term.get("name") or "")) or None,
                    source="rest",
                )


def _key(link: str) -> str:
    """Give the path, as the widgets' counts have it; without rewrite rules the query tells all."""
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
