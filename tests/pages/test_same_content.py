"""Only an edit makes another content: no plugin, theme update or second look does."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from w3lib.encoding import html_to_unicode

from capitalcities_crawler.archive.fingerprint import version_of
from capitalcities_crawler.pages import ArticlePage
from fixtures.replica.pages.article import article_page
from fixtures.replica.pages.theme import Theme
from fixtures.replica.routes.rest_shapes import content_html
from fixtures.replica.world import World
from pipelines.clean import clean_article
from tests.pages import real_pages
from tests.pages.variants import INSERTIONS, REWRITES, inserted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fixtures.replica.model import Post, Seo

BASE = "http://replica.test"
TITLE = "The “Plan” – and After"
TAGS = ("Economy", "Health", "Water")
TEXT = """The minister’s “plan” – all of it… – is late \N{SMILING FACE WITH SUNGLASSES}, says the nation.

Write to desk@capitalcities.example and wait.

## What of the \N{SMILING FACE WITH SUNGLASSES} Rest

- First: one of two
- Second: salt and water

| Year | Result |
| 1999 | “Good” \N{SMILING FACE WITH SUNGLASSES} |

The last word of the station is a quote.
"""


def fingerprints(page: str | bytes, url: str = f"{BASE}/x/") -> Mapping[str, str]:
    return version_of(clean_article(ArticlePage(page, url).to_item())).fingerprints


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    return [name for name in before if before[name] != after[name]]


@cache
def theme(seo: Seo = "yoast") -> Theme:
    world = World(60, seo=seo)
    world.add_post(TITLE, body=TEXT, tags=TAGS)
    return Theme(world, BASE)


def single(theme: Theme) -> list[Post]:
    return [post for post in theme.world.index.readable() if post.pages == 1]


@cache
def pages() -> list[tuple[str, Mapping[str, str]]]:
    """Give pages of the replica, the written one first, with their fingerprints."""
    drawn = [article_page(theme(), post) for post in single(theme())[:4]]
    return [(page, fingerprints(page)) for page in drawn]


@pytest.mark.parametrize("seo", ["rankmath", "jnews", "none"])
def test_another_seo_plugin(seo: Seo) -> None:
    other = theme(seo)
    for post, twin in zip(single(theme()), single(other), strict=True):
        before = fingerprints(article_page(theme(), post))
        assert changed(before, fingerprints(article_page(other, twin))) == [], post.path


def test_a_second_look() -> None:
    """Between two renderings, counters, inline related posts and ads change."""
    drawer = theme()
    for post in single(drawer):
        drawn = [article_page(drawer, post) for _ in range(3)]
        assert len(set(drawn)) == len(drawn)
        looks = [fingerprints(page) for page in drawn]
        assert all(changed(looks[0], look) == [] for look in looks), post.path


@pytest.mark.parametrize("name", INSERTIONS)
def test_something_put_between_paragraphs(name: str) -> None:
    for page, before in pages():
        for place in (0, 0.5, 1):
            after = inserted(page, INSERTIONS[name], place, root="content-inner")
            assert changed(before, fingerprints(after)) == []


PLAIN = """<!DOCTYPE html><title>{0}</title><body class="single postid-7"><article><h1>{0}</h1>
<div class="entry-content">{1}</div></article></body>"""


@pytest.mark.parametrize("name", INSERTIONS)
def test_something_put_between_paragraphs_in_an_unknown_theme(name: str) -> None:
    for post in single(theme())[:3]:
        page = PLAIN.format("A Title of Its Own", content_html(theme(), post))
        after = inserted(page, INSERTIONS[name], 0.5, root="entry-content")
        assert changed(fingerprints(page), fingerprints(after)) == []


@pytest.mark.parametrize("name", REWRITES)
def test_the_same_in_other_markup(name: str) -> None:
    rewritten = [(REWRITES[name](page), page, before) for page, before in pages()]
    assert any(after != page for after, page, _ in rewritten), "the variant changes no page"
    for after, _, before in rewritten:
        assert changed(before, fingerprints(after)) == []


EDITS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a title": ({"title": "The “Plan” – and Before"}, ["title"]),
    "a word": ({"body": TEXT.replace("wait.", "hurry.")}, ["body"]),
    "an address": ({"body": TEXT.replace("desk@", "news@")}, ["body"]),
    "a heading": ({"body": TEXT.replace(" Rest", " Others")}, ["body"]),
    "an item more": ({"body": TEXT.replace("- Second", "- Also\n- Second")}, ["body"]),
    "a cell": ({"body": TEXT.replace("1999", "1998")}, ["tables"]),
    "a row more": ({"body": TEXT.replace("| 1999", "| 1998 | Bad |\n| 1999")}, ["tables"]),
    "a tag more": ({"tags": ("Economy", "Health", "Water", "Energy")}, ["tags"]),
    "a tag less": ({"tags": ("Economy", "Health")}, ["tags"]),
    "nothing": ({"tags": ("Water", "Economy", "Health"), "body": TEXT}, []),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_names_its_field(name: str) -> None:
    changes, fields = EDITS[name]
    world = World(8)
    drawer = Theme(world, BASE)
    post = world.add_post(TITLE, body=TEXT, tags=TAGS)
    before = fingerprints(article_page(drawer, post))
    edited = world.edit(post.id, **changes)
    assert changed(before, fingerprints(article_page(drawer, edited))) == fields


def test_another_author_or_place() -> None:
    drawer = theme()
    post = single(drawer)[0]
    before = fingerprints(article_page(drawer, post))
    author = next(a for a in drawer.world.authors if a not in post.authors)
    by_another = replace(post, authors=(author,))
    assert changed(before, fingerprints(article_page(drawer, by_another))) == ["authors"]
    elsewhere = replace(post, categories=(post.category,))
    assert changed(before, fingerprints(article_page(drawer, elsewhere))) == ["categories"]


CAPTURES = (
    "thekenyatimes-kisumu-traders.CAPTURE-2022-09-29.html",
    "thekenyatimes-kisumu-traders.CAPTURE-2023-12-13.html",
)


@real_pages.needed
def test_two_real_captures_of_one_article() -> None:
    """Between them the site changed its SEO plugin, its permalinks' base and its ads."""
    earlier, later = (fingerprints(real_pages.read(name)) for name in CAPTURES)
    assert changed(earlier, later) == []


@real_pages.needed
@pytest.mark.parametrize("name", real_pages.pages("*.truth.json"))
def test_real_pages_by_another_theme_or_plugin(name: str) -> None:
    saved = real_pages.read(name.replace(".truth.json", ".html"))
    page = html_to_unicode("text/html", saved)[1]
    before = fingerprints(page)
    for rewrite, change in REWRITES.items():
        assert changed(before, fingerprints(change(page))) == [], rewrite
    for insertion, fragment in INSERTIONS.items():
        after = inserted(page, fragment, 0.5, root="content-inner")
        assert changed(before, fingerprints(after)) == [], insertion
