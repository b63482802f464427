"""Every field of every hand-written page says what a reader sees."""

from __future__ import annotations

from dataclasses import MISSING, fields

import pytest

from capitalcities_crawler.items import Article, Listing
from capitalcities_crawler.pages import PageError
from tests.pages.cases import ARTICLES, CASES, LISTINGS, REFUSED, Case, read
from tests.pages.plain import default, field_of, plain

ARTICLE_FIELDS = {field.name: field for field in fields(Article)}
LISTING_FIELDS = {field.name: field for field in fields(Listing)}
SAID_WHERE_IT_MATTERS = {"field_sources", "disagreements"}
"""True of every page, and tested only where a case's ``expected.json`` names them."""


def named(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", ARTICLES, ids=named)
@pytest.mark.parametrize("name", ARTICLE_FIELDS)
def test_article_field(case: Case, name: str) -> None:
    expected = case.expected
    if name in SAID_WHERE_IT_MATTERS and name not in expected:
        return
    article = read(case.name)
    assert isinstance(article, Article)
    found = field_of(article, name)
    if name == "field_sources":
        found = {field: source for field, source in found.items() if field in expected[name]}
    assert found == expected.get(name, plain(default(ARTICLE_FIELDS[name])))


@pytest.mark.parametrize("case", LISTINGS, ids=named)
@pytest.mark.parametrize("name", LISTING_FIELDS)
def test_listing_field(case: Case, name: str) -> None:
    found = plain(getattr(read(case.name), name))
    assert found == case.expected.get(name, plain(default(LISTING_FIELDS[name])))


@pytest.mark.parametrize("case", REFUSED, ids=named)
def test_refused(case: Case) -> None:
    with pytest.raises(PageError) as refusal:
        case.page.to_item()
    assert refusal.value.reason == case.meta["refused"]


@pytest.mark.parametrize("case", [*ARTICLES, *LISTINGS], ids=named)
def test_expected_names_only_fields(case: Case) -> None:
    known = LISTING_FIELDS if case in LISTINGS else ARTICLE_FIELDS
    assert case.expected.keys() <= known.keys()


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 20


@pytest.mark.parametrize("name", ARTICLE_FIELDS)
def test_every_article_field_is_filled_by_some_case(name: str) -> None:
    field = ARTICLE_FIELDS[name]
    assert any(case.expected.get(name) for case in ARTICLES), f"no case fills {field.name}"


@pytest.mark.parametrize("name", LISTING_FIELDS)
def test_every_listing_field_is_filled_by_some_case(name: str) -> None:
    assert any(case.expected.get(name) for case in LISTINGS)


def test_required_fields_are_always_expected() -> None:
    required = {n for n, f in ARTICLE_FIELDS.items() if default(f) is MISSING}
    assert all(required <= case.expected.keys() for case in ARTICLES)
