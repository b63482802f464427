"""The example archive, and its report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.report import render

MADE_AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def archive(archive_url: str) -> Iterator[Archive]:
    """An empty archive, once on each database."""
    with Archive(archive_url, write=True) as archive:
        yield archive


@pytest.fixture(scope="module")
def report_file(example: Archive, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on it."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render(example, made_at=MADE_AT), encoding="utf-8")
    return path
