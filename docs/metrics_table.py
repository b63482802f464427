"""Print the metrics of a run as a Markdown table, read from the extension that writes them."""

from __future__ import annotations

from datetime import UTC, datetime

from capitalcities_crawler.extensions.metrics import gauges


def table() -> str:
    """Give the table."""
    metrics = gauges({"finish_time": datetime(2026, 1, 1, tzinfo=UTC)})
    rows = [f"| `{m.name}` | {f'`{m.label}`' if m.label else ''} | {m.help} |" for m in metrics]
    return "\n".join(["| metric | label | meaning |", "| --- | --- | --- |", *rows])
