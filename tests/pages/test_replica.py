"""Every page of the replica gives the record that the replica knows to be true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from capitalcities_crawler.pages import ArticlePage, join_pages
from capitalcities_crawler.sites import get_site
from fixtures.replica.pages.article import article_page, page_address
from fixtures.replica.pages.theme import Theme
from fixtures.replica.truth import comparable
from fixtures.replica.world import World

if TYPE_CHECKING:
    from fixtures.replica.model import Seo

BASE = "http://replica.test"


@pytest.mark.parametrize("seo", ["yoast", "rankmath", "jnews", "none"])
def test_every_record_is_true(seo: Seo) -> None:
    world, site = World(300, seo=seo), get_site("capitalcities")
    theme = Theme(world, BASE)
    for url, wanted in world.truth(BASE).items():
        post = world.posts[wanted["post_id"]]
        parts = [
            ArticlePage(
                article_page(theme, post, number), page_address(url, number), site
            ).to_item()
            for number in range(1, len(world.body_pages(post)) + 1)
        ]
        assert comparable(join_pages(parts).to_record(), wanted) == wanted
