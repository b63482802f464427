"""``scrapy search`` as a user types it."""

from __future__ import annotations

import json

import pytest

from capitalcities_crawler.archive import Archive
from tests.archive.samples import fetched, full_article, save
from tests.commands.runner import run


@pytest.fixture
def url(sqlite_url: str) -> str:
    with Archive(sqlite_url, write=True) as archive:
        save(archive, fetched(full_article()), fetched(full_article("b", 8, title="Another")))
    return sqlite_url


def test_answers_for_people(url: str) -> None:
    result = run("search", url, "kazakhstan", "AND", '"iraq and"')
    assert (result.status, result.err) == (0, "")
    first, facts, address, passage, *_ = result.out.splitlines()
    assert first == "Iraq and Kazakhstan"
    assert facts == "  2025-11-04 · World > MIDDLE EAST > Iraq > Baghdad"
    assert address == "  https://news.example/2025/11/04/water/"
    assert passage.startswith("  «Iraq and» «Kazakhstan» met")
    assert result.out.endswith("\n2 articles\n")


def test_answers_for_programs(url: str) -> None:
    result = run("search", url, "another", "--json", "--place", "Iraq")
    found = json.loads(result.out)
    assert (found["matches"], found["is_all"]) == (1, True)
    assert [hit["title"] for hit in found["hits"]] == ["Another"]


def test_no_answer_and_few_of_many(url: str) -> None:
    assert run("search", url, "drought").out == "no article answers 'drought'\n"
    assert run("search", url, "iraq", "--limit", "1").out.endswith("2 articles, the best 1 shown\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "give a query"),
        (["NOT iraq"], "only says what is not to be found"),
        (["iraq", "--place", "Irak"], "no article has the place 'Irak': did you mean 'Iraq'?"),
        (["iraq", "--limit", "0"], "'0' is not a number above 0"),
    ],
)
def test_wrong_arguments(url: str, arguments: list[str], message: str) -> None:
    result = run("search", url, *arguments)
    assert result.status == 2
    assert message in result.err
    assert "Traceback" not in result.err
