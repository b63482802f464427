"""REST, sitemaps, feeds, robots.txt."""

from __future__ import annotations

import re
from datetime import UTC, timedelta

import pytest

from tests.replica.conftest import BASE, Client, client_of, seed_post


def locations(client: Client, path: str) -> list[str]:
    return re.findall(r"<loc>(.*?)</loc>", client.get(path).body.decode())


def test_rest_walk_gives_every_post_once(client: Client) -> None:
    ids: list[int] = []
    for page in (1, 2, 3):
        target = f"/wp-json/wp/v2/posts?per_page=100&page={page}&orderby=id&order=asc&_fields=id"
        ids += [post["id"] for post in client.json(target)]
    assert ids == sorted(client.world.index.by_id)


def test_rest_totals_and_links(client: Client) -> None:
    headers = client.get("/wp-json/wp/v2/posts?per_page=100&page=2&_fields=id").headers
    assert (headers["X-WP-Total"], headers["X-WP-TotalPages"]) == ("300", "3")
    assert 'rel="prev"' in headers["Link"]
    assert "page=3" in headers["Link"]


def test_rest_without_rewrites(client: Client) -> None:
    assert client.get("/?rest_route=/wp/v2/posts").headers["X-WP-Total"] == "300"


@pytest.mark.parametrize(
    ("target", "status", "code"),
    [
        ("posts?per_page=100&page=4", 400, "rest_post_invalid_page_number"),
        ("posts?per_page=101", 400, "rest_invalid_param"),
        ("posts?orderby=luck", 400, "rest_invalid_param"),
        ("posts?after=yesterday", 400, "rest_invalid_param"),
        ("posts/1", 404, "rest_post_invalid_id"),
        ("nothing", 404, "rest_no_route"),
    ],
)
def test_rest_errors(client: Client, target: str, status: int, code: str) -> None:
    answer = client.get(f"/wp-json/wp/v2/{target}")
    assert answer.status == status
    assert client.json(f"/wp-json/wp/v2/{target}")["code"] == code


def test_rest_empty_result_is_no_error(client: Client) -> None:
    assert client.json("/wp-json/wp/v2/posts?after=2030-01-01T00:00:00") == []


def test_rest_dates_are_local_and_without_offset() -> None:
    client = client_of(60, timezone="Asia/Baghdad")
    post = client.json(f"/wp-json/wp/v2/posts/{seed_post(client.world).id}")
    assert post["date"] == "2025-11-04T09:41:07"
    assert post["date_gmt"] == "2025-11-04T06:41:07"
    assert client.json("/wp-json/wp/v2/posts?after=2025-11-04T09:41:06&before=2025-11-04T09:41:08")
    assert not client.json(
        "/wp-json/wp/v2/posts?after=2025-11-04T06:41:06Z&before=2025-11-04T06:41:07Z"
    )


def test_rest_keeps_protected_content_to_itself(client: Client) -> None:
    post = next(p for p in client.world.index.public if p.protected)
    shape = client.json(f"/wp-json/wp/v2/posts/{post.id}")
    assert shape["content"] == {"rendered": "", "protected": True}
    assert shape["title"]["rendered"] == post.title


def test_rest_content_has_all_pages_and_no_contents_list(client: Client) -> None:
    post = next(p for p in client.world.index.public if p.pages == 2 and not p.protected)
    content = client.json(f"/wp-json/wp/v2/posts/{post.id}")["content"]["rendered"]
    assert "ez-toc" not in content
    assert content.count("<h2") == sum(
        block.kind == "heading" and block.level == 2 for block in client.world.body(post)
    )


def test_rest_terms_tell_own_counts(client: Client) -> None:
    (world,) = client.json("/wp-json/wp/v2/categories?slug=world")
    assert (world["name"], world["count"], world["parent"]) == ("World", 0, 0)
    tags = client.json("/wp-json/wp/v2/tags?orderby=count&order=desc&per_page=1")
    assert tags[0]["count"] == max(client.world.tag_counts().values())


@pytest.mark.parametrize("seo", ["none", "jnews"])
def test_core_sitemap_goes_by_id_and_lists_protected_posts(seo: str) -> None:
    client = client_of(60, seo=seo)  # type: ignore[arg-type]
    index = client.world.index.by_id
    assert f"{BASE}/wp-sitemap-posts-post-1.xml" in locations(client, "/wp-sitemap.xml")
    found = locations(client, "/wp-sitemap-posts-post-1.xml")
    assert found == [BASE + index[number].path for number in sorted(index)]
    dated = b"<lastmod>" in client.get("/wp-sitemap-posts-post-1.xml").body
    assert dated == (seo == "jnews")
    assert client.get("/wp-sitemap-posts-post-2.xml").status == 404


def test_yoast_sitemap_goes_by_change_and_leaves_protected_out(client: Client) -> None:
    found = locations(client, "/post-sitemap.xml")
    assert found[0] == f"{BASE}/"
    posts = sorted(client.world.index.readable(), key=lambda p: (p.modified, p.id))
    assert found[1:] == [BASE + post.path for post in posts]
    assert client.location("/wp-sitemap.xml") == "/sitemap_index.xml"
    assert client.get("/post-sitemap.xml").headers["X-Robots-Tag"] == "noindex, follow"


def test_rankmath_sitemap_has_files_of_200_newest_first() -> None:
    client = client_of(300, seo="rankmath")
    one, two = (locations(client, f"/post-sitemap{n}.xml") for n in (1, 2))
    assert len(one) == 200
    assert len(one) + len(two) == 300 - len(client.world.protected(BASE))
    newest = max(client.world.index.readable(), key=lambda p: (p.modified, p.id))
    assert one[0] == BASE + newest.path
    assert client.get("/post-sitemap3.xml").status == 404


def test_feeds_share_one_validator(client: Client) -> None:
    site, tag = client.get("/feed/"), client.get("/tag/news/feed/")
    assert site.headers["ETag"] == tag.headers["ETag"]
    etag, last = site.headers["ETag"], site.headers["Last-Modified"]
    assert client.get("/feed/", if_none_match=etag).status == 304
    assert client.get("/feed/", if_none_match=etag, if_modified_since=last).status == 304
    assert client.get("/feed/", if_none_match='"other"', if_modified_since=last).status == 200


def test_feed_pages_end_with_404(client: Client) -> None:
    body = client.get("/feed/?paged=30").body.decode()
    assert body.count("<item>") == 10
    assert client.get("/feed/?paged=31").status == 404
    assert client.get("/2025/11/feed/").body.count(b"<item>") == 10
    assert client.get(seed_post(client.world).path + "feed/").body.count(b"<item>") == 0


def test_feed_validator_sees_edits_but_not_trashing(changing: Client) -> None:
    before = changing.get("/feed/").headers["ETag"]
    changing.world.trash(sorted(changing.world.index.by_id)[3])
    assert changing.get("/feed/").headers["ETag"] == before
    changing.world.edit(seed_post(changing.world).id, title="Another")
    assert changing.get("/feed/").headers["ETag"] != before


def test_rest_newest_change_and_total_show_every_kind_of_change(changing: Client) -> None:
    world, post = changing.world, seed_post(changing.world)
    moment = world.last_modified.astimezone(UTC) + timedelta(hours=1)
    world.edit(post.id, title="Another", now=moment)
    target = "/wp-json/wp/v2/posts?per_page=1&orderby=modified&_fields=id,modified_gmt"
    assert changing.json(target)[0]["id"] == post.id
    world.trash(post.id)
    assert changing.get(target).headers["X-WP-Total"] == "59"


def test_robots_names_the_sitemap(client: Client) -> None:
    assert b"/sitemap_index.xml" in client.get("/robots.txt").body
    assert b"/wp-sitemap.xml" in client_of(8, seo="none").get("/robots.txt").body
