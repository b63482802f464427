"""HTML -> items. Pure functions of (page, address, site): no network, no clock, no database.

>>> from capitalcities_crawler.pages import ArticlePage
>>> page = '<body class="single postid-7"><h1 class="entry-title">Hello</h1><p>The text.</p></body>'
>>> ArticlePage(page, "https://example.org/hello/").to_item().title
'Hello'
"""

from capitalcities_crawler.pages.article import ArticlePage
from capitalcities_crawler.pages.errors import PageError
from capitalcities_crawler.pages.listing import ListingPage
from capitalcities_crawler.pages.multipage import join_pages
from capitalcities_crawler.pages.rendered import with_rendered

__all__ = ["ArticlePage", "ListingPage", "PageError", "join_pages", "with_rendered"]
