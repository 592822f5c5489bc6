"""Events and their parties, for every question about something that happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from patnav.errors import QueryError
from patnav.graph.events import PARTY_ROLES
from patnav.graph.store import Row, Store
from patnav.queries.answer import EventRow, Evidence, Party, Place
from patnav.queries.filters import Filters, bind, sme_note
from patnav.queries.labels import Note, code_of
from patnav.queries.texts import section

__all__ = [
    "ABOUT",
    "Event",
    "add_parties",
    "conditions",
    "event_row",
    "find_events",
    "known",
    "load_events",
    "notes_of",
    "plain_row",
    "regions_at",
    "role_of",
    "shared_notes",
    "told_totals",
]

LEVELS = ("country", "macro", "province", "city", "district", "zone")
"""Levels of regions."""

_CONDITIONS = (
    "regions",
    "industries",
    "class_from",
    "role",
    "applicants",
    "kind",
    "sme",
    "giver_kind",
    "taker_kind",
    "taker_sme",
    "stage",
    "founded",
    "from_date",
    "to_date",
)

ABOUT = ("status", "state", "event", "assignees")
"""Conditions that one of the patents of an event fulfils: their sections of ``filters``."""

_BESIDE = ("types", "class_to", "gives", "takes", "founders")
"""What is bound for other conditions' sake, and is none of its own."""


@dataclass(slots=True)
class Event:
    """An event as the graph holds it.

    Attributes:
        row: Its properties, ``id`` among them.
        parties: Its parties by role, as rows: ``id``, ``name``, ``kind``, ``sme``, ``seat``, ``region``, ``lat``,
            ``lng``.
        patents: Publications that it is about.
        industries: Industries that it is about.
    """

    row: Row
    parties: dict[str, list[Row]] = field(default_factory=dict)
    patents: list[str] = field(default_factory=list)
    industries: list[Place] = field(default_factory=list)

    @property
    def total(self) -> bool:
        """Whether it is the total of a region's open licences: who offers what is not told."""
        return self.row["kind"] == "offer" and not self.gives and bool(self.parties.get("place")) and not self.patents

    @property
    def named(self) -> bool:
        """Whether all patents that it is about are named, as far as is told: of twelve sold an article may name one."""
        return len(self.patents) >= max(self.row["patents"] or 0, 1)

    @property
    def gives(self) -> list[Row]:
        """Those of the first role of its type: assignors, licensors, pledgors, issuers, plaintiffs, authorities."""
        return self.parties.get(PARTY_ROLES[self.row["type"]][0], [])

    @property
    def takes(self) -> list[Row]:
        """Those of the second role: assignees, licensees, lenders, arrangers, defendants."""
        roles = PARTY_ROLES[self.row["type"]]
        return self.parties.get(roles[1], []) if len(roles) > 1 else []

    @property
    def places(self) -> list[Row]:
        """Where it happened: the place it applies to, else the seats of those who give, else of those who take."""
        for side in (self.parties.get("place", []), self.gives, self.takes):
            if seated := [party for party in side if party["seat"]]:
                return seated
        return []


def find_events(
    store: Store, types: Iterable[str], filters: Filters, more: Mapping[str, Any] | None = None
) -> list[tuple[str, str | None]]:
    """Events that pass the filters.

    Args:
        store: What to ask.
        types: Types of events.
        filters: ``region`` is where a party is seated or the event applies, ``applicant``, ``kind`` and ``sme`` ask for
            a party in any role, ``industry`` and ``class_`` are those of the event or its patents, ``status``,
            ``event`` and ``assignee`` those of one of its patents, dates its own.
        more: Further conditions, by the name of what they bind: ``giver_kind``, ``role``, ``stage``.

    Returns:
        Key and date, the newest first, those without a date last.

    Raises:
        NotFound: The graph holds no such region, industry, party or legal status.
        QueryError: A date, class symbol, kind or type of event is malformed.
    """
    bound = bind(store, filters) | {"types": list(types)} | dict(more or {})
    text = section(store, "events", "listed", where=conditions(store, bound))
    return [(row["id"], row["date"]) for row in store.rows(text, bound)]


def conditions(store: Store, bound: Mapping[str, Any], but: Sequence[str] = ()) -> str:
    """The conditions on an event ``e`` that go by what is bound, in the store's language; see :func:`find_events`.

    Args:
        store: What to ask.
        bound: What is bound.
        but: Conditions to leave out.

    Raises:
        QueryError: Something is bound that no condition goes by: it would widen the question in silence.
    """
    if unmet := [name for name in bound if name not in (*_CONDITIONS, *ABOUT, *_BESIDE)]:
        raise QueryError(f"events cannot be asked for by {', '.join(unmet)}", "leave the filter out")
    own = [section(store, "events", name) for name in _CONDITIONS if name in bound and name not in but]
    about = [section(store, "filters", name) for name in ABOUT if name in bound]
    own += [section(store, "events", "about", where=f"({one})") for one in about]
    return " AND ".join(f"({one})" for one in own) or "true"


def load_events(store: Store, keys: Sequence[str], *, parties: bool = True) -> dict[str, Event]:
    """Events with what they are about and, unless left for later, their parties; by key, in the order of the keys."""
    if not keys:
        return {}
    asked = {"keys": list(keys)}
    found = {row["id"]: Event(row) for row in store.rows(section(store, "events", "rows"), asked)}
    if parties:
        add_parties(store, list(found.values()))
    for row in store.rows(section(store, "events", "concerned"), asked):
        event = found[row["event"]]
        if row["type"] == "Patent":
            event.patents.append(row["id"])
        else:
            event.industries.append(Place(row["id"], row["name"]))
    return {key: found[key] for key in keys}


def add_parties(store: Store, events: Sequence[Event]) -> None:
    """Give events that were loaded without them their parties."""
    by_key = {event.row["id"]: event for event in events}
    for row in store.rows(section(store, "events", "parties"), {"keys": list(by_key)}) if events else []:
        by_key[row["event"]].parties.setdefault(row["role"], []).append(row)


def known(parties: Iterable[Row]) -> list[Party]:
    """Parties as an answer shows them."""
    return [Party(row["id"], row["name"], row["kind"]) for row in parties]


def event_row(event: Event, proof: list[Evidence]) -> dict[str, Any]:
    """What all rows of events share, as the arguments of :class:`patnav.queries.answer.EventRow` and its like."""
    row = event.row
    regions = [party["region"] for role in sorted(event.parties) for party in event.parties[role] if party["region"]]
    return {
        **{name: row[name] for name in ("id", "type", "date", "patents", "amount", "currency")},
        "reported": row["reported"],
        "from_": known(event.gives),
        "to": known(event.takes),
        "regions": list(dict.fromkeys(regions)),
        "concerns": event.patents,
        "other_values": row["other_values"] or [],
        "evidence": proof,
    }


def plain_row(event: Event, proof: list[Evidence]) -> EventRow:
    """An event as a row with nothing of its own."""
    return EventRow(**event_row(event, proof))


def regions_at(store: Store, level: str, seats: Iterable[str]) -> dict[str, Place]:
    """The region of a level that each region lies in; one that lies in none is left out.

    Raises:
        QueryError: There is no such level.
    """
    level = code_of("level", level)
    if level not in LEVELS:
        raise QueryError(f"no level {level!r}", f"choose one of {', '.join(LEVELS)}")
    bound = {"keys": sorted(set(seats)), "level": level}
    rows = store.rows(section(store, "events", "regions_at"), bound) if bound["keys"] else []
    return {row["seat"]: Place(row["id"], row["name"]) for row in rows}


def role_of(filters: Filters, role: str | None, types: Iterable[str]) -> dict[str, str]:
    """The condition on the role of the party asked for; a QueryError for no such role, or a role without a party."""
    if role is None:
        return {}
    if not filters.applicant:
        raise QueryError("--role says which role a party plays, but no party is named", "add --applicant NAME")
    role = code_of("role", role)
    roles = sorted({name for type_ in types for name in PARTY_ROLES[type_]})
    if role not in roles:
        raise QueryError(f"no role {role!r} here", f"choose one of {', '.join(roles)}")
    return {"role": role}


def notes_of(store: Store, found: Sequence[tuple[str, str | None]], filters: Filters, listed: bool = True) -> list[str]:
    """How filters counted, and, where events are listed, how many have no date."""
    notes: list[str] = []
    undated = sum(date is None for _, date in found)
    if undated and listed:
        notes.append(Note("{undated} have no date and come last", undated=undated))
    if filters.from_ or filters.to:
        notes.append(Note("dates are those of the events; events without one are left out"))
    if filters.region:
        notes.append(Note("in the region where a party is seated or the event applies"))
    return [*notes, *shared_notes(store, filters)]


def told_totals(n: int, patents: int, listed: bool) -> list[str]:
    """How many totals of regions there are, of how many patents, listed beside what they may hold or left out."""
    if not n:
        return []
    if listed:
        return [
            Note(
                "{n} are totals of regions ({patents} patents), which may hold others listed here", n=n, patents=patents
            )
        ]
    return [
        Note(
            "{n} totals of regions ({patents} patents) are left out, as they may hold what is counted",
            n=n,
            patents=patents,
        )
    ]


def shared_notes(store: Store, filters: Filters) -> list[str]:
    """How filters counted that say the same of events and of any other transfer."""
    notes: list[str] = []
    if filters.rollup and (filters.applicant or filters.assignee):
        notes.append(Note("an organization stands for all that is part of it, too: units and subsidiaries"))
    if filters.status or filters.event or filters.assignee:
        notes.append(Note("status, event and assignee are those of a patent concerned; what names none is left out"))
    if filters.sme:
        notes.append(sme_note(store))
    return notes
