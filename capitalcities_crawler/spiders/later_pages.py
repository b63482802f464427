"""The later pages of posts in pages, taken from the REST API a hundred posts at a time.

A page more is a request more; the API has the text of all pages of a post, and of many posts in one
answer. What it lacks (byline, table of contents, neighbours) stands on the first page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from capitalcities_crawler.discovery import Answer, RouteClosedError
from capitalcities_crawler.discovery.rest import content_url, read_contents
from capitalcities_crawler.items import Article
from capitalcities_crawler.pages.rendered import with_rendered
from capitalcities_crawler.spiders.visit import Visit

MOST = 100
"""Posts that the API gives in one answer."""


class Held(NamedTuple):
    """A post whose first page is here."""

    visit: Visit
    next_page: str
    """Address of its second page, to be asked for when the API cannot help."""


class LaterPages:
    """Hold posts back until there are enough of them for a request."""

    def __init__(self, base_url: str) -> None:
        self._base = base_url
        self._held: list[Held] = []
        self.is_open = False
        """Whether the API is known to answer."""
        self.spelling = 0
        """Which of its two spellings does."""

    def __len__(self) -> int:
        return len(self._held)

    def takes(self, visit: Visit, next_page: str) -> bool:
        """Hold a post back, if that can help it."""
        if not self.is_open or len(visit.pages) != 1 or visit.pages[0].post_id is None:
            return False
        self._held.append(Held(visit, next_page))
        return True

    def batch(self) -> list[Held]:
        """Take out the posts of the next request."""
        batch, self._held = self._held[:MOST], self._held[MOST:]
        return batch

    def url(self, batch: list[Held]) -> str:
        """Give the address that has the text of a batch."""
        post_ids = [held.visit.pages[0].post_id or 0 for held in batch]
        return content_url(self._base, post_ids, spelling=self.spelling)

    def read(self, batch: list[Held], answer: Answer) -> Iterator[tuple[Held, Article | None]]:
        """Give each post with its whole article, or with none when its pages must be asked for."""
        try:
            contents = read_contents(answer)
        except RouteClosedError:
            contents, self.is_open = {}, False
        for held in batch:
            first = held.visit.pages[0]
            content = contents.get(first.post_id or 0)
            whole = with_rendered(first, content, held.visit.arrived) if content else None
            yield held, whole
