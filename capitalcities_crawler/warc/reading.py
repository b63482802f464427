"""Walk the records of a WARC file, past whatever in it is damaged.

A record is whole or it is not given: a damaged one is named with its offset, and reading goes on at
the next place where a record starts. Changed bytes show by gzip's checksum, or, where a file is not
compressed, by the record's own digest, if its writer made one. Nothing here knows HTTP or a site;
memory holds one record.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from capitalcities_crawler.warc.reading_block import (
    BrokenRecordError,
    Stored,
    find_plain,
    parse,
    read_plain,
)
from capitalcities_crawler.warc.reading_member import MAGIC, find_member, read_member
from capitalcities_crawler.warc.wacz import NotWarcError, warc_files_in

__all__ = ["Damage", "NotWarcError", "Record", "Stored", "read_at", "read_records"]

_FORGET_EVERY = 32 << 20
"""Bytes of a file after which those read are dropped from memory."""


@dataclass(frozen=True)
class Damage:
    """A stretch of a file that holds no sound record."""

    file: Path
    offset: int
    """Bytes from the beginning of the file, as stored (compressed)."""
    why: str


@dataclass(frozen=True)
class Record:
    """One sound record and where it lies."""

    file: Path
    offset: int
    """Bytes from the beginning of the file, as stored (compressed)."""
    stored: Stored


def read_records(file: Path) -> Iterator[Record | Damage]:
    """Give the records of a ``.warc``, ``.warc.gz`` or ``.wacz`` file in order, and the damage between.

    Raises:
        NotWarcError: the file starts like none of these and holds no record at all.
        OSError: it cannot be opened.
    """
    with file.open("rb") as opened:
        if not os.fstat(opened.fileno()).st_size:
            return  # killed before its first byte: nothing is lost
        with mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
            for start, end in warc_files_in(file, data):
                yield from _walk(file, data, start, end)


def read_at(file: Path, offset: int) -> Stored:
    """Give the record at an offset.

    Raises:
        BrokenRecordError: there is none, or it is damaged.
        OSError: the file cannot be opened.
    """
    with file.open("rb") as opened:
        size = os.fstat(opened.fileno()).st_size
        if not 0 <= offset < size:
            raise BrokenRecordError(f"the file has {size} bytes")
        with mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return _read(data, offset, size, compressed=data[offset : offset + 3] == MAGIC)[0]


def _walk(file: Path, data: mmap.mmap, start: int, end: int) -> Iterator[Record | Damage]:
    compressed = _is_compressed(file, data, start, end)
    offset = dropped = start
    while offset < end:
        try:
            stored, after = _read(data, offset, end, compressed=compressed)
        except BrokenRecordError as error:
            yield Damage(file, offset, str(error))
            offset = (find_member if compressed else find_plain)(data, offset + 1, end)
        else:
            yield Record(file, offset, stored)
            offset = after
        if offset - dropped > _FORGET_EVERY:
            data.madvise(mmap.MADV_DONTNEED)
            dropped = offset


def _read(data: mmap.mmap, offset: int, end: int, *, compressed: bool) -> tuple[Stored, int]:
    if not compressed:
        return read_plain(data, offset, end)
    content, after = read_member(data, offset, end)
    return parse(content), after


def _is_compressed(file: Path, data: mmap.mmap, start: int, end: int) -> bool:
    """Tell the two forms apart by content, since names lie; a damaged start is looked past."""
    if data[start : start + 5] == b"WARC/":
        return False
    if find_member(data, start, end) < end:
        return True
    if find_plain(data, start, end) < end:
        return False
    if data[start : start + 3] == MAGIC and ".warc" in file.name:
        return True  # killed within its first record
    raise NotWarcError(f"{file} is no WARC file: no record starts in it")
