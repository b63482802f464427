"""The walk from neighbour to neighbour."""

from __future__ import annotations

from capitalcities_crawler.discovery import Chain
from capitalcities_crawler.pages.neighbours import Neighbours, read_neighbours
from fixtures.replica import World
from tests.discovery import replica

BASE = "https://example.org"


def at(number: int) -> str:
    return f"{BASE}/2025/06/{number:02}/a/"


def neighbours(number: int, last: int = 9) -> Neighbours:
    return Neighbours(
        at(number - 1) if number > 1 else None, at(number + 1) if number < last else None
    )


def walk(chain: Chain, broken: frozenset[int] = frozenset(), last: int = 9) -> list[int]:
    """Walk over articles 1 to ``last``; give the order."""
    passed = []
    while url := chain.following():
        number = int(url.split("/")[5])
        passed.append(number)
        if number in broken:
            chain.failed(url)
        else:
            chain.read(url, neighbours(number, last))
    return passed


def test_towards_newer_first_then_towards_older() -> None:
    chain = Chain(BASE, [at(5)])
    assert walk(chain) == [5, 6, 7, 8, 9, 4, 3, 2, 1]
    assert chain.breaks == []
    assert chain.has_led


def test_a_break_is_told_and_the_walk_goes_on_from_elsewhere() -> None:
    chain = Chain(BASE, [at(9), at(2)])
    assert walk(chain, broken=frozenset({6})) == [9, 8, 7, 6, 2, 3, 4, 5, 1]
    assert chain.breaks == [at(6)]


def test_known_neighbours_lead_past_what_cannot_be_read() -> None:
    chain = Chain(BASE, [at(3)])
    assert chain.following() == at(3)
    chain.read(at(3), neighbours(3))
    assert chain.following() == at(4)
    chain.read(at(4), neighbours(4))  # as the archive has them
    assert chain.following() == at(5)


def test_a_circle_ends() -> None:
    chain, asked = Chain(BASE, [at(1)]), 0
    while url := chain.following():
        asked += 1
        chain.read(url, Neighbours(at(asked % 3 + 1), at((asked + 1) % 3 + 1), (at(2),)))
    assert asked == 3


def test_a_redirect_is_not_followed_twice() -> None:
    chain = Chain(BASE, [f"{BASE}/?p=7"])
    assert chain.following() == f"{BASE}/?p=7"
    chain.read(f"{BASE}/?p=7", neighbours(5), lives_at=at(5))
    assert walk(chain) == [6, 7, 8, 9, 4, 3, 2, 1]


def test_the_pop_up_serves_where_the_next_is_missing() -> None:
    chain = Chain(BASE, [at(1)])
    chain.following()
    chain.read(at(1), Neighbours(popup_next=(at(2), at(4))))
    assert [chain.following(), chain.following()] == [at(2), at(4)]


def test_only_articles_of_the_site_are_followed_in_one_spelling() -> None:
    chain = Chain(BASE, ["https://www.example.org/2025/6/01/a/?utm_source=x#top"])
    assert chain.following() == at(1)
    away = Neighbours(f"{BASE}/category/asia/", "https://elsewhere.net/2025/06/01/b/")
    chain.read(at(1), away)
    assert chain.following() is None


def test_a_theme_without_neighbours() -> None:
    chain = Chain(BASE, [at(1)])
    chain.following()
    chain.read(at(1), Neighbours())
    assert not chain.has_led
    assert chain.breaks == [at(1)]


def test_the_whole_replica_from_any_article() -> None:
    site = replica.Replica(World(120))
    posts = [replica.BASE + post.path for post in site.world.index.public]
    chain, passed = Chain(replica.BASE, [posts[40]]), set()
    while url := chain.following():
        passed.add(url)
        chain.read(url, read_neighbours(site.get(url).body, url))
    assert passed == set(posts)
    assert len(site.asked) == len(posts)
    assert chain.breaks == []
