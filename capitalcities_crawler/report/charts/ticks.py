"""Round numbers for an axis."""

from __future__ import annotations

STEPS = (1, 2, 5)


def ticks(highest: int, most: int = 5) -> list[int]:
    """Give round numbers from 0 to at least the highest, at most so many above 0.

    >>> ticks(118)
    [0, 50, 100, 150]
    >>> ticks(0)
    [0, 1]
    """
    power = 1
    while True:
        for step in (power * each for each in STEPS):
            count = max(1, -(-highest // step))
            if count <= most:
                return [step * number for number in range(count + 1)]
        power *= 10
