"""The embedded store: a generation's DuckDB file and text index, opened for reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

import duckdb

from patnav.config import settings
from patnav.errors import StoreError
from patnav.graph.matching import Match
from patnav.graph.store import Row
from patnav.graph.text import Hit, TextIndex
from patnav.graph.workspace import Generation, Workspace

if TYPE_CHECKING:
    from patnav.graph.vectors import Vectors

__all__ = ["DuckDBStore", "connect", "out_of_memory"]


def connect(path: Path, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file with PatNav's settings.

    Args:
        path: The file.
        read_only: Whether to open it for reading alone; then other processes may, too.

    Returns:
        The connection; it never reaches for the network.

    Raises:
        StoreError: The file cannot be opened.
    """
    chosen = settings()
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": chosen.memory,
        "threads": chosen.threads,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "dynamic_or_filter_threshold": 2000,  # how many keys of a join an index is still asked for
    }
    try:
        db = duckdb.connect(str(path), read_only=read_only, config=config)
        db.execute("SET enable_progress_bar = false")  # it would go to stdout, where results go
        return db
    except duckdb.Error as error:
        raise StoreError(
            f"cannot open {path}: {str(error).splitlines()[0]}", "check PATNAV_MEMORY and the file"
        ) from None


def out_of_memory(error: duckdb.Error) -> StoreError:
    """DuckDB's error as one that says what to do."""
    return StoreError(f"DuckDB ran out of memory: {str(error).splitlines()[0]}", "set PATNAV_MEMORY higher, as 2GB")


class DuckDBStore:
    """A generation of a workspace, as a store.

    Args:
        generation: The generation to open; it stays readable while writers go on.
    """

    language: Literal["sql", "cypher"] = "sql"

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self._db = connect(generation.graph, read_only=True)
        self._text = TextIndex(generation.text)

    @classmethod
    def open(cls, path: Path) -> DuckDBStore:
        """Open the current generation of the workspace at ``path``.

        Raises:
            WorkspaceMissing: There is none.
        """
        return cls(Workspace(path).current())

    @property
    def number(self) -> int:
        """See :class:`patnav.graph.store.Store`."""
        return self.generation.manifest.generation

    def sources(self) -> list[Row]:
        """See :class:`patnav.graph.store.Store`."""
        return [
            {"source": name, "format": s.format, "records": s.records, "quarantined": s.rejected}
            for name, s in sorted(self.generation.manifest.sources.items())
        ]

    def rows(self, text: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Run SQL; parameters that the text does not name are left out."""
        named = {name: value for name, value in parameters.items() if f"${name}" in text}
        try:
            return self._run(text, named)
        except duckdb.OutOfMemoryException:
            # pages of indexes that were once read are never given back; a new connection has read none
            self._db.close()
            self._db = connect(self.generation.graph, read_only=True)
        try:
            return self._run(text, named)
        except duckdb.OutOfMemoryException as error:
            raise out_of_memory(error) from None

    def _run(self, text: str, named: Row) -> list[Row]:
        try:
            cursor = self._db.cursor().execute(text, named)
        except (duckdb.BinderException, duckdb.CatalogException) as error:
            raise StoreError(
                "the graph was made by another version of PatNav", "run 'patnav ingest' on any source: it is made anew"
            ) from error
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def terms(self, text: str) -> list[str]:
        """See :class:`patnav.graph.store.Store`."""
        return self._text.terms(text)

    def sequence(self, text: str) -> list[str]:
        """See :class:`patnav.graph.store.Store`."""
        return self._text.sequence(text)

    def rare(self, terms: Sequence[str], limit: int) -> list[str]:
        """See :class:`patnav.graph.store.Store`."""
        return self._text.rare(terms, limit)

    def search(self, terms: Sequence[str], limit: int, type_: str = "Patent", every: bool = False) -> list[Hit]:
        """See :class:`patnav.graph.store.Store`."""
        return self._text.search(terms, limit, type_, every)

    def find(self, match: Match, limit: int, type_: str = "Patent") -> list[Hit]:
        """See :class:`patnav.graph.store.Store`."""
        return self._text.find(match, limit, type_)

    def count(self, match: Match, type_: str = "Patent") -> int:
        """See :class:`patnav.graph.store.Store`."""
        return self._text.count(match, type_)

    def vocabulary(self, prefix: str) -> dict[str, int]:
        """See :class:`patnav.graph.store.Store`."""
        return self._text.vocabulary(prefix)

    @cached_property
    def vectors(self) -> Vectors:
        """See :class:`patnav.graph.store.Store`."""
        from patnav.graph.vectors import Vectors  # and with it numpy, which most questions do without

        return Vectors(self.generation.text)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
