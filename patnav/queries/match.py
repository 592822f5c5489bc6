"""``match``: patents on offer for a firm that needs technology, each with an explained score."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from patnav.errors import QueryError
from patnav.graph.store import Row, Store
from patnav.queries.answer import Answer, Evidence, Party, PatentRow, Place
from patnav.queries.coverage import Coverage
from patnav.queries.events import Event, load_events
from patnav.queries.evidence import of_events
from patnav.queries.filters import ALL, Filters, Restriction, restrict
from patnav.queries.labels import Note
from patnav.queries.licenses import states_of, terms_of
from patnav.queries.organizations import find_organizations
from patnav.queries.patents import patent_rows
from patnav.queries.reasons import reasons
from patnav.queries.related import Neighbours, find_target, neighbours
from patnav.queries.scoring import Component, Nearness, combined, component, overlap, saturated, told, weighed
from patnav.queries.signals.content import NAME as CONTENT
from patnav.queries.signals.meaning import NAME as MEANING
from patnav.queries.signals.target import Target
from patnav.queries.terms import day, protected_until
from patnav.queries.texts import section

__all__ = ["HOLDERS", "WEIGHTS", "MatchRow", "in_fields", "match", "nearest", "profile_of"]

HOLDERS = ("university", "research_institute", "hospital")
"""Bodies of research: what they hold and have not licensed counts as on offer."""

WEIGHTS = {"terms": 0.3, "region": 0.2, "sector": 0.2, "record": 0.2, "term": 0.1}
"""Weights of what raises technology (:func:`patnav.queries.scoring.combined`); a judgement, not fitted to data."""

_ENDED = ("lapsed", "expired", "withdrawn", "rejected", "revoked", "inactive")
"""Legal states in which a patent is not, or no longer, in force."""

_FAR = 0.5
"""Technology below which an answer to a need says that nothing is near."""

_PATENTS = 20
_POOL = 400
_WANTED = 100
"""How many on offer are enough; where fewer are among the 500 nearest, more are looked through."""
_SEEDS = 5
_LONG = 10.0


@dataclass(frozen=True, slots=True)
class MatchRow(PatentRow):
    """A patent on offer. ``score`` is between 0 and 1, the sum of the contributions of its components.

    Attributes:
        offer: ``free`` or ``priced`` under an open licence; ``negotiable`` where a body of research holds it, not
            licensed.
        royalty: Fee a year of the open licence.
        amount: Fixed fee of the open licence.
        currency: ISO 4217.
        until: Last day of the offer.
        holders: Who holds it.
        components: What the score is made of.
    """

    offer: str = "negotiable"
    royalty: float | None = None
    amount: float | None = None
    currency: str | None = None
    until: str | None = None
    holders: list[Party] = field(default_factory=list)
    components: list[Component] = field(default_factory=list)


def match(
    store: Store,
    firm: str | None = None,
    filters: Filters = ALL,
    *,
    need: str | None = None,
    on: str | None = None,
    limit: int = 10,
    evidence: bool = False,
) -> Answer[MatchRow]:
    """Patents on offer for a firm, or for a need described in words, the best match first.

    On offer is what an open licence offers on the day, and what a university, research institute or hospital filed, no
    licence or assignment of which is known. What has lapsed, or outlived its longest possible term, is left out. The
    nearest of these to the need, or else to the firm's latest 20 families, are scored by six components: technology
    (by words and classes, 1 for one as near as the nearest of all patents; a need is also matched by the classes of the
    five patents nearest to it, which sentence vectors help to find where there are any, at half the value, so that it
    finds patents in the other language; no value is above the part of the need that is met,
    :mod:`patnav.queries.coverage`), terms (1 free, 0.8 at a price, 0.4 to be negotiated), region (nearness of
    seats), sector (the part of the firm's families in the
    patent's fields), record (how often its holder licensed or sold to enterprises; 1 if to this one) and term (years of
    protection left, ten or more count fully). The score is ``technology * (1 + fit) / 2``, fit being the weighted mean
    of the other five.

    Args:
        store: What to ask.
        firm: Name or key of the firm.
        filters: What to restrict the patents to.
        need: What is needed, in English or Chinese, in the place of the firm's own patents.
        on: The day, ``2025-03-31``; today where it is not given.
        limit: Number of rows.
        evidence: Whether to give the records of each patent and the passages and records of its offer.

    Returns:
        One row a family, each with its components.

    Raises:
        QueryError: Neither firm nor need is given, or the firm has no patent to go by and no need is described.
        NotFound: The graph holds no such firm, region, industry or applicant.
    """
    on = day(on)
    if firm is None and need is None:
        raise QueryError("match what?", "name a firm, describe a need with --need, or name a patent with --patent")
    bodies = find_organizations(store, firm) if firm else []
    own = _keys(store, "latest", bodies, most=_PATENTS) if need is None else []
    if need is None and not own:
        raise QueryError(f"{firm!r} has no patent here to go by", "describe what it needs: --need TEXT")
    restriction = restrict(store, filters)
    offered = Restriction(
        restriction.where,
        restriction.parameters | {"holders": list(HOLDERS)},
        restriction.notes,
        f"({restriction.within}) AND ({section(store, 'match', 'offered')})",
    )
    found = _search(store, own, need, offered)
    values = _values(store, found, need)
    pool = _in_force(store, values, on)
    supply = _Supply(store, list(pool), bodies, on)
    rated = {key: supply.rate(key, pool[key], values[key], need is not None) for key in pool if supply.on_offer(key)}
    ranked = sorted(rated, key=lambda key: (-rated[key][0], key))
    shown = ranked[:limit]
    rows = {row.id: row for row in patent_rows(store, shown, None, _reasons(store, found, shown), evidence)}
    proof = of_events(store, "Event", [e for key in shown for e in supply.events(key)]) if evidence else {}
    made = [_row(rows[key], *rated[key], supply, proof) for key in shown if key in rows]
    notes = [
        Note("counted by families, one row each; of the {pool} nearest on offer", pool=_POOL),
        Note("on offer on {on}: under an open licence, or research bodies' with no licence or assignment known", on=on),
        Note("score: technology × (1 + fit) / 2; fit weighs what is known, by judgement: {weights}",
             weights=weighed(WEIGHTS)),
        *restriction.notes,
    ]  # fmt: skip
    best = max((parts[0].value for _, parts in rated.values()), default=1.0)
    if need is not None and best < _FAR:
        notes.append(Note("nothing on offer is near to the need: the best reaches {best:.0%} of it", best=best))
    asked = {"firm": firm, "need": need, **filters.parameters(), "on": on, "limit": limit}
    return Answer("match", asked, made, len(ranked), notes)


def nearest(near: Neighbours, most: int) -> dict[str, float]:
    """Technology: how near the nearest patents are, between 0 and 1.

    Args:
        near: What is near by words and classes.
        most: How many to take.

    Returns:
        Value by publication: its scores for words and for classes over those that the best patents of all get.
    """
    keys = [near.shown[unit] for unit in near.rankings[CONTENT][:most]]
    content = near.content
    full = 100.0 * (bool(content.words.parts) + content.share * bool(content.classes.parts))
    return {key: min(1.0, sum(parts.values()) / full) for key, parts in content.shares(keys).items()} if keys else {}


@dataclass(frozen=True, slots=True)
class _Found:
    """What is near to patents or a need (``near``), and to the patents nearest to the need (``beyond``, ``seeds``).

    Attributes:
        meant: Whether sentence vectors helped to find the seeds.
    """

    target: Target
    near: Neighbours
    beyond: Neighbours | None = None
    seeds: tuple[str, ...] = ()
    meant: bool = False


def _search(store: Store, own: Sequence[str], need: str | None, restriction: Restriction) -> _Found:
    target = find_target(store, list(own), need)
    near = neighbours(store, target, restriction, signals=(), wanted=_WANTED)
    if need is None:
        return _Found(target, near)
    first = neighbours(store, target, restrict(store, ALL), signals=(MEANING,), wanted=_SEEDS)
    seeds = [first.shown[unit] for unit in list(first.fused())[:_SEEDS]]
    if not seeds:
        return _Found(target, near)
    beyond = neighbours(store, find_target(store, seeds), restriction, signals=(), wanted=_WANTED)
    return _Found(target, near, beyond, tuple(seeds), bool(first.rankings[MEANING]))


def _values(store: Store, found: _Found, need: str | None) -> dict[str, float]:
    """Technology of all that was found; what only the nearest patents tell counts half.

    No value is above the part of the need that is met: the nearest of all may be far from it.
    """
    values = nearest(found.near, _POOL)
    if need is None:
        return values
    met = Coverage(store, need, values.keys() | set(found.seeds))
    values = {key: min(value, met.share(key)) for key, value in values.items()}
    # Vectors know what is meant in other words; without them, what seeds lack, those near to them lack as well.
    most = 1.0 if found.meant else max(map(met.share, found.seeds), default=0.0)
    for key, value in (nearest(found.beyond, _POOL) if found.beyond else {}).items():
        values[key] = max(values.get(key, 0.0), min(value, most) / 2)
    return values


def _reasons(store: Store, found: _Found, keys: Sequence[str]) -> dict[str, list[str]]:
    near = set(found.near.shown.values())
    parts = {key: {CONTENT: 1.0} for key in keys if key in near}
    why = reasons(store, found.target, found.near.content, parts) if parts else {}
    return {key: why.get(key) or [Note("near to the patents that are nearest to the need")] for key in keys}


def _keys(store: Store, name: str, keys: Sequence[str], **more: Any) -> list[str]:
    rows = store.rows(section(store, "match", name), {"keys": list(keys), **more}) if keys else []
    return [row["key"] for row in rows]


def _in_force(store: Store, keys: Collection[str], on: str) -> dict[str, Row]:
    """Those of some patents that may still be in force on a day."""
    rows = store.rows(section(store, "match", "families"), {"keys": sorted(keys)}) if keys else []
    kept = {}
    for row in rows:
        row["protected"] = protected_until(row)
        if row["legal_state"] not in _ENDED and (row["protected"] is None or row["protected"] >= on):
            kept[row["key"]] = row
    return kept


class _Supply:
    """What is known of some patents as goods: who holds them, on which terms, how near, with what record."""

    def __init__(self, store: Store, keys: Sequence[str], bodies: Sequence[str], on: str) -> None:
        self._on, self._bodies = on, set(bodies)
        asked = {"keys": list(keys)}
        self._holders = _grouped(store.rows(section(store, "match", "holders"), asked), "id")
        fields = store.rows(section(store, "match", "fields"), asked)
        self._fields = _grouped(fields, "field")
        self._named = {row["field"]: Place(row["field"], row["name"]) for row in fields}
        self._offers = self._open(store, _grouped(store.rows(section(store, "match", "offers"), asked), "event"))
        people = sorted({id_ for ids in self._holders.values() for id_ in ids} | self._bodies)
        rows = store.rows(section(store, "match", "bodies"), {"keys": people})
        self._known = {row["id"]: row for row in rows}
        deals = store.rows(section(store, "match", "deals"), {"keys": people})
        self._given: dict[str, set[str]] = {}
        self._together: set[tuple[str, str]] = set()
        for deal in deals:
            self._given.setdefault(deal["giver"], set()).add(deal["event"])
            self._together.add((deal["giver"], deal["taker"]))
        self._profile = profile_of(store, bodies)
        self._nearness = Nearness(store, (row["seat"] for row in rows))

    def _open(self, store: Store, offers: Mapping[str, list[str]]) -> dict[str, list[Event]]:
        """Offers that stand on the day, by patent."""
        events = load_events(store, sorted({key for keys in offers.values() for key in keys}))
        states = states_of(list(events.values()), self._on, terms_of(store, list(events.values())))
        standing = {key: [events[one] for one in keys if states[one] == "open"] for key, keys in offers.items()}
        return {key: found for key, found in standing.items() if found}

    def on_offer(self, key: str) -> bool:
        """Whether a patent is on offer to the firm on the day, which holds it not itself."""
        holders = self._holders.get(key, [])
        kinds = {self._known[id_]["kind"] for id_ in holders if id_ in self._known}
        free = bool(kinds & set(HOLDERS)) and "enterprise" not in kinds
        return not self._bodies & set(holders) and (key in self._offers or free)

    def events(self, key: str) -> list[str]:
        """Keys of the offers that stand."""
        return [event.row["id"] for event in self._offers.get(key, [])]

    def terms(self, key: str) -> dict[str, Any]:
        """The terms of the best offer that stands: the free one, else the cheapest a year, else the cheapest."""
        offers = sorted((event.row for event in self._offers.get(key, [])), key=_price)
        if not offers:
            return {"offer": "negotiable"}
        best = offers[0]
        own = {name: best[name] for name in ("royalty", "amount", "currency", "until")}
        return {"offer": "free" if best["royalty_free"] else "priced", **own}

    def holders(self, key: str) -> list[Party]:
        """Who holds a patent."""
        rows = [self._known[id_] for id_ in self._holders.get(key, []) if id_ in self._known]
        return [Party(row["id"], row["name"], row["kind"]) for row in rows]

    def rate(self, key: str, patent: Row, technology: float, needed: bool) -> tuple[float, list[Component]]:
        """The score of a patent and its components; for what is ``needed`` in words technology is capped."""
        holders, terms = self._holders.get(key, []), self.terms(key)
        seats = [self._known[id_]["seat"] for id_ in holders if id_ in self._known]
        mine = [self._known[id_]["seat"] for id_ in self._bodies if id_ in self._known]
        near, where = self._nearness.between(mine, seats)
        fields = self._fields.get(key, [])
        deals = len(set().union(*(self._given.get(id_, set()) for id_ in holders)))
        before = any((id_, body) in self._together for id_ in holders for body in self._bodies)
        years = _years(self._on, patent["protected"])
        parts = [
            component("technology", technology, _near(technology, needed)),
            component("terms", {"free": 1.0, "priced": 0.8}.get(terms["offer"], 0.4), _told(terms)),
            component("region", near, where),
            component("sector", overlap(fields, self._profile), in_fields([self._named[f] for f in fields])),
            component("record", 1.0 if before else saturated(deals, 2), _dealt(deals, before)),
            component(
                "term",
                None if years is None else years / _LONG,
                Note("{years:.0f} years of protection left", years=years or 0),
            ),
        ]
        return combined(parts, WEIGHTS)


def profile_of(store: Store, bodies: Sequence[str]) -> dict[str, float]:
    """The part of some bodies' families in each technology field."""
    rows = store.rows(section(store, "match", "profile"), {"keys": list(bodies)}) if bodies else []
    whole = sum({row["id"]: row["whole"] for row in rows}.values())
    shares: dict[str, float] = {}
    for row in rows:
        shares[row["field"]] = shares.get(row["field"], 0.0) + row["families"] / whole
    return shares


def _grouped(rows: Sequence[Row], column: str) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for row in rows:
        grouped.setdefault(row["key"], []).append(row[column])
    return grouped


def _price(row: Row) -> tuple[Any, ...]:
    free = not row["royalty_free"]
    return free, row["royalty"] is None, row["royalty"] or 0.0, row["amount"] is None, row["amount"] or 0.0, row["id"]


def _near(technology: float, needed: bool) -> str:
    if needed:
        return Note(
            "{near:.0%} as near as the nearest patent of all, at most the part of the need that is met", near=technology
        )
    return Note("{near:.0%} as near as the nearest patent of all", near=technology)


def _told(terms: Mapping[str, Any]) -> str:
    if terms["offer"] == "free":
        return Note("open licence, free of charge")
    if terms["offer"] == "negotiable":
        return Note("no open licence; to be negotiated")
    sums = [note for note in (
        Note("{sum:,.0f} {currency} a year", sum=terms["royalty"] or 0, currency=terms["currency"] or ""),
        Note("{sum:,.0f} {currency}", sum=terms["amount"] or 0, currency=terms["currency"] or ""),
    ) if note.values["sum"]]  # fmt: skip
    return Note("open licence, {sums}", sums=tuple(sums) or Note("at a price not told"))


def in_fields(fields: Sequence[Place]) -> str:
    """Technology fields in words."""
    return Note("{fields}", fields=tuple(fields))


def _dealt(deals: int, before: bool) -> str:
    if before:
        return Note("dealt with this firm before; {deals} licences or sales to enterprises", deals=deals)
    return Note("{deals} licences or sales to enterprises", deals=deals)


def _years(on: str, protected: str | None) -> float | None:
    if protected is None:
        return None
    return max(0.0, int(protected[:4]) - int(on[:4]) + (int(protected[5:7]) - int(on[5:7])) / 12)


def _row(
    row: PatentRow, score: float, components: list[Component], supply: _Supply, proof: Mapping[str, list[Evidence]]
) -> MatchRow:
    stated = [one for key in supply.events(row.id) for one in proof.get(key, [])]
    return MatchRow(
        id=row.id,
        title=row.title,
        applicants=row.applicants,
        filing_date=row.filing_date,
        publication_date=row.publication_date,
        main_class=row.main_class,
        main_class_title=row.main_class_title,
        score=score,
        why=[*told(components), *row.why],
        evidence=[*row.evidence, *stated],
        holders=supply.holders(row.id),
        components=components,
        **supply.terms(row.id),
    )
