"""The star: narrow tables with whole numbers for keys, which questions that count all patents run on.

A star schema (Kimball, The Data Warehouse Toolkit, 1996): dimensions (``patent``, ``organization``, ``person``,
``region``, ``industry``, ``class``, ``trait``) give every key a number, facts (``applicants``, ``teams``,
``inventors``, ``industries``, ``symbols``, ``subclasses``, ``groups``, ``citations``) join them; ``concerned``,
``sides`` and ``touched`` are what events are about, by the events' keys. All of it follows from
the graph, so it is made anew with every generation and holds nothing of its own; only DuckDB has it, as Neo4j follows
edges instead.
"""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from patnav.graph.schema import KINDS
from patnav.graph.tables import sections

__all__ = ["MANY", "STAR", "make"]

MANY = 20
"""The most neighbours of a node and edge type that are counted by asking for them; of more the number is kept."""

_TRAITS = ", ".join(f"'{trait}'" for trait in (*KINDS, "sme"))
_SECTIONS = {
    name: text.replace("{{traits}}", _TRAITS).replace("{{many}}", str(MANY)) for name, text in sections("star").items()
}

STAR = tuple(_SECTIONS)
"""Names of the tables, in the order they are made."""


def make(db: DuckDBPyConnection) -> None:
    """Make the schema ``star`` of a graph whose other tables are finished."""
    db.execute("CREATE SCHEMA IF NOT EXISTS star")
    for name, rows in _SECTIONS.items():
        db.execute(f"CREATE OR REPLACE TABLE star.{name} AS {rows}")
    db.execute("CREATE INDEX patent_id ON star.patent (id)")
    db.execute("CREATE INDEX patent_key ON star.patent (key)")
    db.execute("CREATE INDEX degree_key ON star.degree (key)")
