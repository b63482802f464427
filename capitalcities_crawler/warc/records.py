"""WARC records of an exchange: the answer, or that it was as before, and the request for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from urllib.parse import urlsplit

from warcio.recordbuilder import RecordBuilder
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.timeutils import datetime_to_iso_date
from warcio.utils import Digester

from capitalcities_crawler.warc.exchange import Exchange, Headers, Original

NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
"""Profile of a record that says: the server answered 304. WARC 1.1, section 6.7.3."""

_UNTRUE = frozenset({b"transfer-encoding"})
"""Headers of an answer that do not hold for the bytes kept: the chunks are taken out."""

_BUILDER = RecordBuilder(warc_version="1.1")


class _Head(StatusAndHeaders):  # type: ignore[misc]  # warcio ships no types
    """An HTTP head kept to the byte: warcio 1.8 would percent-encode what is not ASCII."""

    def __init__(self, first: bytes, headers: Headers) -> None:
        names = [(n.decode("latin-1"), v.decode("latin-1")) for n, v in headers]
        super().__init__(first.decode("latin-1"), names)
        self._bytes = b"".join(
            [first, b"\r\n", *(b"%b: %b\r\n" % pair for pair in headers), b"\r\n"]
        )

    def compute_headers_buffer(self, header_filter: object = None) -> None:  # noqa: ARG002 - warcio's
        self.headers_buff = self._bytes


def warcinfo(name: str, at: datetime, about: Mapping[str, str]) -> ArcWarcRecord:
    """Give the record that begins a file and says how it came about."""
    record = _BUILDER.create_warcinfo_record(name, about)
    record.rec_headers.replace_header("WARC-Date", warc_date(at))
    return record


LOOK = "look"
"""Name of a field in the ``metadata`` record that stands before an answer: an earlier look."""


def looks_record(exchange: Exchange) -> ArcWarcRecord:
    """Give the record of what earlier looks at the address found."""
    lines = "".join(f"{LOOK}: {look}\r\n" for look in exchange.looks).encode()
    return _BUILDER.create_warc_record(
        exchange.url,
        "metadata",
        payload=BytesIO(lines),
        length=len(lines),
        warc_headers_dict={"WARC-Date": warc_date(exchange.at)},
    )


def records_of(exchange: Exchange, original: Original | None = None) -> Iterator[ArcWarcRecord]:
    """Give the records of an exchange, the answer's first.

    Args:
        exchange: what was sent and what came back.
        original: the answer before this one; with the same payload, or an answer of 304, this one
            becomes a ``revisit`` record, which holds the headers alone.
    """
    answer = _answer(exchange, original)
    yield answer
    request = _record(exchange, "request", _request_head(exchange), exchange.sent_body)
    identity = answer.rec_headers.get_header("WARC-Record-ID")
    request.rec_headers.add_header("WARC-Concurrent-To", identity)
    yield request


def _answer(exchange: Exchange, original: Original | None) -> ArcWarcRecord:
    head = _response_head(exchange)
    if exchange.status == HTTPStatus.NOT_MODIFIED:
        return _revisit(exchange, head, original, NOT_MODIFIED)
    digest = payload_digest(exchange.body)
    if (
        exchange.body
        and exchange.status == HTTPStatus.OK
        and original
        and original.digest == digest
    ):
        return _revisit(exchange, head, original, RecordBuilder.REVISIT_PROFILE_1_1)
    return _record(exchange, "response", head, exchange.body)


def _record(exchange: Exchange, kind: str, head: _Head, body: bytes) -> ArcWarcRecord:
    return _BUILDER.create_warc_record(
        exchange.url,
        kind,
        payload=BytesIO(body),
        length=len(body),  # without it, warcio 1.8 opens a temporary file and leaves it open
        warc_headers_dict=_about(exchange),
        http_headers=head,
    )


def _revisit(
    exchange: Exchange, head: _Head, original: Original | None, profile: str
) -> ArcWarcRecord:
    about = _about(exchange) | {"WARC-Profile": profile}
    if original:
        about["WARC-Refers-To-Target-URI"] = original.url
        about["WARC-Refers-To-Date"] = warc_date(original.at)
        about["WARC-Payload-Digest"] = original.digest
    return _BUILDER.create_warc_record(
        exchange.url, "revisit", warc_headers_dict=about, http_headers=head
    )


def _about(exchange: Exchange) -> dict[str, str]:
    about = {"WARC-Date": warc_date(exchange.at)}
    return about | ({"WARC-IP-Address": exchange.ip} if exchange.ip else {})


def _request_head(exchange: Exchange) -> _Head:
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    host = parts.netloc.rpartition("@")[2].encode()
    given = tuple(pair for pair in exchange.sent if pair[0].lower() != b"host")
    return _Head(f"{exchange.method} {target} HTTP/1.1".encode(), ((b"Host", host), *given))


def _response_head(exchange: Exchange) -> _Head:
    try:
        phrase = HTTPStatus(exchange.status).phrase
    except ValueError:  # a number that no standard knows
        phrase = ""
    first = f"{exchange.protocol} {exchange.status} {phrase}".rstrip().encode()
    return _Head(first, tuple(p for p in exchange.received if p[0].lower() not in _UNTRUE))


def payload_digest(body: bytes) -> str:
    """Give the digest of a payload as received, as WARC writes it: ``sha1:`` and base 32."""
    digester = Digester("sha1")
    digester.update(body)
    return str(digester)


def warc_date(at: datetime) -> str:
    """Write a time in UTC, with microseconds, which WARC 1.1 allows."""
    return str(datetime_to_iso_date(at.astimezone(UTC).replace(tzinfo=None), use_micros=True))
