"""When a post was published: machine-readable times first, then dates in the lines around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from capitalcities_crawler.pages.post.runs import Run
from capitalcities_crawler.pages.post.zone import tokens
from capitalcities_crawler.pages.text import clean, visible_text
from capitalcities_crawler.pages.worded_dates import find_dates

_UPDATED = re.compile(
    r"updated|modified|last\s+edit|aktualisiert|geändert|bearbeitet|mis(?:e)?\s+à\s+jour|modifié|actualizad|atualizad|aggiornat|bijgewerkt"
    r"|oppdatert|uppdaterad|opdateret|обновл|zaktualizowan|güncelle",
    re.IGNORECASE,
)
_DATE_MARK = re.compile(
    r"date|(?:^|[-_])(?:time|day|published|posted-on|calendar|cal|chronodata)(?:$|[-_])",
    re.IGNORECASE,
)
_YEARLESS = re.compile(r"[^\W\d]{3,}\.?\s+\d{1,2}(?:st|nd|rd|th)?|\d{1,2}\.?\s+[^\W\d]{3,}\.?")
"""A month and a day: a permalink may add the year."""

_LATE = 20
"""Puts the date of a change behind every other."""

_STAMP = re.compile(r"^\d{4}-\d{2}-\d{2}(?:[T\s]|$)")


def read_dates(runs: list[Run]) -> tuple[str, ...]:
    """Give the visible dates of a post, the likeliest day of publication first."""
    near = [run for run in runs if run.is_meta or not run.inside or len(run.text) < 60]
    ranked = sorted(_ranked(near), key=lambda pair: pair[0])
    return tuple(dict.fromkeys(text for _, text in ranked))


def _ranked(runs: list[Run]) -> Iterator[tuple[int, str]]:
    for run in runs:
        place = 0 if run.before else 3 if run.is_meta else 6 if not run.inside else 9
        for element in run.spans:
            late = _LATE * _is_update(element)
            stamp = _stamp(element)
            if stamp:
                yield place + late, stamp
            yield from ((place + 1 + late, text) for text in _marked(element))
        rest = run.text
        for element in filter(_is_update, run.spans):
            rest = rest.replace(visible_text(element), " ", 1)
        for text in find_dates(rest):
            prefix = rest.split(text)[0][-40:]
            yield place + 2 + _LATE * bool(_UPDATED.search(prefix)), text


def _marked(element: HtmlElement) -> list[str]:
    """Give the date in an element classed as one, whose parts may be elements of their own."""
    if not any(map(_DATE_MARK.search, tokens(element))):
        return []
    text = clean(" ".join(element.itertext()))
    if len(text) > 60:
        return []
    return find_dates(text) or ([text] if _YEARLESS.fullmatch(text) else [])


def _stamp(element: HtmlElement) -> str | None:
    if element.tag == "time":
        return element.get("datetime") or visible_text(element)
    if element.tag in {"abbr", "span", "div", "meta"}:
        for name in ("title", "content", "datetime"):
            value = element.get(name) or ""
            if _STAMP.match(value):
                return value
    return None


def _is_update(element: HtmlElement) -> bool:
    """Tell a changed-on date; ``entry-date updated`` on one element is the only date there is."""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower().split()
    others = [name for name in names if name != "updated" and ("publish" in name or "date" in name)]
    if any("modified" in name for name in names):
        return True
    return "updated" in names and not others
