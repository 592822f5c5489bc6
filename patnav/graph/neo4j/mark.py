"""The mark: the one node that says whose graph a database holds, in which state, and who is changing it.

It has ``workspace``, ``generation``, ``states`` (digests; the graph is in this one, or each row as in one of these),
``target`` (digest that an unfinished publish is bringing it to), ``step`` (how many of its transactions are done), and
a lease: ``holder`` and ``until``, by the server's clock. Every transaction of a publish moves ``step`` on and renews
the lease, if the holder still has it and ``step`` is where it was; so a transaction takes effect exactly once, however
often it is tried, and never after another publisher has taken over.
"""

from __future__ import annotations

import os
import secrets
import socket
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from neo4j import ManagedTransaction, Session
from neo4j.exceptions import DriverError, Neo4jError

from patnav.errors import StoreError
from patnav.graph.neo4j.layout import MARK
from patnav.graph.neo4j.rows import EMPTY
from patnav.graph.neo4j.server import Address, run

__all__ = ["FORMAT", "Lease", "Mark", "read"]

FORMAT = 1
"""Version of the layout in the server."""

_LEASE = 120_000
_ONE = f"CREATE CONSTRAINT patnav_mark IF NOT EXISTS FOR (m:{MARK}) REQUIRE m.name IS UNIQUE"


@dataclass(frozen=True, slots=True)
class Mark:
    """What the mark says.

    Attributes:
        id: Made up when the mark was made; another server, or the same one emptied, has another.
        workspace: Id of the workspace whose graph it is.
        generation: Its generation that is, or is being, published.
        states: Digests of the states that its rows are in.
        target: Digest that an unfinished publish is bringing it to, None where all is done.
        step: Number of that publish's transactions done.
        batch: Number of rows of its batches.
        holder: Who is publishing.
    """

    id: str
    workspace: str
    generation: int
    states: tuple[str, ...]
    target: str | None
    step: int
    batch: int
    holder: str | None


def read(session: Session) -> Mark | None:
    """The mark of a database, None where PatNav never published to it."""
    rows = run(session, f"MATCH (m:{MARK} {{name: 'graph'}}) RETURN properties(m) AS mark")
    return _mark(rows[0]["mark"]) if rows else None


def _mark(row: dict[str, Any]) -> Mark:
    return Mark(
        row["id"],
        row["workspace"],
        row["generation"],
        tuple(row["states"]),
        row.get("target"),
        row["step"],
        row.get("batch", 0),
        row.get("holder"),
    )


class Lease:
    """The right to publish to a database; a context manager that lets go at the end.

    Attributes:
        mark: What the mark said when the lease began.
        session: The session that holds it.

    Args:
        session: Where.
        address: The server, for messages.
        workspace: Id of the workspace to publish.

    Raises:
        StoreError: Another publisher holds it, or the database holds the graph of another workspace.
    """

    def __init__(self, session: Session, address: Address, workspace: str) -> None:
        self.session = session
        self._bound = {"holder": f"{_process(os.getpid())}:{secrets.token_hex(4)}", "lease": _LEASE}
        _check(read(session), address, workspace)
        run(session, _ONE, write=True)
        made = self._run(_MAKE, workspace=workspace, empty=EMPTY)[0]
        self.mark = _mark(made["mark"])
        _check(self.mark, address, workspace)
        if not (made["free"] or _dead(self.mark.holder)):
            raise StoreError(
                f"{self.mark.holder} is publishing to {address}",
                f"wait until it is done; if it died, its lease ends in {made['left'] // 1000} s",
            )
        self._must(self._run(_TAKE, old=self.mark.holder))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, Neo4jError | DriverError):  # else the server is gone, and the lease ends by itself
            self._run(_RELEASE)

    def begin(self, states: tuple[str, ...], target: str, generation: int, batch: int) -> None:
        """Note what is about to be done, before the first transaction."""
        self._must(self._run(_BEGIN, states=list(states), target=target, generation=generation, batch=batch))

    def passed(self, tx: ManagedTransaction, step: int) -> bool:
        """Whether an earlier try of a transaction took effect, as far as can be told without waiting for others."""
        row = tx.run(_AT).single()
        return row is not None and row["step"] > step

    def advance(self, tx: ManagedTransaction, step: int) -> bool:
        """Move on by one transaction, at the end of that transaction.

        Args:
            tx: The transaction.
            step: Number of transactions done before it.

        Returns:
            Whether it may commit; False where an earlier try of it did take effect.

        Raises:
            StoreError: Another publisher has taken over.
        """
        self._must([dict(record) for record in tx.run(_RENEW, self._bound)])
        return tx.run(_STEP, self._bound | {"step": step}).single() is not None

    def renew(self) -> None:
        """Renew the lease during long work."""
        self._must(self._run(_RENEW))

    def finish(self, target: str) -> None:
        """Note that the graph is in one state."""
        self._must(self._run(_FINISH, target=target))

    def _run(self, text: str, **parameters: Any) -> list[dict[str, Any]]:
        return run(self.session, text, self._bound | parameters, write=True)

    @staticmethod
    def _must(rows: list[dict[str, Any]]) -> None:
        if not rows:
            raise StoreError("another publisher has taken over", "wait until it is done, then publish again")


_MAKE = f"""
MERGE (m:{MARK} {{name: 'graph'}})
ON CREATE SET m.id = randomUUID(), m.workspace = $workspace, m.generation = 0, m.states = [$empty], m.step = 0,
              m.until = 0, m.format = {FORMAT}
RETURN properties(m) AS mark, m.until < timestamp() AS free, m.until - timestamp() AS left
"""
_TAKE = f"""
MATCH (m:{MARK} {{name: 'graph'}}) SET m.name = 'graph' WITH m WHERE coalesce(m.holder, '') = coalesce($old, '')
SET m.holder = $holder, m.until = timestamp() + $lease RETURN m.id AS id
"""
_HELD = f"MATCH (m:{MARK} {{name: 'graph'}}) SET m.name = 'graph' WITH m WHERE m.holder = $holder "
_RENEW = _HELD + "SET m.until = timestamp() + $lease RETURN m.id AS id"
_STEP = _HELD + "AND m.step = $step SET m.step = $step + 1 RETURN m.id AS id"
_AT = f"MATCH (m:{MARK} {{name: 'graph'}}) RETURN m.step AS step"
_BEGIN = (
    _HELD + "SET m.states = $states, m.target = $target, m.generation = $generation, m.batch = $batch, m.step = 0, "
    "m.until = timestamp() + $lease RETURN m.id AS id"
)
_FINISH = _HELD + "SET m.states = [$target], m.target = null, m.step = 0 RETURN m.id AS id"
_RELEASE = _HELD + "SET m.holder = null, m.until = 0 RETURN m.id AS id"
# Setting the name again takes the node's lock before anything is read from it.


def _check(mark: Mark | None, address: Address, workspace: str) -> None:
    if mark is not None and mark.workspace != workspace:
        raise StoreError(
            f"{address} holds the graph of another workspace ({mark.workspace[:8]}, generation {mark.generation})",
            "publish to another server or --database",
        )


def _process(pid: int) -> str:
    """Host, id and start of a process; the start is empty where it does not run or nothing tells."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
            birth = file.read().rsplit(")", 1)[1].split()[19]
    except OSError:
        birth = ""
    return f"{socket.gethostname()}:{pid}:{birth}"


def _dead(holder: str | None) -> bool:
    """Whether a holder was a process of this machine that no longer runs."""
    host, pid, birth, _ = (holder or ":::").rsplit(":", 3)
    here = host == socket.gethostname() and pid.isdigit() and birth
    return bool(here) and _process(int(pid)) != f"{host}:{pid}:{birth}"
