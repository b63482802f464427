"""Feeds, from the replica and from strings."""

from __future__ import annotations

import doctest
from datetime import UTC, date, datetime

import pytest

from capitalcities_crawler.discovery import Answer, RouteClosedError, feed_file
from capitalcities_crawler.discovery.feed import FeedRoute, validators
from capitalcities_crawler.sites import get_site
from fixtures.replica import World
from tests.discovery.replica import BASE, Replica

SITE = get_site("capitalcities")
ROOT = "https://example.org"


def ok(body: str, path: str = "/feed/") -> Answer:
    return Answer(ROOT + path, ROOT + path, 200, body.encode())


def rss(*items: str, built: str = "Tue, 04 Nov 2025 10:00:00 +0000") -> str:
    return (
        '<?xml version="1.0"?><rss xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">'
        f"<channel><lastBuildDate>{built}</lastBuildDate>{''.join(items)}</channel></rss>"
    )


def test_examples_in_the_docstrings() -> None:
    assert doctest.testmod(feed_file).failed == 0


def test_a_walk_finds_every_post_with_a_bound_for_its_changes() -> None:
    replica = Replica(World(64))
    found = replica.walk(FeedRoute(BASE, SITE))
    posts = {BASE + post.path: post for post in replica.world.index.public}
    assert {each.url for each in found} == posts.keys()
    assert len(replica.asked) == 8  # seven pages, and the 404 behind them
    for each in found:
        post = posts[each.url]
        assert each.post_id == post.id
        assert each.not_after == post.published.date()
        assert each.unmodified_since is not None
        assert each.unmodified_since >= post.modified_utc


def test_validators_are_those_of_the_whole_site() -> None:
    replica = Replica(World(40))
    etag, last_modified, newest = validators(replica.get(f"{BASE}/feed/"))
    assert newest == replica.world.last_modified.replace(microsecond=0)
    assert etag
    assert last_modified
    again = replica.get(f"{BASE}/feed/", if_none_match=etag, if_modified_since=last_modified)
    assert again.status == 304
    assert validators(ok(rss())) == (None, None, None)


def test_a_link_that_counts_clicks_is_passed_over() -> None:
    item = (
        "<item><link>https://feeds.net/~r/x/1</link><feedburner:origLink>"
        f"{ROOT}/2025/11/04/a/</feedburner:origLink>"
        '<guid isPermaLink="false">http://old.org/?p=42</guid></item>'
    )
    (found,) = FeedRoute(ROOT, SITE).read(ok(rss(item))).articles
    assert (found.url, found.post_id) == (f"{ROOT}/2025/11/04/a/", 42)
    assert found.unmodified_since == datetime(2025, 11, 4, 10, tzinfo=UTC)
    assert found.not_after is None


def test_atom_tells_each_entry_s_own_time() -> None:
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry>'
        f'<link rel="alternate" href="{ROOT}/2025/11/04/a/"/><link rel="replies" href="x"/>'
        "<published>2025-11-04T23:30:00Z</published><updated>2025-11-05T08:00:00Z</updated>"
        "</entry></feed>"
    )
    (found,) = FeedRoute(ROOT, SITE).read(ok(body)).articles
    assert found.modified_at == datetime(2025, 11, 5, 8, tzinfo=UTC)
    assert found.not_after in {date(2025, 11, 4), date(2025, 11, 5)}


def test_a_feed_that_begins_again_ends_the_walk() -> None:
    route = FeedRoute(ROOT, SITE)
    item = f"<item><link>{ROOT}/2025/11/04/a/</link></item>"
    assert route.read(ok(rss(item))).follow == (f"{ROOT}/feed/?paged=2",)
    assert route.read(ok(rss(item), "/feed/?paged=2")).follow == ()


def test_a_page_lost_in_the_middle_is_told() -> None:
    route = FeedRoute(ROOT, SITE)
    route.read(ok(rss(f"<item><link>{ROOT}/2025/11/04/a/</link></item>")))
    broken = Answer(f"{ROOT}/feed/?paged=2", f"{ROOT}/feed/?paged=2", 500, b"", "http-500")
    assert route.read(broken).lost


def test_a_page_of_html_behind_the_end_is_no_loss() -> None:
    route = FeedRoute(ROOT, SITE)
    route.read(ok(rss(f"<item><link>{ROOT}/2025/11/04/a/</link></item>")))
    step = route.read(ok("<html><body>Home</body></html>", "/feed/?paged=2"))
    assert not step.lost
    assert step.follow == ()


def test_a_site_without_rewrite_rules() -> None:
    route = FeedRoute(ROOT, SITE)
    (again,) = route.read(ok("<html><body>Home</body></html>")).follow
    assert again == f"{ROOT}/?feed=rss2"
    item = f"<item><link>{ROOT}/?p=7</link></item>"
    assert route.read(ok(rss(item), "/?feed=rss2")).follow == (f"{ROOT}/?feed=rss2&paged=2",)


def test_rdf() -> None:
    body = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <item rdf:about="x"><link>{ROOT}/2025/11/04/a/</link><dc:date>2025-11-04T10:00:00Z</dc:date>
    </item></rdf:RDF>"""
    route = FeedRoute(ROOT, SITE)
    (found,) = route.read(ok(body)).articles
    assert (found.url, found.not_after) == (f"{ROOT}/2025/11/04/a/", date(2025, 11, 4))
    assert not route.shows_edits


def test_an_excerpt_with_loose_ends_is_read_over() -> None:
    item = f"<item><link>{ROOT}/2025/11/04/a/</link><description>A & B <br></description></item>"
    later = f"<item><link>{ROOT}/2025/11/03/b/</link></item>"
    found = FeedRoute(ROOT, SITE).read(ok(rss(item, later))).articles
    assert [each.url for each in found] == [f"{ROOT}/2025/11/04/a/", f"{ROOT}/2025/11/03/b/"]


@pytest.mark.parametrize("built", ["", "never", "Tue, 04 Nov 2025 10:00:00 +9999999999"])
def test_without_a_bound_edits_do_not_show(built: str) -> None:
    route = FeedRoute(ROOT, SITE)
    item = f"<item><link>{ROOT}/2025/11/04/a/</link><pubDate>{built}</pubDate></item>"
    (found,) = route.read(ok(rss(item, built=built))).articles
    assert (found.not_after, found.unmodified_since) == (None, None)
    assert not route.shows_edits


def test_entities_are_not_resolved() -> None:
    body = (
        "<!DOCTYPE rss [<!ENTITY secret SYSTEM 'file:///etc/hostname'>]><rss><channel><item>"
        f"<link>{ROOT}/2025/11/04/&secret;a/</link></item></channel></rss>"
    )
    found = FeedRoute(ROOT, SITE).read(ok(body)).articles
    assert all("secret" not in each.url and len(each.url) < 50 for each in found)


@pytest.mark.parametrize("body", ["", "<html><body>No</body></html>", rss(), "{}", "<rss>"])
def test_what_is_no_feed_closes_the_route(body: str) -> None:
    route = FeedRoute(ROOT, SITE)
    route.read(ok(body))
    with pytest.raises(RouteClosedError, match="/feed/: no feed with articles"):
        route.read(ok(body, "/?feed=rss2"))


def test_a_closed_feed_closes_the_route() -> None:
    replica = Replica(World(20))
    replica.world.closed = {"feed": 403}
    with pytest.raises(RouteClosedError, match=r"/feed/: http-403; /\?feed=rss2: http-403"):
        replica.walk(FeedRoute(BASE, SITE))
