"""Saved pages of WordPress news sites in many themes: how much of their gold values is met."""

from __future__ import annotations

from functools import cache

from benchmarks.wordpress_pages import read_with_project
from benchmarks.wordpress_scores import Total, read_pages, score
from tests.pages.real_pages import needed

pytestmark = needed


@cache
def total() -> Total:
    pages = list(read_pages())
    return Total(tuple(score(read_with_project(page), page.truth) for page in pages))


def test_all_pages_are_there() -> None:
    assert len(total().scores) == 59


def test_titles() -> None:
    assert total().title >= 52


def test_authors() -> None:
    assert total().with_authors == 57
    assert total().authors >= 50


def test_days() -> None:
    assert total().day == 59


def test_topics() -> None:
    assert total().topics >= 0.80


def test_bodies() -> None:
    assert total().body >= 0.96
