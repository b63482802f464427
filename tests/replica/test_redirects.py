"""Redirects as core sends them."""

from __future__ import annotations

import re

from tests.replica.conftest import BASE, Client, seed_post


def test_plain_links_lead_to_addresses(client: Client) -> None:
    post = seed_post(client.world)
    assert client.location(f"/?p={post.id}") == post.path
    assert client.location(f"/?cat={post.category.id}") == post.category.path
    assert client.location("/?m=202511") == "/2025/11/"
    assert client.location("/?paged=2") == "/page/2/"
    assert client.get("/?p=1").status == 404


def test_missing_slash_is_added(client: Client) -> None:
    path = seed_post(client.world).path
    assert client.location(path.rstrip("/")) == path
    assert client.location("/category/asia") == "/category/asia/"


def test_slashes_get_their_one_spelling_and_octets_have_two(client: Client) -> None:
    post = next(p for p in client.world.index.public if "%" in p.slug)
    octets = re.sub("%..", lambda octet: octet[0].upper(), post.path)
    assert octets != post.path
    assert client.get(octets).status == 200
    assert client.location(f"/{post.path}") == post.path
    assert client.get(post.path).status == 200


def test_shortened_slug_leads_to_a_post_of_the_day_that_begins_so(client: Client) -> None:
    path = seed_post(client.world).path
    assert client.location("/2025/11/04/iraq-and-kaz/") == path
    assert client.location("/iraq-and-kazakhstan-join/") == path
    assert client.get("/2025/11/05/iraq-and-kaz/").status == 404


def test_old_slug_leads_to_the_new_one(changing: Client) -> None:
    post = seed_post(changing.world)
    renamed = changing.world.rename(post.id, "water for all")
    assert renamed.path == "/2025/11/04/water-for-all/"
    assert changing.location(post.path) == renamed.path
    assert changing.get(renamed.path).status == 200
    assert BASE + post.path not in changing.world.truth(BASE)
