"""How many recorded articles a second are read again: one process, two, and trafilatura on one.

    python -m benchmarks.reextract_speed [--articles 400] [PAGE.html PAGE.html.gz ...]

The first table reads the records of a crawl of the replica, unpacking included. The second reads
saved pages: our record against trafilatura's text with metadata.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

import trafilatura

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.rereading import Wanted, wanted_ids
from capitalcities_crawler.pages import ArticlePage, PageError
from capitalcities_crawler.reextract.run import Run
from fixtures.replica import World, serve
from tests.e2e.harness import scrapy

ROUNDS = 3


def records(articles: int) -> None:
    """Print articles a second with one process and with two, and the ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder}/archive.sqlite"
        with serve(World(articles)) as site:
            words = ("-a", f"base_url={site.url}", "-s", f"WARC_DIR={folder}/warc")
            assert scrapy("crawl", "archive", *words, archive_url=url).returncode == 0
        rates = [[speed(url, folder / "warc", number) for number in (1, 2)] for _ in range(ROUNDS)]
    best = dict(enumerate(map(max, zip(*rates, strict=True)), start=1))
    print("| processes | articles a second |\n| --- | --- |")
    print(*(f"| {number} | {rate:.1f} |" for number, rate in best.items()), sep="\n")
    print(f"two processes are {best[2] / best[1]:.2f} times one\n")


def speed(url: str, folder: Path, processes: int) -> float:
    """Read all records; give articles a second from the first one on (starting takes a second)."""
    with Archive(url) as archive:
        with archive.session() as session:
            ids = wanted_ids(session, Wanted(everything=True))
        run = Run(archive, folder, processes=processes, writes=False)
        batches = run.read(ids * 3)  # long enough for two to share
        done = -next(batches)
        start = time.perf_counter()
        done = sum(batches)
        seconds = time.perf_counter() - start
        assert not run.problems
        assert not run.counts["changed"]
    return done / seconds


def pages(files: list[Path]) -> None:
    """Print how many saved pages a second are read: our records on one and two processes, trafilatura."""
    _TEXTS.extend(map(text_of, files))
    size = sum(map(len, _TEXTS)) / len(_TEXTS) / 1000
    print(f"{len(_TEXTS)} saved pages, {size:.0f} KB on average")
    print("| extractor | processes | pages a second |\n| --- | --- | --- |")
    rates = {}
    for name, work, processes in (
        ("trafilatura with metadata", by_trafilatura, 1),
        ("this project", by_us, 1),
        ("this project", by_us, 2),
    ):
        rates[name, processes] = rate = per_second(work, processes)
        print(f"| {name} | {processes} | {rate:.1f} |", flush=True)
    other = rates["trafilatura with metadata", 1]
    one, two = (rates["this project", number] / other for number in (1, 2))
    print(f"one process is {one:.1f} times trafilatura, two are {two:.1f} times")


_TEXTS: list[str] = []
"""The pages: there before the processes part, so that none is handed over."""


def text_of(file: Path) -> str:
    """Read a saved page, packed or not."""
    body = file.read_bytes()
    return (gzip.decompress(body) if file.suffix == ".gz" else body).decode(errors="replace")


def by_us(number: int) -> None:
    """Read a page as re-extraction does."""
    with suppress(PageError):  # a listing or a stub among the pages
        ArticlePage(_TEXTS[number]).to_item().to_record()


def by_trafilatura(number: int) -> None:
    """Read a page with trafilatura."""
    trafilatura.bare_extraction(_TEXTS[number], with_metadata=True)


def per_second(work: Callable[[int], None], processes: int) -> float:
    """Give the pages a second of the fastest round, each process having read all pages before."""
    numbers = range(len(_TEXTS))
    rates = []
    with get_context("fork").Pool(processes) as pool:
        pool.map(work, [*numbers] * processes, chunksize=len(_TEXTS))
        for _ in range(ROUNDS):
            start = time.perf_counter()
            pool.map(work, [*numbers] * 4, chunksize=4)
            rates.append(4 * len(_TEXTS) / (time.perf_counter() - start))
    return max(rates)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("pages", nargs="*", type=Path, metavar="PAGE")
    parser.add_argument("--articles", type=int, default=400, help="0 leaves out the first")
    options = parser.parse_args()
    if options.articles:
        records(options.articles)
    if options.pages:
        pages(options.pages)


if __name__ == "__main__":
    main()
