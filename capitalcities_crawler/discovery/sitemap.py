"""Sitemaps: core's own, and those of Yoast, Rank Math, AIOSEO and Jetpack, by the same rules.

They are found through the ``Sitemap:`` lines of robots.txt, else at the usual addresses. Of the
files that an index names, those of posts are read; where none is called so, all those that are not
plainly something else (pages, terms, authors, images).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from capitalcities_crawler.discovery.route import Answer, Found, RouteClosedError, Step
from capitalcities_crawler.discovery.sitemap_file import Entry, SitemapFile, read_sitemap
from capitalcities_crawler.items import AdvertisedCount
from capitalcities_crawler.urls import Kind, parse_address, same_site

USUAL = ("/wp-sitemap.xml", "/sitemap_index.xml", "/sitemap.xml")
"""Core; Yoast and Rank Math; AIOSEO and most others. Whoever is active redirects the rest to itself."""

_NOT_POSTS = frozenset(
    [
        "tag",
        "tags",
        "category",
        "categories",
        "taxonomies",
        "taxonomy",
        "format",
        "author",
        "authors",
        "users",
        "page",
        "pages",
        "attachment",
        "image",
        "images",
        "video",
        "videos",
        "news",
        "product",
        "products",
    ]
)
_NAMED = re.compile(rb"^\s*sitemap:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


class SitemapRoute:
    """Read the site's sitemaps, wherever they are."""

    name = "sitemap"

    def __init__(self, base_url: str) -> None:
        self._base = base_url
        self._robots = f"{base_url}/robots.txt"
        self._entrances = deque(base_url + path for path in USUAL)
        self._open: set[str] = {self._robots}
        self._asked: set[str] = {self._robots}
        self._indexed: set[str] = set()
        self._total = 0
        self._untimed = 0
        self._lost = False
        self._problems: list[str] = []

    def start_urls(self) -> tuple[str, ...]:
        """Give the address of robots.txt."""
        return (self._robots,)

    @property
    def shows_edits(self) -> bool:
        """Whether every article listed has told when it was modified; core's do since 6.5."""
        return self._total > 0 and not self._untimed and not self._lost

    def read(self, answer: Answer) -> Step:
        """Read robots.txt, an index or a list of addresses."""
        self._open.discard(answer.asked)
        step = (
            self._robots_step(answer) if answer.asked == self._robots else self._file_step(answer)
        )
        step = step._replace(follow=self._new(step.follow))
        self._total += len(step.articles)
        self._untimed += sum(each.modified_at is None for each in step.articles)
        self._lost |= step.lost
        if self._open:
            return step
        return step._replace(counts=self._counts()) if self._total else self._next_entrance()

    def _new(self, urls: tuple[str, ...]) -> tuple[str, ...]:
        new = tuple(u for u in dict.fromkeys(urls) if u not in self._asked and self._is_ours(u))
        self._asked.update(new)
        self._open.update(new)
        return new

    def _is_ours(self, url: str) -> bool:
        return same_site(url, self._base)

    def _robots_step(self, answer: Answer) -> Step:
        named = [match.decode("ascii", "replace") for match in _NAMED.findall(answer.body)]
        return Step(follow=tuple(named))

    def _file_step(self, answer: Answer) -> Step:
        file = read_sitemap(answer.body) if answer.ok else SitemapFile()
        if file.kind == "sitemapindex":
            files = post_sitemaps([urljoin(answer.url, entry.url) for entry in file.entries])
            self._indexed.update(files)
            return Step(follow=tuple(files))
        if file.kind == "urlset":
            return Step(articles=tuple(self._articles(file.entries)))
        name = urlsplit(answer.asked).path
        self._problems.append(f"{name}: {answer.problem or 'no sitemap'}")
        return Step(lost=answer.asked in self._indexed)

    def _articles(self, entries: tuple[Entry, ...]) -> Iterator[Found]:
        for url, modified_at in entries:
            if self._is_ours(url) and parse_address(url, self._base).kind is Kind.ARTICLE:
                yield Found(url, modified_at=modified_at)

    def _next_entrance(self) -> Step:
        while self._entrances:
            entrance = self._new((self._entrances.popleft(),))
            if entrance:
                return Step(follow=entrance)
        raise RouteClosedError("; ".join(self._problems) or "no posts in the sitemaps")

    def _counts(self) -> tuple[AdvertisedCount, ...]:
        if self._lost:
            return ()
        return (AdvertisedCount(kind="total", key="posts", count=self._total, source="sitemap"),)


def post_sitemaps(files: list[str]) -> list[str]:
    """Choose the files that list posts, by their names.

    >>> post_sitemaps(["/wp-sitemap-posts-post-1.xml", "/wp-sitemap-posts-page-1.xml"])
    ['/wp-sitemap-posts-post-1.xml']
    >>> post_sitemaps(["/post_tag-sitemap.xml", "/sitemap-1.xml"])
    ['/sitemap-1.xml']
    """
    words = {url: set(re.split(r"[^a-z]+", urlsplit(url).path.lower())) for url in files}
    others = [url for url in dict.fromkeys(files) if not words[url] & _NOT_POSTS]
    return [url for url in others if "post" in words[url]] or others
