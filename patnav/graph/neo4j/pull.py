"""From a Neo4j server back to a folder: a published graph as a workspace that can be asked, but not added to."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from neo4j import Session

from patnav.errors import StoreError, WorkspaceError
from patnav.graph import star, tables
from patnav.graph.duckdb import connect as open_file
from patnav.graph.manifest import Manifest, SourceState
from patnav.graph.neo4j import mark as marks
from patnav.graph.neo4j.layout import ALL, FILE, EdgeSet, NodeSet
from patnav.graph.neo4j.rows import Set, load
from patnav.graph.neo4j.server import Address, connect, explained, session_of
from patnav.graph.neo4j.store import fetch_text, whole
from patnav.graph.workspace import Workspace

__all__ = ["pull"]

Progress = Callable[[int, int], None]


def pull(
    address: Address,
    target: Path,
    *,
    progress: Progress = lambda done, total: None,
    ask: Callable[[], str] | None = None,
) -> Manifest:
    """Make a workspace of a published graph: it answers as the one it was published from does, and writers refuse it.

    Args:
        address: Where from.
        target: Folder to make; it appears whole or not at all.
        progress: Is told how far it is.
        ask: Asks a person for the password where the environment has none.

    Returns:
        What the workspace is made of.

    Raises:
        StoreError: The server cannot be reached, holds no published graph, or was published to meanwhile.
        WorkspaceError: The folder exists, or cannot be made.
    """
    if target.exists():
        raise WorkspaceError(f"{target} exists", "name a new folder")
    part = target.with_name(target.name + ".part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        (part / "g").mkdir(parents=True)
        with closing(connect(address, ask)) as driver, explained(address), session_of(driver, address) as session:
            mark = whole(marks.read(session), address)
            sources = _graph(session, part / "g" / "graph.duckdb", progress)
            fetch_text(session, part / "g" / "text")
            if marks.read(session) != mark:
                raise StoreError(f"{address} was published to meanwhile", "pull again")
        manifest = Manifest(mark.workspace, mark.generation, sources=sources)
        Workspace(part).adopt(part / "g", manifest, str(address))
        part.rename(target)
    except OSError as error:
        raise WorkspaceError(f"cannot write {target}: {error.strerror}", "name another place") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return manifest


def _graph(session: Session, path: Path, progress: Progress) -> dict[str, SourceState]:
    """Make the DuckDB file; returns the sources that its records name."""
    with open_file(path) as db:
        tables.create(db)
        db.execute(_SOURCES)
        sets = [kind for kind in ALL if kind.name != FILE.name]
        for done, kind in enumerate(sets):
            progress(done, len(sets))
            load(db, "pulled", kind.kinds, session.run(kind.read(kind.columns)))
            for text in _enter(kind):
                db.execute(text)
            db.execute("DROP TABLE pulled")
        tables.index(db)
        star.make(db)
        db.execute("CHECKPOINT")
        rows = db.execute(
            "SELECT source, format, authority, records, quarantined FROM source ORDER BY source"
        ).fetchall()
        return {name: SourceState("", format_, "", rank, held, (), bad) for name, format_, rank, held, bad in rows}


_SOURCES = """
CREATE TEMP TABLE source (source VARCHAR, format VARCHAR, authority INTEGER, records BIGINT, quarantined BIGINT)
"""
_HOUSE = {
    "PatNavRecord": (
        "INSERT INTO record BY NAME SELECT key AS rid, source, record, position, authority, document AS key, "
        "CASE WHEN document IS NULL THEN 'Patent' ELSE 'Document' END AS type FROM pulled",
    ),
    "PatNavSource": ("INSERT INTO source SELECT * FROM pulled",),
    "PatNavSame": ("INSERT INTO same SELECT key, survivor FROM pulled",),
}


def _enter(kind: Set) -> Sequence[str]:
    """SQL that puts the rows of ``pulled`` where they belong: the graph, and what states it."""
    if isinstance(kind, EdgeSet):
        return _enter_edges(kind)
    if not kind.owned:
        return _HOUSE[kind.name]
    return _enter_nodes(kind)


def _enter_nodes(kind: NodeSet) -> Sequence[str]:
    table = kind.type.table
    return (
        f"INSERT INTO main.{table} BY NAME SELECT * EXCLUDE (records) FROM pulled",
        f"INSERT INTO said.{table} (rid, key) SELECT unnest(records), key FROM pulled",
    )


def _enter_edges(kind: EdgeSet) -> Sequence[str]:
    table = kind.type.table
    ends = f"'{kind.source}' AS src_type, '{kind.target}' AS dst_type"
    own = "".join(f', "{name}"' for name in kind.type.identity)
    proof = "records, spans, quotes" if kind.quoted else "records"
    places = ""
    if kind.quoted:
        places = ", nullif(spans[2 * i - 1], -1) AS at_start, nullif(spans[2 * i], -1) AS at_end"
        places += ", nullif(quotes[i], '') AS quote_text"
    each = "(SELECT *, unnest(range(1, len(records) + 1)) AS i FROM pulled)"
    return (
        f"INSERT INTO main.{table} BY NAME SELECT {ends}, * EXCLUDE ({proof}) FROM pulled",
        f"INSERT INTO said.{table} BY NAME SELECT records[i] AS rid, {ends}, src, dst{own}{places} FROM {each}",
    )
