"""Capital Cities: news of the world's capitals, by region, country and city."""

from capitalcities_crawler.sites.profile import Site

SITE = Site(
    key="capitalcities",
    name="Capital Cities",
    base_url="https://capital-cities.info",  # an assumption: the site's address is not known for certain
    timezone="UTC",
    languages=("en",),
    section_root=("World",),
    section_kinds=("region", "country", "city"),
    source_in_image=True,
)
