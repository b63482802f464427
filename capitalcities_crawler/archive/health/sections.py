"""Sections that fell silent, told without a clock: by the articles since each one's last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from capitalcities_crawler.archive.health.alarms import IMPROBABLE, Alarm
from capitalcities_crawler.archive.health.chance import Share, chance_of_fall

FORGOTTEN = 1e-15
"""A silence less probable than this is old news: the alarm has been raised often enough."""

SEPARATOR = " > "


class Voice(NamedTuple):
    """When a section spoke, counted in articles of the site, the oldest being number 1."""

    path: str
    """Names from the top."""
    articles: int
    last: int
    """Number of its latest article."""
    longest_pause: int
    """Most articles from one of its own to the next."""


def silent_sections(voices: Iterable[Voice], newest: int) -> Iterator[Alarm]:
    """Tell the sections that should have had an article among the site's newest, and have none.

    A section is silent when its former share makes that improbable, and when it never paused half
    as long: many sections have their articles in bursts. Of silent sections one within the other
    only the outermost is told.

    Args:
        voices: of all sections to be watched.
        newest: number of the site's newest article.
    """
    silent = [voice for voice in voices if _is_silent(voice, newest)]
    paths = {voice.path for voice in silent}
    for voice in silent:
        if not any(path in paths for path in _above(voice.path)):
            yield Alarm(f"silent/{voice.path}", _message(voice, newest - voice.last))


def _is_silent(voice: Voice, newest: int) -> bool:
    silence = newest - voice.last
    if silence <= 2 * voice.longest_pause:
        return False
    chance = chance_of_fall(Share(0, silence), Share(voice.articles, voice.last))
    return FORGOTTEN < chance < IMPROBABLE


def _above(path: str) -> Iterator[str]:
    names: Sequence[str] = path.split(SEPARATOR)
    return (SEPARATOR.join(names[:depth]) for depth in range(1, len(names)))


def _message(voice: Voice, silence: int) -> str:
    share = Share(voice.articles, voice.last)
    return (
        f"none of the newest {silence} articles stands in {voice.path}, {share.percent} of the "
        f"{voice.last} before did. If the site still fills that section, its name or its place in "
        "the breadcrumb has changed"
    )
