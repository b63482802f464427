"""The saved pages of real sites, which lie beside the project and never in it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[3] / "shared" / "real-pages"

needed = pytest.mark.skipif(
    not FOLDER.is_dir() and os.environ.get("REQUIRE_REAL_PAGES") != "1",
    reason=f"no real pages at {FOLDER}: they are not part of the project",
)


def pages(*patterns: str) -> list[str]:
    """List the pages whose names match; some must, once the folder is there."""
    found = sorted(path.name for pattern in patterns for path in FOLDER.glob(pattern))
    return found if found or FOLDER.is_dir() else ["missing.html"]


def read(name: str) -> bytes:
    """Give a page as it was saved."""
    return (FOLDER / name).read_bytes()


def truth(name: str) -> dict[str, Any]:
    """Give what a reader sees on a page."""
    return dict(json.loads((FOLDER / name).with_suffix(".truth.json").read_text("utf-8")))
