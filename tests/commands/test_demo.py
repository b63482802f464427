"""``scrapy demo``: the whole job in one command."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from capitalcities_crawler.commands.demo import replica
from tests.e2e.harness import ROOT, environment, stored


def test_it_crawls_and_shows_what_is_stored(tmp_path: Path) -> None:
    shutil.copy(ROOT / "scrapy.cfg", tmp_path)  # a project folder of its own: data/ lands here
    env = environment() | {"PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-m", "scrapy", "demo", "--posts", "60"]
    run = subprocess.run(
        line, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=90, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "100% of what the site counts is stored" in run.stdout
    assert "sqlite3 data/demo.sqlite" in run.stdout
    assert "scrapy browse -s ARCHIVE_URL=sqlite:///data/demo.sqlite" in run.stdout
    assert "<h1>Capital Cities</h1>" in (tmp_path / "data/demo-report.html").read_text()
    assert len(stored(f"sqlite:///{tmp_path}/data/demo.sqlite")) >= 58


def test_an_argument_is_refused_before_anything_starts() -> None:
    line = [sys.executable, "-m", "scrapy", "demo", "now"]
    run = subprocess.run(
        line, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 2
    assert run.stdout == ""
    assert "takes no argument such as 'now'" in run.stderr


def test_the_replica_ends_with_the_block_whatever_happens() -> None:
    def fail() -> None:
        with replica(10) as base_url:
            addresses.append(base_url)
            raise RuntimeError("on purpose")

    addresses: list[str] = []
    with pytest.raises(RuntimeError, match="on purpose"):
        fail()
    refused = subprocess.run(
        [sys.executable, "-c", f"import urllib.request as u; u.urlopen({addresses[0]!r})"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Connection refused" in refused.stderr
