"""How probable it is that a share fell by chance. Pure: counts in, probability out."""

from __future__ import annotations

from math import exp, lgamma
from typing import NamedTuple


class Share(NamedTuple):
    """So many of so many."""

    part: int
    whole: int

    @property
    def rest(self) -> Share:
        """The others."""
        return Share(self.whole - self.part, self.whole)

    @property
    def percent(self) -> str:
        """For people: ``none``, ``all`` or a percentage that is neither 0 nor 100."""
        if not self.part:
            return "none"
        if self.part == self.whole:
            return "all"
        return f"{min(max(round(100 * self.part / self.whole), 1), 99)}%"


def chance_of_fall(now: Share, before: Share) -> float:
    """Give the probability that a part as small as ``now``'s is nothing but chance.

    It is the one-sided exact test of Fisher: of ``now`` and ``before`` together as many have what is
    looked for; how often would a draw of ``now.whole`` of them hold no more than ``now.part``? Unlike
    the binomial test it does not take the former share for certain when only few are known, and it
    holds for five articles as for five thousand.

    >>> round(chance_of_fall(Share(0, 5), Share(5, 5)), 4)
    0.004
    """
    total, having = now.whole + before.whole, now.part + before.part
    fewest = max(0, now.whole - (total - having))
    ways = _log_choices(total, now.whole)
    chance = sum(
        exp(_log_choices(having, n) + _log_choices(total - having, now.whole - n) - ways)
        for n in range(fewest, now.part + 1)
    )
    return min(chance, 1.0)


def is_large_fall(now: Share, before: Share) -> bool:
    """Tell whether a fall matters: the odds halved, and five in a hundred at least lost it.

    Thousands of articles make the smallest difference significant, and a site's subjects drift.
    """
    halved = 2 * now.part * before.rest.part <= before.part * now.rest.part
    lost = before.part * now.whole - now.part * before.whole  # over the product of both wholes
    return halved and 20 * lost >= before.whole * now.whole > 0


def _log_choices(whole: int, part: int) -> float:
    """Give the logarithm of the number of ways to choose ``part`` of ``whole``."""
    return lgamma(whole + 1) - lgamma(part + 1) - lgamma(whole - part + 1)
