"""Walking REST's posts along a time that they carry, in whichever spelling the site answers.

A post that is given another time during the walk may slip past it. It is modified by that, so
whoever asks next for what was modified since the walk began will find it.
"""

from __future__ import annotations

from capitalcities_crawler.discovery.rest_api import (
    Collection,
    Json,
    api_urls,
    closed,
    read_collection,
    site_time,
    utc_time,
)
from capitalcities_crawler.discovery.rest_position import Position
from capitalcities_crawler.discovery.route import Answer, Found, RouteClosedError, Step
from capitalcities_crawler.items import AdvertisedCount
from capitalcities_crawler.urls import same_site


class RestWalk:
    """A route along one of the times of the posts, upwards.

    Args:
        base_url: root of the site.
        position: where to begin, and along which time.
        spelling: which of the API's two spellings to try first.
    """

    name = "rest"

    shows_edits = True

    def __init__(self, base_url: str, position: Position, spelling: int = 0) -> None:
        self.is_complete = False
        """Whether the walk has come to its end, with nothing lost."""
        self._base = base_url
        self._position = position
        self._spelling = spelling
        self._problems: list[str] = []
        self._seen: set[Found] = set()
        self._has_read = False

    def start_urls(self) -> tuple[str, ...]:
        """Give the address of the first posts."""
        return (self._url(),)

    def read(self, answer: Answer) -> Step:
        """Read up to 100 posts.

        Raises:
            RouteClosedError: neither spelling lists the site's posts.
        """
        try:
            collection = read_collection(answer)
            self._check(collection, answer)
        except RouteClosedError as error:
            return self._other_spelling(error)
        counts = self._counts(collection)
        self._has_read = True
        self._problems.clear()
        return Step(self._new(collection), self._follow(collection), counts)

    def _url(self) -> str:
        return api_urls(self._base, "/wp/v2/posts", self._position.query)[self._spelling]

    def _other_spelling(self, error: RouteClosedError) -> Step:
        """Ask the same again in the other spelling, once."""
        self._problems.append(str(error))
        if len(self._problems) == 1:
            self._spelling = 1 - self._spelling
            return Step(follow=(self._url(),))
        if self._has_read:
            return Step(lost=True)
        raise RouteClosedError("; ".join(self._problems))

    def _check(self, collection: Collection, answer: Answer) -> None:
        """Refuse an answer that is well formed and yet no list of what was asked for."""
        posts, column, after = collection.items, self._position.column, self._position.after
        if not posts and not self._has_read and (after is None or collection.total is None):
            raise closed(answer, "no posts")
        if posts and not any(self._is_ours(_found(post)) for post in posts):
            raise closed(answer, "posts of another host")
        if collection.has_more and not column.times(collection):
            raise closed(answer, "posts without times")
        if after and not all(column.is_after(post, after) for post in posts):
            raise closed(answer, f"no effect of {column.after}, as in an old WordPress")

    def _follow(self, collection: Collection) -> tuple[str, ...]:
        following = self._position.following(collection)
        if following is None:
            self.is_complete = True
            return ()
        self._position = following
        return (self._url(),)

    def _new(self, collection: Collection) -> tuple[Found, ...]:
        found = [_found(post) for post in collection.items]
        new = [each for each in found if each not in self._seen and self._is_ours(each)]
        self._seen.update(new)
        return tuple(new)

    def _is_ours(self, found: Found) -> bool:
        return same_site(found.url, self._base)

    def _counts(self, collection: Collection) -> tuple[AdvertisedCount, ...]:
        """Give the number of all posts, which only the first answer of a whole walk tells."""
        start = Position(self._position.column)
        if self._has_read or self._position != start or collection.total is None:
            return ()
        total = collection.total
        return (AdvertisedCount(kind="total", key="posts", count=total, source="rest"),)


def _found(post: Json) -> Found:
    published, number = site_time(post.get("date")), post.get("id")
    return Found(
        url=str(post.get("link") or ""),
        not_after=published.date() if published else None,
        modified_at=utc_time(post.get("modified_gmt")),
        post_id=number if isinstance(number, int) else None,
    )
