"""From an article's page to the bytes that the server sent."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from parsel import Selector

from capitalcities_crawler.archive import Archive
from fixtures.replica.server import ServedSite
from tests.browse.conftest import Pages
from tests.e2e.harness import crawl, stored


def test_each_articles_record_is_the_page_as_it_was_served(
    site: ServedSite, sqlite_url: str
) -> None:
    run = crawl("archive", sqlite_url, limit="5", base_url=site.url)
    assert run.returncode == 0, run.stderr
    titles = {record["title"] for record in stored(sqlite_url).values()}
    with (
        Archive(sqlite_url) as archive,
        closing(Pages(archive, Path(os.environ["WARC_DIR"]))) as pages,
    ):
        for number in range(1, len(titles) + 1):
            article = Selector(pages.get(f"/-/article/{number}").text)
            record = pages.get(article.css("dl a[href*=record]::attr(href)").get("")).text
            head, _, page = record.partition("\n\n<")
            assert "status 200" in head
            title = Selector(f"<{page}").css("h1.jeg_post_title").xpath("string()").get()
            assert title in titles
