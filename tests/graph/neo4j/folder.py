"""A small workspace for tests, and what it and a server hold, told in the same words."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from patnav.graph import decisions
from patnav.graph.decisions import Decision
from patnav.graph.duckdb import connect
from patnav.graph.manifest import SourceState
from patnav.graph.neo4j.publish import Published, publish
from patnav.graph.records import Kept, write_records
from patnav.graph.schema import EDGES, NODES
from patnav.graph.workspace import Workspace
from patnav.ingest.pipeline import build
from tests.graph.linker import SmallLinker
from tests.neo4j import Neo4j

Content = dict[str, list[str]]


class Folder:
    """A workspace whose sources are given as records."""

    def __init__(self, path: Path) -> None:
        self.workspace = Workspace(path)

    def put(self, source: str, records: Sequence[Kept], authority: int = 10) -> None:
        groups: dict[type, list[Kept]] = {}
        for record in records:
            groups.setdefault(type(record.payload), []).append(record)
        with self.workspace.writer() as writer:
            files = tuple(write_records(self.workspace.records, group) for group in groups.values())
            state = SourceState(uuid.uuid4().hex, "test", "test", authority, len(records), files)
            writer.put({source: state})
            build(writer, SmallLinker())

    def drop(self, source: str) -> None:
        with self.workspace.writer() as writer:
            writer.drop(source)
            build(writer, SmallLinker())

    def decide(self, kind: str, a: str, b: str) -> None:
        with self.workspace.writer() as writer:
            number = len(decisions.read(self.workspace.log)) + 1
            writer.decide(Decision(number, kind, a, b))
            build(writer, SmallLinker())

    def publish(self, server: Neo4j) -> Published:
        return publish(self.workspace, server.address)

    def content(self) -> Content:
        return content_of(self.workspace)


def content_of(workspace: Workspace) -> Content:
    """All nodes and edges of a workspace with their properties, by type."""
    with connect(workspace.current().graph, read_only=True) as db:
        return {
            type_.name: sorted(
                line(dict(zip(columns, row, strict=True)))
                for columns in [[c[0] for c in db.execute(f"SELECT * FROM main.{type_.table}").description or ()]]
                for row in db.execute(f"SELECT * FROM main.{type_.table}").fetchall()
            )
            for type_ in (*NODES, *EDGES)
        }


def content_in(server: Neo4j) -> Content:
    """All nodes and edges of a server that are PatNav's with their properties, by type."""
    names = [node.name for node in NODES]
    found: dict[str, list[str]] = {type_.name: [] for type_ in (*NODES, *EDGES)}
    for row in server.ask(
        "MATCH (n:PatNav) RETURN [l IN labels(n) WHERE l IN $names][0] AS type, properties(n) AS p", names=names
    ):
        found[str(row["type"])].append(line(row["p"]))
    edges = (
        "MATCH (a:PatNav)-[e]->(b:PatNav) RETURN type(e) AS type, properties(e) AS p, a.key AS src, b.key AS dst, "
        "[l IN labels(a) WHERE l IN $names][0] AS src_type, [l IN labels(b) WHERE l IN $names][0] AS dst_type"
    )
    for row in server.ask(edges, names=names):
        properties: Any = row.pop("p")
        found[str(row.pop("type"))].append(line(properties | row))
    return {name: sorted(lines) for name, lines in found.items()}


def line(properties: Any) -> str:
    """One node or edge; where it is from is told apart."""
    known = {k: v for k, v in properties.items() if v is not None and v != []}
    return repr(sorted((k, v) for k, v in known.items() if k not in ("records", "spans", "quotes")))
