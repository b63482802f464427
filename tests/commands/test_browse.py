"""``scrapy browse`` as a user types it, where it does not come to serving."""

from __future__ import annotations

import builtins
import socket
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from capitalcities_crawler.archive import Archive
from tests.commands.runner import run


@pytest.fixture
def stored_url(sqlite_url: str) -> str:
    Archive(sqlite_url, write=True).close()
    return sqlite_url


def test_a_port_that_is_taken_is_one_line(stored_url: str) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        result = run("browse", stored_url, "--port", port)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"port {port} cannot be used (Address already in use)")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    ("option", "value"), [("--port", "80000"), ("--port", "http"), ("--replay", "127.0.0.1:8080")]
)
def test_wrong_values_are_refused(stored_url: str, option: str, value: str) -> None:
    result = run("browse", stored_url, option, value)
    assert result.status == 2
    assert repr(value) in result.err


def test_an_argument_is_refused(stored_url: str) -> None:
    assert "unexpected argument 'now'" in run("browse", stored_url, "now").err


def test_an_archive_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    result = run("browse", f"sqlite:///{tmp_path / 'none.sqlite'}", "--port", "0")
    assert result.status == 2
    assert result.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_postgresql_is_refused_with_what_to_use(postgresql_url: str) -> None:
    Archive(postgresql_url, write=True).close()
    result = run("browse", postgresql_url, "--port", "0")
    assert result.status == 2
    assert "SQLite archives only" in result.err
    assert result.err.count("\n") == 1


def test_without_datasette_it_says_how_to_get_it(
    stored_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "capitalcities_crawler.browse":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    result = run("browse", stored_url)
    assert result.status == 2
    assert "pip install 'capitalcities-crawler[browse]'" in result.err
