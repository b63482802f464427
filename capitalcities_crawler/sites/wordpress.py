"""Any WordPress site; its address comes from ``-a base_url=``."""

from capitalcities_crawler.sites.profile import Site

SITE = Site(key="wordpress", name="WordPress", base_url=None, languages=())
