"""One article from its records: the same steps as in a crawl."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from capitalcities_crawler.archive.fingerprint import content_sha256, page_sha256
from capitalcities_crawler.archive.rereading import Task
from capitalcities_crawler.discovery import Answer, RouteClosedError
from capitalcities_crawler.discovery.rest import read_contents
from capitalcities_crawler.items import Article, SiteFacts
from capitalcities_crawler.pages import PageError, join_pages, with_rendered
from capitalcities_crawler.reextract.reading import Reading
from capitalcities_crawler.sites import UnknownSiteError, get_site
from capitalcities_crawler.spiders.reading import read_response
from capitalcities_crawler.spiders.recorded_pages import as_response
from capitalcities_crawler.urls import Kind, parse_address
from capitalcities_crawler.warc.answers import RecordedAnswer, RevisitError, answer_at
from capitalcities_crawler.warc.exchange import OPEN, Place
from capitalcities_crawler.warc.reading_block import BrokenRecordError
from pipelines.clean import clean_article


def extract(task: Task, folder: Path) -> Reading:
    """Read an article from its records in a folder; never raises for what it finds there."""
    try:
        article = clean_article(_article(task, folder))
    except RevisitError as error:
        return Reading(task, revisit=(error.url, error.date))
    except (BrokenRecordError, UnknownSiteError, PageError) as error:
        return Reading(task, problem=str(error))
    except OSError as error:
        return Reading(task, problem=f"{error.filename}: {error.strerror}")
    same = task.content_sha256 == content_sha256(article) and task.context_sha256 in {
        None,
        page_sha256(article),
    }
    return Reading(task, None if same else article)


def _article(task: Task, folder: Path) -> Article:
    site = get_site(task.site_key)
    first, *others = (answer_at(file_of(folder, place), place.offset) for place in task.places)
    page = read_response(as_response(first), site).article
    if others and parse_address(others[0].url).kind is Kind.REST:
        page = _rendered(page, others[0], first.url)
    elif others:
        later = [read_response(as_response(answer), site).article for answer in others]
        page = join_pages([page, *later])
    return replace(page, url=task.url, site_facts=SiteFacts())


def _rendered(page: Article, answer: RecordedAnswer, url: str) -> Article:
    """Complete a first page by the API's text of all pages.

    Raises:
        BrokenRecordError: the answer does not have it.
    """
    try:
        contents = read_contents(Answer(answer.url, answer.url, body=answer.answer.body))
    except RouteClosedError as error:
        raise BrokenRecordError(f"{answer.url}: {error}") from None
    content = contents.get(page.post_id or 0)
    whole = with_rendered(page, content, url) if content else None
    if whole is None:
        raise BrokenRecordError(f"{answer.url} does not hold the later pages")
    return whole


def file_of(folder: Path, place: Place) -> Path:
    """Give the file that a place names, whether it is complete or still being written."""
    file = folder / place.file
    being_written = file.with_name(file.name + OPEN)
    return being_written if not file.exists() and being_written.exists() else file
