"""The route through sitemaps, played with strings."""

from __future__ import annotations

import doctest
import gzip
from datetime import UTC, datetime

import pytest

from capitalcities_crawler.discovery import Answer, Found, RouteClosedError, SitemapRoute, sitemap
from capitalcities_crawler.discovery.sitemap import post_sitemaps
from capitalcities_crawler.discovery.sitemap_file import read_sitemap
from capitalcities_crawler.items import AdvertisedCount

BASE = "https://example.org"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def ok(path: str, body: str | bytes) -> Answer:
    return Answer(BASE + path, BASE + path, 200, body.encode() if isinstance(body, str) else body)


def gone(path: str) -> Answer:
    return Answer(BASE + path, BASE + path, 404, problem="http-404")


def index(*paths: str) -> str:
    files = "".join(f"<sitemap><loc>{BASE}{path}</loc></sitemap>" for path in paths)
    return f'<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><sitemapindex {NS}>{files}</sitemapindex>'


def urlset(*paths: str) -> str:
    image = "<image:image><image:loc>https://cdn.net/a.jpg</image:loc></image:image>"
    urls = "".join(f"<url><loc>\n{BASE}{path}\n</loc>{image}</url>" for path in paths)
    return f'<urlset {NS} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{urls}</urlset>'


def test_examples_in_the_docstrings() -> None:
    assert doctest.testmod(sitemap).failed == 0


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
    with pytest.raises(RouteClosedError, match="no sitemap"):
        route.read(gone("/sitemap.xml"))


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


def test_foreign_addresses_are_left_out() -> None:
    route = SitemapRoute(BASE)
    robots = f"Sitemap: https://cdn.net/sitemap.xml\nSITEMAP:{BASE}/sitemap.xml"
    assert route.read(ok("/robots.txt", robots)).follow == (f"{BASE}/sitemap.xml",)
    body = urlset("/a/").replace(f"{BASE}/a/", "https://elsewhere.net/a/")
    route.read(ok("/sitemap.xml", body))
    route.read(ok("/wp-sitemap.xml", body))
    with pytest.raises(RouteClosedError):
        route.read(ok("/sitemap_index.xml", body))


@pytest.mark.parametrize(
    ("files", "chosen"),
    [
        (["/wp-sitemap-posts-post-1.xml", "/wp-sitemap-users-1.xml"], [0]),
        (["/wp-sitemap-taxonomies-post_tag-1.xml", "/wp-sitemap-posts-post-2.xml"], [1]),
        (["/post-sitemap.xml", "/category-sitemap.xml", "/author-sitemap.xml"], [0]),
        (["/post_format-sitemap.xml", "/post-sitemap12.xml"], [1]),
        (["/sitemap-pt-post-2025-06.xml", "/sitemap-pt-page-2025-06.xml"], [0]),
        (["/sitemap-1.xml", "/image-sitemap-1.xml", "/news-sitemap.xml"], [0]),
        (["/story-sitemap.xml", "/page-sitemap.xml"], [0]),
    ],
)
def test_the_files_of_posts_are_chosen(files: list[str], chosen: list[int]) -> None:
    assert post_sitemaps(files) == [files[position] for position in chosen]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x1f\x8bbroken",
        b"<html></html>",
        b"{}",
        b"<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>",
    ],
)
def test_what_is_no_sitemap(body: bytes) -> None:
    assert read_sitemap(body) == ("", ())


def test_entities_are_not_resolved() -> None:
    body = (
        b"<!DOCTYPE urlset [<!ENTITY secret SYSTEM 'file:///etc/hostname'>]>"
        b"<urlset><url><loc>https://example.org/&secret;</loc></url></urlset>"
    )
    kind, entries = read_sitemap(body)
    assert kind == "urlset"
    assert [entry.url for entry in entries] == ["https://example.org/"]


def test_a_bomb_is_cut_off() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * (80 * 1024 * 1024))
    assert read_sitemap(bomb) == ("urlset", ())


def timed(path: str, lastmod: str) -> str:
    return f"<urlset {NS}><url><loc>{BASE}{path}</loc><lastmod>{lastmod}</lastmod></url></urlset>"


@pytest.mark.parametrize(
    ("lastmod", "moment"),
    [
        ("2025-11-04T10:00:00+00:00", datetime(2025, 11, 4, 10, tzinfo=UTC)),
        ("2025-11-04T12:00:00+02:00", datetime(2025, 11, 4, 10, tzinfo=UTC)),
        (" 2025-11-04T10:00:00Z ", datetime(2025, 11, 4, 10, tzinfo=UTC)),
        ("2025-11-04", None),  # an edit on the same day would not show
        ("2025-11-04T10:00:00", None),
        ("yesterday", None),
    ],
)
def test_the_time_of_the_last_change(lastmod: str, moment: datetime | None) -> None:
    route = SitemapRoute(BASE)
    route.read(ok("/robots.txt", f"Sitemap: {BASE}/sitemap.xml"))
    (found,) = route.read(ok("/sitemap.xml", timed("/2025/11/04/a/", lastmod))).articles
    assert found.modified_at == moment
    assert route.shows_edits == (moment is not None)


def test_one_article_without_a_time_hides_edits() -> None:
    route = SitemapRoute(BASE)
    route.read(ok("/robots.txt", f"Sitemap: {BASE}/post-1.xml\nSitemap: {BASE}/post-2.xml"))
    route.read(ok("/post-1.xml", timed("/2025/11/04/a/", "2025-11-04T10:00:00Z")))
    assert route.shows_edits
    route.read(ok("/post-2.xml", urlset("/2025/11/05/b/")))
    assert not route.shows_edits
