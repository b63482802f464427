"""The articles before and after a page's own."""

from __future__ import annotations

import pytest

from capitalcities_crawler.pages import ArticlePage, PageError
from capitalcities_crawler.pages.neighbours import Neighbours, read_neighbours
from fixtures.replica import World
from fixtures.replica.exchange import Request
from fixtures.replica.site import Site

BASE = "https://example.org"
OLD, NEW = f"{BASE}/2025/06/01/old/", f"{BASE}/2025/06/03/new/"
TITLE = '<h1 class="jeg_post_title">Title</h1><div class="content-inner"><p>Text</p></div>'


def page(markup: str) -> Neighbours:
    body = f'<html><body class="single-post postid-7">{markup}</body></html>'
    return read_neighbours(body, f"{BASE}/2025/06/02/a/")


@pytest.mark.parametrize(
    "block",
    [
        f"""{TITLE}<div class="jnews_prev_next_container"><div class="jeg_prevnext_post">
        <a href="{OLD}" class="post prev-post"><span class="caption">Previous Post</span><h3>Old</h3></a>
        <a href="{NEW}" class="post next-post"><span class="caption">Next Post</span><h3>New</h3></a>
        </div></div>""",
        f"""{TITLE}<div class="jeg_post_nav"><div class="prev"><a href="{OLD}">Old</a></div>
        <div class="next"><a href="{NEW}">New</a></div></div>""",
        f"""{TITLE}<div class="jeg_post_nav"><a class="jeg_prev" href="{OLD}">Old</a>
        <a class="jeg_next" href="{NEW}">New</a></div>""",
        """<h1>Title</h1><nav class="navigation post-navigation"><div class="nav-links">
        <div class="nav-previous"><a href="/2025/06/01/old/" rel="prev">Old</a></div>
        <div class="nav-next"><a href="/2025/06/03/new/" rel="next">New</a></div></div></nav>""",
        f"""<h1>Title</h1><div class="post-navigation-link-previous"><a href="{OLD}">Old</a></div>
        <div class="post-navigation-link-next"><a href="{NEW}">New</a></div>""",
    ],
    ids=["jnews", "template 9", "template 9, on the links", "core", "blocks"],
)
def test_blocks_of_neighbours(block: str) -> None:
    assert page(block) == Neighbours(OLD, NEW)


def test_the_address_kept_for_scrolling() -> None:
    splitter = f'<div class="jnews-autoload-splitter" data-url="{BASE}/a/" data-prev="{OLD}"></div>'
    assert page(TITLE + splitter) == Neighbours(previous=OLD)


def test_the_pop_up_is_a_hint_alone() -> None:
    popup = f"""<section class="jeg_popup_post"><div class="jeg_popup_content">
    <h3 class="post-title"><a href="{NEW}">New</a></h3></div></section>"""
    assert page(TITLE + popup) == Neighbours(popup_next=(NEW,))


def test_older_comments_are_no_older_article() -> None:
    comments = f"""<h1>Title</h1><nav class="comment-navigation">
    <div class="nav-previous"><a href="{BASE}/2025/06/02/a/comment-page-1/#comments">Older</a></div>
    </nav>"""
    assert not page(comments)


def test_every_page_of_the_replica_shows_its_neighbours_protected_ones_too() -> None:
    world = World(40)
    site, base = Site(world, BASE), BASE
    for post in world.index.public:
        html = site.answer(Request("GET", post.path)).body
        older, newer = world.index.previous(post), world.index.next(post)
        found = read_neighbours(html, base + post.path)
        assert found.previous == (base + older.path if older else None)
        assert found.next == (base + newer.path if newer else None)
    protected = next(each for each in world.index.public if each.protected)
    with pytest.raises(PageError, match="password"):
        ArticlePage(site.answer(Request("GET", protected.path)).body, base).to_item()
