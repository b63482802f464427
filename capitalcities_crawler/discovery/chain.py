"""The chain: from each article to the one before and the one after it, to both ends.

WordPress links every article to its neighbours in time, over the whole site. So one address leads to
all, without any listing; except to an article of the same second as another, which the links skip.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from capitalcities_crawler.pages.neighbours import Neighbours
from capitalcities_crawler.urls import Kind, article_page, canonical_url, parse_address, same_site


class Chain:
    """Keep account of a walk along the chain: towards newer articles first, then towards older.

    Whoever walks asks for ``following()``, and tells what became of it. The neighbours may come from
    the archive instead of the site, but for an article without a next one: by now it may have one.

    Args:
        base_url: root of the site.
        starts: addresses to begin with, best first. The others serve where the chain is broken.
    """

    name = "chain"

    def __init__(self, base_url: str, starts: Iterable[str] = ()) -> None:
        self.breaks: list[str] = []
        """Addresses behind which the chain is lost: not to be read, or without neighbours."""
        self.has_led = False
        """Whether any article has shown a neighbour: not all themes do."""
        self._base = base_url
        self._newer: deque[str] = deque()
        self._older: deque[str] = deque()
        self._starts: deque[str] = deque()
        self._passed: set[str] = set()
        self.offer(starts)

    def offer(self, urls: Iterable[str]) -> None:
        """Take addresses of articles found elsewhere, to go on from where the chain is broken."""
        self._queue(self._starts, urls)

    def following(self) -> str | None:
        """Give the address to read next, canonical, each once; ``None`` at the end of the walk."""
        for waiting in (self._newer, self._older, self._starts):
            while waiting:
                url = waiting.popleft()
                if url not in self._passed:
                    self._passed.add(url)
                    return url
        return None

    def read(self, url: str, neighbours: Neighbours, *, lives_at: str | None = None) -> None:
        """Take what a page shows, an article's or one that only its readers may see.

        Args:
            url: the address as ``following`` gave it.
            neighbours: of the article there.
            lives_at: where a redirect led, if one did.
        """
        self._passed.add(self._canonical(lives_at or url))
        self.has_led = self.has_led or bool(neighbours)
        if not neighbours:
            self.breaks.append(url)
        newer = (neighbours.next,) if neighbours.next else neighbours.popup_next
        self._queue(self._newer, newer)
        self._queue(self._older, (neighbours.previous,) if neighbours.previous else ())

    def failed(self, url: str) -> None:
        """Take note that nothing could be read at an address, nor is known of its neighbours."""
        self.breaks.append(url)

    def _queue(self, waiting: deque[str], urls: Iterable[str]) -> None:
        """Let the addresses wait that are articles of this site."""
        for url in urls:
            if same_site(url, self._base):
                address = self._canonical(url)
                if parse_address(address, self._base).kind is Kind.ARTICLE:
                    waiting.append(address)

    def _canonical(self, url: str) -> str:
        return canonical_url(article_page(url, 1), self._base)
