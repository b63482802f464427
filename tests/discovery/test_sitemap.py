"""The route through sitemaps, played with strings and with the replica."""

from __future__ import annotations

import gzip

import pytest

from capitalcities_crawler.discovery import (
    Found,
    RouteClosedError,
    SitemapRoute,
)
from capitalcities_crawler.items import AdvertisedCount
from fixtures.replica import World
from fixtures.replica.model import Seo
from tests.discovery import replica
from tests.discovery.replica import Replica
from tests.discovery.sitemaps import BASE, dated, gone, index, news, ok, urlset


def test_walk_from_robots_txt_to_the_posts() -> None:
    route = SitemapRoute(BASE)
    assert route.start_urls() == (f"{BASE}/robots.txt",)

    step = route.read(ok("/robots.txt", f"User-agent: *\nSitemap: {BASE}/sitemap_index.xml\n"))
    assert step.follow == (f"{BASE}/sitemap_index.xml",)

    files = (
        "/post-sitemap.xml",
        "/post-sitemap2.xml",
        "/page-sitemap.xml",
        "/post_tag-sitemap.xml",
    )
    step = route.read(ok("/sitemap_index.xml", index(*files)))
    assert step.follow == (f"{BASE}/post-sitemap.xml", f"{BASE}/post-sitemap2.xml")

    step = route.read(ok("/post-sitemap.xml", urlset("/", "/2025/06/01/a/", "/category/x/")))
    assert step.articles == (Found(f"{BASE}/2025/06/01/a/"),)
    assert step.counts == ()

    step = route.read(ok("/post-sitemap2.xml", urlset("/2025/06/02/b/")))
    assert step.counts == (AdvertisedCount(kind="total", key="posts", count=2, source="sitemap"),)


def test_usual_addresses_are_tried_when_robots_txt_names_none() -> None:
    route = SitemapRoute(BASE)
    assert route.read(gone("/robots.txt")).follow == (f"{BASE}/wp-sitemap.xml",)
    assert route.read(gone("/wp-sitemap.xml")).follow == (f"{BASE}/sitemap_index.xml",)
    assert route.read(gone("/sitemap_index.xml")).follow == (f"{BASE}/sitemap.xml",)
    step = route.read(ok("/sitemap.xml", gzip.compress(urlset("/a-post/").encode())))
    assert step.articles == (Found(f"{BASE}/a-post/"),)


def test_closed_when_nothing_is_left_to_try() -> None:
    route = SitemapRoute(BASE)
    route.read(gone("/robots.txt"))
    route.read(gone("/wp-sitemap.xml"))
    route.read(ok("/sitemap_index.xml", "<html><body>Not a sitemap</body></html>"))
    route.read(gone("/sitemap.xml"))
    with pytest.raises(RouteClosedError, match=r"index\.xml: no sitemap; /sitemap\.xml: h"):
        route.read(gone("/?sitemap=index"))


def test_an_index_whose_files_are_all_closed_leads_to_the_next_entrance() -> None:
    route = SitemapRoute(BASE)
    route.read(ok("/robots.txt", f"Sitemap: {BASE}/wp-sitemap.xml"))
    route.read(ok("/wp-sitemap.xml", index("/wp-sitemap-posts-post-1.xml")))
    step = route.read(gone("/wp-sitemap-posts-post-1.xml"))
    assert step.follow == (f"{BASE}/sitemap_index.xml",)


def test_a_lost_file_is_told_and_no_total_given() -> None:
    route = SitemapRoute(BASE)
    route.read(gone("/robots.txt"))
    route.read(ok("/wp-sitemap.xml", index("/post-sitemap1.xml", "/post-sitemap2.xml")))
    assert not route.read(ok("/post-sitemap1.xml", urlset("/a/"))).lost
    step = route.read(gone("/post-sitemap2.xml"))
    assert step.lost
    assert step.counts == ()


def test_an_empty_file_in_the_middle_is_lost() -> None:
    route = SitemapRoute(BASE)
    route.read(ok("/robots.txt", f"Sitemap: {BASE}/wp-sitemap.xml"))
    route.read(ok("/wp-sitemap.xml", index("/post-sitemap1.xml", "/post-sitemap2.xml")))
    assert route.read(ok("/post-sitemap1.xml", urlset())).lost
    route.read(ok("/post-sitemap2.xml", urlset("/a/")))
    assert not route.is_complete


def test_aioseo() -> None:
    route = SitemapRoute(BASE)
    route.read(ok("/robots.txt", f"Sitemap: {BASE}/sitemap.xml"))
    files = ("/post-sitemap.xml", "/post-sitemap2.xml", "/page-sitemap.xml", "/addl-sitemap.xml")
    assert route.read(ok("/sitemap.xml", index(*files))).follow == tuple(
        BASE + path for path in files[:2]
    )


def test_an_index_within_an_index_packed_and_of_another_host_variant() -> None:
    route = SitemapRoute(BASE)
    inner = index("/post-sitemap1.xml.gz").replace("https://", "http://www.")
    follow = route.read(ok("/robots.txt", "Sitemap: /sitemap.xml.gz")).follow
    assert follow == (f"{BASE}/sitemap.xml.gz",)
    outer = index("/sitemap-posts.xml").replace("https://", "http://")
    follow = route.read(ok("/sitemap.xml.gz", gzip.compress(outer.encode()))).follow
    assert follow == (f"{BASE}/sitemap-posts.xml",)
    follow = route.read(ok("/sitemap-posts.xml", inner)).follow
    assert follow == (f"{BASE}/post-sitemap1.xml.gz",)
    step = route.read(ok("/post-sitemap1.xml.gz", gzip.compress(urlset("/a/").encode())))
    assert len(step.articles) == 1
    assert route.is_complete


def test_an_index_that_names_itself_ends() -> None:
    route = SitemapRoute(BASE)
    route.read(ok("/robots.txt", f"Sitemap: {BASE}/sitemap.xml"))
    follow = route.read(ok("/sitemap.xml", index("/sitemap.xml", "/post-sitemap.xml"))).follow
    assert follow == (f"{BASE}/post-sitemap.xml",)


def test_news_are_an_addition_and_never_the_whole() -> None:
    route = SitemapRoute(BASE)
    robots = f"Sitemap: {BASE}/news-sitemap.xml\nSitemap: {BASE}/sitemap_index.xml"
    follow = route.read(ok("/robots.txt", robots)).follow
    assert follow == (f"{BASE}/sitemap_index.xml", f"{BASE}/news-sitemap.xml")
    route.read(ok("/sitemap_index.xml", index("/post-sitemap.xml", "/news-sitemap.xml")))
    route.read(ok("/post-sitemap.xml", dated(a="2025-11-04T10:00:00Z")))
    step = route.read(ok("/news-sitemap.xml", news("/a/", "/b/")))
    assert [each.url for each in step.articles] == [f"{BASE}/a/", f"{BASE}/b/"]
    assert [count.count for count in step.counts] == [1]
    assert route.shows_edits


def test_with_news_alone_the_search_goes_on() -> None:
    route = SitemapRoute(BASE)
    route.read(ok("/robots.txt", f"Sitemap: {BASE}/latest.xml"))
    step = route.read(ok("/latest.xml", news("/b/")))
    assert len(step.articles) == 1
    assert step.follow == (f"{BASE}/wp-sitemap.xml",)


def test_a_site_without_rewrite_rules() -> None:
    route = SitemapRoute(BASE)
    route.read(ok("/robots.txt", f"Sitemap: {BASE}/?sitemap=index"))
    kinds = ("posts&amp;sitemap-subtype=post", "posts&amp;sitemap-subtype=page", "users")
    files = index(*(f"/?sitemap={kind}&amp;paged=1" for kind in kinds))
    follow = route.read(ok("/?sitemap=index", files)).follow
    assert follow == (f"{BASE}/?sitemap=posts&sitemap-subtype=post&paged=1",)
    assert route.read(ok(follow[0].removeprefix(BASE), urlset("/?p=7"))).articles


def test_a_broken_address_costs_no_other() -> None:
    route = SitemapRoute(BASE)
    route.read(ok("/robots.txt", f"Sitemap: http://[\nSitemap: {BASE}/sitemap.xml"))
    body = urlset("/a/", "/b/").replace(f"{BASE}/a/", "https://[example.org/a/")
    assert route.read(ok("/sitemap.xml", body)).articles == (Found(f"{BASE}/b/"),)


@pytest.mark.parametrize("seo", ["none", "jnews", "yoast", "rankmath"])
def test_the_replica(seo: Seo) -> None:
    site = Replica(World(450, seo=seo))
    route = SitemapRoute(replica.BASE)
    found = {each.url: each for each in site.walk(route)}
    world = site.world
    listed = world.index.public if seo in {"none", "jnews"} else tuple(world.index.readable())
    assert set(found) == {replica.BASE + post.path for post in listed}
    assert route.is_complete
    assert route.shows_edits is (seo != "none")
    for post in listed if seo != "none" else ():
        assert found[replica.BASE + post.path].modified_at == post.modified_utc


def test_foreign_addresses_are_left_out() -> None:
    route = SitemapRoute(BASE)
    robots = f"Sitemap: https://cdn.net/sitemap.xml\nSITEMAP:{BASE}/sitemap.xml"
    assert route.read(ok("/robots.txt", robots)).follow == (f"{BASE}/sitemap.xml",)
    body = urlset("/a/").replace(f"{BASE}/a/", "https://elsewhere.net/a/")
    route.read(ok("/sitemap.xml", body))
    route.read(ok("/wp-sitemap.xml", body))
    route.read(ok("/sitemap_index.xml", body))
    with pytest.raises(RouteClosedError):
        route.read(gone("/?sitemap=index"))


def test_one_article_without_a_time_hides_edits() -> None:
    route = SitemapRoute(BASE)
    route.read(ok("/robots.txt", f"Sitemap: {BASE}/post-1.xml\nSitemap: {BASE}/post-2.xml"))
    route.read(ok("/post-1.xml", dated(a="2025-11-04T10:00:00Z")))
    assert route.shows_edits
    route.read(ok("/post-2.xml", urlset("/2025/11/05/b/")))
    assert not route.shows_edits
