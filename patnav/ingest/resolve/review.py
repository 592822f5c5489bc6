"""What is left to judge: pairs of organizations of the graph that look alike, and what tells for and against them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from patnav.errors import NotFound, QueryError
from patnav.graph import decisions
from patnav.graph.decisions import Decision
from patnav.graph.store import Store
from patnav.ingest.resolve.aliases import aliases
from patnav.ingest.resolve.blocks import Leaf, block_keys, leaf_of
from patnav.ingest.resolve.evidence import compare
from patnav.ingest.resolve.normalise import organization_key

__all__ = [
    "Candidate",
    "Explanation",
    "ask",
    "candidates",
    "explain",
    "read_judgements",
    "stated_key",
    "write_judgements",
]

_MOST_ALIKE = 30
"""A key that more names share than this tells nothing."""

_NAMED = """
WITH held AS (
  SELECT dst AS key, count(DISTINCT src) AS patents
  FROM (SELECT src, dst FROM applicant UNION SELECT src, dst FROM owner) GROUP BY dst
), named AS (
  SELECT key, min(name) AS name, CASE WHEN count(DISTINCT country) = 1 THEN min(country) END AS country
  FROM said.organization WHERE name IS NOT NULL GROUP BY key
)
SELECT coalesce(m.key, n.key) AS key, n.name, n.country, coalesce(h.patents, 0) AS patents
FROM named n LEFT JOIN same m ON m.leaf = n.key LEFT JOIN held h ON h.key = coalesce(m.key, n.key) ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two nodes that may be one body's.

    Attributes:
        a: Key of the one.
        b: Key of the other.
        name_a: Its name.
        name_b: The other's name.
        cost: Patents of the lesser of the two: how many a wrong decision would put in the wrong place.
        why: What was seen, the proofs first.
    """

    a: str
    b: str
    name_a: str
    name_b: str
    cost: int
    why: list[str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two nodes are one, or two.

    Attributes:
        together: Whether they are one node now.
        decision: What their names alone say: ``same``, ``different`` or ``review``.
        features: What was seen in the names, ``feature (says): what``.
        joins: The links between names that lead from one to the other, each with its reason.
        decisions: The decisions by hand on either.
    """

    together: bool
    decision: str
    features: list[str]
    joins: list[str]
    decisions: list[Decision]


def candidates(store: Store, log: list[Decision], limit: int) -> tuple[list[Candidate], int]:
    """Pairs to be judged, those first that touch most patents.

    Args:
        store: The graph.
        log: All decisions; a pair that was judged is not asked again.
        limit: How many.

    Returns:
        The pairs, and how many there are in all.
    """
    rows = store.rows(_NAMED, {})
    judged = {*decisions.standing(log), *decisions.standing(log, "split")}
    blocks: dict[str, list[tuple[Leaf, dict[str, Any]]]] = defaultdict(list)
    for row in rows:
        leaf = leaf_of(row["name"], row["country"], aliases())
        for key in block_keys(leaf):
            blocks[key].append((leaf, row))
    found: dict[tuple[str, str], Candidate] = {}
    for block in blocks.values():
        if len(block) <= _MOST_ALIKE:
            for (x, one), (y, other) in combinations(block, 2):
                low, high = (one, other) if one["key"] < other["key"] else (other, one)
                pair = (low["key"], high["key"])
                if low["key"] == high["key"] or pair in found or pair in judged or (x.body and y.body):
                    continue
                verdict = compare(x.name, y.name, (one["country"], other["country"]))
                if verdict.decision != "different":
                    why = [f"{feature.name}: {feature.saw}" for feature in verdict.features]
                    cost = min(low["patents"], high["patents"])
                    found[pair] = Candidate(*pair, low["name"], high["name"], cost, why)
    ranked = sorted(found.values(), key=lambda one: (-one.cost, one.a, one.b))
    return ranked[:limit], len(ranked)


def explain(store: Store, log: list[Decision], a: str, b: str) -> Explanation:
    """Why two keys are one node, or two.

    Args:
        store: The graph.
        log: All decisions.
        a: The one, as stated or as merged.
        b: The other.

    Raises:
        NotFound: The graph has no organization under one of the keys.
    """
    said = {row["key"]: row for row in store.rows(_SAID, {"a": a, "b": b})}
    for key in (a, b):
        if key not in said:
            raise NotFound(f"no organization is stated as {key}", "'patnav show NAME' prints ids")
    shared = store.rows(_SHARED, {"a": a, "b": b})[0]
    names = [leaf_of(said[key]["name"], said[key]["country"], aliases()).name for key in (a, b)]
    verdict = compare(names[0], names[1], (said[a]["country"], said[b]["country"]))
    same = {row["leaf"]: row["key"] for row in store.rows("SELECT leaf, key FROM same", {})}
    links = [(row["a"], row["b"], row["why"]) for row in store.rows("SELECT a, b, why FROM joined ORDER BY ALL", {})]
    links += [(x, y, "by hand") for x, y in decisions.standing(log)]
    return Explanation(
        same.get(a, a) == same.get(b, b),
        verdict.decision,
        [f"{feature.name} ({feature.says}): {feature.saw}" for feature in verdict.features]
        + [f"shared {what}: {count}" for what, count in shared.items() if count],
        _path(links, a, b) if same.get(a, a) == same.get(b, b) else [],
        [d for d in log if {a, b} & {d.a, d.b}],
    )


def stated_key(store: Store, name: str) -> str | None:
    """The key under which records state a name, before it was joined with others; None where none states it so."""
    key = name if name.startswith("org:") else organization_key(name)
    return key if store.rows("SELECT key FROM said.organization WHERE key = $key LIMIT 1", {"key": key}) else None


_SHARED = """
WITH party AS (
  SELECT DISTINCT src, dst AS key FROM said.applicant WHERE dst IN ($a, $b)
), inventing AS (
  SELECT DISTINCT p.key, split_part(i.dst, '@', 1) AS name FROM party p JOIN said.inventor i ON i.src = p.src
), family AS (
  SELECT DISTINCT p.key, n.unit FROM party p JOIN patent n ON n.key = p.src
), seat AS (SELECT DISTINCT src AS key, dst FROM said.located_in WHERE src IN ($a, $b))
SELECT (SELECT count(*) FROM inventing x JOIN inventing y USING (name) WHERE x.key = $a AND y.key = $b) AS inventors,
       (SELECT count(*) FROM family x JOIN family y USING (unit) WHERE x.key = $a AND y.key = $b) AS families,
       (SELECT count(*) FROM seat x JOIN seat y USING (dst) WHERE x.key = $a AND y.key = $b) AS places
"""
_SAID = (
    "SELECT key, min(name) AS name, min(country) AS country FROM said.organization WHERE key IN ($a, $b) GROUP BY key"
)


def _path(links: list[tuple[str, str, str]], a: str, b: str) -> list[str]:
    """The shortest way from one key to the other over the links, the first found of equals."""
    near: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for x, y, why in links:
        near[x].append((y, why))
        near[y].append((x, why))
    came: dict[str, tuple[str, str]] = {a: ("", "")}
    queue = [a]
    for key in queue:
        for other, why in near[key]:
            if other not in came:
                came[other] = (key, why)
                queue.append(other)
    steps = []
    while b in came and came[b][0]:
        steps.append(f"{came[b][0]} = {b} ({came[b][1]})")
        b = came[b][0]
    return steps[::-1]


def ask(pairs: list[Candidate], prompt: Callable[[str], str]) -> list[tuple[str, str, str]]:
    """Show pairs side by side and take the answers: y, n, s(kip), u(ndo), q(uit).

    Args:
        pairs: What to judge.
        prompt: Shows a text and returns the answer.

    Returns:
        The judgements, ``merge`` or ``split`` with both keys.
    """
    verdicts: dict[int, tuple[str, str, str]] = {}
    at = 0
    while at < len(pairs):
        pair = pairs[at]
        seen = "\n".join(f"    {line}" for line in pair.why)
        answer = prompt(f"{pair.name_a}  |  {pair.name_b}   ({pair.cost} patents)\n{seen}\n  one body? [y/n/s/u/q]")
        choice = answer.strip().lower()[:1]
        if choice == "q":
            break
        if choice == "u":
            at = max(at - 1, 0)
            verdicts.pop(at, None)
        elif choice in ("y", "n", "s"):
            if choice != "s":
                verdicts[at] = ("merge" if choice == "y" else "split", pair.a, pair.b)
            at += 1
    return list(verdicts.values())


def write_judgements(log: list[Decision], path: Path) -> int:
    """Write the judgements that stand to a CSV file (``kind,a,b``); returns how many."""
    rows = [(kind, *pair) for kind in ("merge", "split") for pair in decisions.standing(log, kind)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([("kind", "a", "b"), *rows])
    return len(rows)


def read_judgements(path: Path) -> Iterator[tuple[str, str, str]]:
    """Read judgements from a CSV file with the columns ``kind`` (merge or split), ``a`` and ``b``.

    Raises:
        QueryError: The file cannot be read or a row is no judgement.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(table := csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"cannot read {path}: {error}", "give a CSV file with the columns kind, a, b") from None
    if missing := [name for name in ("kind", "a", "b") if name not in (table.fieldnames or ())]:
        hint = "write merge or split into a column 'kind' beside the keys in a and b"
        raise QueryError(f"{path} has no column {' or '.join(missing)}", hint)
    for number, row in enumerate(rows, 2):
        if row.get("kind") not in ("merge", "split") or not row.get("a") or not row.get("b"):
            raise QueryError(f"row {number} of {path} is no judgement", "write merge or split, and two keys")
        yield row["kind"], row["a"], row["b"]
