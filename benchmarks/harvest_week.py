"""What ``latest`` costs after a week of 47 changes, by what the site has closed: its requests.

The changes are 25 articles new, 12 edited, 5 trashed, 2 unpublished, 3 renamed; each run is held to
all of them before its requests are counted. Every row begins with the same archive.

    python -m benchmarks.harvest_week [--articles 1000]
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
from pathlib import Path

from fixtures.replica import World, serve
from fixtures.replica.scenario import live_a_week
from fixtures.replica.server import ServedSite
from tests.e2e.harness import ROOT, command, environment
from tests.e2e.weeks import check_week

CLOSED: dict[str, tuple[str, ...]] = {
    "nothing": (),
    "REST": ("rest",),
    "REST and sitemaps": ("rest", "sitemap"),
    "REST, sitemaps and feeds": ("rest", "sitemap", "feed"),
}


def harvest(archive: Path, articles: int) -> int:
    """Harvest the whole site; give the port that it was at."""
    with serve(World(articles)) as site:
        crawl("archive", site, f"sqlite:///{archive}")
        return int(site.url.rpartition(":")[2])


def week(archive: Path, articles: int, port: int, closed: tuple[str, ...]) -> tuple[int, int]:
    """Give the requests of ``latest`` when nothing has changed, and after a week."""
    address = f"sqlite:///{archive}"
    with serve(World(articles), port) as site:
        site.world.closed = dict.fromkeys(closed, 403)
        latest(site, address)  # takes notice of what is closed since the first harvest
        unchanged = latest(site, address)
        changes = live_a_week(site.world)
        changed = latest(site, address)
        check_week(site, address, changes)
    return unchanged, changed


def latest(site: ServedSite, address: str) -> int:
    """Run ``latest``; give its requests."""
    site.clear()
    crawl("latest", site, address)
    return len(site.requests)


def crawl(spider: str, site: ServedSite, address: str) -> None:
    """Run a spider to its end, however long that takes."""
    line = command("crawl", spider, "-a", f"base_url={site.url}", archive_url=address)
    subprocess.run(line, cwd=ROOT, env=environment(), capture_output=True, check=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000, help="posts of the site")
    articles = parser.parse_args().articles
    print("| closed | nothing changed | after the week |")
    print("| --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder, "before.sqlite")
        port = harvest(before, articles)
        for name, closed in CLOSED.items():
            after = Path(shutil.copy(before, Path(folder, "after.sqlite")))
            unchanged, changed = week(after, articles, port, closed)
            print(f"| {name} | {unchanged:,} | {changed:,} |", flush=True)


if __name__ == "__main__":
    main()
