"""What the site's feed says of all its posts."""

from __future__ import annotations

from capitalcities_crawler.discovery import Answer
from capitalcities_crawler.discovery.feed import feed_urls
from capitalcities_crawler.spiders.feed_state import FeedState

_FEED = b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>'
_HEADERS = {"etag": '"1"', "last-modified": "Mon, 05 Jan 2026 10:00:00 GMT"}
_URL = "https://example.com/feed/"


def test_the_feed_is_asked_for_with_rewrite_rules_and_without() -> None:
    base = "https://example.com"
    assert feed_urls(base) == (f"{base}/feed/", f"{base}/?feed=rss2")


def test_validators_are_those_of_a_feed() -> None:
    state = FeedState.read(Answer(_URL, _URL, body=_FEED, headers=_HEADERS))
    assert state is not None
    assert (state.is_unchanged, state.etag) == (False, '"1"')


def test_a_page_at_the_feed_s_address_says_nothing_of_the_site() -> None:
    page = Answer(_URL, _URL, body=b"<html><body>Home</body></html>", headers=_HEADERS)
    assert FeedState.read(page) is None
