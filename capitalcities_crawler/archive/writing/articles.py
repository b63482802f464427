"""The articles of a batch: new, changed or the same, and the rows that follow from it."""

from __future__ import annotations

from importlib.metadata import version
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from capitalcities_crawler.archive.decide import Change, Decision, Version, decide
from capitalcities_crawler.archive.duplicates.find import find_duplicates
from capitalcities_crawler.archive.fingerprint import (
    body_sha256,
    disagreements,
    page_sha256,
    version_of,
)
from capitalcities_crawler.archive.models import Article, Capture, Page, Revision, Site
from capitalcities_crawler.archive.writing.content import Written, write_content, write_terms
from capitalcities_crawler.archive.writing.identity import Shelf
from capitalcities_crawler.archive.writing.moments import in_utc, local_day
from capitalcities_crawler.archive.writing.search import write_search_texts
from capitalcities_crawler.archive.writing.targets import link_targets
from capitalcities_crawler.archive.writing.terms import Terms
from capitalcities_crawler.events import FetchedArticle
from capitalcities_crawler.items import Article as Item
from capitalcities_crawler.publishers import publisher_key
from capitalcities_crawler.records import iso

EXTRACTOR_VERSION = version("capitalcities-crawler")


class Articles:
    """Collects what the articles of one batch change, and writes it in bulk."""

    def __init__(self, session: Session, shelf: Shelf) -> None:
        self._session = session
        self._shelf = shelf
        self._written: dict[Article, Written] = {}
        self._rewritten: set[Article] = set()

    def save(
        self, fetched: FetchedArticle, site: Site, asked: Page, page: Page, capture: Capture
    ) -> tuple[Article, Change]:
        """Note one article; its own row is written at the session's flush."""
        item, at = fetched.article, capture.fetched_at
        version = version_of(item, fetched.content_sha256)
        article = self._shelf.find(site, item.post_id, asked, page, version.content_sha256)
        if article is not None and self._shelf.is_past(article, page, at):
            return article, Change.UNCHANGED  # a capture from the past undoes nothing
        decision = decide(_stored(article), version)
        is_new = article is None
        article = article or Article(site_id=site.id, first_seen_at=at)
        article.post_id = article.post_id or item.post_id
        article.last_seen_at = at
        self._shelf.place(article, page, at)
        self._update(Written(site, article, item), decision, version, capture)
        if is_new:
            self._session.add(article)  # not before: another one's flush would find it half made
        return article, decision.change

    def reread(self, written: Written) -> None:
        """Note what is read today of an article's current revision."""
        written.article.context_sha256 = page_sha256(written.item)
        self._describe(written)
        self._written[written.article] = written

    def finish(self) -> None:
        """Write everything that hangs on the articles."""
        batch = list(self._written.values())
        if batch:
            terms = Terms(self._session, ((written.site, written.item) for written in batch))
            for written in batch:
                ids = terms.section_ids(written.site, written.item)
                written.article.section_id = ids[0] if ids else None
            self._session.flush()
            write_terms(self._session, batch, terms)
            write_content(self._session, batch)
            write_search_texts(self._session, batch, terms)
            link_targets(self._session, batch)
        self._session.flush()
        find_duplicates(self._session, (article.id for article in self._rewritten))

    def _update(
        self, written: Written, decision: Decision, version: Version, capture: Capture
    ) -> None:
        article, item = written.article, written.item
        context = page_sha256(item)
        if not decision.writes_revision and article.context_sha256 == context:
            return
        article.context_sha256 = context
        self._describe(written)
        if decision.writes_revision:
            article.revision = _revision(written, decision, version, capture)
        self._written[article] = written

    def _describe(self, written: Written) -> None:
        article, item, site = written.article, written.item, written.site
        zone = ZoneInfo(site.timezone)
        article.title, article.subtitle = item.title, item.subtitle
        article.published_at = in_utc(item.published, zone)
        article.published_local = iso(item.published)
        article.published_on = local_day(item, zone, site.base_url)
        article.published_precision = item.published_precision
        article.modified_at, article.modified_local = (
            in_utc(item.modified, zone),
            iso(item.modified),
        )
        article.language = item.language
        article.breadcrumb = [term.name for term in item.breadcrumb]
        article.categories = [[term.name for term in chain] for chain in item.categories]
        article.source_headline = item.source_headline
        article.source_publisher = item.source_publisher
        article.publisher_key = publisher_key(item.source_publisher or "") or None
        article.word_count = item.word_count
        article.page.published_on = article.published_on or article.page.published_on
        self._set_body(article, body_sha256(item))

    def _set_body(self, article: Article, body: str) -> None:
        """Change the body's digest, and remember it: a group may gain or lose a member."""
        if article.body_sha256 != body:
            self._rewritten.add(article)
            article.body_sha256 = body
            article.duplicate_group = None


def _stored(article: Article | None) -> Version | None:
    if article is None or article.revision is None:
        return None
    return Version(article.revision.content_sha256, article.revision.fingerprints)


def _revision(written: Written, decision: Decision, version: Version, capture: Capture) -> Revision:
    article = written.article
    revision = Revision(
        article=article,
        number=article.revision.number + 1 if article.revision else 1,
        capture=capture,
        seen_at=capture.fetched_at,
        changed_fields=list(decision.changed_fields),
    )
    fill(revision, written.item, version)
    return revision


def fill(revision: Revision, item: Item, version: Version) -> None:
    """Put what was read, and its digests, into a revision."""
    revision.content_sha256 = version.content_sha256
    revision.fingerprints = dict(version.fingerprints)
    revision.title = item.title
    revision.body_text = item.body
    revision.toc = [[entry.level, entry.text, entry.anchor] for entry in item.toc]
    revision.field_sources = {name: str(source) for name, source in item.field_sources.items()}
    revision.disagreements = disagreements(item)
    revision.extractor_version = EXTRACTOR_VERSION
