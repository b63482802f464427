"""Print the questions as Markdown, each with its SQL and what it finds in the example archive."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from textwrap import shorten

from sqlalchemy import text
from sqlalchemy.orm import Session

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.questions import Answer, Question, ask, questions
from capitalcities_crawler.archive.questions.ask import Value
from capitalcities_crawler.archive.questions.store import DIALECTS
from fixtures.example import BASE, fill

SHOWN = 4
"""Rows of each answer that are printed."""


def document() -> str:
    """Give all questions, below a heading for each topic."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive(f"sqlite:///{folder}/example.sqlite", write=True) as archive,
    ):
        fill(archive)
        with archive.session() as session:
            return "\n".join(_all(session))


def contents() -> str:
    """Give a line for each question, with a link to it."""
    rows = [f"| {one.topic} | [{one.title}](#{one.slug}) |" for one in questions()]
    return "\n".join(["| topic | question |", "| --- | --- |", *rows])


def _all(session: Session) -> Iterator[str]:
    for topic, found in groupby(questions(), key=attrgetter("topic")):
        yield f"## {topic}\n"
        for one in found:
            yield from _one(session, one)


def _one(session: Session, one: Question) -> Iterator[str]:
    yield f'<a id="{one.slug}"></a>\n\n### {one.title}\n\n`{one.slug}` — {one.explanation}\n'
    values = _values(session, one)
    for parameter in one.parameters:
        yield f"- `:{parameter.name}` — {parameter.meaning}; here `{_short(values[parameter.name])}`"
    if one.parameters:
        yield ""
    for dialect in DIALECTS[:1] if one.is_portable else DIALECTS:
        if not one.is_portable:
            yield f"On {'SQLite' if dialect == 'sqlite' else 'PostgreSQL'}:\n"
        yield f"```sql\n{one.sql(dialect)}\n```\n"
    yield from _answer(ask(session, one, **values))


def _values(session: Session, one: Question) -> dict[str, str]:
    """Give the parameters' values; an address can only be one of the archive's own."""
    if "url" not in one.defaults:
        return one.defaults
    edited = text("SELECT min(url) FROM changes WHERE change = 'revised'")
    return one.defaults | {"url": session.execute(edited).scalar_one()}


def _answer(answer: Answer) -> Iterator[str]:
    if not answer.rows:
        yield "The example has nothing of the kind.\n"
        return
    yield f"| {' | '.join(answer.columns)} |"
    yield f"|{' --- |' * len(answer.columns)}"
    for row in answer.rows[:SHOWN]:
        yield f"| {' | '.join(map(_cell, row))} |"
    if more := len(answer.rows) - SHOWN:
        yield f"\n... and {more} more.\n" if more > 0 else ""


def _cell(value: Value) -> str:
    return "" if value is None else _short(str(value)).replace("|", "\\|")


def _short(words: str) -> str:
    """Cut a text; addresses lose their host, too."""
    if words.startswith(BASE):
        words = words.removeprefix(BASE)
        return words if len(words) <= 60 else f"{words[:57]}..."
    return shorten(words, 60, placeholder=" ...")
