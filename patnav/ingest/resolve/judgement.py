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
from patnav.graph.manifest import Manifest
from patnav.graph.workspace import Workspace
from patnav.ingest.pipeline import build

__all__ = ["history", "judge", "merge", "split", "undo"]


def merge(workspace: Workspace, a: str, b: str, linker: Linker, *, why: str = "", who: str | None = None) -> Manifest:
    """Record that two organizations or two persons are one, and make the graph follow.

    Args:
        workspace: Whose graph.
        a: Key of the one.
        b: Key of the other.
        linker: Who names stand for.
        why: The reason, for the log.
        who: Who says so; the user's login name if not given.

    Returns:
        Manifest of the new generation. The node keeps the lesser key; the other key goes on resolving to it.

    Raises:
        NotFound: One of them is not in the graph.
        QueryError: They are of different types, of a type that cannot be merged, or the same node already.
    """
    _check(workspace, a, b)
    return _decide(workspace, [("merge", a, b)], linker, why, who)


def split(workspace: Workspace, a: str, linker: Linker, *, why: str = "", who: str | None = None) -> Manifest:
    """Record that a name that was merged, by hand or by itself, is a node of its own again.

    Args:
        workspace: Whose graph.
        a: The key that was merged, as the log or ``resolve explain`` has it.
        linker: Who names stand for.
        why: The reason, for the log.
        who: Who says so; the user's login name if not given.

    Returns:
        Manifest of the new generation.

    Raises:
        NotFound: No merge of that key stands.
    """
    log = history(workspace)
    pairs = [pair for pair in decisions.standing(log) if a in pair]
    with DuckDBStore(workspace.current()) as store:
        joins = [(row["a"], row["b"]) for row in store.rows("SELECT a, b FROM joined ORDER BY a, b", {})]
    after = [*log, *(Decision(len(log) + n, "split", *pair) for n, pair in enumerate(pairs, 1))]
    roots = decisions.same(after, joins)
    root = roots.get(a, a)
    others = sorted({key for key in {root, *roots} if roots.get(key, key) == root} - {a})
    if not pairs and not others:
        raise NotFound(f"no merge of {a} stands", "'patnav resolve history' lists the merges, with their keys")
    return _decide(
        workspace, [("split", x, y) for x, y in [*pairs, *((a, other) for other in others)]], linker, why, who
    )


def judge(
    workspace: Workspace,
    verdicts: Iterable[tuple[str, str, str]],
    linker: Linker,
    *,
    why: str = "",
    who: str | None = None,
) -> Manifest:
    """Record many judgements at once; those that stand already are left out.

    Args:
        workspace: Whose graph.
        verdicts: ``merge`` or ``split``, and two keys.
        linker: Who names stand for.
        why: The reason, for the log.
        who: Who says so; the user's login name if not given.

    Returns:
        Manifest of the new generation.

    Raises:
        NotFound: A key is none of the graph's; nothing is recorded then.
    """
    log = history(workspace)
    held = {(kind, *pair) for kind in ("merge", "split") for pair in decisions.standing(log, kind)}
    new = [(kind, a, b) for kind, a, b in verdicts if (kind, min(a, b), max(a, b)) not in held]
    named = sorted({key for _, *pair in new for key in pair})
    with DuckDBStore(workspace.current()) as store:
        known = {row["key"] for row in store.rows(_KNOWN, {"keys": named})}
    if unknown := [key for key in named if key not in known]:
        more = f" and {len(unknown) - 1} more" if len(unknown) > 1 else ""
        raise NotFound(
            f"no organization or person {unknown[0]}{more}", "'patnav show NAME' prints ids; none was judged"
        )
    return _decide(workspace, new, linker, why, who)


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
        QueryError: It was taken back before.
    """
    log = history(workspace)
    if not any(d.id == number and d.kind != "undo" for d in log):
        raise NotFound(f"there is no decision {number} to take back", "'patnav resolve history' lists them")
    if any(d.of == number for d in log):
        raise QueryError(f"decision {number} is taken back already", "'patnav resolve history' lists them")
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


def _check(workspace: Workspace, a: str, b: str) -> None:
    """Whether the keys are two nodes of one type that can be merged."""
    with DuckDBStore(workspace.current()) as store:
        types = [{row["type"]: row["key"] for row in store.rows(_TYPES, {"key": key})} for key in (a, b)]
    for key, found in zip((a, b), types, strict=True):
        if not found:
            raise NotFound(f"no organization or person {key}", "'patnav show NAME' prints ids")
    if types[0].keys() != types[1].keys():
        raise QueryError(f"{a} and {b} are of different types", "merge like with like")
    if types[0] == types[1]:
        raise QueryError(f"{a} and {b} are one node already", "'patnav resolve history' says why")


_TYPES = """
WITH wanted AS (SELECT coalesce((SELECT key FROM same WHERE leaf = $key), $key) AS key)
SELECT 'Organization' AS type, key FROM organization SEMI JOIN wanted USING (key)
UNION ALL
SELECT 'Person', key FROM person SEMI JOIN wanted USING (key)
"""
_KNOWN = """
SELECT key FROM organization WHERE key IN (SELECT unnest($keys::VARCHAR[]))
UNION SELECT key FROM person WHERE key IN (SELECT unnest($keys::VARCHAR[]))
UNION SELECT leaf FROM same WHERE leaf IN (SELECT unnest($keys::VARCHAR[]))
"""
