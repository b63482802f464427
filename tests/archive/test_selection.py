"""Which articles are meant, on each database."""

from __future__ import annotations

import doctest
from datetime import date
from typing import Any

import pytest

from capitalcities_crawler.archive import Archive, selection
from capitalcities_crawler.archive.records import records
from capitalcities_crawler.archive.selection import Selection, UnknownNameError
from capitalcities_crawler.items import Author, Term
from tests.archive.samples import BAGHDAD, fetched, full_article, save, section

SAO_PAULO = section("World", "SOUTH AMERICA", "Brazil", "São Paulo")


@pytest.fixture
def archive(archive_url: str) -> Archive:
    archive = Archive(archive_url, write=True)
    save(
        archive,
        fetched(full_article("a", 1, breadcrumb=BAGHDAD, categories=(BAGHDAD,))),
        fetched(
            full_article(
                "b",
                2,
                breadcrumb=SAO_PAULO,
                categories=(SAO_PAULO,),
                tags=(Term(name="Água", url=None),),
                authors=(Author(name="Ana Souza"),),
                source_publisher="Folha",
            )
        ),
        fetched(
            full_article(
                "c", 3, breadcrumb=(), categories=(), tags=(), authors=(), source_publisher=None
            )
        ),
    )
    return archive


@pytest.mark.parametrize(
    ("wanted", "posts"),
    [
        ({}, [1, 2, 3]),
        ({"place": "Iraq"}, [1]),
        ({"place": "middle east"}, [1]),
        ({"place": "middle-east"}, [1]),
        ({"place": "SAO PAULO"}, [2]),
        ({"place": "World"}, [1, 2]),
        ({"tag": "agua"}, [2]),
        ({"author": "ana souza"}, [2]),
        ({"publisher": "FOLHA"}, [2]),
        ({"publisher": "unece"}, [1]),
        ({"place": "Brazil", "publisher": "UNECE"}, []),
        ({"place": "Brazil", "since": date(2100, 1, 1)}, []),
    ],
)
def test_names_without_case_and_diacritics(
    archive: Archive, wanted: dict[str, Any], posts: list[int]
) -> None:
    with archive, archive.session() as session:
        found = records(session, Selection(**wanted))
        assert sorted(record["post_id"] for record in found) == posts


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"place": "Irak"}, "no article has the place 'Irak': did you mean 'Iraq'?"),
        ({"tag": "%"}, "no article has the tag '%'"),
        ({"author": ""}, "no article has the author ''"),
        ({"publisher": "Fohla"}, "no article has the publisher 'Fohla': did you mean 'Folha'?"),
    ],
)
def test_an_unknown_name_is_said_with_the_nearest(
    archive: Archive, wanted: dict[str, Any], message: str
) -> None:
    with archive, archive.session() as session, pytest.raises(UnknownNameError) as error:
        list(records(session, Selection(**wanted)))
    assert str(error.value) == message


def test_examples() -> None:
    assert doctest.testmod(selection).failed == 0
