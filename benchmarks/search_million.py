"""How long searches take on a large archive of generated articles, and what one more article costs.

python -m benchmarks.search_million [--articles 1000000] [--url sqlite:////tmp/million.sqlite]

An archive that is there already is measured again as it is.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select

from benchmarks.archive_write import BASE, SITE, article
from benchmarks.million import AUTHORS, COUNTRIES, DAYS, PUBLISHERS, START, TAGS, Language, fill
from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.models import Article
from capitalcities_crawler.archive.selection import Selection
from capitalcities_crawler.events import Fetch, FetchedArticle
from capitalcities_crawler.items import Block
from pipelines.clean import clean_article

ADDED = 300
PARAGRAPHS = 12
WORDS_EACH = 50


def main(argv: Sequence[str] | None = None) -> None:
    """Fill, search, add; print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--url", default="sqlite:////tmp/million.sqlite")
    parser.add_argument("--queries", type=int, default=40, help="of each kind, with each filter")
    options = parser.parse_args(argv)
    if options.queries < 2:
        parser.error(f"--queries {options.queries}: quantiles need two at least")
    language = Language(random.Random(3))
    with Archive(options.url, write=True) as archive:
        with archive.session() as session:
            is_empty = session.scalar(select(Article.id).limit(1)) is None
        if is_empty:
            fill(archive, language, options.articles)
    with Archive(options.url) as archive:
        measure_searches(archive, language, options.queries)
    with Archive(options.url, write=True) as archive:
        for size in (1, 100):
            measure_adding(archive, language, size)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process: {peak:.0f} MiB")


def queries(language: Language) -> Iterator[tuple[str, str]]:
    """Give a query of each kind, over words from everywhere to nowhere."""
    often, seldom = language.words[language.chance.randrange(200)], language.word()
    passage = language.chance.choice(language.sentences).split()
    start = language.chance.randrange(len(passage) - 4)
    yield "a word", language.word()
    yield "one of the 200 commonest", often
    yield "two words", f"{language.word()} {language.word()}"
    yield "a common and any word", f"{often} AND {seldom}"
    yield "one or the other", f"{language.word()} OR {language.word()}"
    yield "without a common word", f"{seldom} NOT {often}"
    yield "a phrase of two", f'"{" ".join(passage[start : start + 2])}"'
    yield "a phrase of four", f'"{" ".join(passage[start : start + 4])}"'
    yield "the beginning of a word", f"{language.word()[:4]}*"


def filters(chance: random.Random) -> Iterator[tuple[str, Selection | None]]:
    """Give no filter, and one of each kind."""
    since = (START + timedelta(days=chance.randrange(DAYS - 400))).date()
    yield "no filter", None
    yield "thirty days", Selection(since=since, until=since + timedelta(days=29))
    yield "a year", Selection(since=since, until=since + timedelta(days=364))
    yield "a place", Selection(place=f"Place {chance.randint(2, COUNTRIES)}")
    yield "a tag", Selection(tag=f"Topic {chance.randint(1, TAGS)}")
    yield "an author", Selection(author=f"Writer {chance.randint(1, AUTHORS)}")
    yield "a publisher", Selection(publisher=f"Publisher {chance.randint(1, PUBLISHERS)}")


def measure_searches(archive: Archive, language: Language, number: int) -> None:
    """Print quantiles of the time of a search, by kind of query and by filter."""
    times: dict[str, list[float]] = {}
    for _ in range(number):
        for kind, query in queries(language):
            for name, selection in filters(language.chance):
                begun = time.perf_counter()
                archive.search(query, selection)
                spent = (time.perf_counter() - begun) * 1000
                keys = ["all searches", f"filter: {name}", f"{kind}, filtered"]
                for key in keys[:2] + ([kind] if selection is None else keys[2:]):
                    times.setdefault(key, []).append(spent)
    for name, found in sorted(times.items()):
        p95 = statistics.quantiles(found, n=20)[18]
        print(
            f"{name:36} median {statistics.median(found):6.1f} ms, p95 {p95:6.1f} ms,"
            f" most {max(found):6.1f} ms",
            flush=True,
        )


def measure_adding(archive: Archive, language: Language, size: int) -> None:
    """Print the processor time of this process for one more article of 600 words."""
    crawl = archive.start_crawl(
        site=SITE, base_url=BASE, spider="archive", arguments={}, started_at=START
    )
    with archive.session() as session:
        first = (session.scalar(select(func.max(Article.post_id))) or 0) + 1
    events = [new_article(language, first + number) for number in range(ADDED)]
    begun, real = time.process_time(), time.perf_counter()
    for place in range(0, ADDED, size):
        archive.save(events[place : place + size], crawl_id=crawl)
    spent, waited = time.process_time() - begun, time.perf_counter() - real
    print(
        f"one more article, {size} at a time: {spent / ADDED * 1000:.1f} ms of processor time,"
        f" {waited / ADDED * 1000:.1f} ms"
    )


def new_article(language: Language, number: int) -> FetchedArticle:
    """Give an article that is like no other."""
    blocks = tuple(
        Block(kind="paragraph", text=" ".join(language.word() for _ in range(WORDS_EACH)))
        for _ in range(PARAGRAPHS)
    )
    plain = replace(article(number), blocks=blocks, headings=(), title=language.title())
    item = clean_article(plain)
    at = START + timedelta(seconds=number)
    return FetchedArticle(article=item, fetch=Fetch(url=item.url, fetched_at=at, status=200))


if __name__ == "__main__":
    main()
