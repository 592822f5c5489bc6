"""Part of ``talent``: inventors who went from one organization to another."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as attribute

from patnav.graph.store import Row
from patnav.queries.answer import Evidence, Party
from patnav.queries.clusters import parties
from patnav.queries.evidence import of_nodes
from patnav.queries.inventors import names
from patnav.queries.labels import Note
from patnav.queries.scope import Part, Scope

__all__ = ["MoveRow", "moves"]

_NAMESAKES = 20
"""How many stays with an organization may go by one name; a name that more bear tells nothing."""

_SHARED = 2
"""Co-inventors of the same names that make two persons of one name one."""


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


def moves(asked: Scope) -> Part:
    """Moves between organizations, the newest first."""
    found = asked.ask("talent", "moves", most=asked.limit, namesakes=_NAMESAKES, shared=_SHARED)
    called = names(asked, {row["person"] for row in found})
    named = parties(asked.store, {row[side] for row in found for side in ("source", "target")})
    rows = [
        MoveRow(
            person=Party(row["person"], called[row["person"]]),
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
