"""On the replica, which knows its copies, every pair is found and no other."""

from __future__ import annotations

from sqlalchemy import select

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.models import Article, DuplicatePair
from fixtures.replica.blocks import reading
from fixtures.replica.world import World
from tests.archive.samples import fetched, full_article, save, with_body


def test_every_pair_of_copies_is_found_and_no_other(archive: Archive) -> None:
    world = World(400)
    readable = [post for post in world.index.readable() if post.body is None]
    articles = [
        with_body(full_article(str(post.id), post.id), " ".join(reading(world.body(post))))
        for post in readable
    ]
    save(archive, *map(fetched, articles))
    with archive.session() as session:
        posts = {row[0]: row[1] for row in session.execute(select(Article.id, Article.post_id))}
        pairs = session.execute(select(DuplicatePair.article_id, DuplicatePair.other_id))
        found = {frozenset({posts[one], posts[other]}) for one, other in pairs}
    known = world.duplicates()
    assert found == {frozenset(pair) for pair in (*known.exact, *known.near)}
    assert found
