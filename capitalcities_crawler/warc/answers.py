"""The answers that WARC files hold, in the order of time, revisits with the payload they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from capitalcities_crawler.warc.exchange import OPEN, Place
from capitalcities_crawler.warc.http import HttpAnswer, parse_answer
from capitalcities_crawler.warc.reading import (
    Damage,
    NotWarcError,
    Record,
    Stored,
    read_at,
    read_records,
)
from capitalcities_crawler.warc.reading_block import BrokenRecordError
from capitalcities_crawler.warc.records import LOOK

_TYPES = frozenset({"response", "revisit", "metadata"})


@dataclass(frozen=True, slots=True)
class RecordedAnswer:
    """An answer of a server, as it was recorded."""

    url: str
    at: datetime
    place: Place
    digest: str
    """Of its payload, as the file states it; may be empty."""
    answer: HttpAnswer
    looks: tuple[str, ...] = ()
    """What earlier looks at the address had found, where this program recorded it."""


class RevisitError(BrokenRecordError):
    """Raised for a record that says: as it was at ``at``; what it was stands in another record."""

    def __init__(self, url: str, date: str) -> None:
        super().__init__(f"a revisit: the page is in the record of {url} of {date}")
        self.url = url
        self.date = date


def answer_at(file: Path, offset: int) -> RecordedAnswer:
    """Give the answer in one record.

    Raises:
        BrokenRecordError: there is none, or it is damaged.
        RevisitError: the record has no page of its own.
        OSError: the file cannot be opened.
    """
    stored = read_at(file, offset)
    fields = stored.fields
    if fields.get("warc-type") == "revisit":
        referred = _referred(fields)
        raise RevisitError(*referred)
    if fields.get("warc-type") != "response":
        raise BrokenRecordError(f"a record of type {fields.get('warc-type')!r} holds no page")
    place = Place(file.name.removesuffix(OPEN), offset)
    digest = fields.get("warc-payload-digest", "")
    return RecordedAnswer(_url(fields), _time_of(fields), place, digest, _parsed(stored))


class Answers:
    """Read the answers of files.

    Args:
        files: WARC or WACZ files, in any order.
        is_wanted: says by an answer's address whether it is to be read.
    """

    def __init__(self, files: Iterable[Path], is_wanted: Callable[[str], bool]) -> None:
        self._files = sorted(files, key=lambda file: (_begin(file), file.name))
        self._is_wanted = is_wanted
        self._seen: dict[object, tuple[Path, int]] = {}
        self._looks: tuple[str, tuple[str, ...]] = ("", ())

    def __iter__(self) -> Iterator[RecordedAnswer | Damage]:
        """Give answers, and what cannot be read; of a file that cannot be read at all, offset 0."""
        for file in self._files:
            try:
                for record in read_records(file):
                    if isinstance(record, Damage):
                        yield record
                    elif record.stored.fields.get("warc-type") in _TYPES:
                        yield from self._answer(record)
            except (NotWarcError, OSError) as error:
                yield Damage(file, 0, str(error))

    def _answer(self, record: Record) -> Iterator[RecordedAnswer | Damage]:
        fields = record.stored.fields
        url = _url(fields)
        if not self._is_wanted(url):
            return
        if fields["warc-type"] == "metadata":
            self._looks = url, _looks(record.stored.block)
            return
        try:
            yield self._read(record, url)
        except BrokenRecordError as error:
            yield Damage(record.file, record.offset, str(error))

    def _read(self, record: Record, url: str) -> RecordedAnswer:
        fields = record.stored.fields
        if fields.get("warc-truncated"):
            raise BrokenRecordError(f"cut short when recorded ({fields['warc-truncated']})")
        answer = _parsed(record.stored)
        date, digest = fields.get("warc-date", ""), fields.get("warc-payload-digest", "")
        if fields["warc-type"] == "revisit" and answer.status != 304:
            answer = answer._replace(body=self._original(fields))
        else:
            self._seen[url, date] = self._seen[digest or url] = (record.file, record.offset)
        name = record.file.name.removesuffix(OPEN)
        place, (of, looks) = Place(name, record.offset), self._looks
        self._looks = "", ()
        return RecordedAnswer(
            url, _time_of(fields), place, digest, answer, looks if of == url else ()
        )

    def _original(self, fields: dict[str, str]) -> bytes:
        place = self._seen.get(_referred(fields)) or self._seen.get(
            fields.get("warc-payload-digest")
        )
        if place is None:
            raise BrokenRecordError("a revisit of an answer that is not in these files")
        return _parsed(read_at(*place)).body


def _parsed(stored: Stored) -> HttpAnswer:
    answer = parse_answer(stored.block)
    if answer is None:
        raise BrokenRecordError("holds no HTTP answer")
    return answer


def _looks(block: bytes) -> tuple[str, ...]:
    lines = block.decode("utf-8", "replace").splitlines()
    prefix = f"{LOOK}: "
    return tuple(line.removeprefix(prefix) for line in lines if line.startswith(prefix))


def _url(fields: dict[str, str], name: str = "warc-target-uri") -> str:
    return fields.get(name, "").strip("<>")  # wget 1.20 and older write brackets


def _referred(fields: dict[str, str]) -> tuple[str, str]:
    return _url(fields, "warc-refers-to-target-uri"), fields.get("warc-refers-to-date", "")


def _time_of(fields: dict[str, str]) -> datetime:
    date = fields.get("warc-date", "")
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        raise BrokenRecordError(f"its WARC-Date is {date!r}, no time") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _begin(file: Path) -> datetime:
    """Give the time of a file's first record; that of a file without one does not matter."""
    with suppress(NotWarcError, OSError, BrokenRecordError):
        for record in islice(read_records(file), 5):
            if isinstance(record, Record):
                return _time_of(record.stored.fields)
    return datetime.max.replace(tzinfo=UTC)
