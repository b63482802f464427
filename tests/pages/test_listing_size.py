"""What page numbers tell of a listing's size."""

from __future__ import annotations

import pytest

from capitalcities_crawler.items import AdvertisedCount
from capitalcities_crawler.pages import ListingPage
from capitalcities_crawler.sites import get_site

BASE = "https://news.example"


def sizes(address: str, articles: int, info: str, hero: int = 0) -> dict[str, int]:
    article = (
        '<article class="jeg_post"><h3 class="jeg_post_title"><a href="/{}/">T</a></h3></article>'
    )
    above = "".join(article.format(f"h{n}") for n in range(hero))
    shown = "".join(article.format(f"a{n}") for n in range(articles))
    html = f"""<div class="jnews_category_hero_container">{above}<article></article></div>
      <div class="jnews_category_content_wrapper">{shown}
      <span class="page_info">{info}</span></div>"""
    listing = ListingPage(html, BASE + address, get_site("wordpress")).to_item()
    found: tuple[AdvertisedCount, ...] = listing.site_facts.counts
    assert {count.source for count in found} <= {"listing"}
    assert {count.key for count in found} <= {"/2025/06/", "/category/asia/", "/tag/water/"}
    return {count.kind: count.count for count in found}


def test_all_pages_but_the_last_are_full() -> None:
    assert sizes("/2025/06/", 10, "Page 1 of 35") == {"pages": 35, "at_least": 341, "at_most": 350}
    found = sizes("/2025/06/page/3/", 10, "Page 3 of 35")
    assert found == {"pages": 35, "at_least": 341, "at_most": 350}


def test_a_hero_may_come_on_top() -> None:
    found = sizes("/category/asia/", 5, "Page 1 of 4", hero=3)
    assert found == {"pages": 4, "at_least": 16, "at_most": 23}


def test_the_last_page_tells_its_number_alone() -> None:
    assert sizes("/tag/water/page/4/", 2, "Page 4 of 4") == {"pages": 4}


@pytest.mark.parametrize(
    ("address", "info"), [("/2025/06/", ""), ("/", "Page 1 of 4"), ("/author/ada/", "Page 1 of 4")]
)
def test_no_number_or_no_listing_that_can_be_counted(address: str, info: str) -> None:
    assert sizes(address, 3, info) == {}
