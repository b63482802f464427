"""The body reader loses no text and doubles none, whatever the markup."""

from __future__ import annotations

import pytest

from capitalcities_crawler.items import Block
from capitalcities_crawler.pages.body import Body, read_body
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.headings import place_headings


def body_of(html: str) -> Body:
    document = Document(
        f"<html><body><div id=root>{html}</div></body></html>", "https://a.example/x/"
    )
    root = document.by_id("root")
    assert root is not None
    return read_body(root, document)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a <b>b</b> c</p>", ["a b c"]),
        ("<p>a<script>x</script> b</p>", ["a b"]),
        ("<p>a<!-- c --> b</p>", ["a b"]),
        ("loose<p>in p</p>behind", ["loose", "in p", "behind"]),
        ("one<br><br>two<br>three", ["one", "two\nthree"]),
        ("<p>one<br><br>two</p>", ["one\ntwo"]),
        ("<p>&nbsp;</p><p></p><p>\u200b</p>", []),
        ("<div><div><p>deep</p></div>tail</div>", ["deep", "tail"]),
        ("<ul><li>a<ol><li>b</li></ol>c</li></ul>", ["a", "b", "c"]),
        ("<ul><li><p>a</p><p>b</p></li></ul>", ["a\nb"]),
        ("<blockquote>a<p>b</p><cite>c</cite></blockquote>", ["a", "b", "c"]),
        ("<p>x</p><form>Search</form><p>y</p>", ["x", "y"]),
        ("<p>kept <ins>inserted</ins></p>", ["kept inserted"]),
        ("<p>a</p><ins class='adsbygoogle'>ad</ins>tail", ["a", "tail"]),
        ("<p style='display:none'>hidden</p><p>shown</p>", ["shown"]),
        ("<details><summary>Why</summary>Because</details>", ["Why", "Because"]),
        ("<a href='/x'><div><p>linked</p></div></a>", ["linked"]),
        ("<div class='wp-caption'><img src='/a.png'><p class='wp-caption-text'>cap</p></div>", []),
        ("<table><tr><td><p>only cell</p></td></tr></table>", ["only cell"]),
        ("<center>old <font>style</font></center>", ["old style"]),
    ],
)
def test_texts(html: str, expected: list[str]) -> None:
    assert [block.text for block in body_of(html).blocks] == expected


@pytest.mark.parametrize(
    ("html", "kinds"),
    [
        ("<p>a</p>b<h3>c</h3><ul><li>d</li></ul>", ["paragraph", "text", "heading", "list_item"]),
        ("<blockquote><p>a</p></blockquote><pre>b</pre>", ["quote", "preformatted"]),
        ("<ul><li>a</li></ul>b", ["list_item", "text"]),
    ],
)
def test_kinds(html: str, kinds: list[str]) -> None:
    assert [block.kind for block in body_of(html).blocks] == kinds


def test_preformatted_text_keeps_lines_and_indentation() -> None:
    html = "<pre><code>if x:<br>    <span>y<b>z</b></span>()\n\nend</code></pre>"
    assert body_of(html).blocks[0].text == "if x:\n    yz()\n\nend"


@pytest.mark.parametrize(
    ("html", "anchor"),
    [
        ("<h2 id='h-own'><span class='ez-toc-section' id='Own'></span>T</h2>", "Own"),
        ("<h2 id='own'>T</h2>", "own"),
        ("<h2><a name='old'></a>T</h2>", "old"),
        ("<h2><span id='%C3%A9t%C3%A9' class='ez-toc-section'></span>T</h2>", "été"),
        ("<h2>T</h2>", None),
    ],
)
def test_anchor_of_a_heading(html: str, anchor: str | None) -> None:
    assert body_of(html).blocks[0].anchor == anchor


def test_links_leave_out_what_leads_nowhere_and_images() -> None:
    html = (
        "<p><a href='/a'>A</a><a href='#top'>up</a><a href='mailto:x@y'>m</a><a href='javascript:x'>j</a>"
        "<a href='/full.jpg'><img src='/s.jpg'></a></p><h2><a href='/h'>H</a></h2>"
    )
    links = body_of(html).links
    assert [(link.url, link.text) for link in links] == [
        ("https://a.example/a", "A"),
        ("https://a.example/h", "H"),
    ]


def test_an_image_in_a_link_to_its_file_is_the_original() -> None:
    images = body_of("<a href='/full.jpg'><img src='/s-300x200.jpg' alt=' An  alt '></a>").images
    assert [(image.url, image.alt) for image in images] == [
        ("https://a.example/full.jpg", "An alt")
    ]


def test_passages_reach_to_the_next_heading() -> None:
    blocks = (
        Block(kind="paragraph", text="intro"),
        Block(kind="heading", text="A", level=2),
        Block(kind="heading", text="B", level=3),
        Block(kind="paragraph", text="one"),
        Block(kind="paragraph", text="two"),
        Block(kind="heading", text="C", level=2),
    )
    body = "\n\n".join(block.text for block in blocks)
    headings = place_headings(blocks, frozenset())
    passages = [body[h.body_start : h.body_end] for h in headings]
    assert passages == ["", "one\n\ntwo", ""]
    assert headings[-1].body_end == len(body)


def test_no_block_is_lost_in_a_long_page() -> None:
    words = [f"w{n}" for n in range(2000)]
    html = "".join(
        f"<div><p>{a} <i>{b}</i></p>{c}<ul><li>{d}</li></ul></div>"
        for a, b, c, d in zip(*[iter(words)] * 4, strict=True)
    )
    found = " ".join(block.text for block in body_of(html).blocks).split()
    assert found == words


@pytest.mark.parametrize("tag", ["font", "div", "blockquote", "li"])
def test_deep_nesting_of_unclosed_tags_loses_no_text(tag: str) -> None:
    words = [f"w{n}" for n in range(700)]
    html = "".join(f"<{tag}>{word} " for word in words)
    found = " ".join(block.text for block in body_of(html).blocks).split()
    assert found == words
