"""Article pages and what hangs below them."""

from __future__ import annotations

import re

import pytest

from fixtures.replica.model import Post
from fixtures.replica.truth import has_toc
from tests.replica.conftest import BASE, Client, client_of, seed_post


def first(client: Client, **wanted: object) -> Post:
    posts = client.world.index.public
    return next(p for p in posts if all(getattr(p, k) == v for k, v in wanted.items()))


def test_seed_page_carries_every_part(client: Client) -> None:
    page = client.page(seed_post(client.world).path)
    assert page.css(".jeg_top_date::text").get() == "Wednesday, January 14, 2026"
    trail = page.css("#breadcrumbs a::text").getall()
    assert trail == ["Home", "World", "MIDDLE EAST", "Iraq", "Baghdad"]
    assert page.css(".jeg_meta_category a::text").getall() == ["Baghdad", "Iraq"]
    assert len(page.css("#ez-toc-container nav a")) == 4
    assert len(page.css(".jnews_related_post_container article")) == 6
    assert page.css("#wp-calendar caption::text").get() == "November 2025"
    assert len(page.css(".tagcloud a")) == 45
    assert len(page.css(".widget_archive li")) == 8
    assert page.css(".jeg_post_tags").xpath("string()").get("").startswith("Tags: 5th Baghdad")
    assert not page.css("time")


def test_markup_is_balanced(client: Client) -> None:
    for post in client.world.index.public[:60]:
        text = client.get(post.path).body.decode()
        for tag in ("div", "ul", "li", "span", "figure", "article", "section", "p"):
            opened = len(re.findall(rf"<{tag}[ >]", text))
            assert opened == text.count(f"</{tag}>"), f"{tag} in {post.path}"


def test_truth_is_on_the_page(client: Client) -> None:
    """Every sentence of a body stands in the page, by an ear that knows nothing of themes."""
    for url, record in list(client.world.truth(BASE).items())[:40]:
        pages = client.world.body_pages(client.world.posts[record["post_id"]])
        paths = [url, *(f"{url}{number}/" for number in range(2, len(pages) + 1))]
        text = " ".join(client.page(path).xpath("string(//body)").get("") for path in paths)
        assert [block for block in record["body"].split("\n\n") if block not in text] == []


def test_two_renders_differ_only_in_what_is_random(client: Client) -> None:
    path = seed_post(client.world).path
    one, other = client.get(path).body, client.get(path).body
    assert one != other
    bodies = [client.page(path).css(".content-inner > h2").getall() for _ in range(2)]
    assert bodies[0] == bodies[1]


def test_many_authors_are_cut_in_the_header_and_whole_in_the_boxes(client: Client) -> None:
    post = next(p for p in client.world.index.public if len(p.authors) > 2 and not p.protected)
    page = client.page(post.path)
    header = page.css(".entry-header .jeg_meta_author")
    assert len(header.css("a")) == 2
    assert "other" in header.xpath("string()").get("")
    boxes = page.css(".jeg_authorbox .jeg_author_name a::text").getall()
    assert boxes == [author.name for author in post.authors]


def test_post_of_many_pages(client: Client) -> None:
    post = next(p for p in client.world.index.public if p.pages == 2 and not p.protected)
    world = client.world
    page = client.page(post.path + "2/")
    assert page.css(".page_info::text").get() == "Page 2 of 2"
    assert "paged-2" in page.css("body::attr(class)").get("")
    assert client.location(post.path + "3/") == post.path
    if has_toc(post, world.body(post)):
        links = page.css("#ez-toc-container nav a::attr(href)").getall()
        assert any(link.startswith("#") for link in links)
    assert len(world.body_pages(post)) == 2


def test_protected_post_shows_a_form_and_no_text(client: Client) -> None:
    url = client.world.protected(BASE)[0]
    page = client.page(url)
    assert page.css("h1.jeg_post_title::text, h1 span::text").get("").startswith("Protected: ")
    assert page.css("form.post-password-form")
    assert not page.css(".content-inner h2")


def test_drafts_are_not_there(client: Client) -> None:
    drafts = client.world.drafts(BASE)
    assert len(drafts) == 3
    assert [client.get(url).status for url in drafts] == [404, 404, 404]


def test_script_in_a_title_is_text(client: Client) -> None:
    post = next(p for p in client.world.index.public if "<script>" in p.title)
    page = client.page(post.path)
    assert page.css("h1.jeg_post_title").xpath("string()").get() == post.title


def test_amp_twin_points_back(client: Client) -> None:
    path = seed_post(client.world).path
    twin = client.page(path + "?amp=1")
    assert twin.css("link[rel=canonical]::attr(href)").get() == BASE + path
    assert not twin.css(".jeg_sidebar")


def test_attachment_page_is_marked_as_one(client: Client) -> None:
    post = seed_post(client.world)
    assert post.lead is not None
    path = client.location(f"/?attachment_id={post.lead.id}")
    assert "attachmentid-" in client.page(path).css("body::attr(class)").get("")


def test_page_number_below_a_single_post_is_ignored(client: Client) -> None:
    post = seed_post(client.world)
    assert client.page(post.path + "page/2/").css(f"body.postid-{post.id}")


@pytest.mark.parametrize("seo", ["yoast", "rankmath", "jnews", "none"])
def test_times_as_each_flavour_prints_them(seo: str) -> None:
    client = client_of(60, seo=seo, timezone="Asia/Baghdad")  # type: ignore[arg-type]
    post = next(p for p in client.world.index.public if p.id % 4 and not p.protected)
    page = client.page(post.path)
    times = page.css("meta[property='article:published_time']::attr(content)").getall()
    local, utc = post.published.isoformat(), post.published_utc.isoformat()
    assert times == {"yoast": [utc], "rankmath": [local], "jnews": [local], "none": []}[seo]


def test_structured_data_of_the_theme_mixes_local_time_and_utc() -> None:
    client = client_of(60, seo="jnews", timezone="Asia/Baghdad")
    post = seed_post(client.world)
    data = client.page(post.path).css("script[type='application/ld+json']::text").get("")
    assert '"datePublished": "2025-11-04 09:41:07"' in data
    assert '"dateModified": "2025-11-04 06:41:07"' in data


def test_pages_carry_no_validators(client: Client) -> None:
    answer = client.get(seed_post(client.world).path)
    assert not {"ETag", "Last-Modified"} & answer.headers.keys()
    assert "rel=shortlink" in answer.headers["Link"]
