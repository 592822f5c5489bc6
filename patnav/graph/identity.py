"""Which keys stand for one thing: the table ``same``.

Decisions come first, then what the linker says of names of organizations and persons, then what follows from the
statements: a publication number without its kind, reports of one event (:mod:`patnav.graph.reports`), one figure in two
documents (:mod:`patnav.graph.figures`). All of it is asked anew of the whole state (of persons, for the names that a
change touches), so the outcome does not depend on how the state was reached; what changes is noted in ``affected``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import pyarrow as pa
from duckdb import DuckDBPyConnection

from patnav.graph import decisions, figures, reports
from patnav.graph.figures import Figure
from patnav.graph.links import Linker, RegionNode
from patnav.graph.people import join_people, same_context
from patnav.graph.reports import Report
from patnav.graph.schema import EDGES, NODES
from patnav.graph.tables import relation, sections

__all__ = ["identify"]

_SECTIONS = sections("identity")


def identify(db: DuckDBPyConnection, linker: Linker, log: Sequence[decisions.Decision]) -> None:
    """Bring the table ``same`` up to date.

    Args:
        db: The graph, its statements in their new state.
        linker: Which names are one body's, and the shipped regions.
        log: All decisions.
    """
    names = [*_join(db, linker), *join_people(db, linker)]
    bodies = decisions.same(log, names)
    names += same_context(db, bodies.items())
    stated = [*_events(db, linker, bodies), *_figures(db, linker, bodies)]
    merged = dict(db.execute(_SECTIONS["bare_numbers"]).fetchall()) | decisions.same(log, [*names, *stated])
    columns = {"leaf": pa.array(list(merged), pa.string()), "key": pa.array(list(merged.values()), pa.string())}
    relation(db, "merged", pa.table(columns))
    moved = "(SELECT leaf FROM (FROM merged EXCEPT FROM same) UNION SELECT leaf FROM (FROM same EXCEPT FROM merged))"
    if db.execute(f"SELECT count(*) FROM {moved}").fetchone() == (0,):
        return
    db.execute(f"CREATE OR REPLACE TEMP TABLE moved AS SELECT * FROM {moved}")
    _affect_moved(db)
    db.execute("DELETE FROM same")
    db.execute("INSERT INTO same SELECT leaf, key FROM merged ORDER BY leaf")
    _affect_moved(db)


def _join(db: DuckDBPyConnection, linker: Linker) -> list[tuple[str, str]]:
    """Table ``joined``: the linker's word on which names are one body's, asked again when the names are others."""
    names, said = (db.execute(_SECTIONS[name]).fetchall() for name in ("bodies", "equated"))
    digest = hashlib.blake2b(repr((names, said)).encode(), digest_size=16).hexdigest()
    if db.execute("SELECT digest FROM asked").fetchone() != (digest,):
        joins = linker.joins(names, said)
        columns = {name: pa.array([join[i] for join in joins], pa.string()) for i, name in enumerate(("a", "b", "why"))}
        relation(db, "joining", pa.table(columns))
        db.execute("DELETE FROM joined")
        db.execute("INSERT INTO joined SELECT * FROM joining")
        db.execute("DELETE FROM asked")
        db.execute("INSERT INTO asked VALUES (?)", [digest])
    return db.execute("SELECT a, b FROM joined ORDER BY a, b").fetchall()


def _events(db: DuckDBPyConnection, linker: Linker, bodies: dict[str, str]) -> list[tuple[str, str]]:
    """Pairs of reports of one event."""
    parties: dict[str, dict[str, set[str]]] = {}
    for event, role, party in db.execute(_SECTIONS["report_parties"]).fetchall():
        parties.setdefault(event, {}).setdefault(role, set()).add(bodies.get(party, party))
    documents: dict[str, set[tuple[str, bool]]] = {}
    for event, document, in_chinese in db.execute(_SECTIONS["report_documents"]).fetchall():
        documents.setdefault(event, set()).add((document, in_chinese))
    stated = [
        Report(
            key=key,
            type=type_,
            kind=kind,
            date=date,
            currency=currency,
            figures=tuple(values),
            name=name,
            parties={role: frozenset(keys) for role, keys in parties.get(key, {}).items()},
            documents=frozenset(documents[key]),
            published=published,
        )
        for key, type_, kind, date, currency, values, name, published in db.execute(_SECTIONS["reports"]).fetchall()
    ]
    return reports.joins(stated, _above(linker.regions()), linker.akin) if stated else []


def _figures(db: DuckDBPyConnection, linker: Linker, bodies: dict[str, str]) -> list[tuple[str, str]]:
    """Pairs of observations that are one."""
    return figures.joins(
        Figure(
            key=key,
            what=what,
            about=frozenset(bodies.get(one, one) for one in about),
            value=value,
            unit=unit,
            period=period,
            change=change,
            whole=whole and (linker.region(whole) or whole.lower()),
        )
        for key, what, about, value, unit, period, change, whole in db.execute(_SECTIONS["figures"]).fetchall()
    )


def _above(regions: Iterable[RegionNode]) -> dict[str, frozenset[str]]:
    """For every region those that it lies in; parents come before children."""
    found: dict[str, frozenset[str]] = {}
    for region in regions:
        found[region.key] = frozenset(region.parents).union(*(found.get(p, frozenset()) for p in region.parents))
    return found


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
