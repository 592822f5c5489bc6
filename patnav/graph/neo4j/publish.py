"""From a workspace to a Neo4j server: what changed, in order, each transaction exactly once.

Edges that went are deleted first, then nodes; nodes that came or changed are written, then edges. A change of few rows
is one transaction, so that readers see the old state or the new. Anything longer is a series of batches, counted by the
mark (:mod:`patnav.graph.neo4j.mark`): a killed publish goes on where it stopped, or, when the workspace has moved on
since, corrects what the killed one left, as it knows what each row may be like. Rows that the server cannot hold are
created, which is faster than to merge them.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from neo4j import Session

from patnav.config import settings
from patnav.graph.neo4j import layout
from patnav.graph.neo4j.mark import Lease
from patnav.graph.neo4j.rows import EMPTY, Rows, Set
from patnav.graph.neo4j.sending import Batch, Work, send
from patnav.graph.neo4j.server import Address, connect, explained, run, session_of
from patnav.graph.workspace import Generation, Workspace

__all__ = ["Published", "publish"]

_ATOMIC = 4
"""A change of up to so many batches is one transaction."""

_PIECES = 4
"""Pieces of the text index in a batch."""
_NODES, _EDGES = 2, 3
"""Stages in which nodes and edges are written; edges are deleted in stage 0, nodes in stage 1."""

_UNKNOWN = "unknown"
"""Digest of a state that the server alone knows."""

Progress = Callable[[int, int], None]
"""Called with the number of rows sent so far and the number of rows to send."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish did.

    Attributes:
        generation: The generation that the server holds now.
        sent: Number of nodes and edges created or changed.
        deleted: Number of nodes and edges deleted.
        resumed: Whether it went on where a killed one stopped.
        seconds: Time taken.
    """

    generation: int
    sent: int
    deleted: int
    resumed: bool
    seconds: float

    def to_dict(self) -> dict[str, Any]:
        """The counts by name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Task:
    """Rows of one table, to run one text on."""

    table: str
    text: str
    rows: int
    batch: int
    what: str
    stage: int


def publish(
    workspace: Workspace,
    address: Address,
    *,
    progress: Progress = lambda done, total: None,
    ask: Callable[[], str] | None = None,
) -> Published:
    """Bring a server to the workspace's current generation.

    Args:
        workspace: What to publish.
        address: Where to.
        progress: Is told how far it is.
        ask: Asks a person for the password where the environment has none.

    Returns:
        What was done; nothing where the server holds this state already.

    Raises:
        StoreError: The server cannot be reached, refuses, holds another workspace's graph, or is being published to.
        WorkspaceMissing: There is nothing to publish.
    """
    started = time.monotonic()
    generation = workspace.current()
    with (
        closing(connect(address, ask)) as driver,
        explained(address),
        session_of(driver, address) as session,
        Lease(session, address, generation.manifest.workspace) as lease,
    ):
        opened = partial(session_of, driver, address)
        sent, deleted, resumed = _bring(workspace, generation, opened, lease, progress)
    return Published(generation.manifest.generation, sent, deleted, resumed, round(time.monotonic() - started, 3))


def _bring(
    workspace: Workspace,
    generation: Generation,
    open_session: Callable[[], Session],
    lease: Lease,
    progress: Progress,
) -> tuple[int, int, bool]:
    kept = workspace.path / "published" / lease.mark.id
    kept.mkdir(parents=True, exist_ok=True)
    with Rows(generation, kept) as rows:
        if lease.mark.states == (rows.digest,) and lease.mark.target is None:
            return 0, 0, False
        lease.renew()
        _make(lease, (*layout.constraints(), *layout.indexes()))
        rows.save(kept / rows.digest)
        states, done = _begin(lease, rows, kept, generation.manifest.generation)
        tasks = _plan(rows, states, settings().batch)
        _send(open_session, lease, rows, tasks, done or 0, progress)
        _make(lease, layout.fulltext())
        _await_indexes(lease)
        lease.finish(rows.digest)
        for folder in kept.iterdir():
            if folder.is_dir() and folder.name != rows.digest and not folder.name.startswith("publish-"):
                shutil.rmtree(folder, ignore_errors=True)
    deleted = sum(task.rows for task in tasks if task.what == "remove")
    return sum(task.rows for task in tasks) - deleted, deleted, done is not None


def _begin(lease: Lease, rows: Rows, kept: Path, generation: int) -> tuple[list[Path | None], int | None]:
    """States that the server's rows may be in, and how many transactions of this very publish are done, if it is one
    that was killed.
    """
    mark, batch = lease.mark, settings().batch
    if any(state != EMPTY and not (kept / state).exists() for state in mark.states):
        states: list[Path | None] = [_survey(lease, rows, kept / "survey")]
        lease.begin((_UNKNOWN,), rows.digest, generation, batch)
        return states, None
    if (mark.target, mark.batch) == (rows.digest, batch):
        return [_folder(kept, state) for state in mark.states], mark.step
    before = tuple(dict.fromkeys((*mark.states, mark.target) if mark.target else mark.states))
    lease.begin(before, rows.digest, generation, batch)
    return [_folder(kept, state) for state in before], None


def _folder(kept: Path, state: str) -> Path | None:
    return None if state == EMPTY else kept / state


def _make(lease: Lease, texts: Iterable[str]) -> None:
    """Make constraints or indexes."""
    for text in texts:
        run(lease.session, text, write=True)


def _await_indexes(lease: Lease) -> None:
    while run(
        lease.session, "SHOW INDEXES YIELD name, state WHERE name STARTS WITH 'patnav_' AND state = 'POPULATING'"
    ):
        lease.renew()
        time.sleep(0.2)


def _plan(rows: Rows, states: list[Path | None], batch: int) -> list[_Task]:
    """All that is to be done, in order."""
    nodes: list[Set] = [kind for kind in layout.ALL if isinstance(kind, layout.NodeSet)]
    edges: list[Set] = [kind for kind in layout.ALL if isinstance(kind, layout.EdgeSet)]
    order = [(0, kind, "gone", "remove") for kind in edges] + [(1, kind, "gone", "remove") for kind in nodes]
    for stage, kinds in ((_NODES, nodes), (_EDGES, edges)):
        for kind in kinds:
            order += [(stage, kind, "fresh", "create"), (stage, kind, "changed", "replace")]
    counts = {kind.name: rows.compare(kind, states) for kind in layout.ALL}
    return [
        _Task(
            f"{table}_{kind.name}",
            getattr(kind, verb),
            counts[kind.name][table],
            _PIECES if kind.name == layout.FILE.name else batch,
            verb,
            stage,
        )
        for stage, kind, table, verb in order
        if counts[kind.name][table]
    ]


def _send(
    open_session: Callable[[], Session], lease: Lease, rows: Rows, tasks: list[_Task], done: int, progress: Progress
) -> None:
    """Run all tasks; the full-text indexes fill while the edges are sent."""
    lease.renew()
    total, at = sum(task.rows for task in tasks), 0

    def sent(count: int) -> None:
        nonlocal at
        at += count
        progress(at, total)

    def entered(stage: int) -> None:
        if stage == _EDGES:
            _make(lease, layout.fulltext())

    send(open_session, lease, _works(rows, tasks), done, entered, sent)


def _works(rows: Rows, tasks: list[_Task]) -> Iterator[Work]:
    """What each transaction does; the same in every run of one plan."""
    if sum(task.rows for task in tasks) <= _ATOMIC * settings().batch:
        yield Work(0, [batch for task in tasks for batch in _batches(rows, task)])
    else:
        for task in tasks:
            for batch in _batches(rows, task):
                yield Work(task.stage, [batch])


def _batches(rows: Rows, task: _Task) -> Iterator[Batch]:
    for batch in rows.batches(task.table, task.batch):
        yield Batch(task.text, batch, task.what == "create")


def _survey(lease: Lease, rows: Rows, folder: Path) -> Path:
    """Learn from the server itself which rows it holds, where the workspace does not know."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for kind in layout.ALL:
        rows.note(kind, lease.session.run(kind.read(kind.identity)), folder)
        lease.renew()
    return folder
