"""The shape of a site profile."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What must be known of a site before its first page is read."""

    key: str
    name: str
    base_url: str | None
    """Root address without a path's end slash; ``None``: the user must give ``base_url``."""
    timezone: str = "UTC"
    """IANA name: month archives and visible dates are in the site's own time."""
    languages: tuple[str, ...] = ("en",)
    """Of visible dates, as dateparser names them; ``()`` lets the page's own language decide."""
    category_base: str = "category"
    """First step of the sections' addresses, which WordPress lets a site choose."""
    section_root: tuple[str, ...] = ()
    """Breadcrumb names above the regions, dropped when places are read: ``("World",)``."""
    section_kinds: tuple[str, ...] = ()
    """Kinds of the breadcrumb levels below ``section_root``; deeper or unnamed levels are ``topic``."""
    source_in_image: bool = False
    """Whether the lead image's alt or caption names the original headline and publisher."""

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.timezone)
