"""``scrapy crawl warc``: recorded pages in place of a site, and no network."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from scrapy import Request
from scrapy.spidermiddlewares.httperror import HttpError

from capitalcities_crawler.discovery import Answer, RouteClosedError
from capitalcities_crawler.discovery.rest import read_contents
from capitalcities_crawler.events import Event, PageState
from capitalcities_crawler.items import Article
from capitalcities_crawler.pages import with_rendered
from capitalcities_crawler.signals import SAVE_NOW
from capitalcities_crawler.spiders.arguments import Arguments, SpiderArgumentError
from capitalcities_crawler.spiders.asking import Output
from capitalcities_crawler.spiders.base import ArticleSpider
from capitalcities_crawler.spiders.outcomes import Problem
from capitalcities_crawler.spiders.recorded_pages import (
    as_response,
    find_files,
    is_wordpress_page,
    may_be_article,
)
from capitalcities_crawler.spiders.visit import Visit, visit_to
from capitalcities_crawler.urls import (
    Kind,
    article_page,
    canonical_url,
    parse_address,
    same_site,
)
from capitalcities_crawler.warc.answers import Answers, RecordedAnswer
from capitalcities_crawler.warc.reading import Damage

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_RECORDED = Problem(PageState.FAILED, "not-recorded", "the files do not hold all of it")


class WarcSpider(ArticleSpider):
    """Let recorded answers pass as if the site gave them now, at the times when it gave them.

    What another spider would ask for next (the target of a redirect, a later page, a second look)
    is waited for: it comes with a later record, or has been there.
    """

    name = "warc"
    own_arguments = ("path",)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Record nothing: it is recorded already."""
        super().update_settings(settings)
        settings.set("WARC_ENABLED", value=False, priority="cmdline")

    def __init__(self, **given: str) -> None:
        super().__init__(**given)
        self._waiting: dict[str, Visit] = {}
        self._early: dict[str, RecordedAnswer] = {}
        self._met: set[str] = set()
        self._whole: set[str] = set()

    @classmethod
    def read_arguments(cls, given: dict[str, str]) -> Arguments:
        """Check the arguments; there must be files."""
        if not given.get("path", "").strip():
            raise SpiderArgumentError("which files? give -a path='data/warc/*.warc.gz'")
        arguments = super().read_arguments(given)
        find_files(arguments.path)
        return arguments

    async def start(self) -> AsyncIterator[Output]:
        """Replay the files."""
        for found in Answers(find_files(self.arguments.path), self._is_wanted):
            for output in self._outputs(found):
                yield output
                await asyncio.sleep(0)
            if self.is_stopping:
                return
        for output in self._unrecorded():
            yield output

    def _is_wanted(self, url: str) -> bool:
        return same_site(url, self.arguments.base_url)

    def failed(self, url: str, reason: str) -> None:
        """Note a page that failed when it was recorded; there is no site to be spared."""
        self.logger.warning("Recorded as failed: %s (%s)", url, reason)

    def met(self, article: Article) -> None:
        """Take note of an article that is here as a whole."""
        self._whole.add(article.url)

    # --- One record

    def _outputs(self, found: RecordedAnswer | Damage) -> Iterator[Event]:
        if isinstance(found, Damage):
            self.count("damaged" if found.offset else "listing-failed")
            self.logger.warning("Skipped %s at %d: %s", found.file, found.offset, found.why)
            return
        self.count("records")
        address = parse_address(found.url, self.arguments.base_url)
        if address.kind is Kind.REST:
            yield from self._contents(found)
            return
        key = canonical_url(found.url, self.arguments.base_url)
        if address.page == 1:
            key = canonical_url(article_page(key, 1))
        visit = self._waiting.pop(key, None)
        if visit is None and not may_be_article(found.url, key):
            return
        if visit is None and address.page > 1:
            self._early[key] = found
            return
        yield from self._played(found, visit or self._visit(key, found.looks))

    def _visit(self, address: str, looks: tuple[str, ...]) -> Visit:
        if address in self._met:  # what was read of it before must be in the archive by now
            self.crawler.signals.send_catch_log(SAVE_NOW)
        self._met.add(address)
        self.count("found")
        return visit_to(address, self.known([address]).get(address), looks=looks)

    def _played(self, found: RecordedAnswer, visit: Visit) -> Iterator[Event]:
        """Take an answer for that to a visit, and keep what that would ask for next."""
        status = found.answer.status
        if status in _REDIRECTS:
            target = urljoin(found.url, found.answer.header("location") or "")
            yield from self._wait(target, visit)
        elif status != 304:
            response = as_response(found)
            if not visit.pages and is_wordpress_page(response):
                return
            outputs = (
                self.parse_article(response, visit)
                if status == 200
                else self._not_got(HttpError(response), response, visit)
            )
            yield from self._followed(outputs)

    def _followed(self, outputs: Iterable[Output]) -> Iterator[Event]:
        for output in outputs:
            if isinstance(output, Request):
                yield from self._wait(output.url, output.cb_kwargs["visit"])
            else:
                yield output

    def _wait(self, url: str, visit: Visit) -> Iterator[Event]:
        key = canonical_url(url, self.arguments.base_url)
        if early := self._early.pop(key, None):
            yield from self._played(early, visit)
        else:
            self._waiting[key] = visit

    # --- Later pages

    def _contents(self, found: RecordedAnswer) -> Iterator[Event]:
        """Complete posts in pages by an answer of the API that has their text."""
        try:
            contents = read_contents(Answer(found.url, found.url, body=found.answer.body))
        except RouteClosedError:
            return
        for key, visit in list(self._waiting.items()):
            content = contents.get(visit.pages[0].post_id or 0) if len(visit.pages) == 1 else None
            whole = with_rendered(visit.pages[0], content, visit.arrived) if content else None
            if whole:
                del self._waiting[key]
                complete = visit._replace(pages=(whole,), parts=(found.place,))
                yield from self._followed(self.whole(complete))

    def _unrecorded(self) -> Iterator[Event]:
        """Say which articles are not there as a whole, and whose absence nothing confirms."""
        for url, visit in self._waiting.items():
            if url in self._met or visit.address in self._whole:
                continue  # another way to an article that is here, or its first page once more
            if visit.looks:
                self.logger.warning(
                    "%s was missing when it was recorded, and seen so once: %s",
                    visit.address,
                    *visit.looks,
                )
            else:
                yield self.outcome(visit, _NOT_RECORDED)
