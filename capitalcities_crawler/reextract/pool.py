"""The work spread over processes; memory holds a few chunks of it."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path

from capitalcities_crawler.archive.rereading import Task
from capitalcities_crawler.reextract.extract import extract
from capitalcities_crawler.reextract.reading import Reading

_CHUNK = 16
"""Tasks that travel together."""


def read_all(tasks: Iterable[Task], folder: Path, processes: int) -> Iterator[Reading]:
    """Read tasks in order; with one process, in this one."""
    if processes == 1:
        yield from map(partial(extract, folder=folder), tasks)
        return
    waiting: deque[Future[list[Reading]]] = deque()
    rest = iter(tasks)
    # Not forked: the database connection of this process must stay its own.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        while True:
            while len(waiting) < 2 * processes and (chunk := list(islice(rest, _CHUNK))):
                waiting.append(pool.submit(_extract_chunk, chunk, folder))
            if not waiting:
                return
            yield from waiting.popleft().result()


def _extract_chunk(tasks: list[Task], folder: Path) -> list[Reading]:
    return [extract(task, folder) for task in tasks]
