"""Why a page was refused."""

from __future__ import annotations

from datetime import date


class PageError(ValueError):
    """Raised when a page is not an article; ``reason`` is one short hyphenated word.

    Reasons: ``not-found`` (a 404 page, whatever its status), ``listing``, ``attachment``,
    ``challenge``, ``maintenance``, ``password-protected``, ``empty-body``, ``no-title``, ``not-html``.
    """

    def __init__(self, reason: str, message: str, *, published_on: date | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.published_on = published_on
        """The local day, where the refused page still tells it (a protected post does)."""
