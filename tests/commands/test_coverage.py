"""``scrapy coverage``: the table, the lists, and the exit status."""

from __future__ import annotations

import json
from datetime import date

import pytest

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.events import Observation, Outcome, PageState
from capitalcities_crawler.items import AdvertisedCount
from tests.archive.samples import BASE, NOON, fetched, full_article, save
from tests.commands.runner import run


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
            fetched(full_article()),
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
        "month     advertised   stored  explained  missing  percent",
        "2025-11            3        1          1        1    66.6%",
        "2025-12            1        0          0        1     0.0%",
        "total              4        1          1        2    50.0%",
    ]


def test_missing_addresses_with_their_reasons(filled_url: str) -> None:
    lines = run("coverage", filled_url, "--missing").out.splitlines()
    assert lines[lines.index("") :] == [
        "",
        "Missing (1 known addresses)",
        f"  {BASE}/x/  failed, timeout, slow",
        "",
        "Explained (1 known addresses)",
        f"  {BASE}/2025/11/09/secret/  refused, password-protected",
    ]


def test_json(filled_url: str) -> None:
    result = json.loads(run("coverage", filled_url, "--json", "--missing").out)
    assert result["share"] == 0.5
    assert result["months"][0] == {
        "site": "example",
        "base_url": BASE,
        "month": "2025-11",
        "advertised": 3,
        "stored": 1,
        "explained": 1,
        "missing": 1,
        "share": pytest.approx(2 / 3),
    }
    assert [page["url"] for page in result["missing"]] == [f"{BASE}/x/"]
    assert [page["reason"] for page in result["explained"]] == ["password-protected"]


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
