"""Keep the archive to this machine, and its pages to themselves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

App = Callable[..., Awaitable[None]]

OURS = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""Names of this machine. A page elsewhere can have its own name lead here (DNS rebinding) and read along."""

POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
"""Datasette writes scripts and styles into its pages; nothing is loaded from elsewhere."""


def guarded(app: App) -> App:
    """Refuse requests by other names, and give each page its policy."""

    async def guard(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if _name(headers.get(b"host", b"").decode("latin-1")) not in OURS:
            await _refuse(send)
            return

        async def send_with_policy(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                added = (b"content-security-policy", POLICY.encode())
                message = {**message, "headers": [*message["headers"], added]}
            await send(message)

        await app(scope, receive, send_with_policy)

    return guard


def _name(host: str) -> str:
    """Take the port away."""
    return host[: host.index("]") + 1] if "]" in host else host.partition(":")[0]


async def _refuse(send: Any) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": b"open it by 127.0.0.1 or localhost\n"})
