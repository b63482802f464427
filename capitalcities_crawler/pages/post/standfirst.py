"""The standfirst of a post: the summary that a theme prints between heading and body."""

from __future__ import annotations

import re

from lxml.html import HtmlElement, builder

from capitalcities_crawler.pages.post.runs import Run
from capitalcities_crawler.pages.post.zone import tokens
from capitalcities_crawler.pages.titles import fold

_STANDFIRST = re.compile(
    r"excerpt|standfirst|stand-first|subtitle|sub-title|subhead|summary|(?:^|[-_])(?:lead|lede|intro|dek|deck|sapo"
    r"|abstract|chapo|vorspann|teaser-?text|description|desc|ingress|entradilla|copete)(?:$|[-_])",
    re.IGNORECASE,
)
_SHORTEST = 40
"""Characters; a shorter line is a kicker or a label."""


def find_standfirst(runs: list[Run], description: str) -> HtmlElement | None:
    """Give the summary above the body as a new paragraph, ``None`` when there is none.

    Args:
        runs: the post's lines.
        description: what the page's metadata say the post is about; a line that prints it is one.
    """
    stated = fold(description)
    body_start = fold(" ".join(run.text for run in runs if run.inside)[:1500])
    for run in runs:
        if not run.before or len(run.text) < _SHORTEST:
            continue
        text = fold(run.text)
        is_stated = stated and text.startswith(stated[:80]) and len(stated) >= _SHORTEST
        is_classed = any(map(_STANDFIRST.search, _names(run)))
        if (is_stated or is_classed) and text not in body_start:
            return builder.P(run.text)
    return None


def _names(run: Run) -> list[str]:
    parent = run.element.getparent()
    return tokens(run.element) + (tokens(parent) if parent is not None else [])
