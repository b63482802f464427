"""How long a complete record takes, against one parse by lxml (the floor) and trafilatura.

    python benchmarks/extract_speed.py PAGE.html ...

Each page is read several times and the best time counts; a ratio is the sum over all pages
divided by the sum of the parses. Pages that are no articles are left out and counted.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import lxml.html
import trafilatura

from capitalcities_crawler.pages import ArticlePage, PageError


def best_time(work: Callable[[], object], rounds: int) -> float:
    """Give the shortest of some runs, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def is_article(html: str) -> bool:
    """Tell whether the page gives a record, and warm the imports up."""
    try:
        ArticlePage(html).to_item()
    except PageError:
        return False
    return True


def main() -> None:
    """Measure the pages named on the command line and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("pages", nargs="+", type=Path, metavar="PAGE.html")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    totals = {"parse": 0.0, "record": 0.0, "trafilatura": 0.0}
    refused = 0
    print(f"{'page':44}{'KB':>6}{'parse':>8}{'record':>8}{'ratio':>7}{'trafilatura':>13}")
    for path in options.pages:
        html = path.read_text(encoding="utf-8", errors="replace")
        if not is_article(html):
            refused += 1
            continue
        parse = best_time(lambda: lxml.html.document_fromstring(html), options.rounds)  # noqa: B023 - run at once
        record = best_time(lambda: ArticlePage(html).to_item(), options.rounds)  # noqa: B023 - run at once
        other = best_time(lambda: trafilatura.bare_extraction(html), 2)  # noqa: B023 - run at once
        size = len(html) // 1024
        print(
            f"{path.name[:43]:44}{size:6}{parse:8.1f}{record:8.1f}{record / parse:7.2f}{other:13.1f}"
        )
        totals["parse"] += parse
        totals["record"] += record
        totals["trafilatura"] += other
    if totals["parse"]:
        ratios = {name: value / totals["parse"] for name, value in totals.items()}
        print(f"record {ratios['record']:.2f}, trafilatura {ratios['trafilatura']:.1f} parses")
    if refused:
        print(f"left out, no articles: {refused}")


if __name__ == "__main__":
    main()
