"""Read revisions again, tell what differs, and write it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.rereading import place_of, stored_records, tasks
from capitalcities_crawler.archive.writing.rereading import mark_read, write_readings
from capitalcities_crawler.records import article_record
from capitalcities_crawler.reextract.differences import Differences
from capitalcities_crawler.reextract.extract import extract
from capitalcities_crawler.reextract.pool import read_all
from capitalcities_crawler.reextract.reading import Reading

_BATCH = 50
"""Readings that are written in one transaction; a kill loses at most these."""


class Run:
    """One run over an archive.

    Args:
        archive: opened for writing, unless nothing is to be written.
        folder: where the WARC files are.
        processes: how many read.
        writes: whether what was read is written.
    """

    def __init__(self, archive: Archive, folder: Path, *, processes: int, writes: bool) -> None:
        self._archive = archive
        self._folder = folder
        self._processes = processes
        self._writes = writes
        self.differences = Differences()
        self.counts: Counter[str] = Counter()
        self.problems: list[str] = []

    def read(self, revision_ids: list[int]) -> Iterator[int]:
        """Read revisions; give the number of those done, batch by batch."""
        todo = tasks(self._archive, revision_ids)
        readings = map(self._resolved, read_all(todo, self._folder, self._processes))
        while batch := list(islice(readings, _BATCH)):
            self._settle(batch)
            yield len(batch)

    def _resolved(self, reading: Reading) -> Reading:
        """Read the record to which a revisit refers."""
        if reading.revisit is None:
            return reading
        url, date = reading.revisit
        place = place_of(self._archive, url, datetime.fromisoformat(date)) if date else None
        if place is None:
            problem = (
                f"a revisit of {url} of {date or 'an unknown time'}, of which there is no record"
            )
            return reading._replace(problem=problem)
        task = reading.task._replace(places=(place, *reading.task.places[1:]))
        again = extract(task, self._folder)
        if again.revisit:
            return again._replace(problem=f"a revisit of a revisit: {url}")
        return again

    def _settle(self, batch: list[Reading]) -> None:
        changed = [reading for reading in batch if reading.article]
        for reading in batch:
            if reading.problem:
                self.problems.append(f"{reading.task.url}: {reading.problem}")
        same = [r.task.revision_id for r in batch if not r.article and not r.problem]
        self.counts["same"] += len(same)
        self.counts["changed"] += len(changed)
        self._compare(changed)
        if self._writes:
            with self._archive.writing() as session:
                write_readings(
                    session, [(r.task.revision_id, r.article) for r in changed if r.article]
                )
                mark_read(session, same)

    def _compare(self, changed: list[Reading]) -> None:
        records = stored_records(self._archive, [r.task.revision_id for r in changed])
        for task, article, *_ in changed:
            if article:
                self.differences.add(task.url, records[task.revision_id], article_record(article))
