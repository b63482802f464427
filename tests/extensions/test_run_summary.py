"""The numbers of a run, as those who watch many get them."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from capitalcities_crawler.extensions.run_summary import Asked, of_none, of_run
from capitalcities_crawler.extensions.verdict import Ending
from tests.e2e.harness import ROOT

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
ASKED = Asked(
    site="wordpress",
    base_url="https://example.org",
    spider="latest",
    arguments={"since": "3 days ago"},
    archive="sqlite:///a.sqlite",
)
STATS: dict[str, Any] = {
    "start_time": NOON,
    "finish_time": NOON.replace(second=2),
    "elapsed_time_seconds": 2.04,
    "crawl/ending": Ending.INCOMPLETE,
    "crawl/pending": 4,
    "crawl/failed/timeout": 3,
    "crawl/failed/http-500": 1,
    "archive/gone": 2,
    "alarm/field/tags": "fewer have tags",
}


def test_a_run() -> None:
    found = of_run(ASKED, STATS, "failures-in-a-row", coverage=0.5).to_json()
    assert found["started"] == "2026-01-15T12:00:00+00:00"
    assert found["seconds"] == 2.0
    assert (found["outcome"], found["exit_status"]) == ("incomplete", 3)
    assert found["stopped_by"] == "failures-in-a-row"
    assert found["reasons"] == {
        "refused": {}, "gone": {}, "not_article": {}, "failed": {"timeout": 3, "http-500": 1},
    }  # fmt: skip
    assert (found["gone"], found["new"]) == (2, 0)
    assert (found["pending"], found["coverage"]) == (4, 0.5)
    assert found["alarms"] == {"field/tags": "fewer have tags"}


def test_a_run_that_is_through_was_stopped_by_nothing() -> None:
    assert of_run(ASKED, STATS, "finished").stopped_by is None


def test_a_run_that_did_not_begin_says_as_much() -> None:
    none = of_none(ASKED, Ending.LOCKED, "locked", NOON).to_json()
    assert none.keys() == of_run(ASKED, STATS, "finished").to_json().keys()
    assert (none["exit_status"], none["crawl_id"], none["pending"]) == (5, None, None)
    assert json.loads(json.dumps(none)) == none


def test_every_key_is_documented() -> None:
    text = (ROOT / "docs" / "cron.md").read_text(encoding="utf-8")
    section = text.partition("## The summary of a run")[2].partition("\n## ")[0]
    documented = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert sorted(documented) == sorted(of_run(ASKED, STATS, "finished").to_json())
