"""``licenses``: the register of open licences, and ordinary licences, with their terms and their state on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from patnav.errors import QueryError
from patnav.graph.store import Row, Store
from patnav.queries import evidence as proofs
from patnav.queries.answer import Answer, EventRow
from patnav.queries.events import (
    Event,
    add_parties,
    event_row,
    find_events,
    load_events,
    notes_of,
    role_of,
    told_totals,
)
from patnav.queries.filters import ALL, Filters
from patnav.queries.labels import Note, code_of
from patnav.queries.tally import TallyRow, check_by, tally
from patnav.queries.terms import STATES, day, protected_until, state_on
from patnav.queries.texts import section

__all__ = ["LicenseRow", "find_licenses", "licenses", "licenses_by", "states_of", "terms_of"]

TYPES = ("open_license", "license")

Terms = dict[str, list[str | None]]
"""Last days by key of an event: of each of its patents, where it names all of them and the day is known."""


@dataclass(frozen=True, slots=True)
class LicenseRow(EventRow):
    """A licence, or the offer of one. ``amount`` is a fixed fee.

    Attributes:
        kind: ``offer`` or ``acceptance`` of an open licence; None for an ordinary one.
        royalty_free: Number of its patents that cost nothing.
        royalty: Fee a year in units of ``currency``.
        rate: Fee as a part of sales, a fraction.
        until: Last day it was made for.
        exclusivity: ``exclusive``, ``sole`` or ``non_exclusive``, where a document says so.
        each: Whether ``amount`` and ``royalty`` are the price of one patent.
        status: State on the day asked for, one of :data:`patnav.queries.terms.STATES`; None where nothing tells.
        acceptances: Of an offer: how often it was taken up, counted by its patents, where these are not all named also
            by its licensors; None where none is known and not all are named, as nothing tells that there was none,
            for the total of a region, and for licences.
    """

    kind: str | None = None
    royalty_free: int | None = None
    royalty: float | None = None
    rate: float | None = None
    until: str | None = None
    exclusivity: str | None = None
    each: bool | None = None
    status: str | None = None
    acceptances: int | None = None


def licenses(
    store: Store,
    filters: Filters = ALL,
    *,
    on: str | None = None,
    type_: str | None = None,
    status: str | None = None,
    free: bool = False,
    role: str | None = None,
    limit: int = 20,
    evidence: bool = False,
) -> Answer[LicenseRow]:
    """Licences and open-licence offers, the newest first, with their terms and their state on a day.

    Args:
        store: What to ask.
        filters: ``region`` is where a party is seated or the event applies, ``applicant`` a party by name.
        on: The day whose state to give, ``2025-03-31``; today where it is not given.
        type_: ``open_license`` or ``license`` alone.
        status: State on that day, one of :data:`patnav.queries.terms.STATES` alone.
        free: Only those of which some patents cost nothing.
        role: Role of the party that ``applicant`` names: ``licensor`` or ``licensee``.
        limit: Number of rows.
        evidence: Whether to give the passages and records that state each.

    Returns:
        One row a declaration, acceptance or licence.

    Raises:
        QueryError: The day is none, or there is no such type, state or role.
        NotFound: The graph holds no such region, industry or party.
    """
    on = day(on)
    events, found, states, terms = _find(store, filters, on, type_, status, free, role)
    shown = events[:limit]
    add_parties(store, shown)
    add_parties(store, [one for one in events[limit:] if one.row["kind"] == "offer" and not one.patents])
    notes = [*_notes(events, states, terms, on), *notes_of(store, found, filters), *_totals(events, listed=True)]
    taken = _acceptances(store, shown)
    proof = proofs.of_events(store, "Event", [event.row["id"] for event in shown]) if evidence and shown else {}
    rows = [
        LicenseRow(
            **event_row(event, proof.get(event.row["id"], [])),
            **{
                name: event.row[name]
                for name in ("kind", "royalty_free", "royalty", "rate", "until", "exclusivity", "each")
            },
            status=states[event.row["id"]],
            acceptances=taken.get(event.row["id"]),
        )
        for event in shown
    ]
    asked = filters.parameters() | {"on": on, "type": type_, "status": status, "free": free, "role": role}
    return Answer("licenses", asked | {"limit": limit}, rows, len(events), notes)


def licenses_by(
    store: Store,
    by: str,
    filters: Filters = ALL,
    *,
    on: str | None = None,
    type_: str | None = None,
    status: str | None = None,
    free: bool = False,
    role: str | None = None,
    level: str = "province",
    limit: int = 20,
    evidence: bool = False,
) -> Answer[TallyRow]:
    """The same, counted by ``licensor``, ``licensee``, ``region``, ``year``, ``type``, ``kind`` or ``status``.

    See :func:`licenses` for the parameters. Totals of regions do not count, as they may hold what does.

    Raises:
        QueryError: There is nothing such to count by.
    """
    by, on = check_by(by, TYPES, ("type", "kind", "status")), day(on)
    events, found, states, terms = _find(store, filters, on, type_, status, free, role)
    own = [*_notes(events, states, terms, on), *notes_of(store, found, filters, False)]
    add_parties(store, events)
    for event in events:
        event.row["status"] = states[event.row["id"]]
    own += _totals(events, listed=False)
    rows, notes = tally(store, [event for event in events if not event.total], by, level, evidence, filters.rollup)
    asked = filters.parameters() | {"by": by, "on": on, "type": type_, "status": status, "free": free, "role": role}
    return Answer("licenses", asked | {"level": level, "limit": limit}, rows[:limit], len(rows), [*notes, *own])


def find_licenses(
    store: Store, filters: Filters, types: Iterable[str], role: str | None = None
) -> tuple[list[Event], list[tuple[str, str | None]]]:
    """Licences that pass the filters, loaded without their parties; and their keys and dates."""
    found = find_events(store, types, filters, role_of(filters, role, TYPES))
    return list(load_events(store, [key for key, _ in found], parties=False).values()), found


def states_of(events: Sequence[Event], on: str, terms: Terms) -> dict[str, str | None]:
    """The state of licences and offers on a day, by key."""
    return {event.row["id"]: state_on(event.row, on, event.row["reported"], terms[event.row["id"]]) for event in events}


def terms_of(store: Store, events: Sequence[Event]) -> Terms:
    """The last day of the longest possible term of each patent of events."""
    publications = sorted({key for event in events if event.named for key in event.patents})
    ends = {row["id"]: protected_until(row) for row in _ask(store, "patents", publications)}
    return {event.row["id"]: [ends.get(key) for key in event.patents] if event.named else [] for event in events}


def _find(
    store: Store, filters: Filters, on: str, type_: str | None, status: str | None, free: bool, role: str | None
) -> tuple[list[Event], list[tuple[str, str | None]], dict[str, str | None], Terms]:
    """Licences that pass, their keys and dates, the state of each and the terms of their patents."""
    chosen = code_of("type", type_) if type_ else None
    if chosen is not None and chosen not in TYPES:
        raise QueryError(f"no type {type_!r}", f"choose one of {', '.join(TYPES)}")
    state = code_of("status", status) if status else None
    if state is not None and state not in STATES:
        raise QueryError(f"no status {status!r}", f"choose one of {', '.join(STATES)}")
    events, found = find_licenses(store, filters, [chosen] if chosen else TYPES, role)
    terms = terms_of(store, events)
    states = states_of(events, on, terms)
    kept = [
        event
        for event in events
        if state in (None, states[event.row["id"]]) and not (free and not event.row["royalty_free"])
    ]
    keys = {event.row["id"] for event in kept}
    return kept, [row for row in found if row[0] in keys], states, terms


def _notes(events: Sequence[Event], states: dict[str, str | None], terms: Terms, on: str) -> list[str]:
    notes: list[str] = [
        Note("status: on {on}; what states no end holds until the longest term of its patents has run out", on=on)
    ]
    held = [event for event in events if states[event.row["id"]] is not None]
    known = [terms[event.row["id"]] for event in held if not event.row["until"] and not event.row["ended"]]
    endless = sum(None in ends or not ends for ends in known)
    if endless:
        notes.append(
            Note("of {endless} no end is known, nor the terms of all patents: taken to go on", endless=endless)
        )
    unknown = sum(states[event.row["id"]] is None for event in events)
    if unknown:
        notes.append(Note("{unknown} have no status: nothing tells whether they had begun by then", unknown=unknown))
    return notes


def _totals(events: Sequence[Event], listed: bool) -> list[str]:
    totals = [event for event in events if event.total]
    return told_totals(len(totals), sum(event.row["patents"] or 0 for event in totals), listed)


def _acceptances(store: Store, events: Sequence[Event]) -> dict[str, int]:
    """How often each offer was taken up, where that is known: by its patents' families, where not all are named also by
    its licensors.
    """
    offers = [event for event in events if event.row["kind"] == "offer" and (event.patents or event.gives)]
    if not offers:
        return {}
    unit = _units(store, offers)
    asked = {
        "units": sorted(set(unit.values())),
        "givers": sorted({party["id"] for one in offers for party in one.gives}),
    }
    taken = store.rows(section(store, "licenses", "acceptances"), asked)
    accepted = list(load_events(store, [row["id"] for row in taken]).values())
    unit |= _units(store, accepted)
    counted = {offer.row["id"]: sum(_takes_up(one, offer, unit) for one in accepted) for offer in offers}
    return {offer.row["id"]: n for offer in offers if (n := counted[offer.row["id"]]) or offer.named}


def _units(store: Store, events: Iterable[Event]) -> dict[str, str]:
    """Families of the patents of events."""
    publications = sorted({key for event in events for key in event.patents})
    return {row["id"]: row["unit"] or row["id"] for row in _ask(store, "patents", publications)}


def _takes_up(acceptance: Event, offer: Event, unit: dict[str, str]) -> bool:
    if acceptance.row["date"] and offer.row["date"] and acceptance.row["date"] < offer.row["date"][:10]:
        return False
    if {unit[key] for key in offer.patents} & {unit[key] for key in acceptance.patents}:
        return True
    if offer.named and acceptance.named:
        return False
    return bool({party["id"] for party in offer.gives} & {party["id"] for party in acceptance.gives})


def _ask(store: Store, name: str, keys: list[str]) -> list[Row]:
    return store.rows(section(store, "licenses", name), {"keys": keys}) if keys else []
