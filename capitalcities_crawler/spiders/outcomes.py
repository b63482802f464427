"""Every way in which a page is not got, as a state of the ledger and a short reason."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from capitalcities_crawler.events import PageState
from capitalcities_crawler.items import Article
from capitalcities_crawler.middlewares.guard import RefusedError
from capitalcities_crawler.pages import PageError
from capitalcities_crawler.urls import canonical_url


class Problem(NamedTuple):
    """Why there is no article."""

    state: PageState
    reason: str
    message: str
    status: int | None = None

    @property
    def answered(self) -> bool:
        """Whether the site talked to us, whatever it said."""
        return self.reason not in _NO_ANSWER and self.status not in {401, 403, 429}


_NO_ANSWER = frozenset({"dns", "connection", "timeout", "robots-txt", "challenge", "off-site"})

_PAGE_STATES = {
    "password-protected": PageState.REFUSED,
    "challenge": PageState.FAILED,
    "maintenance": PageState.FAILED,
    "not-found": PageState.GONE,
    "extractor-error": PageState.FAILED,  # a newer version may read it
}
"""Of a ``PageError``; a page refused for any other reason is no article."""

_STATUS_STATES = {404: PageState.GONE, 410: PageState.GONE, 451: PageState.REFUSED}
"""Any other status may be another tomorrow."""

_DOWNLOAD_REASONS: tuple[tuple[type[Exception], PageState, str], ...] = (
    (CannotResolveHostError, PageState.FAILED, "dns"),
    (DownloadTimeoutError, PageState.FAILED, "timeout"),
    (DownloadConnectionRefusedError, PageState.FAILED, "connection"),
    (DownloadCancelledError, PageState.NOT_ARTICLE, "too-large"),  # DOWNLOAD_MAXSIZE
    (UnsupportedURLSchemeError, PageState.REFUSED, "off-site"),
)

_IGNORED = (
    ("robots.txt", PageState.REFUSED, "robots-txt"),
    ("max redirections", PageState.FAILED, "redirect-loop"),
    ("DOWNLOAD_MAXSIZE", PageState.NOT_ARTICLE, "too-large"),  # after decompression
)
"""Scrapy tells these apart by their text alone."""


def problem_of(error: BaseException) -> Problem:
    """Say what an error of a download, a middleware or a page means for the address."""
    if isinstance(error, PageError):
        state = _PAGE_STATES.get(error.reason, PageState.NOT_ARTICLE)
        return Problem(state, error.reason, str(error), 200)
    if isinstance(error, HttpError):
        return _http_problem(error.response)
    if isinstance(error, RefusedError):
        state = PageState.FAILED if error.reason == "challenge" else PageState.REFUSED
        return Problem(state, error.reason, str(error))
    if isinstance(error, IgnoreRequest):
        return _ignored_problem(error)
    for kind, state, reason in _DOWNLOAD_REASONS:
        if isinstance(error, kind):
            return Problem(state, reason, one_line(error))
    return Problem(PageState.FAILED, "connection", one_line(error))


def _http_problem(response: Response) -> Problem:
    state = _STATUS_STATES.get(response.status, PageState.FAILED)
    reason = f"http-{response.status}"
    if response.status == 503 and b"scheduled maintenance" in response.body.lower():
        reason = "maintenance"
    return Problem(state, reason, f"the site answered {response.status}", response.status)


def _ignored_problem(error: IgnoreRequest) -> Problem:
    for words, state, reason in _IGNORED:
        if words in str(error):
            return Problem(state, reason, one_line(error))
    return Problem(PageState.REFUSED, "refused", one_line(error))


def one_line(error: BaseException) -> str:
    """Give an error's text as one line for people."""
    text = " ".join(str(error).split())
    return text or type(error).__name__


def stranger(address: str, post_id: int | None, article: Article) -> Problem | None:
    """Say that an address led to another article than the one that was there.

    Args:
        address: what was asked for.
        post_id: WordPress's number of the article stored at that address, where known.
        article: what was answered.
    """
    if article.url == address:
        return None
    message = f"leads to {article.url}"
    if post_id is not None and article.post_id is not None:
        if post_id == article.post_id:
            return None
        return Problem(PageState.GONE, "other-post", f"{message} (post {article.post_id})", 301)
    if is_slug_guess(address, article.url):
        return Problem(PageState.GONE, "slug-guess", message, 301)
    return None


def led_away(problem: Problem, address: str, arrived: str) -> Problem:
    """Read "no article" of an address that had one: if it leads elsewhere now, the article is gone.

    Some sites redirect what they have removed to the home page or to its section.
    """
    if problem.state is not PageState.NOT_ARTICLE or canonical_url(arrived, address) == address:
        return problem
    message = f"leads to {arrived}: {problem.message}"
    return Problem(PageState.GONE, "redirected", message, 301)


def is_slug_guess(asked: str, answered: str) -> bool:
    """Whether WordPress answered for an unknown address with a post whose slug begins like it.

    That post is another one, unless the article was renamed to a longer slug: where no post number
    tells, "gone" is then said of an address whose article is stored under its own.

    >>> is_slug_guess("https://a.org/2025/11/04/iraq/", "https://a.org/2025/11/04/iraq-and-water/")
    True
    """
    wanted, given = _slug(asked), _slug(answered)
    return bool(wanted) and given != wanted and given.startswith(wanted)


def _slug(url: str) -> str:
    return unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2].lower()
