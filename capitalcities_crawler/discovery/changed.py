"""The rule that decides whether a listed article has to be fetched again."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from capitalcities_crawler.discovery.route import Found


class Announced(Protocol):
    """What the ledger knows of an address."""

    @property
    def announced_at(self) -> datetime | None:
        """The modification time that the site stated when the article was last fetched."""
        ...


def must_fetch(found: Found, known: Announced | None, newest: datetime | None) -> bool:
    """Whether the article behind a listed address may differ from the one that is stored.

    All three times are by the site's clock; ours never enters.

    Args:
        found: the address, with what the route says of its changes.
        known: what the ledger has of it; ``None`` for an address never fetched.
        newest: up to which modification time the site's changes are known (its checkpoint).
    """
    if known is None:
        return True
    if found.modified_at is not None:
        if known.announced_at is not None:
            return known.announced_at != found.modified_at
        return newest is None or found.modified_at > newest
    if found.unmodified_since is not None:
        marks = [mark for mark in (known.announced_at, newest) if mark is not None]
        return all(mark < found.unmodified_since for mark in marks)
    return True
