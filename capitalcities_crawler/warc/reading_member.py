"""One gzip member of a compressed WARC file: a record each, by the standard's annex."""

import mmap
import zlib

from capitalcities_crawler.warc.reading_block import LARGEST, BrokenRecordError

MAGIC = b"\x1f\x8b\x08"
"""How a gzip member starts (RFC 1952, 2.3): two identifying bytes and the method, deflate."""

_STEP = 1 << 16
_HEAD = 4096


def read_member(data: mmap.mmap, offset: int, end: int) -> tuple[bytes, int]:
    """Decompress the member at an offset; give its content, checked by its CRC, and where it ends.

    Raises:
        BrokenRecordError: no whole member lies there.
    """
    inflate = zlib.decompressobj(wbits=31)
    parts: list[bytes] = []
    size, at = 0, offset
    while not inflate.eof:
        compressed = data[at : min(at + _STEP, end)]
        if not compressed:
            raise BrokenRecordError("the file ends within this record")
        at += len(compressed)
        try:
            parts.append(inflate.decompress(compressed, LARGEST + 1 - size))
        except zlib.error as error:
            raise BrokenRecordError(f"not a sound gzip member: {error}") from error
        size += len(parts[-1])
        if size > LARGEST:
            raise BrokenRecordError(f"larger than {LARGEST} bytes: no page")
    return b"".join(parts), at - len(inflate.unused_data)


def find_member(data: mmap.mmap, start: int, end: int) -> int:
    """Give the place of the next member that begins a WARC record; the end when none does."""
    at = data.find(MAGIC, start, end)
    while at >= 0:
        if _begins_record(data[at : at + _HEAD]):
            return at
        at = data.find(MAGIC, at + 1, end)
    return end


def _begins_record(compressed: bytes) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(compressed, 5) == b"WARC/"
    except zlib.error:
        return False  # the three bytes occurred by chance within compressed data
