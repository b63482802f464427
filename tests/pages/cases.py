"""The cases in ``fixtures/pages``: one folder each, found by themselves."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from capitalcities_crawler.items import Article, Listing
from capitalcities_crawler.pages import ArticlePage, ListingPage
from capitalcities_crawler.sites import get_site

ROOT = Path(__file__).parents[2] / "fixtures" / "pages"


@dataclass(frozen=True)
class Case:
    """A saved page and what a reader sees on it.

    ``meta.json`` has ``url``, and where needed ``site`` (a profile), ``listing`` (true) and
    ``refused`` (the reason); ``expected.json`` has one key per field that the page fills.
    """

    name: str

    @property
    def meta(self) -> dict[str, Any]:
        return dict(json.loads((ROOT / self.name / "meta.json").read_text("utf-8")))

    @property
    def expected(self) -> dict[str, Any]:
        return dict(json.loads((ROOT / self.name / "expected.json").read_text("utf-8")))

    @property
    def page(self) -> ArticlePage | ListingPage:
        html = (ROOT / self.name / "page.html").read_bytes()
        reader = ListingPage if self.meta.get("listing") else ArticlePage
        return reader(html, self.meta["url"], get_site(self.meta.get("site", "wordpress")))


@cache
def read(name: str) -> Article | Listing:
    """Read a case once for all the tests of its fields."""
    return Case(name).page.to_item()


CASES = [Case(folder.name) for folder in sorted(ROOT.iterdir()) if (folder / "meta.json").exists()]
REFUSED = [case for case in CASES if "refused" in case.meta]
ARTICLES = [case for case in CASES if case not in REFUSED and not case.meta.get("listing")]
LISTINGS = [case for case in CASES if case not in REFUSED and case.meta.get("listing")]
