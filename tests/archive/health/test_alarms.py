"""When fewer articles have a field, and when more addresses give none."""

from __future__ import annotations

import random

import pytest

from capitalcities_crawler.archive.health.alarms import alarms
from capitalcities_crawler.archive.health.tally import Tally, counted
from capitalcities_crawler.events import Outcome, PageState
from tests.archive.samples import NOON, fetched, full_article, with_body


def read(articles: int, **fields: int) -> Tally:
    return Tally(articles, {name.replace("_", "/"): number for name, number in fields.items()})


def troubled(articles: int, **troubles: int) -> Tally:
    return Tally(articles, {}, troubles)


def names(run: Tally, *earlier: Tally) -> list[str]:
    return [alarm.name for alarm in alarms(run, earlier)]


@pytest.mark.parametrize("size", [5, 20, 500, 5000])
def test_a_field_that_vanishes(size: int) -> None:
    assert names(read(size, tags=0), read(400, tags=396)) == ["field/tags"]
    assert names(read(size), read(400, tags=396)) == ["field/tags"]


@pytest.mark.parametrize("size", [1, 5, 20, 500, 5000])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.98, 1])
def test_a_field_that_stays(size: int, share: float) -> None:
    run = read(size, tags=round(size * share))
    assert names(run, read(400, tags=round(400 * share))) == []


def test_a_field_that_is_rarely_there() -> None:
    assert names(read(5000, tables=0), read(500, tables=15)) == []
    assert names(read(5, tables=0), read(500, tables=200)) == []


def test_a_few_articles_without_what_an_author_may_leave_out() -> None:
    usual = read(400, images=396, tags=396)
    assert names(read(8), usual) == ["field/tags"]
    assert names(read(8), read(13, tags=13), usual) == ["field/images", "field/tags"]


def test_a_field_that_one_template_of_many_lost() -> None:
    assert names(read(5000, tags=4500), read(500, tags=500)) == ["field/tags"]
    assert names(read(5000, tags=4900), read(500, tags=500)) == []


def test_the_first_run_has_nothing_to_be_compared_with() -> None:
    assert names(read(300, tags=0)) == []
    assert names(read(5, tags=0), read(5, tags=5)) == []


def test_small_runs_are_looked_at_together() -> None:
    broken = [read(2, tags=0)] * 3
    assert names(read(1, tags=0), read(400, tags=400)) == []
    assert names(read(1, tags=0), *broken, read(400, tags=400)) == ["field/tags"]


def test_the_alarm_ends_when_the_field_is_back() -> None:
    broken = [read(2, tags=0)] * 3
    assert names(read(4, tags=4), *broken, read(400, tags=400)) == []


def test_what_has_long_been_so_is_the_new_usual() -> None:
    assert names(read(5, tags=0), *[read(5, tags=0)] * 60, read(200, tags=200)) == []


def test_a_field_that_comes_from_another_source() -> None:
    run = read(20, tags=20, tags_jsonld=20)
    (alarm,) = alarms(run, [read(400, tags=400, tags_markup=400)])
    assert alarm.name == "field/tags/markup"
    assert alarm.message.startswith(
        "none of the last 20 articles had 'tags' read from markup, all of the 400 before. If "
    )


def test_a_field_that_is_gone_is_told_once() -> None:
    assert names(read(20), read(400, tags=400, tags_markup=400)) == ["field/tags"]


def test_more_trouble() -> None:
    (alarm,) = alarms(troubled(20, refused=30), [troubled(400, refused=2)])
    assert alarm.name == "trouble/refused"
    assert alarm.message.startswith(
        "60% of the last 50 addresses were refused, 1% of the 402 before. Read"
    )
    assert names(troubled(0, not_article=10), troubled(100)) == ["trouble/not_article"]
    assert names(troubled(400, failed=60), troubled(400, failed=2)) == ["trouble/failed"]


def test_as_much_trouble_as_ever() -> None:
    assert names(troubled(10, failed=2), troubled(400, failed=60)) == []
    assert names(troubled(10, refused=1), troubled(400)) == []


def test_chance_alone_raises_nothing() -> None:
    chance = random.Random(5)
    shares = {"tags": 0.98, "toc": 0.8, "tables": 0.5, "source": 0.3, "images": 0.05}
    runs: list[Tally] = []
    for _ in range(1000):
        size = chance.choice((1, 2, 5, 20, 200))
        fields = {n: sum(chance.random() < p for _ in range(size)) for n, p in shares.items()}
        run = Tally(size, fields, {"failed": sum(chance.random() < 0.03 for _ in range(size))})
        assert alarms(run, runs[:20]) == []
        runs.insert(0, run)


def test_what_an_article_counts_for() -> None:
    names = set(counted(fetched(full_article())))
    assert {"read/articles", "field/title", "field/title/jsonld", "field/tags", "field/toc"} < names
    assert "field/body" not in names  # a few words only
    long = with_body(full_article(tags=(), toc=()), "word " * 50)
    names = set(counted(fetched(long)))
    assert "field/body" in names
    assert not names & {"field/tags", "field/toc"}


@pytest.mark.parametrize(
    ("state", "reason", "counters"),
    [
        (PageState.REFUSED, "robots-txt", ["trouble/refused"]),
        (PageState.REFUSED, "password-protected", []),
        (PageState.NOT_ARTICLE, "empty-body", ["trouble/not_article"]),
        (PageState.FAILED, "timeout", ["trouble/failed"]),
        (PageState.GONE, "http-404", []),
    ],
)
def test_what_an_outcome_counts_for(state: PageState, reason: str, counters: list[str]) -> None:
    outcome = Outcome(url="https://news.example/a/", state=state, reason=reason, at=NOON)
    assert list(counted(outcome)) == counters
