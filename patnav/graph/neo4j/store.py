"""The store that answers questions on a Neo4j server.

Texts are found by the same index as in the workspace: a publish puts its files into the server (``PatNavFile``), and
the first search on a published state brings them to ``PATNAV_CACHE``; later ones bring only the files that are new. So
both stores rank by the same numbers to the last digit. Neo4j's own full-text index cannot promise that: it goes on
counting the words of deleted texts, so scores there depend on how the state was reached. It stands beside, for users'
Cypher.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from neo4j import Session

from patnav.config import settings
from patnav.errors import StoreError
from patnav.graph.matching import Match
from patnav.graph.neo4j import mark as marks
from patnav.graph.neo4j.layout import FILE, SOURCE
from patnav.graph.neo4j.server import Address, connect, explained, run, session_of
from patnav.graph.store import Row
from patnav.graph.text import Hit, TextIndex

if TYPE_CHECKING:
    from patnav.graph.vectors import Vectors

__all__ = ["Neo4jStore", "fetch_text", "whole"]

_KEPT = 3
_SOURCES = (
    f"MATCH (s:{SOURCE.name}) RETURN s.key AS source, s.format AS format, s.records AS records, "
    "s.quarantined AS quarantined ORDER BY source"
)
_PIECE = f"MATCH (f:{FILE.name} {{key: $key}}) RETURN f.content AS content"
_PARTS = f"MATCH (f:{FILE.name}) RETURN f.name AS name, max(f.part) + 1 AS parts ORDER BY name"


class Neo4jStore:
    """A published graph, as a store.

    Args:
        address: Where it is.
        ask: Asks a person for the password where the environment has none.

    Raises:
        StoreError: It cannot be reached, holds no published graph, or one that is not whole.
    """

    language: Literal["sql", "cypher"] = "cypher"

    def __init__(self, address: Address, ask: Callable[[], str] | None = None) -> None:
        self.address = address
        self._driver = connect(address, ask)
        self._text: TextIndex | None = None
        try:
            with explained(address), self._session() as session:
                self.mark = whole(marks.read(session), address)
        except BaseException:
            self.close()
            raise

    @property
    def number(self) -> int:
        """See :class:`patnav.graph.store.Store`."""
        return self.mark.generation

    def sources(self) -> list[Row]:
        """See :class:`patnav.graph.store.Store`."""
        return self.rows(_SOURCES, {})

    def rows(self, text: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Run Cypher in a read transaction; see :class:`patnav.graph.store.Store`."""
        with explained(self.address), self._session() as session:
            return run(session, text, dict(parameters), timeout=settings().timeout)

    def terms(self, text: str) -> list[str]:
        """See :class:`patnav.graph.store.Store`."""
        return self._index().terms(text)

    def sequence(self, text: str) -> list[str]:
        """See :class:`patnav.graph.store.Store`."""
        return self._index().sequence(text)

    def rare(self, terms: Sequence[str], limit: int) -> list[str]:
        """See :class:`patnav.graph.store.Store`."""
        return self._index().rare(terms, limit)

    def search(self, terms: Sequence[str], limit: int, type_: str = "Patent", every: bool = False) -> list[Hit]:
        """See :class:`patnav.graph.store.Store`."""
        return self._index().search(terms, limit, type_, every)

    def find(self, match: Match, limit: int, type_: str = "Patent") -> list[Hit]:
        """See :class:`patnav.graph.store.Store`."""
        return self._index().find(match, limit, type_)

    def count(self, match: Match, type_: str = "Patent") -> int:
        """See :class:`patnav.graph.store.Store`."""
        return self._index().count(match, type_)

    def vocabulary(self, prefix: str) -> dict[str, int]:
        """See :class:`patnav.graph.store.Store`."""
        return self._index().vocabulary(prefix)

    @cached_property
    def vectors(self) -> Vectors:
        """See :class:`patnav.graph.store.Store`."""
        from patnav.graph.vectors import Vectors  # and with it numpy, which most questions do without

        return Vectors(self._folder())

    def close(self) -> None:
        """Close the connection."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _session(self) -> Session:
        return session_of(self._driver, self.address)

    def _index(self) -> TextIndex:
        if self._text is None:
            self._text = TextIndex(self._folder())
        return self._text

    def _folder(self) -> Path:
        """The published text index, brought here."""
        cache = settings().cache / "text"
        folder = cache / self.mark.states[0]
        if not folder.exists():
            with explained(self.address), self._session() as session:
                fetch_text(session, folder)
            _prune(cache)
        os.utime(folder)
        return folder


def whole(mark: marks.Mark | None, address: Address) -> marks.Mark:
    """The mark of a database whose graph is whole.

    Args:
        mark: What the database has.
        address: The server, for messages.

    Raises:
        StoreError: There is no graph, or it is between two states.
    """
    if mark is None or mark.generation == 0:
        raise StoreError(f"{address} holds no graph of PatNav's", "publish one with 'patnav publish'")
    if mark.target is not None:
        raise StoreError(
            f"a publish to {address} is under way, or was killed", "wait, or finish it with 'patnav publish'"
        )
    return mark


def fetch_text(session: Session, folder: Path) -> None:
    """Bring the text index of a published graph.

    Args:
        session: Where from.
        folder: Where to; it appears whole or not at all. Files that an index beside it has, too, are shared with it.
    """
    part = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for row in run(session, _PARTS):
        path = part / row["name"]
        held = None if path.suffix == ".json" else _held(folder.parent, row["name"])  # all other files never change
        if held is not None:
            os.link(held, path)
            continue
        with path.open("wb") as file:
            for number in range(row["parts"]):
                piece = run(session, _PIECE, {"key": f"{row['name']}#{number}"})
                file.write(piece[0]["content"])
    try:
        part.rename(folder)
    except OSError:  # another process was quicker
        shutil.rmtree(part)
        if not folder.exists():
            raise


def _held(cache: Path, name: str) -> Path | None:
    return next((f for f in cache.glob(f"*/{name}") if not f.parent.name.endswith(".part")), None)


def _prune(cache: Path) -> None:
    """Forget all but the indexes used last."""
    folders = sorted((f for f in cache.iterdir() if f.suffix != ".part"), key=lambda f: f.stat().st_mtime)
    for folder in folders[:-_KEPT]:
        shutil.rmtree(folder, ignore_errors=True)
