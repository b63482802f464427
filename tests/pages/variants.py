"""What plugins and theme updates do to the page of an article that nobody has edited.

The markup is that of the plugins' own templates; the words in it are made up.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import html as lxml_html

INSERTIONS = {
    "JNews, inline related posts": '<div class="jnews_inline_related_post_wrapper left half"><div'
    ' class="jnews_inline_related_post"><div class="jeg_postblock_29 jeg_postblock"><div'
    ' class="jeg_block_heading"><h3 class="jeg_block_title"><span>Read also</span></h3></div><div'
    ' class="jeg_posts"><article class="jeg_post jeg_pl_xs"><h3 class="jeg_post_title"><a'
    ' href="/2025/01/02/x/">Another story</a></h3></article></div></div></div></div>',
    "JNews, ad": '<div class="jeg_ad jeg_ad_article jnews_content_inline_2_ads"><div'
    ' class="ads-wrapper align-right"><span class="ads-text">ADVERTISEMENT</span></div></div>',
    "JNews, share bar": '<div class="jeg_share_button clearfix"><div class="jeg_share_count"><div'
    ' class="counts">1.2k</div><span class="sharetext">SHARES</span></div></div>',
    "JNews, reading time": '<div class="jeg_meta_reading_time"><span>Reading Time: 4 mins read'
    "</span></div>",
    "AdSense, auto ads": '<div class="google-auto-placed ap_container"><ins class="adsbygoogle">'
    "</ins><span>Advertisement</span></div>",
    "Ad Inserter": '<div class="code-block code-block-3 ai-viewport-1"><b>Sponsored</b></div>',
    "Google Publisher Tag": '<div id="div-gpt-ad-1653924382-0"><p>Advertisement</p></div>',
    "Advanced Ads": '<div class="capi-content" id="capi-2212"><div class="capi-adlabel">'
    "Advertisements</div></div>",
    "Quads": '<div class="quads-location quads-ad2" id="quads-ad2"><p>Your ad here</p></div>',
    "Ezoic": '<span class="ezoic-adpicker-ad" id="ezoic-pub-ad-placeholder-110">Ad</span>'
    '<span class="ezoic-ad box-3">report this ad</span>',
    "Mediavine": '<div class="mv-ad-box" data-slotid="content_2"><p>Advertisement</p></div>',
    "Contextual Related Posts": '<div class="crp_related crp-text-only"><h3>Related Posts:</h3>'
    '<ul><li><a href="/b/" class="crp_link"><span class="crp_title">Other story</span></a></li>'
    "</ul></div>",
    "YARPP": '<div class="yarpp yarpp-related yarpp-related-website"><h3>Related posts:</h3><ol>'
    '<li><a href="/b/">Other story</a></li></ol></div>',
    "Jetpack, related posts": '<div id="jp-relatedposts" class="jp-relatedposts"><h3'
    ' class="jp-relatedposts-headline"><em>Related</em></h3></div>',
    "Jetpack, related posts block": '<nav class="jp-relatedposts-i2 wp-block-jetpack-related-posts">'
    "<h2>Related</h2><ul><li><a href='/b/'>Other story</a></li></ul></nav>",
    "Jetpack, sharing and likes": '<div class="sharedaddy sd-sharing-enabled"><div'
    ' class="robots-nocontent sd-block"><h3 class="sd-title">Share this:</h3><ul><li>Tweet</li>'
    "</ul></div></div><div class='sharedaddy sd-block sd-like jetpack-likes-widget-wrapper'><h3"
    " class='sd-title'>Like this:</h3><span>Loading...</span></div>",
    "Inline Related Posts": '<div style="clear:both; margin-top:0em"><style>.u3f9a{margin:0}</style>'
    '<a href="/b/" class="u3f9a" target="_blank"><div style="padding-left:1em"><span class="ctaText">'
    'READ</span>&nbsp; <span class="postTitle">Other story</span></div></a></div>',
    "Internal Linking of Related Contents": '<div class="internal-linking-related-contents"><a'
    ' href="/b/" class="template-2"><span class="cta">Read more</span><span class="postTitle">'
    "Other story</span></a></div>",
    "AddToAny": '<div class="addtoany_share_save_container addtoany_content"><a class="a2a_dd">'
    '<span class="a2a_count">12</span> Share</a></div>',
    "Shared Counts": '<div class="shared-counts-wrap style-bar"><span'
    ' class="shared-counts-count">96</span></div>',
    "Social Warfare": '<div class="swp_social_panel swp_flat_fresh"><span class="swp_count">1K'
    "</span><span>Shares</span></div>",
    "Sassy Social Share": '<div class="heateor_sss_sharing_container"><span>Spread the love</span>'
    "</div>",
    "Monarch": '<div class="et_social_inline et_social_mobile_on"><span>31</span> Shares</div>',
    "Reading Time WP": '<span class="span-reading-time rt-reading-time"><span class="rt-label'
    ' rt-prefix">Reading Time: </span> <span class="rt-time">3</span> minutes</span>',
    "Post Views Counter": '<div class="post-views content-post post-7 entry-meta"><span'
    ' class="post-views-label">Post Views:</span> <span class="post-views-count">1,204</span></div>',
    "WP-PostRatings": '<div id="post-ratings-7" class="post-ratings"><strong>4</strong> votes</div>',
    "kk Star Ratings": '<div class="kk-star-ratings kksr-auto"><div class="kksr-legend">4.6/5 - '
    "(12 votes)</div></div>",
    "WP ULike": '<div class="wpulike wpulike-default"><span class="count-box">+7</span></div>',
    "MailPoet, MC4WP": '<form class="mc4wp-form mc4wp-form-12"><p><label>Our letter</label></p>'
    "</form>",
    "empty paragraph": "<p>&nbsp;</p>",
    "paragraph of a break": "<p><br /></p>",
    "spacer block": '<div style="height:20px" aria-hidden="true" class="wp-block-spacer"></div>',
    "counting pixel": '<p><img src="https://count.example/p.gif" width="1" height="1" alt=""></p>',
    "script and style": "<script>var a = 1;</script><style>.a{}</style>",
    "a later WordPress's placeholder": "<!-- wp:paragraph --><p></p><!-- /wp:paragraph -->",
}


def inserted(page: str, fragment: str, place: float, *, root: str) -> str:
    """Put a fragment behind the paragraph at a place from 0 (the first) to 1 (the last).

    Args:
        page: the whole page.
        fragment: what a plugin prints.
        place: where among the paragraphs that stand directly in the body.
        root: class of the body's element.
    """
    tree = lxml_html.document_fromstring(page)
    body = tree.find_class(root)[0]
    paragraphs = body.findall("p") or body.findall(".//p")
    paragraph = paragraphs[round(place * (len(paragraphs) - 1))]
    tail, paragraph.tail = paragraph.tail, None
    pieces = lxml_html.fragments_fromstring(fragment, no_leading_text=True)
    for piece in reversed(pieces):
        paragraph.addnext(piece)
    last = pieces[-1]
    last.tail = (last.tail or "") + (tail or "")
    return str(lxml_html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>"))


def _lazy_by_wp_rocket(page: str) -> str:
    return re.sub(r'src="[^"]*jeg-empty\.png"', 'src="data:image/svg+xml,%3Csvg%3E"', page).replace(
        "data-src=", "data-lazy-src="
    )


def _lazy_by_browser(page: str) -> str:
    page = re.sub(r' src="[^"]*jeg-empty\.png"', ' loading="lazy"', page)
    return page.replace(" data-src=", " src=").replace(" data-srcset=", " srcset=")


def _with_noscript_copies(page: str) -> str:
    return re.sub(r"(<img [^>]*>)", r"\1<noscript>\1</noscript>", page)


def _through_photon(page: str) -> str:
    return re.sub(
        r"https?://[^/\"']+(/wp-content/uploads/[^\"' ]+)",
        r"https://i0.wp.com/replica.test\1?resize=750%2C375&#038;ssl=1",
        page,
    )


def _without_contents(page: str) -> str:
    """Switch Easy Table of Contents off."""
    tree = lxml_html.document_fromstring(page)
    for element in tree.xpath("//*[@id='ez-toc-container' or contains(@class, 'ez-toc-section')]"):
        element.drop_tree()
    return str(lxml_html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>"))


def _with_new_contents(page: str) -> str:
    """Update Easy Table of Contents to 2.0.84: marks without an end, and a copy of each anchor."""
    page = re.sub(r"ez-toc-v2_0_\w+", "ez-toc-v2_0_84", page)
    page = page.replace('<span class="ez-toc-section-end"></span>', "")
    return re.sub(
        r'<span class="ez-toc-section" id="([^"]*)">',
        r'<span class="ez-toc-section" id="\1" ez-toc-data-id="#\1">',
        page,
    )


def _emoji_as_images(page: str) -> str:
    return page.replace(
        "\N{SMILING FACE WITH SUNGLASSES}",
        '<img src="https://s.w.org/images/core/emoji/15.0.3/svg/1f60e.svg"'
        ' alt="\N{SMILING FACE WITH SUNGLASSES}" class="wp-smiley" style="height: 1em;" />',
    )


def obfuscated(address: str, key: int) -> str:
    """Spell an address as Cloudflare does: the key, then each octet under it."""
    return f"{key:02x}" + "".join(f"{octet ^ key:02x}" for octet in address.encode())


def _hidden_addresses(key: int) -> Callable[[str], str]:
    def rewrite(page: str) -> str:
        def link(match: re.Match[str]) -> str:
            code = obfuscated(match[1], key)
            return (
                f'<a href="/cdn-cgi/l/email-protection#{code}"><span class="__cf_email__"'
                f' data-cfemail="{code}">[email&#160;protected]</span></a>'
            )

        page = re.sub(r'<a href="mailto:([^"]*)">[^<]*</a>', link, page)
        return re.sub(
            r"\b(desk@[a-z.]+[a-z])\b",
            lambda match: (
                '<span class="__cf_email__" data-cfemail="'
                f'{obfuscated(match[1], key)}">[email&#160;protected]</span>'
            ),
            page,
        )

    return rewrite


def _plain_quotes(page: str) -> str:
    """Switch ``wptexturize`` off."""
    for marks, plain in (
        ("“”", '"'),
        ("‘’", "'"),
        ("–", "-"),
        ("—", "---"),
        ("…", "..."),
    ):
        for mark in marks:
            page = re.sub(f"&#0*{ord(mark)};|{mark}", "&#34;" if plain == '"' else plain, page)
    return page


def _tags_turned_round(page: str) -> str:
    def turn(match: re.Match[str]) -> str:
        links = re.findall(r"<a .*?</a>", match[2], re.DOTALL)
        return match[1] + ", ".join(reversed(links)) + "</div>"

    return re.sub(r'(<div class="jeg_post_tags">)(.*?)</div>', turn, page, flags=re.DOTALL)


REWRITES: dict[str, Callable[[str], str]] = {
    "images: lazy by WP Rocket": _lazy_by_wp_rocket,
    "images: lazy by the browser": _lazy_by_browser,
    "images: copies in noscript": _with_noscript_copies,
    "images: WP Rocket with copies": lambda page: _with_noscript_copies(_lazy_by_wp_rocket(page)),
    "images: through Photon": _through_photon,
    "contents: off": _without_contents,
    "contents: 2.0.84": _with_new_contents,
    "categories: comma as text": lambda page: page.replace(
        '<span class="category-separator">, </span>', ", "
    ),
    "byline: another word": lambda page: page.replace(
        '<span class="meta_text">by</span>', '<span class="meta_text">Written by:</span>'
    ),
    "byline: no word": lambda page: page.replace('<span class="meta_text">by</span>', ""),
    "tags: other order": _tags_turned_round,
    "text: plain quotes": _plain_quotes,
    "text: no-break spaces": lambda page: page.replace(" of ", " of&nbsp;"),
    "text: lines broken": lambda page: re.sub(r"(?<=[a-z]) and (?=[a-z])", "\n and\t", page),
    "text: soft hyphens": lambda page: page.replace("ation ", "a&shy;tion "),
    "text: emoji as images": _emoji_as_images,
    "text: addresses hidden": _hidden_addresses(0x5A),
    "text: addresses hidden with another key": _hidden_addresses(0xC3),
    "text: paragraphs classed": lambda page: page.replace("<p>", '<p class="has-text-align-left">'),
    "text: b for strong": lambda page: page.replace("<strong>", "<b>").replace("</strong>", "</b>"),
    "links: new window": lambda page: page.replace("<a href", '<a target="_blank" href'),
}
