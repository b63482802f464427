"""What stands beside the data of a snapshot: how to read it, to cite it, and whose it is."""

from __future__ import annotations

import json
from collections.abc import Mapping

from capitalcities_crawler import __version__
from capitalcities_crawler.archive.about import About
from capitalcities_crawler.items import JsonObject
from capitalcities_crawler.records import iso

RIGHTS = (
    "The articles are their publishers' and authors'. They were collected for research, with their "
    "source and time, within the limits of robots.txt; this data set grants no right to republish them."
)

_FILES = {
    "articles.jsonl": "nested records, one article a line",
    "articles.csv": "one flat row an article; a cell that a spreadsheet would calculate begins with '",
    "articles.parquet": "the nested records in typed columns",
    "coverage.json": "stored against advertised by month, section and tag, and what is missing and why",
    "schema.sql": "the tables and views of the archive that this was drawn from",
    "dictionary.md": "what each column of them means",
    "CITATION.cff": "how to cite this data set (Citation File Format 1.2.0)",
}

_TYPES = {
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
    "sql": "application/sql",
    "md": "text/markdown",
    "cff": "application/yaml",
}


def title(facts: About) -> str:
    """Name the data set."""
    names = ", ".join(dict.fromkeys(name for name, _ in facts.sites)) or "no site"
    day = f", as of {facts.last_seen:%Y-%m-%d}" if facts.last_seen else ""
    return f"News archive of {names}{day}"


def read_me(facts: About, share: float | None, names: list[str]) -> str:
    """Give the read-me."""
    sites = "\n".join(f"- {name}: {url}" for name, url in facts.sites)
    files = "\n".join(f"| `{name}` | {_FILES[name]} |" for name in names)
    proven = "unknown" if share is None else f"{share:.2%}"
    return f"""# {title(facts)}

{sites}

| | |
| --- | --- |
| articles | {facts.articles}, of which {facts.gone} are gone from the site |
| revisions | {facts.revisions} |
| first and last capture | {iso(facts.first_seen)} to {iso(facts.last_seen)} |
| of what the site counts | {proven} is stored or explained |
| crawled by | capitalcities_crawler {", ".join(facts.software)} |
| read by the extractor | {", ".join(facts.extractors)} |
| written by | capitalcities_crawler {__version__}, schema {facts.schema} |

| file | what it holds |
| --- | --- |
{files}

`datapackage.json` describes these files for machines (Frictionless Data Package 1). `sha256sum --check SHA256SUMS`
tells whether they are as they were written.

## Rights

{RIGHTS}
"""


def citation(facts: About) -> str:
    """Give the citation file; its strings are quoted as JSON is, which is YAML as well."""
    lines = [
        "cff-version: 1.2.0",
        "message: If you use this data set, please cite it.",
        "type: dataset",
        f"title: {_quoted(title(facts))}",
        "authors:",
        *(f"  - name: {_quoted(name)}\n    website: {_quoted(url)}" for name, url in facts.sites),
    ]
    if facts.last_seen:
        lines.append(f"date-released: {facts.last_seen:%Y-%m-%d}")
    lines.append(f"version: {_quoted(str(iso(facts.last_seen) or 'empty'))}")
    return "\n".join(lines) + "\n"


def data_package(facts: About, files: Mapping[str, tuple[int, str]]) -> JsonObject:
    """Give the descriptor of a Frictionless Data Package."""
    return {
        "profile": "data-package",
        "name": "news-archive",
        "title": title(facts),
        "version": iso(facts.last_seen),
        "sources": [{"title": name, "path": url} for name, url in facts.sites],
        "licenses": [{"name": "other-closed", "title": RIGHTS}],
        "resources": [
            {
                "name": name.replace(".", "-").lower(),
                "path": name,
                "description": _FILES[name],
                "mediatype": _TYPES[name.rpartition(".")[2]],
                "encoding": "utf-8",
                "bytes": size,
                "hash": f"sha256:{digest}",
            }
            for name, (size, digest) in files.items()
        ],
    }


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
