"""Decisions: judgements about which nodes are one, in an append-only log.

One JSON object a line: ``{"id": 3, "kind": "merge", "a": KEY, "b": KEY, "who": ..., "when": ..., "why": ...}``.
``merge`` says that two keys are one node, ``split`` that they are not, ``undo`` takes an earlier line back
(``{"kind": "undo", "of": 3}``). The last word on a pair counts. Nothing is ever deleted from the log, so that an id
once printed keeps resolving and every merge can be explained and reversed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import orjson

from patnav.errors import WorkspaceDamaged

__all__ = ["Decision", "append", "components", "read", "same", "standing"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log.

    Attributes:
        id: Number of the line, from 1.
        kind: ``merge``, ``split`` or ``undo``.
        a: First key (``merge`` and ``split``).
        b: Second key (``merge`` and ``split``).
        of: Number of the decision taken back (``undo``).
        who: Who decided.
        when: ISO 8601 date and time, UTC.
        why: The reason given.
    """

    id: int
    kind: str
    a: str = ""
    b: str = ""
    of: int | None = None
    who: str = ""
    when: str = ""
    why: str = ""


def read(path: Path) -> list[Decision]:
    """Read the log.

    Args:
        path: ``decisions.jsonl``; a missing file is an empty log.

    Returns:
        The decisions in order. A last line that a killed writer left without its end is not yet a decision.

    Raises:
        WorkspaceDamaged: A line cannot be read.
    """
    if not path.exists():
        return []
    lines = path.read_bytes().split(b"\n")[:-1]
    decisions = []
    for number, line in enumerate(lines, 1):
        try:
            decisions.append(Decision(**orjson.loads(line)))
        except (orjson.JSONDecodeError, TypeError) as error:
            raise WorkspaceDamaged(
                f"line {number} of {path} is no decision: {error}", "restore the file from a backup"
            ) from None
    return decisions


def append(path: Path, decision: Decision) -> None:
    """Add one decision to the log; it is on disk when the function returns.

    Args:
        path: ``decisions.jsonl``.
        decision: What was decided.
    """
    whole = path.read_bytes() if path.exists() else b""
    kept = whole[: whole.rfind(b"\n") + 1]
    with path.open("r+b" if path.exists() else "wb") as file:
        file.truncate(len(kept))
        file.seek(len(kept))
        file.write(orjson.dumps(decision) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def components(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Connected components by union-find.

    Args:
        pairs: Keys that belong together.

    Returns:
        For every key of a pair the least key of its component.
    """
    parent: dict[str, str] = {}

    def find(key: str) -> str:
        root = key
        while parent.setdefault(root, root) != root:
            root = parent[root]
        while parent[key] != root:
            parent[key], key = root, parent[key]
        return root

    for a, b in pairs:
        low, high = sorted((find(a), find(b)))
        parent[high] = low
    return {key: find(key) for key in parent}


def same(decisions: Iterable[Decision], joins: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """Which keys are one: by the log, and by the linker where the log says nothing else.

    Args:
        decisions: The log.
        joins: Pairs of keys that the linker takes for one, in a fixed order. A pair that would bring together two keys
            that were split by hand is left out.

    Returns:
        For every key that is merged away the key of the node that stands for it: the least of its component, so that
        the order of merges does not matter. Keys that stand for themselves are left out.
    """
    log = list(decisions)
    kept = _apart(standing(log), joins, standing(log, "split"))
    return {key: root for key, root in components(kept).items() if key != root}


def _apart(
    merges: list[tuple[str, str]], joins: Iterable[tuple[str, str]], splits: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """The merges, and of the joins those that leave every split pair apart."""
    if not splits:
        return [*merges, *joins]
    foes: dict[str, set[str]] = {}
    for a, b in splits:
        foes.setdefault(a, set()).add(b)
        foes.setdefault(b, set()).add(a)
    group: dict[str, set[str]] = {}

    def unite(a: str, b: str) -> None:
        one = group.setdefault(a, {a})
        other = group.setdefault(b, {b})
        if one is not other:
            one |= other
            group.update(dict.fromkeys(other, one))

    for a, b in merges:
        unite(a, b)
    kept = list(merges)
    for a, b in joins:
        one, other = group.get(a, {a}), group.get(b, {b})
        if not any(foe in other for key in one for foe in foes.get(key, ())):
            unite(a, b)
            kept.append((a, b))
    return kept


def standing(decisions: Iterable[Decision], kind: str = "merge") -> list[tuple[str, str]]:
    """The judgements of one kind that stand: no later one says otherwise, and they were not taken back.

    Args:
        decisions: The log.
        kind: ``merge`` or ``split``.

    Returns:
        Pairs of keys, the lesser first, in the order in which they were first judged.
    """
    log = list(decisions)
    undone = {d.of for d in log if d.kind == "undo"}
    verdicts = {(min(d.a, d.b), max(d.a, d.b)): d.kind for d in log if d.kind != "undo" and d.id not in undone}
    return [pair for pair, verdict in verdicts.items() if verdict == kind]
