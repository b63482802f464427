"""Write the page: figures into the template, everything from a site escaped."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.report.figures import figures
from capitalcities_crawler.report.filters import FILTERS


def render(archive: Archive, *, made_at: datetime) -> str:
    """Give the report as one page of HTML.

    The page's policy allows its own style and nothing else: no script runs and nothing is loaded,
    whatever a headline says.

    Args:
        archive: to report on.
        made_at: the time to print; the rest is the archive's.
    """
    environment = _environment()
    style = environment.get_template("report.css").render()
    return environment.get_template("report.html").render(
        figures=figures(archive),
        made_at=made_at,
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("capitalcities_crawler.report"),
        autoescape=select_autoescape(["html"], default=False),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= FILTERS
    return environment
