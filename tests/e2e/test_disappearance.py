"""Articles that vanish, return, or leave their address to another one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fixtures.replica.model import Post
from fixtures.replica.server import ServedSite
from tests.e2e.harness import crawl, living, own_differences, told


@pytest.fixture
def post(harvested: ServedSite) -> Post:
    """Give a readable post of a site whose every article is in the archive."""
    return next(iter(harvested.world.index.readable()))


def latest(site: ServedSite, archive_url: str) -> list[tuple[str, str]]:
    """Harvest; give what the view of changes tells by then."""
    run = crawl("latest", archive_url, base_url=site.url)
    assert run.returncode == 0, run.stderr
    assert own_differences(site, archive_url) == []
    return [(row["change"], row["url"].removeprefix(site.url)) for row in told(archive_url)]


def test_gone_and_back_and_gone(site: ServedSite, archive_url: str, post: Post) -> None:
    site.world.trash(post.id)
    assert latest(site, archive_url) == [("gone", post.path)]
    site.world.restore(post.id)
    assert sorted(latest(site, archive_url)) == [("gone", post.path), ("returned", post.path)]
    site.world.unpublish(post.id)
    changes = latest(site, archive_url)
    assert sorted(changes) == [("gone", post.path)] * 2 + [("returned", post.path)]


def test_what_comes_back_changed_is_revised(site: ServedSite, archive_url: str, post: Post) -> None:
    site.world.trash(post.id)
    latest(site, archive_url)
    site.world.restore(post.id)
    site.world.edit(post.id, title="Back, and Corrected")
    assert {change for change, _ in latest(site, archive_url)} == {"gone", "returned", "revised"}


def test_an_address_that_leads_to_another_post(
    site: ServedSite, archive_url: str, post: Post
) -> None:
    """WordPress guesses: a post of the same day whose slug begins with the one that is gone."""
    now = site.world.last_modified + timedelta(hours=2)
    other = site.world.add_post(f"{post.slug} and more", now=post.published)
    site.world.edit(other.id, tags=["Aid"], now=now)
    site.world.trash(post.id)
    assert other.slug.startswith(post.slug)
    assert latest(site, archive_url) == [("gone", post.path)]
    assert f"{site.url}{other.path}" in living(archive_url)
    (row,) = told(archive_url)
    assert "other-post" in row["detail"]
    assert f"(post {other.id})" in row["detail"]


def test_a_scheduled_post_that_hides_a_removal(
    site: ServedSite, archive_url: str, post: Post
) -> None:
    """Last modified before it appeared, and another one thrown away: the site's two numbers stay.

    A listing of the whole site, as by the weekly ``archive``, brings it out.
    """
    new = site.world.add_post("Long Prepared", now=post.published)
    site.world.trash(post.id)
    crawl("latest", archive_url, base_url=site.url)
    assert told(archive_url) == []
    run = crawl("archive", archive_url, base_url=site.url)
    assert run.returncode == 0, run.stderr
    assert f"{site.url}{new.path}" in living(archive_url)
    assert latest(site, archive_url) == [("gone", post.path)]


def test_one_look_is_not_enough(site: ServedSite, archive_url: str, post: Post) -> None:
    """The spider of given addresses has no listing to compare with: it looks twice."""
    site.world.trash(post.id)
    crawl("article", archive_url, base_url=site.url, urls=site.url + post.path)
    assert [e.status for e in site.requests if e.path == post.path] == [404, 404]
    (row,) = told(archive_url)
    assert (row["change"], row["detail"].count("answered 404")) == ("gone", 2)


def test_a_renamed_article_is_one_article(site: ServedSite, archive_url: str, post: Post) -> None:
    first = site.world.rename(post.id, "first-name")
    latest(site, archive_url)
    second = site.world.rename(post.id, "second-name")
    assert sorted(latest(site, archive_url)) == sorted(
        [("moved", first.path), ("moved", second.path)]
    )
    site.world.rename(post.id, post.slug)
    latest(site, archive_url)
    ours = [url for url, record in living(archive_url).items() if record["post_id"] == post.id]
    assert ours == [site.url + post.path]
