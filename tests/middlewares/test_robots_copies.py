"""One copy of robots.txt a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from scrapy import Request
from scrapy.http import Response, TextResponse

from capitalcities_crawler.archive import Archive, ArchiveError
from capitalcities_crawler.archive.robots import RobotsText
from capitalcities_crawler.middlewares.robots_copies import RobotsCopies

ASKED = Request("https://example.org/robots.txt")
RULES = "User-agent: *\nDisallow: /wp-admin/\n"


@pytest.fixture
def archive(archive_url: str) -> Iterator[Archive]:
    with Archive(archive_url, write=True) as opened:
        yield opened


def answer(status: int = 200, body: str = RULES) -> Response:
    return TextResponse(ASKED.url, status, body=body.encode())


def test_an_answer_is_used_again(archive: Archive) -> None:
    copies = RobotsCopies(archive)
    assert copies.process_request(ASKED) is None
    copies.process_response(ASKED, answer())
    again = copies.process_request(ASKED)
    assert again is not None
    assert (again.status, again.body) == (200, RULES.encode())


def test_using_a_copy_makes_no_other_copy(archive: Archive) -> None:
    copies = RobotsCopies(archive)
    copies.process_response(ASKED, answer())
    kept = archive.robots_copy(ASKED.url, datetime.min.replace(tzinfo=UTC))
    again = copies.process_request(ASKED)
    assert again is not None
    copies.process_response(ASKED, again)
    assert archive.robots_copy(ASKED.url, datetime.min.replace(tzinfo=UTC)) == kept


def test_a_copy_older_than_a_day_is_not_used(archive: Archive) -> None:
    old = datetime.now(UTC) - timedelta(days=1, seconds=1)
    archive.keep_robots(RobotsText(ASKED.url, old, 200, RULES))
    assert RobotsCopies(archive).process_request(ASKED) is None


@pytest.mark.parametrize(
    ("status", "is_used"), [(404, True), (403, True), (429, False), (500, False)]
)
def test_no_rules_is_an_answer_and_a_broken_server_is_none(
    archive: Archive, status: int, *, is_used: bool
) -> None:
    copies = RobotsCopies(archive)
    copies.process_response(ASKED, answer(status, "an error page"))
    again = copies.process_request(ASKED)
    assert (again is not None) == is_used
    assert again is None or (again.status, again.body) == (status, b"")


def test_rules_hold_although_no_copy_can_be_kept(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: RobotsText) -> None:
        raise ArchiveError("archive a.sqlite: database is locked")

    monkeypatch.setattr(archive, "keep_robots", fail)
    response = answer()
    assert RobotsCopies(archive).process_response(ASKED, response) is response
    assert "database is locked" in caplog.text


def test_a_redirected_answer_is_kept_under_the_address_asked_for(archive: Archive) -> None:
    copies = RobotsCopies(archive)
    moved = Request("https://www.example.org/robots.txt", meta={"redirect_urls": [ASKED.url]})
    copies.process_response(moved, answer())
    assert copies.process_request(ASKED) is not None


def test_other_pages_are_left_alone(archive: Archive) -> None:
    copies = RobotsCopies(archive)
    page = Request("https://example.org/2025/robots.txt/")
    copies.process_response(page, answer())
    assert copies.process_request(page) is None
