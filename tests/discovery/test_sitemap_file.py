"""Single sitemap files: what they hold, and what their names tell."""

from __future__ import annotations

import doctest
import gzip
from datetime import UTC, datetime

import pytest

from capitalcities_crawler.discovery import (
    Found,
    SitemapRoute,
    sitemap_names,
)
from capitalcities_crawler.discovery.sitemap_file import read_sitemap
from capitalcities_crawler.discovery.sitemap_names import post_sitemaps
from tests.discovery.sitemaps import BASE, dated, ok


def test_examples_in_the_docstrings() -> None:
    assert doctest.testmod(sitemap_names).failed == 0


@pytest.mark.parametrize(
    ("lastmod", "modified_at"),
    [
        ("2025-11-04T10:00:00+00:00", datetime(2025, 11, 4, 10, tzinfo=UTC)),
        (" 2025-11-04T10:00:00Z ", datetime(2025, 11, 4, 10, tzinfo=UTC)),
        ("2025-11-04T10:00:00-05:00", datetime(2025, 11, 4, 15, tzinfo=UTC)),
        ("2025-11-04T10:00+03:00", datetime(2025, 11, 4, 7, tzinfo=UTC)),
        ("2025-11-04", None),  # an edit on the same day would not show
        ("2025-11-04T10:00:00", None),
        ("0001-01-01T00:00:00+03:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_when_modified(lastmod: str, modified_at: datetime | None) -> None:
    route = SitemapRoute(BASE)
    route.read(ok("/robots.txt", f"Sitemap: {BASE}/sitemap.xml"))
    step = route.read(ok("/sitemap.xml", dated(a=lastmod)))
    assert step.articles == (Found(f"{BASE}/a/", modified_at=modified_at),)
    assert route.shows_edits is (modified_at is not None)
    assert route.is_complete


def test_a_site_below_a_folder_named_like_a_file() -> None:
    base = f"{BASE}/news"
    files = [f"{base}/post-sitemap.xml", f"{base}/page-sitemap.xml"]
    assert post_sitemaps(files, base) == files[:1]


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
