"""Pages in a real browser: what it complains of, what it asks for, and what a blind reader would miss."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

WIDTHS = (390, 1280)
"""Of a phone and of a desk."""


def find_chromium() -> str:
    """Give the program, or skip the test, or fail where REQUIRE_BROWSER is set."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    if os.environ.get("REQUIRE_BROWSER"):
        pytest.fail("REQUIRE_BROWSER is set and there is no chromium")
    pytest.skip("needs chromium: apt install chromium (REQUIRE_BROWSER=1 makes this a failure)")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's browser for the block."""
    program = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@dataclass
class Look:
    """A page as a browser shows it, with what it did."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    """Messages on the console, and errors of scripts."""
    requests: list[str] = field(default_factory=list)
    """All addresses asked for, the page's own first."""

    @property
    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        found = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return int(found)

    def barriers(self) -> list[str]:
        """Give serious findings of axe: what keeps people with a screen reader or keyboard out."""
        found = Axe().run(self.page).response["violations"]
        return [
            f"{each['id']}: {each['nodes'][0]['html'][:200]}"
            for each in found
            if each["impact"] in ("serious", "critical")
        ]


@contextmanager
def look_at(
    browser: Browser, address: str | Path, *, width: int, scheme: str = "light"
) -> Iterator[Look]:
    """Open a page or a file at a width, in ``light`` or ``dark``."""
    url = address.as_uri() if isinstance(address, Path) else address
    page = browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    look = Look(page)
    page.on("console", lambda message: look.complaints.append(message.text))
    page.on("pageerror", lambda error: look.complaints.append(str(error)))
    page.on("request", lambda request: look.requests.append(request.url))
    page.goto(url)
    yield look
    page.close()
