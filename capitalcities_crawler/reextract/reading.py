"""What came of reading a revision's records again."""

from __future__ import annotations

from typing import NamedTuple

from capitalcities_crawler.archive.rereading import Task
from capitalcities_crawler.items import Article


class Reading(NamedTuple):
    """What came of a task."""

    task: Task
    article: Article | None = None
    """``None`` when all is as stored, or there is a problem."""
    problem: str | None = None
    """Why it could not be read, in one line."""
    revisit: tuple[str, str] | None = None
    """The record refers to another one: address and time of that."""
