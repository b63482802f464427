"""The walls between the rooms (docs/architecture.md), held by their imports."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "capitalcities_crawler"
OURS = "capitalcities_crawler"

PAGES_MAY_IMPORT = {
    f"{OURS}.items",
    f"{OURS}.urls",
    f"{OURS}.publishers",
    f"{OURS}.sites",
    f"{OURS}.pages",
    "parsel",
    "lxml",
    "w3lib",
    "dateparser",
}


def imports(path: Path) -> Iterator[str]:
    """Give the absolute names of the modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def files(*places: Path) -> list[Path]:
    found = [file for place in places for file in sorted(place.rglob("*.py"))]
    assert found, f"no Python file in {places}"
    return found


def is_within(module: str, packages: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in packages)


def is_standard(module: str) -> bool:
    return module.split(".", maxsplit=1)[0] in sys.stdlib_module_names


@pytest.mark.parametrize("file", files(PACKAGE / "pages"), ids=lambda file: file.stem)
def test_pages_know_only_items_urls_and_sites(file: Path) -> None:
    allowed = PAGES_MAY_IMPORT | ({"trafilatura"} if file.stem == "fallback" else set())
    assert [m for m in imports(file) if not is_standard(m) and not is_within(m, allowed)] == []


def test_pages_ask_no_clock_and_no_network() -> None:
    for file in files(PACKAGE / "pages"):
        text = file.read_text(encoding="utf-8")
        for word in ("datetime.now", "time.time(", "date.today", "urlopen", "socket"):
            assert word not in text, f"{file} uses {word}"


def test_archive_imports_no_scrapy() -> None:
    for file in files(PACKAGE / "archive"):
        above = {"scrapy", "twisted", f"{OURS}.spiders", f"{OURS}.commands", "pipelines"}
        assert [m for m in imports(file) if is_within(m, above)] == [], file


def test_warc_knows_neither_scrapy_nor_the_archive() -> None:
    for file in files(PACKAGE / "warc"):
        above = {"scrapy", "twisted", "sqlalchemy", f"{OURS}.archive", f"{OURS}.spiders"}
        assert [m for m in imports(file) if is_within(m, above)] == [], file


def test_places_know_nothing_else() -> None:
    for file in files(PACKAGE / "places"):
        foreign = [m for m in imports(file) if not is_within(m, {f"{OURS}.places"})]
        assert [m for m in foreign if not is_standard(m)] == [], file


def test_only_the_archive_knows_sql() -> None:
    places = [p for p in files(PACKAGE, ROOT / "pipelines") if PACKAGE / "archive" not in p.parents]
    for file in places:
        assert [m for m in imports(file) if is_within(m, {"sqlalchemy", "alembic"})] == [], file


def test_spiders_never_import_pipelines() -> None:
    for file in files(PACKAGE / "spiders", PACKAGE / "discovery", PACKAGE / "middlewares"):
        assert [m for m in imports(file) if is_within(m, {"pipelines"})] == [], file


def test_site_knowledge_lives_in_sites_alone() -> None:
    keys = [f.stem for f in files(PACKAGE / "sites") if f.stem not in {"__init__", "profile"}]
    for file in files(
        PACKAGE / "pages", PACKAGE / "archive", PACKAGE / "discovery", ROOT / "pipelines"
    ):
        text = file.read_text(encoding="utf-8")
        for key in keys:
            assert f'site.key == "{key}"' not in text, file
