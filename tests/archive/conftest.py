"""An open archive, on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from capitalcities_crawler.archive import Archive


@pytest.fixture
def archive(archive_url: str) -> Iterator[Archive]:
    with Archive(archive_url, write=True) as opened:
        yield opened
