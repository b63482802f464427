"""What a WARC file keeps of a request and its answer, and where it keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

OPEN = ".open"
"""What stands behind the name of a file that is being written."""

Headers = tuple[tuple[bytes, bytes], ...]
"""Names and values, in order."""


class Place(NamedTuple):
    """Where a record stands."""

    file: str
    """Name of the file once it is complete, without its folder."""
    offset: int
    """Bytes before the record, as stored (compressed)."""


class Original(NamedTuple):
    """An earlier answer of the same address, to which a ``revisit`` record may refer."""

    url: str
    at: datetime
    digest: str
    """Of its payload, as ``payload_digest`` gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its answer."""

    url: str
    at: datetime
    """When the answer had arrived, aware."""
    method: str = "GET"
    sent: Headers = ()
    """Headers of the request."""
    sent_body: bytes = b""
    protocol: str = "HTTP/1.1"
    status: int
    received: Headers = ()
    """Headers of the answer."""
    body: bytes = b""
    """As received: without the chunks of the transfer, before content decoding."""
    ip: str | None = None
    """The server's address."""
    looks: tuple[str, ...] = ()
    """What earlier looks found instead of an article, for which this address was asked again."""
