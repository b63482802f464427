"""Every failure has a state and a short reason."""

from __future__ import annotations

import re

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import HtmlResponse
from scrapy.spidermiddlewares.httperror import HttpError

from capitalcities_crawler.events import PageState
from capitalcities_crawler.items import Article
from capitalcities_crawler.middlewares.guard import RefusedError
from capitalcities_crawler.pages import PageError
from capitalcities_crawler.spiders.outcomes import Problem, led_away, problem_of, stranger


def http(status: int, body: bytes = b"") -> HttpError:
    return HttpError(HtmlResponse("https://example.org/a/", status=status, body=body))


MAINTENANCE = b"<p>Briefly unavailable for scheduled maintenance. Check back in a minute.</p>"

CASES: list[tuple[BaseException, PageState, str, bool]] = [
    (http(404), PageState.GONE, "http-404", True),
    (http(410), PageState.GONE, "http-410", True),
    (http(403), PageState.FAILED, "http-403", False),
    (http(401), PageState.FAILED, "http-401", False),
    (http(429), PageState.FAILED, "http-429", False),
    (http(500), PageState.FAILED, "http-500", True),
    (http(503, MAINTENANCE), PageState.FAILED, "maintenance", True),
    (http(451), PageState.REFUSED, "http-451", True),
    (CannotResolveHostError("x"), PageState.FAILED, "dns", False),
    (DownloadTimeoutError("x"), PageState.FAILED, "timeout", False),
    (DownloadConnectionRefusedError("x"), PageState.FAILED, "connection", False),
    (DownloadFailedError("x"), PageState.FAILED, "connection", False),
    (ResponseDataLossError(), PageState.FAILED, "connection", False),
    (DownloadCancelledError("too big"), PageState.NOT_ARTICLE, "too-large", True),
    (IgnoreRequest("Forbidden by robots.txt"), PageState.REFUSED, "robots-txt", False),
    (IgnoreRequest("max redirections reached"), PageState.FAILED, "redirect-loop", True),
    (RefusedError("challenge", "x"), PageState.FAILED, "challenge", False),
    (RefusedError("off-site", "x"), PageState.REFUSED, "off-site", False),
    (PageError("password-protected", "x"), PageState.REFUSED, "password-protected", True),
    (PageError("challenge", "x"), PageState.FAILED, "challenge", False),
    (PageError("maintenance", "x"), PageState.FAILED, "maintenance", True),
    (PageError("not-found", "x"), PageState.GONE, "not-found", True),
    (PageError("listing", "x"), PageState.NOT_ARTICLE, "listing", True),
    (PageError("empty-body", "x"), PageState.NOT_ARTICLE, "empty-body", True),
    (PageError("extractor-error", "x"), PageState.FAILED, "extractor-error", True),
    (RuntimeError("a\nb"), PageState.FAILED, "connection", False),
]


@pytest.mark.parametrize(
    ("error", "state", "reason", "answered"), CASES, ids=lambda case: str(case).split("(")[0]
)
def test_state_and_reason(
    error: BaseException, state: PageState, reason: str, answered: bool
) -> None:
    problem = problem_of(error)
    assert (problem.state, problem.reason, problem.answered) == (state, reason, answered)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", problem.reason)
    assert "\n" not in problem.message


def article(url: str, post_id: int | None) -> Article:
    return Article(url=url, title="A Title", post_id=post_id)


@pytest.mark.parametrize(
    ("post_id", "answered", "reason"),
    [
        (7, article("https://a.org/2025/11/04/iraq/", 8), None),  # another post took the address
        (7, article("https://a.org/2025/11/04/iraq-and-water/", 7), None),  # renamed
        (7, article("https://a.org/2025/11/04/iraq-and-water/", 8), "other-post"),
        (7, article("https://a.org/somewhere/", 8), "other-post"),
        (None, article("https://a.org/2025/11/04/iraq-and-water/", 8), "slug-guess"),
        (7, article("https://a.org/2025/11/04/iraq-and-water/", None), "slug-guess"),
        (None, article("https://a.org/somewhere/", None), None),  # moved: nothing tells otherwise
    ],
)
def test_who_answers_for_an_address(
    post_id: int | None, answered: Article, reason: str | None
) -> None:
    problem = stranger("https://a.org/2025/11/04/iraq/", post_id, answered)
    assert (problem.reason if problem else None) == reason


def test_a_stored_article_whose_address_leads_to_a_listing_is_gone() -> None:
    listing = Problem(PageState.NOT_ARTICLE, "listing", "a listing, no article", 200)
    address = "https://a.org/2025/11/04/iraq/"
    away = led_away(listing, address, "https://a.org/")
    assert (away.state, away.reason) == (PageState.GONE, "redirected")
    assert led_away(listing, address, address) is listing
    timeout = Problem(PageState.FAILED, "timeout", "no answer")
    assert led_away(timeout, address, "https://a.org/") is timeout
