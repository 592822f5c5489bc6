"""Transactions in a row, each prepared while the one before it commits.

A commit costs a server about as much time as the work before it. So two sessions take turns: one works while the other
commits. Their order stays: a transaction moves the mark on only after the one before it has committed, and starts to
work only when that one has no more locks to take, so the two never wait for each other in a circle. Between stages,
where what one transaction does is looked for by the next, it waits for the commit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Event
from typing import Any

from neo4j import ManagedTransaction, Session, unit_of_work
from neo4j.exceptions import TransientError

from patnav.errors import StoreError
from patnav.graph.neo4j.mark import Lease
from patnav.graph.neo4j.server import MEMORY

__all__ = ["Batch", "Work", "send"]

_TIMEOUT = 600


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows to run one text on.

    Attributes:
        text: Cypher, of ``$rows``.
        rows: The rows.
        makes: Whether it makes one node or edge of each row.
    """

    text: str
    rows: list[tuple[Any, ...]]
    makes: bool


@dataclass(frozen=True, slots=True)
class Work:
    """What one transaction does.

    Attributes:
        stage: Stages follow each other strictly.
        batches: Its batches.
    """

    stage: int
    batches: list[Batch]


class _Applied(Exception):
    """An earlier try of the transaction did take effect."""


@dataclass(slots=True)
class _Turn:
    step: int
    work: Work
    before: _Turn | None
    worked: Event = field(default_factory=Event)
    future: Future[None] = field(default_factory=Future)


def send(
    open_session: Callable[[], Session],
    lease: Lease,
    works: Iterator[Work],
    done: int,
    entered: Callable[[int], None],
    sent: Callable[[int], None],
) -> None:
    """Run transactions in order.

    Args:
        open_session: Opens a session.
        lease: The right to.
        works: What each transaction does; the same in every run of one publish.
        done: How many of them an earlier run has done.
        entered: Is told of each new stage, when the one before is committed.
        sent: Is told the number of rows of each transaction.
    """
    sessions: SimpleQueue[Session] = SimpleQueue()
    with open_session() as one, open_session() as other, ThreadPoolExecutor(2) as pool, ThreadPoolExecutor(1) as reader:
        sessions.put(one)
        sessions.put(other)
        last: _Turn | None = None
        for step, work in enumerate(_ahead(works, reader)):
            if step >= done:
                turn = _Turn(step, work, last)
                _wait(last, work.stage)
                if last is not None and last.work.stage != work.stage:
                    entered(work.stage)
                turn.future = pool.submit(_take, turn, lease, sessions)
                last = turn
            sent(sum(len(batch.rows) for batch in work.batches))
        if last is not None:
            last.future.result()


def _ahead(works: Iterator[Work], reader: ThreadPoolExecutor) -> Iterator[Work]:
    """The same, each read while the one before it is sent."""
    coming = reader.submit(next, works, None)
    while (work := coming.result()) is not None:
        coming = reader.submit(next, works, None)
        yield work


def _wait(last: _Turn | None, stage: int) -> None:
    """Wait until the next transaction may start to work."""
    if last is not None:
        last.worked.wait()
        if last.before is not None:
            last.before.future.result()
            last.before = None
        if last.work.stage != stage or last.future.done():
            last.future.result()


def _take(turn: _Turn, lease: Lease, sessions: SimpleQueue[Session]) -> None:
    session = sessions.get()
    try:
        session.execute_write(unit_of_work(timeout=_TIMEOUT)(_transaction), turn, turn.before, lease)
    except _Applied:
        return
    finally:
        turn.worked.set()
        sessions.put(session)


def _transaction(tx: ManagedTransaction, turn: _Turn, before: _Turn | None, lease: Lease) -> None:
    if lease.passed(tx, turn.step):
        return
    try:
        for batch in turn.work.batches:
            made = tx.run(batch.text, rows=batch.rows).consume().counters
            if batch.makes and made.nodes_created + made.relationships_created != len(batch.rows):
                raise StoreError("the server lacks nodes that PatNav put there", "publish to an empty --database")
    except TransientError as error:
        if error.code == MEMORY:  # the same rows would fail again
            raise StoreError(
                "the server has too little memory for a transaction",
                "lower PATNAV_NEO4J_BATCH, or raise dbms.memory.transaction.total.max",
            ) from None
        raise
    turn.worked.set()
    if before is not None:
        before.future.result()
    if not lease.advance(tx, turn.step):
        raise _Applied
