"""The relational archive. Usable from a notebook: imports no Scrapy.

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.models import Article

with Archive("sqlite:///data/archive.sqlite") as archive, archive.session() as session:
    session.scalars(select(Article)).first()
"""

from capitalcities_crawler.archive.archive import Archive
from capitalcities_crawler.archive.errors import ArchiveError, UnstorableError

__all__ = ["Archive", "ArchiveError", "UnstorableError"]
