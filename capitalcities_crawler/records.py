"""The page's part of the JSONL record: an ``Article`` as plain JSON types."""

from __future__ import annotations

from capitalcities_crawler.items import Article, JsonObject, Link, Moment, Table


def article_record(article: Article) -> JsonObject:
    """Give what the page says in the field order of the JSONL record.

    Dates are ISO 8601 with their offset; a date known only to the day has no time part.
    """
    return {
        "url": article.url,
        "post_id": article.post_id,
        "title": article.title,
        "subtitle": article.subtitle,
        "authors": [author.name for author in article.authors],
        "author_urls": [author.url for author in article.authors],
        "published": iso(article.published),
        "published_precision": _text(article.published_precision),
        "modified": iso(article.modified),
        "language": article.language,
        "breadcrumb": [term.name for term in article.breadcrumb],
        "categories": [[term.name for term in chain] for chain in article.categories],
        "tags": [tag.name for tag in article.tags],
        "introduction": article.introduction,
        "body": article.body,
        "toc": [[entry.level, entry.text, entry.anchor] for entry in article.toc],
        "headings": [[heading.level, heading.text, heading.anchor] for heading in article.headings],
        "tables": [table_record(table) for table in article.tables],
        "images": [
            {"url": i.url, "alt": i.alt, "caption": i.caption, "is_lead": i.is_lead}
            for i in article.images
        ],
        "links": [{"url": link.url, "text": link.text} for link in article.links],
        "source_headline": article.source_headline,
        "source_publisher": article.source_publisher,
        "previous": _neighbour(article.previous),
        "next": _neighbour(article.next),
        "related": [
            {"url": t.url, "title": t.title, "author": t.author, "published": iso(t.published)}
            for t in article.related
        ],
        "word_count": article.word_count,
    }


def table_record(table: Table) -> JsonObject:
    """Give a table as caption, header row and the other rows."""
    return {
        "caption": table.caption,
        "header": list(table.header),
        "rows": [list(row) for row in table.rows],
    }


def iso(moment: Moment | None) -> str | None:
    """Write a moment as ISO 8601: with offset, or the day alone."""
    return None if moment is None else moment.isoformat()


def _neighbour(link: Link | None) -> JsonObject | None:
    return None if link is None else {"url": link.url, "title": link.text}


def _text(value: str | None) -> str | None:
    return None if value is None else str(value)
