"""Posts in the markup of old and new themes, most of them without any metadata."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from capitalcities_crawler.items import Article
from capitalcities_crawler.pages import ArticlePage

THEMES = sorted((Path(__file__).parent / "themes").glob("*.json"))
FIELDS = ("title", "authors", "day", "categories", "tags", "body")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("path", THEMES, ids=lambda path: path.stem)
def test_a_theme_is_read_as_a_reader_sees_it(path: Path, field: str) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    html = path.with_suffix(".html").read_bytes()
    article = ArticlePage(html, expected["url"]).to_item()
    assert seen(article)[field] == expected[field]


def seen(article: Article) -> dict[str, Any]:
    published = article.published
    day = published.date() if isinstance(published, datetime) else published
    return {
        "title": article.title,
        "authors": [author.name for author in article.authors],
        "day": day.isoformat() if day else None,
        "categories": [line[-1].name for line in article.categories],
        "tags": [tag.name for tag in article.tags],
        "body": [block.text for block in article.blocks],
    }


def test_there_are_themes() -> None:
    assert len(THEMES) >= 25
