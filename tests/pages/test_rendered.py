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
