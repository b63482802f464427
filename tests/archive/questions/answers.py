"""What each question must find in the small archive, worked out by hand."""

from __future__ import annotations

from typing import NamedTuple

from capitalcities_crawler.archive.questions.ask import Value
from tests.archive.questions.small import COPIED, LOCKED, LOST, OLD, REPRINT, STORY, TALKS

TITLE = "Iraq and Kazakhstan"


class Case(NamedTuple):
    """A question with its parameters, and its answer."""

    slug: str
    rows: list[tuple[Value, ...]]
    values: dict[str, str] = {}  # noqa: RUF012 - a tuple's default, never changed


CASES = [
    Case(
        "articles-by-month-and-country",
        [
            ("2025-11", "Iraq", 2, 16),
            ("2025-11", "Japan", 1, 4),
            ("2025-10", "Japan", 1, 3),
        ],
    ),
    Case("articles-by-weekday-and-hour", [(1, 9, 1), (2, 1, 1), (3, 10, 1), (4, 10, 1)]),
    Case(
        "languages",
        [
            ("en-US", 3, 75.0, "2025-11-03", "2025-11-06"),
            ("ar", 1, 25.0, "2025-10-01", "2025-10-01"),
        ],
    ),
    Case(
        "longest-articles",
        [
            (TALKS, TITLE, 13, 2, 2),
            (STORY, "Old, corrected", 4, 0, 0),
            (COPIED, "Copied", 3, 0, 0),
            (REPRINT, "Reprint", 3, 0, 0),
        ],
    ),
    Case("archive-growth", [("2026-01-14", 4, 4, 22), ("2026-01-15", 1, 5, 25)]),
    Case("changed-articles", [(STORY, "2026-01-15 12:02", 2, '["body", "title"]', 13, 22, 9)]),
    Case("rewritten-headlines", [(STORY, "2026-01-15 12:02", "Old", "Old, corrected")]),
    Case(
        "time-to-modification",
        [
            ("not since", 1, 33.3, 0.0),
            ("within an hour", 1, 33.3, 0.5),
            ("within a week", 1, 33.3, 48.0),
        ],
    ),
    Case(
        "disappeared-articles",
        [(LOST, "Lost", "2025-11-05", "2026-01-15 12:01", "http-404", None)],
    ),
    Case("moved-articles", [("Old, corrected", OLD, STORY, "2026-01-15 12:02")]),
    Case(
        "prolific-authors",
        [
            ("Ada", 3, 20, 2, "2025-10-01", "2025-11-04"),
            ("William Green", 2, 16, 1, "2025-11-04", "2025-11-06"),
        ],
    ),
    Case("tags-together", [("Water", "Asia", 2, 100.0)]),
    Case(
        "publishers-cited",
        [
            ("Reuters", 1, 2, 1, "2025-10-01", "2025-11-03"),
            ("UNECE", 1, 1, 1, "2025-11-04", "2025-11-04"),
        ],
    ),
    Case(
        "quiet-places",
        [
            ("region", "World > ASIA", 2, "2025-11-03", 3),
            ("country", "World > ASIA > Japan", 2, "2025-11-03", 3),
        ],
        {"days": "3"},
    ),
    Case("quiet-places", [], {"days": "4"}),
    Case(
        "capitals-and-elsewhere",
        [("Iraq", "IQ", 2, 2, 0, 0, 0), ("Japan", "JP", 2, 0, 0, 2, 0)],
    ),
    Case(
        "tables-about",
        [(TALKS, TITLE, 0, "Aims", "Goals", 1), (TALKS, TITLE, 1, None, None, 1)],
        {"word": "water"},
    ),
    Case("tables-about", [(TALKS, TITLE, 0, "Aims", "Goals", 1)], {"word": "aim"}),
    Case(
        "passages-under-heading",
        [(TALKS, 0, "Goals", "Water: 水"), (TALKS, 1, "Goals", "The end 🌍.")],
        {"heading": "goal"},
    ),
    Case("reprints", [(REPRINT, "2025-11-06", COPIED, "2025-10-01", 100)]),
    Case("most-linked-articles", [(STORY, "Old, corrected", 2, 0), (TALKS, TITLE, 0, 1)]),
    Case("sites-linked", [("news.example", 2, 4), ("unece.org", 1, 1)]),
    Case("coverage-gaps", [("example", "2025-11", 6, 3, 1, 1, 1, 83.3)]),
    Case("articles-not-had", [("refused", "password-protected", 1, LOCKED, "2026-01-14 12:05")]),
    Case(
        "runs",
        [
            (2, "example", "archive", "2026-01-15 12:00", None, None, 0, 0, 1, 1),
            (
                1,
                "example",
                "archive",
                "2026-01-14 12:00",
                "2026-01-14 12:30",
                "finished",
                4,
                0,
                0,
                0,
            ),
        ],
    ),
    Case(
        "captures-of-article",
        [("2026-01-15 12:02", 200, 2, "a.warc.gz", 5_000_000_000, "ab" * 32)],
        {"url": STORY},
    ),
    Case("contradictions", [("title", "jsonld", "meta", 1, TALKS, "Other")]),
]
