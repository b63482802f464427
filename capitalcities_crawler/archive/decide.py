"""Is this article new, changed or the same? Pure decisions: no database, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """What a fetched article is to the archive."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an article's content, by its digests (see ``fingerprint``)."""

    content_sha256: str
    fingerprints: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """What to write."""

    change: Change
    changed_fields: tuple[str, ...] = ()

    @property
    def writes_revision(self) -> bool:
        """Whether a revision is due."""
        return self.change is not Change.UNCHANGED


def decide(stored: Version | None, fetched: Version) -> Decision:
    """Compare the stored version, if there is one, with the one just fetched."""
    if stored is None:
        return Decision(Change.NEW)
    if stored.content_sha256 == fetched.content_sha256:
        return Decision(Change.UNCHANGED)
    names = stored.fingerprints.keys() | fetched.fingerprints.keys()
    changed = (n for n in names if stored.fingerprints.get(n) != fetched.fingerprints.get(n))
    return Decision(Change.CHANGED, tuple(sorted(changed)))
