"""From statements to the graph: every node and edge made from all that is said of it.

Where statements disagree on a property: for patents, documents, events and observations the source of the lower
authority number wins, then the document published last (a correction comes after what it corrects), then the least
source and record; of an event's dates the most precise counts, and ``other_values`` keeps the figures that lost. Names
and kinds of organizations, persons and regions are put
to the vote of the records. An organization's seat is the place that the most trusted kind of statement tells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from patnav.graph import decisions
from patnav.graph.links import Linker
from patnav.graph.naming import spelling
from patnav.graph.schema import EDGES, NODES, EdgeType, NodeType, Property, edge_type
from patnav.graph.tables import relation, sections

__all__ = ["assemble"]

VOTED = ("Organization", "Person", "Region")
"""Types whose properties the records vote on."""

_SEAT = ("table", "address", "city", "document", "province", "name", "country")
"""What tells an organization's place, the most trusted first."""

_PRECISE = ("date", "date_precision")
"""Properties of which the most precise value counts."""

_CALLED = ("table_names", "spellings")
"""Properties of organizations that follow from their keys and names."""

_HAN = re.compile("[\u3400-\u9fff]")

_SECTIONS = sections("assembly")
_REGION = ("key", "name", "name_zh", "level")


def assemble(db: DuckDBPyConnection, linker: Linker) -> set[str]:
    """Make again whatever the table ``affected`` names, and what follows from it.

    Args:
        db: The graph, its statements in their new state, with the temporary table ``affected (type, key)``.
        linker: Gives the shipped tables of regions and industries.

    Returns:
        Keys of the patents and documents whose indexed text came, went or changed.
    """
    _region_tables(db, linker)
    texts = _refresh(db, linker)
    _other_values(db)
    _families(db)
    _scaffold(db, linker)
    _stubs(db, linker)
    return texts


def _refresh(db: DuckDBPyConnection, linker: Linker) -> set[str]:
    """Make every affected node and edge again; returns the keys of the patents and documents with another text now."""
    db.execute("CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT type, key FROM affected")
    db.execute(_SECTIONS["ranked"])
    db.execute(f"CREATE OR REPLACE TEMP TABLE texts_before AS {_SECTIONS['texts']}")
    affected = {kind for (kind,) in db.execute("SELECT DISTINCT type FROM touched").fetchall()}
    for node in NODES:
        if node.table not in affected:
            continue
        db.execute(f"DELETE FROM main.{node.table} WHERE key IN (SELECT key FROM touched WHERE type = '{node.table}')")
        db.execute(_voted(node) if node.name in VOTED else _ruled(node))
        if node.name == "Organization":
            _call(db, linker)
    for edge in EDGES:
        if edge.table not in affected or edge.name in ("FAMILY", "NARROWER"):
            continue
        db.execute(f"DELETE FROM main.{edge.table} WHERE src IN (SELECT key FROM touched WHERE type = '{edge.table}')")
        db.execute({"LOCATED_IN": _SEATS, "IN_INDUSTRY": _INDUSTRIES}.get(edge.name) or _edges(edge))
    changed = _SECTIONS["texts_changed"].replace("{{texts}}", _SECTIONS["texts"])
    return {key for (key,) in db.execute(changed).fetchall()}


def _call(db: DuckDBPyConnection, linker: Linker) -> None:
    """Give the touched organizations the names that the shipped table has for them, and what they are found by."""
    found = db.execute(_SECTIONS["names"].replace("{{stated}}", _stated("organization", "key"))).fetchall()
    listed = [
        sorted({*told, *(name for leaf in leaves for name in linker.names(leaf))}) for _, leaves, _, told in found
    ]
    spelled = [
        sorted({text for name in (*names, *more) if name and (text := spelling(name))})
        for (_, _, names, _), more in zip(found, listed, strict=True)
    ]
    texts = pa.list_(pa.string())
    called = {"table_names": pa.array(listed, texts), "spellings": pa.array(spelled, texts)}
    relation(db, "called", pa.table({"key": pa.array([key for key, *_ in found], pa.string())} | called))
    values = ", ".join(f"{name} = c.{name}" for name in _CALLED)
    db.execute(f"UPDATE main.organization SET {values} FROM called c WHERE organization.key = c.key")


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
    first = "'l': -length(\"date\"), " if p.name in _PRECISE else ""
    return f"min_by({name}, {{{first}'r': rank, 'v': {name}}}) FILTER ({name} IS NOT NULL) AS {name}"


def _ruled(node: NodeType) -> str:
    """SQL that makes touched nodes, the highest-ranked source first."""
    values = ", ".join(_first(p) for p in node.properties)
    return (
        f"INSERT INTO main.{node.table} BY NAME WITH s AS ({_stated(node.table, 'key')}) "
        f"SELECT node AS key, false AS stub, {values} FROM s GROUP BY node"
    )


def _voted(node: NodeType) -> str:
    """SQL that makes touched nodes by vote: the value most stated, of equals one not in capitals; ``other`` is none.

    Of kinds of organizations, those that lists state go before those that names suggest.
    """
    ballots, joins, values = [], [], []
    for p in node.properties:
        if node.name == "Organization" and p.name in _CALLED:
            continue
        if p.name == "foreign":
            values.append("v_country.v <> 'CN' AS \"foreign\"")
            continue
        values.append(f'v_{p.name}.v AS "{p.name}"')
        joins.append(f"LEFT JOIN v_{p.name} ON v_{p.name}.node = k.node")
        if p.kind == "texts":
            lists = f'list_sort(list_distinct(flatten(list(coalesce("{p.name}", [])))))'
            ballots.append(f"v_{p.name} AS (SELECT node, {lists} AS v FROM s GROUP BY node)")
        else:
            text = f'"{p.name}"::VARCHAR'
            told = "count(*) FILTER (kind_told) DESC, " if (node.name, p.name) == ("Organization", "kind") else ""
            ballots.append(
                f'v_{p.name} AS (SELECT node, "{p.name}" AS v FROM s WHERE "{p.name}" IS NOT NULL '
                f'GROUP BY node, "{p.name}" QUALIFY row_number() OVER '
                f"(PARTITION BY node ORDER BY {told}{text} = 'other', count(*) DESC, {text} = upper({text}), {text}"
                ") = 1)"
            )
    return (
        f"INSERT INTO main.{node.table} BY NAME WITH s AS MATERIALIZED ({_stated(node.table, 'key')}), "
        f"{', '.join(ballots)} SELECT k.node AS key, false AS stub, {', '.join(values)} "
        f"FROM (SELECT DISTINCT node FROM s) k {' '.join(joins)}"
    )


def _edges(edge: EdgeType) -> str:
    """SQL that makes the edges that leave touched nodes; a merge leaves no edge from a node to itself.

    Edges lie in the order of the nodes they enter, so that a question about some of these passes over the rest.
    """
    names = [p.name for p in edge.properties]
    own = "".join(f', "{name}"' for name in edge.identity)
    values = "".join(f", {_first(p)}" for p in edge.properties if p.name not in edge.identity)
    only = " AND src_type <> 'Region'" if edge.name == "PART_OF" else ""
    return (
        f"INSERT INTO main.{edge.table} BY NAME WITH s AS ({_stated(edge.table, 'src')}), "
        f"e AS (SELECT s.src_type, s.node AS src, s.dst_type, coalesce(m.key, s.dst) AS dst, s.rank"
        f"{''.join(f', s.{chr(34)}{name}{chr(34)}' for name in names)} FROM s LEFT JOIN same m ON m.leaf = s.dst) "
        f"SELECT src_type, src, dst_type, dst{own}{values} FROM e WHERE src <> dst{only} "
        f"GROUP BY src_type, src, dst_type, dst{own} ORDER BY dst, src"
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
       CASE row_number() OVER (PARTITION BY src ORDER BY trust, n DESC, dst)
       WHEN 1 THEN 'seat' ELSE 'office' END AS role
FROM finest
"""


_INDUSTRIES = """
INSERT INTO main.in_industry BY NAME
SELECT * EXCLUDE (weight), CASE WHEN src_type = 'Patent' AND via IN ('wipo35', 'concordance')
       THEN 1.0 / count(*) OVER (PARTITION BY src, via) ELSE 1.0 END AS weight
FROM ({{edges}}) ORDER BY dst, src
""".replace("{{edges}}", _edges(edge_type("IN_INDUSTRY")).partition("BY NAME ")[2])
"""A patent counts in each of its fields in parts that make one, whichever sources told them."""


def _sync(db: DuckDBPyConnection, table: str, rows: str, where: str = "true") -> None:
    """Make the rows of a table that ``where`` selects equal to those of a query, touching only what differs."""
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


def _other_values(db: DuckDBPyConnection) -> None:
    """Note on events the figures that sources state otherwise."""
    db.execute(
        "UPDATE event SET other_values = w.v FROM (SELECT e.key, coalesce(o.v, []) AS v FROM event e "
        f"LEFT JOIN ({_SECTIONS['other_values']}) o USING (key)) w "
        "WHERE w.key = event.key AND event.other_values IS DISTINCT FROM w.v"
    )


def _families(db: DuckDBPyConnection) -> None:
    """Close simple families over shared members and applications, extended ones over simple ones with a priority in
    common; a patent's unit is what counts as one.
    """
    pairs = db.execute(_SECTIONS["family_pairs"]).fetchall()
    roots = decisions.components((a, b) for a, b, _ in pairs)
    stated = {roots[a] for a, _, known in pairs if known}
    _link(db, "family_link", ("key", "family"), {key: root for key, root in roots.items() if root in stated})
    db.execute(_SECTIONS["families"])
    joined = decisions.components(db.execute(_SECTIONS["extended_pairs"]).fetchall())
    extended = {root for family, root in joined.items() if family != root}
    _link(db, "extended_link", ("family", "extended"), {one: root for one, root in joined.items() if root in extended})
    _sync(db, "family", _SECTIONS["family_edges"])


def _link(db: DuckDBPyConnection, table: str, names: tuple[str, str], links: Mapping[str, str]) -> None:
    """A table of pairs, in their order."""
    pairs = sorted(links.items())
    columns = {name: pa.array([pair[place] for pair in pairs], pa.string()) for place, name in enumerate(names)}
    relation(db, table, pa.table(columns))


def _region_tables(db: DuckDBPyConnection, linker: Linker) -> None:
    """Tables ``region_table`` and ``within`` (every region with every region it lies in)."""
    regions = linker.regions()
    columns: dict[str, Any] = {n: pa.array([getattr(r, n) for r in regions], pa.string()) for n in _REGION}
    columns |= {n: pa.array([getattr(r, n) for r in regions], pa.float64()) for n in ("lat", "lng")}
    columns["parents"] = pa.array([r.parents for r in regions], pa.list_(pa.string()))
    relation(db, "region_table", pa.table(columns))
    db.execute(_SECTIONS["within"])


def _scaffold(db: DuckDBPyConnection, linker: Linker) -> None:
    """Nodes and edges of the shipped tables: the industries, regions and classes in use, and all above them."""
    industries = [(i.key, i.name, i.name_zh, i.parent) for i in linker.industries()]
    names = ("key", "name", "name_zh", "parent")
    columns = {n: pa.array([row[i] for row in industries], pa.string()) for i, n in enumerate(names)}
    relation(db, "industry_table", pa.table(columns))
    _sync(db, "industry", _SECTIONS["described_industries"], "NOT stub")
    _sync(db, "narrower", _SECTIONS["narrower_industries"], "src_type = 'Industry'")
    _sync(db, "region", _SECTIONS["described_regions"], "NOT stub AND key NOT LIKE 'region:%'")
    _sync(db, "part_of", _SECTIONS["region_parts"], "src_type = 'Region'")
    titles = [pa.array(column, pa.string()) for column in zip(*linker.class_titles(), strict=True)]
    relation(db, "title_table", pa.table(titles, names=["symbol", "title", "title_zh"]))
    _sync(db, "tech_class", _SECTIONS["described_classes"], "NOT stub")
    _sync(db, "narrower", _SECTIONS["narrower_classes"], "src_type = 'TechClass'")


def _stubs(db: DuckDBPyConnection, linker: Linker) -> None:
    """A node for everything that an edge points to and no source describes; of organizations with the table's names."""
    for node in NODES:
        ends = [
            f"SELECT {end} AS key FROM {edge.table} WHERE {end}_type = '{node.name}'"
            for edge in EDGES
            for end, side in (("src", 0), ("dst", 1))
            if any(pair[side] == node.name for pair in edge.pairs)
        ]
        pointed = " UNION ".join(ends)
        described = f"(SELECT key FROM {node.table} WHERE NOT stub)"
        rows = f"SELECT key, true AS stub FROM ({pointed}) WHERE key NOT IN {described}"
        _sync(db, node.table, _listed(db, linker, rows) if node.name == "Organization" else rows, "stub")


def _listed(db: DuckDBPyConnection, linker: Linker, rows: str) -> str:
    """SQL of organizations with the names that the shipped table has for them: a body is found by them before any
    source describes more than its parts.
    """
    keys = [key for (key,) in db.execute(f"SELECT key FROM ({rows}) ORDER BY key").fetchall()]
    named = {key: names for key in keys if (names := linker.names(key))}
    text, texts = pa.string(), pa.list_(pa.string())
    columns = {
        "key": pa.array(list(named), text),
        "name": pa.array([names[0] for names in named.values()], text),
        "name_zh": pa.array([next(filter(_HAN.search, names), None) for names in named.values()], text),
        "table_names": pa.array([sorted(names) for names in named.values()], texts),
        "spellings": pa.array([sorted(set(filter(None, map(spelling, names)))) for names in named.values()], texts),
    }
    relation(db, "listed_stub", pa.table(columns))
    return f"SELECT * FROM ({rows}) LEFT JOIN listed_stub USING (key)"
