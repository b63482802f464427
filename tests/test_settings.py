"""The settings: safe, polite, and each of our own documented."""

from __future__ import annotations

import subprocess
import sys

import pytest
from scrapy.settings import Settings
from scrapy.utils.misc import load_object

from capitalcities_crawler import settings as module
from tests.e2e.harness import ROOT, environment

SETTINGS = Settings()
SETTINGS.setmodule(module)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ROBOTSTXT_OBEY", True),
        ("REMOTE_CONTROL_ENABLED", False),
        ("TELNETCONSOLE_ENABLED", False),
        ("DOWNLOAD_VERIFY_CERTIFICATES", True),
        ("COOKIES_ENABLED", False),
        ("CONCURRENT_REQUESTS", 1),
    ],
)
def test_what_scrapy_leaves_open_is_closed(name: str, value: object) -> None:
    assert SETTINGS[name] == value


def test_only_the_web_can_be_asked() -> None:
    handlers = SETTINGS.get_component_priority_dict_with_base("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}


@pytest.mark.parametrize("name", ["DOWNLOADER_MIDDLEWARES", "ITEM_PIPELINES", "EXTENSIONS"])
def test_every_component_can_be_loaded(name: str) -> None:
    assert all(load_object(path) for path in SETTINGS[name])


def test_the_table_in_the_docs_names_every_setting_of_ours() -> None:
    ours = {"CONTACT", "RETRY_AFTER_MAX", "FAILURES_IN_A_ROW", "ARCHIVE_URL"}
    text = (ROOT / "docs" / "crawl.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in text for name in ours)


def test_the_contact_becomes_part_of_the_user_agent() -> None:
    line = [sys.executable, "-c", (
        "from scrapy.crawler import Crawler\n"
        "from scrapy.utils.project import get_project_settings\n"
        "from capitalcities_crawler.spiders.archive import ArchiveSpider\n"
        "print(Crawler(ArchiveSpider, get_project_settings()).settings['USER_AGENT'])"
    )]  # fmt: skip
    env = environment() | {"CONTACT": "mailto:me@example.org"}
    run = subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert run.stdout.strip().endswith("(news archive for research) (+mailto:me@example.org)")
