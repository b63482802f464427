"""Scrapy settings: identity, politeness and safety, components, archive.

Every value that differs from Scrapy's default says why. Settings of our own are documented where
they are set; ``docs/crawl.md`` lists them.
"""

import os

from capitalcities_crawler import __version__

# --- Identity -------------------------------------------------------------------------------------

BOT_NAME = "capitalcities_crawler"

CONTACT = os.environ.get("CONTACT", "")
"""Own: address (mail or web) under which a site's owner reaches you; part of the user agent."""

USER_AGENT = f"{BOT_NAME}/{__version__} (news archive for research)"
"""An honest name. The spiders add CONTACT to it, unless you set another user agent yourself."""

ROBOTSTXT_USER_AGENT = BOT_NAME  # the name to put into robots.txt, without version and contact

# --- Politeness and safety ------------------------------------------------------------------------

ROBOTSTXT_OBEY = True  # default: off

CONCURRENT_REQUESTS = 1  # an article costs a small WordPress 90 ms, eight at once three times that
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0  # seconds between two requests, varied by half; default: none
AUTOTHROTTLE_ENABLED = False  # one request at a time slows down with the site by itself

RETRY_AFTER_MAX = 600
"""Own: seconds that a Retry-After header is obeyed at most; WordPress in maintenance asks for 600."""
RETRY_PRIORITY_ADJUST = 1  # at once: the default tries all others first, on a site that is down
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # the spiders log one line themselves for each page given up

FAILURES_IN_A_ROW = 20
"""Own: pages failing one after the other that stop a run: the site is down or refuses us."""

DOWNLOAD_TIMEOUT = 60  # a page that takes longer is not coming; default: 180
DOWNLOAD_MAXSIZE = 20 * 1024 * 1024  # no page of a news site is larger; default: 1 GiB
DOWNLOAD_WARNSIZE = 0  # the limit above is enough
DOWNLOAD_VERIFY_CERTIFICATES = True  # default: off
DOWNLOAD_HANDLERS = {
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}  # the web and nothing else
REDIRECT_MAX_TIMES = 5  # WordPress needs two; default: 20
METAREFRESH_ENABLED = False  # challenge pages refresh; articles do not
COOKIES_ENABLED = False  # what a stranger sees, and nothing that could identify a session
REFERER_ENABLED = True
TELNETCONSOLE_ENABLED = False  # a port that controls the crawl; default: on
REMOTE_CONTROL_ENABLED = False  # a server that runs code in the crawl; default: on

# --- Components -----------------------------------------------------------------------------------

SPIDER_MODULES = ["capitalcities_crawler.spiders"]
NEWSPIDER_MODULE = "capitalcities_crawler.spiders"
COMMANDS_MODULE = "capitalcities_crawler.commands"

DOWNLOADER_MIDDLEWARES = {
    # On the spider's side of redirects (600) and retries (550): it sees each redirect as a new
    # request, and an answer only when no retry is left.
    "capitalcities_crawler.middlewares.guard.Guard": 90,
    "capitalcities_crawler.middlewares.robots_copies.RobotsCopies": 95,
    # On the site's side of retries: the wait must be over before the request is tried again.
    "capitalcities_crawler.middlewares.retry_after.RetryAfter": 560,
    "capitalcities_crawler.middlewares.robots.StrictRobotsTxt": 100,
    # Near the downloader: retries, redirects and robots.txt count as well; before the statistics
    # (850), which are to count what was asked.
    "capitalcities_crawler.middlewares.budget.BudgetMiddleware": 840,
    # Nearest to the downloader: bytes as received, of redirects and retries too.
    "capitalcities_crawler.middlewares.recording.Recording": 950,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # replaced by the one above
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # the guard does its work
}

ITEM_PIPELINES = {
    "pipelines.clean.CleanPipeline": 100,
    "pipelines.deduplicate.DeduplicatePipeline": 200,  # compares cleaned content
    "pipelines.store.StorePipeline": 300,
}

EXTENSIONS = {
    # Before the run ledger, which keeps what this one counts.
    "capitalcities_crawler.extensions.alarms.Alarms": 90,
    "capitalcities_crawler.extensions.crawl_log.CrawlLog": 100,
    "capitalcities_crawler.extensions.progress.Progress": 200,
    "capitalcities_crawler.extensions.metrics.Metrics": 300,
    "capitalcities_crawler.extensions.summary.Summary": 310,
    "scrapy.extensions.logstats.LogStats": None,  # Progress says it in the words of this project
}

LOG_LEVEL = "INFO"  # default: DEBUG, several lines a page
LOG_FORMAT = "%(asctime)s %(levelname)s: %(message)s"  # without the names of Python modules
LOG_VERSIONS: list[str] = []  # default: a line with ten libraries
STATS_DUMP = False  # the run ledger keeps the numbers; the summary says those that matter

# --- Archive --------------------------------------------------------------------------------------

ARCHIVE_URL = os.environ.get("ARCHIVE_URL", "sqlite:///data/archive.sqlite")
"""Own: the database, as SQLAlchemy writes addresses: ``sqlite:///FILE`` or ``postgresql://...``."""

ARCHIVE_BATCH = 50
"""Own: events written in one transaction; a kill loses at most these, and the next run fetches them."""

ARCHIVE_FLUSH_SECONDS = 5.0
"""Own: seconds after which a smaller batch is written too, so that a slow, polite crawl is kept."""

# --- Evidence -------------------------------------------------------------------------------------

WARC_ENABLED = True
"""Own: whether every exchange is kept as WARC records (docs/evidence.md)."""

WARC_DIR = os.environ.get("WARC_DIR", "data/warc")
"""Own: folder of the WARC files."""

WARC_FILE_SIZE = 1_000_000_000
"""Own: bytes after which the next file is begun; the usual size in web archives."""

# --- Operation ------------------------------------------------------------------------------------

HARVEST_METRICS = os.environ.get("HARVEST_METRICS", "")
"""Own: text file (``.prom``) that gets the numbers of each run for Prometheus's node exporter."""

HARVEST_LOCK_STALE = 300
"""Own: seconds without a sign of life after which the lock of a run on another machine is void."""

HARVEST_MAX_REQUESTS = 0
"""Own: requests after which a run ends, robots.txt and retries included; 0: as many as it takes."""

HARVEST_MAX_MINUTES = 0.0
"""Own: minutes after which a run ends; 0: as many as it takes."""

HARVEST_QUIET_HOURS = ""
"""Own: hours in which nothing is asked of the site, in its own time: ``07:00-22:30``."""

HARVEST_QUIET_ZONE = ""
"""Own: time zone of the quiet hours, if not the site's: ``Europe/Berlin``."""

HARVEST_SUMMARY = os.environ.get("HARVEST_SUMMARY", "")
"""Own: file to which each run adds a line of JSON with its numbers; ``-``: standard output."""
