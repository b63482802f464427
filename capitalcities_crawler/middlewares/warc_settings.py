"""The settings ``WARC_...``, read and checked."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from capitalcities_crawler import __version__
from capitalcities_crawler.budget import SettingError
from capitalcities_crawler.warc.repair import repair
from capitalcities_crawler.warc.writing import WarcFiles

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)


class WarcSettings(NamedTuple):
    """Where and how a run is recorded."""

    folder: Path
    most: int
    """Bytes after which the next file is begun."""
    user_agent: str
    contact: str
    obeys_robots: bool


def read_settings(settings: BaseSettings) -> WarcSettings | None:
    """Read the settings; ``None`` when nothing is to be recorded.

    Raises:
        SettingError: one of them makes no sense, or the folder cannot be written to.
    """
    if not settings.getbool("WARC_ENABLED"):
        return None
    size = str(settings["WARC_FILE_SIZE"])
    if not size.isascii() or not size.isdecimal() or not int(size):
        raise SettingError(f"WARC_FILE_SIZE={size!r} is no number of bytes above 0")
    folder = Path(settings["WARC_DIR"])
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(f"WARC_DIR={str(folder)!r} cannot be made: {error.strerror}") from error
    return WarcSettings(
        folder,
        int(size),
        settings["USER_AGENT"],
        settings["CONTACT"],
        settings.getbool("ROBOTSTXT_OBEY"),
    )


def begin_files(settings: WarcSettings, site: str) -> WarcFiles:
    """Mend what dead runs have left, and give the files of a new one."""
    for mended in repair(settings.folder):
        logger.warning("Completed %s of a killed run, %d bytes cut off", *mended)
    return WarcFiles(settings.folder, site, _about(settings, site), settings.most)


def _about(settings: WarcSettings, site: str) -> dict[str, str]:
    """Give the fields of ``warcinfo``; those of WARC 1.1, section 6.2, and the usual ones."""
    return {
        "software": f"capitalcities_crawler/{__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": "obey" if settings.obeys_robots else "ignore",
        "http-header-user-agent": settings.user_agent,
        "operator": settings.contact,
        "isPartOf": site,
        "description": "News archive for research",
    }
