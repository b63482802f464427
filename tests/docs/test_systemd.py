"""The units of ``docs/systemd/``."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from capitalcities_crawler.extensions.verdict import EXIT_STATUS, Ending
from tests.e2e.harness import ROOT

FOLDER = ROOT / "docs" / "systemd"
UNITS = sorted(FOLDER.iterdir())
SERVICE = FOLDER / "capitalcities-harvest.service"


def read(unit: Path) -> dict[str, dict[str, list[str]]]:
    """Give the values of each key by section; systemd lets a key stand several times."""
    sections: dict[str, dict[str, list[str]]] = {}
    parser = ConfigParser(interpolation=None, strict=True, delimiters="=", comment_prefixes="#")
    parser.optionxform = str  # type: ignore[assignment, method-assign] # as the docs tell to
    seen: dict[str, int] = {}
    lines = []
    for line in unit.read_text(encoding="utf-8").splitlines():
        key, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            seen[key] = seen.get(key, 0) + 1
            lines.append(f"{key}#{seen[key]}={value}")
        else:
            lines.append(line)
    parser.read_string("\n".join(lines))
    for section in parser.sections():
        for key, value in parser.items(section):
            sections.setdefault(section, {}).setdefault(key.partition("#")[0], []).append(value)
    return sections


def test_the_units_belong_together() -> None:
    names = {unit.name for unit in UNITS}
    assert {f"{SERVICE.stem}{kind}" for kind in (".service", ".timer")} < names
    assert set(read(SERVICE)["Unit"]["OnFailure"]) < names
    timer = read(SERVICE.with_suffix(".timer"))
    assert "Unit" not in timer["Timer"]  # it starts the service of its own name
    assert timer["Install"]["WantedBy"] == ["timers.target"]
    assert timer["Timer"]["Persistent"] == ["yes"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("Type", "oneshot"),
        ("User", "capitalcities"),
        ("NoNewPrivileges", "yes"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("PrivateTmp", "yes"),
        ("CapabilityBoundingSet", ""),
        ("KillMode", "mixed"),  # Scrapy alone is asked to stop, and stops its own
    ],
)
def test_the_harvest_may_do_nothing_but_harvest(key: str, value: str) -> None:
    assert read(SERVICE)["Service"][key] == [value]


def test_it_may_write_where_it_is_told_to_write() -> None:
    service = read(SERVICE)["Service"]
    given = dict(value.split("=", maxsplit=1) for value in service["Environment"])
    writable = [path.removeprefix("-") for path in service["ReadWritePaths"]]
    writable += [f"/var/lib/{name}" for name in service["StateDirectory"]]
    archive = given["ARCHIVE_URL"].removeprefix("sqlite:///")
    assert str(Path(archive).parent) in writable
    assert str(Path(given["HARVEST_METRICS"]).parent) in writable


def test_every_run_has_an_end() -> None:
    for unit in FOLDER.glob("*.service"):
        assert read(unit)["Service"]["TimeoutStartSec"], unit


def test_what_repeats_itself_is_no_failure() -> None:
    good = {int(status) for status in read(SERVICE)["Service"]["SuccessExitStatus"][0].split()}
    assert {EXIT_STATUS[Ending.INCOMPLETE], EXIT_STATUS[Ending.INTERRUPTED]} < good
    assert not good & {EXIT_STATUS[Ending.UNREACHABLE], EXIT_STATUS[Ending.WRONG_ARGUMENTS]}


@pytest.fixture
def installed(tmp_path: Path) -> list[str]:
    """Put the units where their program is: verification looks for it."""
    project = tmp_path / "project"
    project.mkdir()
    (project / ".venv").symlink_to(sys.prefix)
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8")
        (tmp_path / unit.name).write_text(text.replace("/srv/capitalcities_crawler", str(project)))
    return [str(tmp_path / unit.name) for unit in UNITS]


needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed"
)


def analyze(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    line = ["systemd-analyze", *words]
    env = {"PATH": "/usr/bin:/bin", "SYSTEMD_UNIT_PATH": f"{folder}:"}
    return subprocess.run(line, env=env, capture_output=True, text=True, timeout=60, check=False)


@needs_systemd
def test_systemd_understands_them(installed: list[str], tmp_path: Path) -> None:
    run = analyze("verify", "--man=no", *installed, folder=tmp_path)
    ours = [line for line in run.stderr.splitlines() if "capitalcities" in line]
    assert (run.returncode, ours) == (0, []), run.stderr


@needs_systemd
def test_systemd_would_tell_a_mistake(installed: list[str], tmp_path: Path) -> None:
    service = tmp_path / SERVICE.name
    text = re.sub("ProtectSystem=strict", "ProtectSystems=strict", service.read_text())
    service.write_text(text)
    run = analyze("verify", "--man=no", *installed, folder=tmp_path)
    assert "ProtectSystems" in run.stderr


@needs_systemd
def test_systemd_calls_the_harvest_well_protected(installed: list[str], tmp_path: Path) -> None:
    words = ["security", "--offline=true", "--threshold=25", "--no-pager"]
    run = analyze(*words, str(tmp_path / SERVICE.name), folder=tmp_path)
    if "unrecognized option" in run.stderr:
        pytest.skip("this systemd cannot judge a unit that is not installed")
    assert run.returncode == 0, run.stdout
