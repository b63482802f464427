"""Articles and events to save."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.events import Event, Fetch, FetchedArticle
from capitalcities_crawler.items import (
    Article,
    Author,
    Block,
    Cell,
    Disagreement,
    Image,
    Link,
    Precision,
    Source,
    Table,
    Teaser,
    Term,
    TocEntry,
)
from capitalcities_crawler.pages.headings import place_headings
from capitalcities_crawler.sites import Site
from capitalcities_crawler.warc.exchange import Place

BASE = "https://news.example"
NOON = datetime(2026, 1, 14, 12, tzinfo=UTC)
SITE = Site(
    key="example",
    name="Example",
    base_url=BASE,
    timezone="Asia/Baghdad",
    section_root=("World",),
    section_kinds=("region", "country", "city"),
)


def later(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def section(*names: str) -> tuple[Term, ...]:
    slugs = [name.lower().replace(" ", "-") for name in names]
    return tuple(
        Term(name=name, url=f"{BASE}/category/{'/'.join(slugs[: place + 1])}/")
        for place, name in enumerate(names)
    )


BAGHDAD = section("World", "MIDDLE EAST", "Iraq", "Baghdad")


def full_article(slug: str = "water", post_id: int | None = 7, **changes: Any) -> Article:
    """Give an article with something in every field."""
    blocks = (
        Block(kind="paragraph", text="Iraq and Kazakhstan met – «again»."),
        Block(kind="heading", text="Goals", level=2, anchor="Goals"),
        Block(kind="list_item", text="Water: 水"),
        Block(kind="heading", text="Goals", level=3, anchor="Goals-2"),
        Block(kind="paragraph", text="The end 🌍."),
    )
    cells = (
        Cell(row=0, column=0, text="Aspect", is_header=True),
        Cell(row=0, column=1, text="Aim", is_header=True),
        Cell(row=1, column=0, text="Water", column_span=2),
    )
    article = Article(
        url=f"{BASE}/2025/11/04/{slug}/",
        post_id=post_id,
        title="Iraq and Kazakhstan",
        subtitle="A meeting",
        authors=(
            Author(name="William Green", url=f"{BASE}/author/william/", bio="Writes."),
            Author(name="Ada"),
        ),
        published=datetime(2025, 11, 4, 1, 30, tzinfo=timezone(timedelta(hours=3))),
        published_precision=Precision.MINUTE,
        modified=date(2025, 11, 5),
        language="en-US",
        breadcrumb=BAGHDAD,
        categories=(BAGHDAD[-1:], (*BAGHDAD[:2], BAGHDAD[2])),
        tags=(Term(name="Water", url=f"{BASE}/tag/water/"), Term(name="Asia")),
        blocks=blocks,
        headings=place_headings(blocks, frozenset({"Goals"})),
        toc=(TocEntry(level=2, text="Goals", anchor="Goals"),),
        tables=(Table(caption="Aims", heading=0, cells=cells), Table(cells=cells[2:])),
        images=(
            Image(url=f"{BASE}/a.jpg", alt="A – UNECE", caption="A caption", is_lead=True),
            Image(url=f"{BASE}/b.jpg"),
        ),
        links=(Link(url="https://unece.org/", text="UNECE"), Link(url=f"{BASE}/2025/11/03/old/")),
        previous=Link(url=f"{BASE}/2025/11/03/old/", text="Old"),
        next=Link(url=f"{BASE}/2025/11/05/new/", text="New"),
        related=(
            Teaser(
                url=f"{BASE}/2025/11/02/a/", title="A", author="Ada", published=date(2025, 11, 2)
            ),
            Teaser(url=f"{BASE}/2025/11/01/b/", title="B", published=NOON),
        ),
        source_headline="A",
        source_publisher="UNECE",
        field_sources={"title": Source.JSONLD, "body": Source.MARKUP},
        disagreements=(Disagreement(field="title", source=Source.META, value="Other"),),
    )
    return replace(article, **changes)


def with_body(article: Article, text: str) -> Article:
    return replace(article, blocks=(Block(kind="paragraph", text=text),), headings=())


def fetched(article: Article, at: datetime = NOON, url: str | None = None) -> FetchedArticle:
    fetch = Fetch(
        url=url or article.url,
        fetched_at=at,
        status=200,
        payload_sha256="ab" * 32,
        etag='"1"',
        record=Place("a.warc.gz", 5_000_000_000),
    )
    return FetchedArticle(article=article, fetch=fetch)


def begin(archive: Archive, at: datetime = NOON) -> int:
    return archive.start_crawl(
        site=SITE, base_url=BASE, spider="archive", arguments={"limit": "5"}, started_at=at
    )


def save(archive: Archive, *events: Event) -> dict[str, int]:
    return archive.save(events, crawl_id=begin(archive))
