"""How near an extracted article comes to what its page says, field by field.

Titles, names and topics are compared without case, and with quotes, dashes and white space folded.
Bodies are compared as sets of word shingles, so that order and breaks between blocks hardly count.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

PAGES = Path(__file__).parents[2] / "shared" / "real-pages" / "wordpress-news"
"""59 pages of large WordPress news sites with gold values, from the test data of fundus (MIT)."""

SHINGLE = 4
"""Words a shingle: with sets of four, trafilatura 2.3.1 gets the 0.951 that others measured."""

_FOLDED = str.maketrans(
    dict.fromkeys("‘’‚‛`´′", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The fields that are compared."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    day: date | None = None
    topics: tuple[str, ...] = ()
    body: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page and what it says."""

    name: str
    html: bytes
    url: str
    truth: Record


def read_pages(folder: Path = PAGES) -> Iterator[Page]:
    """Read the saved pages beside their truths."""
    for path in sorted(folder.glob("*.truth.json")):
        name = path.name.removesuffix(".truth.json")
        truth = json.loads(path.read_text(encoding="utf-8"))
        html = gzip.decompress((folder / f"{name}.html.gz").read_bytes())
        yield Page(name, html, truth["url"] or "", _record(truth))


def _record(truth: dict[str, Any]) -> Record:
    body = truth["body"] or {"summary": [], "sections": []}
    parts = [*body["summary"]]
    for section in body["sections"]:
        parts += [*section["headline"], *section["paragraphs"]]
    return Record(
        title=truth["title"],
        authors=tuple(truth["authors"] or ()),
        day=_day(truth),
        topics=tuple(truth["topics"] or ()),
        body="\n\n".join(parts),
    )


def _day(truth: dict[str, Any]) -> date | None:
    """Give the day of publication; one after the page was saved has day and month swapped.

    That is so on one page, which prints "06.01.2026" in German and was saved on 7 January.
    """
    if not truth["published"]:
        return None
    day = datetime.fromisoformat(truth["published"]).date()
    saved = datetime.fromisoformat(truth["captured"]).date()
    return day.replace(month=day.day, day=day.month) if day > saved else day


def fold(text: str | None) -> str:
    """Fold case, quotes, dashes, compositions and white space.

    >>> fold("‘Hello’ – World")
    "'hello' - world"
    """
    text = unicodedata.normalize("NFKC", text or "").translate(_FOLDED)
    return " ".join(text.casefold().split())


def shingles(text: str, size: int = SHINGLE) -> frozenset[tuple[str, ...]]:
    """Give all runs of ``size`` words; a shorter text is one run."""
    words = re.findall(r"\w+", fold(text))
    if len(words) < size:
        return frozenset({tuple(words)} if words else ())
    return frozenset(zip(*(words[i:] for i in range(size)), strict=False))


def overlap(found: frozenset[Any], truth: frozenset[Any]) -> tuple[int, int, int]:
    """Give how many are in both, in the first and in the second set."""
    return len(found & truth), len(found), len(truth)


def f1(common: int, found: int, truth: int) -> float:
    """Give the harmonic mean of precision and recall; two empty sets agree."""
    return 2 * common / (found + truth) if found + truth else 1.0


def folded_set(texts: Iterable[str]) -> frozenset[str]:
    """Give the folded texts that are not empty."""
    return frozenset(fold(text) for text in texts) - {""}


@dataclass(frozen=True, slots=True)
class Score:
    """One page's marks; ``None`` where the truth holds nothing to compare."""

    title: bool
    authors: bool | None
    day: bool
    topics: tuple[int, int, int] | None
    """Topics in both, found, and true."""
    body: float


def score(found: Record, truth: Record) -> Score:
    """Score one page."""
    names, topics = folded_set(truth.authors), folded_set(truth.topics)
    return Score(
        title=fold(found.title) == fold(truth.title),
        authors=folded_set(found.authors) == names if names else None,
        day=found.day == truth.day,
        topics=overlap(folded_set(found.topics), topics) if topics else None,
        body=f1(*overlap(shingles(found.body), shingles(truth.body))),
    )


@dataclass(frozen=True, slots=True)
class Total:
    """The marks of many pages."""

    scores: tuple[Score, ...]

    @property
    def title(self) -> int:
        """Pages with the right title."""
        return sum(score.title for score in self.scores)

    @property
    def authors(self) -> int:
        """Pages with exactly the right authors."""
        return sum(bool(score.authors) for score in self.scores)

    @property
    def with_authors(self) -> int:
        """Pages that have authors."""
        return sum(score.authors is not None for score in self.scores)

    @property
    def day(self) -> int:
        """Pages with the right day of publication."""
        return sum(score.day for score in self.scores)

    @property
    def topics(self) -> float:
        """F1 over the topics of all pages that have some."""
        counted = [score.topics for score in self.scores if score.topics]
        return f1(*(sum(column) for column in zip(*counted, strict=True)))

    @property
    def body(self) -> float:
        """Mean F1 of the bodies' shingles."""
        return sum(score.body for score in self.scores) / len(self.scores)
