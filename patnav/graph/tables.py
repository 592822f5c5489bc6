"""The tables of ``graph.duckdb``, made from the schema.

Two layers. In the schema ``said``, one table a node type and one an edge type hold *statements*: one row for each
time a record says something, with the record's number (``rid``) and keys as linked (before merges). In ``main``, one
table a type holds the *graph*: one row a node or edge, made from the statements by :mod:`patnav.graph.projection`.
``said.organization.kind_told`` marks a kind that a list states, as against one that the name suggests.
Beside them: ``record`` (where each ``rid`` came from), ``same`` (keys merged into another), ``joined`` (names that the
linker takes for one body's, and why; ``asked`` tells for which names), ``joined_people`` (persons likewise),
``class_link`` (class symbols looked up) and ``document_text``.
"""

from __future__ import annotations

import re
from importlib import resources
from typing import Any

from duckdb import DuckDBPyConnection

from patnav.graph.schema import EDGES, NODES, TYPES, EdgeType, NodeType, Property

__all__ = [
    "EDGE_COLUMNS",
    "NAMES",
    "SPAN_COLUMNS",
    "SQL_TYPES",
    "create",
    "index",
    "node_columns",
    "relation",
    "sections",
]

SQL_TYPES = {"text": "VARCHAR", "texts": "VARCHAR[]", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}

EDGE_COLUMNS = ("src_type", "src", "dst_type", "dst")

SPAN_COLUMNS = ("at_start", "at_end", "quote_text", "confidence_value")
"""Columns of an edge's statement that say where in a document it is stated; null when a table's row states it."""

NAMES = tuple(type_.table for type_ in TYPES)
"""Tables of all node and edge types, in the order of the schema."""

_HOUSE = """
CREATE TABLE record (rid BIGINT, source VARCHAR, record VARCHAR, position VARCHAR, hash VARCHAR, type VARCHAR,
                     key VARCHAR, authority INTEGER);
CREATE TABLE same (leaf VARCHAR, key VARCHAR);
CREATE TABLE joined (a VARCHAR, b VARCHAR, why VARCHAR);
CREATE TABLE joined_people (a VARCHAR, b VARCHAR, why VARCHAR);
CREATE TABLE asked (digest VARCHAR);
CREATE TABLE class_link (symbol VARCHAR, level VARCHAR, parents VARCHAR[], fields VARCHAR[], industries VARCHAR[],
                         worded VARCHAR[], economy VARCHAR[]);
CREATE TABLE priority (rid BIGINT, key VARCHAR, claimed VARCHAR);
CREATE TABLE document_text (rid BIGINT, key VARCHAR, text VARCHAR);
CREATE SCHEMA said;
"""


def _columns(properties: tuple[Property, ...]) -> list[str]:
    return [f'"{p.name}" {SQL_TYPES[p.kind]}' for p in properties]


def node_columns(node: NodeType) -> list[str]:
    """Names of a node table's columns, in order: key, stub, then the properties."""
    return ["key", "stub", *(p.name for p in node.properties)]


def _node_tables(node: NodeType) -> str:
    properties = ", ".join(_columns(node.properties))
    told = ", kind_told BOOLEAN" if node.name == "Organization" else ""
    return (
        f"CREATE TABLE said.{node.table} (rid BIGINT, key VARCHAR, {properties}{told});\n"
        f"CREATE TABLE main.{node.table} (key VARCHAR, stub BOOLEAN, {properties});\n"
    )


def _edge_tables(edge: EdgeType) -> str:
    ends = [f"{name} VARCHAR" for name in EDGE_COLUMNS]
    columns = ", ".join(ends + _columns(edge.properties))
    return (
        f"CREATE TABLE said.{edge.table} (rid BIGINT, {columns}, "
        "at_start BIGINT, at_end BIGINT, quote_text VARCHAR, confidence_value DOUBLE);\n"
        f"CREATE TABLE main.{edge.table} ({columns});\n"
    )


def create(db: DuckDBPyConnection) -> None:
    """Create all tables in an empty database."""
    db.execute(_HOUSE + "".join(map(_node_tables, NODES)) + "".join(map(_edge_tables, EDGES)))


def index(db: DuckDBPyConnection) -> None:
    """Index keys of nodes, families of patents and both ends of edges; called once, after the first load."""
    for node in NODES:
        db.execute(f"CREATE INDEX IF NOT EXISTS {node.table}_key ON main.{node.table} (key)")
    db.execute("CREATE INDEX IF NOT EXISTS patent_unit ON main.patent (unit)")
    for edge in EDGES:
        db.execute(f"CREATE INDEX IF NOT EXISTS {edge.table}_src ON main.{edge.table} (src)")
        db.execute(f"CREATE INDEX IF NOT EXISTS {edge.table}_dst ON main.{edge.table} (dst)")


def relation(db: DuckDBPyConnection, name: str, table: Any) -> None:
    """Put an Arrow table into the temporary table ``name``, replacing what it held."""
    db.execute(f"DROP TABLE IF EXISTS {name}")
    db.register("batch", table)
    db.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM batch")
    db.unregister("batch")


def sections(stem: str) -> dict[str, str]:
    """The named sections of one of this package's SQL files.

    Args:
        stem: Name of the file without ``.sql``.

    Returns:
        SQL by name (``-- name: NAME`` starts a section), the closing semicolon dropped.
    """
    text = (resources.files("patnav.graph") / f"{stem}.sql").read_text("utf-8")
    pieces = re.split(r"^-- name: (\w+)\n", text, flags=re.MULTILINE)
    return {name: sql.strip().removesuffix(";") for name, sql in zip(pieces[1::2], pieces[2::2], strict=True)}
