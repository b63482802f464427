"""Sections that fall silent."""

from __future__ import annotations

import random

import pytest

from capitalcities_crawler.archive.health.sections import Voice, silent_sections

ASIA = "World > ASIA"


def names(*voices: Voice, newest: int = 1000) -> list[str]:
    return [alarm.name for alarm in silent_sections(voices, newest)]


@pytest.mark.parametrize(
    ("articles", "last", "newest", "silent"),
    [
        (100, 1000, 1000, False),
        (100, 1000, 1050, False),  # a chance of 1 in 130
        (100, 1000, 1130, True),
        (10, 1000, 1130, False),  # one article of a hundred may well be missing
        (10, 1000, 3300, True),
        (1, 1000, 90_000, False),  # once is no habit
        (100, 1000, 1500, False),  # silent so long that it has been told often
    ],
)
def test_silence_is_measured_in_articles(
    *, articles: int, last: int, newest: int, silent: bool
) -> None:
    voice = Voice(ASIA, articles, last, longest_pause=40)
    assert names(voice, newest=newest) == ([f"silent/{ASIA}"] if silent else [])


def test_a_section_that_speaks_in_bursts_may_pause() -> None:
    assert names(Voice(ASIA, 100, 1000, longest_pause=80), newest=1130) == []


def test_only_the_outermost_section_is_told() -> None:
    japan = Voice(f"{ASIA} > Japan", 60, 1000, 20)
    europe = Voice("World > EUROPE > Germany", 60, 1010, 20)
    asia = Voice(ASIA, 80, 1000, 20)
    assert names(japan, asia, europe, newest=1220) == [
        f"silent/{ASIA}",
        "silent/World > EUROPE > Germany",
    ]


def test_the_message_says_what_and_what_to_do() -> None:
    (alarm,) = silent_sections([Voice(ASIA, 100, 1000, 40)], 1130)
    assert alarm.message.startswith(
        "none of the newest 130 articles stands in World > ASIA, 10% of the 1000 before did. If "
    )


def test_chance_alone_raises_nothing() -> None:
    chance = random.Random(7)
    shares = [0.3, 0.1, 0.05, 0.02, 0.01, 0.002]
    counts, lasts, pauses = [0] * 6, [0] * 6, [0] * 6
    for newest in range(1, 8001):
        section = chance.choices(range(7), [*shares, 1 - sum(shares)])[0]
        if section < 6:
            pauses[section] = max(pauses[section], newest - lasts[section])
            counts[section], lasts[section] = counts[section] + 1, newest
        if newest % 7 == 0:
            voices = [Voice(str(n), counts[n], lasts[n], pauses[n]) for n in range(6) if counts[n]]
            assert list(silent_sections(voices, newest)) == []
