"""Real JNews pages, and other themes with Easy Table of Contents, read as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import unquote

import pytest

from capitalcities_crawler.items import Article
from capitalcities_crawler.pages import ArticlePage, ListingPage, PageError
from tests.pages import real_pages

pytestmark = real_pages.needed

JNEWS = ("7seen-", "duyanh-", "pipi-", "retrobowl-", "thekenyatimes-")
NO_ARTICLE = re.compile(r"-LIST-|-404")
ALL_JNEWS = [name for prefix in JNEWS for name in real_pages.pages(f"{prefix}*.html")]
ARTICLES = [name for name in ALL_JNEWS if not NO_ARTICLE.search(name)]
OTHERS = [name for name in ALL_JNEWS if NO_ARTICLE.search(name)]
WITH_TRUTH = [n.replace(".truth.json", ".html") for n in real_pages.pages("*.truth.json")]
SECOND_PAGE = "7seen-317-page2.html"


@cache
def page(name: str) -> ArticlePage:
    url = real_pages.truth(name)["url"] if name in WITH_TRUTH else f"https://example.org/{name}"
    return ArticlePage(real_pages.read(name), url)


@cache
def article(name: str) -> Article:
    return page(name).to_item()


def folded(text: str) -> str:
    return " ".join(text.split())


def texts(values: Any) -> list[str] | None:
    return [value.name for value in values] or None


def stamp(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def title_of(link: Any) -> str | None:
    return link.text if link else None


def popup_titles(_item: Article, name: str) -> list[str | None]:
    return [link.text for link in page(name).popup_next]


SAYS: dict[str, Callable[[Article, str], Any]] = {
    "url": lambda item, _: unquote(item.url),
    "title": lambda item, _: item.title,
    "subtitle": lambda item, _: item.subtitle,
    "authors": lambda item, _: texts(item.authors),
    "published": lambda item, _: stamp(item.published),
    "modified": lambda item, _: stamp(item.modified),
    "breadcrumb": lambda item, _: ["Home", *names] if (names := texts(item.breadcrumb)) else None,
    "categories": lambda item, _: [path[-1].name for path in item.categories],
    "tags": lambda item, _: texts(item.tags),
    "toc": lambda item, _: [[entry.level, entry.text] for entry in item.toc] or None,
    "tables": lambda item, _: list(item.tables) or None,
    "image_caption": lambda item, _: item.lead_image.caption if item.lead_image else None,
    "prev_title": lambda item, _: title_of(item.previous),
    "next_title": lambda item, _: title_of(item.next),
    "related_titles": lambda item, _: [teaser.title for teaser in item.related] or None,
    "body_first_50_chars": lambda item, _: folded(item.body)[:50],
    "body_last_50_chars": lambda item, _: folded(item.body)[-50:],
    "body_paragraph_count": lambda item, _: sum(b.kind == "paragraph" for b in item.blocks),
    "popup_next_title": lambda item, name: popup_titles(item, name)[0],
    "popup_next_titles": popup_titles,
}
NOTES = {"notes"}


@pytest.mark.parametrize("name", WITH_TRUTH)
@pytest.mark.parametrize("key", SAYS)
def test_truth(name: str, key: str) -> None:
    truth = real_pages.truth(name)
    assert truth.keys() <= SAYS.keys() | NOTES
    if key not in truth:
        assert key in {"subtitle", "popup_next_title", "popup_next_titles"}
        return
    expected = unquote(truth[key]) if key == "url" else truth[key]
    assert SAYS[key](article(name), name) == expected


@pytest.mark.parametrize("name", [name for name in ARTICLES if name != SECOND_PAGE])
def test_every_article_is_complete(name: str) -> None:
    item = article(name)
    assert item.title
    assert item.published
    assert item.authors
    assert item.body or item.images
    assert "Tags:" not in item.body
    assert "ADVERTISEMENT" not in item.body


def test_the_empty_second_page_of_a_post_adds_nothing() -> None:
    item = article(SECOND_PAGE)
    assert (item.page_number, item.page_count, item.body) == (2, 2, "")


def test_the_first_page_leads_to_the_second() -> None:
    assert len(page("7seen-317-page1.html").continuation_urls) == 1


@pytest.mark.parametrize("name", OTHERS)
def test_no_listing_is_taken_for_an_article(name: str) -> None:
    with pytest.raises(PageError) as refusal:
        article(name)
    assert refusal.value.reason == ("not-found" if "404" in name else "listing")


@pytest.mark.parametrize(
    ("name", "count", "pages"),
    [
        ("7seen-LIST-author-page2.html", 12, 7),
        ("7seen-LIST-category-computers.html", 3, None),
        ("7seen-LIST-category-stories-page1.html", 16, 4),
        ("7seen-LIST-tag-backend.html", 1, None),
        ("duyanh-LIST-category-apple.html", 2, None),
        ("retrobowl-LIST-category-faq.html", 10, 4),
        ("retrobowl-LIST-category-faq-page2.html", 10, 4),
        ("pipi-LIST-home.html", 9, None),
    ],
)
def test_listing(name: str, count: int, pages: int | None) -> None:
    listing = ListingPage(real_pages.read(name), f"https://example.org/{name}").to_item()
    assert len(listing.teasers) == count
    assert listing.page_count == pages
    assert bool(listing.next_url) == (pages is not None)


def test_a_404_page_is_no_listing() -> None:
    with pytest.raises(PageError) as refusal:
        ListingPage(real_pages.read("retrobowl-404.html")).to_item()
    assert refusal.value.reason == "not-found"


CAPTURES = real_pages.pages("thekenyatimes-*.html")


@pytest.mark.parametrize(
    "field", ["title", "subtitle", "body", "tags", "categories", "tables", "blocks", "published"]
)
def test_two_captures_of_one_article_say_the_same(field: str) -> None:
    first, *others = [getattr(article(name), field) for name in CAPTURES]
    assert others
    for other in others:
        if isinstance(first, datetime):
            assert other == first
        else:
            assert _names(other) == _names(first)


def test_two_captures_name_the_same_authors() -> None:
    assert len({tuple(a.name for a in article(name).authors) for name in CAPTURES}) == 1


def _names(value: Any) -> Any:
    """Leave addresses out: a site's links change with its host and plugins, its words do not."""
    if isinstance(value, tuple):
        return [_names(each) for each in value]
    return getattr(value, "name", value)


ENTRIES = {
    "eztoc-coincierge-bitcoin.html": 4,
    "eztoc-errenskitchen_2.html": 11,
    "eztoc-impulse-eltern.html": 8,
    "eztoc-jetbrains-wasmtime.html": 8,
    "eztoc-mtb-news-tubeless.html": 11,
    "eztoc-popkultur-schauspieler.html": 25,
    "eztoc-recipegirl_1.html": 0,
}


@pytest.mark.parametrize("name", real_pages.pages("eztoc-*.html"))
def test_tables_of_contents_of_all_versions(name: str) -> None:
    item = article(name)
    assert len(item.toc) == ENTRIES[name]
    assert all(entry.text and entry.anchor and 1 <= entry.level <= 6 for entry in item.toc)
    assert "Toggle" not in [entry.text for entry in item.toc]
    found = {heading.anchor: heading.level for heading in item.headings}
    levels = [(entry.level, found[entry.anchor]) for entry in item.toc if entry.anchor in found]
    assert all(stated == real for stated, real in levels)
    assert len(levels) >= 0.9 * len(item.toc)
