"""``count``: how many patents there are, by applicant, year, place, industry, class, status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from patnav.errors import QueryError
from patnav.graph.store import Row, Store
from patnav.queries.answer import Answer, Evidence
from patnav.queries.clusters import PEERS
from patnav.queries.evidence import of_nodes
from patnav.queries.filters import ALL, UNDATED, Filters, restrict
from patnav.queries.labels import Note, Told, value
from patnav.queries.periods import periods
from patnav.queries.scope import counting, rollup_note
from patnav.queries.texts import section

__all__ = ["BY", "CountRow", "count"]

BY = (
    "applicant", "assignee", "kind", "region", "country", "province", "city", "year", "publication_year",
    "priority_year", "class", "legal_state", "status", "type", "office",
)  # fmt: skip
"""What patents can be counted by, beside the schemes of industries (``key``, ``wipo35``, ``sei``, ``kdt``, ``nic``, and
those that a source brings)."""

_PLACES = {"region": "province", "country": "country", "province": "province", "city": "city"}
"""Levels of places; a region is a province, as elsewhere unless another level is asked for."""

_YEARS = {"year": "filing", "publication_year": "publication", "priority_year": "priority"}
"""Which year each way to count by years means."""

_CODED = {"kind": "kind", "type": "type", "status": "legal_state", "legal_state": "legal_state"}
"""Which coded values (:func:`patnav.queries.labels.value`) groups are named after."""

_NAMED = {"applicant": "organization", "assignee": "organization", "class": "class", "status": "status"}
"""What groups are named as, beside places and industries; any other group is its own name."""

_PROVEN = 5
"""Patents that each group names records of."""

_ORGANIZATIONS = ("applicant", "assignee")
_OF_APPLICANTS = ("applicant", "kind", *_PLACES)


@dataclass(frozen=True, slots=True)
class CountRow:
    """Patents of one group.

    Attributes:
        id: What they have in common: key of an organization, region or industry, a year, a class symbol, a word.
        name: Its name.
        patents: Number of families, or of publications where those were asked for.
        share: Part of all that pass the filters, a fraction; groups may overlap.
        evidence: Records of its five newest patents, where asked for.
    """

    id: str
    name: str | None
    patents: int
    share: float
    evidence: list[Evidence] = field(default_factory=list)


def count(
    store: Store,
    filters: Filters = ALL,
    *,
    by: str | None = None,
    publications: bool = False,
    limit: int = 20,
    evidence: bool = False,
) -> Answer[CountRow]:
    """Number of patents, as a whole or by group.

    A family counts once in every group that a publication of it belongs to. By ``applicant``, ``kind`` and place, only
    applicants that pass the filters on applicants themselves (``region``, ``applicant``, ``kind``, ``sme``) count, not
    those who filed together with them; persons count in no group. Rolled up, an organization counts with the topmost
    one that it is part of, of several the first by key. The place is that of the applicant's seat, the year
    that of filing (``year``), publication or earliest priority, the class the subclass of IPC or CPC. A place or an
    industry holds all below it, as the filter by it does. By ``status`` patents are counted as sources word it, each
    named after the state that it means; ``legal_state`` puts all wordings of a state together.

    Args:
        store: What to ask.
        filters: What to restrict to.
        by: One of :data:`BY` or a scheme of industries; None for one row with all.
        publications: Count publications instead of families.
        limit: Number of rows.
        evidence: Whether to name records of five patents behind each row.

    Returns:
        The largest groups first; years in order, the newest ones where there are more; ``total`` counts groups.

    Raises:
        QueryError: There is nothing to count by of that name.
        NotFound: The graph holds no such region, industry, applicant or assignee.
    """
    restriction = restrict(store, filters)
    bound = dict(restriction.parameters)
    unit = section(store, "count", "publication" if publications else "family")
    parts = counting(store, restriction, publications) | {"unit": unit}
    everything = store.rows(section(store, "count", "all", **parts), bound)[0]["patents"]
    what = "publications" if publications else "families"
    asked = filters.parameters() | {"by": by, "publications": publications, "limit": limit}
    notes = [Note("{what} counted, {number} in all", what=what, number=everything), *restriction.notes]
    if not everything and restriction.where == "true":
        notes.append(Note("this graph holds no patent yet: 'patnav ingest FILE' reads some"))
    pairs, more = _pairs(store, by) if by is not None else ("whole", {})
    who = _who(store, by, bound) if by is not None else "true"
    each = section(store, "count", pairs, who=who, **parts | {"unit": section(store, "count", "publication")})
    if by is None:
        proof = _proofs(store, each, bound, ["all"]) if evidence else {}
        whole = [CountRow("all", None, everything, 1.0, proof.get("all", []))] if everything else []
        return Answer("count", asked, whole, len(whole), notes)
    text = section(store, "count", pairs, who=who, **parts)
    if by in _ORGANIZATIONS:
        notes += rollup_note(restriction.rollup)
    bound |= more
    order = section(store, "count", "newest_first" if by in _YEARS else "largest")
    rows = store.rows(section(store, "count", "groups", pairs=text, order=order), bound | {"most": limit})
    if by in _YEARS:
        rows.reverse()
    covered = store.rows(section(store, "count", "covered", pairs=text), bound)[0]["patents"]
    if covered < everything:
        lost = everything - covered
        notes.append(Note("{lost} of them belong to no group by {by} and are left out", lost=lost, by=by))
    notes += _about(store, by, rows, everything)
    groups = [row["grp"] for row in rows]
    names = _names(store, by, bound | {"groups": groups}, restriction.within)
    proof = _proofs(store, each, bound, groups) if evidence and rows else {}
    made = [_row(row, names[row["grp"]], everything, proof, by) for row in rows]
    return Answer("count", asked, made, rows[0]["total"] if rows else 0, notes)


def _about(store: Store, by: str, rows: Sequence[Row], everything: int) -> list[str]:
    """What the user should know about groups of a sort."""
    if by in _YEARS:
        shown, there = len(rows), rows[0]["total"] if rows else 0
        notes: list[str] = [Note("years of {what}", what=_YEARS[by])] if rows else []
        if shown < there:
            notes.append(Note("the newest {shown} of {there} years; --limit shows more", shown=shown, there=there))
        known = periods(store) if by == "year" and everything else None
        if known is not None:
            notes += known.incomplete() if rows else ([] if known.filed else [UNDATED])
        return notes
    if by == "status":
        return [Note("worded as sources word it; --by legal_state puts together what means the same")]
    return [] if by in BY else [Note("an industry holds all below it; a patent counts in each of its industries")]


def _row(
    row: Row, called: tuple[str, str | None], everything: int, proof: Mapping[Any, list[Evidence]], by: str
) -> CountRow:
    share = round(row["patents"] / everything, 4)
    id_, name = called
    if name is not None and by in _CODED:
        name = Told(name, value(_CODED[by], name, "zh"))
    return CountRow(id_, name, row["patents"], share, proof.get(row["grp"], []))


def _names(store: Store, by: str, bound: dict[str, Any], where: str) -> dict[Any, tuple[str, str | None]]:
    """Ids and names of groups."""
    if by in BY and by not in (*_NAMED, *_PLACES):
        return {group: (group, group) for group in bound["groups"]}
    kind = "region" if by in _PLACES else _NAMED.get(by, "industry")
    rows = store.rows(section(store, "count", f"named_{kind}", where=where), bound) if bound["groups"] else []
    return {row["grp"]: (row["id"], row["name"]) for row in rows}


def _proofs(store: Store, pairs: str, bound: dict[str, Any], groups: Sequence[Any]) -> dict[Any, list[Evidence]]:
    """Records of the newest publications of groups, by group."""
    text = section(store, "count", "newest", pairs=pairs)
    newest = store.rows(text, bound | {"groups": list(groups), "most": _PROVEN})
    told = of_nodes(store, "Patent", sorted({row["key"] for row in newest})) if newest else {}
    proof: dict[Any, list[Evidence]] = {}
    for row in newest:
        proof.setdefault(row["grp"], []).extend(told.get(row["key"], [])[:1])
    return proof


def _pairs(store: Store, by: str) -> tuple[str, dict[str, Any]]:
    """Name of the section that pairs patents with groups, and what it binds."""
    if by in _PLACES:
        return "place", {"level": _PLACES[by], "peers": PEERS.get(by, "-")}
    if by in BY:
        return by, {}
    schemes = [row["scheme"] for row in store.rows(section(store, "count", "schemes"), {})]
    if by not in schemes:
        raise QueryError(f"nothing to count by {by!r}", f"choose one of {', '.join((*BY, *schemes))}")
    return "industry", {"scheme": by + ":"}


def _who(store: Store, by: str, bound: dict[str, Any]) -> str:
    """Conditions on the applicant ``o`` that is counted."""
    if by not in _OF_APPLICANTS:
        return "true"
    names = [name for name in ("regions", "applicants", "kind", "sme") if name in bound]
    return " AND ".join(section(store, "count", f"of_{name}") for name in names) or "true"
