"""A query in the language of each database."""

from __future__ import annotations

from collections.abc import Iterator

from capitalcities_crawler.archive.search.grammar import And, Or, Phrase, Query


def loosened(query: Query) -> tuple[Query, list[Phrase]]:
    """Part a query into what single words can answer, and the phrases that its articles must have besides.

    Only phrases that all articles must have: those of an ``OR`` or behind a ``NOT`` stay in the query.

    >>> from capitalcities_crawler.archive.search.grammar import parse
    >>> to_tsquery(loosened(parse('"water supply" drought'))[0])
    "(('water') & ('supply')) & ('drought')"
    """
    match query:
        case Phrase(words, is_prefix) if len(words) > 1:
            *first, last = words
            return And((*(Phrase((word,)) for word in first), Phrase((last,), is_prefix))), [query]
        case And(parts, without):
            loose = [loosened(part) for part in parts]
            phrases = [phrase for _, found in loose for phrase in found]
            return And(tuple(part for part, _ in loose), without), phrases
        case _:
            return query, []


def conjuncts(query: Query) -> Iterator[Query]:
    """Give the parts that an article must have all of.

    >>> from capitalcities_crawler.archive.search.grammar import parse
    >>> [to_tsquery(part) for part in conjuncts(parse("water (drought OR dry) supply"))]
    ["'water'", "('drought') | ('dry')", "'supply'"]
    """
    if isinstance(query, And) and not query.without:
        for part in query.parts:
            yield from conjuncts(part)
    else:
        yield query


def to_fts5(query: Query) -> str:
    """Write a query for SQLite's ``MATCH`` (https://www.sqlite.org/fts5.html, section 3).

    >>> from capitalcities_crawler.archive.search.grammar import parse
    >>> to_fts5(parse('"water supply" NOT drought*'))
    '("water supply") NOT ("drought"*)'
    """
    match query:
        case Phrase(words, is_prefix):
            return f'"{" ".join(words)}"' + ("*" if is_prefix else "")
        case Or(parts):
            return " OR ".join(f"({to_fts5(part)})" for part in parts)
        case And(parts, without):
            wanted = " AND ".join(f"({to_fts5(part)})" for part in parts)
            unwanted = " OR ".join(f"({to_fts5(part)})" for part in without)
            if not without:
                return wanted
            return f"{wanted if len(parts) == 1 else f'({wanted})'} NOT {unwanted if len(without) == 1 else f'({unwanted})'}"


def to_tsquery(query: Query) -> str:
    """Write a query as the text of a PostgreSQL ``tsquery``.

    >>> from capitalcities_crawler.archive.search.grammar import parse
    >>> to_tsquery(parse('"water supply" NOT drought*'))
    "('water' <-> 'supply') & !('drought':*)"
    """
    match query:
        case Phrase(words, is_prefix):
            return " <-> ".join(f"'{word}'" for word in words) + (":*" if is_prefix else "")
        case Or(parts):
            return " | ".join(f"({to_tsquery(part)})" for part in parts)
        case And(parts, without):
            wanted = [f"({to_tsquery(part)})" for part in parts]
            return " & ".join(wanted + [f"!({to_tsquery(part)})" for part in without])
