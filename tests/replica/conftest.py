"""A small world, and a client that asks its site without a network."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from parsel import Selector

from fixtures.replica import World
from fixtures.replica.exchange import Answer, Request
from fixtures.replica.model import Post, Seo
from fixtures.replica.site import Site
from fixtures.replica.truth import Record

BASE = "http://replica.test"


@dataclass
class Client:
    """Asks a site directly."""

    world: World

    def __post_init__(self) -> None:
        self.site = Site(self.world, BASE)

    def get(self, target: str, **headers: str) -> Answer:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.site.answer(Request("GET", target.removeprefix(BASE), names))

    def page(self, target: str) -> Selector:
        return Selector(text=self.get(target).body.decode())

    def json(self, target: str) -> Any:
        return json.loads(self.get(target).body)

    def location(self, target: str) -> str:
        answer = self.get(target)
        assert answer.status == 301, f"{target} answers {answer.status}"
        return answer.headers["Location"].removeprefix(BASE)


def client_of(size: int = 60, *, seo: Seo = "yoast", timezone: str = "UTC") -> Client:
    return Client(World(size, seo=seo, timezone=timezone))


def seed_post(world: World) -> Post:
    return next(p for p in world.index.public if p.title.startswith("Iraq and Kazakhstan Join"))


@pytest.fixture(scope="module")
def client() -> Client:
    """300 posts, not to be changed."""
    return client_of(300)


@pytest.fixture
def changing() -> Client:
    """60 posts of its own for a test that changes them."""
    return client_of(60)


@pytest.fixture(scope="session")
def full() -> World:
    """All 8,004 posts, not to be changed."""
    return World.full()


@pytest.fixture(scope="session")
def full_truth(full: World) -> dict[str, Record]:
    """Their truth: seconds to tell, so told once."""
    return full.truth(BASE)
