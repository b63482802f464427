"""The responses kept: each once, by address and time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import Capture, CapturePart, Page
from capitalcities_crawler.archive.writing.bulk import rows_where
from capitalcities_crawler.events import Fetch


class Captures:
    """The captures of one batch."""

    def __init__(self, session: Session, crawl_id: int, fetches: Iterable[Fetch]) -> None:
        self._session = session
        self._crawl_id = crawl_id
        rows = rows_where(
            session, select(Capture), Capture.fetched_at, (fetch.fetched_at for fetch in fetches)
        )
        self._known: dict[tuple[int, datetime], Capture] = {
            (row.page_id, row.fetched_at): row for row in rows
        }
        self._new: dict[tuple[Page, datetime], Capture] = {}

    def keep(self, page: Page, fetch: Fetch) -> Capture:
        """Give the row of a response, made when it is not there yet."""
        at = fetch.fetched_at
        if known := self._known.get((page.id, at)) or self._new.get((page, at)):
            return known
        capture = self._new[page, at] = Capture(
            page=page,
            crawl_id=self._crawl_id,
            fetched_at=fetch.fetched_at,
            status=fetch.status,
            payload_sha256=fetch.payload_sha256,
            warc_file=fetch.record.file if fetch.record else None,
            warc_offset=fetch.record.offset if fetch.record else None,
            received_digest=fetch.received_digest,
            parts=[
                CapturePart(position=position, warc_file=part.file, warc_offset=part.offset)
                for position, part in enumerate(fetch.parts, start=1)
            ],
        )
        self._session.add(capture)
        return capture
