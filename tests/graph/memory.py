"""A graph in memory, kept up source by source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from patnav.graph import tables
from patnav.graph.decisions import Decision
from patnav.graph.projection import Part, project
from patnav.graph.records import Kept, write_records
from patnav.graph.schema import TYPES
from tests.graph.linker import SmallLinker


class Graph:
    """A graph in memory with the sources that made it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = duckdb.connect(config={"threads": 1})
        tables.create(self.db)
        self.parts: dict[str, Part] = {}
        self.log: list[Decision] = []

    def put(self, source: str, records: Sequence[Kept], authority: int = 10) -> None:
        groups: dict[type, list[Kept]] = {}
        for record in records:
            groups.setdefault(type(record.payload), []).append(record)
        files = tuple(self.folder / write_records(self.folder, group) for group in groups.values())
        self.parts[source] = Part(source, "test", authority, files)
        self.run({source})

    def drop(self, source: str) -> None:
        del self.parts[source]
        self.run({source})

    def decide(self, kind: str, a: str, b: str) -> None:
        self.log.append(Decision(len(self.log) + 1, kind, a, b))
        self.run(set())

    def take_back(self, of: int) -> None:
        self.log.append(Decision(len(self.log) + 1, "undo", of=of))
        self.run(set())

    def run(self, changed: set[str]) -> set[str]:
        return project(self.db, SmallLinker(), [self.parts[s] for s in sorted(self.parts)], changed, self.log)

    def again(self) -> Graph:
        """The same state made from nothing."""
        made = Graph(self.folder)
        made.parts, made.log = self.parts, self.log
        made.run(set(self.parts))
        return made

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        return {t.name: self.rows(f"SELECT * FROM main.{t.table} ORDER BY ALL") for t in TYPES}

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.db.execute(sql).fetchall()

    def edges(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        return self.rows(f"SELECT {', '.join(('src', 'dst', *columns))} FROM {table} ORDER BY ALL")
