"""The original's headline and publisher, as republishing sites leave them in the lead image.

Its alt text or caption reads "Headline – Publisher". The publisher is what stands behind the last
dash between spaces; before it may stand an older pair ("Headline_Ministry – example.org"), which
belongs to the original's headline as its site wrote it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from capitalcities_crawler.items import Image

_DASH = re.compile(r"\s+[–—―-]{1,2}\s+")
_LONGEST_PUBLISHER = 80
"""In characters: what is longer is the second half of a headline."""


class OriginalSource(NamedTuple):
    """Where a republished article first appeared."""

    headline: str | None = None
    publisher: str | None = None


def read_source(image: Image | None) -> OriginalSource:
    """Read the alt text, then the caption, of the lead image; empty where neither tells."""
    for text in (image.alt, image.caption) if image else ():
        source = split_source(text or "")
        if source.publisher:
            return source
    return OriginalSource()


def split_source(text: str) -> OriginalSource:
    """Part "Headline – Publisher" at its last dash.

    >>> split_source("Water conference opens – UNECE")
    OriginalSource(headline='Water conference opens', publisher='UNECE')
    >>> split_source("A picture of a river")
    OriginalSource(headline=None, publisher=None)
    """
    dashes = list(_DASH.finditer(text))
    if not dashes:
        return OriginalSource()
    last = dashes[-1]
    headline, publisher = text[: last.start()].strip(), text[last.end() :].strip()
    if not headline or not _is_publisher(publisher):
        return OriginalSource()
    return OriginalSource(headline, publisher)


def _is_publisher(text: str) -> bool:
    """Tell a name from a clause: it begins with a capital, is one word or a domain."""
    if not text or len(text) > _LONGEST_PUBLISHER or text[-1] in "?!":
        return False
    first = text.split(maxsplit=1)[0]
    return first == text or "." in text or not first.islower()
