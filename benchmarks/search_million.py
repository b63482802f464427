"""How long searches take on a large archive of generated articles, and what one more article costs.

python -m benchmarks.search_million [--articles 1000000] [--url sqlite:////tmp/million.sqlite] [--keep]

The archive is filled in bulk (the rows that a search reads), then articles are added by ``Archive.save``. An
archive that is there already is measured again as it is.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

from sqlalchemy import insert, select, text

from benchmarks.archive_write import BASE, SITE, article
from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.models import (
    Article,
    Capture,
    Page,
    Revision,
    SearchText,
    Site,
)
from capitalcities_crawler.archive.search.texts import row
from capitalcities_crawler.archive.selection import Selection
from capitalcities_crawler.events import Fetch, FetchedArticle
from pipelines.clean import clean_article

WORDS = 60_000
SENTENCES = 40_000
SENTENCES_EACH = 22
BATCH = 2_000
START = datetime(2015, 1, 1, tzinfo=UTC)


def main(argv: Sequence[str] | None = None) -> None:
    """Fill, search, add; print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--url", default="sqlite:////tmp/million.sqlite")
    parser.add_argument("--queries", type=int, default=300)
    options = parser.parse_args(argv)
    chance = random.Random(3)
    language = Language(chance)
    with Archive(options.url, write=True) as archive:
        with archive.session() as session:
            is_empty = session.scalar(select(Article.id).limit(1)) is None
        if is_empty:
            fill(archive, language, options.articles)
        measure_searches(archive, language, options.queries)
        measure_adding(archive)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process: {peak:.0f} MiB")


class Language:
    """Words as frequent as Zipf's law has them, in sentences made once."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.words = [f"{syllables(n)}" for n in range(WORDS)]
        weights = list(accumulate(1 / (rank + 2) for rank in range(WORDS)))
        drawn = chance.choices(self.words, cum_weights=weights, k=SENTENCES * 14)
        self.sentences = [" ".join(drawn[n * 14 : n * 14 + 14]) for n in range(SENTENCES)]

    def body(self) -> str:
        """Give a body of some 300 words."""
        return ".\n\n".join(self.chance.choices(self.sentences, k=SENTENCES_EACH))

    def title(self) -> str:
        """Give a title of eight words."""
        return " ".join(self.chance.choice(self.sentences).split()[:8])

    def queries(self, number: int) -> Iterator[tuple[str, str]]:
        """Give queries of all kinds, over words from everywhere to nowhere."""
        for _ in range(number):
            often, seldom = self.words[self.chance.randrange(200)], self.word()
            passage = self.chance.choice(self.sentences).split()
            yield from (
                ("one word", self.word()),
                ("one of the 200 commonest", often),
                ("two words", f"{self.word()} {self.word()}"),
                ("common and rare", f"{often} AND {seldom}"),
                ("either", f"{self.word()} OR {self.word()}"),
                ("without", f"{seldom} NOT {often}"),
                ("phrase", f'"{passage[3]} {passage[4]}"'),
                ("prefix", f"{self.word()[:4]}*"),
            )

    def word(self) -> str:
        """Give a word: of each order of frequency as often."""
        return self.words[int(WORDS ** self.chance.random()) - 1]


def syllables(number: int) -> str:
    """Write a number as a word."""
    found = ""
    number += 400
    while number:
        number, rest = divmod(number, 80)
        found += "bdfghklmnprstvwz"[rest % 16] + "aeiou"[rest // 16]
    return found


def fill(archive: Archive, language: Language, number: int) -> None:
    """Store the rows that a search reads."""
    crawl = archive.start_crawl(
        site=SITE, base_url=BASE, spider="archive", arguments={}, started_at=START
    )
    begun = time.perf_counter()
    for first in range(1, number + 1, BATCH):
        _fill_batch(archive, language, crawl, range(first, min(first + BATCH, number + 1)))
        if first % 100_000 == 1:
            print(f"{first} after {time.perf_counter() - begun:.0f} s", flush=True)
    if archive.engine.dialect.name == "postgresql":
        with archive.engine.connect() as connection:
            for table in (Page, Capture, Article, Revision):
                name = table.__tablename__
                connection.execute(text(f"SELECT setval('{name}_id_seq', {number})"))
            connection.commit()
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(text("VACUUM ANALYZE"))


def _fill_batch(archive: Archive, language: Language, crawl: int, ids: range) -> None:
    rows: dict[Any, list[dict[str, Any]]] = {
        table: [] for table in (Page, Capture, Article, Revision, SearchText)
    }
    with archive.writing() as session:
        site = session.scalars(select(Site.id)).one()
        for n in ids:
            at, title, body = START + timedelta(minutes=5 * n), language.title(), language.body()
            add_rows(rows, n, site, crawl, at, title, body)
        for table, values in rows.items():
            if table is Revision:
                continue
            session.execute(insert(table), values)
        session.execute(insert(Revision), rows[Revision])
        session.execute(
            text("UPDATE article SET revision_id = id WHERE id BETWEEN :first AND :last"),
            {"first": ids[0], "last": ids[-1]},
        )


def add_rows(
    rows: dict[Any, list[dict[str, Any]]],
    n: int,
    site: int,
    crawl: int,
    at: datetime,
    title: str,
    body: str,
) -> None:
    """Make one article's rows."""
    url = f"{BASE}/{n}/"
    rows[Page].append(
        {"id": n, "site_id": site, "url": url, "kind": "article", "state": "stored"}
        | {"discovered_at": at, "discovered_via": "rest", "attempts": 1}
    )
    rows[Capture].append(
        {"id": n, "page_id": n, "crawl_id": crawl, "fetched_at": at, "status": 200}
    )
    rows[Article].append(
        {"id": n, "site_id": site, "page_id": n, "post_id": n, "title": title, "breadcrumb": []}
        | {"categories": [], "word_count": 300, "body_sha256": str(n), "context_sha256": ""}
        | {"first_seen_at": at, "last_seen_at": at, "published_on": at.date()}
    )
    rows[Revision].append(
        {"id": n, "article_id": n, "number": 1, "capture_id": n, "seen_at": at, "title": title}
        | {"content_sha256": str(n), "body_text": body, "toc": [], "field_sources": {}}
        | {"disagreements": [], "fingerprints": {}, "changed_fields": [], "extractor_version": "0"}
    )
    rows[SearchText].append(row(n, (title,), (), body))


def measure_searches(archive: Archive, language: Language, number: int) -> None:
    """Print quantiles of the time of a search, by kind of query."""
    times: dict[str, list[float]] = {}
    month = Selection(
        since=(START + timedelta(days=300)).date(), until=(START + timedelta(days=330)).date()
    )
    for kind, query in language.queries(number):
        for name, selection in ((kind, None), (f"{kind}, in a month", month)):
            begun = time.perf_counter()
            archive.search(query, selection)
            times.setdefault(name, []).append((time.perf_counter() - begun) * 1000)
    times["all"] = [each for found in list(times.values()) for each in found]
    for name, found in times.items():
        parts = statistics.quantiles(found, n=20)
        print(
            f"{name:40} median {statistics.median(found):7.1f} ms, p95 {parts[18]:7.1f} ms, most {max(found):7.1f} ms"
        )


def measure_adding(archive: Archive) -> None:
    """Print the processor time of this process for one more article."""
    crawl = archive.start_crawl(
        site=SITE, base_url=BASE, spider="archive", arguments={}, started_at=START
    )
    articles = [clean_article(article(2_000_000 + number)) for number in range(500)]
    events = [
        FetchedArticle(article=item, fetch=Fetch(url=item.url, fetched_at=START, status=200))
        for item in articles
    ]
    begun = time.process_time()
    for first in range(0, len(events), 50):
        archive.save(events[first : first + 50], crawl_id=crawl)
    print(
        f"one more article: {(time.process_time() - begun) / len(events) * 1000:.1f} ms of processor time"
    )


if __name__ == "__main__":
    main()
