"""Which article a page is: its address on its own site, and WordPress's number of the post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from capitalcities_crawler.items import Source
from capitalcities_crawler.pages.candidate import Candidate
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.head import Head
from capitalcities_crawler.urls import Kind, canonical_url, parse_address, same_site

_REST_ID = re.compile(r"/wp/v2/posts/(\d+)(?:$|[/?&])|[?&]rest_route=/wp/v2/posts/(\d+)")
_SHORT_ID = re.compile(r"[?&]p=(\d+)$")
_BODY_ID = re.compile(r"postid-(\d+)")
_ELEMENT_ID = re.compile(r"post-(\d+)")


def page_url(document: Document, head: Head) -> str:
    """Give the article's canonical address; it never leaves the host of ``document.url``.

    Mirrors and moved sites print wrong canonical links, so one that agrees with the address the
    page came from wins; without such an address the first absolute one is believed.
    """
    own = canonical_url(document.url) if document.url else ""
    claimed = [url for url in _claimed(document, head) if not own or same_site(url, own)]
    if own in claimed or not claimed:
        return own
    return claimed[0]


def _claimed(document: Document, head: Head) -> Iterator[str]:
    for value in (head.link("canonical"), head.meta("og:url")):
        url = urljoin(document.url, value) if value else ""
        if urlsplit(url).netloc and parse_address(url).kind is Kind.ARTICLE:
            yield canonical_url(url)


def post_id(document: Document, head: Head) -> Iterator[Candidate[int]]:
    """Give what the REST link, the short link and the post's classes say of its number."""
    for href in head.links("alternate"):
        if match := _REST_ID.search(href):
            yield Candidate(int(match[1] or match[2]), Source.REST)
    if match := _SHORT_ID.search(head.link("shortlink") or ""):
        yield Candidate(int(match[1]), Source.META)
    for name in document.body_classes:
        if match := _BODY_ID.fullmatch(name):
            yield Candidate(int(match[1]), Source.MARKUP)
    numbers = {match[1] for element in document.by_class("post") if (match := _element_id(element))}
    if len(numbers) == 1:  # a page of one post; themes of before 2008 number nothing else
        yield Candidate(int(numbers.pop()), Source.MARKUP)


def _element_id(element: HtmlElement) -> re.Match[str] | None:
    return _ELEMENT_ID.fullmatch(element.get("id") or "")
