"""What the REST API counts: the posts of each category, and of the tags used most."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlsplit

from capitalcities_crawler.discovery.rest_api import PER_PAGE, Json, api_urls, read_collection
from capitalcities_crawler.discovery.route import Answer, Step
from capitalcities_crawler.items import AdvertisedCount

_ENDPOINTS: dict[str, Literal["section", "tag"]] = {"categories": "section", "tags": "tag"}
_FIELDS = "id,count,name,link"


class TermsRoute:
    """Ask for all categories and for the hundred tags used most. It leads to no articles.

    A term's count is that of its own posts: those of sub-categories are not in it.

    Args:
        base_url: root of the site.
        spelling: which of the API's two spellings to use.
    """

    name = "rest-terms"
    shows_edits = False

    def __init__(self, base_url: str, *, spelling: int = 0) -> None:
        self._base = base_url
        self._spelling = spelling
        self._kinds: dict[str, tuple[str, int]] = {}
        """Address asked -> endpoint and page."""

    def start_urls(self) -> tuple[str, ...]:
        """Give the first page of each kind of term."""
        return self._url("categories", 1), self._url("tags", 1)

    def read(self, answer: Answer) -> Step:
        """Read one page.

        Raises:
            RouteClosedError: it is no list of terms.
        """
        endpoint, page = self._kinds[answer.asked]
        collection = read_collection(answer)
        counts = tuple(_counts(collection.items, _ENDPOINTS[endpoint]))
        has_more = endpoint == "categories" and page * PER_PAGE < (collection.total or 0)
        follow = (self._url(endpoint, page + 1),) if has_more and collection.items else ()
        return Step(counts=counts, follow=follow)

    def _url(self, endpoint: str, page: int) -> str:
        order = {"orderby": "count", "order": "desc"}
        query = {"per_page": PER_PAGE, "page": page, **order, "_fields": _FIELDS}
        url = api_urls(self._base, f"/wp/v2/{endpoint}", query)[self._spelling]
        self._kinds[url] = endpoint, page
        return url


def _counts(terms: tuple[Json, ...], kind: Literal["section", "tag"]) -> Iterator[AdvertisedCount]:
    for term in terms:
        link, count = str(term.get("link") or ""), term.get("count")
        if link and isinstance(count, int):
            yield AdvertisedCount(
                kind=kind,
                key=urlsplit(link).path,
                count=count,
                label=str(term.get("name") or "") or None,
                source="rest",
            )
