"""How long each question takes over an archive of the replica at its full size.

python -m benchmarks.questions_speed [--articles 8004] [--url sqlite:////tmp/questions.sqlite]

An archive that is there already is asked as it is, else it is filled first (some minutes). Each question
is asked three times; the longest time counts.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.models import Article
from capitalcities_crawler.archive.questions import Question, ask, questions
from fixtures.example import fill
from fixtures.replica.seed_facts import FULL_SIZE

ALLOWED = 1.0
"""Seconds that an answer may take."""


def main(argv: Sequence[str] | None = None) -> None:
    """Fill, ask, print; exit with 1 when an answer took too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=FULL_SIZE)
    parser.add_argument("--url", default="sqlite:////tmp/questions.sqlite")
    options = parser.parse_args(argv)
    with Archive(options.url, write=True) as archive:
        if not stored(archive):
            fill(archive, options.articles)
            settle(archive)
        print(f"{stored(archive)} articles on {archive.engine.dialect.name}\n")
        with archive.session() as session:
            times = {one.slug: longest(session, one) for one in questions()}
    print("| question | seconds |\n| --- | --- |")
    for slug, seconds in sorted(times.items(), key=lambda item: -item[1]):
        print(f"| {slug} | {seconds:.3f} |")
    raise SystemExit(max(times.values()) > ALLOWED)


def stored(archive: Archive) -> int:
    """Count the articles."""
    with archive.session() as session:
        return session.scalar(select(func.count(Article.id))) or 0


def settle(archive: Archive) -> None:
    """Let PostgreSQL count what is there, as it does by itself within minutes."""
    if archive.engine.dialect.name == "postgresql":
        engine = archive.engine.execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("VACUUM ANALYZE"))


def longest(session: Session, one: Question) -> float:
    """Ask three times; give the longest time in seconds."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        ask(session, one)
        times.append(time.perf_counter() - begun)
    return max(times)


if __name__ == "__main__":
    main()
