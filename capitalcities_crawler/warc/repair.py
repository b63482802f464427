"""Mending what a killed run has left: files end behind their last whole record."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from capitalcities_crawler.warc.exchange import OPEN
from capitalcities_crawler.warc.locking import is_still, lock

_CHUNK = 1 << 20  # bytes


class Repaired(NamedTuple):
    """A file that was completed in its writer's place."""

    path: Path
    lost: int
    """Bytes of a record cut short, which were taken off."""


def repair(folder: Path) -> Iterator[Repaired]:
    """Complete the files of runs that are dead; one that a living run writes is left alone.

    Raises:
        OSError: a file can be neither read nor cut.
    """
    for path in sorted(folder.glob(f"*.warc.gz{OPEN}")):
        with path.open("r+b", buffering=0) as file:
            if not lock(file) or not is_still(file, path):
                continue
            size = path.stat().st_size
            sound = sound_length(file)
            if not sound:
                path.unlink()
                continue
            file.truncate(sound)
            yield Repaired(path.rename(path.with_name(path.name.removesuffix(OPEN))), size - sound)


def sound_length(file: BinaryIO) -> int:
    """Give the number of bytes that whole gzip members take from the beginning of a file."""
    file.seek(0)
    member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    sound = position = 0
    while data := file.read(_CHUNK):
        while data:
            try:
                member.decompress(data)
            except zlib.error:
                return sound
            position += len(data) - len(member.unused_data)
            data = member.unused_data
            if member.eof:
                sound = position
                member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    return sound
