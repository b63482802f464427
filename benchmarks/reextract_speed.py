"""How many recorded articles a second are read again: one process, two, and trafilatura on one.

    python -m benchmarks.reextract_speed [--articles 400] [PAGE.html ...]

The first table reads the records of a crawl of the replica, unpacking included. The second reads
saved pages, each many times: our record against trafilatura's text with metadata.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.rereading import Wanted, wanted_ids
from capitalcities_crawler.pages import ArticlePage
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
    """Print the time of a record against trafilatura's, on saved pages."""
    ours = others = 0.0
    for file in files:
        html = file.read_text(encoding="utf-8", errors="replace")
        ours += best_time(lambda: ArticlePage(html).to_item().to_record())  # noqa: B023 - run at once
        others += best_time(lambda: trafilatura.bare_extraction(html, with_metadata=True))  # noqa: B023
    print("| extractor | ms a page |\n| --- | --- |")
    print(f"| this project | {1000 * ours / len(files):.1f} |")
    print(f"| trafilatura with metadata | {1000 * others / len(files):.1f} |")
    print(
        f"on one process we are {others / ours:.1f} times as fast, on two {2 * others / ours:.1f}"
    )


def best_time(work: Callable[[], object]) -> float:
    """Give the shortest of some runs, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("pages", nargs="*", type=Path, metavar="PAGE.html")
    parser.add_argument("--articles", type=int, default=400)
    options = parser.parse_args()
    records(options.articles)
    if options.pages:
        pages(options.pages)


if __name__ == "__main__":
    main()
