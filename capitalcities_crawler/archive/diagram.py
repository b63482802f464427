"""How the tables hang together, as Mermaid diagrams read from the models."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, ForeignKey, Table

from capitalcities_crawler.archive.models import Base

PARTS = {
    "What is asked, and what comes back": ("ledger", "harvest"),
    "Articles, their versions and what is in them": (
        "articles",
        "content",
        "history",
        "search",
        "duplicates",
    ),
    "Authors, sections and tags": ("terms",),
}
"""Title of a diagram -> the modules below ``models`` whose tables it is about."""


def diagrams() -> str:
    """Give all diagrams, each below its title; only keys are shown, and links that leave its tables."""
    return "\n".join(
        f"### {title}\n\n```mermaid\nerDiagram\n{diagram(modules)}\n```\n"
        for title, modules in PARTS.items()
    )


def diagram(modules: tuple[str, ...]) -> str:
    """Give the lines of the diagram of some modules' tables."""
    tables = [
        mapper.class_.__table__
        for mapper in sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__tablename__)
        if mapper.class_.__module__.rpartition(".")[2] in modules
    ]
    lines = [line for table in tables for line in _entity(table)]
    lines += [_link(key) for table in tables for key in _foreign_keys(table)]
    return "\n".join(f"    {line}" for line in lines)


def _entity(table: Table) -> Iterator[str]:
    yield f"{table.name} {{"
    for column in table.columns:
        if marks := ", ".join(_marks(column)):
            yield f"    {str(column.type).lower()} {column.name} {marks}"
    yield "}"


def _marks(column: Column[object]) -> Iterator[str]:
    if column.primary_key:
        yield "PK"
    if column.foreign_keys:
        yield "FK"


def _foreign_keys(table: Table) -> list[ForeignKey]:
    return [key for column in table.columns for key in column.foreign_keys]


def _link(key: ForeignKey) -> str:
    """Say how many rows on each side belong together."""
    child = key.parent
    parents = "|o" if child.nullable else "||"
    children = "o|" if list(child.table.primary_key) == [child] else "o{"
    parent = key.target_fullname.partition(".")[0]
    return f'{parent} {parents}--{children} {child.table.name} : "{child.name}"'
