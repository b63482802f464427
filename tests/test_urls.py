"""The address grammar."""

from __future__ import annotations

import doctest
from datetime import date

import pytest

from capitalcities_crawler import urls
from capitalcities_crawler.urls import (
    Address,
    Kind,
    article_page,
    canonical_url,
    date_in_url,
    listing_page,
    month_in_url,
    parse_address,
    same_site,
)

BASE = "https://example.org"


def test_examples_in_the_docstrings() -> None:
    assert doctest.testmod(urls).failed == 0


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("/", Kind.HOME),
        ("/page/2/", Kind.HOME),
        ("/2025/11/04/iraq-and-water/", Kind.ARTICLE),
        ("/2025/11/04/iraq-and-water/2/", Kind.ARTICLE),
        ("/2025/11/iraq-and-water/", Kind.ARTICLE),
        ("/asia/china/beijing-opens/", Kind.ARTICLE),
        ("/iraq-and-water/", Kind.ARTICLE),
        ("/?p=77", Kind.ARTICLE),
        ("/2025/", Kind.YEAR),
        ("/2025/11/", Kind.MONTH),
        ("/2025/6/", Kind.MONTH),
        ("/?m=202506", Kind.MONTH),
        ("/2025/11/page/3/", Kind.MONTH),
        ("/2025/11/04/", Kind.DAY),
        ("/category/world/asia/", Kind.SECTION),
        ("/?cat=7", Kind.SECTION),
        ("/tag/china/page/2/", Kind.TAG),
        ("/author/william-green/", Kind.AUTHOR),
        ("/?s=water", Kind.SEARCH),
        ("/feed/", Kind.FEED),
        ("/2025/11/04/iraq/feed/", Kind.FEED),
        ("/wp-sitemap-posts-post-1.xml", Kind.SITEMAP),
        ("/post-sitemap2.xml.gz", Kind.SITEMAP),
        ("/wp-json/wp/v2/posts/7", Kind.REST),
        ("/2025/11/04/iraq/picture-of-a-dam/", Kind.ATTACHMENT),
        ("/?attachment_id=3", Kind.ATTACHMENT),
        ("/wp-content/uploads/a.jpg", Kind.IGNORED),
        ("/cdn-cgi/l/email-protection", Kind.IGNORED),
        ("/iraq/?replytocom=4", Kind.IGNORED),
    ],
)
def test_kind_of_address(url: str, kind: Kind) -> None:
    assert parse_address(BASE + url, BASE).kind is kind


def test_page_of_a_listing_and_of_a_post() -> None:
    assert parse_address(f"{BASE}/category/asia/page/12/").page == 12
    assert parse_address(f"{BASE}/2025/11/04/iraq/3/").page == 3
    assert parse_address(f"{BASE}/?cat=7&paged=4").page == 4


def test_wordpress_in_a_folder() -> None:
    assert parse_address(f"{BASE}/blog/2025/11/", f"{BASE}/blog").kind is Kind.MONTH


@pytest.mark.parametrize(
    "spelling",
    [
        "https://example.org/2025/06/01/caf%c3%a9/",
        "https://EXAMPLE.org/2025/06/01/caf%C3%A9/",
        "https://example.org:443/2025/06/01/café/",
        "http://www.example.org/2025/06/01/caf%c3%a9/",
        "https://example.org//2025/6/01/caf%c3%a9/#comments",
        "https://example.org/2025/06/01/caf%c3%a9/amp/",
        "https://example.org/2025/06/01/caf%c3%a9/?amp=1",
        "https://example.org/2025/06/01/caf%c3%a9/?utm_source=x&fbclid=y",
        "https://example.org/2025/06/01/caf%c3%a9/embed/",
        " https://example.org/2025/06/01/caf%c3%a9/ ",
    ],
)
def test_every_spelling_gives_one_address(spelling: str) -> None:
    assert canonical_url(spelling, BASE) == "https://example.org/2025/06/01/caf%c3%a9/"


def test_canonical_form_is_stable() -> None:
    once = canonical_url("http://www.Example.org:80/a%2Fb/?q=1+2&utm_medium=z", BASE)
    assert canonical_url(once, BASE) == once


def test_another_port_is_another_site() -> None:
    assert same_site("http://www.example.org/x", BASE)
    assert not same_site("http://127.0.0.1:8001/x", "http://127.0.0.1:8000")
    assert not same_site("https://example.org.evil.net/", BASE)
    assert not same_site("https://example.org@evil.net/", BASE)


def test_day_and_month_in_an_address() -> None:
    assert date_in_url(f"{BASE}/2025/11/04/iraq/") == date(2025, 11, 4)
    assert date_in_url(f"{BASE}/archives/2006/09/21/iraq/") == date(2006, 9, 21)
    assert date_in_url(f"{BASE}/2025/02/31/no-such-day/") is None
    assert date_in_url(f"{BASE}/2025/11/iraq/") is None
    assert month_in_url(f"{BASE}/2025/11/iraq/") == "2025-11"
    assert month_in_url(f"{BASE}/iraq/") is None


@pytest.mark.parametrize(
    ("url", "number", "page"),
    [
        ("/2025/11/04/iraq/", 2, "/2025/11/04/iraq/2/"),
        ("/2025/11/04/iraq", 2, "/2025/11/04/iraq/2"),
        ("/2025/11/04/iraq/2/", 1, "/2025/11/04/iraq/"),
        ("/2025/11/04/iraq/page/2/", 1, "/2025/11/04/iraq/"),
        ("/2025/11/04/iraq/1/", 1, "/2025/11/04/iraq/"),
        ("/2025/11/1/", 1, "/2025/11/1/"),
        ("/?p=7", 3, "/?p=7&page=3"),
        ("/?p=7&page=3", 1, "/?p=7"),
        ("/covid-19/", 1, "/covid-19/"),
        ("/2024/", 1, "/2024/"),
    ],
)
def test_page_of_an_article(url: str, number: int, page: str) -> None:
    assert article_page(BASE + url, number) == BASE + page


def test_first_page_of_a_listing_has_no_number() -> None:
    assert listing_page(f"{BASE}/tag/asia/page/7/", 1) == f"{BASE}/tag/asia/"


def test_a_numeric_permalink_is_no_page_of_another() -> None:
    assert parse_address("https://example.org/archives/123") == Address(Kind.ARTICLE)
    assert article_page("https://example.org/archives/123", 1) == "https://example.org/archives/123"
    assert article_page("https://example.org/archives/123/2", 1) == (
        "https://example.org/archives/123"
    )
