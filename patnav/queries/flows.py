"""Transfers in sum: who passes how much to whom (``--matrix``), and how each channel works (``--summary``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from math import asin, cos, fsum, radians, sin, sqrt
from statistics import median
from typing import Any

from patnav.errors import QueryError
from patnav.graph.store import Row, Store
from patnav.queries.answer import Answer, Evidence, Place
from patnav.queries.events import regions_at
from patnav.queries.filters import ALL, Filters
from patnav.queries.labels import Note, code_of
from patnav.queries.scope import rollup_note
from patnav.queries.texts import section
from patnav.queries.transfers import (
    CHANNELS,
    SORTS,
    Found,
    Moved,
    evidence_of,
    load_transfers,
    moved,
    selection,
    total_notes,
    transfer_notes,
)

__all__ = ["ChannelRow", "FlowRow", "channels", "distance", "flows"]

MATRICES = ("region", "university", "organization")
_PROVEN = 5

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True)
class FlowRow:
    """What passes from one place or body to another.

    Attributes:
        from_: Where it comes from.
        to: Where it goes.
        transfers: Number of transfers; one between several counts with each pair.
        patents: Number of families they are about, and of the patents beyond those named where a source tells how many
            they are in all; None where nothing is told.
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
        patents: Number of families they are about, and of the patents beyond those named where a source tells how many
            they are in all; None where nothing is told.
        amounts: Sum of the amounts stated, by currency.
        sme_share: Part of the transfers with a receiver known to be an SME or not that have one that is; a fraction.
        one_to_many: Part of the licensed families that have two or more licensees, rolled up such as are no parts of
            one body; a fraction; None for no licences.
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
            or ``organization`` (givers by receivers). Rolled up, a body counts with the topmost one that it is part of,
            and what passes within that is left out of the last.
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
    flow = moved(store, filters, asked)
    lifted = regions_at(store, level, (row["key"] for row in _places(store)))
    places = {seat: place.id for seat, place in lifted.items()}
    inside = not filters.rollup or sides != "organization"
    more = {"matrix": sides, "seats": list(places), "places": list(places.values()), "lifted": places, "inside": inside}
    paired = _ask(store, "paired", flow, **more)[0]["transfers"]
    cells = _ask(store, "cells", flow, **more)
    cells.sort(key=lambda row: (-row["transfers"], row["source"], row["target"]))
    leaving, reaching = (_totals(cells, side) for side in ("source", "target"))
    shown = cells[:limit]
    named = {place.id: place for place in lifted.values()} | _bodies(store, shown)
    proof = _proof(store, flow, shown, more) if evidence else {}
    rows = [
        FlowRow(
            named[cell["source"]],
            named[cell["target"]],
            transfers=cell["transfers"],
            patents=_patents(cell["families"], cell["told"]),
            intensity=round(cell["transfers"] / sqrt(leaving[cell["source"]] * reaching[cell["target"]]), 4),
            evidence=proof.get((cell["source"], cell["target"]), []),
        )
        for cell in shown
    ]
    counted = _sorts(store, flow)
    whole = sum(row["n"] for row in counted)
    notes = [
        Note("{lost} of {all} transfers lack a side, or its place, and are left out", lost=whole - paired, all=whole)
        if inside
        else Note(
            "{lost} of {all} transfers lack a side, or stay within one organization, and are left out",
            lost=whole - paired,
            all=whole,
        ),
        Note("one between several counts with each pair; intensity: n/sqrt(a·b), a all that leave, b all that arrive"),
        *transfer_notes(store, _by_sort(counted), filters, listed=False),
        *total_notes(store, flow, listed=False),
        *rollup_note(filters.rollup),
    ]
    parameters = filters.parameters() | asked | {"matrix": sides, "level": level, "limit": limit}
    return Answer("transfers", parameters, rows, len(cells), notes)


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
        channel, but have no receiver and are no first transfer; totals of regions do not count.

    Raises:
        QueryError: There is no such kind or channel.
        NotFound: The graph holds no such region, industry or applicant.
    """
    asked = selection(from_kind, to_kind, channel)
    flow = moved(store, filters, asked)
    counted = _sorts(store, flow)
    parts = {name: _ask(store, name, flow) for name in ("terms", "families", "ways", "licensed", "waits")}
    at = {row["seat"]: (row["lat"], row["lng"]) for row in _places(store) if row["lat"] is not None}
    proof = _first(store, filters, asked) if evidence else {}
    rows = []
    for name in (*CHANNELS, "all"):
        own = {part: [row for row in found if _of(row, name, part)] for part, found in parts.items()}
        if transfers := sum(row["n"] for row in counted if name in (row["channel"], "all")):
            rows.append(_channel(name, transfers, own, at, proof.get(name, [])))
    notes = [
        Note("wait: years from grant to the first assignment, licence or acceptance; families never granted, or only "
             "after it, are left out"),
        Note("km: great circle between the seats of giver and receiver; a region stands where its government does"),
        *transfer_notes(store, _by_sort(counted), filters, listed=False),
        *total_notes(store, flow, listed=False),
        *rollup_note(filters.rollup),
    ]  # fmt: skip
    return Answer("transfers", filters.parameters() | asked | {"summary": True}, rows, len(rows), notes)


def distance(one: Point, other: Point) -> float:
    """Great-circle distance of two places in kilometres, by the haversine formula on a sphere of radius 6371.0088 km.

    Args:
        one: Latitude and longitude in degrees.
        other: The same.
    """
    (lat1, lng1), (lat2, lng2) = ((radians(lat), radians(lng)) for lat, lng in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lng2 - lng1) / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(half))


def _ask(store: Store, name: str, flow: Moved, **more: Any) -> list[Row]:
    """The rows of a section about the transfers that pass."""
    body = section(store, "flows", "whole" if flow.rollup else "each")
    parts = {part: section(store, "flows", part) for part in ("side", "about", "alone")} | {"body": body}
    pair = section(store, "flows", "pair", body=body)
    return store.rows(section(store, "flows", name, **parts, pair=pair, moved=flow.text), flow.bound | more)


def _places(store: Store) -> list[Row]:
    return store.rows(section(store, "flows", "places"), {})


def _bodies(store: Store, cells: Sequence[Row]) -> dict[str, Place]:
    """Organizations and persons of cells, by key."""
    keys = sorted({cell[side] for cell in cells for side in ("source", "target")})
    rows = store.rows(section(store, "flows", "bodies"), {"keys": keys}) if keys else []
    return {row["id"]: Place(row["id"], row["name"]) for row in rows}


def _sorts(store: Store, flow: Moved) -> list[Row]:
    return _ask(store, "sorts", flow)


def _by_sort(counted: Sequence[Row]) -> dict[str, int]:
    """Transfers by sort, and those without a date."""
    by = {what: sum(row["n"] for row in counted if row["what"] == what) for what in SORTS}
    return by | {"undated": sum(row["undated"] for row in counted)}


def _proof(
    store: Store, flow: Moved, cells: Sequence[Row], more: dict[str, Any]
) -> dict[tuple[str, str], list[Evidence]]:
    """What states the newest transfers of some cells."""
    ends = {f"{side}s": [cell[side] for cell in cells] for side in ("source", "target")}
    found = _ask(store, "proven", flow, **more, **ends, most=_PROVEN) if cells else []
    told = _told(store, [(row["what"], row["id"], row["date"]) for row in found])
    proof: dict[tuple[str, str], list[Evidence]] = {}
    for row in found:
        proof.setdefault((row["source"], row["target"]), []).extend(told.get(row["id"], []))
    return proof


def _first(store: Store, filters: Filters, asked: dict[str, str]) -> dict[str, list[Evidence]]:
    """What states the newest transfers of each channel, and of all: those of all are among those of its channels."""
    names = [name for name in CHANNELS if asked.get("channel") in (None, name)]
    flow = {name: moved(store, filters, asked | {"channel": name}) for name in names}
    groups = {name: _ask(store, "newest", flow[name], most=_PROVEN) for name in names}
    every = sorted((row for group in groups.values() for row in group), key=lambda row: row["id"])
    groups["all"] = sorted(every, key=lambda row: row["date"] or "", reverse=True)[:_PROVEN]
    told = _told(store, [(row["what"], row["id"], row["date"]) for group in groups.values() for row in group])
    return {name: [one for row in group for one in told.get(row["id"], [])] for name, group in groups.items()}


def _told(store: Store, found: Iterable[Found]) -> dict[str, list[Evidence]]:
    """The first thing that states each transfer."""
    proof = evidence_of(store, load_transfers(store, list(dict.fromkeys(found))))
    return {key: given[:1] for key, given in proof.items()}


def _totals(cells: Sequence[Row], side: str) -> dict[str, int]:
    totals: dict[str, int] = {}
    for cell in cells:
        totals[cell[side]] = totals.get(cell[side], 0) + cell["transfers"]
    return totals


def _patents(families: int | None, told: int | None) -> int | None:
    """Families that transfers are about, and patents beyond those named."""
    return None if families is None and told is None else (families or 0) + (told or 0)


def _of(row: Row, channel: str, part: str) -> bool:
    """Whether a row counts for a channel, or for all; families are counted for all by themselves."""
    return row["channel"] == channel or (channel == "all" and part in ("terms", "ways"))


def _channel(
    name: str, transfers: int, parts: dict[str, list[Row]], at: dict[str, Point], proof: list[Evidence]
) -> ChannelRow:
    sums: dict[str, list[float]] = {}
    for row in parts["terms"]:
        if row["amount"] is not None and row["currency"]:
            sums.setdefault(row["currency"], []).append(row["amount"] * row["n"])
    told = [row["patents"] * row["n"] for row in parts["terms"] if row["patents"] is not None]
    families = sum(row["families"] for row in parts["families"])
    known = [row for row in parts["ways"] if row["sme"] is not None]
    licensed = sum(row["families"] for row in parts["licensed"])
    years = [(row["days"] / 365.25, row["n"]) for row in parts["waits"]]
    far = [(km, row["n"]) for row in parts["ways"] if (km := _far(row, at)) is not None]
    return ChannelRow(
        channel=name,
        transfers=transfers,
        patents=_patents(families or None, sum(told) if told else None),
        amounts={currency: fsum(values) for currency, values in sorted(sums.items())},
        sme_share=_share(known, "sme"),
        one_to_many=round(sum(row["several"] for row in parts["licensed"]) / licensed, 4) if licensed else None,
        wait=_median(years, 2),
        timed=sum(n for _, n in years),
        km=_median(far, 1),
        measured=sum(n for _, n in far),
        evidence=proof,
    )


def _share(rows: Sequence[Row], name: str) -> float | None:
    whole = sum(row["n"] for row in rows)
    return round(sum(row["n"] for row in rows if row[name]) / whole, 4) if whole else None


def _median(values: Iterable[tuple[float, int]], digits: int) -> float | None:
    """The median of values that occur so often each."""
    every = [value for value, n in values for _ in range(n)]
    return round(median(every), digits) if every else None


def _far(row: Row, at: dict[str, Point]) -> float | None:
    """The mean distance between those who give and those who receive."""
    sides = ([at[seat] for seat in row[side] if seat in at] for side in ("sources", "targets"))
    ways = [_distance(one, other) for one, other in product(*sides)]
    return fsum(ways) / len(ways) if ways else None


_distance = cache(distance)
