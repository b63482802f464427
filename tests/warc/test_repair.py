"""What is left of a killed run."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from capitalcities_crawler.warc.repair import repair
from tests.warc.samples import files, page, read

NAME = "site-20261127031500123-00000.warc.gz"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[int]]:
    """Give a file of several records, and where its members end."""
    folder = tmp_path_factory.mktemp("whole")
    out = files(folder)
    for number in range(5):
        out.write(page(body=random.Random(number).randbytes(3000)))
    out.close()
    data = (folder / NAME).read_bytes()
    starts = [at for at in range(len(data)) if data[at : at + 4] == b"\x1f\x8b\x08\x00"]
    return data, [*starts[1:], len(data)]


def test_a_kill_at_any_byte_loses_the_record_being_written_alone(
    tmp_path: Path, whole: tuple[bytes, list[int]]
) -> None:
    data, ends = whole
    assert len(ends) == 11
    for cut in {*random.Random(1).sample(range(len(data)), 200), *ends}:
        left = tmp_path / f"{NAME}.open"
        left.write_bytes(data[:cut])
        mended = list(repair(tmp_path))
        sound = max((end for end in ends if end <= cut), default=0)
        assert not left.exists()
        if not sound:
            assert mended == []
            continue
        assert mended == [(tmp_path / NAME, cut - sound)]
        assert (tmp_path / NAME).read_bytes() == data[:sound]
        read(tmp_path / NAME)
        (tmp_path / NAME).unlink()


def test_a_living_run_is_left_alone(tmp_path: Path) -> None:
    out = files(tmp_path)
    out.write(page())
    lines = f"from pathlib import Path; from {repair.__module__} import repair; print(list(repair(Path({str(tmp_path)!r}))))"
    other = subprocess.run(
        [sys.executable, "-c", lines], capture_output=True, text=True, check=True
    )
    assert other.stdout.strip() == "[]"
    out.write(page())
    out.close()
    assert len(read(tmp_path / NAME)) == 5


def test_complete_files_and_others_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"cut")
    (tmp_path / "notes.open").write_bytes(b"mine")
    assert list(repair(tmp_path)) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.warc.gz", "notes.open"]
