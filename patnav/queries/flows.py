"""Transfers in sum: who passes how much to whom (``--matrix``), and how each channel works (``--summary``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import asin, cos, radians, sin, sqrt
from statistics import median

from patnav.errors import QueryError
from patnav.graph.store import Row, Store
from patnav.queries.answer import Answer, Evidence, Place
from patnav.queries.events import regions_at
from patnav.queries.filters import ALL, Filters
from patnav.queries.labels import Note, code_of
from patnav.queries.texts import section
from patnav.queries.transfers import CHANNELS, Transfer, evidence_of, find_transfers, load_transfers, selection
from patnav.queries.transfers import transfer_notes as notes_of

__all__ = ["ChannelRow", "FlowRow", "channels", "distance", "flows"]

MATRICES = ("region", "university", "organization")
_LICENCES = ("license", "open_license")
_RECORDED = ("assignment", "license", "open_license")
_PROVEN = 5


@dataclass(frozen=True, slots=True)
class FlowRow:
    """What passes from one place or body to another.

    Attributes:
        from_: Where it comes from.
        to: Where it goes.
        transfers: Number of transfers; one between several counts with each pair.
        patents: Number of families they are about, and of patents where a source tells their number alone; None where
            none does.
        intensity: ``n / sqrt(a * b)``: transfers from one to the other over the root of all that leave the one times
            all that reach the other.
        evidence: What states five of them, where asked for.
    """

    from_: Place
    to: Place
    transfers: int
    patents: int | None
    intensity: float
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """How one channel of transfer works.

    Attributes:
        channel: One of :data:`patnav.queries.transfers.CHANNELS`, or ``all``.
        transfers: Number of transfers.
        patents: Number of families they are about, and of patents where a source tells their number alone; None where
            none does.
        amounts: Sum of the amounts stated, by currency.
        sme_share: Part of the transfers with a receiver known to be an SME or not that have one that is; a fraction.
        one_to_many: Part of the licensed families that have two or more licensees; a fraction; None for no licences.
        wait: Median of the years from grant to the first transfer, over families granted before it.
        timed: Number of families that median is of.
        km: Median distance between the seats of giver and receiver, great circle, in kilometres.
        measured: Number of transfers that median is of.
        evidence: What states five of them, where asked for.
    """

    channel: str
    transfers: int
    patents: int | None
    amounts: dict[str, float]
    sme_share: float | None
    one_to_many: float | None
    wait: float | None
    timed: int
    km: float | None
    measured: int
    evidence: list[Evidence] = field(default_factory=list)


def flows(
    store: Store,
    filters: Filters = ALL,
    *,
    matrix: str = "region",
    level: str = "province",
    from_kind: str | None = None,
    to_kind: str | None = None,
    channel: str | None = None,
    limit: int = 50,
    evidence: bool = False,
) -> Answer[FlowRow]:
    """Transfers from region to region, from university to region, or from body to body.

    Args:
        store: What to ask.
        filters: As of :func:`patnav.queries.transfers.transfers`.
        matrix: ``region`` (seats of givers by seats of receivers), ``university`` (universities by seats of receivers)
            or ``organization`` (givers by receivers).
        level: Level of the regions: ``province``, ``city``, ``district`` or ``country``.
        from_kind: Kind of a giver.
        to_kind: Kind of a receiver.
        channel: One of :data:`patnav.queries.transfers.CHANNELS` alone.
        limit: Number of cells.
        evidence: Whether to give what states five transfers of each cell.

    Returns:
        The cells that are not empty, by falling number; what the rows leave out is in the notes.

    References:
        Intensity: Salton's cosine of a matrix of flows, as for co-applications between universities and firms.

    Raises:
        QueryError: There is no such matrix, kind or channel.
        NotFound: The graph holds no such region, industry or applicant.
    """
    sides = code_of("matrix", matrix)
    if sides not in MATRICES:
        raise QueryError(f"no matrix {matrix!r}", f"choose one of {', '.join(MATRICES)}")
    asked = selection(from_kind or ("university" if sides == "university" else None), to_kind, channel)
    found = find_transfers(store, filters, asked)
    moved = load_transfers(store, found, asked)
    lifted = regions_at(store, level, _seats(moved))
    cells: dict[tuple[Place, Place], list[Transfer]] = {}
    lost = 0
    for transfer in moved:
        pairs = _pairs(transfer, sides, lifted)
        lost += not pairs
        for pair in sorted(pairs, key=lambda pair: (pair[0].id, pair[1].id)):
            cells.setdefault(pair, []).append(transfer)
    leaving, reaching = (_totals(cells, side) for side in (0, 1))
    families = _families(store, moved)
    ordered = sorted(cells, key=lambda pair: (-len(cells[pair]), pair[0].id, pair[1].id))
    shown = ordered[:limit]
    proof = evidence_of(store, [one for pair in shown for one in cells[pair][:_PROVEN]]) if evidence else {}
    rows = [
        FlowRow(
            *pair,
            transfers=len(cells[pair]),
            patents=_patents(cells[pair], families),
            intensity=round(len(cells[pair]) / sqrt(leaving[pair[0]] * reaching[pair[1]]), 4),
            evidence=[p for one in cells[pair][:_PROVEN] for p in proof.get(one.row["id"], [])[:1]],
        )
        for pair in shown
    ]
    notes = [
        Note("{lost} of {all} transfers lack a side, or its place, and are left out", lost=lost, all=len(moved)),
        Note("one between several counts with each pair; intensity: n/sqrt(a·b), a all that leave, b all that arrive"),
        *notes_of(store, found, filters),
    ]
    parameters = filters.parameters() | asked | {"matrix": sides, "level": level, "limit": limit}
    return Answer("transfers", parameters, rows, len(ordered), notes)


def channels(
    store: Store,
    filters: Filters = ALL,
    *,
    from_kind: str | None = None,
    to_kind: str | None = None,
    channel: str | None = None,
    evidence: bool = False,
) -> Answer[ChannelRow]:
    """Each channel in sum: how much, to whom, how soon after grant, how far.

    Args:
        store: What to ask.
        filters: As of :func:`patnav.queries.transfers.transfers`.
        from_kind: Kind of a giver.
        to_kind: Kind of a receiver.
        channel: One of :data:`patnav.queries.transfers.CHANNELS` alone.
        evidence: Whether to give what states five transfers of each channel.

    Returns:
        A row for each channel that has a transfer, and one for all. Offers of open licences count as transfers of their
        channel, but have no receiver and are no first transfer.

    Raises:
        QueryError: There is no such kind or channel.
        NotFound: The graph holds no such region, industry or applicant.
    """
    asked = selection(from_kind, to_kind, channel)
    found = find_transfers(store, filters, asked)
    moved = load_transfers(store, found, asked)
    families = _families(store, moved)
    groups = {name: [one for one in moved if one.channel == name] for name in CHANNELS} | {"all": moved}
    shown = {name: group for name, group in groups.items() if group}
    proof = evidence_of(store, [one for group in shown.values() for one in group[:_PROVEN]]) if evidence else {}
    rows = [_channel(name, group, families, proof) for name, group in shown.items()]
    notes = [
        Note("wait: years from grant to the first assignment, licence or acceptance; families never granted, or only "
             "after it, are left out"),
        Note("km: great circle between the seats of giver and receiver; a region stands where its government does"),
        *notes_of(store, found, filters),
    ]  # fmt: skip
    return Answer("transfers", filters.parameters() | asked | {"summary": True}, rows, len(rows), notes)


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two places in kilometres, by the haversine formula on a sphere of radius 6371.0088 km.

    Args:
        one: Latitude and longitude in degrees.
        other: The same.
    """
    (lat1, lng1), (lat2, lng2) = ((radians(lat), radians(lng)) for lat, lng in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lng2 - lng1) / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(half))


def _seats(moved: Iterable[Transfer]) -> set[str]:
    return {party["seat"] for one in moved for party in (*one.gives, *one.takes) if party["seat"]}


def _pairs(transfer: Transfer, matrix: str, lifted: dict[str, Place]) -> set[tuple[Place, Place]]:
    """The cells that a transfer counts in."""
    givers = [p for p in transfer.gives if matrix != "university" or p["kind"] == "university"]
    if matrix == "region":
        sources = {lifted[party["seat"]] for party in givers if party["seat"] in lifted}
    else:
        sources = {Place(party["id"], party["name"]) for party in givers}
    if matrix == "organization":
        targets = {Place(party["id"], party["name"]) for party in transfer.takes}
    else:
        targets = {lifted[party["seat"]] for party in transfer.takes if party["seat"] in lifted}
    return {(source, target) for source in sources for target in targets}


def _totals(cells: dict[tuple[Place, Place], list[Transfer]], side: int) -> dict[Place, int]:
    totals: dict[Place, int] = {}
    for pair, group in cells.items():
        totals[pair[side]] = totals.get(pair[side], 0) + len(group)
    return totals


def _families(store: Store, moved: Sequence[Transfer]) -> dict[str, tuple[str, str | None]]:
    """Family and day of grant of every patent concerned."""
    keys = sorted({key for one in moved for key in one.patents})
    rows: list[Row] = store.rows(section(store, "transfers", "families"), {"keys": keys}) if keys else []
    known = {row["key"]: (row["unit"] or row["key"], row["granted"]) for row in rows}
    return {key: known.get(key, (key, None)) for key in keys}


def _patents(group: Sequence[Transfer], families: dict[str, tuple[str, str | None]]) -> int | None:
    """Families that transfers are about, and patents that a source tells by number alone."""
    named = {families[key][0] for one in group for key in one.patents}
    counted = [one.row["patents"] for one in group if not one.patents and one.row["patents"] is not None]
    return len(named) + sum(counted) if named or counted else None


def _channel(
    name: str,
    group: Sequence[Transfer],
    families: dict[str, tuple[str, str | None]],
    proof: dict[str, list[Evidence]],
) -> ChannelRow:
    amounts: dict[str, float] = {}
    for one in group:
        if one.row["amount"] is not None and one.row["currency"]:
            amounts[one.row["currency"]] = amounts.get(one.row["currency"], 0.0) + one.row["amount"]
    known = [taken for one in group if (taken := [p["sme"] for p in one.takes if p["sme"] is not None])]
    years, far = _years(group, families), [km for one in group if (km := _far(one)) is not None]
    return ChannelRow(
        channel=name,
        transfers=len(group),
        patents=_patents(group, families),
        amounts=dict(sorted(amounts.items())),
        sme_share=round(sum(map(any, known)) / len(known), 4) if known else None,
        one_to_many=_one_to_many(group, families),
        wait=round(median(years), 2) if years else None,
        timed=len(years),
        km=round(median(far), 1) if far else None,
        measured=len(far),
        evidence=[p for one in group[:_PROVEN] for p in proof.get(one.row["id"], [])[:1]],
    )


def _one_to_many(group: Sequence[Transfer], families: dict[str, tuple[str, str | None]]) -> float | None:
    licensees: dict[str, set[str]] = {}
    for one in group:
        for key in one.patents if one.channel in _LICENCES else ():
            licensees.setdefault(families[key][0], set()).update(party["id"] for party in one.takes)
    licensed = [takers for takers in licensees.values() if takers]
    return round(sum(len(takers) > 1 for takers in licensed) / len(licensed), 4) if licensed else None


def _years(group: Sequence[Transfer], families: dict[str, tuple[str, str | None]]) -> list[float]:
    """Years from grant to the first transfer of each family, where both days are known."""
    first: dict[str, str] = {}
    granted: dict[str, str] = {}
    for one in group:
        day = one.row["date"]
        if one.channel not in _RECORDED or one.row.get("kind") == "offer" or not day or len(day) != 10:
            continue
        for key in one.patents:
            family, grant = families[key]
            if grant and len(grant) == 10:
                first[family] = min(day, first.get(family, day))
                granted[family] = grant
    return sorted(
        (date.fromisoformat(day) - date.fromisoformat(granted[family])).days / 365.25
        for family, day in first.items()
        if day >= granted[family]
    )


def _far(transfer: Transfer) -> float | None:
    """The mean distance between those who give and those who receive."""
    ways = [
        distance((giver["lat"], giver["lng"]), (taker["lat"], taker["lng"]))
        for giver in transfer.gives
        for taker in transfer.takes
        if giver["lat"] is not None and taker["lat"] is not None
    ]
    return sum(ways) / len(ways) if ways else None
