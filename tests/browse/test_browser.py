"""The pages in a real browser, served by the command as a user starts it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import IO, cast

import pytest
from playwright.sync_api import Browser

from tests.browse.conftest import Pages
from tests.chromium import WIDTHS, chromium, look_at
from tests.e2e.harness import ROOT, environment

pytestmark = pytest.mark.browser

ADDRESSES = (
    "",
    "-/search?q=water",
    "-/article/5",
    "example",
    "example/articles",
    "example/article/5",
    "example/quiet-places?days=3",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def served(pages: Pages) -> Iterator[str]:
    line = [sys.executable, "-m", "scrapy", "browse", "--port", "0"]
    line += ["-s", f"ARCHIVE_URL={pages.archive.url}"]
    with subprocess.Popen(
        line, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        said = cast("IO[str]", process.stdout).readline()
        assert said.startswith("The archive is at http://127.0.0.1:"), said
        yield said.split()[4]
        process.terminate()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_work_for_everyone_at_every_width(
    browser: Browser, served: str, address: str, width: int
) -> None:
    with look_at(browser, served + address, width=width) as look:
        look.page.wait_for_load_state("networkidle")
        assert look.complaints == []
        assert [url for url in look.requests if not url.startswith((served, "data:"))] == []
        assert look.overflow == 0
        assert look.barriers() == []


def test_a_reader_gets_from_a_question_to_an_article(browser: Browser, served: str) -> None:
    with look_at(browser, served, width=1280) as look:
        look.page.get_by_label("Search all articles").fill("water")
        look.page.keyboard.press("Enter")
        look.page.locator(".hits a").first.click()
        assert look.page.locator("article.reading .text p").count() > 2
        assert look.complaints == []
