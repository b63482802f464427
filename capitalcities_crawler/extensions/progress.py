"""What a person sees of a run: a bar on a terminal, else one line a minute, and the end in a sentence."""

from __future__ import annotations

import logging
import sys
from contextlib import ExitStack
from time import monotonic
from typing import TYPE_CHECKING, Never, Self

from scrapy import signals
from scrapy.utils.asyncio import create_looping_call
from tqdm import tqdm
from tqdm.contrib.logging import logging_redirect_tqdm

from capitalcities_crawler.extensions.verdict import Ending, ending, problems, summary

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.utils.asyncio import AsyncioLoopingCall
    from twisted.internet.task import LoopingCall

logger = logging.getLogger(__name__)

_BAR_EVERY = 0.5
_LINE_EVERY = 60.0
_ADVICE = {
    Ending.INTERRUPTED: "Interrupted: all that was fetched is kept, and the same command goes on",
    Ending.INCOMPLETE: "Not complete: the same command tries again what failed",
}


class Progress:
    """Show found, fetched, stored and failed articles and the time that is left."""

    def __init__(self, crawler: Crawler, *, is_terminal: bool) -> None:
        self._stats = crawler.stats
        self._is_terminal = is_terminal
        self._loop: AsyncioLoopingCall | LoopingCall | None = None
        self._logs = ExitStack()
        self._start = monotonic()
        self._bar: tqdm[Never] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the extension."""
        progress = cls(crawler, is_terminal=sys.stderr.isatty())
        crawler.signals.connect(progress.spider_opened, signals.spider_opened)
        crawler.signals.connect(progress.spider_closed, signals.spider_closed)
        return progress

    def spider_opened(self) -> None:
        """Begin to show."""
        self._start = monotonic()
        if self._is_terminal:
            self._bar = tqdm(unit="page", dynamic_ncols=True, leave=False)
            self._keep_lines_above_the_bar()
        self._loop = create_looping_call(self._show)
        self._loop.start(_BAR_EVERY if self._is_terminal else _LINE_EVERY, now=False)

    def _keep_lines_above_the_bar(self) -> None:
        levels = [handler.level for handler in logging.root.handlers]
        self._logs.enter_context(logging_redirect_tqdm())
        for handler in logging.root.handlers:  # tqdm's own has no level
            handler.setLevel(max(levels, default=logging.INFO))

    def spider_closed(self, reason: str) -> None:
        """Say how it went, and what to do next."""
        if self._loop is not None and self._loop.running:
            self._loop.stop()
        if self._bar is not None:
            self._bar.close()
            self._logs.close()
        stats = self._stats.get_stats()
        logger.info("%s", summary(stats, monotonic() - self._start))
        if ending(stats, reason) in _ADVICE:
            logger.info("%s", _ADVICE[ending(stats, reason)])

    def _show(self) -> None:
        stats = self._stats.get_stats()
        found, fetched = stats.get("crawl/found", 0), stats.get("crawl/fetched", 0)
        states = ("refused", "gone", "not_article", "failed")
        others = {state: sum(n for _, n in problems(stats, state)) for state in states}
        done = fetched + sum(others.values())
        stored = stats.get("archive/new", 0) + stats.get("archive/changed", 0)
        if self._bar is not None:
            self._bar.total = found
            self._bar.set_postfix(stored=stored, failed=others["failed"], refresh=False)
            self._bar.update(done - self._bar.n)
            return
        seconds = monotonic() - self._start
        left = (found - done) * seconds / done if done else 0.0
        logger.info(
            "%d found, %d fetched, %d stored, %d failed, about %s left",
            *(found, fetched, stored, others["failed"], tqdm.format_interval(left)),
        )
