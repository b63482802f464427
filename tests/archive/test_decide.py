"""New, changed or unchanged; and what counts as content."""

from __future__ import annotations

from typing import Any

import pytest

from capitalcities_crawler.archive.decide import Change, Decision, Version, decide
from capitalcities_crawler.archive.fingerprint import content_sha256, version_of
from capitalcities_crawler.items import Author, Block, Cell, Table, Term
from tests.archive.samples import NOON, full_article


def version(**changes: Any) -> Version:
    article = full_article(**changes)
    return version_of(article)


def test_an_unknown_article_is_new() -> None:
    assert decide(None, version()) == Decision(Change.NEW)
    assert decide(None, version()).writes_revision


def test_the_same_content_is_unchanged() -> None:
    assert decide(version(), version()) == Decision(Change.UNCHANGED)
    assert not decide(version(), version()).writes_revision


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("title", {"title": "Other"}),
        ("subtitle", {"subtitle": None}),
        ("body", {"blocks": (Block(kind="paragraph", text="Other"),)}),
        ("tables", {"tables": (Table(cells=(Cell(row=0, column=0, text="x"),)),)}),
        ("tags", {"tags": (Term(name="Other"),)}),
        ("categories", {"categories": ((Term(name="Other"),),)}),
        ("authors", {"authors": (Author(name="Other"),)}),
    ],
)
def test_a_changed_field_is_named(field: str, change: dict[str, Any]) -> None:
    assert decide(version(), version(**change)) == Decision(Change.CHANGED, (field,))


@pytest.mark.parametrize(
    "change",
    [
        {"published": NOON, "modified": NOON},
        {"images": (), "links": ()},
        {"related": (), "next": None, "previous": None},
        {"authors": full_article().authors[::-1]},
        {"tags": tuple(Term(name=tag.name) for tag in full_article().tags)},
        {"field_sources": {}, "disagreements": ()},
    ],
    ids="-".join,
)
def test_what_changes_by_itself_is_no_content(change: dict[str, Any]) -> None:
    assert content_sha256(full_article(**change)) == content_sha256(full_article())
