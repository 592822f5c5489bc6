"""``match --patent``: the firms most likely to take up a patent, each with an explained score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from patnav.graph.store import Row, Store
from patnav.queries.answer import Answer, Evidence, Place
from patnav.queries.evidence import of_nodes
from patnav.queries.filters import ALL, Filters, restrict, sme_note
from patnav.queries.labels import Note
from patnav.queries.match import nearest
from patnav.queries.related import find_target, neighbours
from patnav.queries.scoring import Component, Nearness, combined, component, saturated, told, weighed
from patnav.queries.texts import section

__all__ = ["WEIGHTS", "TakerRow", "takers"]

WEIGHTS = {"record": 0.3, "activity": 0.2, "region": 0.2, "size": 0.1}
"""Weights of what raises technology (:func:`patnav.queries.scoring.combined`); a judgement, not fitted to data.

How much of a firm's patents lies in the fields of the patent asked about is not among them: it preferred firms of a
single patent, and the true ones stood lower (``benchmarks/partners.py``).
"""

_POOL = 400
_WANTED = 100
"""How many families of enterprises are enough; where fewer are among the 500 nearest, more are looked through."""
_FIRMS = 200
_NEAREST = 3
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class TakerRow:
    """A firm that may take up a patent.

    Attributes:
        id: Key of the firm.
        name: Its name.
        region: Where it sits.
        sme: Whether it is an SME, where known.
        score: Between 0 and 1, the sum of the contributions of its components.
        why: The components in words.
        near: Its patents nearest to the one asked about.
        components: What the score is made of.
        evidence: Records that describe its nearest patents, where asked for.
    """

    id: str
    name: str
    region: Place | None
    sme: bool | None
    score: float
    why: list[str]
    near: list[str]
    components: list[Component]
    evidence: list[Evidence] = field(default_factory=list)


def takers(
    store: Store, patent: str, filters: Filters = ALL, *, limit: int = 10, evidence: bool = False
) -> Answer[TakerRow]:
    """Firms that may take up a patent, the likeliest first.

    Asked are enterprises that filed patents near to this one. Five components: technology (that of its nearest
    family, 1 for one as near as the nearest patent of all), record (licences and patents it took; 1 if one from a
    holder of this patent), activity (number of its families among the nearest 400), region (nearness of seats) and size
    (SMEs, where known). The score is ``technology * (1 + fit) / 2``, fit being the weighted mean of the other four.

    Args:
        store: What to ask.
        patent: Publication number.
        filters: ``region``, ``sme`` and the like restrict the firms by their patents.
        limit: Number of rows.
        evidence: Whether to name the records of each firm's nearest patents.

    Returns:
        One row a firm. The patent's holders and those who took it already are left out.

    Raises:
        NotFound: The graph does not hold the patent, or holds its number alone.
    """
    target = find_target(store, [patent])
    restriction = restrict(store, filters)
    firms = section(store, "match", "filed_by_firms")
    held = replace(restriction, within=f"({restriction.within}) AND ({firms})")
    near = neighbours(store, target, held, signals=(), wanted=_WANTED)
    values = nearest(near, _POOL)
    ranked = sorted(values, key=lambda key: (-values[key], key))
    by_firm: dict[str, list[str]] = {}
    filed = store.rows(section(store, "match", "firms"), {"keys": ranked}) if ranked else []
    order = {key: place for place, key in enumerate(ranked)}
    for row in sorted(filed, key=lambda row: (order[row["key"]], row["id"])):
        by_firm.setdefault(row["id"], []).append(row["key"])
    holders = [row["id"] for row in store.rows(section(store, "match", "holders"), {"keys": [target.keys[0]]})]
    took = [row["id"] for row in store.rows(section(store, "match", "takers"), {"key": target.keys[0]})]
    for id_ in (*holders, *took):
        by_firm.pop(id_, None)
    technology = {id_: values[keys[0]] for id_, keys in by_firm.items()}
    chosen = sorted(technology, key=lambda id_: (-technology[id_], id_))[:_FIRMS]
    rows = _rated(store, chosen, holders, by_firm, technology) if chosen else []
    shown = rows[:limit]
    if evidence:
        proof = of_nodes(store, "Patent", sorted({key for row in shown for key in row.near}))
        shown = [replace(row, evidence=[one for key in row.near for one in proof.get(key, [])[:1]]) for row in shown]
    notes = [
        Note("enterprises that filed one of the {pool} nearest families; those that hold or took it are left out",
             pool=_POOL),
        Note("score: technology × (1 + fit) / 2; fit weighs what is known, by judgement: {weights}",
             weights=weighed(WEIGHTS)),
        sme_note(store),
        *restriction.notes,
    ]  # fmt: skip
    asked = {"patent": target.keys[0], **filters.parameters(), "limit": limit}
    return Answer("match", asked, shown, len(rows), list(dict.fromkeys(notes)))


def _rated(
    store: Store,
    firms: Sequence[str],
    holders: Sequence[str],
    near: dict[str, list[str]],
    technology: dict[str, float],
) -> list[TakerRow]:
    """Firms with their scores, the best first."""
    bodies = {row["id"]: row for row in store.rows(section(store, "match", "bodies"), {"keys": [*firms, *holders]})}
    taken: dict[str, set[str]] = {}
    together: set[str] = set()
    for deal in store.rows(section(store, "match", "deals"), {"keys": list(firms)}):
        taken.setdefault(deal["taker"], set()).add(deal["event"])
        if deal["giver"] in holders:
            together.add(deal["taker"])
    nearness = Nearness(store, (row["seat"] for row in bodies.values()))
    seats = [bodies[id_]["seat"] for id_ in holders if id_ in bodies]
    rows = []
    for id_ in firms:
        body = bodies[id_]
        close, where = nearness.between([body["seat"]], seats)
        took = len(taken.get(id_, ()))
        before = id_ in together
        parts = [
            component("technology", technology[id_], Note("nearest: {patents}", patents=tuple(near[id_][:_NEAREST]))),
            component("record", 1.0 if before else saturated(took, 2), _taken(took, before)),
            component(
                "activity", saturated(len(near[id_]), 3), Note("{n} families among the nearest", n=len(near[id_]))
            ),
            component("region", close, where),
            component(
                "size",
                None if body["sme"] is None else float(body["sme"]),
                Note("SME") if body["sme"] else Note("no SME"),
            ),
        ]
        rows.append(_row(body, *combined(parts, WEIGHTS), near[id_][:_SHOWN]))
    return sorted(rows, key=lambda row: (-row.score, row.id))


def _taken(took: int, before: bool) -> str:
    if before:
        return Note("took from its holder before; took {took} licences or patents", took=took)
    return Note("took {took} licences or patents", took=took)


def _row(body: Row, score: float, components: list[Component], near: list[str]) -> TakerRow:
    return TakerRow(
        id=body["id"],
        name=body["name"],
        region=Place(body["seat"], body["region"]) if body["seat"] else None,
        sme=body["sme"],
        score=score,
        why=told(components),
        near=near,
        components=components,
    )
