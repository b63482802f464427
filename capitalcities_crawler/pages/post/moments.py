"""When a post was published: machine-readable times first, then dates in the lines around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from capitalcities_crawler.pages.dates import find_dates
from capitalcities_crawler.pages.post.runs import Run
from capitalcities_crawler.pages.text import visible_text

_UPDATED = re.compile(
    r"updated|modified|last\s+edit|aktualisiert|geändert|bearbeitet|mis(?:e)?\s+à\s+jour|modifié|actualizad|atualizad|aggiornat|bijgewerkt"
    r"|oppdatert|uppdaterad|opdateret|обновл|zaktualizowan|güncelle",
    re.IGNORECASE,
)
_STAMP = re.compile(r"^\d{4}-\d{2}-\d{2}(?:[T\s]|$)")


def read_dates(runs: list[Run]) -> tuple[str, ...]:
    """Give the visible dates of a post, the likeliest day of publication first."""
    near = [run for run in runs if run.is_meta or not run.inside or len(run.text) < 60]
    ranked = sorted(_ranked(near), key=lambda pair: pair[0])
    return tuple(dict.fromkeys(text for _, text in ranked))


def _ranked(runs: list[Run]) -> Iterator[tuple[int, str]]:
    for run in runs:
        place = 0 if run.before else 2 if run.is_meta else 4 if not run.inside else 6
        for element in run.spans:
            stamp = _stamp(element)
            if stamp:
                yield place + 8 * _is_update(element), stamp
        for text in find_dates(run.text):
            prefix = run.text.split(text)[0][-40:]
            yield place + 1 + 8 * bool(_UPDATED.search(prefix)), text


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
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
    return ("updated" in names and "published" not in names) or "modified" in names
