"""The report in a real browser: by itself, at two widths, in light and dark, and for everyone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.chromium import WIDTHS, chromium, look_at

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_report_works_by_itself_at_every_width(
    browser: Browser, report_file: Path, width: int, scheme: str
) -> None:
    with look_at(browser, report_file, width=width, scheme=scheme) as look:
        assert look.page.get_by_role("heading", level=1).inner_text() == "Capital Cities"
        assert look.complaints == []
        assert look.requests == [report_file.as_uri()]
        assert look.overflow == 0
        for summary in look.page.locator("summary").all():
            summary.click()
        assert look.barriers() == []


def test_every_section_is_reached_by_keyboard(browser: Browser, report_file: Path) -> None:
    with look_at(browser, report_file, width=1280) as look:
        look.page.keyboard.press("Tab")
        assert look.page.evaluate("document.activeElement.textContent") == "Skip to the content"
        links = look.page.locator("nav a")
        assert links.count() == 8
        for link in links.all():
            link.press("Enter")
            anchor = look.page.evaluate("location.hash")
            assert look.page.locator(f"section{anchor} h2").is_visible()


def test_the_style_is_the_pages_own(browser: Browser, report_file: Path) -> None:
    """A wrong digest in its policy would leave the page without style."""
    with look_at(browser, report_file, width=1280) as look:
        display = look.page.evaluate("getComputedStyle(document.querySelector('.tiles')).display")
        assert display == "grid"
