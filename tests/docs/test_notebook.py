"""The notebook runs from top to bottom over an archive, on both databases, and tells the truth."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from capitalcities_crawler.archive import Archive
from fixtures.example import BASE, fill
from fixtures.replica import World
from fixtures.replica.scenario import live_a_week
from tests.e2e.harness import ROOT

NOTEBOOK = ROOT / "notebooks" / "first-look.ipynb"
POSTS = 40


def cells(kind: str) -> list[dict[str, Any]]:
    found = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == kind]


def execute(source: str, names: dict[str, Any]) -> Any:
    """Run a cell as Jupyter does; give the value of an expression at its end, else ``None``."""
    tree = ast.parse(source)
    last = tree.body[-1]
    if not isinstance(last, ast.Expr):
        exec(compile(tree, str(NOTEBOOK), "exec"), names)
        return None
    exec(compile(ast.Module(tree.body[:-1], []), str(NOTEBOOK), "exec"), names)
    return eval(compile(ast.Expression(last.value), str(NOTEBOOK), "eval"), names)


def run() -> tuple[dict[str, Any], list[Any]]:
    """Run all cells; give the names that they leave behind, and what they show."""
    names: dict[str, Any] = {}
    shown = [execute("".join(cell["source"]), names) for cell in cells("code")]
    return names, [value for value in shown if value is not None]


def test_what_it_shows_is_true(
    archive_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Archive(archive_url, write=True) as archive:
        fill(archive, POSTS)
    monkeypatch.setenv("ARCHIVE_URL", archive_url)
    names, shown = run()

    world = World(POSTS)
    failed = BASE + list(world.index.readable())[-1].path
    week = live_a_week(world)
    truth = {url: post for url, post in world.truth(BASE).items() if url != failed}
    living = names["living"].set_index("url")
    assert dict(living["title"]) == {url: post["title"] for url, post in truth.items()}
    assert names["volume"].to_numpy().sum() == len(truth)
    assert names["volume"].sum(axis="columns").rename(index=str).to_dict() == {
        month: sum(post["published"].startswith(month) for post in truth.values())
        for month in {post["published"][:7] for post in truth.values()}
    }
    assert names["coverage"]["missing"].sum() == 1  # the one that failed
    assert len(names["changed"]) == len(week.edited)
    assert len(names["disappeared"]) == len(week.gone)
    assert f"{len(week.edited)} later versions" in capsys.readouterr().out
    assert names["cells"]["text"].str.len().sum() > 0
    for table in shown:
        frame = table if isinstance(table, pd.DataFrame) else table.data
        assert len(frame), frame.columns
        assert table._repr_html_()


def test_it_begins_with_the_archive_of_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notebooks").mkdir()
    with Archive(f"sqlite:///{tmp_path}/data/demo.sqlite", write=True):
        pass
    monkeypatch.chdir(tmp_path / "notebooks")
    monkeypatch.delenv("ARCHIVE_URL", raising=False)
    names: dict[str, Any] = {}
    execute("".join(cells("code")[0]["source"]), names)
    with names["archive"] as archive, archive.engine.connect() as connection:
        assert "demo.sqlite" in str(connection.engine.url)


def test_it_is_kept_without_output() -> None:
    assert [cell["outputs"] for cell in cells("code")] == [[]] * len(cells("code"))
    assert {cell["execution_count"] for cell in cells("code")} == {None}
