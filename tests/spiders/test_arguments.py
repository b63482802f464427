"""Spider arguments: what is read, and one clear line for what makes no sense."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from capitalcities_crawler.spiders.arguments import Arguments, SpiderArgumentError, read_arguments

TODAY = datetime(2026, 1, 14, 23, 30, tzinfo=UTC)


def read(own: tuple[str, ...] = (), **given: str) -> Arguments:
    return read_arguments(given, own, TODAY)


def complaint(own: tuple[str, ...] = (), **given: str) -> str:
    with pytest.raises(SpiderArgumentError) as caught:
        read_arguments(given, own, TODAY)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_defaults() -> None:
    arguments = read(("via",))
    assert arguments.site.key == "capitalcities"
    assert arguments.base_url == "https://capital-cities.info"
    assert arguments.limit is None
    assert arguments.via == "auto"
    assert arguments.window.holds(date(1900, 1, 1))


def test_base_url_points_the_profile_elsewhere() -> None:
    arguments = read(base_url="HTTP://127.0.0.1:8000/")
    assert arguments.base_url == "http://127.0.0.1:8000"
    assert arguments.site.key == "capitalcities"
    assert arguments.base_of("http://127.0.0.1:8000/a/") == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025-11-04", date(2025, 11, 4)),
        ("3 days ago", date(2026, 1, 11)),
        ("yesterday", date(2026, 1, 13)),
        ("November 4, 2025", date(2025, 11, 4)),
        ("4 November 2025", date(2025, 11, 4)),
        ("June 2025", date(2025, 6, 1)),
    ],
)
def test_since_in_words(words: str, day: date) -> None:
    assert read(since=words).window.since == day


def test_until_a_month_means_its_last_day() -> None:
    assert read(until="June 2025").window.until == date(2025, 6, 30)


def test_limit() -> None:
    assert read(limit="25").limit == 25


def test_addresses_from_both_sources(tmp_path: Path) -> None:
    file = tmp_path / "urls.txt"
    file.write_text("# mine\n\nhttps://capital-cities.info/2025/11/04/b/2/\n", encoding="utf-8")
    url = "http://www.capital-cities.info/2025/11/04/a/?utm_source=x"
    arguments = read(("urls", "file"), urls=f"{url},{url}", file=str(file))
    assert arguments.addresses == (
        "https://capital-cities.info/2025/11/04/a/",
        "https://capital-cities.info/2025/11/04/b/",
    )


def test_any_wordpress_takes_addresses_of_several_sites() -> None:
    urls = "http://127.0.0.1:8000/2025/11/04/a/,https://www.other.org/b/"
    arguments = read(("urls", "file"), site="wordpress", urls=urls)
    assert arguments.base_url == "http://127.0.0.1:8000"
    assert arguments.addresses[1] == "https://www.other.org/b/"
    assert arguments.base_of(arguments.addresses[1]) == "https://www.other.org"


@pytest.mark.parametrize(
    ("own", "given", "part"),
    [
        ((), {"limits": "3"}, "unknown argument 'limits': this spider takes site, base_url, since"),
        (("via",), {"site": "nowhere"}, "unknown site 'nowhere': choose one of capitalcities"),
        ((), {"base_url": "example.org"}, "base_url='example.org' is no web address"),
        ((), {"base_url": "ftp://example.org"}, "must begin with http:// or https://"),
        ((), {"base_url": "file:///etc/passwd"}, "is no web address"),
        ((), {"base_url": "http://[::1"}, "is no web address"),
        ((), {"base_url": "http://example.org:port"}, "is no web address"),
        ((), {"site": "wordpress"}, "site=wordpress needs base_url"),
        ((), {"limit": "0"}, "limit='0' is no number of articles"),
        ((), {"limit": "-3"}, "write 1 or more"),
        ((), {"limit": "many"}, "limit='many'"),
        ((), {"since": "soonish"}, "since='soonish' is no date"),
        ((), {"since": ""}, "since='' is no date"),
        ((), {"since": "2025-12-01", "until": "2025-11-01"}, "since=2025-12-01 is after until"),
        (("via",), {"via": "feed"}, "via='feed' is unknown: choose one of auto, sitemap"),
        (("via",), {"via": "pigeon"}, "via='pigeon' is unknown"),
        (("path",), {}, "which section?"),
        (("path",), {"path": " / "}, "which section?"),
        (("urls", "file"), {}, "which articles?"),
        (("urls", "file"), {"urls": " , "}, "which articles?"),
        (("urls", "file"), {"urls": "2025/11/04/a"}, "url='2025/11/04/a' is no web address"),
        (
            ("urls", "file"),
            {"urls": "https://other.org/a/"},
            "is not on https://capital-cities.info",
        ),
        (("urls", "file"), {"file": "/no/such/file"}, "cannot be read: No such file"),
        (("urls", "file"), {"file": "/"}, "cannot be read: Is a directory"),
    ],
)
def test_what_makes_no_sense(own: tuple[str, ...], given: dict[str, str], part: str) -> None:
    assert part in complaint(own, **given)


def test_files_without_addresses(tmp_path: Path) -> None:
    empty, binary = tmp_path / "empty.txt", tmp_path / "binary"
    empty.write_text("# nothing\n", encoding="utf-8")
    binary.write_bytes(b"\xff\xfe\x00\x81")
    assert "holds no address" in complaint(("urls", "file"), file=str(empty))
    assert "is not UTF-8 text" in complaint(("urls", "file"), file=str(binary))
