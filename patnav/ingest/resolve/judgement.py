"""Judgements by hand: these two nodes are one, or they are not; recorded, and reversible."""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from datetime import UTC, datetime

from patnav.errors import NotFound, QueryError
from patnav.graph import decisions
from patnav.graph.decisions import Decision
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.links import Linker
from patnav.graph.workspace import Manifest, Workspace
from patnav.ingest.pipeline import build

__all__ = ["history", "merge", "split", "undo"]

_MERGEABLE = ("Organization", "Person")


def merge(workspace: Workspace, a: str, b: str, linker: Linker, *, why: str = "", who: str | None = None) -> Manifest:
    """Record that two organizations or two persons are one, and make the graph follow.

    Args:
        workspace: Whose graph.
        a: Key or name of the one.
        b: Key or name of the other.
        linker: Who names stand for.
        why: The reason, for the log.
        who: Who says so; the user's login name if not given.

    Returns:
        Manifest of the new generation. The node keeps the lesser key; the other key goes on resolving to it.

    Raises:
        NotFound: One of them is not in the graph.
        QueryError: They are of different types, of a type that cannot be merged, or the same node already.
    """
    keys = _keys(workspace, (a, b))
    if keys[0] == keys[1]:
        raise QueryError(f"{a!r} and {b!r} are one node already: {keys[0]}", "'patnav resolve history' says why")
    return _decide(workspace, [("merge", *keys)], linker, why, who)


def split(workspace: Workspace, a: str, linker: Linker, *, why: str = "", who: str | None = None) -> Manifest:
    """Record that a name that was merged is a node of its own again.

    Args:
        workspace: Whose graph.
        a: The key that was merged, as the log has it.
        linker: Who names stand for.
        why: The reason, for the log.
        who: Who says so; the user's login name if not given.

    Returns:
        Manifest of the new generation.

    Raises:
        NotFound: No merge of that key stands.
    """
    pairs = [pair for pair in decisions.standing(history(workspace)) if a in pair]
    if not pairs:
        raise NotFound(f"no merge of {a} stands", "'patnav resolve history' lists the merges, with their keys")
    return _decide(workspace, [("split", *pair) for pair in pairs], linker, why, who)


def undo(workspace: Workspace, number: int, linker: Linker, *, why: str = "", who: str | None = None) -> Manifest:
    """Take an earlier decision back.

    Args:
        workspace: Whose graph.
        number: Number of the decision in the log.
        linker: Who names stand for.
        why: The reason, for the log.
        who: Who says so; the user's login name if not given.

    Returns:
        Manifest of the new generation.

    Raises:
        NotFound: There is no such decision, or it is an undo itself.
    """
    log = history(workspace)
    if not any(d.id == number and d.kind != "undo" for d in log):
        raise NotFound(f"there is no decision {number} to take back", "'patnav resolve history' lists them")
    with workspace.writer() as writer:
        decision = Decision(len(log) + 1, "undo", of=number, who=who or getpass.getuser(), when=_now(), why=why)
        writer.decide(decision)
        return build(writer, linker)


def history(workspace: Workspace) -> list[Decision]:
    """All decisions, in order.

    Raises:
        WorkspaceMissing: There is no graph.
    """
    workspace.current()
    return decisions.read(workspace.log)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _decide(
    workspace: Workspace, verdicts: Iterable[tuple[str, str, str]], linker: Linker, why: str, who: str | None
) -> Manifest:
    with workspace.writer() as writer:
        writer.discard()
        for kind, a, b in verdicts:
            number = len(decisions.read(workspace.log)) + 1
            writer.decide(
                Decision(number, kind, min(a, b), max(a, b), who=who or getpass.getuser(), when=_now(), why=why)
            )
        return build(writer, linker)


def _keys(workspace: Workspace, names: Iterable[str]) -> list[str]:
    from patnav.queries.show import identify

    keys, types = [], set()
    with DuckDBStore(workspace.current()) as store:
        for name in names:
            found = identify(store, name)
            if len(found) > 1:
                raise QueryError(f"{len(found)} things are called {name!r}", "name one by its id")
            type_, node = found[0]
            if type_.name not in _MERGEABLE:
                raise QueryError(f"{name} is a {type_.name}", "organizations and persons can be merged")
            keys.append(str(node["key"]))
            types.add(type_.name)
    if len(types) > 1:
        raise QueryError(f"{' and '.join(keys)} are of different types", "merge like with like")
    return keys
