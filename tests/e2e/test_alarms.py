"""Alarms and metrics of real crawls: a site that stays as it is, and one whose layout changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.replica.exchange import Answer, Request
from fixtures.replica.server import ServedSite
from fixtures.replica.site import Site
from tests.e2e.harness import scrapy

PAGES = 12


def read_again(site: ServedSite, archive_url: str, metrics: Path) -> list[str]:
    """Read the newest articles once more; give the alarms."""
    urls = ",".join(list(site.world.truth(site.url))[:PAGES])
    words = ["article", "-a", f"base_url={site.url}", "-a", f"urls={urls}"]
    run = scrapy("crawl", *words, "-s", f"HARVEST_METRICS={metrics}", archive_url=archive_url)
    assert run.returncode == 0, run.stderr
    return [line for line in run.stderr.splitlines() if "WARNING: Alarm " in line]


def serve_changed(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let the theme call these things otherwise from now on."""
    answer = Site.answer

    def changed(site: Site, request: Request) -> Answer:
        given = answer(site, request)
        for name in names:
            given.body = given.body.replace(name.encode(), b"renamed")
        return given

    monkeypatch.setattr(Site, "answer", changed)


def test_a_site_that_stays_as_it_is(site: ServedSite, sqlite_url: str, tmp_path: Path) -> None:
    metrics = tmp_path / "harvest.prom"
    for _ in range(4):
        assert read_again(site, sqlite_url, metrics) == []
    assert "harvest_alarm{" not in metrics.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("names", "alarm"),
    [
        (["jeg_post_tags"], "field/tags/markup"),  # the linked data still have them
        (["jeg_breadcrumbs", "BreadcrumbList"], "field/breadcrumb"),
        (["jeg_post_tags", "keywords", "article:tag"], "field/tags"),
        (["author", "twitter:data1"], "field/authors"),
    ],
)
def test_a_changed_layout(
    *,
    site: ServedSite,
    sqlite_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    names: list[str],
    alarm: str,
) -> None:
    metrics = tmp_path / "harvest.prom"
    assert read_again(site, sqlite_url, metrics) == []
    serve_changed(monkeypatch, *names)
    (line,) = read_again(site, sqlite_url, metrics)
    assert f"Alarm {alarm}: none of the last {PAGES} articles" in line
    assert f'alarm="{alarm}"' in metrics.read_text(encoding="utf-8")


def test_pages_that_are_no_articles_any_more(
    site: ServedSite, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    metrics = tmp_path / "harvest.prom"
    read_again(site, sqlite_url, metrics)
    serve_changed(monkeypatch, "content-inner", "entry-content")
    (line,) = read_again(site, sqlite_url, metrics)
    assert "Alarm trouble/not_article: all of the last 12 addresses held no article" in line
    assert read_again(site, sqlite_url, metrics) == []  # the same addresses: told already


def test_metrics_that_cannot_be_written_change_nothing_else(
    site: ServedSite, sqlite_url: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    metrics = tmp_path / "file" / "harvest.prom"
    assert read_again(site, sqlite_url, metrics) == []


def test_a_site_that_cannot_be_reached_is_in_the_metrics(sqlite_url: str, tmp_path: Path) -> None:
    metrics = tmp_path / "harvest.prom"
    words = ["archive", "-a", "base_url=http://127.0.0.1:9", "-s", f"HARVEST_METRICS={metrics}"]
    assert scrapy("crawl", *words, archive_url=sqlite_url).returncode == 4
    text = metrics.read_text(encoding="utf-8")
    assert 'capitalcities_harvest_exit_status{base_url="http://127.0.0.1:9"' in text
    assert "last_success_timestamp_seconds{" not in text
