"""``programmes``: what authorities started: pilots, campaigns, rules, laws, platforms, dialogues."""

from __future__ import annotations

from dataclasses import dataclass, field

from patnav.errors import QueryError
from patnav.graph.store import Store
from patnav.queries import evidence as proofs
from patnav.queries.answer import Answer, Evidence, Party, Place
from patnav.queries.events import Event, event_row, find_events, load_events, notes_of
from patnav.queries.filters import ALL, Filters
from patnav.queries.labels import Note, code_of
from patnav.queries.naming import PROGRAMMES, programme_kind
from patnav.queries.tally import TallyRow, check_by, tally

__all__ = ["ProgrammeRow", "programmes", "programmes_by"]


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme.

    Attributes:
        id: Key of the event.
        kind: One of :data:`patnav.queries.naming.PROGRAMMES`, by the words of its name; None where none tells.
        programme: What it is called.
        date: When it was started or issued.
        reported: Where no date is told, the day of the first document that tells it.
        authorities: Who started it.
        regions: Where it applies, else where the authorities sit.
        industries: Industries that it is about.
        evidence: Passages that state it, where asked for.
    """

    id: str
    kind: str | None
    programme: str | None
    date: str | None
    reported: str | None
    authorities: list[Party]
    regions: list[str]
    industries: list[Place]
    evidence: list[Evidence] = field(default_factory=list)


def programmes(
    store: Store, filters: Filters = ALL, *, kind: str | None = None, limit: int = 20, evidence: bool = False
) -> Answer[ProgrammeRow]:
    """Programmes that authorities started, the newest first.

    Args:
        store: What to ask.
        filters: ``region`` is where it applies or the authority sits, ``applicant`` an authority by name; dates are
            those of the start.
        kind: One of :data:`patnav.queries.naming.PROGRAMMES` alone.
        limit: Number of rows.
        evidence: Whether to give the passages that state each.

    Returns:
        One row a programme of a document; two documents may name one programme differently.

    Raises:
        QueryError: There is no such kind.
        NotFound: The graph holds no such region, industry or authority.
    """
    events, found = _find(store, filters, kind)
    shown = events[:limit]
    proof = proofs.of_events(store, "Event", [event.row["id"] for event in shown]) if evidence and shown else {}
    rows = [_row(event, proof.get(event.row["id"], [])) for event in shown]
    asked = filters.parameters() | {"kind": kind, "limit": limit}
    notes = [Note("the kind is told by the words of the name"), *notes_of(store, found, filters)]
    return Answer("programmes", asked, rows, len(events), notes)


def programmes_by(
    store: Store,
    by: str,
    filters: Filters = ALL,
    *,
    kind: str | None = None,
    level: str = "province",
    limit: int = 20,
    evidence: bool = False,
) -> Answer[TallyRow]:
    """The same, counted by ``kind``, ``authority``, ``region`` or ``year``; see :func:`programmes`.

    Raises:
        QueryError: There is nothing such to count by.
    """
    by = check_by(by, ("programme",), ("kind",))
    events, found = _find(store, filters, kind)
    rows, notes = tally(store, events, by, level, evidence, filters.rollup)
    asked = filters.parameters() | {"by": by, "kind": kind, "level": level, "limit": limit}
    return Answer("programmes", asked, rows[:limit], len(rows), [*notes[1:], *notes_of(store, found, filters, False)])


def _find(store: Store, filters: Filters, kind: str | None) -> tuple[list[Event], list[tuple[str, str | None]]]:
    wanted = code_of("kind", kind) if kind else None
    if wanted is not None and wanted not in PROGRAMMES:
        raise QueryError(f"no kind of programme {kind!r}", f"choose one of {', '.join(PROGRAMMES)}")
    found = find_events(store, ["programme"], filters)
    events = list(load_events(store, [key for key, _ in found]).values())
    for event in events:
        event.row["kind"] = programme_kind(event.row["summary"] or "")
    events = [event for event in events if wanted in (None, event.row["kind"])]
    keys = {event.row["id"] for event in events}
    return events, [row for row in found if row[0] in keys]


def _row(event: Event, proof: list[Evidence]) -> ProgrammeRow:
    shared = event_row(event, proof)
    return ProgrammeRow(
        id=shared["id"],
        kind=event.row["kind"],
        programme=event.row["summary"],
        date=shared["date"],
        reported=shared["reported"],
        authorities=shared["from_"],
        regions=list(dict.fromkeys(place["region"] for place in event.places)),
        industries=event.industries,
        evidence=proof,
    )
