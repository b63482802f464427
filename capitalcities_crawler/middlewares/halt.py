"""Errors that end a run and leave the address that met them as it is in the ledger."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest


class HaltError(IgnoreRequest):
    """Raised for a request that a run may not make or keep; ``reason`` is a short hyphenated word."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
