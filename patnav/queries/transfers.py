"""``transfers``: who passes technology to whom, and through which channel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from patnav.errors import QueryError
from patnav.graph.store import Row, Store
from patnav.queries import evidence as proofs
from patnav.queries.answer import Answer, EventRow, Evidence
from patnav.queries.events import ABOUT, conditions, known, load_events, shared_notes, told_totals
from patnav.queries.filters import ALL, Filters, check_kind, restrict
from patnav.queries.labels import Note, code_of
from patnav.queries.texts import section

__all__ = [
    "CHANNELS",
    "SORTS",
    "Found",
    "Moved",
    "Transfer",
    "evidence_of",
    "find_transfers",
    "load_transfers",
    "moved",
    "selection",
    "total_notes",
    "transfer_notes",
    "transfers",
]

CHANNELS = ("assignment", "license", "open_license", "joint_filing", "spin_off")
FOUNDERS = ("university", "research_institute", "hospital")
_RECORDED = ("assignment", "license", "open_license")
_SPIN = ("regions", "industries", "class_from", "applicants", "kind")

SORTS = ("event", "invested", "joint", "spin")
"""What a transfer is in the graph: an event, an investment, a family with several applicants, a part of its founder."""

Found = tuple[str, str, str | None]
"""What was found: one of :data:`SORTS`; its key; its date."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """One transfer, whatever its channel.

    Attributes:
        channel: One of :data:`CHANNELS`.
        row: ``id``, ``type``, ``date``, ``patents``, ``amount``, ``currency``.
        gives: Parties that give, as rows.
        takes: Parties that receive.
        places: Regions where it applies.
        patents: Publications that it is about.
    """

    channel: str
    row: Row
    gives: list[Row]
    takes: list[Row]
    places: list[Row] = field(default_factory=list)
    patents: list[str] = field(default_factory=list)


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
    to all, and its acceptances), ``joint_filing`` (one family, several organizations as applicants; dated by filing;
    universities, institutes and hospitals among them give to the others; where it has none of these, or no others, all
    give and none receives), and ``spin_off`` (an enterprise that is part of, or owned by, a university, a research
    institute or a hospital, or in which one of these invests).

    Args:
        store: What to ask.
        filters: ``region`` is where a party is seated or the event applies, ``sme`` asks for a receiver that is one,
            ``applicant`` and ``kind`` for a party; industry, class, legal status and the like are those of the patents,
            of a spin-off those of a patent that the enterprise filed; dates are those of the event.
        from_kind: Kind of a giver: ``university``.
        to_kind: Kind of a receiver: ``enterprise``.
        channel: One of :data:`CHANNELS` alone.
        limit: Number of rows.
        evidence: Whether to give the passages and records that state each.

    Returns:
        One row an event; ``total`` counts events, notes count them by channel. A joint filing goes by the publication
        number of its patent, a spin-off without an event of its own by the key of the enterprise.

    Raises:
        QueryError: There is no such channel or kind.
        NotFound: The graph holds no such region, industry or applicant.
    """
    asked = selection(from_kind, to_kind, channel)
    flow = moved(store, filters, asked, totals=True)
    found = find_transfers(store, flow)
    shown = load_transfers(store, found[:limit])
    proof = evidence_of(store, shown) if evidence else {}
    rows = [_row(transfer, proof.get(transfer.row["id"], [])) for transfer in shown]
    parameters = filters.parameters() | asked | {"limit": limit}
    notes = [*transfer_notes(store, _sorts(found), filters), *total_notes(store, flow, listed=True)]
    return Answer("transfers", parameters, rows, len(found), notes)


def selection(from_kind: str | None, to_kind: str | None, channel: str | None) -> dict[str, str]:
    """What was asked of the sides and the channel, in codes; a QueryError where there is no such kind or channel."""
    asked = {name: check_kind(value) for name, value in (("from_kind", from_kind), ("to_kind", to_kind)) if value}
    if channel is not None:
        asked["channel"] = code_of("type", channel)
        if asked["channel"] not in CHANNELS:
            raise QueryError(f"no channel {channel!r}", f"choose one of {', '.join(CHANNELS)}")
    return asked


@dataclass(frozen=True, slots=True)
class Moved:
    """All transfers that pass some filters, as a part of a text in the store's language.

    Attributes:
        text: The part: in SQL tables to select from, ``moved`` above all, in Cypher a clause that yields ``what``,
            ``x``, ``channel`` and ``date``.
        events: The condition on an event ``e`` to be one of them.
        rollup: Whether organizations count with the topmost one that they are part of, where they are counted.
        bound: What the text binds.
    """

    text: str
    events: str
    rollup: bool
    bound: dict[str, Any]


def moved(store: Store, filters: Filters, asked: dict[str, str], totals: bool = False) -> Moved:
    """The transfers that pass; see :func:`transfers`.

    Args:
        store: What to ask.
        filters: What the user set.
        asked: Sides and channel, of :func:`selection`.
        totals: Whether the totals of regions are among them, which hold transfers that are told one by one.
    """
    channel = asked.get("channel")
    restriction = restrict(store, replace(filters, sme=False))
    sides: dict[str, Any] = {"taker_sme": True} if filters.sme else {}
    sides |= {f"{side}_kind": asked[name] for side, name in _SIDES if name in asked}
    recorded = [one for one in (*_RECORDED, "spin_off") if channel in (None, one)]
    fixed = {
        "types": [{"spin_off": "investment"}.get(one, one) for one in recorded] or ["none"],
        "gives": ["assignor", "licensor", "investor"],
        "takes": ["assignee", "licensee", "target"],
        "founders": list(FOUNDERS),
        "founded": list(FOUNDERS),
    }
    bound = restriction.parameters | sides | fixed
    giver, receiver = _sides(store, sides)
    taker = "true" if receiver == "true" else section(store, "transfers", "taker", receiver=receiver)
    events = conditions(store, bound, but=("founded",))
    text = section(
        store, "transfers", "moved",
        founded=section(store, "events", "founded"), events=events,
        counted="true" if totals else f"NOT ({_total(store)})",
        filed="true" if channel in (None, "joint_filing") else "false", giver=giver, taker=taker,
        patents=restriction.within, parts=_parts(store, filters, bound, channel, (giver, receiver)),
    )  # fmt: skip
    return Moved(text, events, filters.rollup, bound)


def total_notes(store: Store, asked: Moved, listed: bool) -> list[str]:
    """How many totals of regions pass: listed beside what they hold, or left out where transfers are counted."""
    text = section(store, "events", "totals", total=_total(store), where=asked.events)
    return told_totals(**store.rows(text, asked.bound)[0], listed=listed)


def _total(store: Store) -> str:
    return section(store, "events", "total")


def find_transfers(store: Store, asked: Moved) -> list[Found]:
    """Transfers that pass, the newest first, those without a date last."""
    rows = store.rows(section(store, "transfers", "found", moved=asked.text), asked.bound)
    return [(row["what"], row["id"], row["date"]) for row in rows]


_SIDES = (("giver", "from_kind"), ("taker", "to_kind"))


def _parts(store: Store, filters: Filters, bound: dict[str, Any], channel: str | None, sides: tuple[str, str]) -> str:
    """Conditions on an enterprise ``f`` that is part of ``g``; parts have no date, so that dates leave them out."""
    if channel not in (None, "spin_off") or filters.from_ or filters.to:
        return "false"
    own = [section(store, "transfers", f"spin_{name}") for name in _SPIN if name in bound]
    about = [section(store, "filters", name) for name in ABOUT if name in bound]
    own += [section(store, "transfers", "spin_about", where=f"({one})") for one in about]
    return " AND ".join([*own, *sides])


def _sides(store: Store, sides: dict[str, Any]) -> tuple[str, str]:
    """Conditions on the giver ``g`` and the receiver ``f``."""
    giver = section(store, "transfers", "giver") if "giver_kind" in sides else "true"
    named = (("receiver", "taker_kind"), ("receiver_sme", "taker_sme"))
    receiver = [section(store, "transfers", name) for name, key in named if key in sides]
    return giver, " AND ".join(receiver) or "true"


def load_transfers(store: Store, found: Sequence[Found]) -> list[Transfer]:
    """Transfers with their parties, in the order found."""
    keys = _keys(found)
    invested = set(keys["invested"])
    made: dict[tuple[str, str], Transfer] = {}
    for key, event in load_events(store, keys["event"] + keys["invested"]).items():
        what, channel = ("invested", "spin_off") if key in invested else ("event", event.row["type"])
        places = event.parties.get("place", [])
        made[what, key] = Transfer(channel, event.row, event.gives, event.takes, places, event.patents)
    dates = {key: date for what, key, date in found if what == "joint"}
    for key, team in _grouped(_ask(store, "joint_parties", keys["joint"])).items():
        founders = [party for party in team if party["kind"] in FOUNDERS]
        gives, takes = founders or team, [party for party in team if founders and party not in founders]
        row = _bare(key, "joint_filing", dates[key], 1)
        made["joint", key] = Transfer("joint_filing", row, gives, takes, [], [key])
    for key, sides in _grouped(_ask(store, "spin_parties", keys["spin"])).items():
        gives, takes = ([party for party in sides if party["role"] == role] for role in ("gives", "takes"))
        made["spin", key] = Transfer("spin_off", _bare(key, "spin_off", None, None), gives, takes)
    return [made[what, key] for what, key, _ in found]


def _keys(found: Sequence[Found]) -> dict[str, list[str]]:
    """Keys by what they are of."""
    keys: dict[str, list[str]] = {what: [] for what in SORTS}
    for what, key, _ in found:
        keys[what].append(key)
    return keys


def _bare(key: str, type_: str, date: str | None, patents: int | None) -> Row:
    return {"id": key, "type": type_, "date": date, "patents": patents, "amount": None, "currency": None}


def _ask(store: Store, name: str, keys: list[str]) -> list[Row]:
    bound = {"keys": keys, "founders": list(FOUNDERS)}
    return store.rows(section(store, "transfers", name), bound) if keys else []


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["event"], []).append(row)
    return grouped


def evidence_of(store: Store, moved: Iterable[Transfer]) -> dict[str, list[Evidence]]:
    """Passages and records that state transfers, by their ids; of a spin-off those that tell whose part it is."""
    kinds: dict[str, dict[str, Transfer]] = {"joint_filing": {}, "spin_off": {}, "event": {}}
    for one in moved:
        kinds[one.row["type"] if one.row["type"] in kinds else "event"][one.row["id"]] = one
    events, joint, spin = kinds["event"], kinds["joint_filing"], kinds["spin_off"]
    proof = proofs.of_events(store, "Event", list(events)) if events else {}
    proof |= proofs.of_nodes(store, "Patent", list(joint)) if joint else {}
    owned = proofs.of_edges(store, "PART_OF", "Organization", list(spin)) if spin else {}
    return proof | {
        key: [one for giver in spin[key].gives for one in owned.get(key, {}).get(giver["id"], [])] for key in spin
    }


def _row(transfer: Transfer, proof: list[Evidence]) -> EventRow:
    parties = [*transfer.gives, *transfer.takes, *transfer.places]
    regions = dict.fromkeys(party["region"] for party in parties if party["region"])
    return EventRow(
        **{name: transfer.row[name] for name in ("id", "type", "date", "patents", "amount", "currency")},
        reported=transfer.row.get("reported"),
        from_=known(transfer.gives),
        to=known(transfer.takes),
        regions=list(regions),
        concerns=transfer.patents,
        other_values=transfer.row.get("other_values") or [],
        evidence=proof,
    )


def _sorts(found: Sequence[Found]) -> dict[str, int]:
    """How many there are of each sort, and of those without a date."""
    return {
        **{what: len(keys) for what, keys in _keys(found).items()},
        "undated": sum(date is None for *_, date in found),
    }


def transfer_notes(store: Store, counted: Mapping[str, int], filters: Filters, listed: bool = True) -> list[str]:
    """What was counted, by sort and ``undated``, in a list or in sum, and how the filters did."""
    notes: list[str] = [
        Note(
            "{events} assignments and licences, {joint} joint filings (one a family, dated by filing)",
            events=counted["event"],
            joint=counted["joint"],
        )
    ]
    if counted["joint"]:
        notes.append(
            Note(
                "of those who file together universities, institutes and hospitals give, the others receive; "
                "of one sort alone none receives"
            )
        )
    if spin := counted["spin"] + counted["invested"]:
        notes.append(
            Note("{spin} spin-offs: enterprises that a university, an institute or a hospital owns or funds", spin=spin)
        )
    if undated := counted["undated"]:
        last = Note("{undated} have no date and come last", undated=undated)
        notes.append(last if listed else Note("{undated} have no date", undated=undated))
    if filters.region:
        notes.append(Note("in the region where a party is seated or the event applies"))
    return [*notes, *shared_notes(store, filters)]
