"""The text file for Prometheus."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from capitalcities_crawler.extensions.metrics import gauges
from capitalcities_crawler.extensions.textfile import TextFile

LATEST = {"site": "example", "base_url": "https://news.example", "spider": "latest"}
ARCHIVE = LATEST | {"spider": "archive"}


def stats(hour: int, ending: str = "done", **others: Any) -> dict[str, Any]:
    return {
        "finish_time": datetime(2026, 1, 14, hour, tzinfo=UTC),
        "crawl/ending": ending,
        "elapsed_time_seconds": 2.5,
        **others,
    }


def moment(hour: int) -> float:
    return datetime(2026, 1, 14, hour, tzinfo=UTC).timestamp()


def read(path: Path) -> dict[tuple[str, str, str], float]:
    """Give the values by name, spider and own label."""
    values = {}
    for family in text_string_to_metric_families(path.read_text(encoding="utf-8")):
        assert family.documentation
        for sample in family.samples:
            own = [value for name, value in sample.labels.items() if name not in LATEST]
            key = (sample.name.removeprefix("capitalcities_harvest_"), sample.labels["spider"])
            assert (*key, "".join(own)) not in values, "a series twice"
            values[(*key, "".join(own))] = sample.value
    return values


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "metrics" / "harvest.prom"


def test_what_a_run_says(path: Path) -> None:
    run = stats(9) | {
        "archive/new": 3,
        "crawl/failed/timeout": 1,
        "crawl/failed/http-500": 1,
        "read/articles": 3,
        "field/tags": 2,
        "field/tags/markup": 2,
        "alarm/field/tags": "none of the last ...",
    }
    TextFile(path, LATEST).write(gauges(run))
    values = read(path)
    assert values["duration_seconds", "latest", ""] == 2.5
    assert values["articles", "latest", "new"] == 3
    assert values["articles", "latest", "gone"] == 0
    assert values["addresses", "latest", "failed"] == 2
    assert values["field_articles", "latest", "tags"] == 2
    assert values["field_articles", "latest", "toc"] == 0
    assert values["alarm", "latest", "field/tags"] == 1


def test_the_last_success_outlives_failures(path: Path) -> None:
    for hour, ending in ((1, "unreachable"), (2, "done"), (3, "incomplete"), (4, "unreachable")):
        TextFile(path, LATEST).write(gauges(stats(hour, ending)))
    values = read(path)
    assert values["last_success_timestamp_seconds", "latest", ""] == moment(2)
    assert values["last_run_timestamp_seconds", "latest", ""] == moment(4)
    assert values["exit_status", "latest", ""] == 4


def test_no_success_yet(path: Path) -> None:
    TextFile(path, LATEST).write(gauges(stats(1, "unreachable")))
    assert ("last_success_timestamp_seconds", "latest", "") not in read(path)


def test_runs_of_others_are_kept(path: Path) -> None:
    alarm = {"alarm/field/tags": "none"}
    TextFile(path, ARCHIVE).write(gauges(stats(1) | alarm))
    TextFile(path, LATEST).write(gauges(stats(2) | alarm))
    TextFile(path, LATEST).write(gauges(stats(3) | {"read/articles": 1}))
    values = read(path)
    assert values["last_success_timestamp_seconds", "archive", ""] == moment(1)
    assert values["last_success_timestamp_seconds", "latest", ""] == moment(3)
    assert values["alarm", "archive", "field/tags"] == 1
    assert ("alarm", "latest", "field/tags") not in values


def test_an_alarm_stands_until_pages_are_read_again(path: Path) -> None:
    run = {"read/articles": 9}
    TextFile(path, LATEST).write(gauges(stats(1) | run | {"alarm/field/tags": "none"}))
    TextFile(path, LATEST).write(gauges(stats(2)))
    assert read(path)["alarm", "latest", "field/tags"] == 1
    TextFile(path, LATEST).write(gauges(stats(3) | run))
    assert ("alarm", "latest", "field/tags") not in read(path)


@pytest.mark.parametrize("rubbish", [b"\xff\xfe", b"a b c d", b'name{site="'])
def test_a_file_that_holds_no_metrics_is_replaced(
    path: Path, rubbish: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir()
    path.write_bytes(rubbish)
    with caplog.at_level(logging.WARNING):
        TextFile(path, LATEST).write(gauges(stats(1)))
    assert "holds no metrics" in caplog.text
    assert read(path)["exit_status", "latest", ""] == 0


def test_names_are_as_prometheus_wants_them(path: Path) -> None:
    TextFile(path, LATEST).write(gauges(stats(1)))
    for line in path.read_text(encoding="utf-8").splitlines():
        assert re.match(r"(# (HELP|TYPE) )?capitalcities_harvest_[a-z_]+[ {]", line), line


def test_nothing_is_left_beside_the_file(path: Path) -> None:
    TextFile(path, LATEST).write(gauges(stats(1)))
    assert [file.name for file in path.parent.iterdir()] == ["harvest.prom"]
