"""Sitemaps: core's own, and those of Yoast, Rank Math, AIOSEO and Jetpack, by the same rules.

They are found through the ``Sitemap:`` lines of robots.txt, else at the usual addresses. Of the
files that an index names, those of posts are read; where none is called so, all those that are not
plainly something else (pages, terms, authors, images). Files for Google News add the newest posts,
which a cached sitemap may not have yet.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urljoin

from capitalcities_crawler.discovery.route import Answer, Found, RouteClosedError, Step
from capitalcities_crawler.discovery.sitemap_file import Entry, SitemapFile, read_sitemap
from capitalcities_crawler.discovery.sitemap_names import (
    at_base,
    news_sitemaps,
    possible_sitemaps,
    post_sitemaps,
)
from capitalcities_crawler.items import AdvertisedCount
from capitalcities_crawler.urls import Kind, parse_address, same_site

USUAL = ("/wp-sitemap.xml", "/sitemap_index.xml", "/sitemap.xml", "/?sitemap=index")
"""Core; Yoast and Rank Math; AIOSEO and most others; core without rewrite rules.

Whoever is active redirects the rest to itself."""

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
        self._listed: set[str] = set()
        self._untimed = 0
        self._lost = False
        self._problems: list[str] = []

    def start_urls(self) -> tuple[str, ...]:
        """Give the address of robots.txt."""
        return (self._robots,)

    @property
    def is_complete(self) -> bool:
        """Whether all files that should list posts were read."""
        return bool(self._listed) and not self._open and not self._lost

    @property
    def shows_edits(self) -> bool:
        """Whether every article listed has told when it was modified; core's do since 6.5."""
        return bool(self._listed) and not self._untimed and not self._lost

    def read(self, answer: Answer) -> Step:
        """Read robots.txt, an index or a list of addresses."""
        self._open.discard(answer.asked)
        if answer.asked == self._robots:
            step = Step(follow=self._named(answer.body))
        else:
            step = self._file_step(answer, read_sitemap(answer.body if answer.ok else b""))
        step = step._replace(follow=self._new(step.follow))
        self._lost |= step.lost
        if self._open:
            return step
        return step._replace(counts=self._counts()) if self._listed else self._go_on(step)

    def _new(self, urls: Iterable[str]) -> tuple[str, ...]:
        ours = [at_base(url, self._base) for url in urls if self._is_ours(url)]
        new = tuple(url for url in dict.fromkeys(ours) if url not in self._asked)
        self._asked.update(new)
        self._open.update(new)
        return new

    def _is_ours(self, url: str) -> bool:
        return same_site(url, self._base)

    def _named(self, robots: bytes) -> tuple[str, ...]:
        named = [match.decode("ascii", "replace") for match in _NAMED.findall(robots)]
        files = self._absolute(f"{self._base}/", named)
        return (*possible_sitemaps(files, self._base), *news_sitemaps(files, self._base))

    def _absolute(self, where: str, urls: Iterable[str]) -> list[str]:
        """Give the addresses that are of this site, in full."""
        return [urljoin(where, url) for url in urls if self._is_ours(url) or url.startswith("/")]

    # --- Files

    def _file_step(self, answer: Answer, file: SitemapFile) -> Step:
        if file.kind == "sitemapindex":
            return self._index_step(self._absolute(answer.url, [each.url for each in file.entries]))
        if file.entries:
            return Step(articles=tuple(self._articles(file)))
        name = answer.asked.removeprefix(self._base)
        self._problems.append(f"{name}: {answer.problem or 'no sitemap'}")
        return Step(lost=answer.asked in self._indexed)

    def _index_step(self, files: Sequence[str]) -> Step:
        posts = post_sitemaps(files, self._base)
        self._indexed.update(at_base(url, self._base) for url in posts)
        return Step(follow=(*posts, *news_sitemaps(files, self._base)))

    def _articles(self, file: SitemapFile) -> Iterator[Found]:
        found = [Found(url, modified_at=time) for url, time, _ in self._ours(file.entries)]
        if not file.is_news:
            self._listed.update(each.url for each in found)
            self._untimed += sum(each.modified_at is None for each in found)
        yield from found

    def _ours(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        for entry in entries:
            if (
                self._is_ours(entry.url)
                and parse_address(entry.url, self._base).kind is Kind.ARTICLE
            ):
                yield entry

    # --- The end

    def _go_on(self, step: Step) -> Step:
        """Try the next of the usual addresses."""
        while self._entrances:
            entrance = self._new((self._entrances.popleft(),))
            if entrance:
                return step._replace(follow=entrance)
        raise RouteClosedError("; ".join(self._problems) or "no posts in the sitemaps")

    def _counts(self) -> tuple[AdvertisedCount, ...]:
        if self._lost:
            return ()
        total = len(self._listed)
        return (AdvertisedCount(kind="total", key="posts", count=total, source="sitemap"),)
