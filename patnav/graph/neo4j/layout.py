"""How the graph lies in Neo4j.

A node has its type's label and the label ``PatNav``, which says whose it is: what others keep in the same database
lacks it and is never touched. Its properties are those of the schema, ``key``, ``stub``, and ``records``: numbers of
the records that state it, at most five, the most trusted first; a list without values is left out. An edge has the
schema's properties and ``records``; where documents state it, ``spans`` (start and end of the passage in each record's
document, -1 for none) and ``quotes`` beside them.

Beside the graph lie PatNav's own nodes, none of which has an edge: ``PatNavRecord`` (where a record came from),
``PatNavSource``, ``PatNavSame`` (a key that was merged, and into which), ``PatNavFile`` (the text index, in pieces) and
one ``PatNavMark`` (:mod:`patnav.graph.neo4j.mark`).

Labels, types and property names come from here and from the schema, never from data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from patnav.graph.schema import EDGES, NODES, EdgeType, NodeType, Property
from patnav.graph.tables import SQL_TYPES

__all__ = [
    "ALL",
    "FILE",
    "MARK",
    "OWNER",
    "RECORD",
    "SAME",
    "SOURCE",
    "EdgeSet",
    "NodeSet",
    "constraints",
    "fulltext",
    "indexes",
]

OWNER = "PatNav"
"""The label of every node of the graph."""

MARK = "PatNavMark"
"""The label of the node that says whose graph this is, in which state."""

RECORD = NodeType(
    "PatNavRecord",
    "number made from source and record",
    (
        Property("source", "text", "the file or address that was read"),
        Property("record", "text", "the record in it"),
        Property("position", "text", "where in it"),
        Property("authority", "integer", "rank of the source, lower wins"),
        Property("document", "text", "key of the document, where the record is one"),
    ),
)
SAME = NodeType(
    "PatNavSame", "key that was merged away", (Property("survivor", "text", "key of the node that stands for it"),)
)
SOURCE = NodeType(
    "PatNavSource",
    "the file or address that was read",
    (
        Property("format", "text", "name of its format"),
        Property("authority", "integer", "rank of the source, lower wins"),
        Property("records", "integer", "number of its records"),
        Property("quarantined", "integer", "number of its records that could not be read"),
    ),
)
FILE = NodeType(
    "PatNavFile",
    "NAME#PART",
    (
        Property("name", "text", "name of a file of the text index"),
        Property("part", "integer", "number of the piece, from 0"),
        Property("content", "text", "the piece, as bytes"),
    ),
)

_LOOKED_UP = {
    "Patent": ("application", "docdb", "docdb_application", "unit", "filing_date", "publication_date"),
    "Organization": ("kind",),
    "Region": ("level",),
    "Event": ("type", "date"),
    "Observation": ("indicator", "period"),
    "Document": ("published",),
}
"""Properties that questions or users look nodes up by, all short; range indexes."""

_SEARCHED = {
    "patnav_texts": ("cjk", ("Patent", "Document", "Event", "Observation")),
    "patnav_names": ("standard-no-stop-words", ("Organization", "Person", "Region", "Industry")),
}
"""Full-text indexes: analyzer and labels. Texts in Chinese split into bigrams; names keep every word."""

_WORDED = ("title", "abstract", "name", "name_zh", "name_en", "aliases", "table_names", "spellings", "summary", "label")


@dataclass(frozen=True, slots=True)
class NodeSet:
    """All nodes of one type, as they are sent.

    Attributes:
        type: Their type.
        owned: Whether they are nodes of the graph, not of PatNav's own.
    """

    type: NodeType
    owned: bool = True

    @property
    def name(self) -> str:
        """Name of the set, good for a table or file."""
        return self.type.name

    @property
    def identity(self) -> tuple[str, ...]:
        """Columns that tell one from another."""
        return ("key",)

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of a row, those of the identity first."""
        return tuple(self.kinds)

    @property
    def kinds(self) -> dict[str, str]:
        """SQL type of each column."""
        own = {"stub": "BOOLEAN", "records": "BIGINT[]"} if self.owned else {}
        key = "BIGINT" if self.type is RECORD else "VARCHAR"
        return {"key": key} | own | {p.name: SQL_TYPES[p.kind] for p in self.type.properties} | self._bytes

    @property
    def _bytes(self) -> dict[str, str]:
        return {"content": "BLOB"} if self.type is FILE else {}

    @property
    def labels(self) -> str:
        """Labels of its nodes."""
        return f"{self.type.name}:{OWNER}" if self.owned else self.type.name

    @property
    def create(self) -> str:
        """Cypher that makes the nodes of ``$rows``, which are not there."""
        return f"UNWIND $rows AS row CREATE (:{self.labels} {_map(self.columns)})"

    @property
    def replace(self) -> str:
        """Cypher that makes or changes the nodes of ``$rows``; properties that others set on them stay."""
        return f"UNWIND $rows AS row MERGE (n:{self.labels} {{key: row[0]}}) SET n += {_map(self.columns[1:], 1)}"

    @property
    def remove(self) -> str:
        """Cypher that deletes the nodes of ``$rows``; one that edges of others hold stays, without our labels."""
        return (
            f"UNWIND $rows AS row MATCH (n:{self.labels} {{key: row[0]}}) WITH n, EXISTS {{ (n)--() }} AS held "
            f"FOREACH (x IN CASE WHEN held THEN [n] ELSE [] END | REMOVE x:{self.labels}) "
            "FOREACH (x IN CASE WHEN held THEN [] ELSE [n] END | DELETE x)"
        )

    def read(self, names: tuple[str, ...]) -> str:
        """Cypher of some columns of all that is there."""
        return f"MATCH (n:{self.labels}) RETURN {', '.join(f'n.{name} AS {name}' for name in names)}"


@dataclass(frozen=True, slots=True)
class EdgeSet:
    """All edges of one type between two types of nodes, as they are sent.

    Attributes:
        type: Their type.
        source: Type of the nodes they leave.
        target: Type of the nodes they enter.
    """

    type: EdgeType
    source: str
    target: str

    @property
    def name(self) -> str:
        """Name of the set, good for a table or file."""
        return f"{self.type.name}_{self.source}_{self.target}"

    @property
    def identity(self) -> tuple[str, ...]:
        """Columns that tell one from another."""
        return ("src", "dst", *self.type.identity)

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of a row, those of the identity first."""
        return tuple(self.kinds)

    @property
    def kinds(self) -> dict[str, str]:
        """SQL type of each column."""
        types = {p.name: SQL_TYPES[p.kind] for p in self.type.properties}
        own = {name: types[name] for name in self.type.identity}
        proof = {"records": "BIGINT[]"} | ({"spans": "BIGINT[]", "quotes": "VARCHAR[]"} if self.quoted else {})
        return {"src": "VARCHAR", "dst": "VARCHAR"} | own | types | proof

    @property
    def quoted(self) -> bool:
        """Whether documents may state such an edge; of patents they state none."""
        return self.source != "Patent"

    @property
    def _ends(self) -> str:
        return f"UNWIND $rows AS row MATCH (a:{self.source} {{key: row[0]}}) MATCH (b:{self.target} {{key: row[1]}}) "

    @property
    def _same(self) -> str:
        pairs = [f"(r.{n} = row[{i}] OR r.{n} IS NULL AND row[{i}] IS NULL)" for i, n in enumerate(self.identity)]
        return "WHERE " + " AND ".join(pairs[2:]) + " " if pairs[2:] else ""

    @property
    def create(self) -> str:
        """Cypher that makes the edges of ``$rows``, which are not there."""
        return f"{self._ends}CREATE (a)-[:{self.type.name} {_map(self.columns[2:], 2)}]->(b)"

    @property
    def replace(self) -> str:
        """Cypher that makes the edges of ``$rows`` anew, whether they are there or not."""
        return (
            f"{self._ends}OPTIONAL MATCH (a)-[r:{self.type.name}]->(b) {self._same}"
            "WITH row, a, b, collect(r) AS old FOREACH (r IN old | DELETE r) "
            f"CREATE (a)-[:{self.type.name} {_map(self.columns[2:], 2)}]->(b)"
        )

    @property
    def remove(self) -> str:
        """Cypher that deletes the edges of ``$rows``."""
        return f"{self._ends}MATCH (a)-[r:{self.type.name}]->(b) {self._same}DELETE r"

    def read(self, names: tuple[str, ...]) -> str:
        """Cypher of some columns of all that is there, the ends first."""
        own = "".join(f", r.{name} AS {name}" for name in names[2:])
        ends = f"(a:{self.source}:{OWNER})-[r:{self.type.name}]->(b:{self.target}:{OWNER})"
        return f"MATCH {ends} RETURN a.key AS src, b.key AS dst{own}"


def _map(names: tuple[str, ...], first: int = 0) -> str:
    return "{" + ", ".join(f"{name}: row[{i}]" for i, name in enumerate(names, first)) + "}"


ALL: tuple[NodeSet | EdgeSet, ...] = (
    *(NodeSet(node) for node in NODES),
    *(NodeSet(node, owned=False) for node in (RECORD, SAME, SOURCE, FILE)),
    *(EdgeSet(edge, source, target) for edge in EDGES for source, target in edge.pairs),
)
"""Everything that is sent, nodes first."""


def constraints() -> Iterator[str]:
    """Cypher of the uniqueness constraints: one a label, on its key."""
    for node in (*NODES, RECORD, SAME, SOURCE, FILE):
        yield f"CREATE CONSTRAINT patnav_{node.table}_key IF NOT EXISTS FOR (n:{node.name}) REQUIRE n.key IS UNIQUE"


def indexes() -> Iterator[str]:
    """Cypher of the range indexes."""
    for label, names in _LOOKED_UP.items():
        for name in names:
            yield f"CREATE INDEX patnav_{label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"


def fulltext() -> Iterator[str]:
    """Cypher of the full-text indexes; made after a first load, as that is faster."""
    for index, (analyzer, labels) in _SEARCHED.items():
        held = {p.name for node in NODES if node.name in labels for p in node.properties}
        each = ", ".join(f"n.{name}" for name in _WORDED if name in held)
        yield (
            f"CREATE FULLTEXT INDEX {index} IF NOT EXISTS FOR (n:{'|'.join(labels)}) ON EACH [{each}] "
            f"OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{analyzer}'}}}}"
        )
