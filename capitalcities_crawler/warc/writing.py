"""Writing WARC files: one gzip member a record, whole exchanges, a new file when one is full."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.recordloader import ArcWarcRecord
from warcio.warcwriter import WARCWriter

from capitalcities_crawler.warc.exchange import OPEN, Exchange, Original, Place
from capitalcities_crawler.warc.locking import is_still, lock
from capitalcities_crawler.warc.records import looks_record, records_of, warcinfo


class WarcFiles:
    """The files that a run writes, one after the other. Not to be used by two threads at a time.

    Args:
        folder: where they go; it must exist.
        prefix: begins their names: ``PREFIX-20261127031500123-00000.warc.gz``.
        about: fields of the ``warcinfo`` record of each.
        most: bytes after which the next file is begun.
    """

    def __init__(self, folder: Path, prefix: str, about: Mapping[str, str], most: int) -> None:
        self._folder = folder
        self._prefix = prefix
        self._about = about
        self._most = most
        self._serial = 0
        self._file: BinaryIO | None = None
        self._name = ""

    def write(self, exchange: Exchange, original: Original | None = None) -> Place:
        """Append the records of an exchange; they are with the operating system when this returns.

        Returns:
            the place of the answer's record.

        Raises:
            OSError: the disk is full, or gone. The file then ends with the record before.
        """
        file = self._file or self._begin(exchange.at)
        if exchange.looks:
            _append(file, looks_record(exchange))
        place = Place(self._name, _append(file, *records_of(exchange, original)))
        if file.tell() >= self._most:
            self.close()
        return place

    def close(self) -> None:
        """Give the file that is being written its final name."""
        if self._file is None:
            return
        with self._file as file:  # which holds the lock until then
            self._file = None
            os.fsync(file.fileno())
            path = self._folder / self._name
            path.with_name(path.name + OPEN).rename(path)

    def _begin(self, at: datetime) -> BinaryIO:
        while True:
            stamp = f"{at.astimezone(UTC):%Y%m%d%H%M%S%f}"[:17]  # to the millisecond
            name = f"{self._prefix}-{stamp}-{self._serial:05}.warc.gz"
            self._serial += 1
            path = self._folder / f"{name}{OPEN}"
            try:
                file = path.open("xb", buffering=0)
            except FileExistsError:  # another run, in the same millisecond
                continue
            if lock(file) and is_still(file, path):
                break
            file.close()  # a run that was repairing took it for a dead one's
        _append(file, warcinfo(name, at, self._about))
        self._file, self._name = file, name
        return file


def _append(file: BinaryIO, *records: ArcWarcRecord) -> int:
    """Write records with one call; give the offset of the first."""
    members = BytesIO()
    writer = WARCWriter(members, gzip=True, warc_version="1.1")
    for record in records:
        writer.write_record(record)
    offset, data = file.tell(), members.getvalue()
    try:
        written = file.write(data)
        while written < len(data):
            written += file.write(data[written:])
    except OSError:
        file.seek(offset)
        file.truncate()
        raise
    return offset
