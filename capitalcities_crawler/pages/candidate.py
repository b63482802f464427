"""A value together with the place where it was read."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from capitalcities_crawler.items import Source

T = TypeVar("T")


class Candidate(NamedTuple, Generic[T]):
    """One source's word on a field."""

    value: T
    source: Source
