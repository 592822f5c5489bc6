"""Parts of ``talent`` about inventors one by one: those with the most families, and those between two worlds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from dataclasses import field as attribute

from patnav.graph.store import Row
from patnav.queries.answer import Evidence, Party
from patnav.queries.clusters import FIELDS, parties
from patnav.queries.labels import Note
from patnav.queries.scope import Part, Scope
from patnav.queries.texts import section

__all__ = ["BridgeRow", "InventorRow", "bridges", "employers", "inventors", "names"]


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


def names(asked: Scope, keys: Collection[str]) -> dict[str, str]:
    """Names of inventors."""
    found = asked.ask("talent", "named", keys=sorted(keys)) if keys else []
    return {row["id"]: row["name"] for row in found}


def _about(asked: Scope, keys: Collection[str]) -> dict[str, Row]:
    """Partners and main fields of inventors."""
    found = asked.ask("talent", "about", keys=sorted(keys), fields=list(FIELDS)) if keys else []
    return {row["id"]: row for row in found}


def employers(
    asked: Scope, keys: Collection[str], name: str = "employers"
) -> dict[tuple[str, str | None], list[Party]]:
    """Organizations by inventor, and by kind where asked by kind."""
    found = asked.ask("talent", name, keys=sorted(keys)) if keys else []
    named = parties(asked.store, {row["organization"] for row in found})
    by_kind: dict[tuple[str, str | None], list[Party]] = defaultdict(list)
    for row in found:
        by_kind[row["id"], row.get("kind")].append(named[row["organization"]])
    return by_kind


def inventors(asked: Scope) -> Part:
    """Inventors with the most families."""
    found = asked.ask("talent", "inventors", most=asked.limit)
    keys = [row["id"] for row in found]
    called, known, ties = names(asked, keys), _about(asked, keys), employers(asked, keys)
    rows = []
    for row in found:
        growth = asked.span.growth(row["recent"], row["before"], asked.least)
        rows.append(
            InventorRow(
                id=row["id"],
                name=called[row["id"]],
                patents=row["patents"],
                first=row["first"],
                last=row["last"],
                growth=None if growth is None else round(growth, 3),
                partners=known[row["id"]]["partners"],
                field=known[row["id"]]["field"],
                organizations=ties.get((row["id"], None), []),
                evidence=asked.proofs("by_inventor", item=row["id"]),
            )
        )
    notes = [
        Note("counted by families; one of several inventors counts for each"),
        Note("growth is left out where fewer than {least} families are in the years compared with", least=asked.least),
        *asked.span.notes(),
    ]
    return rows, found[0]["total"] if found else 0, notes


def bridges(asked: Scope) -> Part:
    """Inventors between universities and enterprises, those with the most joint families first."""
    sided = section(asked.store, "talent", "sided_whole" if asked.restriction.rollup else "sided_each")
    found = asked.ask("talent", "bridges", {"sided": sided}, most=asked.limit)
    keys = [row["id"] for row in found]
    called, sides = names(asked, keys), employers(asked, keys, "sides")
    rows = [
        BridgeRow(
            id=row["id"],
            name=called[row["id"]],
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
