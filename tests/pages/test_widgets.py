"""What the sidebar says of the site, in the shapes of WordPress's own widgets."""

from __future__ import annotations

import pytest

from capitalcities_crawler.items import SiteFacts
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.widgets import count_in, read_site_facts


def facts_of(html: str) -> SiteFacts:
    return read_site_facts(Document(html, "https://a.example/"))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("June 2025 (2361)", 2361),
        ("Juni 2025 (2.361)", 2361),
        ("juin 2025 (2\u202f361)", 2361),
        ("China (2,148 items)", 2148),
        ("Peru (1 item)", 1),
        ("Group (of) seven", None),
        ("2025", None),
    ],
)
def test_count(text: str, count: int | None) -> None:
    assert count_in(text) == count


@pytest.mark.parametrize(
    "html",
    [
        '<div class="widget widget_archive"><ul><li><a href="/2025/06/">June 2025</a>&nbsp;(12)</li></ul></div>',
        '<ul class="wp-block-archives-list wp-block-archives"><li><a href="/2025/06/">June 2025</a>&nbsp;(12)</li></ul>',
        """<div class="widget_archive"><select><option value="">Month</option>
        <option value="https://a.example/2025/06/">June 2025 &nbsp;(12)</option></select></div>""",
    ],
)
def test_months(html: str) -> None:
    (count,) = facts_of(html).counts
    assert (count.kind, count.key, count.count, count.label) == (
        "month",
        "2025-06",
        12,
        "June 2025",
    )


def test_months_without_counts_advertise_nothing() -> None:
    html = '<div class="widget_archive"><a href="/2025/06/">June 2025</a></div>'
    assert facts_of(html).counts == ()


def test_tag_cloud_takes_the_label_where_the_count_is_not_shown() -> None:
    html = '<a class="tag-cloud-link tag-link-7" href="/tag/china/" aria-label="China (2,148 items)">China</a>'
    (count,) = facts_of(html).counts
    assert (count.key, count.count, count.label) == ("/tag/china/", 2148, "China")


def test_category_list_is_a_tree() -> None:
    html = """<ul><li class="cat-item cat-item-3"><a href="/category/america/">America</a> (1,204)
      <ul class="children"><li class="cat-item cat-item-9"><a href="/category/america/peru/">Peru</a> (77)</li></ul></li></ul>"""
    facts = facts_of(html)
    assert [(n.name, n.level, n.term_id, n.count) for n in facts.categories] == [
        ("America", 0, 3, 1204),
        ("Peru", 1, 9, 77),
    ]
    assert [count.key for count in facts.counts] == [
        "/category/america/",
        "/category/america/peru/",
    ]


@pytest.mark.parametrize("mark", ['class="level-1"', ""])
def test_a_dropdown_names_what_stands_above(mark: str) -> None:
    html = f"""<select id="cat"><option value="-1">Select</option>
      <option value="3">Africa&nbsp;&nbsp;(9)</option>
      <option {mark} value="4">&nbsp;&nbsp;&nbsp;Egypt&nbsp;&nbsp;(5)</option>
      <option value="7">Asia&nbsp;&nbsp;(1,204)</option></select>"""
    assert [(c.key, c.label, c.count, c.source) for c in facts_of(html).counts] == [
        ("/?cat=3", "Africa", 9, "category_tree"),
        ("/?cat=4", "Africa > Egypt", 5, "category_tree"),
        ("/?cat=7", "Asia", 1204, "category_tree"),
    ]


def test_a_flat_list_counts_each_category_alone() -> None:
    html = """<li class="cat-item cat-item-3"><a href="/?cat=3">Africa</a> (9)</li>
      <li class="cat-item cat-item-4"><a href="/?cat=4">Egypt</a> (5)</li>"""
    assert [(c.key, c.source) for c in facts_of(html).counts] == [
        ("/?cat=3", "categories"),
        ("/?cat=4", "categories"),
    ]


def test_calendar_days_are_those_with_posts() -> None:
    html = """<table id="wp-calendar"><caption>November 2025</caption><tr><td class="pad"></td>
      <td><a href="/2025/11/03/" aria-label="Posts published on 3 November">3</a></td><td>4</td></tr>
      <tfoot><tr><td><a href="/2025/10/">Oct</a></td></tr></tfoot></table>"""
    facts = facts_of(html)
    assert facts.calendar_month == "2025-11"
    assert [(day.url, day.text) for day in facts.calendar_days] == [
        ("https://a.example/2025/11/03/", "3")
    ]
