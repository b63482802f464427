"""Only this machine, nothing changed, nothing from elsewhere."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from capitalcities_crawler.browse.desk import Desk
from capitalcities_crawler.browse.guard import guarded
from capitalcities_crawler.browse.server import datasette
from tests.browse.conftest import Pages


def get(pages: Pages, url: str, **headers: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        app: Any = guarded(datasette(Desk(pages.archive.url, "")).app())
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app)) as client:
            return await client.get(url, headers=headers)

    return asyncio.run(ask())


@pytest.mark.parametrize("host", ["127.0.0.1:8001", "localhost", "[::1]:8001"])
def test_this_machine_is_answered(pages: Pages, host: str) -> None:
    answer = get(pages, f"http://{host}/-/search")
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil", ""])
def test_other_names_are_refused(pages: Pages, host: str) -> None:
    answer = get(pages, "http://127.0.0.1/example/articles.json", host=host)
    assert answer.status_code == 403
    assert "rows" not in answer.text


@pytest.mark.parametrize(
    "statement", ["DELETE+FROM+article", "DROP+TABLE+article", "PRAGMA+writable_schema=1"]
)
def test_nothing_can_be_changed(pages: Pages, statement: str) -> None:
    assert pages.get(f"/example.json?sql={statement}", status=400).json()["ok"] is False
    assert pages.get("/example/article.json?_size=1").json()["filtered_table_rows_count"] > 100


def test_the_file_cannot_be_downloaded(pages: Pages) -> None:
    pages.get("/example.db", status=403)
