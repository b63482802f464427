"""The pages that Datasette does not have: search in the archive's own language, an article, a record."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from datasette import NotFound, Response, hookimpl
from markupsafe import Markup, escape
from scrapy.http import TextResponse

from capitalcities_crawler.archive import Archive, ArchiveError
from capitalcities_crawler.archive.dossier import Capture, capture, dossier
from capitalcities_crawler.archive.search.snippets import Snippet
from capitalcities_crawler.browse.blocks import blocks
from capitalcities_crawler.browse.desk import desk_of
from capitalcities_crawler.browse.diff import difference
from capitalcities_crawler.browse.searching import Asked, read_query, to_match
from capitalcities_crawler.spiders.recorded_pages import as_response
from capitalcities_crawler.warc.answers import RecordedAnswer, RevisitError, answer_at
from capitalcities_crawler.warc.reading_block import BrokenRecordError

_Hook = Callable[..., Any]
_hook: Callable[[_Hook], _Hook] = hookimpl
_last_hook: Callable[[_Hook], _Hook] = hookimpl(trylast=True)

MOST = 50
"""Answers of a search on a page."""


@_hook
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Name the pages."""
    return [
        (r"^/-/search$", search_page),
        (r"^/-/article/(?P<id>\d{1,18})$", article_page),
        (r"^/-/record/(?P<id>\d{1,18})$", record_page),
    ]


@_hook
def render_cell(value: Any, column: str) -> Markup | None:
    """Lead from an article's number, in any view or answer, to its page."""
    if column in {"article_id", "other_id"} and isinstance(value, int):
        return Markup('<a href="/-/article/{0}">{0}</a>').format(value)
    return None


@_last_hook
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Let the search fields of Datasette's own tables read the archive's language, too.

    Datasette 0.65 passes what is typed there through this function; its own knows nothing of how
    the archive folds words.
    """
    conn.create_function("escape_fts", 1, to_match)


async def search_page(datasette: Any, request: Any) -> Response:
    """Show a form, and the answers to what is asked."""
    asked = read_query(request.args)
    context: dict[str, Any] = {"asked": asked, "found": None, "error": asked.error}
    context["highlighted"] = _highlighted
    if asked.query and not asked.error:
        try:
            context["found"] = await _with_archive(datasette, partial(_search, asked))
        except ArchiveError as error:
            context["error"] = str(error)
    return Response.html(await datasette.render_template("search.html", context, request))


def _search(asked: Asked, archive: Archive) -> Any:
    return archive.search(asked.query, asked.selection, limit=MOST)


def _highlighted(snippet: Snippet) -> Markup:
    """Escape a passage, then mark the matches: by two characters that no text is made of."""
    begin, end = "\ue000", "\ue001"
    text = str(escape(snippet.marked(begin, end)))
    return Markup(text.replace(begin, "<mark>").replace(end, "</mark>"))  # noqa: S704 - escaped


async def article_page(datasette: Any, request: Any) -> Response:
    """Show an article: its text, its history, and the responses that prove it."""
    number = int(request.url_vars["id"])
    found = await _with_archive(datasette, lambda archive: _in_session(archive, dossier, number))
    if found is None:
        raise NotFound(f"there is no article {number}")
    pairs = zip(found.versions, [*found.versions[1:], None], strict=True)
    context = {
        "found": found,
        "record": found.record,
        "blocks": list(blocks(found.record["body"], found.headings)),
        "versions": [(one, difference(old.body, one.body) if old else []) for one, old in pairs],
        "replay": partial(_replay, desk_of(datasette).replay),
    }
    return Response.html(await datasette.render_template("article.html", context, request))


async def record_page(datasette: Any, request: Any) -> Response:
    """Show a response as the server sent it: status, headers and text, as plain text."""
    number = int(request.url_vars["id"])
    found = await _with_archive(datasette, lambda archive: _in_session(archive, capture, number))
    if found is None or found.warc_file is None or found.warc_offset is None:
        raise NotFound(f"no record is kept of response {number}")
    path = Path(desk_of(datasette).warc_dir) / found.warc_file
    return Response.text(await asyncio.to_thread(_record_text, path, found.warc_offset))


def _record_text(path: Path, offset: int) -> str:
    try:
        recorded = answer_at(path, offset)
    except RevisitError as error:
        return f"{path}@{offset}: {error}\n"
    except BrokenRecordError as error:
        return f"{path}@{offset} cannot be read: {error}\n"
    except OSError as error:
        return (
            f"{path} cannot be opened: {error.strerror}\nStart scrapy browse with -s WARC_DIR=...\n"
        )
    return _as_text(recorded, f"{path}@{offset}")


def _as_text(recorded: RecordedAnswer, place: str) -> str:
    answer = recorded.answer
    head = [f"{recorded.url}", f"fetched {recorded.at.isoformat()}, kept in {place}", ""]
    head += [f"status {answer.status}", *(f"{name}: {value}" for name, value in answer.headers)]
    response = as_response(recorded)
    text = response.text if isinstance(response, TextResponse) else "(no text)"
    return "\n".join(head) + "\n\n" + text + "\n"


def _replay(prefix: str | None, kept: Capture) -> Markup | None:
    """Give the address under which a replay server such as pywb shows a response."""
    if prefix is None or kept.warc_file is None:
        return None
    stamp = f"{kept.fetched_at:%Y%m%d%H%M%S}"
    return escape(f"{prefix.rstrip('/')}/{stamp}/{quote(kept.url, safe=':/?&=%#')}")


async def _with_archive(datasette: Any, ask: Callable[[Archive], Any]) -> Any:
    """Ask the archive beside the server's loop."""

    def run() -> Any:
        with Archive(desk_of(datasette).archive_url) as archive:
            return ask(archive)

    return await asyncio.to_thread(run)


def _in_session(archive: Archive, ask: Callable[..., Any], number: int) -> Any:
    with archive.session() as session:
        return ask(session, number)
