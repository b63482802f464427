"""The routes through listing pages, played with strings."""

from __future__ import annotations

import doctest
from datetime import date

import pytest

from capitalcities_crawler.discovery import (
    Answer,
    Found,
    MonthsRoute,
    OneListingRoute,
    RouteClosedError,
    SectionsRoute,
    section_addresses,
    sections,
)
from capitalcities_crawler.sites import get_site

BASE = "https://example.org"
SITE = get_site("capitalcities")

TEASER = """<article class="jeg_post"><h3 class="jeg_post_title"><a href="{url}">A title</a></h3>
<div class="jeg_meta_date"><a href="{url}"><i class="fa fa-clock-o"></i> June 7, 2025</a></div></article>"""


def page(path: str, *articles: str, menu: str = "", next_path: str = "") -> Answer:
    teasers = "".join(TEASER.format(url=BASE + url) for url in articles)
    more = f'<a class="page_nav next" href="{BASE}{next_path}">Next</a>' if next_path else ""
    kind = "category" if "/category/" in path else "date"
    wrapper = "category" if kind == "category" else "archive"
    html = f"""<html><body class="archive {kind}"><div class="jeg_header">{menu}</div>
    <div class="jnews_{wrapper}_content_wrapper">{teasers}
    <div class="jeg_navigation jeg_pagination jeg_pagenav_1">{more}</div></div></body></html>"""
    return Answer(BASE + path, BASE + path, 200, html.encode())


def home(*links: str) -> Answer:
    anchors = "".join(f'<li><a href="{BASE}{link}">x</a></li>' for link in links)
    html = f'<html><body class="home blog"><ul>{anchors}</ul></body></html>'
    return Answer(f"{BASE}/", f"{BASE}/", 200, html.encode())


def lost(path: str) -> Answer:
    return Answer(BASE + path, BASE + path, 500, problem="http-500")


def test_examples_in_the_docstrings() -> None:
    assert doctest.testmod(sections).failed == 0


def test_months_are_walked_page_by_page() -> None:
    route = MonthsRoute(BASE, SITE)
    step = route.read(home("/2026/01/", "/2025/12/", "/about/", "/2025/12/31/"))
    assert step.follow == (f"{BASE}/2026/01/", f"{BASE}/2025/12/")
    step = route.read(page("/2025/12/", "/2025/12/30/a/", next_path="/2025/12/page/2/"))
    assert step.articles == (Found(f"{BASE}/2025/12/30/a/", date(2025, 6, 7)),)
    assert step.follow == (f"{BASE}/2025/12/page/2/",)
    assert route.read(page("/2025/12/page/2/", "/2025/12/01/b/")).follow == ()


def test_a_calendar_leads_from_month_to_month() -> None:
    route = MonthsRoute(BASE, SITE)
    route.read(home("/2025/12/"))
    arrow = f'<a href="{BASE}/2025/11/">« Nov</a>'
    assert route.read(page("/2025/12/", menu=arrow)).follow == (f"{BASE}/2025/11/",)


def test_months_in_a_dropdown() -> None:
    route = MonthsRoute(BASE, SITE)
    html = f"<body class='home'><select><option value=''>Select Month</option><option value='{BASE}/2025/06/'>June</option></select></body>"
    step = route.read(Answer(f"{BASE}/", f"{BASE}/", 200, html.encode()))
    assert step.follow == (f"{BASE}/2025/06/",)


def test_months_are_closed_without_a_widget_or_a_home_page() -> None:
    with pytest.raises(RouteClosedError, match="no month archive"):
        MonthsRoute(BASE, SITE).read(home("/category/asia/"))
    with pytest.raises(RouteClosedError, match="http-500"):
        MonthsRoute(BASE, SITE).read(lost("/"))


def test_a_lost_month_is_told() -> None:
    route = MonthsRoute(BASE, SITE)
    route.read(home("/2025/12/"))
    assert route.read(lost("/2025/12/")).lost


def test_only_the_tops_of_the_section_tree_are_walked() -> None:
    route = SectionsRoute(BASE, SITE)
    links = ("/category/asia/china/", "/category/asia/", "/category/europe/", "/tag/x/")
    step = route.read(home(*links))
    assert step.follow == (f"{BASE}/category/asia/", f"{BASE}/category/europe/")
    step = route.read(page("/category/asia/", "/2025/06/07/a/", next_path="/category/asia/page/2/"))
    assert [found.url for found in step.articles] == [f"{BASE}/2025/06/07/a/"]
    assert step.follow == (f"{BASE}/category/asia/page/2/",)


def test_a_widget_number_that_leads_below_a_walked_section_costs_one_request() -> None:
    route = SectionsRoute(BASE, SITE)
    route.read(home("/category/asia/"))
    route.read(page("/category/asia/", "/2025/06/07/a/"))
    below = page(
        "/category/asia/china/", "/2025/06/07/a/", next_path="/category/asia/china/page/2/"
    )
    assert route.read(below._replace(asked=f"{BASE}/?cat=7")).follow == ()


def test_sections_are_closed_without_any() -> None:
    with pytest.raises(RouteClosedError, match="no section"):
        SectionsRoute(BASE, SITE).read(home("/2025/06/"))


def test_a_section_is_found_where_it_lives() -> None:
    route = OneListingRoute("section", BASE, SITE, section_addresses(BASE, SITE, "asia/china"))
    assert route.start_urls() == (f"{BASE}/category/world/asia/china/",)
    assert route.read(lost("/category/world/asia/china/")).follow == (
        f"{BASE}/category/asia/china/",
    )
    step = route.read(page("/category/asia/china/", "/2025/06/07/a/"))
    assert len(step.articles) == 1
    assert not step.lost


def test_a_section_that_is_nowhere() -> None:
    route = OneListingRoute("section", BASE, SITE, (f"{BASE}/category/a/", f"{BASE}/category/b/"))
    route.start_urls()
    route.read(lost("/category/a/"))
    with pytest.raises(RouteClosedError, match="/category/a/: http-500; /category/b/: http-500"):
        route.read(lost("/category/b/"))


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("middle-east/iraq/baghdad", "/category/world/middle-east/iraq/baghdad/"),
        ("/world/middle-east/", "/category/world/middle-east/"),
        ("category/news", "/category/news/"),
        (f"{BASE}/category/world/asia/", "/category/world/asia/"),
    ],
)
def test_addresses_of_a_section(path: str, first: str) -> None:
    assert section_addresses(BASE, SITE, path)[0] == BASE + first
