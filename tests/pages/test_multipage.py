"""A post in pages becomes one article again."""

from __future__ import annotations

import pytest

from capitalcities_crawler.items import Article
from capitalcities_crawler.pages import ArticlePage, join_pages
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.multipage import read_paging
from tests.pages.cases import Case, read


def part(name: str) -> Article:
    article = read(name)
    assert isinstance(article, Article)
    return article


def test_joined_in_the_order_of_page_numbers() -> None:
    joined = join_pages([part("two-pages-second"), part("two-pages-first")])
    assert joined.body == "Morning\n\nPart one.\n\nEvening\n\nPart two."
    assert (joined.url, joined.page_number, joined.page_count) == (
        part("two-pages-first").url,
        1,
        2,
    )
    assert [joined.body[h.body_start : h.body_end] for h in joined.headings] == [
        "Part one.",
        "Part two.",
    ]
    assert [table.heading for table in joined.tables] == [1]
    assert len(joined.images) == 1


def test_first_page_names_the_others() -> None:
    page = Case("two-pages-first").page
    assert isinstance(page, ArticlePage)
    assert page.continuation_urls == ("https://news.example.org/two-pages/2/",)


def test_nothing_to_join() -> None:
    with pytest.raises(ValueError, match="at least the first page"):
        join_pages([])


@pytest.mark.parametrize(
    ("html", "number", "count"),
    [
        (
            """<p class="page-links">Pages: <span class="post-page-numbers current">1</span>
            <a class="post-page-numbers" href="/a/2/">2</a>
            <a class="post-page-numbers" href="/a/3/">3</a></p>""",
            1,
            3,
        ),
        (
            '<p class="page-links"><a href="/a/">1</a> <span>2</span> <a href="/a/3/">3</a></p>',
            2,
            3,
        ),
        ('<p class="page-links"><a href="/a/">Previous page</a></p>', 2, 2),
        ('<p class="page-links"><a href="/a/2/">Next page</a></p>', 1, 2),
        ("<p>No links</p>", 1, 1),
    ],
)
def test_paging(html: str, number: int, count: int) -> None:
    paging = read_paging(Document(html, "https://a.example/a/"))
    assert (paging.number, paging.count) == (number, count)
