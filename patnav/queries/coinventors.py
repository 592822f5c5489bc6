"""Parts of ``talent`` about who invents with whom: teams, and those who connect them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as attribute

from patnav.graph.store import Row
from patnav.queries.answer import Evidence, Party
from patnav.queries.communities import grouped
from patnav.queries.inventors import employers, names
from patnav.queries.labels import Note
from patnav.queries.measures.centrality import betweenness
from patnav.queries.scope import Part, Scope

__all__ = ["ConnectorRow", "TeamRow", "connectors", "teams"]

_NETWORK = 600
"""Inventors, those with the most families, between which ways are counted."""

_PIVOTS = 150

_TEAMS = 3_000
"""Inventors, those with the most families, among whom teams are looked for."""

_OFTEN = 2
"""Families that two inventors share to be tied in a team."""

_SHOWN = 8

_SEED = 0


@dataclass(frozen=True, slots=True)
class TeamRow:
    """Inventors who invent together again and again.

    Attributes:
        team: Its number, the largest first.
        members: The eight members with the strongest ties.
        inventors: Number of its members.
        patents: Families that two or more of them invented.
        first: Filing year of the first.
        last: Filing year of the last.
        organizations: The applicants of most of the families of the member with the strongest ties.
        evidence: Records of the five newest of these families, where asked for.
    """

    team: int
    members: list[Party]
    inventors: int
    patents: int
    first: str | None
    last: str | None
    organizations: list[Party]
    evidence: list[Evidence] = attribute(default_factory=list)


@dataclass(frozen=True, slots=True)
class ConnectorRow:
    """An inventor whom many shortest ways between others lead over.

    Attributes:
        id: Their key.
        name: Their name.
        betweenness: Share of the shortest ways between any two others that lead over them.
        partners: Inventors of the network they share a family with.
        teams: Teams that these belong to.
        organizations: The three applicants of most of their families.
        evidence: Records of their five newest patents, where asked for.
    """

    id: str
    name: str
    betweenness: float
    partners: int
    teams: int
    organizations: list[Party]
    evidence: list[Evidence] = attribute(default_factory=list)


def teams(asked: Scope) -> Part:
    """Teams, the largest first."""
    pairs = asked.ask("talent", "ties", most=_TEAMS, often=_OFTEN)
    groups, modularity = grouped([(row["a"], row["b"], row["patents"]) for row in pairs])
    shown = groups[: asked.limit]
    flat = [(key, number) for number, group in enumerate(shown) for key in group]
    keys, numbers = [key for key, _ in flat], [number for _, number in flat]
    joint = {row["grp"]: row for row in asked.ask("talent", "joint", keys=keys, groups=numbers)} if flat else {}
    called = names(asked, {key for group in shown for key in group[:_SHOWN]})
    ties = employers(asked, {group[0] for group in shown})
    rows = [
        TeamRow(
            team=number + 1,
            members=[Party(key, called[key]) for key in group[:_SHOWN]],
            inventors=len(group),
            patents=joint[number]["patents"],
            first=joint[number]["first"],
            last=joint[number]["last"],
            organizations=ties.get((group[0], None), []),
            evidence=asked.proofs("team", items=group),
        )
        for number, group in enumerate(shown)
    ]
    notes = [
        Note(
            "teams: of the {most} inventors with the most families, those who share {often} or more, by the Louvain "
            "method; modularity {modularity:.3f}",
            most=_TEAMS,
            often=_OFTEN,
            modularity=modularity,
        )
    ]
    return rows, len(groups), notes


def connectors(asked: Scope) -> Part:
    """Betweenness of inventors, over ways from 150 of them where there are more.

    References:
        Freeman, A set of measures of centrality based on betweenness, Sociometry 40, 1977; Brandes and Pich, Centrality
        estimation in large networks, International Journal of Bifurcation and Chaos 17, 2007.
    """
    pairs: Sequence[Row] = asked.ask("talent", "ties", most=_NETWORK, often=1)
    members = sorted({row[side] for row in pairs for side in ("a", "b")})
    number = {name: i for i, name in enumerate(members)}
    ties = [(number[row["a"]], number[row["b"]]) for row in pairs]
    near: list[list[int]] = [[] for _ in members]
    for a, b in ties:
        near[a].append(b)
        near[b].append(a)
    pivots = min(_PIVOTS, len(members))
    between = betweenness(len(members), ties, pivots, _SEED)
    found = sorted(
        (i for i, share in enumerate(between) if share > 0), key=lambda i: (-round(between[i], 9), members[i])
    )
    team = {
        key: i for i, group in enumerate(grouped([(r["a"], r["b"], r["patents"]) for r in pairs])[0]) for key in group
    }
    shown = found[: asked.limit]
    keys = [members[i] for i in shown]
    called, bodies = names(asked, keys), employers(asked, keys)
    rows = [
        ConnectorRow(
            id=members[i],
            name=called[members[i]],
            betweenness=round(between[i], 6),
            partners=len(near[i]),
            teams=len({team[members[j]] for j in near[i]}),
            organizations=bodies.get((members[i], None), []),
            evidence=asked.proofs("by_inventor", item=members[i]),
        )
        for i in shown
    ]
    notes = [
        Note(
            "the network of the {most} inventors with the most families, {n} of whom share one; ways from {pivots} of "
            "them",
            most=_NETWORK,
            n=len(members),
            pivots=pivots,
        )
    ]
    return rows, len(found), notes
