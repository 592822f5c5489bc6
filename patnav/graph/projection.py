"""From records and decisions to the graph, in DuckDB.

The graph is a pure function of records and decisions. Statements of records that left are deleted, those of records
that came are added, and what either touches is assembled again from all its statements
(:mod:`patnav.graph.assembly`), by the same queries that make the whole. So the incrementally kept graph equals the
rebuilt one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from patnav.graph import decisions, star, tables
from patnav.graph.articles import state_article
from patnav.graph.assembly import assemble
from patnav.graph.events import legal_events
from patnav.graph.identity import identify
from patnav.graph.links import Linker
from patnav.graph.people import touch
from patnav.graph.records import read_extractions
from patnav.graph.schema import EDGES, NODES, TYPES, NodeType
from patnav.graph.statements import Statements
from patnav.graph.tables import relation, sections

__all__ = ["Part", "project"]

_SECTIONS = sections("projection")

_RECORDS = (
    ("Patent", "publication", "patents-"),
    ("Organization", "name", "organizations-"),
    ("Graph", "name", "graph-"),
    ("Document", "article.id", "articles-"),
)
"""Types of records: what they describe, SQL of what names it, beginning of the files' names."""


@dataclass(frozen=True, slots=True)
class Part:
    """A source's share of the record files.

    Attributes:
        source: The file or address that was read.
        format: Name of its format.
        authority: Rank of the source, lower wins.
        files: The Parquet files that hold its records.
    """

    source: str
    format: str
    authority: int
    files: tuple[Path, ...]


def project(
    db: DuckDBPyConnection,
    linker: Linker,
    parts: Sequence[Part],
    changed: Iterable[str],
    log: Sequence[decisions.Decision],
) -> set[str]:
    """Bring the graph to the state of the given records and decisions.

    Args:
        db: A database made by :func:`patnav.graph.tables.create`, in the state of an earlier projection or empty.
        linker: Who names, classes and places stand for; the same as in the earlier projections.
        parts: All sources of the new state.
        changed: Sources that came, went or changed since the state of ``db``.
        log: All decisions.

    Returns:
        Keys of the patents and documents whose indexed text is new, another, or no longer there.
    """
    first = db.execute("SELECT count(*) FROM record").fetchone() == (0,)
    _diff(db, parts, set(changed))
    _leave(db)
    _enter(db, linker, parts)
    identify(db, linker, log)
    texts = assemble(db, linker)
    if first:
        tables.index(db)
    star.make(db)
    return texts


def _diff(db: DuckDBPyConnection, parts: Sequence[Part], changed: set[str]) -> None:
    """Tables ``gone`` and ``fresh``: which records leave and which come."""
    relation(db, "changed", pa.table({"source": pa.array(sorted(changed), pa.string())}))
    live: list[Any] = [(p.source, f.name, p.authority) for p in parts for f in p.files if p.source in changed]
    schema: Any = pa.schema([("source", pa.string()), ("part", pa.string()), ("authority", pa.int64())])
    rows = [dict(zip(schema.names, row, strict=True)) for row in live]
    relation(db, "live", pa.Table.from_pylist(rows, schema=schema))
    db.execute(
        "CREATE OR REPLACE TEMP TABLE seen (source VARCHAR, record VARCHAR, position VARCHAR, hash VARCHAR, "
        "type VARCHAR, key VARCHAR, authority INTEGER)"
    )
    for type_, key, files in _files(parts, changed):
        db.execute(
            f"INSERT INTO seen SELECT p.source, record, position, hash, '{type_}', {key}, l.authority "
            "FROM read_parquet(?, filename = true, union_by_name = true) p "
            "JOIN live l ON l.source = p.source AND l.part = parse_filename(p.filename)",
            [files],
        )
    db.execute(_SECTIONS["diff"])


def _files(parts: Sequence[Part], changed: set[str]) -> list[tuple[str, str, list[str]]]:
    """Files of changed sources: type of record, SQL of its key, paths."""
    files = sorted({f for p in parts if p.source in changed for f in p.files})
    found = [(type_, key, [str(f) for f in files if f.name.startswith(mark)]) for type_, key, mark in _RECORDS]
    return [(type_, key, paths) for type_, key, paths in found if paths]


def _leave(db: DuckDBPyConnection) -> None:
    """Delete statements of records that left; remember what they touched."""
    db.execute("CREATE OR REPLACE TEMP TABLE affected (type VARCHAR, key VARCHAR)")
    db.execute("CREATE OR REPLACE TEMP TABLE touched_names (name VARCHAR)")
    db.execute(_SECTIONS["name_of"])
    if db.execute("SELECT count(*) FROM gone").fetchone() == (0,):
        return
    _affect(db, "rid IN (SELECT rid FROM gone)")
    touch(db, "gone")
    said = [f"said.{table}" for table in tables.NAMES]
    for table in (*said, "document_text", "priority", "record"):
        db.execute(f"DELETE FROM {table} WHERE rid IN (SELECT rid FROM gone)")


def _affect(db: DuckDBPyConnection, where: str) -> None:
    """Note the nodes, and the edges by their source node, that some statements touch (``where`` selects them)."""
    for table, column in [*((n.table, "key") for n in NODES), *((e.table, "src") for e in EDGES)]:
        db.execute(
            f"INSERT INTO affected SELECT DISTINCT '{table}', coalesce(m.key, s.{column}) "
            f"FROM said.{table} s LEFT JOIN same m ON m.leaf = s.{column} WHERE {where}"
        )


def _enter(db: DuckDBPyConnection, linker: Linker, parts: Sequence[Part]) -> None:
    """State what the fresh records say."""
    if db.execute("SELECT count(*) FROM fresh").fetchone() == (0,):
        return
    changed = {source for (source,) in db.execute("SELECT DISTINCT source FROM fresh").fetchall()}
    for type_, _, files in _files(parts, changed):
        db.execute(
            "CREATE OR REPLACE TEMP TABLE incoming AS "
            "SELECT f.rid, p.* EXCLUDE (source, record, position, hash, filename) "
            "FROM read_parquet(?, filename = true, union_by_name = true) p "
            "JOIN live l ON l.source = p.source AND l.part = parse_filename(p.filename) "
            "JOIN fresh f ON f.source = p.source AND f.record = p.record AND f.hash = p.hash",
            [files],
        )
        _ENTER[type_](db, linker)
        db.execute("DROP TABLE incoming")
    db.execute("INSERT INTO record BY NAME SELECT rid, source, record, position, hash, type, key, authority FROM fresh")
    _affect(db, "rid IN (SELECT rid FROM fresh)")
    touch(db, "fresh")


_LATER = ("priorities VARCHAR[]", "docdb VARCHAR", "docdb_application VARCHAR", "docdb_priorities VARCHAR[]")
"""Columns of patents that older files of records lack."""


def _enter_patents(db: DuckDBPyConnection, linker: Linker) -> None:
    for column in _LATER:
        db.execute(f"ALTER TABLE incoming ADD COLUMN IF NOT EXISTS {column}")
    _link_statuses(db, linker)
    db.execute(_SECTIONS["patents"])
    db.execute(_SECTIONS["parties"])
    _link_parties(db, linker)
    _link_inventors(db, linker)
    db.execute(_SECTIONS["linked_parties"])
    db.execute(_SECTIONS["classed"])
    _link_classes(db, linker, [symbol for (symbol,) in db.execute(_SECTIONS["distinct_symbols"]).fetchall()])
    patterns = sorted(linker.industry_patterns().items())
    columns = {name: pa.array([row[i] for row in patterns], pa.string()) for i, name in enumerate(("key", "pattern"))}
    relation(db, "industry_pattern", pa.table(columns))
    db.execute(_SECTIONS["classes"])
    statements = Statements(linker)
    legal_events(statements, db.execute(_SECTIONS["eventful"]).fetchall())
    statements.write(db)
    for table in (
        "named",
        "inventing",
        "linked",
        "context",
        "classed",
        "party_link",
        "inventor_link",
        "industry_pattern",
        "state_link",
    ):
        db.execute(f"DROP TABLE {table}")


def _link_statuses(db: DuckDBPyConnection, linker: Linker) -> None:
    """Table ``state_link``: the linker's answer for every distinct wording of a legal status."""
    wordings = [wording for (wording,) in db.execute(_SECTIONS["distinct_statuses"]).fetchall()]
    columns = {"wording": wordings, "legal_state": [linker.legal_state(wording) for wording in wordings]}
    relation(db, "state_link", pa.table({name: pa.array(column, pa.string()) for name, column in columns.items()}))


def _link_classes(db: DuckDBPyConnection, linker: Linker, symbols: Sequence[str]) -> None:
    """Add the linker's answers for some classes to ``class_link``."""
    links = [linker.tech_class(symbol) for symbol in symbols]
    if links:
        names = _CLASS_LINK.names
        batch = pa.table({name: [getattr(link, name) for link in links] for name in names}, schema=_CLASS_LINK)
        db.register("batch", batch)
        db.execute("INSERT INTO class_link SELECT * FROM batch")
        db.unregister("batch")


_LIST = pa.list_(pa.string())
_CLASS_LINK = pa.schema(
    [("symbol", pa.string()), ("level", pa.string())]
    + [(name, _LIST) for name in ("parents", "fields", "industries", "worded", "economy")]
)
_SAID = ("name", "kind", "country", "province", "city", "address")
_LINK = ("key", "type", "name", "name_zh", "name_en", "kind", "country", "region", "region_via", "parent")


def _link_parties(db: DuckDBPyConnection, linker: Linker) -> None:
    """Table ``party_link``: the linker's answer for every distinct party of ``named``."""
    said = db.execute(_SECTIONS["distinct_parties"]).fetchall()
    links = [linker.party(row[0], **dict(zip(_SAID[1:], row[1:], strict=True))) for row in said]
    columns: dict[str, Any] = {
        f"said_{name}": pa.array([row[i] for row in said], pa.string()) for i, name in enumerate(_SAID)
    }
    columns |= {name: pa.array([getattr(link, name) for link in links], pa.string()) for name in _LINK}
    columns["ids"] = pa.array([link.ids for link in links], _LIST)
    relation(db, "party_link", pa.table(columns))


def _link_inventors(db: DuckDBPyConnection, linker: Linker) -> None:
    """Table ``inventor_link``: the linker's answer for every distinct name of ``inventing``."""
    names = [name for (name,) in db.execute(_SECTIONS["distinct_inventors"]).fetchall()]
    people = [linker.party(name, kind="person") for name in names]
    columns: dict[str, Any] = {"said_name": pa.array(names, pa.string())}
    columns |= {name: pa.array([getattr(p, name) for p in people], pa.string()) for name in ("key", "name", "name_zh")}
    relation(db, "inventor_link", pa.table(columns))


def _enter_organizations(db: DuckDBPyConnection, linker: Linker) -> None:
    db.execute(_SECTIONS["listed"])
    _link_parties(db, linker)
    db.execute(_SECTIONS["organizations"])
    for table in ("named", "party_link"):
        db.execute(f"DROP TABLE {table}")


def _enter_graph(db: DuckDBPyConnection, linker: Linker) -> None:
    """State the nodes and edges of an exported graph as they are."""
    for type_ in TYPES:
        ends = ("key",) if isinstance(type_, NodeType) else tables.EDGE_COLUMNS
        columns = [f'ends[{place}] AS "{end}"' for place, end in enumerate(ends, start=1)]
        for p in type_.properties:
            value = f"json_extract{'_string' if p.kind == 'text' else ''}(properties, '$.{p.name}')"
            columns.append(f'CAST({value} AS {tables.SQL_TYPES[p.kind]}) AS "{p.name}"')
        chosen = f"SELECT rid, {', '.join(columns)} FROM incoming WHERE type = ?"
        db.execute(f"INSERT INTO said.{type_.table} BY NAME {chosen}", [type_.name])
    _link_classes(db, linker, [symbol for (symbol,) in db.execute(_SECTIONS["exported_symbols"]).fetchall()])


def _enter_articles(db: DuckDBPyConnection, linker: Linker) -> None:
    statements = Statements(linker)
    reader: Any = db.sql("SELECT * FROM incoming ORDER BY rid").to_arrow_reader(256)
    for batch in reader:
        rows = batch.to_pylist()
        for row, extraction in zip(rows, read_extractions(rows), strict=True):
            state_article(statements, row["rid"], extraction)
    statements.write(db)
    db.execute("INSERT INTO document_text SELECT rid, article.id, article.text FROM incoming")


_ENTER: dict[str, Callable[[DuckDBPyConnection, Linker], None]] = {
    "Patent": _enter_patents,
    "Organization": _enter_organizations,
    "Graph": _enter_graph,
    "Document": _enter_articles,
}
"""What states the records of each type."""
