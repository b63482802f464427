"""The part of a page that belongs to the post, and what stands in it without belonging."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.html import HtmlElement

_COMMENT_TOKEN = re.compile(
    r"^(?:comments?|commentlist|comment[-_]?(?:list|form|respond|author|meta|body|content|area|text|template).*"
    r"|comments[-_].*|(?:post|entry|the)[-_]?comments?|respond|trackbacks?|pings?|pinglist|disqus.*|fb-comments"
    r"|wp-block-(?:post-)?comments.*|wpd-.*|wc-comment.*|leave-a-reply|kommentare?|commentaires?|comentarios?)$",
    re.IGNORECASE,
)

_FOREIGN_TOKEN = re.compile(
    r"^(?:"
    r"(?:left|right|primary|main|widget|second|blog|page|theme|footer|l|r)?[-_]?side-?bars?"
    r"(?:[-_]?(?:\d|left|right|primary|secondary|main|widgets?|inner|container|wrapper|area|first|second|l|r)+)*"
    r"|widget|widgets|widget[-_]?area|widget_.*|.*-widgets|footer-?widgets?|linkcat|blogroll|tag-?cloud|wp-tag-cloud"
    r"|(?:jp-)?related.*|.*[-_]related|.*[-_]related[-_].*|yarpp.*|similar[-_].*|wp-?relatedposts?|wp_rp.*|zemanta.*|linkwithin.*"
    r"|more[-_](?:posts|stories|articles|news|from.*)|also[-_]?(?:read|like)|read[-_]?(?:more|next).*|recommended.*|trending.*|outbrain.*|taboola.*"
    r"|teasers?|teaser[-_]?list|card|cards|recent[-_]?(?:posts|comments|news|entries|articles).*|popular.*"
    r"|most[-_]?(?:read|viewed|popular|shared|recent).*|latest[-_].*"
    r"|navigation|pagination|pager|(?:post|posts|page|single|entry|article)[-_]?nav(?:igation)?|nav|navi|nav-?links|navbar.*"
    r"|nav[-_](?:single|below|above|previous|next|menu|primary|bar).*|prev-?next.*|post[-_]?pagination.*|menu|.*[-_]menu|mainmenu|topmenu"
    r"|breadcrumbs?|breadcrumb[-_].*|.*[-_]breadcrumbs?|crumbs?"
    r"|share|sharing|shares|share[-_].*|.*[-_]share|.*[-_]sharing|sharedaddy|sharethis.*|addthis.*|addtoany.*|a2a_.*|social"
    r"|social[-_].*|socials?[-_]?links|.*[-_]social|sociable.*|bookmarks?|bookmarkify.*|wp-socializer"
    r"|site-?footer|colophon|site-?header|masthead|branding|site-?branding"
    r"|newsletter.*|subscribe.*|subscription.*|signup.*|mc4wp.*|mailchimp.*|donat.*|cookie.*|advert.*|ads?|adsense|banner.*"
    r"|.*related[-_]?(?:posts?|articles?|stories|news|content|items?).*|(?:.*[-_])?recirc.*|rail|rail[-_].*|.*inline-teaser.*|.*teaser[-_](?:block|list|box|item).*"
    r"|visually-hidden|sr-only|hidden|.*sign-?in.*|.*log-?in.*|.*regist(?:er|ration).*|.*placeholder.*|.*[-_]fallback.*|cta|cta[-_].*|call-to-action.*"
    r"|.*affiliate.*|more-topics?|.*[-_]share[-_].*|.*(?:image|photo|img|picture|media)[-_]*(?:caption|copyright|credit).*"
    r"|off-?canvas.*|modal.*|popup.*|paywall.*|piano.*|regwall.*|.*consent.*|.*opt-?in|borlabs.*|.*embed-?privacy.*|skip-?link|screen-reader-text|search-?form|post-views|twitter-tweet|bluesky-embed"
    r")$",
    re.IGNORECASE,
)

_AUTHOR_BOX = re.compile(
    r"^(?:(?:post|entry|article|single|wp)?[-_]?(?:about[-_]?(?:the[-_]?)?)?author[-_]?(?:box|bio|info|description|desc|profile|card|area|block|section|about|container).*"
    r"|about[-_]?(?:the[-_]?)?author.*|wp-about-author.*|td-author.*|saboxplugin.*|abh_box.*|m-a-box.*|aboutme|bio|authorbox.*|author__bio)$",
    re.IGNORECASE,
)

_SIDE_IDS = frozenset({"secondary", "tertiary"})
"""WordPress's own themes call sidebars so; as a class the words mean anything."""

_FOREIGN_TAGS = frozenset(
    [
        "nav",
        "aside",
        "select",
        "form",
        "script",
        "style",
        "noscript",
        "template",
        "button",
        "dialog",
    ]
)


_FOREIGN, _COMMENTS, _AUTHOR, _POST = 1, 2, 4, 8
"""What class names and an id may say of an element, as bits: of plain numbers, for speed."""


def is_foreign(element: HtmlElement) -> bool:
    """Tell whether an element stands beside the post: comments, sidebars, related posts, menus."""
    return element.tag in _FOREIGN_TAGS or _roles(element) & (_FOREIGN | _COMMENTS) != 0


def is_comments(element: HtmlElement) -> bool:
    """Tell whether an element holds comments, which may be longer than the post."""
    return _roles(element) & _COMMENTS != 0


def is_author_box(element: HtmlElement) -> bool:
    """Tell whether an element tells about the author, below or beside the post."""
    return _roles(element) & _AUTHOR != 0


def is_post(element: HtmlElement) -> bool:
    """Tell whether an element is a post's own container: ``article``, ``.hentry``, ``#post-7``."""
    return element.tag == "article" or _roles(element) & _POST != 0


def is_apart(element: HtmlElement) -> bool:
    """Tell whether an element is foreign, an author box or another post."""
    return element.tag in _FOREIGN_TAGS or element.tag == "article" or _roles(element) != 0


def _roles(element: HtmlElement) -> int:
    classes, identifier = element.get("class"), element.get("id")
    return _roles_of(classes, identifier) if classes or identifier else 0


@lru_cache(maxsize=65536)
def _roles_of(classes: str | None, identifier: str | None) -> int:
    """Tell what the names say: a site repeats the same few hundred, and patterns are slow."""
    roles = _FOREIGN if identifier in _SIDE_IDS else 0
    for name in f"{classes or ''} {identifier or ''}".split():
        for role, pattern in _PATTERNS.items():
            if pattern.match(name):
                roles |= role
    return roles


_PATTERNS = {
    _FOREIGN: _FOREIGN_TOKEN,
    _COMMENTS: _COMMENT_TOKEN,
    _AUTHOR: _AUTHOR_BOX,
    _POST: re.compile(r"(?:hentry|type-post|h-entry|post-\d+)$"),
}


def tokens(element: HtmlElement) -> list[str]:
    """Give an element's class names and id."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".split()


def above(element: HtmlElement) -> Iterator[HtmlElement]:
    """Give an element and those around it, inside out, without ``body`` and ``html``."""
    current: HtmlElement | None = element
    while current is not None and current.tag not in {"body", "html"}:
        yield current
        current = current.getparent()


def zone_of(root: HtmlElement, heading: HtmlElement | None) -> HtmlElement:
    """Give the element that holds the whole post: body, heading, byline and footer.

    It is the outermost container of a post around the body, or what holds both body and heading.
    """
    chain = list(above(root))
    posts = [element for element in chain if is_post(element)]
    around = set(above(heading)) if heading is not None else set()
    common = next((element for element in chain if element in around), None)
    depth = max(chain.index(found) for found in (common, *posts[-1:], root) if found is not None)
    return chain[depth]
