"""One WARC record as bytes: its named fields and its block (ISO 28500:2017, 4)."""

import base64
import hashlib
import mmap
import re
from dataclasses import dataclass

LARGEST = 256 << 20
"""Bytes of one record beyond which it is not read: no page, and memory is finite."""

_HEAD = 64 << 10
_START = re.compile(rb"(?<=\n)WARC/1\.[01]\r\n")
_VERSION = re.compile(rb"WARC/\d\.\d+\r?\n")
_END = re.compile(rb"\r?\n\r?\n")


class BrokenRecordError(Exception):
    """No sound record lies here; the message says why."""


@dataclass(frozen=True)
class Stored:
    """A record as it was stored."""

    fields: dict[str, str]
    """Its named fields, with their names in lower case."""
    block: bytes


def read_plain(data: mmap.mmap, offset: int, end: int) -> tuple[Stored, int]:
    """Read the uncompressed record at an offset; give also where the next one starts.

    Raises:
        BrokenRecordError: no whole record lies there.
    """
    fields, begin, length = _head(data[offset : min(offset + _HEAD, end)])
    stop = offset + begin + length
    if stop > end:
        raise BrokenRecordError("the file ends within this record")
    if not b"\r\n\r\n".startswith(data[stop : stop + 4]):
        raise BrokenRecordError(f"its length of {length} bytes does not lead to its end")
    after = stop
    while data[after : after + 1] in (b"\r", b"\n"):
        after += 1
    return _checked(fields, data[offset + begin : stop]), after


def parse(content: bytes) -> Stored:
    """Read the one record of a decompressed member.

    Raises:
        BrokenRecordError: it is not whole, or not the only one: its offset would name others too.
    """
    fields, begin, length = _head(content[:_HEAD])
    if begin + length > len(content):
        raise BrokenRecordError(f"holds fewer bytes than the {length} it announces")
    if content[begin + length :].strip(b"\r\n"):
        raise BrokenRecordError("several records in one gzip member: use `warcio recompress` first")
    return _checked(fields, content[begin : begin + length])


def find_plain(data: mmap.mmap, start: int, end: int) -> int:
    """Give the place of the next uncompressed record; the end when there is none."""
    found = _START.search(data, start, end)
    return found.start() if found else end


def _head(head: bytes) -> tuple[dict[str, str], int, int]:
    """Give the named fields, where the block begins, and its length in bytes."""
    if not _VERSION.match(head):
        raise BrokenRecordError("no record starts here")
    end = _END.search(head)
    if end is None:
        raise BrokenRecordError("its named fields have no end")
    fields: dict[str, str] = {}
    for line in head[: end.start()].decode("utf-8", "replace").splitlines()[1:]:
        name, _, value = line.partition(":")
        fields[name.strip().lower()] = value.strip()
    length = fields.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) < 16):
        raise BrokenRecordError(f"its Content-Length is {length!r}, not a number")
    if int(length) > LARGEST:
        raise BrokenRecordError(f"larger than {LARGEST} bytes: no page")
    return fields, end.end(), int(length)


def _checked(fields: dict[str, str], block: bytes) -> Stored:
    """Give the record, unless its own digest says that bytes of it have changed."""
    algorithm, _, digest = fields.get("warc-block-digest", "").partition(":")
    if algorithm.lower() == "sha1" and len(digest) == 32:  # in base 32, as all known writers do
        found = base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
        if found != digest.upper():
            raise BrokenRecordError("its bytes do not give its WARC-Block-Digest")
    return Stored(fields, block)
