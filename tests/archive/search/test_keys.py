"""Keys: exactly the days that were asked for, and never a word."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from capitalcities_crawler.archive.search import keys
from capitalcities_crawler.archive.search.grammar import And, Phrase, parse
from capitalcities_crawler.archive.search.index import BLOCKS, block_key
from capitalcities_crawler.archive.search.windows import blocks, window
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
        assert len(keys.range_keys(since, until)) < 75
        assert len(keys.range_keys(since, None)) < 60
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


@pytest.mark.parametrize(
    ("begin", "end"), [(0, 1), (7, 9), (0, 8), (3, 70), (0, 513), (511, 1_100), (0, 5_000)]
)
def test_a_range_of_blocks_has_every_article_in_it_once(begin: int, end: int) -> None:
    wanted, chance = list(blocks(begin, end)), random.Random(begin)
    edges = (
        begin,
        end - 1,
        end,
        max(0, begin - 1),
        *(chance.randrange(end + 9) for _ in range(99)),
    )
    for block in edges:
        number = (block << BLOCKS[0]) + chance.randrange(1 << BLOCKS[0])
        own = [block_key(bits, number >> bits) for bits in BLOCKS]
        assert sum(wanted.count(key) for key in own) == (begin <= block < end), block
    assert len(wanted) < 50


def test_a_window_is_as_large_as_what_is_missing() -> None:
    assert window(0, 0, 201) == 1
    assert window(1, 0, 201) == 64  # nobody knows how seldom
    assert window(1, 100, 200) == 2
    assert window(10, 199, 200) == 1
    assert 14 < window(10, 100, 200) < 16
