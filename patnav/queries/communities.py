"""Part of ``landscape``: communities of organizations that file together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from patnav.graph.store import Row
from patnav.queries.answer import Evidence, Party
from patnav.queries.clusters import parties
from patnav.queries.labels import Note
from patnav.queries.scope import Part, Scope

__all__ = ["CommunityRow", "communities", "grouped"]

_MOST = 5_000
"""Pairs that are looked at: those with the most families."""

_SHOWN = 6
_SEED = 0


@dataclass(frozen=True, slots=True)
class CommunityRow:
    """Organizations that file with one another more than with others.

    Attributes:
        community: Its number, the largest first.
        members: The six members with the most partners, weighted by families.
        organizations: Number of its members.
        kinds: Its members by kind.
        patents: Families that two or more of them applied for together.
        evidence: Records of five of these, the newest, where asked for.
    """

    community: int
    members: list[Party]
    organizations: int
    kinds: dict[str, int]
    patents: int
    evidence: list[Evidence] = field(default_factory=list)


def grouped(pairs: Sequence[tuple[str, str, int]]) -> tuple[list[list[str]], float]:
    """Communities of a weighted network by the Louvain method, with a fixed seed.

    Args:
        pairs: Two names and how strongly they are tied.

    Returns:
        Communities by falling number of members, of equals by name; members by falling strength of their ties, of
        equals by name. And the modularity, 0 for no structure; 0 without pairs.

    References:
        Blondel, Guillaume, Lambiotte and Lefebvre, Fast unfolding of communities in large networks, Journal of
        Statistical Mechanics P10008, 2008.
        Clauset, Newman and Moore, Finding community structure in very large networks, Physical Review E 70, 066111,
        2004: the modularity.
    """
    names = sorted({name for a, b, _ in pairs for name in (a, b)})
    number = {name: i for i, name in enumerate(names)}
    graph: Any = nx.Graph()
    graph.add_nodes_from(range(len(names)))
    graph.add_weighted_edges_from(sorted((number[a], number[b], weight) for a, b, weight in pairs))
    if not pairs:
        return [], 0.0
    found = nx.community.louvain_communities(graph, weight="weight", seed=_SEED)
    strength = dict(graph.degree(weight="weight"))
    groups = [[names[i] for i in sorted(group, key=lambda i: (-strength[i], names[i]))] for group in found]
    return sorted(groups, key=lambda group: (-len(group), group[0])), _modularity(pairs, groups)


def _modularity(pairs: Sequence[tuple[str, str, int]], groups: Sequence[Sequence[str]]) -> float:
    """The part of all ties within groups, less that expected by chance; networkx asks a graph for each tie anew."""
    group = {name: i for i, names in enumerate(groups) for name in names}
    within, ends = 0, [0] * len(groups)
    for a, b, weight in pairs:
        within += weight * (group[a] == group[b])
        ends[group[a]] += weight
        ends[group[b]] += weight
    ties = sum(ends) / 2
    return within / ties - sum((n / (2 * ties)) ** 2 for n in ends)


def communities(asked: Scope) -> Part:
    """Communities of co-applicants.

    Returns:
        Rows of :class:`CommunityRow`, the largest first.
    """
    pairs: list[Row] = asked.ask("communities", "pairs", most=_MOST)
    groups, modularity = grouped([(row["a"], row["b"], row["patents"]) for row in pairs])
    shown = groups[: asked.limit]
    flat = [(key, number) for number, group in enumerate(shown) for key in group]
    keys, numbers = [key for key, _ in flat], [number for _, number in flat]
    joint = (
        {row["grp"]: row["patents"] for row in asked.ask("communities", "joint", keys=keys, groups=numbers)}
        if flat
        else {}
    )
    named = parties(asked.store, {key for key, _ in flat})
    rows = [
        CommunityRow(
            community=number + 1,
            members=[named[key] for key in group[:_SHOWN]],
            organizations=len(group),
            kinds=dict(sorted(Counter(named[key].kind or "unknown" for key in group).items())),
            patents=joint[number],
            evidence=asked.proofs("jointly", items=group),
        )
        for number, group in enumerate(shown)
    ]
    total = pairs[0]["total"] if pairs else 0
    notes = [
        Note(
            "{n} pairs of organizations file together, counted by families; communities by the Louvain method, "
            "modularity {modularity:.3f}",
            n=total,
            modularity=modularity,
        )
    ]
    if total > len(pairs):
        notes.append(Note("the {n} pairs with the most families were looked at", n=len(pairs)))
    return rows, len(groups), notes
