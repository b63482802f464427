"""What keeping every exchange as WARC costs a crawl: the same crawl with and without, in turns.

    python -m benchmarks.warc_cost [--articles 600] [--pairs 5]

Pairs run one after the other on a machine that others use too: their median is what counts.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median

from fixtures.replica import World, serve
from tests.e2e.harness import scrapy


def seconds(base_url: str, *, recorded: bool) -> float:
    """Crawl the whole site into an empty archive; give the time that it takes."""
    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite:///{Path(name) / 'archive.sqlite'}"
        words = ["-a", f"base_url={base_url}", "-s", f"WARC_DIR={name}/warc"]
        words += ["-s", f"WARC_ENABLED={recorded}"]
        start = time.perf_counter()
        run = scrapy("crawl", "archive", *words, archive_url=url)
        taken = time.perf_counter() - start
        assert run.returncode == 0, run.stderr
        assert any(Path(name).glob("warc/*.warc.gz")) is recorded
    return taken


def main() -> None:
    """Print the pairs and the median of what recording adds."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--pairs", type=int, default=5)
    options = parser.parse_args()
    print("| without (s) | with (s) | added |\n| --- | --- | --- |")
    added = []
    with serve(World(options.articles)) as site:
        for number in range(options.pairs):
            order = (False, True) if number % 2 == 0 else (True, False)  # neither is always first
            taken = {recorded: seconds(site.url, recorded=recorded) for recorded in order}
            added.append(taken[True] / taken[False] - 1)
            print(f"| {taken[False]:.1f} | {taken[True]:.1f} | {added[-1]:.1%} |", flush=True)
    print(f"recording adds {median(added):.1%} (median of {options.pairs} pairs)")


if __name__ == "__main__":
    main()
