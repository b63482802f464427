"""A replica site without a server: it answers routes directly, and counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urljoin

from capitalcities_crawler.discovery import Answer, Found, Route, Step
from fixtures.replica import World
from fixtures.replica.exchange import Request
from fixtures.replica.site import Site

BASE = "http://replica.test"


class Replica:
    """Answers like the spiders' ``fetch``: redirects followed, no body but with status 200."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.site = Site(world, BASE)
        self.asked: list[str] = []

    def get(self, url: str, **headers: str) -> Answer:
        self.asked.append(url)
        at = url
        for _ in range(5):
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            answer = self.site.answer(Request("GET", at.removeprefix(BASE), names))
            if answer.status != 301:
                break
            at = urljoin(at, answer.headers["Location"])
        sent = {name.lower(): value for name, value in answer.headers.items()}
        if answer.status != 200:
            return Answer(url, at, answer.status, b"", f"http-{answer.status}", "", sent)
        return Answer(url, at, 200, answer.body, headers=sent)

    def walk(self, route: Route, between: Callable[[int], None] = lambda _: None) -> list[Found]:
        """Follow a route to its end, as the spiders do, and give what it found."""
        return [found for step in self.steps(route, between) for found in step.articles]

    def steps(
        self, route: Route, between: Callable[[int], None] = lambda _: None
    ) -> Iterator[Step]:
        """Follow a route to its end; ``between`` is called with the number of each answer."""
        waiting = list(route.start_urls())
        asked = set(waiting)
        while waiting:
            step = route.read(self.get(waiting.pop(0)))
            yield step
            between(len(self.asked))
            new = [url for url in step.follow if url not in asked]
            asked.update(new)
            waiting[:0] = new
