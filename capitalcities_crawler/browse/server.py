"""Open an archive in Datasette, read-only and for this machine alone."""

from __future__ import annotations

import socket
from pathlib import Path

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

from capitalcities_crawler.archive import Archive, ArchiveError
from capitalcities_crawler.archive.about import about
from capitalcities_crawler.archive.database import file_of
from capitalcities_crawler.archive.schema import table_names
from capitalcities_crawler.browse import plugin
from capitalcities_crawler.browse.desk import PLUGIN, Desk
from capitalcities_crawler.browse.guard import guarded
from capitalcities_crawler.browse.metadata import metadata

HOST = "127.0.0.1"
"""Loopback, whatever is asked: an archive of other people's texts is not for publishing."""

SETTINGS = {
    "allow_download": False,
    "default_facet_size": 12,
    "default_page_size": 50,
    "facet_time_limit_ms": 500,
    "max_returned_rows": 1000,
    "num_sql_threads": 2,
    "sql_time_limit_ms": 5000,
    "truncate_cells_html": 400,
}

_HERE = Path(__file__).parent

if not pm.has_plugin(PLUGIN):
    pm.register(plugin, PLUGIN)


def datasette(desk: Desk) -> Datasette:
    """Make Datasette know the archive.

    Raises:
        ArchiveError: it cannot be opened, or is no SQLite file.
    """
    with Archive(desk.archive_url) as archive:
        path = file_of(desk.archive_url)
        if path is None:
            msg = "scrapy browse opens SQLite archives only: use scrapy search, report and SQL on PostgreSQL"
            raise ArchiveError(msg)
        with archive.session() as session:
            known = metadata(path.stem, about(session), table_names(session))
    known["plugins"] = {PLUGIN: desk.to_json()}
    return Datasette(
        files=[str(path)],
        metadata=known,
        settings=SETTINGS,
        template_dir=str(_HERE / "templates"),
        static_mounts=[("assets", str(_HERE / "assets"))],
    )


def listen(port: int) -> socket.socket:
    """Take a port of this machine, any free one for 0.

    Raises:
        OSError: another program has it.
    """
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((HOST, port))
    except OSError:
        taken.close()
        raise
    return taken


def serve(app: Datasette, listener: socket.socket) -> None:
    """Serve until interrupted."""
    config = uvicorn.Config(
        guarded(app.app()), log_level="warning", lifespan="on", access_log=False
    )
    uvicorn.Server(config).run(sockets=[listener])
