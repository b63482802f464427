"""The WordPress address grammar: canonical form, kind of page, and the day or month it stands for.

Rules come from WordPress's ``canonical.php`` and ``class-wp-rewrite.php``. Every function takes
``base``, the site's root address, which matters only where WordPress lives in a sub-folder
(``https://example.org/blog``).
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string


class Kind(StrEnum):
    """What stands behind an address, as far as the address itself tells."""

    HOME = "home"
    ARTICLE = "article"
    SECTION = "section"
    TAG = "tag"
    AUTHOR = "author"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    SEARCH = "search"
    FEED = "feed"
    SITEMAP = "sitemap"
    REST = "rest"
    ATTACHMENT = "attachment"
    IGNORED = "ignored"
    """Never content: administration, uploads, share links, embeds."""


class Address(NamedTuple):
    """What an address says of itself."""

    kind: Kind
    page: int = 1
    """Page of a listing or of a multi-page post."""
    year: int | None = None
    month: int | None = None
    day: int | None = None


_NOISE = re.compile(
    r"^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|_ga|ref|igshid|amp|noamp|replytocom|share|nb"
    r"|like_comment|donation_token|preview|preview_id|preview_nonce|shared|print|q_id)$"
)
"""Query parameters that do not change which article is shown."""

_OCTET = re.compile(r"%[0-9A-Fa-f]{2}")
_PORTS = {"http": 80, "https": 443}
_IGNORED_FIRST = frozenset(
    {"wp-admin", "wp-content", "wp-includes", "cdn-cgi", "wp-login.php", "xmlrpc.php"}
)
_SITEMAP = re.compile(r"(^|[-_])sitemap.*\.xml(\.gz)?$")
_LISTING_BASES = {"category": Kind.SECTION, "tag": Kind.TAG, "author": Kind.AUTHOR}


@lru_cache(maxsize=10_000)  # neighbours and related articles link to each other
def canonical_url(url: str, base: str | None = None) -> str:
    """Give the one spelling under which the archive knows an address.

    Host in lower case without default port; fragment, tracking parameters, AMP and comment
    suffixes dropped; months of two digits; percent octets in lower case, as WordPress prints them.
    With ``base``, scheme and ``www.`` follow it. The slash at the end stays as it is: sites differ.

    >>> canonical_url("HTTP://Example.org:80/2025/6//caf%C3%A9/amp/?utm_source=x&p=7#top")
    'http://example.org/2025/06/caf%c3%a9/?p=7'
    >>> canonical_url("http://www.example.org/a/", base="https://example.org")
    'https://example.org/a/'
    """
    parts = urlsplit(safe_url_string(url.strip()))
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    if ":" in host:
        host = f"[{host}]"
    if parts.port and parts.port != _PORTS.get(scheme):
        host = f"{host}:{parts.port}"
    if base and same_site(url, base):
        root = urlsplit(base)
        scheme, host = root.scheme, root.netloc.lower()
    query = [
        (k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _NOISE.match(k)
    ]
    path = _canonical_path(parts.path)
    return _OCTET.sub(
        lambda octet: octet[0].lower(), urlunsplit((scheme, host, path, urlencode(query), ""))
    )


def _canonical_path(path: str) -> str:
    path = re.sub(r"//+", "/", path) or "/"
    path = re.sub(r"/(amp|embed|index\.php)(?=/?$)", "", path)
    path = re.sub(r"/page/0*1/?$", "/", path)
    return re.sub(r"^(/(?:[^/]+/)?\d{4})/(\d)(?=/|$)", r"\1/0\2", path) or "/"


def same_site(url: str, base: str) -> bool:
    """Tell whether an address is on the site at ``base``; ``www.`` and the scheme do not count.

    What is no address at all (``http://[``) is on no site.
    """
    try:
        theirs = urlsplit(url)
    except ValueError:
        return False
    return _bare_host(urlsplit(base).netloc) == _bare_host(theirs.netloc)


@lru_cache(maxsize=1_000)
def _bare_host(netloc: str) -> str:
    return re.sub(r":(80|443)$", "", netloc.lower().rpartition("@")[2]).removeprefix("www.")


def parse_address(url: str, base: str = "") -> Address:
    """Say what an address stands for, by its path and query alone.

    >>> parse_address("https://example.org/2025/11/04/some-slug/2/")
    Address(kind=<Kind.ARTICLE: 'article'>, page=2, year=2025, month=11, day=4)
    >>> parse_address("https://example.org/category/asia/page/3/").kind
    <Kind.SECTION: 'section'>
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    path = parts.path.removeprefix(urlsplit(base).path.rstrip("/")) if base else parts.path
    segments = [unquote(segment) for segment in path.split("/") if segment]
    special = _special_kind(segments, query)
    if special:
        return Address(special)
    segments, page = _split_page(segments, query)
    if not segments:
        return _plain_address(query, page)
    if segments[0] in _LISTING_BASES and len(segments) > 1:
        return Address(_LISTING_BASES[segments[0]], page)
    return _dated_address(segments, page)


def _special_kind(segments: list[str], query: dict[str, str]) -> Kind | None:
    first, last = (segments[0], segments[-1]) if segments else ("", "")
    if (
        first in _IGNORED_FIRST
        or last in {"embed", "wp-login.php"}
        or {"ajax-request", "replytocom", "share"} & query.keys()
    ):
        return Kind.IGNORED
    if first == "wp-json" or "rest_route" in query:
        return Kind.REST
    if _SITEMAP.search(last):
        return Kind.SITEMAP
    if "feed" in query or last in {"feed", "rss", "rss2", "atom"} or "feed" in segments[-2:]:
        return Kind.FEED
    if "s" in query or first == "search":
        return Kind.SEARCH
    if "attachment_id" in query or "attachment" in segments[-2:-1]:
        return Kind.ATTACHMENT
    return None


def _split_page(segments: list[str], query: dict[str, str]) -> tuple[list[str], int]:
    if len(segments) >= 2 and segments[-2] == "page" and segments[-1].isdecimal():
        return segments[:-2], max(1, int(segments[-1]))
    for name in ("paged", "page"):
        if query.get(name, "").isdecimal():
            return segments, max(1, int(query[name]))
    return segments, 1


def _plain_address(query: dict[str, str], page: int) -> Address:
    """Plain permalinks: everything is in the query (``?p=7``, ``?cat=3``, ``?m=202506``)."""
    if "p" in query or "page_id" in query:
        return Address(Kind.ARTICLE, page)
    for name, kind in (("cat", Kind.SECTION), ("tag", Kind.TAG), ("author", Kind.AUTHOR)):
        if name in query:
            return Address(kind, page)
    if re.fullmatch(r"\d{4,8}", query.get("m", "")):
        digits = query["m"]
        return _dated_address(
            [part for part in (digits[:4], digits[4:6], digits[6:8]) if part], page
        )
    return Address(Kind.HOME, page)


def _dated_address(segments: list[str], page: int) -> Address:
    if (
        len(segments) > 3
        and not segments[0].isdecimal()
        and re.fullmatch(r"(19|20)\d\d", segments[1])
    ):
        segments = segments[1:]  # a word before the date: /archives/2006/09/21/slug/
    numbers: list[int] = []
    for segment, (low, high) in zip(segments, ((1900, 2199), (1, 12), (1, 31)), strict=False):
        if not (segment.isdecimal() and low <= int(segment) <= high):
            break
        numbers.append(int(segment))
    year, month, day = [*numbers, None, None, None][:3]
    rest = segments[len(numbers) :]
    if not rest:
        kind = (Kind.YEAR, Kind.MONTH, Kind.DAY)[len(numbers) - 1]
        return Address(kind, page, year, month, day)
    if len(rest) == 2 and rest[0] == "archives":
        return Address(Kind.ARTICLE, page)  # WordPress's numeric permalinks: /archives/123
    if len(rest) > 1 and rest[-1].isdecimal() and len(rest[-1]) < 4:
        page = max(page, int(rest.pop()))
    if len(numbers) >= 2 and len(rest) > 1:
        return Address(Kind.ATTACHMENT, page, year, month, day)
    return Address(Kind.ARTICLE, page, year, month, day)


def date_in_url(url: str, base: str = "") -> date | None:
    """Give the day that a dated permalink (``/2025/11/04/slug/``) names, if it names one."""
    address = parse_address(url, base)
    if not (address.year and address.month and address.day):
        return None
    try:
        return date(address.year, address.month, address.day)
    except ValueError:
        return None


def month_in_url(url: str, base: str = "") -> str | None:
    """Give the month (``2025-11``) of a dated permalink or of a month or day archive."""
    address = parse_address(url, base)
    return f"{address.year:04}-{address.month:02}" if address.year and address.month else None


def listing_page(url: str, number: int) -> str:
    """Give the address of page ``number`` of a listing.

    >>> listing_page("https://example.org/tag/asia/page/2/", 3)
    'https://example.org/tag/asia/page/3/'
    """
    parts = urlsplit(url)
    path = re.sub(r"/page/\d+/?$", "/", parts.path)
    if number > 1:
        path = urljoin(path.rstrip("/") + "/", f"page/{number}/")
    return urlunsplit(parts._replace(path=path))


def article_page(url: str, number: int) -> str:
    """Give the address of page ``number`` of an article; page 1 is the article's own address.

    >>> article_page("https://example.org/2025/11/04/slug/2/", 3)
    'https://example.org/2025/11/04/slug/3/'
    >>> article_page("https://example.org/?p=7&page=2", 1)
    'https://example.org/?p=7'
    """
    parts = urlsplit(url)
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k != "page"]
    path = parts.path
    shown = re.sub(r"/1(?=/?$)", "/2", path)  # "/slug/1/" names a page, too
    if parse_address(urlunsplit(parts._replace(path=shown, query=""))).page > 1:
        path = re.sub(r"(/page)?/\d{1,3}(?=/?$)", "", path)
    if number > 1 and query:
        query.append(("page", str(number)))
    elif number > 1:
        end = "/" if path.endswith("/") else ""
        path = f"{path.rstrip('/')}/{number}{end}"
    return urlunsplit(parts._replace(path=path, query=urlencode(query)))


def path_and_query(url: str) -> str:
    """Give an address without its host; a term of a site without rewrite rules is in the query.

    >>> path_and_query("https://example.org/tag/asia/"), path_and_query("https://example.org/?cat=3")
    ('/tag/asia/', '/?cat=3')
    """
    return urlunsplit(urlsplit(url)._replace(scheme="", netloc="", fragment=""))


def site_root(url: str) -> str:
    """Give the root of the host that an address is on, without a slash at the end.

    >>> site_root("https://example.org:8000/2025/11/04/slug/?a=b")
    'https://example.org:8000'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
