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
    of: int = 0
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


def same(decisions: Iterable[Decision]) -> dict[str, str]:
    """What the log says now about which keys are one.

    Args:
        decisions: The log.

    Returns:
        For every key that is merged away the key of the node that stands for it: the least of its component, so that
        the order of merges does not matter. Keys that stand for themselves are left out.
    """
    return {key: root for key, root in components(standing(decisions)).items() if key != root}


def standing(decisions: Iterable[Decision]) -> list[tuple[str, str]]:
    """The merges that stand: neither split later nor taken back.

    Args:
        decisions: The log.

    Returns:
        Pairs of keys, the lesser first, in the order in which they were first judged.
    """
    log = list(decisions)
    undone = {d.of for d in log if d.kind == "undo"}
    verdicts = {(min(d.a, d.b), max(d.a, d.b)): d.kind for d in log if d.kind != "undo" and d.id not in undone}
    return [pair for pair, kind in verdicts.items() if kind == "merge"]
