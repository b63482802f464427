"""Which addresses are missing and why; the next run asks for exactly those."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

import pytest
from sqlalchemy import text

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.coverage import Standing, not_stored
from capitalcities_crawler.events import Discovery, Outcome, PageState
from capitalcities_crawler.items import Article, Link
from tests.archive.samples import BASE, NOON, fetched, full_article, later, save

SLUGS = ("a", "b", "c")


def url_of(slug: str) -> str:
    return f"{BASE}/2025/11/0{SLUGS.index(slug) + 1}/{slug}/"


def chain() -> list[Article]:
    """Give three articles that know of nothing but each other."""
    links = {slug: Link(url=url_of(slug), text=slug.upper()) for slug in SLUGS}
    return [
        full_article(
            url=url_of(slug),
            post_id=number,
            previous=links.get(SLUGS[number - 1]) if number else None,
            next=links.get(SLUGS[number + 1]) if number < 2 else None,
            related=(),
        )
        for number, slug in enumerate(SLUGS)
    ]


def missing(archive: Archive) -> dict[str, tuple[str, str | None]]:
    """Give the missing addresses, and see that the next run would ask for exactly those."""
    with archive.session() as session:
        found = {p.url: (p.state, p.reason) for p in not_stored(session) if p.is_missing}
    assert archive.unfinished_pages("example", BASE) == list(found)
    return found


def standings(archive: Archive) -> dict[str, Standing]:
    with archive.session() as session:
        return {page.url: page.standing for page in not_stored(session)}


def delete(archive: Archive, *tables: str) -> None:
    """Delete the rows of article b as somebody would at SQLite's own shell or at psql."""
    with archive.writing() as session:
        page = f"(SELECT id FROM page WHERE url = '{url_of('b')}')"
        articles = f"(SELECT id FROM article WHERE page_id = {page})"
        session.execute(text(f"UPDATE article SET revision_id = NULL WHERE id IN {articles}"))
        session.execute(text(f"DELETE FROM revision WHERE article_id IN {articles}"))
        session.execute(text(f"DELETE FROM article WHERE page_id = {page}"))
        if "page" in tables:
            session.execute(text(f"DELETE FROM page WHERE url = '{url_of('b')}'"))


def test_nothing_is_missing(archive: Archive) -> None:
    save(archive, *map(fetched, chain()))
    assert standings(archive) == {}


def test_a_deleted_article_is_missing(archive: Archive) -> None:
    save(archive, *map(fetched, chain()))
    delete(archive)
    assert missing(archive) == {url_of("b"): ("stored", "article-missing")}
    save(archive, fetched(chain()[1], later(5)))
    assert missing(archive) == {}


def test_so_is_one_whose_address_was_deleted_too(archive: Archive) -> None:
    save(archive, *map(fetched, chain()))
    delete(archive, "page")
    assert missing(archive) == {url_of("b"): ("unknown", "never-asked")}
    with archive.session() as session:
        (page,) = not_stored(session)
    assert (page.month, page.error) == ("2025-11", 'next of "Iraq and Kazakhstan"')


def test_rows_left_behind_by_sqlites_own_shell_do_not_count(sqlite_url: str) -> None:
    with Archive(sqlite_url, write=True) as archive:
        save(archive, *map(fetched, chain()))
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as shell:
        shell.execute("DELETE FROM page WHERE url = ?", [url_of("b")])  # the article stays behind
        shell.commit()
    with Archive(sqlite_url) as archive:
        assert missing(archive) == {url_of("b"): ("unknown", "never-asked")}
        with archive.session() as session:
            assert session.execute(text("SELECT stored FROM coverage")).scalar_one() == 2


def test_an_address_whose_article_moved_to_nowhere(archive: Archive) -> None:
    save(archive, *map(fetched, chain()))
    old = f"{BASE}/old/"
    save(archive, fetched(chain()[1], later(5), url=old))
    assert missing(archive) == {}  # it leads to b
    delete(archive, "page")
    assert missing(archive) == {
        old: ("moved", "moved-to-nowhere"),
        url_of("b"): ("unknown", "never-asked"),
    }


def test_what_was_not_got_yet_is_missing_newest_first(archive: Archive) -> None:
    save(
        archive,
        Discovery(url=f"{BASE}/w/", via="sitemap", seen_at=NOON, published_on=date(2025, 1, 1)),
        Outcome(url=f"{BASE}/x/", state=PageState.FAILED, reason="timeout", at=NOON),
        Discovery(url=f"{BASE}/v/", via="sitemap", seen_at=NOON, published_on=date(2025, 2, 1)),
        Discovery(url=f"{BASE}/tag/a/", via="sitemap", seen_at=NOON, kind="tag"),
    )
    found = missing(archive)
    assert list(found.items()) == [
        (f"{BASE}/v/", ("pending", None)),
        (f"{BASE}/w/", ("pending", None)),
        (f"{BASE}/x/", ("failed", "timeout")),
    ]


@pytest.mark.parametrize(
    ("state", "standing"),
    [
        (PageState.REFUSED, Standing.EXPLAINED),
        (PageState.NOT_ARTICLE, Standing.EXPLAINED),
        (PageState.GONE, Standing.GONE),
    ],
)
def test_what_cannot_be_had_is_not_missing(
    archive: Archive, state: PageState, standing: Standing
) -> None:
    stored = chain()
    save(archive, *map(fetched, stored))
    save(
        archive,
        Outcome(url=f"{BASE}/y/", state=state, reason="why", at=later(5)),
        Outcome(url=stored[0].url, state=PageState.GONE, reason="http-404", at=later(5)),
    )
    assert missing(archive) == {}
    assert standings(archive) == {f"{BASE}/y/": standing, stored[0].url: Standing.GONE}


def test_listings_and_other_sites_are_not_asked_for(archive: Archive) -> None:
    article = full_article(
        previous=Link(url=f"{BASE}/category/asia/", text="A listing"),
        next=Link(url="https://else.example/2025/11/04/x/", text="Elsewhere"),
        related=(),
    )
    save(archive, fetched(article))
    assert missing(archive) == {}
