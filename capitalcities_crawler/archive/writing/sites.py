"""Which site an address belongs to: post numbers are unique on one site only."""

from __future__ import annotations

from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from capitalcities_crawler import sites as profiles
from capitalcities_crawler.archive.models import Site
from capitalcities_crawler.urls import same_site


def upsert_site(session: Session, profile: profiles.Site, base_url: str) -> Site:
    """Give the row of a profile at an address, made or brought up to date."""
    key = {"key": profile.key, "base_url": base_url.rstrip("/")}
    site = session.scalars(select(Site).filter_by(**key)).one_or_none() or Site(**key)
    site.name = profile.name
    site.timezone = profile.timezone
    site.section_root = list(profile.section_root)
    site.section_kinds = list(profile.section_kinds)
    session.add(site)
    session.flush()
    return site


class Sites:
    """The sites of one batch: the run's own, and one for each other host of a list of addresses."""

    def __init__(self, session: Session, own: Site) -> None:
        self._session = session
        self._own = own
        self._by_host: dict[tuple[str, str], Site] = {}

    def of(self, url: str) -> Site:
        """Give the site that an address belongs to."""
        parts = urlsplit(url)
        host = (parts.scheme, parts.netloc)
        if host not in self._by_host:
            same = not parts.netloc or same_site(url, self._own.base_url)
            self._by_host[host] = self._own if same else self._other("://".join(host))
        return self._by_host[host]

    def _other(self, base_url: str) -> Site:
        own = self._own
        profile = profiles.Site(
            key=own.key,
            name=own.name,
            base_url=base_url,
            timezone=own.timezone,
            section_root=tuple(own.section_root),
            section_kinds=tuple(own.section_kinds),
        )
        return upsert_site(self._session, profile, base_url)
