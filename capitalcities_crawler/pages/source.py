"""The original's headline and publisher, as republishing sites leave them in the lead image.

Its alt text or caption reads "Headline – Publisher". The publisher is what stands behind the last
dash or bar between spaces, if it reads like a name; before it may stand an older pair
("Headline_Ministry – example.org"), which belongs to the original's headline as its site wrote it.

Nothing else tells: "(Reuters)", "Photo: AFP" and "via Getty Images" say whose photograph it is.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from capitalcities_crawler.items import Image
from capitalcities_crawler.pages.publisher_names import reads_like_publisher
from capitalcities_crawler.publishers import is_domain

_JOINT = re.compile(r"\s+(?:[–—―−‒-]{1,3}|[|｜¦])\s+")
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)
_VIA = re.compile(r"^via\s+", re.IGNORECASE)


class OriginalSource(NamedTuple):
    """Where a republished article first appeared."""

    headline: str | None = None
    publisher: str | None = None
    """As printed."""


def read_source(image: Image | None) -> OriginalSource:
    """Read the alt text, then the caption, of the lead image; empty where neither tells."""
    for text in (image.alt, image.caption) if image else ():
        source = split_source(text or "")
        if source.publisher:
            return source
    return OriginalSource()


def split_source(text: str) -> OriginalSource:
    """Part "Headline – Publisher" at its last dash or bar.

    >>> split_source("Water conference opens – UNECE")
    OriginalSource(headline='Water conference opens', publisher='UNECE')
    >>> split_source("A picture of a river")
    OriginalSource(headline=None, publisher=None)
    """
    text = _plain(text)
    joints = list(_JOINT.finditer(text))
    if not joints:
        return OriginalSource()
    last = joints[-1]
    headline, publisher = text[: last.start()].strip(), _trimmed(text[last.end() :])
    if not headline or not reads_like_publisher(publisher):
        return OriginalSource()
    return OriginalSource(headline, publisher)


def _plain(text: str) -> str:
    """Undo what an editor's tools did to the text: entities, and a file's name in its place."""
    text = html.unescape(text).strip()
    if "_" in text and not re.search(r"\s", text):
        text = _FILE.sub("", text).replace("_", " ")
    return text


def _trimmed(text: str) -> str:
    """Drop "via" before a name, and a full stop or a dash behind it; "U.S." keeps its own."""
    text = _VIA.sub("", text.strip().rstrip("–—-| "), count=1)
    bare = text.removesuffix(".")
    return bare if is_domain(bare) or "." not in bare else text
