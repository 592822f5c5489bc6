"""Persons of the graph: which names in different contexts are one person's.

A person's key is a name in a context (``person:jun-li@alpha-co``). Two of one name are one person where their contexts
are one organization, and where the linker takes what stands around them for enough: co-inventors, applicants, classes,
years. What is decided about a name depends on the records that bear it alone, so only the names that a change touches
are looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
from duckdb import DuckDBPyConnection

from patnav.graph.links import Linker, Mention
from patnav.graph.tables import relation, sections

__all__ = ["join_people", "same_context", "touch"]

_SECTIONS = sections("people")


def touch(db: DuckDBPyConnection, records: str) -> None:
    """Note the names of persons that some records bear.

    Args:
        db: The graph, with the temporary table ``touched_names (name)``.
        records: Name of the table that holds the records' numbers.
    """
    db.execute(_SECTIONS["touch"].replace("{{records}}", records))


def join_people(db: DuckDBPyConnection, linker: Linker) -> list[tuple[str, str]]:
    """Bring the table ``joined_people`` up to date for the names in ``touched_names``; returns its pairs, in order."""
    rows = db.execute(_SECTIONS["mentions"]).fetchall()
    joins = linker.people(Mention(*row) for row in rows)
    names = ("a", "b", "why")
    relation(
        db, "joining", pa.table({n: pa.array([join[i] for join in joins], pa.string()) for i, n in enumerate(names)})
    )
    db.execute(_SECTIONS["joined"])
    db.execute("DELETE FROM touched_names")
    return db.execute("SELECT a, b FROM joined_people ORDER BY a, b").fetchall()


def same_context(db: DuckDBPyConnection, roots: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Persons of one name whose contexts are one organization.

    Args:
        db: The graph.
        roots: Keys of organizations that are merged into another, and that other.

    Returns:
        Pairs of keys of persons, the lesser first, in order.
    """
    merged = sorted(pair for pair in roots if pair[0].startswith("org:"))
    columns = {name: pa.array([pair[i][4:] for pair in merged], pa.string()) for i, name in enumerate(("leaf", "root"))}
    relation(db, "one_context", pa.table(columns))
    return db.execute(_SECTIONS["same_context"]).fetchall()
