"""What is cut out of a body in an unknown theme, and what only looks like it."""

from __future__ import annotations

import pytest

from capitalcities_crawler.pages import ArticlePage

PAGE = """<body class="single postid-7"><h1 class="entry-title">A plan</h1><div class="entry-content">
{}<p>A second paragraph, long enough to be the text of a post and nothing else.</p></div></body>"""


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>A plan, put forward <em>by Ada Lee,</em> is late.</p>", True),
        ("<p><em>By contrast</em> the plan is early.</p>", True),
        ("<p>It drew <strong>comments</strong> from everyone.</p>", True),
        ("<p><em>By Ada Lee</em></p>", False),
        ("<p>By <strong>Ada Lee</strong> | 4 May 2025</p>", False),
        ("<p><strong>Read more:</strong></p>", False),
    ],
)
def test_emphasis_in_a_sentence_is_no_byline(html: str, *, kept: bool) -> None:
    blocks = ArticlePage(PAGE.format(html), "https://news.example.org/a/").to_item().blocks
    assert len(blocks) == 1 + kept
    if kept:
        assert blocks[0].text == "".join(html.replace(">", "<").split("<")[::2])
