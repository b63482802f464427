"""``scrapy coverage``: the table, the lists, and the exit status."""

from __future__ import annotations

import json
from datetime import date

import pytest

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.events import Observation, Outcome, PageState
from capitalcities_crawler.items import AdvertisedCount, Link
from tests.archive.samples import BASE, NOON, fetched, full_article, save
from tests.commands.runner import run

TREE, ASIA = "category_tree", "World > MIDDLE EAST"
BAGHDAD = "/category/world/middle-east/iraq/baghdad/"


@pytest.fixture
def filled_url(archive_url: str) -> str:
    counts = (
        AdvertisedCount(kind="month", key="2025-11", count=3),
        AdvertisedCount(kind="month", key="2025-12", count=1),
    )
    with Archive(archive_url, write=True) as archive:
        save(
            archive,
            Observation(counts=counts, observed_at=NOON),
            fetched(full_article(previous=None, next=None, related=())),
            Outcome(
                url=f"{BASE}/2025/11/09/secret/",
                state=PageState.REFUSED,
                reason="password-protected",
                at=NOON,
                published_on=date(2025, 11, 9),
            ),
            Outcome(
                url=f"{BASE}/x/", state=PageState.FAILED, reason="timeout", at=NOON, error="slow"
            ),
        )
    return archive_url


def test_the_table(filled_url: str) -> None:
    result = run("coverage", filled_url)
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines() == [
        "example https://news.example",
        "month                     advertised   stored explained  gone  missing  percent",
        "2025-11                            3        1         1     0        1    66.6%",
        "2025-12                            1        0         0     0        1     0.0%",
        "total, sum of months               4        1         1     0        2    50.0%",
        "",
        "Addresses: 1 missing, 1 explained (--missing). Gone: 0. Chain: not shown (--chain).",
    ]


def test_missing_addresses_with_their_reasons(filled_url: str) -> None:
    lines = run("coverage", filled_url, "--missing").out.splitlines()
    assert lines[lines.index("") : -2] == [
        "",
        "Missing (1 known addresses)",
        f"  {BASE}/x/  failed, timeout, slow",
        "",
        "Explained (1 known addresses)",
        f"  {BASE}/2025/11/09/secret/  refused, password-protected",
        "Missing, and no route has shown where: 2025-11 (1), 2025-12 (1)",
    ]


@pytest.fixture
def contradictory_url(filled_url: str) -> str:
    """Give an archive with numbers of terms, and with two totals that differ."""
    link = Link(url=f"{BASE}/2025/11/01/first/", text="First")
    counts = (
        AdvertisedCount(kind="section", key="/?cat=1", count=2, label="World", source=TREE),
        AdvertisedCount(kind="section", key="/?cat=2", count=1, label=ASIA, source=TREE),
        AdvertisedCount(kind="section", key=BAGHDAD, count=2, label="Baghdad", source="rest"),
        AdvertisedCount(kind="tag", key="/tag/water/", count=9, label="Water", source="rest"),
        AdvertisedCount(kind="total", key="posts", count=5, source="rest"),
    )
    with Archive(filled_url, write=True) as archive:
        later_article = full_article("x", 8, previous=link, next=None, related=())
        save(archive, Observation(counts=counts, observed_at=NOON), fetched(later_article))
    return filled_url


def test_tables_by_section_and_tag(contradictory_url: str) -> None:
    out = run("coverage", contradictory_url, "--by", "section", "--by", "tag").out
    assert out.splitlines()[:8] == [
        "example https://news.example",
        "section, own articles     advertised   stored explained  gone  missing  percent",
        "      Baghdad                      2        2         0     0        0   100.0%",
        "section, with all below   advertised   stored explained  gone  missing  percent",
        "World                              2        2         0     0        0   100.0%",
        "  MIDDLE EAST                      1        2         0     0        0   100.0%",
        "tag                       advertised   stored explained  gone  missing  percent",
        "Water                              9        2       <=1     0        6    33.3%",
    ]
    assert out.splitlines()[8] == "<= at most: nobody sees the tags of 1 explained articles."
    assert run("coverage", contradictory_url, "--by", "section,tag").out == out
    assert all(len(line) <= 85 for line in out.splitlines())


def test_contradictions_are_shown_without_asking(contradictory_url: str) -> None:
    lines = run("coverage", contradictory_url).out.splitlines()
    assert (
        "total, REST                        5        2         1     0        2    60.0%" in lines
    )
    assert "The percentage that counts is that of 'total, REST': it shows most missing." in lines
    start = lines.index("Numbers that contradict each other: 1, 0 of them unexplained")
    assert lines[start + 1 : start + 3] == [
        "  all articles: sum of months 4, REST 5",
        "    months was seen earlier: 0 gone and 1 stored since",
    ]


def test_the_chain(contradictory_url: str) -> None:
    lines = run("coverage", contradictory_url, "--chain").out.splitlines()
    start = lines.index("Chain: 2 articles in 2 parts, 1 break")
    first, x = f"{BASE}/2025/11/01/first/", f"{BASE}/2025/11/04/x/"
    assert lines[start + 1] == f"  {x}  previous {first}, never-asked"


def test_a_chain_that_is_not_there_proves_nothing(filled_url: str) -> None:
    out = run("coverage", filled_url, "--chain").out
    assert "Chain: no article links to its neighbours, so it proves nothing." in out


def test_json(filled_url: str) -> None:
    result = json.loads(run("coverage", filled_url, "--json").out)
    assert result["share"] == 0.5
    assert result["months"][0] == {
        "site": "example",
        "base_url": BASE,
        "month": "2025-11",
        "advertised": 3,
        "stored": 1,
        "explained": 1,
        "gone": 0,
        "missing": 1,
        "share": pytest.approx(2 / 3),
    }
    assert [page["url"] for page in result["missing"]] == [f"{BASE}/x/"]
    assert [page["reason"] for page in result["explained"]] == ["password-protected"]


def test_json_carries_everything(contradictory_url: str) -> None:
    result = json.loads(run("coverage", contradictory_url, "--json").out)
    (site,) = result["sites"]
    assert (site["share_of"], site["stored"], site["gone"]) == ("rest", 2, 0)
    assert site["missing_without_address"] == {"2025-12": 1}
    assert site["chain"]["breaks"][0]["reason"] == "never-asked"
    assert {row["source"] for row in result["totals"]} == {"months", "rest"}
    assert [row["key"] for row in result["tags"]] == ["/tag/water/"]
    assert {row["counts"] for row in result["sections"]} == {"own", "with-below"}
    (contradiction,) = result["contradictions"]
    assert {number["source"]: number["count"] for number in contradiction["numbers"]} == {
        "months": 4,
        "rest": 5,
    }


def test_a_table_that_does_not_exist(filled_url: str) -> None:
    result = run("coverage", filled_url, "--by", "author")
    assert result.status == 2
    assert "'author' is not one of month, section, tag" in result.err


@pytest.mark.parametrize(("least", "status"), [("0.5", 0), ("0.51", 3), ("0", 0), ("1", 3)])
def test_at_least(filled_url: str, least: str, status: int) -> None:
    assert run("coverage", filled_url, "--at-least", least).status == status


@pytest.mark.parametrize("least", ["99", "-1", "most"])
def test_at_least_takes_a_share(filled_url: str, least: str) -> None:
    result = run("coverage", filled_url, f"--at-least={least}")
    assert result.status == 2
    assert f"'{least}' is not a share between 0 and 1" in result.err


def test_an_archive_without_any_number_is_not_enough(archive_url: str) -> None:
    Archive(archive_url, write=True).close()
    result = run("coverage", archive_url, "--at-least", "0.9")
    assert result.status == 3
    assert result.out == "No articles are stored, and no month is advertised.\n"


def test_an_argument_too_many(filled_url: str) -> None:
    result = run("coverage", filled_url, "2025-11")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("unexpected argument '2025-11'")


@pytest.mark.parametrize("name", ["coverage", "export", "migrate"])
def test_help_shows_an_example(sqlite_url: str, name: str) -> None:
    result = run(name, sqlite_url, "--help")
    assert result.status == 0
    assert f"Example:\n  scrapy {name} " in result.out
