"""Site profiles: the only place that knows what is particular to one site.

A new site of the family is one new module here with a ``SITE``; its file name is the site's key.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from capitalcities_crawler.sites.profile import Site
from capitalcities_crawler.urls import same_site

__all__ = ["Site", "UnknownSiteError", "get_site", "site_keys", "site_of"]


class UnknownSiteError(ValueError):
    """Raised when no profile has the name asked for; the message lists those that exist."""


def site_keys() -> list[str]:
    """List the names of all profiles."""
    modules = (module.name for module in pkgutil.iter_modules(__path__))
    return sorted(name for name in modules if name != "profile")


@cache
def get_site(key: str) -> Site:
    """Give the profile named ``key``.

    Raises:
        UnknownSiteError: there is no such profile.
    """
    if key not in site_keys():
        msg = f"unknown site {key!r}: choose one of {', '.join(site_keys())}"
        raise UnknownSiteError(msg)
    site: Site = import_module(f"{__name__}.{key}").SITE
    return site


def site_of(url: str) -> Site:
    """Give the profile of the site that an address is on; ``wordpress`` where none is known.

    >>> site_of("https://example.org/a/").key
    'wordpress'
    """
    ours = (site for site in _all_sites() if site.base_url and same_site(url, site.base_url))
    return next(ours, None) or get_site("wordpress")


@cache
def _all_sites() -> tuple[Site, ...]:
    return tuple(get_site(key) for key in site_keys())
