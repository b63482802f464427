"""Whether the harvest is well: what a run read, held against the runs before it."""

from capitalcities_crawler.archive.health.alarms import Alarm
from capitalcities_crawler.archive.health.check import check_run, known_troubles
from capitalcities_crawler.archive.health.tally import FIELDS, TROUBLES, Tally, counted

__all__ = ["FIELDS", "TROUBLES", "Alarm", "Tally", "check_run", "counted", "known_troubles"]
