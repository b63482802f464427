"""A large archive of generated articles, filled in bulk: the rows that searches and new articles meet.

Words are as frequent as Zipf's law has them; dates lie anywhere in fifteen years, in no order of storage.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

from sqlalchemy import Connection, insert, text
from sqlalchemy.orm import Session

from benchmarks.archive_write import BASE, SITE
from capitalcities_crawler.archive import Archive, models
from capitalcities_crawler.archive.models import Base
from capitalcities_crawler.archive.search.index import VECTORS
from capitalcities_crawler.archive.search.keys import marks
from capitalcities_crawler.archive.search.texts import row
from capitalcities_crawler.archive.search.vocabulary import note_words

WORDS = 60_000
SENTENCES = 40_000
SENTENCES_EACH = 22
BATCH = 2_000
START = datetime(2011, 1, 1, tzinfo=UTC)
DAYS = 15 * 365
COUNTRIES = 60
TAGS = 2_000
AUTHORS = 300
PUBLISHERS = 200
TAGS_EACH = 4
SKETCH = 12

Rows = dict[type[Base], list[dict[str, Any]]]


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
    """Store so many articles."""
    crawl = archive.start_crawl(
        site=SITE, base_url=BASE, spider="archive", arguments={}, started_at=START
    )
    with archive.writing() as session:
        _drop_vector_indexes(session.connection())
        for table, rows in _terms().items():
            session.execute(insert(table), rows)
    begun = time.perf_counter()
    for first in range(1, number + 1, BATCH):
        with archive.writing() as session:
            _fill_batch(session, language, crawl, range(first, min(first + BATCH, number + 1)))
        if (first + BATCH) % 50_000 < BATCH:
            print(f"{first + BATCH} after {time.perf_counter() - begun:.0f} s", flush=True)
    if archive.engine.dialect.name == "postgresql":
        with archive.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            _finish(connection)


def _drop_vector_indexes(connection: Connection) -> None:
    """To fill them in the end is many times faster."""
    if connection.dialect.name == "postgresql":
        for vector in VECTORS:
            connection.execute(text(f"DROP INDEX ix_search_text_{vector}"))


def _finish(connection: Connection) -> None:
    connection.execute(text("SET maintenance_work_mem = '1GB'"))
    for vector in VECTORS:
        name = f"ix_search_text_{vector}"
        connection.execute(text(f"CREATE INDEX {name} ON search_text USING gin ({vector})"))
    for name in ("page", "capture", "article", "revision", "section", "tag", "author"):
        query = f"SELECT setval('{name}_id_seq', (SELECT max(id) FROM {name}))"
        connection.execute(text(query))
    connection.execute(text("VACUUM ANALYZE"))


def _terms() -> Rows:
    """Give the rows of all places, tags and authors; place 1 is above all others."""
    place = {"site_id": 1, "kind": "country", "depth": 1, "parent_id": 1}
    return {
        models.Section: [
            place
            | {"id": n, "key": str(n), "name": name, "path": name}
            | ({"kind": "root", "depth": 0, "parent_id": None} if n == 1 else {})
            for n in range(1, COUNTRIES + 2)
            for name in [f"Place {n}"]
        ],
        models.Tag: [{"id": n, "site_id": 1, "name": f"Topic {n}"} for n in range(1, TAGS + 1)],
        models.Author: [
            {"id": n, "site_id": 1, "name": f"Writer {n}"} for n in range(1, AUTHORS + 1)
        ],
    }


def _fill_batch(session: Session, language: Language, crawl: int, ids: Iterable[int]) -> None:
    rows: Rows = {
        table: []
        for table in (
            *(models.Page, models.Capture, models.Article, models.Revision, models.SearchText),
            *(models.ArticleSection, models.ArticleTag, models.ArticleAuthor, models.Shingle),
        )
    }
    for n in ids:
        _add_rows(rows, n, crawl, language)
    for table, values in rows.items():
        session.execute(insert(table), values)
    note_words(session.connection(), rows[models.SearchText])
    session.execute(
        text("UPDATE article SET revision_id = id WHERE id BETWEEN :first AND :last"),
        {"first": rows[models.Page][0]["id"], "last": rows[models.Page][-1]["id"]},
    )


def _add_rows(rows: Rows, n: int, crawl: int, language: Language) -> None:
    """Make the rows of one article."""
    chance, title, body = language.chance, language.title(), language.body()
    at = START + timedelta(days=chance.randrange(DAYS))
    sections = [1, chance.randint(2, COUNTRIES + 1)]
    tags = sorted({chance.randint(1, TAGS) for _ in range(TAGS_EACH)})
    author, publisher = chance.randint(1, AUTHORS), f"Publisher {chance.randint(1, PUBLISHERS)}"
    rows[models.Page].append(
        {"id": n, "site_id": 1, "url": f"{BASE}/{n}/", "kind": "article", "state": "stored"}
        | {"discovered_at": at, "discovered_via": "rest", "attempts": 1}
    )
    rows[models.Capture].append(
        {"id": n, "page_id": n, "crawl_id": crawl, "fetched_at": at, "status": 200}
    )
    rows[models.Article].append(
        {"id": n, "site_id": 1, "page_id": n, "post_id": n, "title": title, "breadcrumb": []}
        | {"categories": [], "word_count": 300, "body_sha256": str(n), "context_sha256": ""}
        | {"first_seen_at": at, "last_seen_at": at, "published_on": at.date()}
        | {"section_id": sections[-1], "source_publisher": publisher}
    )
    rows[models.Revision].append(
        {"id": n, "article_id": n, "number": 1, "capture_id": n, "seen_at": at, "title": title}
        | {"content_sha256": str(n), "body_text": body, "toc": [], "field_sources": {}}
        | {"disagreements": [], "fingerprints": {}, "changed_fields": [], "extractor_version": "0"}
    )
    rows[models.ArticleSection] += [
        {"article_id": n, "section_id": section, "is_primary": section > 1, "is_assigned": True}
        for section in sections
    ]
    rows[models.ArticleTag] += [
        {"article_id": n, "position": position, "tag_id": tag} for position, tag in enumerate(tags)
    ]
    rows[models.ArticleAuthor].append({"article_id": n, "position": 0, "author_id": author})
    rows[models.Shingle] += [
        {"key": chance.getrandbits(62), "article_id": n} for _ in range(SKETCH)
    ]
    names = [f"Topic {tag}" for tag in tags] + [f"Writer {author}", publisher]
    names += [f"Place {section}" for section in sections]
    keys = marks(at.date(), sections, tags, [author], publisher)
    rows[models.SearchText].append(row(n, (title,), names, body, keys))
