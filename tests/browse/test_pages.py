"""Search, article and record: what a reader finds on the pages of our own."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from parsel import Selector
from sqlalchemy import text

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.dossier import dossier
from capitalcities_crawler.items import Author
from fixtures.example import FIRST
from tests.archive.samples import fetched, full_article, save
from tests.browse.conftest import REPLAY, Pages

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def words(selector: Selector) -> str:
    return " ".join(str(selector.xpath("string()").get()).split())


def first(pages: Pages, query: str) -> int:
    with pages.archive.session() as session:
        return int(session.scalars(text(query)).first() or 0)


def test_the_first_page_leads_to_every_question(pages: Pages) -> None:
    home = Selector(pages.get("/").text)
    addresses = home.css(".questions a::attr(href)").getall()
    assert len(addresses) == len(set(addresses)) >= 24
    for address in addresses:
        assert pages.get(f"{address}.json?_shape=objects").json()["columns"]


def test_search_answers_as_the_command_does(pages: Pages) -> None:
    found = pages.archive.search("water OR council", limit=50)
    page = Selector(pages.get("/-/search?q=water+OR+council").text)
    assert page.css(".hits h2 a::attr(href)").getall() == [
        f"/-/article/{hit.article_id}" for hit in found.hits
    ]
    assert {m.lower() for m in page.css("mark::text").getall()} <= {"water", "council"}
    assert page.css("mark")


def test_search_takes_the_filters_and_shows_them_again(pages: Pages) -> None:
    page = Selector(pages.get("/-/search?q=the&place=China&since=2025-07-01").text)
    assert page.css("input[name=place]::attr(value)").get() == "China"
    facts = [words(each) for each in page.css(".hits .facts")]
    assert facts
    assert all("China" in each and each >= "2025-07-01" for each in facts)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ("q=water+AND", "water AND"),
        ("q=water&since=soon-ish", "since 'soon-ish' is not a day"),
        ("q=water&place=Atlantis", "Atlantis"),
    ],
)
def test_what_cannot_be_understood_is_said_on_the_page(
    pages: Pages, arguments: str, error: str
) -> None:
    page = Selector(pages.get(f"/-/search?{arguments}").text)
    assert error in words(page.css("[role=alert]")[0])
    assert page.css(".hits") == []


def test_the_search_fields_of_tables_fold_words_as_the_archive_does(pages: Pages) -> None:
    plain = pages.get("/example/articles.json?_search=Turkiye").json()
    folded = pages.get("/example/articles.json?_search=T%C3%BCrkiye").json()
    assert plain["filtered_table_rows_count"] == folded["filtered_table_rows_count"] > 0
    broken = pages.get("/example/articles.json?_search=%22water").json()  # is searched word by word
    assert broken["filtered_table_rows_count"] > 0


def test_an_article_is_shown_with_its_text_and_headings(pages: Pages) -> None:
    number = first(pages, "SELECT article_id FROM articles WHERE gone_at IS NULL ORDER BY url")
    with pages.archive.session() as session:
        found = dossier(session, number)
    assert found is not None
    page = Selector(pages.get(f"/-/article/{number}").text)
    assert page.css("h1::text").get() == found.record["title"]
    shown = [each.xpath("string()").get() for each in page.css(".text h2, .text p")]
    assert "\n\n".join(map(str, shown)) == found.record["body"]
    assert page.css(".text h2::text").getall() == [text for _, text in found.headings]
    assert page.css(".text::attr(lang)").get() == found.record["language"]


def test_a_rewritten_article_shows_both_versions(pages: Pages) -> None:
    number = first(
        pages, "SELECT article_id FROM changes WHERE change = 'revised' AND fields LIKE '%body%'"
    )
    page = Selector(pages.get(f"/-/article/{number}").text)
    assert [words(each) for each in page.css(".history strong")] == ["version 2", "version 1"]
    assert page.css(".history ins, .history del")


@pytest.mark.parametrize("change", ["moved", "gone"])
def test_what_became_of_an_article_is_told(pages: Pages, change: str) -> None:
    number = first(pages, f"SELECT article_id FROM changes WHERE change = '{change}'")
    page = Selector(pages.get(f"/-/article/{number}").text)
    assert change in [words(each) for each in page.css(".history strong")]


def test_every_value_says_where_it_was_read(pages: Pages) -> None:
    page = Selector(pages.get("/-/article/1").text)
    rows = {
        row.css("th::text").get(): row.css("td::text").get()
        for row in page.css("section table tr")
        if row.css("th[scope=row]")
    }
    assert rows["title"] in {"jsonld", "meta", "markup"}


def test_the_record_and_the_replay_are_linked(pages: Pages) -> None:
    page = Selector(pages.get("/-/article/1").text)
    addresses = page.css("dl a::attr(href)").getall()
    assert any(address.startswith("/-/record/") for address in addresses)
    (replay,) = [address for address in addresses if address.startswith(REPLAY)]
    stamp, _, url = replay.removeprefix(f"{REPLAY}/").partition("/")
    assert datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC) >= FIRST
    assert url == page.css(".facts-list a::attr(href)").getall()[0]


def test_an_article_that_is_not_there_is_said(pages: Pages) -> None:
    assert "there is no article 999" in pages.get("/-/article/999", status=404).text
    pages.get("/-/record/99999", status=404)


def test_a_record_whose_file_is_elsewhere_says_so(pages: Pages) -> None:
    answer = pages.get("/-/record/1").text
    assert "cannot be opened" in answer
    assert "WARC_DIR" in answer


def test_article_numbers_in_views_are_links(pages: Pages) -> None:
    page = Selector(pages.get("/example/articles?_size=1").text)
    assert page.css("td a[href^='/-/article/']")


def test_a_hostile_headline_is_text(sqlite_url: str, tmp_path: Path) -> None:
    with Archive(sqlite_url, write=True) as archive:
        item = full_article("hostile", 1)
        save(
            archive,
            fetched(
                replace(item, title=HOSTILE, subtitle=HOSTILE, authors=(Author(name=HOSTILE),))
            ),
        )
        with closing(Pages(archive, tmp_path)) as pages:
            for address in ("/-/article/1", "/-/search?q=alert", f"/-/search?q={quote(HOSTILE)}"):
                page = Selector(pages.get(address).text)
                assert page.css("img, [onerror]") == [], address
                assert "alert" not in " ".join(page.css("script::text").getall()), address


def test_a_file_of_any_name_is_browsed(tmp_path: Path) -> None:
    with Archive(f"sqlite:///{tmp_path / 'my news, 2025.sqlite'}", write=True) as archive:
        save(archive, fetched(full_article("rain", 1)))
        with closing(Pages(archive, tmp_path)) as pages:
            home = Selector(pages.get("/").text)
            for address in home.css("main li a::attr(href)").getall():
                pages.get(address)
