"""What sitemap files hold, as far as their names tell: posts, the latest news, or other things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit, urlunsplit

_OTHERS = frozenset(
    [
        "tag",
        "tags",
        "category",
        "categories",
        "taxonomies",
        "taxonomy",
        "format",
        "author",
        "authors",
        "users",
        "page",
        "pages",
        "attachment",
        "image",
        "images",
        "video",
        "videos",
        "news",
        "product",
        "products",
    ]
)


def post_sitemaps(files: Sequence[str], base_url: str = "") -> list[str]:
    """Choose the files of an index that list posts; those below ``base_url`` are named from there.

    >>> post_sitemaps(["/wp-sitemap-posts-post-1.xml", "/wp-sitemap-posts-page-1.xml"])
    ['/wp-sitemap-posts-post-1.xml']
    >>> post_sitemaps(["/post_tag-sitemap.xml", "/sitemap-1.xml"])
    ['/sitemap-1.xml']
    """
    possible = possible_sitemaps(files, base_url)
    return [url for url in possible if "post" in _words(url, base_url)] or possible


def possible_sitemaps(files: Sequence[str], base_url: str = "") -> list[str]:
    """Leave out the files that plainly list something else than posts."""
    return [url for url in dict.fromkeys(files) if not _words(url, base_url) & _OTHERS]


def news_sitemaps(files: Sequence[str], base_url: str = "") -> list[str]:
    """Choose the files for Google News, which list the posts of the last two days.

    >>> news_sitemaps(["https://a.org/news/post-sitemap.xml"], "https://a.org/news")
    []
    """
    return [url for url in dict.fromkeys(files) if "news" in _words(url, base_url)]


def at_base(url: str, base_url: str) -> str:
    """Give an address of the site with the scheme and host of its root, whichever variant it names.

    >>> at_base("http://www.example.org/post-sitemap.xml", "https://example.org")
    'https://example.org/post-sitemap.xml'
    """
    root = urlsplit(base_url)
    return urlunsplit(urlsplit(url)._replace(scheme=root.scheme, netloc=root.netloc, fragment=""))


def _words(url: str, base_url: str) -> set[str]:
    """Give the words of a file's name; without rewrite rules that is in the query."""
    parts = urlsplit(url)
    name = parts.path.removeprefix(urlsplit(base_url).path.rstrip("/"))
    values = (value for _, value in parse_qsl(parts.query))
    return set(re.split(r"[^a-z]+", " ".join((name, *values)).lower()))
