"""The page: the archive's numbers, the same on both databases, and nothing of a site that runs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from parsel import Selector, SelectorList

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.overview import places
from capitalcities_crawler.events import Discovery, Observation
from capitalcities_crawler.items import AdvertisedCount, Author
from capitalcities_crawler.report import render
from fixtures.example import fill
from fixtures.replica import World
from fixtures.replica.scenario import live_a_week
from tests.archive.samples import BASE, NOON, SITE, fetched, full_article, save
from tests.report.conftest import MADE_AT

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7 * 7 }}'


def page(archive: Archive) -> Selector:
    return Selector(render(archive, made_at=MADE_AT))


def living() -> int:
    """Count what the site shows after its week, but for the one post that failed."""
    world = World(120)
    live_a_week(world)
    return len(list(world.index.readable())) - 1


def words(selector: Selector | SelectorList[Selector]) -> str:
    return " ".join(selector.xpath("string()").getall()[0].split())


def test_both_databases_give_the_same_page(example: Archive, postgresql_url: str) -> None:
    with Archive(postgresql_url, write=True) as other:
        fill(other)
        assert render(other, made_at=MADE_AT) == render(example, made_at=MADE_AT)


def test_the_tiles_count_what_is_stored(example: Archive) -> None:
    report = page(example)
    tiles = {words(tile.css("dt")): words(tile.css("dd")) for tile in report.css(".tiles div")}
    assert tiles["articles"] == str(living())
    assert tiles["gone from the site, kept here"] == "7"
    assert tiles["later versions of articles"] == "12"


def test_every_month_is_drawn_and_told_in_numbers(example: Archive) -> None:
    section = page(example).css("#completeness")
    rows = section.css("details tbody tr")
    assert len(rows) == len({row.css("th::text").get() for row in rows}) > 5
    drawn = dict.fromkeys(("stored", "explained", "gone", "missing"), 0)
    for title in section.css("svg[role=img] rect title::text").getall():
        _, number, kind = title.split()
        drawn[kind] += int(number.replace(",", ""))
    told = [[int(n.replace(",", "")) for n in row.css("td::text").getall()[1:5]] for row in rows]
    assert list(drawn.values()) == [sum(column) for column in zip(*told, strict=True)]


def test_what_is_missing_is_named_with_the_reason(example: Archive) -> None:
    section = words(page(example).css("#completeness"))
    assert "timeout" in section


def test_the_calendar_holds_every_day(example: Archive) -> None:
    titles = page(example).css("#volume rect title::text").getall()
    numbers = [int(title.rsplit(": ", 1)[1].split()[0]) for title in titles]
    days = [title.split()[1].rstrip(":") for title in titles]
    assert sum(numbers) == living()
    assert len(set(days)) == len(days)
    first, last = (datetime.fromisoformat(f(days)) for f in (min, max))
    assert len(days) == (last - first).days + 1


def test_the_map_has_a_circle_for_each_city_that_is_known(example: Archive) -> None:
    with example.session() as session:
        known = {
            f"{place.name}: {place.articles} article" for place in places(session) if place.latitude
        }
    drawn = page(example).css("#places circle title::text").getall()
    assert len(drawn) > 50
    assert {title.removesuffix("s") for title in drawn} == known


def test_changes_are_listed_by_kind(example: Archive) -> None:
    section = page(example).css("#changes")
    counts = {
        row.css("td::text").get(): row.css("td.n::text").get()
        for row in section.css("details tbody tr")
    }
    assert counts == {"revised": "12", "moved": "3", "gone": "7"}


def test_a_headline_with_a_script_is_text(archive: Archive) -> None:
    item = full_article("hostile", 1)
    hostile = replace(
        item, title=HOSTILE, source_publisher=HOSTILE, authors=(Author(name=HOSTILE),)
    )
    copy = replace(hostile, post_id=2, url=item.url.replace("hostile", "copy"))
    save(archive, fetched(hostile), fetched(copy))
    report = page(archive)
    assert report.css("script, img, link, iframe, object, [onerror], [onclick], [style]") == []
    assert words(report).count(HOSTILE) >= 2
    assert report.css("[href^='javascript:']") == []


def test_nothing_is_loaded(report_file: Path) -> None:
    text = report_file.read_text(encoding="utf-8")
    policy = Selector(text).css("meta[http-equiv=Content-Security-Policy]::attr(content)").get("")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert re.findall(r"\bsrc=|url\(|@import", text) == []


def test_an_empty_archive_says_what_to_do(archive: Archive) -> None:
    report = words(page(archive).css("main"))
    assert "Nothing is stored yet" in report
    assert "scrapy crawl archive" in report


def test_the_page_is_the_same_tomorrow_but_for_its_date(example: Archive) -> None:
    today = render(example, made_at=MADE_AT)
    tomorrow = render(example, made_at=datetime(2027, 1, 1, tzinfo=UTC))
    assert tomorrow.replace("2027-01-01 00:00", "2026-03-01 12:00") == today


def test_an_archive_of_addresses_alone_has_a_report(archive: Archive) -> None:
    save(archive, Discovery(url=f"{BASE}/2025/11/06/wait/", via="sitemap", seen_at=NOON))
    report = page(archive)
    assert "/2025/11/06/wait/" in words(report.css("#completeness"))
    assert "No article has a date." in words(report.css("#volume"))


def test_each_site_of_an_archive_has_its_own_coverage(archive: Archive) -> None:
    for key in ("one", "two"):
        address = f"https://{key}.example"
        site = replace(SITE, key=key, base_url=address)
        crawl = archive.start_crawl(
            site=site, base_url=address, spider="archive", arguments={}, started_at=NOON
        )
        counts = (AdvertisedCount(kind="month", key="2025-11", count=2, source="archives"),)
        archive.save([Observation(counts=counts, observed_at=NOON)], crawl_id=crawl)
    report = page(archive)
    names = [words(heading) for heading in report.css("#completeness h3")]
    assert [name for name in names if ".example" in name] == [
        "one https://one.example",
        "two https://two.example",
    ]
    assert len(report.css("#completeness figure")) == 2
