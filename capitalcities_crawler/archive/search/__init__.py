"""Full-text search: one grammar and one ranking over SQLite's FTS5 and PostgreSQL's tsvector."""

from capitalcities_crawler.archive.search.grammar import QueryError, parse
from capitalcities_crawler.archive.search.search import Found, Hit, search

__all__ = ["Found", "Hit", "QueryError", "parse", "search"]
