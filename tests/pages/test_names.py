from __future__ import annotations

import pytest

from capitalcities_crawler.pages.names import is_name, is_nobody, name_after_by, split_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ada Lovelace", ("Ada Lovelace",)),
        ("von Ada Lovelace und Alan Turing", ("Ada Lovelace", "Alan Turing")),
        ("Firmado por Ada Lovelace y Alan Turing", ("Ada Lovelace", "Alan Turing")),
        (
            "par Ada Lovelace, Alan Turing et Grace Hopper",
            ("Ada Lovelace", "Alan Turing", "Grace Hopper"),
        ),
        ("Door Ada Lovelace", ("Ada Lovelace",)),
        ("Ada Lovelace & Alan Turing", ("Ada Lovelace", "Alan Turing")),
        ("Byron Davidson", ("Byron Davidson",)),
        ("Yvonne di Stefano", ("Yvonne di Stefano",)),
        ("", ()),
    ],
)
def test_lists_of_names(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Posted by Ada Lovelace on March 5th, 2007 in News", "Ada Lovelace"),
        ("Geschrieben von Ada Lovelace am 5. März 2007", "Ada Lovelace"),
        ("Publié par Ada le 2 août 2010", "Ada"),
        ("Filed under: Trade — Ada Lovelace @ 7:45 pm", "Ada Lovelace"),
        ("posted by sam | 3 comments", "sam"),
        ("By noon the mail boat had followed, with two crates", None),
        ("The quay was empty.", None),
    ],
)
def test_the_name_behind_by(line: str, name: str | None) -> None:
    assert name_after_by(line) == name


@pytest.mark.parametrize(
    "text", ["https://example.org/ada", "ada@example.org", "www.example.org", ""]
)
def test_what_is_no_name(text: str) -> None:
    assert not is_name(text)


def test_a_roles_login_is_nobody() -> None:
    assert is_nobody("Admin")
    assert not is_nobody("Ada")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("door Marieke van den Berg", "Marieke van den Berg"),
        ("av Ada Berg den 5 mars 2012", "Ada Berg"),
        ("Yazan: Murat Çelik tarih 5 Mayıs 2012", "Murat Çelik"),
    ],
)
def test_a_name_ends_before_the_date_and_not_at_a_particle(text: str, name: str) -> None:
    assert name_after_by(text) == name
