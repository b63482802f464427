"""Coverage and the other views, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import text

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.coverage import coverage, not_stored, share
from capitalcities_crawler.events import Discovery, Observation, Outcome, PageState
from capitalcities_crawler.items import AdvertisedCount
from tests.archive.samples import BASE, NOON, fetched, full_article, later, save, with_body


def claim(month: str, count: int, minutes: int = 0) -> Observation:
    counts = (AdvertisedCount(kind="month", key=month, count=count, source="archives"),)
    return Observation(counts=counts, observed_at=later(minutes))


def rows(archive: Archive, view: str) -> list[dict[str, Any]]:
    with archive.session() as session:
        return [dict(row) for row in session.execute(text(f"SELECT * FROM {view}")).mappings()]


def months(archive: Archive) -> dict[str, tuple[int | None, int, int, int]]:
    with archive.session() as session:
        return {
            m.month: (m.advertised, m.stored, m.explained, m.missing) for m in coverage(session)
        }


def test_stored_explained_and_missing_by_month(archive: Archive) -> None:
    save(
        archive,
        claim("2025-11", 9),
        claim("2025-11", 5, minutes=1),  # the latest number counts
        fetched(full_article()),
        fetched(full_article("gone", 8)),
        Outcome(
            url=f"{BASE}/2025/11/04/gone/", state=PageState.GONE, reason="http-404", at=later(1)
        ),
        Outcome(
            url=f"{BASE}/2025/11/05/secret/",
            state=PageState.REFUSED,
            reason="password-protected",
            at=NOON,
            published_on=date(2025, 11, 5),
        ),
        Discovery(
            url=f"{BASE}/2025/11/06/wait/",
            via="sitemap",
            seen_at=NOON,
            published_on=date(2025, 11, 6),
        ),
        claim("2025-12", 0),
    )
    assert months(archive) == {
        "2025-11": (5, 1, 1, 3),
        "2025-12": (0, 0, 0, 0),
    }


def test_a_month_that_the_site_does_not_count_is_listed(archive: Archive) -> None:
    save(archive, fetched(full_article()))
    assert months(archive) == {"2025-11": (None, 1, 0, 0)}


def test_more_than_advertised_is_not_missing_and_no_credit(archive: Archive) -> None:
    save(archive, claim("2025-11", 0), claim("2025-10", 4), fetched(full_article()))
    assert months(archive)["2025-11"] == (0, 1, 0, 0)
    with archive.session() as session:
        assert share(coverage(session)) == 0.0


def test_the_local_day_decides_the_month(archive: Archive) -> None:
    # 22:30 in UTC is the next day in Baghdad; the page states UTC and its address no day.
    article = full_article(url=f"{BASE}/?p=7", published=NOON.replace(day=31, hour=22, minute=30))
    save(archive, fetched(article))
    assert list(months(archive)) == ["2026-02"]


def test_not_stored_tells_why_and_leaves_out_what_is_there(archive: Archive) -> None:
    article = full_article(previous=None, next=None, related=())
    save(
        archive,
        fetched(article),
        fetched(replace(article, url=f"{BASE}/b/", post_id=8), url=f"{BASE}/?p=8"),
        Outcome(url=f"{BASE}/x/", state=PageState.FAILED, reason="timeout", at=NOON, error="slow"),
        Outcome(url=f"{BASE}/y/", state=PageState.REFUSED, reason="robots-txt", at=NOON),
        Discovery(url=f"{BASE}/tag/a/", via="sitemap", seen_at=NOON, kind="tag"),
        # fetched once, and later not got: the article is still stored
        Outcome(url=article.url, state=PageState.FAILED, reason="http-503", at=later(5)),
    )
    with archive.session() as session:
        found = {p.url: (p.state, p.reason, p.error, p.is_explained) for p in not_stored(session)}
    assert found == {
        f"{BASE}/x/": ("failed", "timeout", "slow", False),
        f"{BASE}/y/": ("refused", "robots-txt", None, True),
    }


def test_passages_are_the_text_below_each_heading(archive: Archive) -> None:
    save(archive, fetched(full_article()))
    found = [(row["heading"], row["text"]) for row in rows(archive, "passages")]
    assert found == [("Goals", "Water: 水"), ("Goals", "The end 🌍.")]


def test_articles_are_flat(archive: Archive) -> None:
    save(archive, fetched(full_article()))
    (row,) = rows(archive, "articles")
    assert row["authors"] == "William Green; Ada"
    assert row["tags"] == "Water; Asia"
    assert row["breadcrumb"] == "World > MIDDLE EAST > Iraq > Baghdad"
    assert (row["region"], row["country"], row["city"]) == ("MIDDLE EAST", "Iraq", "Baghdad")


def test_places_publishers_and_days_are_counted(archive: Archive) -> None:
    iraq = full_article().breadcrumb[:3]
    other = replace(with_body(full_article("b", 8), "Two words"), breadcrumb=iraq, categories=())
    save(archive, fetched(full_article()), fetched(other))
    places = {row["name"]: (row["kind"], row["articles"]) for row in rows(archive, "places")}
    assert places == {
        "MIDDLE EAST": ("region", 2),
        "Iraq": ("country", 2),
        "Baghdad": ("city", 1),
    }
    assert [(r["publisher"], r["articles"]) for r in rows(archive, "publishers")] == [("UNECE", 2)]
    assert [(str(r["day"]), r["articles"]) for r in rows(archive, "timeline")] == [
        ("2025-11-04", 2)
    ]


def test_changes_tell_the_lengths(archive: Archive) -> None:
    save(archive, fetched(with_body(full_article(), "12345")))
    save(archive, fetched(with_body(full_article(), "123"), later(5)))
    save(
        archive,
        Outcome(url=full_article().url, state=PageState.GONE, reason="http-410", at=later(9)),
    )
    found = {(r["change"], r["length_before"], r["length_after"]) for r in rows(archive, "changes")}
    assert found == {("revised", 5, 3), ("gone", 3, None)}


def test_what_a_run_finds_gone_does_not_fill_the_number_that_it_saw(archive: Archive) -> None:
    """The site had taken the article away before it was asked how many it has."""
    gone = Outcome(
        url=f"{BASE}/2025/11/04/gone/", state=PageState.GONE, reason="http-404", at=later(9)
    )
    save(archive, claim("2025-11", 3), fetched(full_article()), fetched(full_article("gone", 8)))
    assert months(archive)["2025-11"] == (3, 2, 0, 1)
    save(archive, claim("2025-11", 2, minutes=5), gone)
    assert months(archive)["2025-11"] == (2, 1, 0, 1)


def test_what_a_later_run_finds_gone_may_be_in_an_earlier_number(archive: Archive) -> None:
    gone = Outcome(
        url=f"{BASE}/2025/11/04/gone/", state=PageState.GONE, reason="http-404", at=later(9)
    )
    save(archive, claim("2025-11", 2), fetched(full_article()), fetched(full_article("gone", 8)))
    save(archive, gone)
    assert months(archive)["2025-11"] == (2, 1, 0, 0)
