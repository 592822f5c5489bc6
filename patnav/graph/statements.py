"""Statements made row by row: nodes, edges, and the organizations, persons and regions that names stand for.

Bulk statements of patents (applicants, classes, citations) are made in SQL by :mod:`patnav.graph.projection`; recorded
events by :mod:`patnav.graph.events` and what articles say by :mod:`patnav.graph.articles` are put together here.
"""

from __future__ import annotations

import re
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from patnav.graph.links import Linker, PartyLink
from patnav.graph.model import Fact
from patnav.graph.schema import EDGES, NODES, EdgeType, NodeType, Property, edge_type, node_type
from patnav.graph.tables import SPAN_COLUMNS

__all__ = ["Statements"]

_ARROW: dict[str, Any] = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
}
_SPAN_TYPES: dict[str, Any] = dict(zip(SPAN_COLUMNS, (pa.int64(), pa.int64(), pa.string(), pa.float64()), strict=True))


def _schema(properties: tuple[Property, ...], front: list[str], back: dict[str, Any]) -> pa.Schema:
    fields: list[Any] = [("rid", pa.int64()), *((name, pa.string()) for name in front)]
    fields += [(p.name, _ARROW[p.kind]) for p in properties]
    return pa.schema(fields + list(back.items()))


def _node_schema(node: NodeType) -> pa.Schema:
    return _schema(node.properties, ["key"], {})


def _edge_schema(edge: EdgeType) -> pa.Schema:
    return _schema(edge.properties, ["src_type", "src", "dst_type", "dst"], _SPAN_TYPES)


class Statements:
    """Collects statements, then writes them to the ``said`` tables.

    Args:
        linker: Who names stand for.

    Attributes:
        linker: The same.
    """

    def __init__(self, linker: Linker) -> None:
        self.linker = linker
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def write(self, db: DuckDBPyConnection) -> None:
        """Append everything collected to the ``said`` tables, and forget it."""
        schemas = {n.table: _node_schema(n) for n in NODES} | {e.table: _edge_schema(e) for e in EDGES}
        for table, rows in self._rows.items():
            batch = pa.Table.from_pylist(rows, schema=schemas[table])
            db.register("batch", batch)
            db.execute(f"INSERT INTO said.{table} BY NAME SELECT DISTINCT * FROM batch")
            db.unregister("batch")
        self._rows.clear()

    def node(self, type_: str, rid: int, key: str, /, **properties: Any) -> None:
        """State a node.

        Args:
            type_: Node type.
            rid: The record that states it.
            key: Its key.
            **properties: Its properties.
        """
        self._rows.setdefault(node_type(type_).table, []).append({"rid": rid, "key": key, **properties})

    def edge(
        self,
        type_: str,
        rid: int,
        src: tuple[str, str],
        dst: tuple[str, str],
        fact: Fact | None = None,
        /,
        **properties: Any,
    ) -> None:
        """State an edge.

        Args:
            type_: Edge type.
            rid: The record that states it.
            src: Type and key of the node it leaves.
            dst: Type and key of the node it enters.
            fact: The fact that says so, for the place in the document.
            **properties: Its properties.
        """
        row = {"rid": rid, "src_type": src[0], "src": src[1], "dst_type": dst[0], "dst": dst[1], **properties}
        if fact is not None:
            place = (fact.evidence.start, fact.evidence.end, fact.evidence.text, fact.confidence)
            row |= dict(zip(SPAN_COLUMNS, place, strict=True))
        self._rows.setdefault(edge_type(type_).table, []).append(row)

    def party(self, rid: int, link: PartyLink, alias: str, context: str, kind: str | None = None) -> tuple[str, str]:
        """State an organization or person and, where known, its place.

        Args:
            rid: The record that names it.
            link: Who it is.
            alias: The name as printed.
            context: What makes a person's name a person: an organization's or a patent's key.
            kind: Kind of organization that the source tells; counts where the linker knows none.

        Returns:
            Type and key of the node.
        """
        if link.type == "Person":
            key = f"{link.key}@{context.removeprefix('org:')}"
            self.node("Person", rid, key, name=link.name, name_zh=link.name_zh)
            return "Person", key
        self.node(
            "Organization",
            rid,
            link.key,
            name=link.name,
            name_zh=link.name_zh,
            name_en=link.name_en,
            kind=kind if kind and link.kind in (None, "other") else link.kind,
            country=link.country,
            foreign=None if link.country is None else link.country != "CN",
            aliases=[alias],
            ids=list(link.ids),
        )
        if link.region:
            at = ("Organization", link.key)
            self.edge("LOCATED_IN", rid, at, ("Region", link.region), via=link.region_via)
        return "Organization", link.key

    def organization(self, rid: int, name: str, kind: str | None = None) -> tuple[str, str]:
        """State an organization by its name in a document; returns type and key."""
        return self.party(rid, self.linker.party(name, kind="organization"), name, "", kind)

    def region(self, rid: int, name: str) -> tuple[str, str]:
        """State a region by its name in a document; one that no table knows stays its own node."""
        key = self.linker.region(name)
        if key is None:
            key = "region:" + re.sub(r"[\W_]+", "-", name.lower()).strip("-")
            self.node("Region", rid, key, name=name)
        return "Region", key
