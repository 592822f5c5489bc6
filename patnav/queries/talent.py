"""``talent``: who invents, with whom and for whom, who moved, who connects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any

import networkx as nx

from patnav.errors import QueryError
from patnav.graph.store import Row, Store
from patnav.queries.answer import Answer, Evidence, Party
from patnav.queries.clusters import FIELDS, parties
from patnav.queries.communities import grouped
from patnav.queries.evidence import of_nodes
from patnav.queries.filters import ALL, Filters
from patnav.queries.labels import Note
from patnav.queries.scope import Part, Scope, scope

__all__ = ["PARTS", "BridgeRow", "ConnectorRow", "InventorRow", "MoveRow", "TeamRow", "talent"]

_NETWORK = 600
"""Inventors, those with the most families, between which ways are counted."""

_PIVOTS = 150
_TEAMS = 3_000
"""Inventors, those with the most families, among whom teams are looked for."""

_OFTEN = 2
"""Families that two inventors share to be tied in a team."""

_NAMESAKES = 20
"""How many stays with an organization may go by one name; a name that more bear tells nothing."""

_SHARED = 2
"""Co-inventors of the same names that make two persons of one name one."""

_SHOWN = 8
_SEED = 0


@dataclass(frozen=True, slots=True)
class InventorRow:
    """An inventor.

    Attributes:
        id: Their key.
        name: Their name.
        patents: Families they invented.
        first: Filing year of the first.
        last: Filing year of the last.
        growth: Change from three complete filing years to the next three; a fraction.
        partners: Inventors they share a family with.
        field: The technology field of most of their families.
        organizations: The three applicants of most of their families.
        evidence: Records of their five newest patents, where asked for.
    """

    id: str
    name: str
    patents: int
    first: str | None
    last: str | None
    growth: float | None
    partners: int
    field: str | None
    organizations: list[Party]
    evidence: list[Evidence] = attribute(default_factory=list)


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
class MoveRow:
    """An inventor who went from one organization to another.

    Attributes:
        person: The inventor.
        from_: The organization left.
        to: The organization joined.
        last: Date of the last filing for the one.
        first: Date of the first filing for the other.
        before: Families for the one.
        patents: Families for the other.
        shared: Co-inventors of the same names on both sides; None where the sources say that it is one person.
        evidence: The record of that last and of that first filing, where asked for.
    """

    person: Party
    from_: Party
    to: Party
    last: str
    first: str
    before: int
    patents: int
    shared: int | None
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


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """An inventor between universities and enterprises.

    Attributes:
        id: Their key.
        name: Their name.
        joint: Families that a university and an enterprise applied for together.
        university: Families of universities, joint ones included.
        enterprise: Families of enterprises, joint ones included.
        first: Filing year of the first.
        last: Filing year of the last.
        universities: The universities with the most of them.
        enterprises: The enterprises with the most of them.
        evidence: Records of their five newest patents, where asked for.
    """

    id: str
    name: str
    joint: int
    university: int
    enterprise: int
    first: str | None
    last: str | None
    universities: list[Party]
    enterprises: list[Party]
    evidence: list[Evidence] = attribute(default_factory=list)


def talent(
    store: Store,
    filters: Filters = ALL,
    *,
    part: str = "inventors",
    least: int = 5,
    limit: int = 20,
    evidence: bool = False,
) -> Answer[Any]:
    """Inventors of a field and region, counted by families.

    Args:
        store: What to ask.
        filters: ``region`` is where an applicant is seated.
        part: ``inventors``, ``teams``, ``moves`` (between organizations), ``connectors`` or ``bridges`` (between
            universities and enterprises).
        least: Families that a growth is given from.
        limit: Number of rows.
        evidence: Whether to name records behind each row.

    Returns:
        Rows of :class:`InventorRow`, :class:`TeamRow`, :class:`MoveRow`, :class:`ConnectorRow` or :class:`BridgeRow`.

    Raises:
        QueryError: There is no such part.
        NotFound: The graph holds no such region, industry or applicant.
    """
    if part not in PARTS:
        raise QueryError(f"no part {part!r} of talent", f"choose one of {', '.join(PARTS)}")
    asked = scope(store, filters, least, limit, evidence)
    rows, total, notes = PARTS[part](asked)
    covered = asked.ask("talent", "coverage")[0]
    notes = [
        *notes,
        Note(
            "{lost} of {families} families name no inventor and are left out; inventors of one name are as far apart "
            "as their sources tell",
            lost=covered["families"] - covered["invented"],
            families=covered["families"],
        ),
        *asked.restriction.notes,
        Note("other parts of talent: {others}", others=", ".join(name for name in PARTS if name != part)),
    ]
    return Answer("talent", {**filters.parameters(), "part": part, "limit": limit}, rows, total, notes)


def _about(asked: Scope, keys: Collection[str]) -> dict[str, Row]:
    found = asked.ask("talent", "about", keys=sorted(keys), fields=list(FIELDS)) if keys else []
    return {row["id"]: row for row in found}


def _employers(
    asked: Scope, keys: Collection[str], name: str = "employers"
) -> dict[tuple[str, str | None], list[Party]]:
    """Organizations by inventor, and by kind where asked by kind."""
    found = asked.ask("talent", name, keys=sorted(keys)) if keys else []
    named = parties(asked.store, {row["organization"] for row in found})
    grouped_: dict[tuple[str, str | None], list[Party]] = defaultdict(list)
    for row in found:
        grouped_[row["id"], row.get("kind")].append(named[row["organization"]])
    return grouped_


def _inventors(asked: Scope) -> Part:
    found = asked.ask("talent", "inventors", most=asked.limit)
    keys = [row["id"] for row in found]
    about, employers = _about(asked, keys), _employers(asked, keys)
    rows = []
    for row in found:
        growth = asked.span.growth(row["recent"], row["before"], asked.least)
        rows.append(
            InventorRow(
                id=row["id"],
                name=about[row["id"]]["name"],
                patents=row["patents"],
                first=row["first"],
                last=row["last"],
                growth=None if growth is None else round(growth, 3),
                partners=about[row["id"]]["partners"],
                field=about[row["id"]]["field"],
                organizations=employers.get((row["id"], None), []),
                evidence=asked.proofs("by_inventor", item=row["id"]),
            )
        )
    notes = [
        Note("counted by families; one of several inventors counts for each"),
        Note("growth is left out where fewer than {least} families are in the years compared with", least=asked.least),
        *asked.span.notes(),
    ]
    return rows, found[0]["total"] if found else 0, notes


def _teams(asked: Scope) -> Part:
    ties = asked.ask("talent", "ties", most=_TEAMS, often=_OFTEN)
    groups, modularity = grouped([(row["a"], row["b"], row["patents"]) for row in ties])
    shown = groups[: asked.limit]
    flat = [(key, number) for number, group in enumerate(shown) for key in group]
    keys, numbers = [key for key, _ in flat], [number for _, number in flat]
    joint = {row["grp"]: row for row in asked.ask("talent", "joint", keys=keys, groups=numbers)} if flat else {}
    about = _about(asked, {key for group in shown for key in group[:_SHOWN]})
    employers = _employers(asked, {group[0] for group in shown})
    rows = [
        TeamRow(
            team=number + 1,
            members=[Party(key, about[key]["name"]) for key in group[:_SHOWN]],
            inventors=len(group),
            patents=joint[number]["patents"],
            first=joint[number]["first"],
            last=joint[number]["last"],
            organizations=employers.get((group[0], None), []),
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


def _moves(asked: Scope) -> Part:
    found = asked.ask("talent", "moves", most=asked.limit, namesakes=_NAMESAKES, shared=_SHARED)
    about = _about(asked, {row["person"] for row in found})
    named = parties(asked.store, {row[side] for row in found for side in ("source", "target")})
    rows = [
        MoveRow(
            person=Party(row["person"], about[row["person"]]["name"]),
            from_=named[row["source"]],
            to=named[row["target"]],
            last=row["last"],
            first=row["first"],
            before=row["left_patents"],
            patents=row["patents"],
            shared=row["partners"],
            evidence=_between(asked, row),
        )
        for row in found
    ]
    notes = [
        Note(
            "moves: the last family for one organization was filed before the first for the next; families with one "
            "organization as applicant alone tell whom an inventor worked for"
        ),
        Note(
            "likely moves: one name, and {shared} or more co-inventors of the same names on both sides, where the "
            "sources do not say that it is one person; names on more than {namesakes} stays are left out",
            shared=_SHARED,
            namesakes=_NAMESAKES,
        ),
    ]
    return rows, found[0]["total"] if found else 0, notes


def _between(asked: Scope, row: Row) -> list[Evidence]:
    if not asked.evidence:
        return []
    bound = {name: row[name] for name in ("former", "person", "source", "target", "last", "first")}
    keys = [one["key"] for one in asked.ask("talent", "between", **bound)]
    return [proof for proofs in of_nodes(asked.store, "Patent", keys).values() for proof in proofs[:1]]


def _connectors(asked: Scope) -> Part:
    """Betweenness of inventors, over ways from 150 of them where there are more.

    References:
        Freeman, A set of measures of centrality based on betweenness, Sociometry 40, 1977; Brandes and Pich, Centrality
        estimation in large networks, International Journal of Bifurcation and Chaos 17, 2007.
    """
    ties: Sequence[Row] = asked.ask("talent", "ties", most=_NETWORK, often=1)
    names = sorted({row[side] for row in ties for side in ("a", "b")})
    number = {name: i for i, name in enumerate(names)}
    graph: Any = nx.Graph()
    graph.add_nodes_from(range(len(names)))
    graph.add_edges_from((number[row["a"]], number[row["b"]]) for row in ties)
    pivots = min(_PIVOTS, len(names))
    between = nx.betweenness_centrality(graph, k=pivots, seed=_SEED) if names else {}
    found = sorted((i for i in between if between[i] > 0), key=lambda i: (-round(between[i], 9), names[i]))
    team = {
        key: i for i, group in enumerate(grouped([(r["a"], r["b"], r["patents"]) for r in ties])[0]) for key in group
    }
    shown = found[: asked.limit]
    keys = [names[i] for i in shown]
    about, employers = _about(asked, keys), _employers(asked, keys)
    rows = [
        ConnectorRow(
            id=names[i],
            name=about[names[i]]["name"],
            betweenness=round(between[i], 6),
            partners=graph.degree(i),
            teams=len({team[names[j]] for j in graph[i]}),
            organizations=employers.get((names[i], None), []),
            evidence=asked.proofs("by_inventor", item=names[i]),
        )
        for i in shown
    ]
    notes = [
        Note(
            "the network of the {most} inventors with the most families, {n} of whom share one; ways from {pivots} of "
            "them",
            most=_NETWORK,
            n=len(names),
            pivots=pivots,
        )
    ]
    return rows, len(found), notes


def _bridges(asked: Scope) -> Part:
    found = asked.ask("talent", "bridges", most=asked.limit)
    keys = [row["id"] for row in found]
    about, sides = _about(asked, keys), _employers(asked, keys, "sides")
    rows = [
        BridgeRow(
            id=row["id"],
            name=about[row["id"]]["name"],
            joint=row["joint"],
            university=row["university"],
            enterprise=row["enterprise"],
            first=row["first"],
            last=row["last"],
            universities=sides.get((row["id"], "university"), []),
            enterprises=sides.get((row["id"], "enterprise"), []),
            evidence=asked.proofs("by_inventor", item=row["id"]),
        )
        for row in found
    ]
    notes = [Note("bridges: inventors with families of universities and of enterprises, joint ones or each for itself")]
    return rows, found[0]["total"] if found else 0, notes


PARTS: dict[str, Callable[[Scope], Part]] = {
    "inventors": _inventors,
    "teams": _teams,
    "moves": _moves,
    "connectors": _connectors,
    "bridges": _bridges,
}
"""The parts of the question, and what gives their rows."""
