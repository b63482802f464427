"""``scrapy browse``: the archive in a web browser."""

from __future__ import annotations

import webbrowser
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from capitalcities_crawler.archive_command import ArchiveCommand, CommandError, no_arguments

_NO_EXTRA = "scrapy browse needs Datasette, which is not installed: pip install 'capitalcities-crawler[browse]'"


class Command(ArchiveCommand):
    """Serve the archive's pages to this machine."""

    example = "scrapy browse --open"

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Open the archive in a web browser: tables, search, questions, articles with their history"

    def long_desc(self) -> str:
        """Explain what is served, and to whom."""
        return (
            "Serve the archive as web pages: tables with facets, full-text search, ready-made questions, and"
            " each article with its history and the records that prove it. Nothing can be changed, and only"
            " this machine is served. SQLite archives only. docs/browse.md"
        )

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument(
            "--port",
            type=_port,
            default=8001,
            metavar="N",
            help="port of this machine, 0 for any free one (default: 8001)",
        )
        parser.add_argument(
            "--replay",
            type=_address,
            metavar="ADDRESS",
            help="what a replay server's addresses begin with, such as http://127.0.0.1:8080/news",
        )
        parser.add_argument("--open", action="store_true", help="open the browser, too")

    def execute(self, args: list[str], opts: Namespace) -> int:
        """Serve until interrupted."""
        no_arguments(args)
        try:
            from capitalcities_crawler.browse import (  # noqa: PLC0415 - needs an extra
                desk,
                server,
            )
        except ImportError:
            raise CommandError(_NO_EXTRA) from None
        shown = desk.Desk(self.archive_url, self.warc_dir, opts.replay)
        app = server.datasette(shown)
        try:
            listener = server.listen(opts.port)
        except OSError as error:
            msg = f"port {opts.port} cannot be used ({error.strerror}): choose another with --port, or 0 for any"
            raise CommandError(msg) from None
        address = f"http://{server.HOST}:{listener.getsockname()[1]}/"
        print(f"The archive is at {address} (Ctrl-C ends it)", flush=True)
        if opts.open:
            webbrowser.open(address)
        server.serve(app, listener)
        return 0


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > 65535:
        raise ArgumentTypeError(f"{text!r} is not a port: a number from 0 to 65535")
    return int(text)


def _address(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise ArgumentTypeError(f"{text!r} is not an address: it begins with http:// or https://")
    return text
