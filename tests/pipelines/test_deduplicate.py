"""Repeats within a run become the outcome of their address."""

from __future__ import annotations

from scrapy.utils.test import get_crawler

from capitalcities_crawler.archive.fingerprint import content_sha256
from capitalcities_crawler.events import Discovery, FetchedArticle, Outcome, PageState
from pipelines.deduplicate import DeduplicatePipeline
from tests.archive.samples import BASE, NOON, fetched, full_article, later


def step(remembered: int = 10) -> DeduplicatePipeline:
    crawler = get_crawler()
    crawler._apply_settings()
    return DeduplicatePipeline(crawler.stats, remembered)


def test_the_digest_is_set() -> None:
    item = step().process_item(fetched(full_article()))
    assert isinstance(item, FetchedArticle)
    assert item.content_sha256 == content_sha256(full_article())


def test_a_second_address_of_the_same_article_is_moved() -> None:
    pipeline = step()
    pipeline.process_item(fetched(full_article()))
    again = pipeline.process_item(fetched(full_article(), later(1), url=f"{BASE}/?p=7"))
    assert isinstance(again, Outcome)
    assert (again.url, again.state, again.moved_to, again.at) == (
        f"{BASE}/?p=7",
        PageState.MOVED,
        full_article().url,
        later(1),
    )


def test_the_same_address_again_is_unchanged() -> None:
    pipeline = step()
    pipeline.process_item(fetched(full_article()))
    again = pipeline.process_item(fetched(full_article(), later(1)))
    assert isinstance(again, Outcome)
    assert again.state is PageState.UNCHANGED


def test_other_content_at_the_same_address_passes() -> None:
    pipeline = step()
    pipeline.process_item(fetched(full_article()))
    changed = pipeline.process_item(fetched(full_article(title="Other"), later(1)))
    assert isinstance(changed, FetchedArticle)


def test_memory_is_bounded() -> None:
    pipeline = step(remembered=1)
    pipeline.process_item(fetched(full_article("a", 1)))
    pipeline.process_item(fetched(full_article("b", 2)))
    assert isinstance(pipeline.process_item(fetched(full_article("a", 1))), FetchedArticle)
    assert len(pipeline._seen) == 1


def test_other_events_pass() -> None:
    found = Discovery(url=f"{BASE}/a/", via="sitemap", seen_at=NOON)
    assert step().process_item(found) is found
