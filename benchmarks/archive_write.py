"""How fast a batch is saved: articles per second, first new, then unchanged.

python benchmarks/archive_write.py [--articles 2000] [--batch 50] [--url sqlite:///x.sqlite]
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.records import records
from capitalcities_crawler.events import Discovery, Event, Fetch, FetchedArticle
from capitalcities_crawler.items import (
    Article,
    Author,
    Block,
    Cell,
    Image,
    Link,
    Table,
    Teaser,
    Term,
)
from capitalcities_crawler.pages.headings import place_headings
from capitalcities_crawler.sites import Site
from pipelines.clean import clean_article

BASE = "https://news.example"
START = datetime(2025, 6, 1, tzinfo=UTC)
SITE = Site(
    key="bench",
    name="Bench",
    base_url=BASE,
    section_root=("World",),
    section_kinds=("region", "country", "city"),
)


def article(number: int) -> Article:
    """Make an article of the size seen on sites of the family: 600 words, two tables, 10 links."""
    day = START + timedelta(minutes=37 * number)
    words = " ".join(f"word{(number * 31 + i) % 4000}" for i in range(60))
    blocks = tuple(
        Block(kind="heading", text=f"Heading {i}", level=2, anchor=f"h{i}")
        if i % 3 == 0
        else Block(kind="paragraph", text=f"{words} {i}.")
        for i in range(15)
    )
    cells = tuple(
        Cell(row=r, column=c, text=f"cell {r} {c}", is_header=r == 0)
        for r in range(4)
        for c in range(2)
    )
    place = ("World", f"Region {number % 6}", f"Country {number % 60}", f"City {number % 60}")
    crumbs = tuple(
        Term(name=name, url=f"{BASE}/category/{'/'.join(place[: i + 1]).lower()}/")
        for i, name in enumerate(place)
    )
    return Article(
        url=url_of(number),
        post_id=number,
        title=f"Title {number}",
        authors=(Author(name=f"Author {number % 30}"),),
        published=day,
        breadcrumb=crumbs,
        categories=(crumbs, crumbs[:3]),
        tags=tuple(Term(name=f"Tag {(number + i * 7) % 500}") for i in range(6)),
        blocks=blocks,
        headings=place_headings(blocks, frozenset()),
        tables=(Table(cells=cells), Table(cells=cells)),
        images=(Image(url=f"{BASE}/{number}.jpg", alt="A – B", is_lead=True),),
        links=tuple(Link(url=f"https://else.example/{number}/{i}", text="x") for i in range(4)),
        previous=Link(url=url_of(number - 1), text="Before"),
        next=Link(url=url_of(number + 1), text="After"),
        related=tuple(
            Teaser(url=url_of(number - i), title=f"Title {number - i}", published=date(2025, 6, 1))
            for i in range(2, 6)
        ),
    )


def url_of(number: int) -> str:
    """Give the address of an article."""
    day = START + timedelta(minutes=37 * number)
    return f"{BASE}/{day:%Y/%m/%d}/a-slug-of-usual-length-for-a-news-article-{number}/"


def save_all(archive: Archive, articles: Sequence[Article], size: int, at: datetime) -> float:
    """Save articles in batches; give the seconds that it took."""
    crawl = archive.start_crawl(
        site=SITE, base_url=BASE, spider="bench", arguments={}, started_at=at
    )
    events: list[Event] = []
    for number, item in enumerate(articles):
        when = at + timedelta(seconds=number)
        fetch = Fetch(url=item.url, fetched_at=when, status=200)
        events.append(Discovery(url=item.url, via="sitemap", seen_at=at))
        events.append(FetchedArticle(article=item, fetch=fetch))
    rest = iter(events)
    start = time.perf_counter()
    while batch := list(islice(rest, size)):
        archive.save(batch, crawl_id=crawl)
    return time.perf_counter() - start


def measure(url: str, number: int, size: int) -> None:
    """Print the rates on one archive."""
    articles = [article(i) for i in range(1, number + 1)]
    start = time.perf_counter()
    articles = [clean_article(item) for item in articles]
    report("cleaned", number, time.perf_counter() - start)
    with Archive(url, write=True) as archive:
        report("new", number, save_all(archive, articles, size, START))
        again = save_all(archive, articles, size, START + timedelta(days=30))
        report("unchanged", number, again)
        with archive.session() as session:
            start = time.perf_counter()
            report("exported", sum(1 for _ in records(session)), time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB, with all articles in memory")


def report(what: str, number: int, seconds: float) -> None:
    """Print one rate."""
    print(f"{what:<10}{number / seconds:8.0f} articles/s")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--batch", type=int, default=50, help="events in a transaction")
    parser.add_argument("--url", help="default: a SQLite file in a temporary folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = options.url or f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        measure(url, options.articles, options.batch)


if __name__ == "__main__":
    main()
