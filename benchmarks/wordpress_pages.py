"""Compare this project with trafilatura on saved pages of WordPress news sites.

    python benchmarks/wordpress_pages.py [--failures]

Needs the pages in ``../shared/real-pages/wordpress-news``. Topics are the record's tags.
"""

from __future__ import annotations

import re
import sys
import time
from datetime import date, datetime
from pathlib import Path

import trafilatura

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.wordpress_scores import PAGES, Page, Record, Score, Total, read_pages, score
from capitalcities_crawler.items import Article, Moment
from capitalcities_crawler.pages import ArticlePage, PageError


def main() -> None:
    """Print the totals of both, and with ``--failures`` each page that fell short."""
    if not PAGES.is_dir():
        sys.exit(f"no saved pages at {PAGES}: they are not part of the project")
    pages = list(read_pages())
    for name, read in (("this project", read_with_project), ("trafilatura", read_with_trafilatura)):
        started = time.perf_counter()
        found = [read(page) for page in pages]
        seconds = (time.perf_counter() - started) / len(pages)
        scores = [score(record, page.truth) for record, page in zip(found, pages, strict=True)]
        print_total(name, Total(tuple(scores)), seconds)
        if "--failures" in sys.argv and read is read_with_project:
            for page, record, mark in zip(pages, found, scores, strict=True):
                print_failures(page, record, mark)


def print_total(name: str, total: Total, seconds: float) -> None:
    """Print one line of totals."""
    print(
        f"{name:14} title {total.title}/{len(total.scores)}  "
        f"authors {total.authors}/{total.with_authors}  day {total.day}/{len(total.scores)}  "
        f"topics F {total.topics:.3f}  body F {total.body:.3f}  {seconds * 1000:.1f} ms a page"
    )


def print_failures(page: Page, found: Record, mark: Score) -> None:
    """Print what was found and what is true, where they differ."""
    for field in ("title", "authors", "day"):
        if getattr(mark, field) is False:
            print(
                f"  {page.name} {field}: {getattr(found, field)!r} not {getattr(page.truth, field)!r}"
            )
    if mark.topics and len(set(mark.topics)) > 1:
        print(f"  {page.name} topics: {found.topics!r} not {page.truth.topics!r}")
    if mark.body < 0.97:
        print(f"  {page.name} body: {mark.body:.3f}")


def read_with_project(page: Page) -> Record:
    """Read a page with this project; a refused page is an empty record."""
    try:
        return record_of(ArticlePage(page.html, page.url).to_item())
    except PageError as error:
        print(f"  {page.name} refused: {error.reason}")
        return Record()


def record_of(article: Article) -> Record:
    """Give the compared fields of an article."""
    return Record(
        title=article.title,
        authors=tuple(author.name for author in article.authors),
        day=day_of(article.published),
        topics=tuple(tag.name for tag in article.tags),
        body=article.body,
    )


def day_of(moment: Moment | None) -> date | None:
    """Give the local day of a time."""
    return moment.date() if isinstance(moment, datetime) else moment


def read_with_trafilatura(page: Page) -> Record:
    """Read a page with trafilatura, its lists of names and tags parted."""
    found = trafilatura.bare_extraction(
        page.html, url=page.url, with_metadata=True, include_comments=False
    )
    if found is None or isinstance(found, dict):
        return Record()
    tags = (tag for line in found.tags or () for tag in re.split(r"[,;]", line))
    return Record(
        title=found.title,
        authors=tuple((found.author or "").split("; ")),
        day=date.fromisoformat(found.date[:10]) if found.date else None,
        topics=tuple(tags),
        body=found.text or "",
    )


if __name__ == "__main__":
    main()
