"""What a recorded answer is to the spiders."""

from __future__ import annotations

import doctest

from scrapy.http import HtmlResponse

from capitalcities_crawler.spiders import recorded_pages
from capitalcities_crawler.spiders.recorded_pages import is_wordpress_page


def test_examples() -> None:
    assert doctest.testmod(recorded_pages) == (0, 3)


def test_an_undated_page_is_told_by_its_classes() -> None:
    def page(classes: str) -> HtmlResponse:
        body = f'<html><body class="{classes}"><p>x</p></body></html>'
        return HtmlResponse("https://a.org/x/", body=body.encode(), encoding="utf-8")

    assert is_wordpress_page(page("page-template-default page page-id-7"))
    assert not is_wordpress_page(page("post-template-default single single-post postid-7"))
    assert not is_wordpress_page(page("home page-id-7"))
