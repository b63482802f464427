"""Where the body of a post stands: the element whose paragraphs are the article."""

from __future__ import annotations

from lxml.html import HtmlElement

from capitalcities_crawler.pages.document import Document

_BODY_CLASSES = (
    "entry-content",
    "wp-block-post-content",
    "elementor-widget-theme-post-content",
    "td-post-content",
    "content-inner",
    "post-content",
    "post_content",
    "entry-body",
    "entry_content",
    "postcontent",
    "post-body",
    "post-entry",
    "postentry",
    "article-body",
    "article-content",
    "article__body",
    "article__content",
    "single-content",
    "storycontent",
    "story-content",
    "entrytext",
    "entry-text",
    "post_text",
    "post-text",
    "posttext",
    "entry",
    "snap_preview",
    "pf-content",
    "the-content",
    "contenttext",
    "itemtext",
    "article",
    "hentry",
    "post",
    "type-post",
)
"""Classes of the body's element in WordPress themes, the most telling first."""


def body_root(document: Document) -> HtmlElement | None:
    """Give the element that holds the body, ``None`` when nothing on the page looks like one."""
    for name in _BODY_CLASSES:
        found = [element for element in document.by_class(name) if _prose(element) > 0]
        if found:
            return max(found, key=_prose)
    paragraphs = [p for p in document.by_tag("p") if _length(p) > 40]
    parents = {id(parent): parent for p in paragraphs if (parent := p.getparent()) is not None}
    return max(parents.values(), key=_prose, default=None)


def _prose(element: HtmlElement) -> int:
    return sum(_length(paragraph) for paragraph in element.iter("p"))


def _length(element: HtmlElement) -> int:
    return len("".join(element.itertext()))
