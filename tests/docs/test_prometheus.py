"""The alert rules of ``docs/prometheus/`` speak of metrics that are written."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from capitalcities_crawler.extensions.metrics import gauges
from tests.e2e.harness import ROOT

TEXT = (ROOT / "docs" / "prometheus" / "capitalcities-harvest.yml").read_text(encoding="utf-8")
RULES = {
    rule.splitlines()[0].strip(): rule
    for rule in re.split(r"^ +- alert:", TEXT, flags=re.MULTILINE)[1:]
}
METRICS = {
    metric.name: {"site", "base_url", "spider", metric.label}
    for metric in gauges({"finish_time": datetime(2026, 1, 14, tzinfo=UTC)})
}


def test_the_file_has_the_shape_of_rules() -> None:
    assert re.search(r"^groups:\n  - name: \S+\n    rules:\n      - alert:", TEXT, re.MULTILINE)
    assert "\t" not in TEXT
    assert len(RULES) >= 4


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_whole(name: str) -> None:
    rule = RULES[name]
    assert re.fullmatch(r"[A-Z]\w+", name)
    keys = re.findall(r"^ {8}(\w+):", rule, re.MULTILINE)
    assert set(keys) <= {"expr", "for", "labels", "annotations"}
    assert {"expr", "labels", "annotations"} <= set(keys)
    assert re.search(r"^ {10}severity: (warning|critical)$", rule, re.MULTILINE)
    assert re.search(r'^ {10}summary: ".+"$', rule, re.MULTILINE)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_speaks_of_metrics_that_are_written(name: str) -> None:
    used = re.findall(r"\b(capitalcities_harvest_\w+)(?:\{(\w+)=)?", RULES[name])
    assert used
    for metric, label in used:
        assert metric in METRICS
        assert not label or label in METRICS[metric]


@pytest.mark.parametrize("name", RULES)
def test_a_summary_speaks_of_labels_that_are_there(name: str) -> None:
    rule = RULES[name]
    metrics = re.findall(r"\bcapitalcities_harvest_\w+", rule)
    known = set().union(*(METRICS[metric] for metric in metrics))
    assert set(re.findall(r"\$labels\.(\w+)", rule)) <= known
