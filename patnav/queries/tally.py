"""Events counted by what they have in common: a party, a region, a year, a type, an outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from patnav.errors import QueryError
from patnav.graph.events import PARTY_ROLES
from patnav.graph.store import Store
from patnav.queries.answer import Evidence, Place
from patnav.queries.events import Event, regions_at
from patnav.queries.evidence import of_events
from patnav.queries.labels import Note, code_of
from patnav.queries.organizations import wholes
from patnav.queries.scope import rollup_note

__all__ = ["TallyRow", "check_by", "tally"]

_PLAIN = ("type", "kind", "status", "currency")
_PROVEN = 5


@dataclass(frozen=True, slots=True)
class TallyRow:
    """Events that share a party, a region, a year or another mark.

    Attributes:
        group: What they share.
        events: How many they are; one with several parties of the role counts with each.
        patents: Sum of their numbers of patents, of those that state one; None where none does.
        amounts: Sum of their amounts by currency, of those that state one.
        stated: How many state an amount.
        first: Earliest date.
        last: Latest date.
        evidence: What states five of them, where asked for.
    """

    group: Place
    events: int
    patents: int | None
    amounts: dict[str, float]
    stated: int
    first: str | None
    last: str | None
    evidence: list[Evidence] = field(default_factory=list)


def check_by(by: str, types: Iterable[str], more: Sequence[str] = ()) -> str:
    """What to count by, if there is such: a role of the types of events, ``region``, ``year``, or one of ``more``."""
    word = code_of("role", code_of("by", by))
    known = (*dict.fromkeys(role for type_ in types for role in PARTY_ROLES[type_]), "region", "year", *more)
    if word not in known:
        raise QueryError(f"cannot count by {by!r}", f"choose one of {', '.join(known)}")
    return word


def tally(
    store: Store,
    events: Sequence[Event],
    by: str,
    level: str = "province",
    evidence: bool = False,
    rollup: bool = False,
) -> tuple[list[TallyRow], list[str]]:
    """Count events by what they share.

    Args:
        store: Knows where regions lie.
        events: The events.
        by: A role, ``region``, ``year``, ``type``, ``kind``, ``status`` or ``currency``.
        level: Level of the regions; a region of none (a macro-region) stands for itself.
        evidence: Whether to give what states five events of each row.
        rollup: Whether parties count with the topmost organization that they are part of.

    Returns:
        Rows by falling number of events, then by key; and a note on events that have no such mark, which are left out.
    """
    lifted = _lifted(store, events, level) if by == "region" else {}
    if rollup:
        lifted = wholes(store, (party["id"] for event in events for party in event.parties.get(by, []))) or lifted
    groups: dict[Place, list[Event]] = {}
    lost = 0
    for event in events:
        marks = set(_marks(event, by, lifted))
        lost += not marks
        for mark in marks:
            groups.setdefault(mark, []).append(event)
    rows = [_row(group, members) for group, members in groups.items()]
    if evidence:
        keys = {row.group: [event.row["id"] for event in groups[row.group][:_PROVEN]] for row in rows}
        proof = of_events(store, "Event", sorted({key for group in keys.values() for key in group}))
        rows = [
            TallyRow(r.group, r.events, r.patents, r.amounts, r.stated, r.first, r.last,
                     [one for key in keys[r.group] for one in proof.get(key, [])[:1]])
            for r in rows
        ]  # fmt: skip
    notes: list[str] = [
        *rollup_note(rollup and by not in ("region", "year", *_PLAIN)),
        Note("sums are of the events that state an amount; currencies are not converted"),
    ]
    if lost:
        notes.append(
            Note("{lost} of {all} events name no {role} and are left out", lost=lost, all=len(events), role=by)
        )
    return sorted(rows, key=lambda row: (-row.events, row.group.id)), notes


def _lifted(store: Store, events: Sequence[Event], level: str) -> dict[str, Place]:
    """The region that each place of events counts for: that of the level, else itself."""
    own = {party["seat"]: Place(party["seat"], party["region"]) for event in events for party in event.places}
    return own | regions_at(store, level, own)


def _marks(event: Event, by: str, lifted: dict[str, Place]) -> Iterator[Place]:
    if by == "region":
        yield from (lifted[party["seat"]] for party in event.places)
    elif by == "year":
        if event.row["date"]:
            yield Place(event.row["date"][:4], event.row["date"][:4])
    elif by in _PLAIN:
        if event.row[by]:
            yield Place(event.row[by], event.row[by])
    else:
        own = (Place(party["id"], party["name"]) for party in event.parties.get(by, []))
        yield from (lifted.get(place.id, place) for place in own)


def _row(group: Place, events: Sequence[Event]) -> TallyRow:
    amounts: dict[str, float] = {}
    for event in events:
        if event.row["amount"] is not None and event.row["currency"]:
            amounts[event.row["currency"]] = amounts.get(event.row["currency"], 0.0) + event.row["amount"]
    counted = [event.row["patents"] for event in events if event.row["patents"] is not None]
    dates = sorted(event.row["date"] for event in events if event.row["date"])
    return TallyRow(
        group=group,
        events=len(events),
        patents=sum(counted) if counted else None,
        amounts=dict(sorted(amounts.items())),
        stated=sum(event.row["amount"] is not None for event in events),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )
