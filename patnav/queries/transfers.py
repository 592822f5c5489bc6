"""``transfers``: who passes technology to whom, and through which channel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from patnav.errors import QueryError
from patnav.graph.store import Row, Store
from patnav.queries import evidence as proofs
from patnav.queries.answer import Answer, EventRow, Evidence, Party
from patnav.queries.filters import ALL, Filters, check_kind, restrict, sme_note
from patnav.queries.labels import Note
from patnav.queries.texts import section

__all__ = ["CHANNELS", "transfers"]

CHANNELS = ("assignment", "license", "open_license", "joint_filing")
_GIVERS = ("assignor", "licensor")
_RECEIVERS = ("assignee", "licensee")


def transfers(
    store: Store,
    filters: Filters = ALL,
    *,
    from_kind: str | None = None,
    to_kind: str | None = None,
    channel: str | None = None,
    limit: int = 20,
    evidence: bool = False,
) -> Answer[EventRow]:
    """Transfers of technology between organizations, the newest first.

    Channels: ``assignment`` and ``license`` (recorded by an office or reported in the news), ``open_license`` (an offer
    to all, and its acceptances), and ``joint_filing`` (one family, several organizations as applicants; dated by
    filing).

    Args:
        store: What to ask.
        filters: ``region`` is where a party is seated or the event applies, ``sme`` asks for a receiver that is one,
            ``applicant`` for a party by name, dates are those of the event.
        from_kind: Kind of a giver: ``university``.
        to_kind: Kind of a receiver: ``enterprise``.
        channel: One of :data:`CHANNELS` alone.
        limit: Number of rows.
        evidence: Whether to give the passages and records that state each.

    Returns:
        One row an event; ``total`` counts events, notes count them by channel.

    Raises:
        QueryError: There is no such channel or kind.
        NotFound: The graph holds no such region, industry or applicant.
    """
    if channel is not None and channel not in CHANNELS:
        raise QueryError(f"no channel {channel!r}", f"choose one of {', '.join(CHANNELS)}")
    kinds = {name: value for name, value in (("from_kind", from_kind), ("to_kind", to_kind)) if value}
    for kind in kinds.values():
        check_kind(kind)
    restriction = restrict(store, replace(filters, kind=None, sme=False))
    bound = restriction.parameters | kinds | ({"sme": True} if filters.sme else {})
    found: list[tuple[str, str, str | None]] = []
    if channel != "joint_filing":
        found += [("event", row["id"], row["date"]) for row in _events(store, bound, channel)]
    if channel in (None, "joint_filing"):
        found += [("joint", row["id"], row["date"]) for row in _joint(store, restriction.where, bound)]
    found.sort(key=lambda row: row[1])
    found.sort(key=lambda row: row[2] or "", reverse=True)
    rows = _rows(store, found[:limit], from_kind, to_kind, evidence)
    asked = filters.parameters() | kinds | {"channel": channel, "limit": limit}
    notes = _notes(found, filters) + ([sme_note(store)] if filters.sme else [])
    return Answer("transfers", asked, rows, len(found), notes)


def _events(store: Store, bound: dict[str, Any], channel: str | None) -> list[Row]:
    bound = bound | ({"channel": channel} if channel else {})
    names = (
        "from_kind",
        "to_kind",
        "sme",
        "regions",
        "industries",
        "class_from",
        "applicants",
        "from_date",
        "to_date",
        "channel",
    )
    conditions = [section(store, "transfers", name) for name in names if name in bound]
    where = " AND ".join(conditions) or "true"
    return store.rows(section(store, "transfers", "events", where=where), bound)


def _joint(store: Store, where: str, bound: dict[str, Any]) -> list[Row]:
    giver = section(store, "transfers", "giver") if "from_kind" in bound else "true"
    receivers = [
        section(store, "transfers", n) for n, p in (("receiver", "to_kind"), ("receiver_sme", "sme")) if p in bound
    ]
    text = section(store, "transfers", "joint", giver=giver, receiver=" AND ".join(receivers) or "true", where=where)
    return store.rows(text, bound)


def _rows(
    store: Store, found: list[tuple[str, str, str | None]], from_kind: str | None, to_kind: str | None, evidence: bool
) -> list[EventRow]:
    events = [key for what, key, _ in found if what == "event"]
    joint = [key for what, key, _ in found if what == "joint"]
    proof = proofs.of_events(store, "Event", events) if evidence and events else {}
    proof |= proofs.of_nodes(store, "Patent", joint) if evidence and joint else {}
    rows = {("event", row["id"]): row for row in _ask(store, "event_rows", events)}
    rows |= {("joint", row["id"]): row | _JOINT for row in _ask(store, "joint_rows", joint)}
    sides = _sides(_ask(store, "event_parties", events))
    teams = _teams(_ask(store, "joint_parties", joint), from_kind, to_kind)
    return [
        _row(rows[what, key], (sides if what == "event" else teams)[key], proof.get(key, [])) for what, key, _ in found
    ]


_JOINT: Row = {"type": "joint_filing", "patents": 1, "amount": None, "currency": None}


def _ask(store: Store, name: str, keys: list[str]) -> list[Row]:
    return store.rows(section(store, "transfers", name), {"keys": keys}) if keys else []


Sides = tuple[list[Party], list[Party], list[str]]


def _row(row: Row, sides: Sides, proof: list[Evidence]) -> EventRow:
    gives, takes, regions = sides
    return EventRow(
        id=row["id"],
        type=row["type"],
        date=row["date"],
        from_=gives,
        to=takes,
        patents=row["patents"],
        amount=row["amount"],
        currency=row["currency"],
        regions=regions,
        evidence=proof,
    )


class _Grouped(dict[str, Sides]):
    def __missing__(self, key: str) -> Sides:
        return self.setdefault(key, ([], [], []))


def _sides(parties: Iterable[Row]) -> _Grouped:
    grouped = _Grouped()
    for party in parties:
        gives, takes, regions = grouped[party["event"]]
        shown = Party(party["id"], party["name"], party["kind"])
        if party["role"] in _GIVERS:
            gives.append(shown)
        elif party["role"] in _RECEIVERS:
            takes.append(shown)
        if party["region"] and party["region"] not in regions:
            regions.append(party["region"])
    return grouped


def _teams(parties: Iterable[Row], from_kind: str | None, to_kind: str | None) -> _Grouped:
    """Sides of joint filings: by kind where a kind was asked for; else all applicants stand on the giving side."""
    grouped = _Grouped()
    for party in parties:
        gives, takes, regions = grouped[party["event"]]
        shown = Party(party["id"], party["name"], party["kind"])
        receives = party["kind"] == to_kind if to_kind else from_kind is not None and party["kind"] != from_kind
        (takes if receives else gives).append(shown)
        if party["region"] and party["region"] not in regions:
            regions.append(party["region"])
    return grouped


def _notes(found: list[tuple[str, str, str | None]], filters: Filters) -> list[str]:
    joint = sum(what == "joint" for what, _, _ in found)
    notes: list[str] = [
        Note(
            "{events} assignments and licences, {joint} joint filings (one a family, dated by filing)",
            events=len(found) - joint,
            joint=joint,
        )
    ]
    undated = sum(date is None for _, _, date in found)
    if undated:
        notes.append(Note("{undated} have no date and come last", undated=undated))
    if filters.region:
        notes.append(Note("in the region where a party is seated or the event applies"))
    return notes
