"""Sitemaps as strings, and answers with them."""

from __future__ import annotations

from capitalcities_crawler.discovery import Answer

BASE = "https://example.org"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def ok(path: str, body: str | bytes) -> Answer:
    return Answer(BASE + path, BASE + path, 200, body.encode() if isinstance(body, str) else body)


def gone(path: str) -> Answer:
    return Answer(BASE + path, BASE + path, 404, problem="http-404")


def index(*paths: str) -> str:
    files = "".join(f"<sitemap><loc>{BASE}{path}</loc></sitemap>" for path in paths)
    return f'<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><sitemapindex {NS}>{files}</sitemapindex>'


def dated(**lastmods: str) -> str:
    urls = (f"<url><loc>{BASE}/{k}/</loc><lastmod>{v}</lastmod></url>" for k, v in lastmods.items())
    return f"<urlset {NS}>{''.join(urls)}</urlset>"


def news(*paths: str) -> str:
    day = "<news:news><news:publication_date>2025-11-04</news:publication_date></news:news>"
    urls = "".join(f"<url><loc>{BASE}{path}</loc>{day}</url>" for path in paths)
    return (
        f'<urlset {NS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{urls}</urlset>'
    )


def urlset(*paths: str) -> str:
    image = "<image:image><image:loc>https://cdn.net/a.jpg</image:loc></image:image>"
    urls = "".join(f"<url><loc>\n{BASE}{path}\n</loc>{image}</url>" for path in paths)
    return f'<urlset {NS} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{urls}</urlset>'
