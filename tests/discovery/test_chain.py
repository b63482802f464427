"""The chain of posts, as pure bookkeeping."""

from __future__ import annotations

from capitalcities_crawler.discovery.chain import Chain


def walk(chain: Chain, links: dict[str, tuple[list[str], list[str]]]) -> list[str]:
    """Follow a chain through articles that lead to neighbours and related ones."""
    walked = []
    while url := chain.take():
        walked.append(url)
        chain.learn(*links.get(url, ([], [])))
    return walked


def test_from_any_article_to_both_ends() -> None:
    names = "abcdef"
    links: dict[str, tuple[list[str], list[str]]] = {
        name: ([*names[max(n - 1, 0) : n], *names[n + 1 : n + 2]], [])
        for n, name in enumerate(names)
    }
    assert sorted(walk(Chain("d"), links)) == list(names)


def test_a_circle_ends() -> None:
    assert walk(Chain("a"), {"a": (["b"], []), "b": (["a"], [])}) == ["a", "b"]


def test_a_broken_chain_is_entered_again_by_a_related_article() -> None:
    links = {"a": (["b"], ["d"]), "d": (["e", "c"], [])}
    assert sorted(walk(Chain("a"), links)) == ["a", "b", "c", "d", "e"]


def test_the_chain_comes_first() -> None:
    links = {"a": (["b"], ["z"]), "b": (["c"], [])}
    assert walk(Chain("ay"), links) == ["a", "b", "c", "y", "z"]


def test_an_empty_one() -> None:
    assert Chain(()).take() is None
