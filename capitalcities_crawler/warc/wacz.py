"""WACZ files: WARC files in a ZIP archive, stored in it as they are (WACZ 1.1.1, section 5)."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

_LOCAL_HEADER = struct.Struct("<26xHH")
"""Of a ZIP member: after 26 bytes, the lengths of its name and of what follows that."""

_WARC = (".warc", ".warc.gz")


class NotWarcError(Exception):
    """Raised for a file that is none of a web archive's; the message is one line for people."""


def warc_files_in(file: Path, data: mmap.mmap) -> Iterator[tuple[int, int]]:
    """Give where WARC files begin and end in a file: one from end to end, or those of a WACZ.

    So a record of a WACZ has an offset in the WACZ itself.

    Raises:
        NotWarcError: a ZIP archive that is broken, compresses its WARC files, or has none.
    """
    if data[:4] != b"PK\x03\x04":
        yield 0, len(data)
        return
    try:
        with ZipFile(file) as archive:
            members = [m for m in archive.infolist() if m.filename.endswith(_WARC)]
    except BadZipFile as error:
        raise NotWarcError(f"{file} is no WACZ file: {error}") from None
    if not members:
        raise NotWarcError(f"{file} is no WACZ file: it holds no .warc or .warc.gz")
    for member in members:
        yield _place(file, data, member)


def _place(file: Path, data: mmap.mmap, member: ZipInfo) -> tuple[int, int]:
    if member.compress_type != ZIP_STORED:
        msg = f"{file} compresses {member.filename}: unpack it, and give that file"
        raise NotWarcError(msg)
    name, extra = _LOCAL_HEADER.unpack_from(data, member.header_offset)
    start = member.header_offset + _LOCAL_HEADER.size + name + extra
    return start, start + member.file_size
