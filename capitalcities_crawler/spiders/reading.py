"""One response of an article, read: the article, the address of its next page, the record of it."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime
from typing import NamedTuple

from scrapy.http import HtmlResponse, Response

from capitalcities_crawler.events import Fetch
from capitalcities_crawler.items import Article
from capitalcities_crawler.middlewares.recording import RECORDED, Recorded
from capitalcities_crawler.pages import ArticlePage, PageError
from capitalcities_crawler.sites import Site
from capitalcities_crawler.spiders.site import now
from capitalcities_crawler.urls import article_page

logger = logging.getLogger(__name__)


class Reading(NamedTuple):
    """What a response gave."""

    article: Article
    next_page: str | None
    """Address of the next page of a post in pages."""


def read_response(response: Response, site: Site) -> Reading:
    """Read a response as (a page of) an article.

    Raises:
        PageError: it is none; also, with the reason ``extractor-error``, when the extractor breaks:
            no page, however odd, may cost its address the place in the ledger.
    """
    if not isinstance(response, HtmlResponse):
        kind = (response.headers.get("Content-Type") or b"nothing").decode("latin-1")
        raise PageError("not-html", f"no web page but {kind}")
    try:
        page = ArticlePage(response.text, response.url, site)
        article = page.to_item()
        return Reading(article, _next_page(page, article))
    except PageError:
        raise
    except Exception as error:
        logger.exception("The extractor broke on %s: please report this", response.url)
        raise PageError("extractor-error", f"{type(error).__name__}: {error}") from error


def _next_page(page: ArticlePage, article: Article) -> str | None:
    number = article.page_number + 1
    if number > article.page_count:
        return None
    return dict(page.paging.links).get(number) or article_page(page.document.url, number)


def recorded(response: Response) -> Recorded | None:
    """Give the record of a response, if it was recorded."""
    meta = response.request.meta if response.request else {}
    found: Recorded | None = meta.get(RECORDED)
    return found


def moment_of(response: Response | None) -> datetime:
    """Give the time at which a response arrived; now, where that was not recorded."""
    record = recorded(response) if response is not None else None
    return record.at if record else now()


def fetch_of(response: Response, address: str, announced_at: datetime | None = None) -> Fetch:
    """Give what the archive remembers of a response to ``address``."""
    record = recorded(response)

    def header(name: str) -> str | None:
        value = response.headers.get(name)
        return value.decode("latin-1") if value else None

    return Fetch(
        url=address,
        fetched_at=moment_of(response),
        status=response.status,
        payload_sha256=hashlib.sha256(response.body).hexdigest(),
        etag=header("ETag"),
        last_modified=header("Last-Modified"),
        announced_at=announced_at,
        record=record.place if record else None,
        received_digest=record.digest if record and response.url == address else None,
    )
