"""Read the questions from their files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from capitalcities_crawler.archive.errors import ArchiveError

FOLDER = Path(__file__).parent
DIALECTS = ("sqlite", "postgresql")
TOPICS = (
    "Volume",
    "Changes",
    "People, places and topics",
    "Content",
    "Sources",
    "Completeness",
    "The harvest",
)
"""The order in which people are shown the questions."""

_PARAMETER = re.compile(r"(\w+) = (.+?); (.+)")
_VARIANT = re.compile(r"^-- on (\w+):\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question leaves open."""

    name: str
    """As in the query, without its colon."""
    default: str
    """The value to begin with."""
    meaning: str
    """In words for people."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question to an archive."""

    slug: str
    """Its name in addresses and commands: lower case, with hyphens."""
    title: str
    topic: str
    """One of ``TOPICS``."""
    explanation: str
    """What the answer says and leaves out, as one paragraph of Markdown."""
    parameters: tuple[Parameter, ...]
    queries: dict[str, str]
    """Dialect -> SQL, without a semicolon."""

    def sql(self, dialect: str) -> str:
        """Give the query for ``sqlite`` or ``postgresql``; parameters stand as ``:name``."""
        return self.queries[dialect]

    @property
    def is_portable(self) -> bool:
        """Whether both databases take the same query."""
        return len(set(self.queries.values())) == 1

    @property
    def defaults(self) -> dict[str, str]:
        """The values that the parameters begin with."""
        return {parameter.name: parameter.default for parameter in self.parameters}


@cache
def questions() -> tuple[Question, ...]:
    """Give all questions: by topic, then by title."""
    files = FOLDER.glob("*.sql")
    found = [read_question(file.stem, file.read_text(encoding="utf-8")) for file in files]
    return tuple(sorted(found, key=lambda one: (TOPICS.index(one.topic), one.title)))


def question(slug: str) -> Question:
    """Give one question.

    Raises:
        ArchiveError: there is none of that name; the message names the nearest ones.
    """
    known = {one.slug: one for one in questions()}
    if slug in known:
        return known[slug]
    near = get_close_matches(slug, known, n=3)
    hint = f": did you mean {' or '.join(near)}?" if near else ""
    msg = f"there is no question {slug!r}{hint}"
    raise ArchiveError(msg)


def read_question(slug: str, text: str) -> Question:
    """Read the text of a file.

    Raises:
        ValueError: it is not written as the package's documentation says.
    """
    head, _, rest = text.partition("\n\n")
    lines = [line.removeprefix("--").strip() for line in head.splitlines()]
    given: dict[str, list[str]] = {"title": [], "topic": [], "parameter": []}
    words = []
    for line in lines:
        key, colon, value = line.partition(": ")
        if colon and key in given:
            given[key].append(value)
        else:
            words.append(line)
    if len(given["title"]) != 1 or len(given["topic"]) != 1 or given["topic"][0] not in TOPICS:
        msg = f"{slug}.sql: needs one title, and one topic of {', '.join(TOPICS)}"
        raise ValueError(msg)
    parameters = tuple(_parameter(slug, value) for value in given["parameter"])
    explanation = " ".join(words)
    return Question(
        slug, given["title"][0], given["topic"][0], explanation, parameters, _queries(slug, rest)
    )


def _parameter(slug: str, value: str) -> Parameter:
    found = _PARAMETER.fullmatch(value)
    if not found:
        msg = f"{slug}.sql: a parameter is written `name = default; meaning`, not {value!r}"
        raise ValueError(msg)
    return Parameter(*found.groups())


def _queries(slug: str, text: str) -> dict[str, str]:
    common, *parts = _VARIANT.split(text)
    if not parts and common.strip():
        return dict.fromkeys(DIALECTS, common.strip())
    variants = dict(zip(parts[::2], (part.strip() for part in parts[1::2]), strict=True))
    if common.strip() or set(variants) != set(DIALECTS):
        msg = f"{slug}.sql: needs one query, or one on each of {' and '.join(DIALECTS)}"
        raise ValueError(msg)
    return variants
