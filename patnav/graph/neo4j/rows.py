"""What a generation puts into Neo4j, and how that differs from what a server holds.

Of every state that was published, or may have been in part, the workspace keeps the identity and the hash of each row,
under the digest of them all: ``published/SERVER/DIGEST/*.parquet``, some twenty bytes a row. So what changed is known
without asking the server, whichever generations are still on disk; equal graphs have equal digests.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
from duckdb import DuckDBPyConnection

from patnav.graph.duckdb import connect
from patnav.graph.neo4j.layout import ALL, FILE, RECORD, SAME, SOURCE, EdgeSet, NodeSet
from patnav.graph.tables import sections
from patnav.graph.workspace import Generation

__all__ = ["EMPTY", "PIECE", "Rows", "Set", "load"]

EMPTY = "empty"
"""Digest of the state of a server that holds nothing."""

PIECE = 1 << 20
"""Size of the pieces in which the text index is sent."""

Set = NodeSet | EdgeSet

_LOADED = 5_000

_PROVEN = 1_000_000
"""Statements whose lists are made at once."""

_SECTIONS = sections("neo4j/rows")


class Rows:
    """Everything that a generation puts into Neo4j, in a database of its own; a context manager.

    Args:
        generation: The generation; it may be cleared away meanwhile.
        scratch: Folder for files that are deleted at the end.
    """

    def __init__(self, generation: Generation, scratch: Path) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="publish-", dir=scratch)
        self._db = connect(Path(":memory:"))
        self._db.execute(f"SET temp_directory = {_quoted(Path(self._folder.name))}")
        try:
            self._attach(generation)
            self._make(generation)
        except BaseException:
            self.close()
            raise
        self.digest = self._digest()

    def close(self) -> None:
        """Delete the scratch files."""
        self._db.close()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def copy(self, sql: str, path: Path, options: str) -> None:
        """Write the rows of a query to a file."""
        self._db.execute(f"COPY ({sql}) TO {_quoted(path)} ({options})")

    def count(self, table: str) -> int:
        """Number of rows of a table."""
        row = self._db.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(row[0]) if row else 0

    def batches(self, table: str, size: int) -> Iterator[list[tuple[Any, ...]]]:
        """Rows of a table, in an order that is the same in every run."""
        cursor = self._db.cursor().execute(f"SELECT * FROM {table}")
        while rows := cursor.fetchmany(size):
            yield rows

    def save(self, folder: Path, sets: Sequence[Set] = ALL) -> None:
        """Keep identity and hash of every row, for later differences; whole or not at all.

        Args:
            folder: A new folder, named by the digest; nothing happens where it exists.
            sets: What to keep, if not all.
        """
        if folder.exists():
            return
        part = folder.with_name(folder.name + ".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        for kind in sets:
            self._db.execute(f"COPY ({_state(kind)}) TO {_quoted(part / f'{kind.name}.parquet')} (COMPRESSION zstd)")
        part.rename(folder)

    def compare(self, kind: Set, states: Sequence[Path | None]) -> dict[str, int]:
        """Make the tables ``gone_``, ``fresh_`` and ``changed_`` of a set.

        Args:
            kind: The set.
            states: Folders of :meth:`save`: the server holds each row as one of them has it. None is the empty state.

        Returns:
            Number of rows by ``gone``, ``fresh`` and ``changed``.
        """
        files = [f for state in states if state is not None and (f := state / f"{kind.name}.parquet").exists()]
        union = " UNION ALL ".join(f"SELECT * FROM read_parquet({_quoted(f)})" for f in files)
        nothing = f"SELECT {_list(kind.identity)}, 0::UBIGINT AS hash FROM {kind.name} WHERE false"
        parts = {
            "table": kind.name,
            "identity": _list(kind.identity),
            "columns": _list(kind.columns, "o."),
            "order": _list(kind.identity, "o."),
            "held": _list(kind.identity, "h."),
            "same": _same(kind.identity, "h", "o"),
            "union": union or nothing,
            "states": str(len(states)),
        }
        for name in ("held", "gone", "fresh", "changed"):
            self._db.execute(_text(name, **parts))
        return {name: self.count(f"{name}_{kind.name}") for name in ("gone", "fresh", "changed")}

    def note(self, kind: Set, found: Iterable[Any], folder: Path) -> None:
        """Keep the identities of rows that a server holds, like :meth:`save`, their hashes unknown.

        Args:
            kind: The set.
            found: Its rows there, identity alone.
            folder: Where to.
        """
        table = f"note_{kind.name}"
        kinds = {name: kind.kinds[name] for name in kind.identity}
        load(self._db, table, kinds, found)
        path = _quoted(folder / f"{kind.name}.parquet")
        self._db.execute(f"COPY (SELECT *, NULL::UBIGINT AS hash FROM {table}) TO {path}")

    def _attach(self, generation: Generation) -> None:
        self._db.execute(f"ATTACH {_quoted(generation.graph)} AS g (READ_ONLY)")

    def _make(self, generation: Generation) -> None:
        self._db.execute(_text("ranked"))
        for kind in ALL:
            if isinstance(kind, EdgeSet):
                self._edges(kind)
            elif kind.owned:
                values = [
                    f'nullif("{n}", []) AS "{n}"' if t.endswith("[]") else f'"{n}"' for n, t in kind.kinds.items()
                ]
                self._prove("said_nodes", kind.type.table)
                parts = {"table": kind.name, "type": kind.type.table, "columns": ", ".join(values)}
                self._db.execute(_text("nodes", **parts))
        self._db.execute(_text("records", table=RECORD.name))
        self._db.execute(_text("merged", table=SAME.name))
        self._db.execute(_text("sources", table=SOURCE.name))
        for name, state in sorted(generation.manifest.sources.items()):
            row = (name, state.format, state.authority, state.records, state.rejected)
            self._db.execute(f"INSERT INTO {SOURCE.name} VALUES (?, ?, ?, ?, ?)", row)
        self._db.execute(_text("files", table=FILE.name))
        for path in sorted(generation.text.iterdir()):
            if not path.name.endswith(".lock"):
                self._pieces(path)

    def _edges(self, kind: EdgeSet) -> None:
        edge = kind.type
        if (kind.source, kind.target) == edge.pairs[0]:
            own = "".join(f'"{name}", ' for name in edge.identity)
            said = "".join(f's."{name}", ' for name in edge.identity)
            self._prove("said_edges", edge.table, own=own, identity=said)
        parts = {
            "table": kind.name,
            "type": edge.table,
            "source": kind.source,
            "target": kind.target,
            "same": _same(kind.identity, "p", "e"),
            "columns": _list(kind.columns),
        }
        self._db.execute(_text("edges", **parts))

    def _prove(self, name: str, type_: str, **names: str) -> None:
        """Make the table ``proof``: what states each node or edge of a type."""
        parts = self.count(f"g.said.{type_}") // _PROVEN + 1
        for part in range(parts):
            select = _text(name, type=type_, parts=str(parts), part=str(part), **names)
            self._db.execute(f"{'INSERT INTO proof' if part else 'CREATE OR REPLACE TEMP TABLE proof AS'} {select}")

    def _pieces(self, path: Path) -> None:
        with path.open("rb") as file:
            part = 0
            while content := file.read(PIECE):
                row = (f"{path.name}#{part}", path.name, part, content)
                self._db.execute(f"INSERT INTO {FILE.name} VALUES (?, ?, ?, ?)", row)
                part += 1

    def _digest(self) -> str:
        whole = hashlib.blake2b(digest_size=16)
        for kind in ALL:
            counted = self._db.execute(_text("digest", state=_state(kind))).fetchone()
            whole.update(repr((kind.name, kind.columns, counted)).encode())
        return whole.hexdigest()


def load(db: DuckDBPyConnection, table: str, kinds: Mapping[str, str], rows: Iterable[Any]) -> None:
    """Make a table of rows that a server gives.

    Args:
        db: Where.
        table: Its name.
        kinds: SQL type of each column.
        rows: Records with the columns in that order.
    """
    db.execute(f"CREATE TABLE {table} ({', '.join(f'{chr(34)}{n}{chr(34)} {t}' for n, t in kinds.items())})")
    schema = db.sql(f"SELECT * FROM {table}").to_arrow_table().schema
    values = (list(row.values()) for row in rows)
    while batch := list(islice(values, _LOADED)):
        columns = [pa.array(column, field.type) for column, field in zip(zip(*batch, strict=True), schema, strict=True)]
        db.register("batch", pa.table(columns, schema=schema))
        db.execute(f"INSERT INTO {table} FROM batch")
        db.unregister("batch")


def _text(name: str, **parts: str) -> str:
    text = _SECTIONS[name]
    for part, body in parts.items():
        text = text.replace("{{" + part + "}}", body)
    return text


def _state(kind: Set) -> str:
    return _text("state", table=kind.name, identity=_list(kind.identity), columns=_list(kind.columns))


def _list(names: Sequence[str], of: str = "") -> str:
    return ", ".join(f'{of}"{name}"' for name in names)


def _same(names: Sequence[str], a: str, b: str) -> str:
    return " AND ".join(f'{a}."{name}" IS NOT DISTINCT FROM {b}."{name}"' for name in names)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
