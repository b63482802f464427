from __future__ import annotations

from datetime import date

import pytest

from capitalcities_crawler.pages import ArticlePage, PageError

POST = '<article class="post hentry"><h1 class="entry-title">Access denied</h1><div class="entry-content"><p>{}</p></div></article>'


def reason(html: str, url: str = "https://example.org/a/") -> str | None:
    try:
        ArticlePage(html, url).to_item()
    except PageError as error:
        return error.reason
    return None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", "not-html"),
        (
            "<html><head><title>Just a moment...</title></head><body><p>Wait</p></body></html>",
            "challenge",
        ),
        ("<body><script>window._cf_chl_opt = {}</script><p>Wait</p></body>", "challenge"),
        ('<body id="error-page"><p>Briefly unavailable</p></body>', "maintenance"),
        (f'<body class="error404">{POST}</body>', "not-found"),
        (
            "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>",
            "not-found",
        ),
        (f'<body class="attachment attachmentid-3 single postid-3">{POST}</body>', "attachment"),
        (f'<body class="home blog">{POST}</body>', "listing"),
        (f'<body class="archive category category-x">{POST}</body>', "listing"),
        (f"<body>{POST}{POST}{POST}</body>", "listing"),
        (
            '<body class="single postid-7"><form class="post-password-form"><input></form></body>',
            "password-protected",
        ),
        (
            '<body><form action="/wp-login.php?action=postpass"><input></form></body>',
            "password-protected",
        ),
    ],
)
def test_what_is_no_article(html: str, expected: str) -> None:
    assert reason(html) == expected


def test_an_article_may_quote_a_block_page() -> None:
    quoted = POST.format("Just a moment... Attention Required! | Cloudflare. Error 404, not found.")
    assert reason(f'<body class="single postid-7">{quoted}</body>') is None


def test_a_single_post_of_an_old_theme_is_no_listing() -> None:
    assert reason(f"<body>{POST.format('The quay was empty all day.')}</body>") is None


def test_a_protected_post_still_tells_its_day() -> None:
    html = '<body class="single"><form class="post-password-form"><input></form></body>'
    with pytest.raises(PageError) as caught:
        ArticlePage(html, "https://example.org/2025/11/04/a/").to_item()
    assert caught.value.published_on == date(2025, 11, 4)
