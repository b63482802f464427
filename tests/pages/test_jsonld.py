from __future__ import annotations

from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.jsonld import LinkedData


def linked(*scripts: str) -> LinkedData:
    tags = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return LinkedData(Document(f"<html><head>{tags}</head><body><p>x</p></body></html>"))


def test_an_article_in_a_graph_and_its_author_by_reference() -> None:
    data = linked(
        '{"@graph": [{"@type": "WebPage"}, {"@type": ["Article"], "headline": "A",'
        ' "author": {"@id": "#ada"}}, {"@type": "Person", "@id": "#ada", "name": "Ada"}]}'
    )
    assert data.article["headline"] == "A"
    assert [person["name"] for person in data.named(data.article["author"])] == ["Ada"]


def test_a_list_of_nodes_and_names_as_plain_strings() -> None:
    data = linked('[{"@type": "Organization"}, {"@type": "NewsArticle", "author": ["Ada", "Bo"]}]')
    assert [person["name"] for person in data.named(data.article["author"])] == ["Ada", "Bo"]


def test_broken_scripts_do_not_hide_the_others() -> None:
    data = linked('{"@type": "Article", ', '{"@type": "BlogPosting", "headline": "B",}')
    assert data.article["headline"] == "B"


def test_line_breaks_in_strings_and_cdata() -> None:
    data = linked('//<![CDATA[\n{"@type": "Article", "headline": "two\nlines"}\n//]]>')
    assert data.article["headline"] == "two\nlines"


def test_a_node_with_a_date_is_preferred_to_a_bare_one() -> None:
    data = linked('{"@type": "NewsArticle"}', '{"@type": "article", "datePublished": "2025-11-04"}')
    assert data.article["datePublished"] == "2025-11-04"


def test_teasers_in_a_list_are_not_the_article() -> None:
    data = linked(
        '{"@type": "ItemList", "itemListElement": [{"@type": "Article", "headline": "C"}]}'
    )
    assert data.article == {}
