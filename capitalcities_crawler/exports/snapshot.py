"""A data set to be cited: all articles in every format, what the columns mean, what is missing.

Nothing in it depends on the day or the machine: the same archive gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from capitalcities_crawler.archive import Archive, dictionary
from capitalcities_crawler.archive.about import About, about
from capitalcities_crawler.archive.coverage.report import reports, to_json
from capitalcities_crawler.archive.ddl import schema_sql
from capitalcities_crawler.archive.selection import Selection
from capitalcities_crawler.exports.columns import MissingExtraError
from capitalcities_crawler.exports.formats import FORMATS, export
from capitalcities_crawler.exports.snapshot_texts import citation, data_package, read_me

MANIFEST = "SHA256SUMS"
"""As ``sha256sum --check`` reads it."""


def write_snapshot(archive: Archive, folder: Path) -> About:
    """Fill an empty folder; give the facts.

    Raises:
        OSError: a file cannot be written.
    """
    for ending in FORMATS:
        try:
            export(archive, Selection(), folder / f"articles{ending}", ending)
        except MissingExtraError:  # the read-me lists the files that are there
            continue
    with archive.session() as session:
        facts, coverage = about(session), to_json(reports(session))
    (folder / "coverage.json").write_text(_json(coverage), encoding="utf-8")
    (folder / "schema.sql").write_text(schema_sql(archive.engine.dialect), encoding="utf-8")
    (folder / "dictionary.md").write_text(_dictionary(), encoding="utf-8")
    (folder / "CITATION.cff").write_text(citation(facts), encoding="utf-8")
    names = sorted(path.name for path in folder.iterdir())
    sums = {name: _sha256(folder / name) for name in names}
    package = data_package(facts, {name: (_size(folder / name), sums[name]) for name in names})
    (folder / "datapackage.json").write_text(_json(package), encoding="utf-8")
    (folder / "README.md").write_text(read_me(facts, coverage["share"], names), encoding="utf-8")
    _write_manifest(folder)
    return facts


def _write_manifest(folder: Path) -> None:
    lines = (f"{_sha256(path)}  {path.name}\n" for path in sorted(folder.iterdir()))
    text = "".join(lines)
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def _dictionary() -> str:
    return f"# Data dictionary\n\n## Views\n\n{dictionary.views()}\n\n## Tables\n\n{dictionary.tables()}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _size(path: Path) -> int:
    return path.stat().st_size


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
