"""Listing pages, their numbers and their ends."""

from __future__ import annotations

import re

import pytest
from parsel import Selector

from fixtures.replica.pages.listing import HERO
from tests.replica.conftest import BASE, Client

_TITLES = "[class*=_content_wrapper] .jeg_post_title a::attr(href)"


def walk(client: Client, path: str) -> list[str]:
    """Follow the next links of a listing; give the addresses that it lists."""
    found: list[str] = []
    page: Selector | None = client.page(path)
    while page is not None:
        found += page.css(_TITLES).getall()
        next_url = page.css("a.page_nav.next::attr(href)").get()
        page = client.page(next_url) if next_url else None
    return found


@pytest.mark.parametrize("path", ["/2025/06/", "/2025/", "/tag/news/", "/author/ethan-riley/", "/"])
def test_walk_finds_every_post_once(client: Client, path: str) -> None:
    index = client.world.index
    expected = {
        "/2025/06/": index.by_day["2025-06"],
        "/2025/": index.by_day["2025"],
        "/tag/news/": next(posts for tag, posts in index.by_tag.items() if tag.name == "News"),
        "/author/ethan-riley/": next(
            posts for author, posts in index.by_author.items() if author.name == "Ethan Riley"
        ),
        "/": index.public,
    }[path]
    assert walk(client, path) == [BASE + post.path for post in expected]


def test_category_repeats_its_hero_and_lists_the_rest(client: Client) -> None:
    region = client.world.places.categories["europe"]
    posts = [BASE + post.path for post in client.world.index.by_category[region]]
    heroes = [
        client.page(f"{region.path}{page}").css(".jeg_heroblock h2 a::attr(href)").getall()
        for page in ("", "page/2/")
    ]
    assert heroes == [posts[:HERO], posts[:HERO]]
    assert walk(client, region.path) == posts[HERO:]


def test_category_answers_by_its_last_slug(client: Client) -> None:
    nested = client.page("/category/world/middle-east/iraq/baghdad/")
    short = client.page("/category/baghdad/")
    assert nested.css(_TITLES).getall() == short.css(_TITLES).getall()
    assert nested.css("h1.jeg_cat_title::text").get() == "Baghdad"


def test_small_category_may_have_nothing_below_its_hero(client: Client) -> None:
    small = next(
        category
        for category, posts in client.world.index.by_category.items()
        if len(posts) <= HERO and category.id % 4 != 1
    )
    page = client.page(small.path)
    assert page.css(".jeg_empty_module")
    assert page.css(".jeg_hero_item_1 h2 a")


@pytest.mark.parametrize(
    "path", ["/2025/06/page/99/", "/category/asia/page/99/", "/page/999/", "/nothing/", "/tag/no/"]
)
def test_past_the_end_is_a_404_with_posts_on_it(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status == 404
    page = Selector(text=answer.body.decode())
    assert page.css("body.error404")
    assert page.css(".jnews_404_content_wrapper article")


def test_month_of_one_digit_and_page_without_slash_answer_as_they_stand(client: Client) -> None:
    assert client.get("/2025/6/").status == 200
    assert client.get("/2025/06/page/2").status == 200


def test_search_finds_by_title_and_finds_nothing(client: Client) -> None:
    assert client.page("/?s=twinning+initiative").css(_TITLES).getall()
    assert client.page("/?s=xyzzy").css("body.search-no-results")


def test_widgets_tell_true_numbers(client: Client) -> None:
    page = client.page("/")
    archive = page.css(".widget_archive").xpath("string()").get("")
    assert [int(n) for n in re.findall(r"\((\d+)\)", archive)] == list(
        reversed(client.world.months().values())
    )
    world = page.css("select#cat option::text").getall()[1]
    assert world.split() == ["World", "(300)"]
    labels = page.css(".tag-cloud-link::attr(aria-label)").getall()
    counts = client.world.tag_counts()
    assert all(
        counts[label.rpartition(" (")[0]] == int(re.findall(r"\((\d+) item", label)[0])
        for label in labels
    )
