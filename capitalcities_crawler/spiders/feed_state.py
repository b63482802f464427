"""What the site's feed says of all its posts: its validators are those of the last change anywhere."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, Self

from capitalcities_crawler.discovery import Answer
from capitalcities_crawler.discovery.feed import is_feed, validators
from capitalcities_crawler.events import Checkpoint


class FeedState(NamedTuple):
    """The answer to a request for the feed."""

    is_unchanged: bool = False
    """Nothing was published or edited; what was thrown away does not show."""
    newest: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None

    @staticmethod
    def conditions(before: Checkpoint) -> dict[str, str]:
        """Give the headers that ask for the feed only if it has changed."""
        pairs = {"If-None-Match": before.etag, "If-Modified-Since": before.last_modified}
        return {name: value for name, value in pairs.items() if value}

    @classmethod
    def read(cls, answer: Answer) -> Self | None:
        """Read the answer; ``None`` when the feed is closed."""
        if answer.status == 304:
            return cls(is_unchanged=True)
        if not answer.ok or not is_feed(answer.body):  # without rewrite rules, a page may answer
            return None
        etag, last_modified, newest = validators(answer)
        return cls(newest=newest, etag=etag, last_modified=last_modified)
