"""From records and decisions to the graph: nodes and edges in DuckDB.

The graph is a pure function of records and decisions. Statements of records that left are deleted, those of records
that came are added, and every node and edge that either touches is made again from all its statements, by the same
queries that make the whole. So the incrementally kept graph equals the rebuilt one.

Where statements disagree on a property: for patents, documents, events and observations the source of the lower
authority number wins, then the least source and record; names and kinds of organizations, persons and regions are
put to the vote of the records.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from patnav.graph import decisions, tables
from patnav.graph.links import Linker
from patnav.graph.records import read_extractions
from patnav.graph.schema import EDGES, NODES, EdgeType, NodeType, Property
from patnav.graph.statements import Statements, legal_events

__all__ = ["Part", "project"]

VOTED = ("Organization", "Person", "Region")
"""Types whose properties the records vote on."""

_SEAT = ("table", "address", "city", "document", "province", "name", "country")
"""What tells an organization's place, the most trusted first."""


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


@functools.cache
def _sections() -> Mapping[str, str]:
    text = (resources.files("patnav.graph") / "projection.sql").read_text("utf-8")
    pieces = re.split(r"^-- name: (\w+)\n", text, flags=re.MULTILINE)
    return {name: sql.strip().removesuffix(";") for name, sql in zip(pieces[1::2], pieces[2::2], strict=True)}


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
        Keys of the patents and documents whose text is new or no longer there.
    """
    first = db.execute("SELECT count(*) FROM record").fetchone() == (0,)
    _diff(db, parts, set(changed))
    touched = _leave(db)
    _region_tables(db, linker)
    _enter(db, linker, parts)
    _resolve(db, log)
    texts = _refresh(db)
    _families(db)
    _scaffold(db, linker)
    _stubs(db)
    if first:
        tables.index(db)
    return texts | touched


def _relation(db: DuckDBPyConnection, name: str, table: pa.Table) -> None:
    db.execute(f"DROP TABLE IF EXISTS {name}")
    db.register("batch", table)
    db.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM batch")
    db.unregister("batch")


def _diff(db: DuckDBPyConnection, parts: Sequence[Part], changed: set[str]) -> None:
    """Tables ``gone`` and ``fresh``: which records leave and which come."""
    _relation(db, "changed", pa.table({"source": pa.array(sorted(changed), pa.string())}))
    live = [(p.source, f.name, p.authority) for p in parts for f in p.files if p.source in changed]
    schema = pa.schema([("source", pa.string()), ("part", pa.string()), ("authority", pa.int64())])
    rows = [dict(zip(schema.names, row, strict=True)) for row in live]
    _relation(db, "live", pa.Table.from_pylist(rows, schema=schema))
    db.execute(
        "CREATE OR REPLACE TEMP TABLE seen (source VARCHAR, record VARCHAR, position VARCHAR, hash VARCHAR, "
        "type VARCHAR, key VARCHAR, authority INTEGER)"
    )
    for type_, key, files in _files(parts, changed):
        db.execute(
            f"INSERT INTO seen SELECT p.source, record, position, hash, '{type_}', {key}, l.authority "
            "FROM read_parquet(?, filename = true) p "
            "JOIN live l ON l.source = p.source AND l.part = parse_filename(p.filename)",
            [files],
        )
    db.execute(_sections()["diff"])
    db.execute("DELETE FROM source")
    states = [(p.source, p.format, p.authority) for p in parts]
    if states:
        db.executemany("INSERT INTO source VALUES (?, ?, ?, NULL, NULL)", states)


def _files(parts: Sequence[Part], changed: set[str]) -> list[tuple[str, str, list[str]]]:
    """Files of changed sources: type of record, SQL of its key, paths."""
    files = sorted({f for p in parts if p.source in changed for f in p.files})
    kinds = (("Patent", "publication", "patents-"), ("Document", "article.id", "articles-"))
    found = [(type_, key, [str(f) for f in files if f.name.startswith(mark)]) for type_, key, mark in kinds]
    return [(type_, key, paths) for type_, key, paths in found if paths]


def _leave(db: DuckDBPyConnection) -> set[str]:
    """Delete statements of records that left; remember what they touched."""
    db.execute("CREATE OR REPLACE TEMP TABLE affected (type VARCHAR, key VARCHAR)")
    if db.execute("SELECT count(*) FROM gone").fetchone() == (0,):
        return set()
    _affect(db, "rid IN (SELECT rid FROM gone)")
    texts = {key for (key,) in db.execute("SELECT key FROM record WHERE rid IN (SELECT rid FROM gone)").fetchall()}
    said = [f"said.{type_.table}" for type_ in (*NODES, *EDGES)]
    for table in (*said, "document_text", "record"):
        db.execute(f"DELETE FROM {table} WHERE rid IN (SELECT rid FROM gone)")
    return texts


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
            "CREATE OR REPLACE TEMP TABLE incoming AS SELECT f.rid, p.* EXCLUDE (source, record, position, hash, filename) "
            "FROM read_parquet(?, filename = true) p "
            "JOIN live l ON l.source = p.source AND l.part = parse_filename(p.filename) "
            "JOIN fresh f ON f.source = p.source AND f.record = p.record AND f.hash = p.hash",
            [files],
        )
        if type_ == "Patent":
            _enter_patents(db, linker)
        else:
            _enter_articles(db, linker)
        db.execute("DROP TABLE incoming")
    db.execute("INSERT INTO record BY NAME SELECT rid, source, record, position, hash, type, key, authority FROM fresh")
    _affect(db, "rid IN (SELECT rid FROM fresh)")


def _enter_patents(db: DuckDBPyConnection, linker: Linker) -> None:
    sections = _sections()
    db.execute(sections["patents"])
    db.execute(sections["parties"])
    _link_parties(db, linker)
    db.execute(sections["linked_parties"])
    db.execute(sections["classed"])
    links = [linker.tech_class(symbol) for (symbol,) in db.execute(sections["distinct_symbols"]).fetchall()]
    if links:
        names = ("symbol", "level", "parents", "fields", "industries")
        batch = pa.table({name: [getattr(link, name) for link in links] for name in names}, schema=_CLASS_LINK)
        db.register("batch", batch)
        db.execute("INSERT INTO class_link SELECT * FROM batch")
        db.unregister("batch")
    db.execute(sections["classes"])
    statements = Statements(linker)
    legal_events(statements, db.execute(sections["eventful"]).fetchall())
    statements.write(db)
    for table in ("named", "inventing", "linked", "context", "classed", "party_link", "inventor_link"):
        db.execute(f"DROP TABLE {table}")


_LIST = pa.list_(pa.string())
_CLASS_LINK = pa.schema(
    [("symbol", pa.string()), ("level", pa.string()), ("parents", _LIST), ("fields", _LIST), ("industries", _LIST)]
)
_SAID = ("name", "kind", "country", "province", "city", "address")
_LINK = ("key", "type", "name", "name_zh", "name_en", "kind", "country", "region", "region_via")


def _link_parties(db: DuckDBPyConnection, linker: Linker) -> None:
    """Tables ``party_link`` and ``inventor_link``: the linker's answer for every distinct party."""
    said = db.execute(_sections()["distinct_parties"]).fetchall()
    links = [linker.party(row[0], **dict(zip(_SAID[1:], row[1:], strict=True))) for row in said]
    columns = {f"said_{name}": pa.array([row[i] for row in said], pa.string()) for i, name in enumerate(_SAID)}
    columns |= {name: pa.array([getattr(link, name) for link in links], pa.string()) for name in _LINK}
    columns["ids"] = pa.array([link.ids for link in links], _LIST)
    _relation(db, "party_link", pa.table(columns))
    names = [name for (name,) in db.execute(_sections()["distinct_inventors"]).fetchall()]
    people = [linker.party(name, kind="person") for name in names]
    columns = {"said_name": pa.array(names, pa.string())}
    columns |= {name: pa.array([getattr(p, name) for p in people], pa.string()) for name in ("key", "name", "name_zh")}
    _relation(db, "inventor_link", pa.table(columns))


def _enter_articles(db: DuckDBPyConnection, linker: Linker) -> None:
    statements = Statements(linker)
    reader = db.execute("SELECT * FROM incoming ORDER BY rid").to_arrow_reader(256)
    for batch in reader:
        rows = batch.to_pylist()
        for row, extraction in zip(rows, read_extractions(rows), strict=True):
            statements.extraction(row["rid"], extraction)
    statements.write(db)
    db.execute("INSERT INTO document_text SELECT rid, article.id, article.text FROM incoming")


def _resolve(db: DuckDBPyConnection, log: Sequence[decisions.Decision]) -> None:
    """Table ``same``: which keys stand for others, by decision or by number; what changes is affected."""
    merged = dict(db.execute(_sections()["bare_numbers"]).fetchall()) | decisions.same(log)
    columns = {"leaf": pa.array(list(merged), pa.string()), "key": pa.array(list(merged.values()), pa.string())}
    _relation(db, "merged", pa.table(columns))
    moved = "(SELECT leaf FROM (FROM merged EXCEPT FROM same) UNION SELECT leaf FROM (FROM same EXCEPT FROM merged))"
    if db.execute(f"SELECT count(*) FROM {moved}").fetchone() == (0,):
        return
    db.execute(f"CREATE OR REPLACE TEMP TABLE moved AS SELECT * FROM {moved}")
    _affect_moved(db)
    db.execute("DELETE FROM same")
    db.execute("INSERT INTO same SELECT leaf, key FROM merged ORDER BY leaf")
    _affect_moved(db)


def _affect_moved(db: DuckDBPyConnection) -> None:
    """Note what the keys in ``moved`` touch, under the present ``same``."""
    for node in NODES:
        db.execute(
            f"INSERT INTO affected SELECT '{node.table}', v.leaf FROM moved v "
            f"UNION SELECT '{node.table}', m.key FROM moved v JOIN same m USING (leaf)"
        )
    for edge in EDGES:
        db.execute(
            f"INSERT INTO affected SELECT DISTINCT '{edge.table}', coalesce(m.key, s.src) FROM said.{edge.table} s "
            "LEFT JOIN same m ON m.leaf = s.src "
            "WHERE s.src IN (SELECT leaf FROM moved) OR s.dst IN (SELECT leaf FROM moved)"
        )


def _refresh(db: DuckDBPyConnection) -> set[str]:
    """Make every affected node and edge again; returns the keys of affected patents and documents."""
    db.execute("CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT type, key FROM affected")
    db.execute(
        "CREATE OR REPLACE TEMP TABLE ranked AS "
        "SELECT rid, row_number() OVER (ORDER BY authority, source, record) AS rank FROM record"
    )
    for node in NODES:
        db.execute(f"DELETE FROM main.{node.table} WHERE key IN (SELECT key FROM touched WHERE type = '{node.table}')")
        db.execute(_voted(node) if node.name in VOTED else _ruled(node))
    for edge in EDGES:
        if edge.name in ("FAMILY", "NARROWER"):
            continue
        db.execute(f"DELETE FROM main.{edge.table} WHERE src IN (SELECT key FROM touched WHERE type = '{edge.table}')")
        db.execute(_SEATS if edge.name == "LOCATED_IN" else _edges(edge))
    return {key for (key,) in db.execute("SELECT key FROM touched WHERE type IN ('patent', 'document')").fetchall()}


def _stated(table: str, column: str) -> str:
    """SQL of the statements about touched nodes or edges: ``node`` is the key they stand under."""
    return (
        f"SELECT s.*, coalesce(m.key, s.{column}) AS node, k.rank FROM said.{table} s "
        f"JOIN ranked k USING (rid) LEFT JOIN same m ON m.leaf = s.{column} "
        f"WHERE coalesce(m.key, s.{column}) IN (SELECT key FROM touched WHERE type = '{table}')"
    )


def _first(p: Property) -> str:
    """SQL of a property's value in the highest-ranked statement that has one."""
    if p.kind == "texts":
        return f'list_sort(list_distinct(flatten(list(coalesce("{p.name}", []))))) AS "{p.name}"'
    name = f'"{p.name}"'
    return f"min_by({name}, {{'r': rank, 'v': {name}}}) FILTER ({name} IS NOT NULL) AS {name}"


def _ruled(node: NodeType) -> str:
    """SQL that makes touched nodes, the highest-ranked source first."""
    values = ", ".join(_first(p) for p in node.properties)
    return (
        f"INSERT INTO main.{node.table} BY NAME WITH s AS ({_stated(node.table, 'key')}) "
        f"SELECT node AS key, false AS stub, {values} FROM s GROUP BY node"
    )


def _voted(node: NodeType) -> str:
    """SQL that makes touched nodes by vote: the value most stated, of equals the least; ``other`` is no opinion."""
    ballots, joins, values = [], [], []
    for p in node.properties:
        if p.name == "foreign":
            values.append("v_country.v <> 'CN' AS \"foreign\"")
            continue
        values.append(f'v_{p.name}.v AS "{p.name}"')
        joins.append(f"LEFT JOIN v_{p.name} ON v_{p.name}.node = k.node")
        if p.kind == "texts":
            lists = f'list_sort(list_distinct(flatten(list(coalesce("{p.name}", [])))))'
            ballots.append(f"v_{p.name} AS (SELECT node, {lists} AS v FROM s GROUP BY node)")
        else:
            ballots.append(
                f'v_{p.name} AS (SELECT node, "{p.name}" AS v FROM s WHERE "{p.name}" IS NOT NULL '
                f'GROUP BY node, "{p.name}" QUALIFY row_number() OVER '
                f'(PARTITION BY node ORDER BY "{p.name}"::VARCHAR = \'other\', count(*) DESC, "{p.name}") = 1)'
            )
    return (
        f"INSERT INTO main.{node.table} BY NAME WITH s AS MATERIALIZED ({_stated(node.table, 'key')}), "
        f"{', '.join(ballots)} SELECT k.node AS key, false AS stub, {', '.join(values)} "
        f"FROM (SELECT DISTINCT node FROM s) k {' '.join(joins)}"
    )


def _edges(edge: EdgeType) -> str:
    """SQL that makes the edges that leave touched nodes; a merge leaves no edge from a node to itself."""
    names = [p.name for p in edge.properties]
    own = "".join(f', "{name}"' for name in edge.identity)
    values = "".join(f", {_first(p)}" for p in edge.properties if p.name not in edge.identity)
    only = " AND src_type <> 'Region'" if edge.name == "PART_OF" else ""
    return (
        f"INSERT INTO main.{edge.table} BY NAME WITH s AS ({_stated(edge.table, 'src')}), "
        f"e AS (SELECT s.src_type, s.node AS src, s.dst_type, coalesce(m.key, s.dst) AS dst, s.rank"
        f"{''.join(f', s.{chr(34)}{name}{chr(34)}' for name in names)} FROM s LEFT JOIN same m ON m.leaf = s.dst) "
        f"SELECT src_type, src, dst_type, dst{own}{values} FROM e WHERE src <> dst{only} "
        f"GROUP BY src_type, src, dst_type, dst{own}"
    )


_SEATS = f"""
INSERT INTO main.located_in BY NAME
WITH s AS ({_stated("located_in", "src")}),
placed AS (
  SELECT node AS src, dst, min(list_position({list(_SEAT)}, via)) AS trust, count(*) AS n FROM s GROUP BY ALL
), finest AS (
  SELECT p.* FROM placed p
  ANTI JOIN (SELECT q.src, w.ancestor FROM placed q JOIN within w ON w.key = q.dst) a
    ON a.src = p.src AND a.ancestor = p.dst
)
SELECT 'Organization' AS src_type, src, 'Region' AS dst_type, dst, {list(_SEAT)}[trust] AS via,
       CASE row_number() OVER (PARTITION BY src ORDER BY trust, n DESC, dst) WHEN 1 THEN 'seat' ELSE 'office' END AS role
FROM finest
"""


def _sync(db: DuckDBPyConnection, table: str, rows: str, where: str = "true") -> None:
    """Make the rows of a table (those that ``where`` selects) equal to the rows of a query, touching only what differs."""
    names = [name for (name,) in db.execute(f"SELECT column_name FROM (DESCRIBE main.{table})").fetchall()]
    columns = ", ".join(f'"{name}"' for name in names)
    same = " AND ".join(f't."{name}" IS NOT DISTINCT FROM w."{name}"' for name in names)
    typed = ", ".join(f'NULL AS "{n}"' for n in names)
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE wanted AS SELECT {columns} FROM "
        f"(SELECT {typed} FROM range(0) UNION ALL BY NAME ({rows}))"
    )
    db.execute(f"DELETE FROM main.{table} t WHERE {where} AND NOT EXISTS (FROM wanted w WHERE {same})")
    db.execute(f"INSERT INTO main.{table} ({columns}) FROM wanted w ANTI JOIN main.{table} t ON {same}")


def _families(db: DuckDBPyConnection) -> None:
    """Close families over shared members and applications; a patent's unit is what counts as one."""
    pairs = db.execute(_sections()["family_pairs"]).fetchall()
    roots = decisions.components((a, b) for a, b, _ in pairs)
    stated = {roots[a] for a, _, known in pairs if known}
    links = sorted((key, root) for key, root in roots.items() if root in stated)
    columns = {
        "key": pa.array([k for k, _ in links], pa.string()),
        "family": pa.array([r for _, r in links], pa.string()),
    }
    _relation(db, "family_link", pa.table(columns))
    db.execute(_sections()["families"])
    _sync(
        db,
        "family",
        "SELECT 'Patent' AS src_type, key AS src, 'Patent' AS dst_type, family AS dst, 'simple' AS kind "
        "FROM family_link WHERE key <> family",
    )


def _scaffold(db: DuckDBPyConnection, linker: Linker) -> None:
    """Nodes and edges of the shipped tables: the industries, regions and classes in use, and all above them."""
    sections = _sections()
    industries = [(i.key, i.name, i.name_zh, i.parent) for i in linker.industries()]
    names = ("key", "name", "name_zh", "parent")
    columns = {n: pa.array([row[i] for row in industries], pa.string()) for i, n in enumerate(names)}
    _relation(db, "industry_table", pa.table(columns))
    _sync(db, "industry", sections["described_industries"], "NOT stub")
    _sync(db, "narrower", sections["narrower_industries"], "src_type = 'Industry'")
    _sync(db, "region", sections["described_regions"], "NOT stub AND key NOT LIKE 'region:%'")
    _sync(db, "part_of", sections["region_parts"], "src_type = 'Region'")
    _sync(db, "tech_class", sections["described_classes"], "NOT stub")
    _sync(db, "narrower", sections["narrower_classes"], "src_type = 'TechClass'")


def _region_tables(db: DuckDBPyConnection, linker: Linker) -> None:
    """Tables ``region_table`` and ``within`` (every region with every region it lies in)."""
    regions = linker.regions()
    columns = {n: pa.array([getattr(r, n) for r in regions], pa.string()) for n in ("key", "name", "name_zh", "level")}
    columns |= {n: pa.array([getattr(r, n) for r in regions], pa.float64()) for n in ("lat", "lng")}
    columns["parents"] = pa.array([r.parents for r in regions], _LIST)
    _relation(db, "region_table", pa.table(columns))
    db.execute(_sections()["within"])


def _stubs(db: DuckDBPyConnection) -> None:
    """A node for everything that an edge points to and no source describes."""
    for node in NODES:
        ends = [
            f"SELECT {end} AS key FROM {edge.table} WHERE {end}_type = '{node.name}'"
            for edge in EDGES
            for end, side in (("src", 0), ("dst", 1))
            if any(pair[side] == node.name for pair in edge.pairs)
        ]
        pointed = " UNION ".join(ends)
        described = f"(SELECT key FROM {node.table} WHERE NOT stub)"
        _sync(db, node.table, f"SELECT key, true AS stub FROM ({pointed}) WHERE key NOT IN {described}", "stub")
