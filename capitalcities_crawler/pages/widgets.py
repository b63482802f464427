"""The sidebar: what the site says about itself, in WordPress's own widgets.

Every theme prints these alike. Counts stand outside the link ("June 2025</a> (2361)"), and their
thousands may be grouped; in a tag cloud only the label is grouped, so the bare span comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from capitalcities_crawler.items import AdvertisedCount, CategoryNode, Link, SiteFacts
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.text import clean, visible_text
from capitalcities_crawler.urls import Kind, month_in_url, parse_address, path_and_query

_COUNT = re.compile(r"\(\s*(\d[\d.,'’\s]*)\s*(?:\)|[^\d)]+\))\s*$")
_TERM_ID = re.compile(r"(?:^|\s)(?:cat-item|tag-link)-(\d+)(?:\s|$)")
_LEVEL = re.compile(r"(?:^|\s)level-(\d+)(?:\s|$)")
_INDENT = 3
"""No-break spaces before an option of a dropdown, for each level."""


def read_site_facts(document: Document) -> SiteFacts:
    """Read month, tag and category counts and the calendar, wherever they stand on the page."""
    categories = tuple(_categories(document))
    calendar = document.by_id("wp-calendar")
    counts = (*_months(document), *_tags(document), *_section_counts(categories))
    return SiteFacts(
        counts=tuple({(count.kind, count.key): count for count in counts}.values()),
        categories=categories,
        calendar_month=_calendar_month(document, calendar),
        calendar_days=tuple(_calendar_days(document, calendar)),
    )


def count_in(text: str) -> int | None:
    """Read the number in parentheses at the end of a text.

    >>> count_in("June 2025 (2,361)"), count_in("Africa (288 items)"), count_in("2025")
    (2361, 288, None)
    """
    match = _COUNT.search(text)
    return int(re.sub(r"\D", "", match[1])) if match else None


def _months(document: Document) -> Iterator[AdvertisedCount]:
    for widget in (*document.by_class("widget_archive"), *document.by_class("wp-block-archives")):
        for entry in widget.iter("a", "option"):
            url = document.absolute(entry.get("href") or entry.get("value"))
            month = month_in_url(url) if url and parse_address(url).kind is Kind.MONTH else None
            count = count_in(_with_tail(entry))
            if month and count is not None:
                label = clean(_COUNT.sub("", visible_text(entry)))
                yield AdvertisedCount(
                    kind="month", key=month, count=count, label=label, source="archives"
                )


def _with_tail(element: HtmlElement) -> str:
    return clean(f"{visible_text(element)} {element.tail or ''}")


def _tags(document: Document) -> Iterator[AdvertisedCount]:
    for link in document.by_class("tag-cloud-link"):
        url = document.absolute(link.get("href"))
        shown = visible_text(link)
        count = count_in(shown)
        if count is None:
            count = count_in(clean(link.get("aria-label")))
        if url and count is not None:
            label = clean(_COUNT.sub("", shown))
            yield AdvertisedCount(
                kind="tag", key=path_and_query(url), count=count, label=label, source="tag_cloud"
            )


def _section_counts(nodes: tuple[CategoryNode, ...]) -> Iterator[AdvertisedCount]:
    """Give the counts of the categories: WordPress adds those of sub-categories where it indents.

    A dropdown has no addresses, so its options are named with all that stands above them.
    """
    source = "category_tree" if any(node.level for node in nodes) else "categories"
    trail: list[str] = []
    for node in nodes:
        trail = [*trail[: node.level], node.name]
        if node.count is not None:
            key = path_and_query(node.url) if node.url else f"/?cat={node.term_id}"
            label = node.name if node.url else " > ".join(trail)
            yield AdvertisedCount(
                kind="section", key=key, count=node.count, label=label, source=source
            )


def _categories(document: Document) -> Iterator[CategoryNode]:
    """Read the list or, where the widget is a dropdown, its options."""
    for item in document.by_class("cat-item"):
        link = next(item.iterchildren("a"), None)
        if item.tag == "li" and link is not None:
            yield _listed_category(item, link, document)
    dropdown = document.by_id("cat")
    for option in dropdown.iter("option") if dropdown is not None else ():
        if (option.get("value") or "").isdecimal():
            yield _category_option(option)


def _listed_category(item: HtmlElement, link: HtmlElement, document: Document) -> CategoryNode:
    numbered = _TERM_ID.search(item.get("class") or "")
    parents = [li for li in item.iterancestors("li") if "cat-item" in (li.get("class") or "")]
    return CategoryNode(
        name=visible_text(link),
        level=len(parents),
        term_id=int(numbered[1]) if numbered else None,
        url=document.absolute(link.get("href")),
        count=count_in(_with_tail(link)),
    )


def _category_option(option: HtmlElement) -> CategoryNode:
    level = _LEVEL.search(option.get("class") or "")
    text, printed = visible_text(option), option.text or ""
    indent = len(printed) - len(printed.lstrip("\xa0"))
    return CategoryNode(
        name=clean(_COUNT.sub("", text)),
        level=int(level[1]) if level else indent // _INDENT,
        term_id=int(option.get("value") or 0),
        count=count_in(text),
    )


def _calendar_days(document: Document, calendar: HtmlElement | None) -> Iterator[Link]:
    for link in calendar.iter("a") if calendar is not None else ():
        url = document.absolute(link.get("href"))
        if url and parse_address(url).kind is Kind.DAY:
            yield Link(url=url, text=visible_text(link))


def _calendar_month(document: Document, calendar: HtmlElement | None) -> str | None:
    """Take the month from a day's address: the caption is in words of any language."""
    days = _calendar_days(document, calendar)
    return next((month for day in days if (month := month_in_url(day.url))), None)
