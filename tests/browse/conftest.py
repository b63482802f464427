"""The example archive as its pages show it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.browse.desk import Desk
from capitalcities_crawler.browse.server import datasette

REPLAY = "http://127.0.0.1:8080/news"


class Pages:
    """Asks for pages without a network.

    Args:
        archive: what they show.
        warc_dir: where its records are.
    """

    def __init__(self, archive: Archive, warc_dir: Path) -> None:
        self.archive = archive
        self.app = datasette(Desk(archive.url, str(warc_dir), REPLAY))
        self._runner = asyncio.Runner()

    def get(self, address: str, status: int = 200) -> Any:
        """Give the answer: ``text``, ``headers``, ``json()``."""
        answer = self._runner.run(self.app.client.get(address))
        assert answer.status_code == status, answer.text
        return answer

    def close(self) -> None:
        self._runner.close()


@pytest.fixture(scope="session")
def pages(example: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """Give the pages of the example archive, whose records are nowhere."""
    with closing(Pages(example, tmp_path_factory.mktemp("warc"))) as pages:
        yield pages
