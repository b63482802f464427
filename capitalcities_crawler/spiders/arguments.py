"""Spider arguments (``-a name=value``): read and checked in one place, before the first request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import dateparser

from capitalcities_crawler.discovery import ROUTES
from capitalcities_crawler.sites import Site, UnknownSiteError, get_site
from capitalcities_crawler.spiders.window import Window
from capitalcities_crawler.urls import article_page, canonical_url, same_site, site_root

COMMON = ("site", "base_url", "since", "until", "limit")

T = TypeVar("T")


class SpiderArgumentError(ValueError):
    """Raised when a spider argument is wrong; the message is one line for the person who typed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """What a run is asked to do."""

    site: Site
    base_url: str
    """Root of the site, without a slash at the end."""
    window: Window
    limit: int | None = None
    """Articles to fetch at most."""
    via: str = "auto"
    path: str = ""
    addresses: tuple[str, ...] = ()
    """Canonical addresses of articles, for the ``article`` spider."""
    any_host: bool = False
    """Whether the addresses may lie on several hosts, each then a site of its own."""

    def base_of(self, url: str) -> str:
        """Give the root of the site that an address belongs to."""
        return self.base_url if same_site(url, self.base_url) else site_root(url)


def read_arguments(given: Mapping[str, str], own: tuple[str, ...], today: datetime) -> Arguments:
    """Read what was given to a spider that takes ``own`` arguments besides the common ones.

    Raises:
        SpiderArgumentError: an argument is unknown, missing or makes no sense.
    """
    _refuse_unknown(given, (*COMMON, *own))
    site = _site(given.get("site", "capitalcities"))
    urls = _urls(given) if "urls" in own else ()
    any_host = bool(urls) and site.base_url is None and "base_url" not in given
    base_url = _base_url(given.get("base_url") or (site_root(urls[0]) if any_host else None), site)
    now = today.astimezone(site.zone)
    arguments = Arguments(
        site=site,
        base_url=base_url,
        window=_window(given, now),
        limit=_optional(given, "limit", _positive),
        via=_via(given.get("via", "auto")),
        path=_path(given) if "path" in own else "",
        any_host=any_host,
    )
    return _with_addresses(arguments, urls)


def _refuse_unknown(given: Mapping[str, str], known: tuple[str, ...]) -> None:
    unknown = sorted(given.keys() - set(known))
    if unknown:
        msg = f"unknown argument {unknown[0]!r}: this spider takes {', '.join(known)}"
        raise SpiderArgumentError(msg)


def _optional(given: Mapping[str, str], name: str, read: Callable[[str, str], T]) -> T | None:
    return read(name, given[name]) if name in given else None


def _site(key: str) -> Site:
    try:
        return get_site(key)
    except UnknownSiteError as error:
        raise SpiderArgumentError(str(error)) from None


def _base_url(given: str | None, site: Site) -> str:
    base_url = given or site.base_url
    if not base_url:
        msg = f"site={site.key} needs base_url, for example -a base_url=https://example.org"
        raise SpiderArgumentError(msg)
    _refuse_odd_address("base_url", base_url)
    return canonical_url(base_url.rstrip("/")).rstrip("/")


def _refuse_odd_address(name: str, url: str) -> None:
    try:
        parts = urlsplit(url)
        odd = parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0
    except ValueError:  # a port that is no number, a broken IPv6 address
        odd = True
    if odd:
        msg = f"{name}={url!r} is no web address: it must begin with http:// or https:// and a host"
        raise SpiderArgumentError(msg)


def _window(given: Mapping[str, str], now: datetime) -> Window:
    def read(name: str, words: str) -> date:
        return _day(name, words, now)

    window = Window(_optional(given, "since", read), _optional(given, "until", read))
    if window.since and window.until and window.since > window.until:
        msg = f"since={window.since} is after until={window.until}: nothing lies between them"
        raise SpiderArgumentError(msg)
    return window


def _day(name: str, words: str, now: datetime) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        settings = {
            "RELATIVE_BASE": now.replace(tzinfo=None),
            "PREFER_DATES_FROM": "past",
            "PREFER_DAY_OF_MONTH": "last" if name == "until" else "first",
        }
        moment = dateparser.parse(words, languages=["en"], settings=settings)
    if moment is None:
        msg = f"{name}={words!r} is no date: write 2025-11-04, or words such as '3 days ago'"
        raise SpiderArgumentError(msg)
    return moment.date()


def _positive(name: str, text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) < 1:
        raise SpiderArgumentError(f"{name}={text!r} is no number of articles: write 1 or more")
    return int(text)


def _via(name: str) -> str:
    known = ("auto", *ROUTES, "chain")
    if name in known:
        return name
    raise SpiderArgumentError(f"via={name!r} is unknown: choose one of {', '.join(known)}")


def _path(given: Mapping[str, str]) -> str:
    path = given.get("path", "").strip()
    if not path.strip("/"):
        msg = "which section? give its path, for example -a path=middle-east/iraq/baghdad"
        raise SpiderArgumentError(msg)
    return path


def _urls(given: Mapping[str, str]) -> tuple[str, ...]:
    urls = [url.strip() for url in given.get("urls", "").split(",") if url.strip()]
    if "file" in given:
        urls.extend(_lines(given["file"]))
    if not urls:
        raise SpiderArgumentError("which articles? give -a urls=URL,URL or -a file=urls.txt")
    for url in urls:
        _refuse_odd_address("url", url)
    return tuple(urls)


def _lines(name: str) -> Iterator[str]:
    """Give a file's lines, without empty ones and comments."""
    try:
        text = Path(name).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SpiderArgumentError(f"file={name!r} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SpiderArgumentError(f"file={name!r} is not UTF-8 text") from None
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines:
        raise SpiderArgumentError(f"file={name!r} holds no address")
    yield from lines


def _with_addresses(arguments: Arguments, urls: tuple[str, ...]) -> Arguments:
    foreign = [url for url in urls if not same_site(url, arguments.base_url)]
    if foreign and not arguments.any_host:
        msg = f"{foreign[0]} is not on {arguments.base_url}: give base_url, or site=wordpress"
        raise SpiderArgumentError(msg)
    addresses = (canonical_url(article_page(u, 1), arguments.base_of(u)) for u in urls)
    return replace(arguments, addresses=tuple(dict.fromkeys(addresses)))
