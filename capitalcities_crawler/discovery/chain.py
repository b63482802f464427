"""The chain of posts: from one to the next by their previous and next links.

The slowest way through a site, and the one that no plugin closes: each step is an article.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable


class Chain:
    """Remember where the chain leads, each address once.

    Where it is broken (an article that cannot be read leads nowhere) it is entered again by what the
    articles read so far name as related.

    Args:
        entrances: addresses of articles to begin with, the home page's.
    """

    def __init__(self, entrances: Iterable[str]) -> None:
        self._ahead: deque[str] = deque()
        self._aside: deque[str] = deque(entrances)
        self._seen: set[str] = set()

    def learn(self, neighbours: Iterable[str], related: Iterable[str] = ()) -> None:
        """Take the addresses to which an article leads."""
        self._ahead.extend(neighbours)
        self._aside.extend(related)

    def take(self) -> str | None:
        """Give the address to look at next; nothing at the end."""
        for waiting in (self._ahead, self._aside):
            while waiting:
                url = waiting.popleft()
                if url not in self._seen:
                    self._seen.add(url)
                    return url
        return None
