"""The HTTP answer in a record: status, headers, and the body as a browser would have it.

Headers lie in web archives: some writers keep ``Transfer-Encoding`` of chunks that they took out, or
``Content-Encoding`` of what they unpacked. What does not decode is taken for decoded already.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import NamedTuple

import brotli
import zstandard

LARGEST = 64 << 20
"""Bytes of a decoded body beyond which it is cut off: no page, and memory is finite."""

_ERRORS = (zlib.error, brotli.error, zstandard.ZstdError)


class HttpAnswer(NamedTuple):
    """An answer."""

    status: int
    headers: tuple[tuple[str, str], ...]
    """In order; what says how the body was packed is left out."""
    body: bytes
    """After all decoding."""

    def header(self, name: str) -> str | None:
        """Give the first value of a header, whatever the case of its name."""
        return _first(self.headers, name)


def parse_answer(block: bytes) -> HttpAnswer | None:
    """Read an HTTP answer; ``None`` when the block begins like none."""
    head, separator, body = block.partition(b"\r\n\r\n")
    if not separator:
        head, separator, body = block.partition(b"\n\n")
    first, *lines = head.decode("latin-1").splitlines() or [""]
    words = first.split(maxsplit=2)
    if len(words) < 2 or not words[0].startswith("HTTP") or not words[1].isdecimal():
        return None
    pairs = [(name.strip(), value.strip()) for name, _, value in (x.partition(":") for x in lines)]
    kept = tuple(pair for pair in pairs if pair[0].lower() not in _PACKING)
    return HttpAnswer(int(words[1]), kept, decoded(body, tuple(pairs)))


_PACKING = {"transfer-encoding", "content-encoding", "content-length"}


def decoded(body: bytes, headers: tuple[tuple[str, str], ...]) -> bytes:
    """Take out chunks and undo compressions, the last one first."""
    if "chunked" in (_first(headers, "transfer-encoding") or "").lower():
        body = _without_chunks(body)
    codings = (_first(headers, "content-encoding") or "").lower().split(",")
    for coding in reversed([name.strip() for name in codings]):
        decode = _DECODERS.get(coding)
        if decode is None:
            continue
        try:
            body = decode(body)
        except _ERRORS:
            return body
    return body


def _first(headers: tuple[tuple[str, str], ...], name: str) -> str | None:
    return next((value for key, value in headers if key.lower() == name.lower()), None)


def _without_chunks(body: bytes) -> bytes:
    """Join chunks (RFC 9112, 7.1); what does not begin with one has none any more."""
    parts: list[bytes] = []
    rest = body
    while rest:
        line, end, rest = rest.partition(b"\r\n")
        size = line.partition(b";")[0].strip()
        try:
            length = int(size, 16) if end else -1
        except ValueError:
            length = -1
        if length < 0:
            return b"".join(parts) if parts else body  # cut short, or no chunks at all
        if length == 0:
            break
        parts.append(rest[:length])
        rest = rest[length:].removeprefix(b"\r\n")
    return b"".join(parts)


def _inflate(wbits: int) -> Callable[[bytes], bytes]:
    return lambda body: zlib.decompressobj(wbits).decompress(body, LARGEST)


def _deflate(body: bytes) -> bytes:
    """Undo ``deflate``, with zlib's frame, as the standard says, or without, as some servers do."""
    try:
        return _inflate(zlib.MAX_WBITS)(body)
    except zlib.error:
        return _inflate(-zlib.MAX_WBITS)(body)


def _brotli(body: bytes) -> bytes:
    return bytes(brotli.Decompressor().process(body, output_buffer_limit=LARGEST))


def _zstd(body: bytes) -> bytes:
    with zstandard.ZstdDecompressor().stream_reader(body, read_across_frames=True) as reader:
        return reader.read(LARGEST)


_DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _inflate(zlib.MAX_WBITS | 16),
    "x-gzip": _inflate(zlib.MAX_WBITS | 16),
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
