"""Completeness of a real crawl: proven when it is whole, and every hole named and filled again."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from capitalcities_crawler.archive import Archive
from fixtures.replica.server import ServedSite
from tests.e2e.harness import crawl, scrapy, stored


def coverage(archive_url: str) -> dict[str, Any]:
    run = scrapy("coverage", "--json", archive_url=archive_url)
    assert run.returncode == 0, run.stderr
    return dict(json.loads(run.stdout))


@pytest.fixture
def crawled_url(site: ServedSite, sqlite_url: str) -> str:
    run = crawl("archive", sqlite_url, base_url=site.url)
    assert run.returncode == 0, run.stderr
    return sqlite_url


def test_a_whole_crawl_is_proven_whole(site: ServedSite, crawled_url: str) -> None:
    found = coverage(crawled_url)
    world = site.world
    assert found["share"] == 1.0
    assert found["missing"] == []
    assert {page["url"] for page in found["explained"]} == set(world.protected(site.url))
    chain = found["sites"][0]["chain"]
    assert (chain["is_whole"], chain["articles"]) == (True, len(world.truth(site.url)))
    for table in ("sections", "tags", "months"):
        assert found[table]
        assert {row["missing"] for row in found[table]} == {0}
    unexplained = [c for c in found["contradictions"] if c["explanation"] is None]
    assert unexplained == []


def test_each_term_is_stored_as_often_as_the_site_counts_its_readable_posts(
    site: ServedSite, crawled_url: str
) -> None:
    """The replica knows which of its posts bear a term; the site's own numbers hold all of them."""
    index = site.world.index
    bearers = {("own", tag.path): posts for tag, posts in index.by_tag.items()}
    for category, posts in index.by_category.items():
        bearers["with-below", f"/?cat={category.id}"] = posts  # the widget is a dropdown
        own = [post for post in posts if category in post.categories]
        bearers["own", category.path] = own
    found = coverage(crawled_url)
    rows = {(r["counts"], r["key"]): r for r in (*found["tags"], *found["sections"])}
    compared = rows.keys() & bearers.keys()
    assert len(compared) > 100
    for key in compared:
        readable = [post for post in bearers[key] if not post.protected]
        numbers = rows[key]["advertised"], rows[key]["stored"]
        assert numbers == (len(bearers[key]), len(readable)), key


@pytest.mark.parametrize("with_page", [False, True], ids=["article", "article and page"])
def test_articles_taken_out_of_one_month_are_named_and_fetched_again(
    site: ServedSite, crawled_url: str, with_page: bool
) -> None:
    before = stored(crawled_url)
    months = sorted({record["published"][:7] for record in before.values()})
    taken = sorted(url for url, r in before.items() if r["published"][:7] == months[0])[::3]
    with closing(sqlite3.connect(crawled_url.removeprefix("sqlite:///"))) as shell:
        for url in taken:
            page = "(SELECT id FROM page WHERE url = ?)"
            shell.execute(f"DELETE FROM article WHERE page_id = {page}", [url])
            if with_page:
                shell.execute("DELETE FROM page WHERE url = ?", [url])
        shell.commit()
    found = coverage(crawled_url)
    missing = {page["url"]: page["reason"] for page in found["missing"]}
    (month,) = [row for row in found["months"] if row["missing"]]
    assert (month["month"], month["missing"]) == (months[0], len(taken))
    assert missing == dict.fromkeys(taken, "never-asked" if with_page else "article-missing")
    with Archive(crawled_url) as archive:
        assert sorted(archive.unfinished_pages("capitalcities", site.url)) == taken
    site.clear()
    run = crawl("archive", crawled_url, base_url=site.url)
    assert run.returncode == 0, run.stderr
    articles = {e.path for e in site.requests if f"{site.url}{e.path}" in before}
    assert articles == {url.removeprefix(site.url) for url in taken}
    assert coverage(crawled_url)["share"] == 1.0
    assert stored(crawled_url).keys() == before.keys()
