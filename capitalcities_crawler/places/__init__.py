"""Which country or city a name means: a reviewed list, and strict rules for matching it.

Pure: no network, no database. What cannot be matched is said to be so, never guessed. The lists are
``countries.csv`` and ``cities.csv``; ``README.md`` beside them names their source.
"""

from capitalcities_crawler.places.chain import Place, Unmatched, locate
from capitalcities_crawler.places.gazetteer import City, Country, cities

__all__ = ["City", "Country", "Place", "Unmatched", "cities", "locate"]
