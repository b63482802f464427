"""What the guard stops."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from capitalcities_crawler.middlewares.guard import Guard, RefusedError
from capitalcities_crawler.spiders.arguments import Arguments, read_arguments
from capitalcities_crawler.spiders.site import SiteSpider, now

BASE = "https://example.org"


class PlainSpider(SiteSpider):
    name = "plain"

    @classmethod
    def read_arguments(cls, given: dict[str, str]) -> Arguments:
        return read_arguments(given, (), now())


@pytest.fixture
def guard() -> Guard:
    crawler = get_crawler(PlainSpider)
    crawler.spider = PlainSpider(base_url=BASE)
    return Guard.from_crawler(crawler)


def refusal(guard: Guard, request: Request, response: HtmlResponse | None = None) -> str:
    try:
        guard.process_request(request)
        guard.process_response(request, response or HtmlResponse(request.url))
    except RefusedError as error:
        return error.reason
    return "passed"


@pytest.mark.parametrize(
    "url", [f"{BASE}/a/", "http://www.example.org/a/", "https://example.org:443/"]
)
def test_the_site_itself_passes(guard: Guard, url: str) -> None:
    guard.process_request(Request(url))


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.net/",
        "https://example.org.evil.net/",
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "https://example.org:8443/",
    ],
)
def test_a_redirect_off_the_site_is_refused(guard: Guard, url: str) -> None:
    redirected = Request(url, meta={"redirect_urls": [f"{BASE}/a/"]})
    assert refusal(guard, redirected) == "off-site"


def test_a_challenge_is_known_by_its_header(guard: Guard) -> None:
    response = HtmlResponse(f"{BASE}/a/", status=403, headers={"cf-mitigated": "challenge"})
    assert refusal(guard, Request(f"{BASE}/a/"), response) == "challenge"


def answer(ip: str) -> HtmlResponse:
    return HtmlResponse(f"{BASE}/a/", ip_address=ip_address(ip))


def test_a_public_name_that_turns_private_is_refused(guard: Guard) -> None:
    request = Request(f"{BASE}/a/")
    assert guard.process_response(request, answer("93.184.216.34")).status == 200
    assert refusal(guard, request, answer("127.0.0.1")) == "private-address"
    assert refusal(guard, request, answer("10.0.0.7")) == "private-address"


def test_a_site_on_a_private_network_is_what_was_asked_for(guard: Guard) -> None:
    request = Request(f"{BASE}/a/")
    assert guard.process_response(request, answer("10.0.0.7")).status == 200
    assert guard.process_response(request, answer("10.0.0.7")).status == 200


def test_behind_a_proxy_the_address_is_the_proxys(guard: Guard) -> None:
    guard.process_response(Request(f"{BASE}/a/"), answer("93.184.216.34"))
    through = Request(f"{BASE}/a/", meta={"proxy": "http://127.0.0.1:3128"})
    assert guard.process_response(through, answer("127.0.0.1")).status == 200
