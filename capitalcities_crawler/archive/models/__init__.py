"""The archive's tables: the same on SQLite and PostgreSQL, readable as documentation."""

from capitalcities_crawler.archive.models.articles import Article, Revision
from capitalcities_crawler.archive.models.base import Base
from capitalcities_crawler.archive.models.content import DataTable, Heading, Image, Link, TableCell
from capitalcities_crawler.archive.models.duplicates import DuplicatePair, Shingle
from capitalcities_crawler.archive.models.harvest import HarvestLock, RobotsCopy, SiteCheckpoint
from capitalcities_crawler.archive.models.history import Absence, Move
from capitalcities_crawler.archive.models.ledger import (
    AdvertisedCount,
    Capture,
    CapturePart,
    Crawl,
    Page,
    Site,
)
from capitalcities_crawler.archive.models.search import SearchText, SearchWord
from capitalcities_crawler.archive.models.terms import (
    ArticleAuthor,
    ArticleSection,
    ArticleTag,
    Author,
    Section,
    Tag,
)

__all__ = [
    "Absence",
    "AdvertisedCount",
    "Article",
    "ArticleAuthor",
    "ArticleSection",
    "ArticleTag",
    "Author",
    "Base",
    "Capture",
    "CapturePart",
    "Crawl",
    "DataTable",
    "DuplicatePair",
    "HarvestLock",
    "Heading",
    "Image",
    "Link",
    "Move",
    "Page",
    "Revision",
    "RobotsCopy",
    "SearchText",
    "SearchWord",
    "Section",
    "Shingle",
    "Site",
    "SiteCheckpoint",
    "TableCell",
    "Tag",
]
