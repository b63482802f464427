"""What the pages need to know of the archive that they show."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

PLUGIN = "capitalcities-crawler"
"""The name under which Datasette keeps it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """An archive to be browsed."""

    archive_url: str
    warc_dir: str
    """Where its WARC files are."""
    replay: str | None = None
    """What the addresses of a replay server begin with: ``http://127.0.0.1:8080/news``."""

    def to_json(self) -> dict[str, Any]:
        """Give it as configuration of a plugin."""
        return asdict(self)


def desk_of(datasette: Any) -> Desk:
    """Read it from Datasette's configuration."""
    return Desk(**datasette.plugin_config(PLUGIN))
