"""Pages that are no articles: each is refused with a reason before anything is read from it."""

from __future__ import annotations

import re

from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.errors import PageError
from capitalcities_crawler.pages.layout import Layout

_LISTING_CLASSES = frozenset(
    [
        "home",
        "blog",
        "archive",
        "category",
        "tag",
        "author",
        "date",
        "search",
        "search-results",
        "post-type-archive",
    ]
)
_SINGLE_CLASSES = frozenset(["single", "single-post"])
_CHALLENGE_MARK = "_cf_chl_opt"
_CHALLENGE_TITLE = re.compile(r"^(just a moment|attention required!? \| cloudflare)", re.IGNORECASE)


def refuse(document: Document, layout: Layout) -> None:
    """Raise ``PageError`` with a reason when the page is not an article.

    Raises:
        PageError: reasons ``not-html``, ``challenge``, ``maintenance``, ``not-found``,
            ``attachment``, ``listing``, ``password-protected``.
    """
    if not document.by_tag("body"):
        raise PageError("not-html", "no HTML page: it has no body element")
    if _is_challenge(document):
        raise PageError("challenge", "a challenge page of the site's guard, not the site's page")
    if document.by_tag("body")[0].get("id") == "error-page":
        raise PageError("maintenance", "WordPress's error page (maintenance or a failure)")
    classes = document.body_classes
    if "error404" in classes or document.by_class("jnews_404_content_wrapper"):
        raise PageError("not-found", "a 404 page, whatever its status says")
    if "attachment" in classes:
        raise PageError("attachment", "the page of an attached file, not of a post")
    if not classes & _SINGLE_CLASSES and classes & _LISTING_CLASSES:
        raise PageError("listing", "a page that lists articles")
    if layout.body_root is None and document.by_class("archive-title"):
        raise PageError("listing", "a page that lists articles")
    if document.by_class("post-password-form"):
        raise PageError("password-protected", "only readers with the password can see this article")


def _is_challenge(document: Document) -> bool:
    scripts = document.by_tag("script")
    return any(_CHALLENGE_MARK in (script.text or "") for script in scripts)
