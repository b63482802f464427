"""Run a Scrapy command in this process, as ``scrapy NAME`` would."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple

from scrapy.cmdline import execute
from scrapy.settings import Settings


class Result(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


def run(name: str, url: str, *arguments: str) -> Result:
    """Run ``scrapy name arguments`` on the archive at ``url``."""
    settings = Settings()
    settings.setmodule("capitalcities_crawler.settings", priority="project")
    out, err, status = io.StringIO(), io.StringIO(), 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            execute(["scrapy", name, "-s", f"ARCHIVE_URL={url}", *arguments], settings)
        except SystemExit as end:
            status = int(end.code or 0)
    return Result(status, out.getvalue(), err.getvalue())
