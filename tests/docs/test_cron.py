"""The crontab of ``docs/cron.md`` does what it says, run as cron runs it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from fixtures.replica import World, serve
from fixtures.replica.server import ServedSite
from tests.e2e.harness import ROOT, crawl, stored

TEXT = (ROOT / "docs" / "cron.md").read_text(encoding="utf-8")


class Crontab(NamedTuple):
    variables: dict[str, str]
    commands: dict[str, str]
    """By the spider that they start."""


def read_crontab() -> Crontab:
    found = re.search(r"^```cron\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    assert found, "docs/cron.md shows no crontab"
    variables, commands = {}, {}
    for line in filter(None, found[1].splitlines()):
        if assigned := re.fullmatch(r"([A-Z_]+)=(\S+|\"[^\"]*\")", line):
            variables[assigned[1]] = assigned[2].strip('"')
            continue
        job = re.fullmatch(r"((?:[\d*/,-]+ ){5})([^%]+)", line)  # cron takes % for a new line
        assert job, f"neither a variable nor a job: {line}"
        spider = re.search(r"scrapy crawl (\w+)", job[2])
        assert spider
        commands[spider[1]] = job[2]
    return Crontab(variables, commands)


@pytest.fixture
def site() -> Iterator[ServedSite]:
    with serve(World(40)) as site:
        yield site


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a folder that looks as the project after ``make install``."""
    folder = tmp_path / "project"
    folder.mkdir()
    shutil.copy(ROOT / "scrapy.cfg", folder)
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


def run_job(spider: str, project: Path, base_url: str) -> subprocess.CompletedProcess[str]:
    """Run a job in cron's shell and environment, with paths and site of our own."""
    crontab = read_crontab()
    ours = {
        "PROJECT": str(project),
        "ARCHIVE_URL": f"sqlite:///{project}/archive.sqlite",
        "HARVEST_METRICS": f"{project}/metrics.prom",
        "SITE": f"{crontab.variables['SITE']} -a base_url={base_url} -s DOWNLOAD_DELAY=0",
    }
    assert ours.keys() < crontab.variables.keys()
    env = crontab.variables | ours | {"PATH": "/usr/bin:/bin", "HOME": str(project)}
    line = ["/bin/sh", "-c", crontab.commands[spider]]
    return subprocess.run(
        line, cwd=project, env=env, capture_output=True, text=True, timeout=120, check=False
    )


def test_a_weekly_job_fills_the_archive_and_prints_nothing(site: ServedSite, project: Path) -> None:
    run = run_job("archive", project, site.url)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    truth = site.world.truth(site.url)
    assert stored(f"sqlite:///{project}/archive.sqlite").keys() == truth.keys()
    metrics = (project / "metrics.prom").read_text(encoding="utf-8")
    assert re.search(rf'articles{{.*change="new".*}} {len(truth)}\.0', metrics)


def test_an_hourly_job_harvests_what_is_new_and_prints_nothing(
    site: ServedSite, project: Path
) -> None:
    archive_url = f"sqlite:///{project}/archive.sqlite"
    assert crawl("archive", archive_url, base_url=site.url).returncode == 0
    post = site.world.add_post("Water for Baghdad")
    run = run_job("latest", project, site.url)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert site.url + post.path in stored(archive_url)


@pytest.mark.parametrize("spider", sorted(read_crontab().commands))
def test_a_job_that_fails_prints_its_exit_status(spider: str, project: Path) -> None:
    run = run_job(spider, project, "http://127.0.0.1:9")
    assert run.stdout == f"{spider}: exit status 4\n"
    assert run.stderr
