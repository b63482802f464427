"""What a recorded answer is to the spiders: whether an article's, and the response that it was."""

from __future__ import annotations

from glob import glob
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Headers, HtmlResponse, Response
from scrapy.responsetypes import responsetypes

from capitalcities_crawler.middlewares.recording import RECORDED, Recorded
from capitalcities_crawler.spiders.arguments import SpiderArgumentError
from capitalcities_crawler.urls import Kind, parse_address, path_and_query
from capitalcities_crawler.warc.answers import RecordedAnswer


def find_files(pattern: str) -> list[Path]:
    """Give the files that a path or a pattern names.

    Raises:
        SpiderArgumentError: there is none.
    """
    files = [Path(name) for name in sorted(glob(pattern, recursive=True))]  # noqa: PTH207 - any root
    files = [file for file in files if file.is_file()]
    if not files:
        raise SpiderArgumentError(f"path={pattern!r} names no file")
    return files


def may_be_article(url: str, canonical: str) -> bool:
    """Whether an address that nothing has led to is one that a spider would ask for.

    Not a file's (``robots.txt``, a picture), and not another form of an article, such as its AMP page.

    >>> may_be_article("https://a.org/logo.png", "https://a.org/logo.png")
    False
    >>> may_be_article("https://a.org/a/amp/", "https://a.org/a/")
    False
    >>> may_be_article("http://www.a.org/v1.5/", "https://a.org/v1.5/")
    True
    """
    ending = PurePosixPath(urlsplit(url).path).suffix if not url.endswith("/") else ""
    if ending not in {"", ".html", ".htm", ".php"}:
        return False
    same = path_and_query(url).lower() == path_and_query(canonical).lower()
    return same and parse_address(canonical).kind is Kind.ARTICLE


def is_wordpress_page(response: Response) -> bool:
    """Whether a page is an undated one ("About us"), which no listing of articles names.

    By the classes that WordPress gives to ``body`` (``get_body_class`` in ``post-template.php``).
    """
    if not isinstance(response, HtmlResponse):
        return False
    classes = response.xpath("//body/@class").get("").split()
    return "page" in classes and any(name.startswith("page-id-") for name in classes)


def as_response(found: RecordedAnswer) -> Response:
    """Give a recorded answer as Scrapy would have given it, with its place and time."""
    headers = Headers()
    for name, value in found.answer.headers:
        headers.appendlist(name, value)
    recorded = Recorded(found.at, found.place, found.digest)
    request = Request(found.url, meta={RECORDED: recorded}, dont_filter=True)
    body = found.answer.body
    kind = responsetypes.from_args(headers=headers, url=found.url, body=body)
    return kind(found.url, found.answer.status, headers, body, request=request)
