"""The statistics of the alarms."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import comb

import pytest

from capitalcities_crawler.archive.health.chance import Share, chance_of_fall, is_large_fall


def exact(now: Share, before: Share) -> Fraction:
    """Count the draws one by one, in whole numbers."""
    total, having = now.whole + before.whole, now.part + before.part
    ways = sum(
        comb(having, n) * comb(total - having, now.whole - n)
        for n in range(now.part + 1)
        if now.whole >= n
    )
    return Fraction(ways, comb(total, now.whole))


SMALL = [
    (Share(part, whole), Share(former, n))
    for whole in (1, 4, 7)
    for n in (1, 5, 9)
    for part in range(whole + 1)
    for former in range(n + 1)
]


def test_it_is_fishers_exact_test() -> None:
    for now, before in SMALL:
        assert chance_of_fall(now, before) == pytest.approx(float(exact(now, before))), (
            now,
            before,
        )


def test_it_is_a_probability_and_grows_with_what_is_left() -> None:
    for whole, former in ((6, Share(7, 10)), (5000, Share(400, 500)), (3, Share(8000, 8000))):
        chances = [
            chance_of_fall(Share(n, whole), former) for n in range(0, whole + 1, -(-whole // 50))
        ]
        assert all(0 <= chance <= 1 for chance in chances)
        assert all(after > before - 1e-9 for before, after in pairwise(chances))
    assert chance_of_fall(Share(5000, 5000), Share(400, 500)) == pytest.approx(1)


@pytest.mark.parametrize("whole", [5, 50, 5000])
def test_no_fall_is_never_improbable(whole: int) -> None:
    for tenth in range(11):
        same = Share(whole * tenth // 10, whole)
        assert chance_of_fall(same, Share(100 * tenth, 1000)) > 0.2


def test_nothing_known_tells_nothing() -> None:
    assert chance_of_fall(Share(0, 5), Share(0, 0)) == 1
    assert chance_of_fall(Share(0, 0), Share(5, 5)) == 1
    assert not is_large_fall(Share(0, 0), Share(5, 5))
    assert not is_large_fall(Share(0, 5), Share(0, 0))


@pytest.mark.parametrize(
    ("now", "before", "large"),
    [
        (Share(0, 5), Share(5, 5), True),
        (Share(92, 100), Share(999, 1000), True),
        (Share(60, 100), Share(60, 100), False),
        (Share(100, 100), Share(60, 100), False),
        (Share(45, 100), Share(60, 100), False),  # the odds fell from 1.5 to 0.8
        (Share(40, 100), Share(60, 100), True),
        (Share(0, 100), Share(4, 100), False),  # rarely there
        (Share(0, 100), Share(5, 100), True),
        (Share(98, 100), Share(100, 100), False),
    ],
)
def test_what_a_large_fall_is(*, now: Share, before: Share, large: bool) -> None:
    assert is_large_fall(now, before) is large


def test_percentages_never_round_to_none_or_all() -> None:
    shares = (Share(0, 9), Share(1, 5000), Share(1, 2), Share(4999, 5000), Share(9, 9))
    assert [share.percent for share in shares] == ["none", "1%", "50%", "99%", "all"]
