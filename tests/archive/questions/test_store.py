"""Files of questions are read as the package says, and refused otherwise."""

from __future__ import annotations

import pytest

from capitalcities_crawler.archive import ArchiveError
from capitalcities_crawler.archive.questions import Parameter, question, questions
from capitalcities_crawler.archive.questions.store import read_question

HEAD = "-- title: A\n-- topic: Volume\n"


def test_a_file_is_read_whole() -> None:
    text = HEAD + "-- parameter: n = 3; how many\n-- First line: colon,\n-- second.\n\nSELECT :n\n"
    found = read_question("a-b", text)
    assert (found.slug, found.title, found.topic) == ("a-b", "A", "Volume")
    assert found.explanation == "First line: colon, second."
    assert found.parameters == (Parameter("n", "3", "how many"),)
    assert found.sql("sqlite") == found.sql("postgresql") == "SELECT :n"
    assert found.is_portable


def test_each_database_may_have_its_own_query() -> None:
    text = HEAD + "-- Words.\n\n-- on sqlite:\nSELECT 1\n\n-- on postgresql:\nSELECT 2\n"
    found = read_question("a", text)
    assert (found.sql("sqlite"), found.sql("postgresql")) == ("SELECT 1", "SELECT 2")
    assert not found.is_portable


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("-- title: A\n\nSELECT 1", "one title, and one topic"),
        ("-- topic: Volume\n\nSELECT 1", "one title, and one topic"),
        ("-- title: A\n-- topic: Cooking\n\nSELECT 1", "one title, and one topic"),
        (HEAD + "-- parameter: n is 3\n\nSELECT :n", "name = default; meaning"),
        (HEAD + "\n-- on sqlite:\nSELECT 1", "one on each of sqlite and postgresql"),
        (HEAD + "\nSELECT 0\n-- on sqlite:\nSELECT 1", "one on each of sqlite and postgresql"),
        (HEAD + "\n", "needs one query"),
    ],
)
def test_a_file_of_another_form_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_question("a", text)


def test_a_wrong_name_brings_the_nearest_ones() -> None:
    with pytest.raises(ArchiveError, match="no question 'reprint': did you mean reprints"):
        question("reprint")
    with pytest.raises(ArchiveError, match=r"no question 'xyz'$"):
        question("xyz")


def test_titles_are_unique() -> None:
    assert len({one.title for one in questions()}) == len(questions()) >= 20


def test_queries_ask_for_the_parameters_that_are_named() -> None:
    for one in questions():
        for name in one.defaults:
            assert all(f":{name}" in query for query in one.queries.values()), one.slug
