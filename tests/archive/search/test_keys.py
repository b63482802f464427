"""Keys: exactly the days that were asked for, and never a word."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from capitalcities_crawler.archive.search import keys
from capitalcities_crawler.archive.search.candidates import windows
from capitalcities_crawler.archive.search.grammar import And, Phrase, parse
from capitalcities_crawler.archive.search.index import BLOCKS, block_key
from capitalcities_crawler.archive.search.words import folded_words

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2019, 12, 31), date(2020, 1, 1)),
        (date(1999, 2, 3), date(2031, 10, 4)),
        (date(2024, 2, 29), date(2024, 2, 29)),
        (date(2024, 1, 1), date(2024, 12, 31)),
        (date(2020, 5, 17), None),
        (None, date(2010, 6, 30)),
        (None, None),
        (date.max, date.max),
        (date.min, date.min),
    ],
)
def test_a_range_has_the_keys_of_its_days_and_of_no_others(
    since: date | None, until: date | None
) -> None:
    wanted = set(keys.range_keys(since, until))
    first, last = since or date.min, until or date.max
    chance = random.Random(5)
    days = {date.fromordinal(chance.randint(1, date.max.toordinal())) for _ in range(300)}
    days |= {date(2005, 1, 1) + chance.randrange(9_000) * DAY for _ in range(300)}
    days |= {first, last, date(1999, 12, 31), date(2000, 1, 1), date(2020, 1, 1)}
    days |= {first - DAY for _ in [0] if first > date.min}
    days |= {last + DAY for _ in [0] if last < date.max}
    for day in days:
        assert bool(wanted & set(keys.day_keys(day))) == (first <= day <= last), day
        assert len(wanted & set(keys.day_keys(day))) < 2, day


def test_a_range_has_few_keys() -> None:
    chance = random.Random(6)
    for _ in range(200):
        since = date(1990, 1, 1) + chance.randrange(15_000) * DAY
        until = since + chance.randrange(10_000) * DAY
        assert len(keys.range_keys(since, until)) < 110
        assert len(keys.range_keys(since, None)) < 90
    assert keys.range_keys(date(2020, 1, 2), date(2020, 1, 1)) == []


def test_no_key_is_a_word_or_the_key_of_something_else() -> None:
    article = keys.marks(date(2025, 11, 4), [1, 2], [1, 2], [1, 2], "Reuters")
    found = [*article, *keys.pair_keys(["a", "b", "c"]), keys.NOTHING, block_key(11, 3)]
    assert len(set(found)) == len(found)
    for key in found:
        assert folded_words(key) != [key]
    assert keys.marks(None, [], [], [], None) == []


def test_a_phrase_asks_for_its_pairs_and_for_itself() -> None:
    one, other = keys.pair_keys(["b", "c"], ["a", "b"])
    phrase = parse('"a b c"')
    assert keys.with_pairs(phrase) == And((Phrase((one,)), Phrase((other,)), phrase))
    begin = parse('"a b cde*"')  # the last word is not known whole
    assert keys.with_pairs(begin) == And((Phrase((one,)), begin))
    for same in (parse("a"), parse("abc*"), parse('"a bcd*"')):
        assert keys.with_pairs(same) == same


@pytest.mark.parametrize("last", [0, 1, 2_047, 2_048, 16_384, 700_001, 5_000_000])
def test_windows_hold_every_article_once_the_newest_first(last: int) -> None:
    found = [set(blocks) for blocks in windows(last)]
    chance = random.Random(last)
    numbers = sorted({0, last, *(chance.randint(0, last) for _ in range(500))}, reverse=True)
    places = []
    for number in numbers:
        own = {block_key(bits, number >> bits) for bits in BLOCKS}
        assert sum(len(own & blocks) for blocks in found) == 1, number
        places.append(next(place for place, blocks in enumerate(found) if own & blocks))
    assert places == sorted(places)
    assert all(len(blocks) < 50 for blocks in found)
