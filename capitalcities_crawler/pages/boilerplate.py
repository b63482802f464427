"""What stands inside a body element without being the article: the one table of class names.

Each name is here because it is a theme's, plugin's or WordPress's own; a word that an author's
block could carry ("highlight", "box") has no place here.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from capitalcities_crawler.pages.text import UNSEEN_TAGS

_SKIPPED_TAGS = UNSEEN_TAGS | {
    "aside", "audio", "button", "canvas", "embed", "form", "iframe", "input", "label", "map",
    "nav", "object", "video",
}  # fmt: skip

_CLASSES_BY_ORIGIN = {
    "JNews: tags, page links, source and via": "jeg_post_tags jeg_pagelinks jeg_post_source"
    " jeg_post_via jeg_splitpost_bar jeg_splitpost_nav",
    "JNews: shares, ads, related posts inside the text": "jeg_share_button jeg_ad jeg_postblock"
    " jeg_share_top_container jeg_share_bottom_container jnews_inline_related_post_wrapper"
    " jnews_inline_related_post jeg_push_notification jeg_meta_reading_time",
    "JNews: what follows the text": "jnews_author_box_container jeg_authorbox jeg_post"
    " jnews_comment_container jnews_related_post_container jnews_prev_next_container"
    " jnews_popup_post_container jnews-autoload-splitter",
    "Tables of contents": "ez-toc-container ez-toc-widget-container lwptoc simpletoc-list"
    " wp-block-rank-math-toc-block wp-block-yoast-seo-table-of-contents"
    " wp-block-kadence-tableofcontents wp-block-ub-table-of-contents-block",
    "Ads: AdSense, Advanced Ads, Ads Pro, Quads, Ezoic, Mediavine": "adsbygoogle google-auto-placed"
    " ads-wrapper ads-text advads-content bsaProContainer quads-location ezoic-ad"
    " ezoic-adpicker-ad mv-ad-box",
    "WordPress and Jetpack": "page-links post-page-numbers sharedaddy jp-relatedposts"
    " sd-sharing-enabled jetpack-likes-widget wp-block-post-terms wp-block-comments"
    " screen-reader-text post-navigation wp-block-post-author",
    "Share plugins": "addtoany_share_save_container addtoany_content"
    " heateor_sss_sharing_container essb_links shared-counts-wrap swp_social_panel"
    " et_social_inline",
    "Ratings, views and reading time": "kk-star-ratings rmp-widgets-container rmp-main"
    " post-ratings post-views bsf-rt-reading-time rt-reading-time yasr-vv-stars-title-container"
    " wpulike",
    "Related posts: YARPP, Contextual, Inline": "yarpp yarpp-related crp_related rpbt_shortcode"
    " internal-linking-related-contents ctaText postTitle",
    "Author boxes: Molongui, Simple, Starbox, PublishPress": "m-a-box saboxplugin-wrap abh_box"
    " pp-multiple-authors-boxes-wrapper",
    "Embeds that are a mere button until their script has run": "instagram-media tiktok-embed",
}

_SKIPPED_CLASSES = frozenset(
    name for names in _CLASSES_BY_ORIGIN.values() for name in names.split()
)

_SKIPPED_IDS = frozenset(
    [
        "ez-toc-container",
        "toc_container",
        "jp-relatedposts",
        "comments",
        "respond",
        "post-body-class",
    ]
)

_SKIPPED_PATTERN = re.compile(
    r"(?:^|\s)(?:"
    r"code-block-\d+"  # Ad Inserter; a bare "code-block" is also a block of real code
    r"|jnews_content_\w*ads"
    r"|bsaProContainer-\d+"
    r"|[\w-]+-adlabel"  # Advanced Ads: every site chooses the word before it
    r")(?:\s|$)"
)

_AD_SLOT = "div-gpt-ad"
"""How the ids of Google Publisher Tag's slots begin; numbers follow."""

_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


def is_boilerplate(element: HtmlElement) -> bool:
    """Tell whether an element inside a body is no part of the article's text."""
    identifier = element.get("id")
    if element.tag in _SKIPPED_TAGS or identifier in _SKIPPED_IDS:
        return True
    if identifier and identifier.startswith(_AD_SLOT):
        return True
    names = element.get("class")
    if names and (not _SKIPPED_CLASSES.isdisjoint(names.split()) or _SKIPPED_PATTERN.search(names)):
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style)) or element.get("hidden") is not None
