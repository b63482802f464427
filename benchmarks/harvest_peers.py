"""What a first harvest of the same site costs here and with others: requests, bytes, time.

The others are no dependencies: give an interpreter that has trafilatura and news-please. The site
counts what it is asked, nobody waits between requests, and each keeps what it always keeps.

    python benchmarks/harvest_peers.py [--articles 1000] [--peers /tmp/peers/bin/python]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fixtures.replica import World, serve
from fixtures.replica.server import ServedSite

ROOT = Path(__file__).parents[1]

NAME = "www.example.com"
"""Name of the site where trafilatura is asked: it takes no link to a bare address for a page."""

TRAFILATURA = """
import socket, sys
real = socket.getaddrinfo
socket.getaddrinfo = lambda host, *rest, **more: real("127.0.0.1", *rest, **more)
from trafilatura import bare_extraction, fetch_url
from trafilatura.settings import DEFAULT_CONFIG
from trafilatura.spider import focused_crawler
DEFAULT_CONFIG["DEFAULT"].update({"SLEEP_TIME": "0", "SSRF_PROTECTION": "off"})
todo, known = focused_crawler(sys.argv[1], max_seen_urls=100_000, max_known_urls=100_000)
for url in known:
    page = fetch_url(url)
    if page:
        bare_extraction(page, url=url, with_metadata=True)
"""

NEWS_PLEASE = """
import pathlib, re, sys
import newsplease
folder, url = pathlib.Path(sys.argv[1]), sys.argv[2]
config = pathlib.Path(newsplease.__file__).parent / "config" / "config.cfg"
text = re.sub(r"(?m)^working_path = .*", f"working_path = {folder}/", config.read_text())
text = re.sub(r"(?m)^default = .*", "default = RecursiveCrawler", text)
offsite = {"scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None}  # it knows no ports
text = text.replace("[Scrapy]", f"[Scrapy]\\nDOWNLOADER_MIDDLEWARES = {offsite}", 1)
(folder / "config.cfg").write_text(text)
(folder / "sitelist.hjson").write_text('{"base_urls": [{"url": "%s"}]}' % url)
from newsplease.__main__ import NewsPleaseLauncher
NewsPleaseLauncher(f"{folder}/", False, False, False, False, False, False, True)
"""


def ours(url: str, _python: str, folder: Path) -> list[str]:
    """Give the command of a first run of ``archive``."""
    archive = f"ARCHIVE_URL=sqlite:///{folder}/archive.sqlite"
    line = [sys.executable, "-m", "scrapy", "crawl", "archive", "-a", f"base_url={url}"]
    return [*line, "-s", archive, "-s", "DOWNLOAD_DELAY=0"]


def wget(url: str, _python: str, folder: Path) -> list[str]:
    """Give wget's mirror: all pages that it finds links to."""
    line = ["wget", "--mirror", "--no-verbose", "--compression=gzip", "-o", f"{folder}/log"]
    return [*line, "-P", str(folder), f"{url}/"]


def trafilatura(url: str, python: str, folder: Path) -> list[str]:
    """Give trafilatura's spider, then its extraction of all that the spider found."""
    script = folder / "spider.py"
    script.write_text(TRAFILATURA, encoding="utf-8")
    return [python, str(script), f"{url}/"]


def news_please(url: str, python: str, folder: Path) -> list[str]:
    """Give news-please's recursive crawler, with its settings as they come."""
    script = folder / "please.py"
    script.write_text(NEWS_PLEASE, encoding="utf-8")
    return [python, str(script), str(folder), f"{url}/"]


PEERS: dict[str, Callable[[str, str, Path], list[str]]] = {
    "this project": ours,
    "wget --mirror": wget,
    "trafilatura": trafilatura,
    "news-please": news_please,
}


def reached(site: ServedSite) -> int:
    """Count the readable articles whose page was sent."""
    sent = {e.path.partition("?")[0] for e in site.requests if e.status == 200}
    return len(sent & {post.path for post in site.world.index.readable()})


def measure(name: str, site: ServedSite, python: str, limit: int) -> str:
    """Run one and give its row of the table."""
    with tempfile.TemporaryDirectory() as folder:
        line = PEERS[name](site.url, python, Path(folder))
        began = time.perf_counter()
        try:
            subprocess.run(line, cwd=ROOT, capture_output=True, timeout=limit, check=False)
            end = ""
        except subprocess.TimeoutExpired:
            end = " (stopped)"
        seconds = time.perf_counter() - began
    size = sum(exchange.size for exchange in site.requests) / 1e6
    asked, articles = len(site.requests), reached(site)
    ratio = f"{asked / articles:.2f}" if articles else "-"
    return f"| {name}{end} | {articles:,} | {asked:,} | {ratio} | {size:.1f} | {seconds:.0f} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000, help="posts of the site")
    parser.add_argument("--peers", default=sys.executable, help="interpreter that has the others")
    parser.add_argument(
        "--limit", type=int, default=3600, help="seconds after which one is stopped"
    )
    parser.add_argument("--only", choices=PEERS, action="append", help="just these")
    options = parser.parse_args()
    world = World(options.articles)
    print(f"{len(list(world.index.readable())):,} readable articles")
    print("| harvester | articles | requests | an article | MB | seconds |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name in options.only or PEERS:
        with serve(world, name=NAME if name == "trafilatura" else "127.0.0.1") as site:
            print(measure(name, site, options.peers, options.limit), flush=True)


if __name__ == "__main__":
    main()
