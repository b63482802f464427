"""The REST API's content of a post in pages makes the article that its pages make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from capitalcities_crawler.archive.fingerprint import content_sha256
from capitalcities_crawler.items import Article
from capitalcities_crawler.pages import ArticlePage, join_pages, with_rendered
from fixtures.replica.pages.article import article_page, page_address
from fixtures.replica.pages.theme import Theme
from fixtures.replica.routes.rest_shapes import content_html
from fixtures.replica.world import World

if TYPE_CHECKING:
    from fixtures.replica.model import Post, Seo

BASE = "http://replica.test"
URL = "https://news.example.org/long/"


def html_pages(theme: Theme, post: Post) -> list[Article]:
    """Read the pages of a post."""
    numbers = range(1, len(theme.world.body_pages(post)) + 1)
    url = BASE + post.path
    return [
        ArticlePage(article_page(theme, post, number), page_address(url, number)).to_item()
        for number in numbers
    ]


@pytest.mark.parametrize("seo", ["yoast", "rankmath", "jnews", "none"])
def test_the_same_as_from_the_pages(seo: Seo) -> None:
    theme = Theme(World(400, seo=seo), BASE)
    posts = [post for post in theme.world.index.readable() if post.pages > 1]
    assert len(posts) > 3
    for post in posts:
        pages = html_pages(theme, post)
        joined = join_pages(pages)
        found = with_rendered(pages[0], content_html(theme, post), pages[0].url)
        assert found is not None
        assert found.to_record() == joined.to_record()
        assert (found.headings, found.tables) == (joined.headings, joined.tables)
        assert content_sha256(found) == content_sha256(joined)


FIRST = """<body class="single postid-7"><h1 class="entry-title">Long</h1><div class="entry-content">
<div id="ez-toc-container"><ul><li class="ez-toc-heading-level-2"><a href="#One">One</a></li>
<li class="ez-toc-heading-level-2"><a href="/long/2/#Two">Two</a></li>
<li class="ez-toc-heading-level-2"><a href="/long/2/#Two-2">Two</a></li></ul></div>
<h2><span class="ez-toc-section" id="One"></span>One</h2><p>The first page of this post.</p>
<div class="page-links"><span class="current">1</span> <a href="/long/2/">2</a></div></div></body>"""
HEAD = "<h2>One</h2>\n<p>The first page of this post.</p>\n"
REST = '<h2>Two</h2><p>More <a href="/x/">here</a>.</p><h3>Unlisted</h3><h2>Two</h2><p>End.</p>'


def first_page(html: str = FIRST) -> Article:
    return ArticlePage(html, URL).to_item()


def test_anchors_come_from_the_table_of_contents() -> None:
    whole = with_rendered(first_page(), f"{HEAD}<p><!--nextpage--></p>{REST}", URL)
    assert whole is not None
    assert [(h.text, h.anchor, h.in_toc) for h in whole.headings] == [
        ("One", "One", True),
        ("Two", "Two", True),
        ("Unlisted", None, False),
        ("Two", "Two-2", True),
    ]
    assert [link.url for link in whole.links] == ["https://news.example.org/x/"]


@pytest.mark.parametrize(
    "content",
    [
        f"{HEAD}\n\n<!--nextpage-->\n\n{REST}",
        f"<!--nextpage-->{HEAD}<p><!--nextpage--></p>{REST}",
        (
            "<h2>One</h2>\n<p>The first page of this post.<br />\n<!--nextpage--><br />\nText.</p>"
            "<h2>Two</h2>"
        ),
    ],
)
def test_marks_as_wordpress_prints_them(content: str) -> None:
    whole = with_rendered(first_page(), content, URL)
    assert whole is not None
    assert whole.body.startswith("One\n\nThe first page of this post.\n\nT")
    assert {block.kind for block in whole.blocks} == {"heading", "paragraph"}


@pytest.mark.parametrize(
    "content",
    [
        "",
        HEAD,
        f"{HEAD}<!--nextpage-->{REST}<!--nextpage--><p>A third page.</p>",
        f"<p>Edited since.</p>{HEAD}<!--nextpage-->{REST}",
        f"{HEAD}<!--nextpage--><h2>Not listed</h2><p>Whose anchor is not known.</p>",
    ],
    ids=["empty", "one-part", "three-parts", "another-text", "headings-not-listed"],
)
def test_content_that_is_not_surely_the_post_is_refused(content: str) -> None:
    assert with_rendered(first_page(), content, URL) is None
