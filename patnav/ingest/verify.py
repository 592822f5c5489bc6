"""Verify: whether the graph is what its records and decisions make it."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection

from patnav.errors import WorkspaceDamaged
from patnav.graph import decisions, vectors
from patnav.graph.duckdb import connect
from patnav.graph.links import Linker
from patnav.graph.schema import EDGES, NODES, TYPES
from patnav.graph.star import STAR
from patnav.graph.text import TextIndex
from patnav.graph.workspace import Generation, Workspace
from patnav.ingest.pipeline import make

__all__ = ["verify"]

_HINT = "run 'patnav ingest' on the sources with a new --store, or restore the workspace from a backup"


def verify(workspace: Workspace, linker: Linker) -> dict[str, int]:
    """Make the graph again from records and decisions alone, and compare.

    Args:
        workspace: What to verify.
        linker: Who names stand for.

    Returns:
        How much was compared: ``records``, ``nodes``, ``edges``, ``counted``, ``statements``, ``texts``.

    Raises:
        WorkspaceDamaged: A record file is missing or broken, or the graph or the text index differs; says where.
    """
    current = workspace.current()
    _check_records(workspace, current)
    with tempfile.TemporaryDirectory(prefix="verify-", dir=workspace.path) as folder:
        again = Path(folder)
        log = decisions.read(workspace.log)[: current.manifest.decisions]
        make(workspace, again, replace(current.manifest, vectors=""), linker, log)
        with connect(again / "graph.duckdb") as db:
            db.execute(f"ATTACH '{str(current.graph).replace(chr(39), chr(39) * 2)}' AS kept (READ_ONLY)")
            counts = _compare(db)
            if current.manifest.vectors and (odd := vectors.stale(db, current.text)):
                raise WorkspaceDamaged(f"the sentence vectors differ from the graph, for example of {odd[:3]}", _HINT)
        kept, made = TextIndex(current.text).keys(), TextIndex(again / "text").keys()
        if kept != made:
            odd = sorted(set(kept) ^ set(made))[:3]
            raise WorkspaceDamaged(f"the text index differs from the graph, for example on {odd}", _HINT)
    return counts | {"texts": len(kept)}


def _check_records(workspace: Workspace, current: Generation) -> None:
    for source, state in sorted(current.manifest.sources.items()):
        for name in state.files:
            try:
                pq.ParquetFile(workspace.records / name).close()
            except (OSError, ValueError) as error:
                raise WorkspaceDamaged(f"record file {name} of {source} cannot be read: {error}", _HINT) from None


def _compare(db: DuckDBPyConnection) -> dict[str, int]:
    """Compare every table of the graph, and every statement by the record that makes it."""
    counts = {"records": _same(db, "record", "SELECT * EXCLUDE rid FROM {db}.record")}
    for name, types in (("nodes", NODES), ("edges", EDGES)):
        counts[name] = sum(_same(db, t.name, f"SELECT * FROM {{db}}.main.{t.table}") for t in types)
    counts["counted"] = sum(_same(db, f"row of star.{name}", f"SELECT * FROM {{db}}.star.{name}") for name in STAR)
    counts["statements"] = sum(
        _same(
            db,
            f"statement about {t.name}",
            "SELECT r.source, r.record, s.* EXCLUDE rid "
            f"FROM {{db}}.said.{t.table} s JOIN {{db}}.main.record r USING (rid)",
        )
        for t in TYPES
    )
    return counts


def _same(db: DuckDBPyConnection, what: str, rows: str) -> int:
    """Number of rows of a query, which must be the same in the kept and the made graph."""
    own = str(db.execute("SELECT current_database()").fetchall()[0][0])
    kept, made = rows.format(db="kept"), rows.format(db=f'"{own}"')
    for more, less, verb in ((kept, made, "has"), (made, kept, "lacks")):
        odd = db.execute(f"SELECT * FROM (({more}) EXCEPT ALL ({less})) LIMIT 1").fetchone()
        if odd is not None:
            shown = ", ".join(str(value) for value in odd if value is not None)
            raise WorkspaceDamaged(f"the graph {verb} a {what} that its records do not explain: {shown[:300]}", _HINT)
    row = db.execute(f"SELECT count(*) FROM ({made})").fetchone()
    return int(row[0]) if row else 0
