"""Pages that are no articles: each is refused with a reason before anything is read from it."""

from __future__ import annotations

import re
from datetime import date

from capitalcities_crawler.pages.dates import parse_iso
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.errors import PageError
from capitalcities_crawler.pages.head import Head
from capitalcities_crawler.pages.jsonld import LinkedData
from capitalcities_crawler.pages.layout import Layout
from capitalcities_crawler.urls import date_in_url

_LISTING_CLASSES = frozenset(
    ("home", "blog", "archive", "category", "tag", "author", "date", "search", "search-results")
)
_SINGLE_CLASSES = frozenset({"single", "single-post"})
_SINGLE_CLASS = re.compile(r"postid-\d+|single-.+")

_CHALLENGE_SCRIPT = "_cf_chl_opt"
_CHALLENGE_TITLE = re.compile(
    r"just a moment\b|attention required! \| cloudflare|ddos-guard$|you are being redirected",
    re.IGNORECASE,
)
_NOT_FOUND_TITLE = re.compile(
    r"(?:error\s*)?404\b|(?:page|seite|página|pagina) (?:not found|nicht gefunden|no encontrada)"
    r"|page non trouvée|nothing (?:was )?found|pagina non trovata|página não encontrada",
    re.IGNORECASE,
)
_LISTING_TYPES = frozenset({"collectionpage", "searchresultspage", "profilepage"})


def refuse(document: Document, layout: Layout) -> None:
    """Raise an error when a page is not an article; return when it may be one.

    A refusal goes by the page's own markup and metadata, never by the wording of its body: an
    article may quote a block page.

    Raises:
        PageError: with the reason ``not-html``, ``challenge``, ``maintenance``, ``not-found``,
            ``attachment``, ``listing`` or ``password-protected``.
    """
    if not document.by_tag("body") or not len(document.by_tag("body")[0]):
        raise PageError("not-html", "no HTML page: nothing is in its body")
    if _is_challenge(document):
        raise PageError("challenge", "a challenge page of the site's guard, not the site's page")
    if document.by_tag("body")[0].get("id") == "error-page":
        raise PageError("maintenance", "WordPress's error page (maintenance or a failure)")
    if _is_not_found(document):
        raise PageError("not-found", "a 404 page, whatever its status says")
    if "attachment" in document.body_classes or "single-attachment" in document.body_classes:
        raise PageError("attachment", "the page of an attached file, not of a post")
    if _is_listing(document, layout):
        raise PageError("listing", "a page that lists articles")
    if _is_protected(document):
        message = "only readers with the password can see this article"
        raise PageError("password-protected", message, published_on=published_on(document))


def _is_challenge(document: Document) -> bool:
    """Tell by the challenge's own script; a good page may load one from the same folder."""
    if any(_CHALLENGE_SCRIPT in (script.text or "") for script in document.by_tag("script")):
        return True
    title = Head(document).title or ""
    return bool(_CHALLENGE_TITLE.match(title)) and not document.by_tag("article")


def _is_not_found(document: Document) -> bool:
    if "error404" in document.body_classes or document.by_class("jnews_404_content_wrapper"):
        return True
    if document.by_class("error-404"):
        return not _is_single(document)
    title = Head(document).title or ""
    return (
        bool(_NOT_FOUND_TITLE.match(title))
        and not document.body_classes
        and not _has_post(document)
    )


def _is_single(document: Document) -> bool:
    classes = document.body_classes
    return bool(classes & _SINGLE_CLASSES) or any(map(_SINGLE_CLASS.fullmatch, classes))


def _is_listing(document: Document, layout: Layout) -> bool:
    """Tell a listing by its body classes, else by its linked data, else by its many posts."""
    if _is_single(document):
        return False
    if document.body_classes & _LISTING_CLASSES:
        return True
    linked = LinkedData(document)
    if linked.article or Head(document).meta("og:type") == "article":
        return False
    if linked.types & _LISTING_TYPES:
        return True
    return _posts(document) > 2 and not layout.dates


def _posts(document: Document) -> int:
    """Count the posts of a page by the containers that themes give them, none inside another."""
    posts = {*document.by_class("hentry"), *document.by_class("type-post")}
    return sum(not any(around in posts for around in post.iterancestors()) for post in posts)


def _has_post(document: Document) -> bool:
    return _posts(document) > 0 or bool(LinkedData(document).article)


def _is_protected(document: Document) -> bool:
    """Tell by WordPress's own form, whose class older versions do not print."""
    if document.by_class("post-password-form"):
        return True
    forms = (form.get("action") or "" for form in document.by_tag("form"))
    return any("action=postpass" in action or "wp-pass.php" in action for action in forms)


def published_on(document: Document) -> date | None:
    """Give the local day that a refused page still tells: in its metadata or its permalink."""
    head = Head(document)
    for text in head.metas("article:published_time"):
        dated = parse_iso(text)
        if dated:
            return dated.day
    return date_in_url(document.url or head.link("canonical") or "")
