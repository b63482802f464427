"""Every question finds in the small archive what is there, on both databases."""

from __future__ import annotations

import pytest

from capitalcities_crawler.archive import Archive, ArchiveError
from capitalcities_crawler.archive.questions import ask, question, questions
from tests.archive.questions.answers import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.slug)
def test_the_answer_is_right(small: Archive, case: Case) -> None:
    with small.session() as session:
        assert ask(session, question(case.slug), **case.values).rows == case.rows


def test_every_question_is_answered_above() -> None:
    assert {case.slug for case in CASES} == {one.slug for one in questions()}


def test_every_question_bears_with_an_empty_archive(archive_url: str) -> None:
    with Archive(archive_url, write=True) as archive, archive.session() as session:
        assert {one.slug: ask(session, one).rows for one in questions()} == {
            one.slug: [] for one in questions()
        }


def test_a_parameter_that_is_none_is_refused(small: Archive) -> None:
    with small.session() as session, pytest.raises(ArchiveError, match="'day'; it has days"):
        ask(session, question("quiet-places"), day="3")
