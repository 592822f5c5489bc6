"""``indicators``: dated figures about regions and organizations, each with its source."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from patnav.graph.store import Row, Store
from patnav.queries import evidence as proofs
from patnav.queries.answer import Answer, Evidence, Place
from patnav.queries.figures import Key, clash, of_one_thing
from patnav.queries.filters import ALL, Filters, bind, check_filled, dates
from patnav.queries.labels import Note, code_of
from patnav.queries.texts import section

__all__ = ["IndicatorRow", "figure_notes", "find_figures", "indicators", "shown_figures"]


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A figure that a document states.

    Attributes:
        id: Key of the observation.
        indicator: Name in the indicator vocabulary, None for anything else.
        label: What is counted, in the words of the source.
        about: The regions and organizations it is about.
        value: Value in units of ``unit``.
        unit: ISO 4217, ``share`` (a fraction), or None for a count.
        modifier: ``exact``, ``over``, ``nearly`` or ``about``.
        change: Change on the period before, a fraction.
        share_of: The whole that it is part of.
        period: What time it is about: ``2025``, ``2025-H1``, ``2025-01/2025-09``.
        published: When it was first stated.
        conflicts: Keys of the figures that say something else of the same thing at the same time.
        evidence: Passages that state it, where asked for.
    """

    id: str
    indicator: str | None
    label: str | None
    about: list[Place]
    value: float | None
    unit: str | None
    modifier: str | None
    change: float | None
    share_of: str | None
    period: str | None
    published: str | None
    conflicts: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)


def indicators(
    store: Store, indicator: str | None = None, filters: Filters = ALL, *, limit: int = 50, evidence: bool = False
) -> Answer[IndicatorRow]:
    """Figures that documents state.

    Args:
        store: What to ask.
        indicator: Name in the indicator vocabulary (``patent_pledge_financing``, 专利质押融资) or words of the label.
        filters: ``region`` with all below it or ``applicant``, what a figure is about, and dates, those of the period.
        limit: Number of rows.
        evidence: Whether to give the passages.

    Returns:
        One row a figure; the same figure in several documents is one row, two sources that disagree are two, and each
        names the other in ``conflicts`` (:func:`patnav.queries.figures.of_one_thing` and
        :func:`patnav.queries.figures.clash` say when).

    Raises:
        NotFound: The graph holds no such region or organization.
    """
    asked = {"indicator": indicator, **filters.parameters(), "limit": limit}
    found = find_figures(store, indicator, filters)
    answer = shown_figures(store, "indicators", found, asked, limit, evidence)
    return answer if found or not indicator else replace(answer, notes=[*answer.notes, *_there_are(store)])


def _there_are(store: Store) -> list[str]:
    """A note on the indicators that the graph has."""
    named = tuple(dict.fromkeys(row["indicator"] for row in find_figures(store, None, ALL) if row["indicator"]))
    return [Note("no figure goes by that name; there are {indicator}", indicator=named)] if named else []


def shown_figures(
    store: Store, question: str, found: list[Row], asked: dict[str, Any], limit: int, evidence: bool
) -> Answer[IndicatorRow]:
    """An answer of figures, each with those that conflict with it."""
    groups = of_one_thing(found)
    peers = {row["id"]: group for group in groups.values() for row in group}
    shown = found[:limit]
    proof = proofs.of_events(store, "Observation", [row["id"] for row in shown]) if evidence and shown else {}
    rows = [_row(row, peers[row["id"]], proof.get(row["id"], [])) for row in shown]
    return Answer(question, asked, rows, len(found), figure_notes(found, groups))


def find_figures(store: Store, indicator: str | None, filters: Filters) -> list[Row]:
    """Observations that pass, by indicator, the latest period first; see :func:`indicators`."""
    named = Filters(region=filters.region, applicant=filters.applicant, rollup=filters.rollup)
    check_filled(filters)
    bound = bind(store, named) | dates(filters)
    if indicator:
        code = code_of("indicator", indicator)
        bound["indicator"] = code.replace(" ", "_") if "_" in code else code
    names = ("regions", "applicants", "indicator", "from_date", "to_date")
    conditions = [f"({section(store, 'indicators', name)})" for name in names if name in bound]
    return store.rows(section(store, "indicators", where=" AND ".join(conditions) or "true"), bound)


def figure_notes(found: list[Row], groups: dict[Key, list[Row]]) -> list[str]:
    """How figures are shown, how many have no period, and of how many things sources disagree."""
    undated = sum(row["period"] is None for row in found)
    disputed = sum(any(clash(a, b) for a in rows for b in rows) for rows in groups.values())
    notes: list[str] = [Note("figures are as documents state them; sources that disagree are separate rows")]
    if undated:
        notes.append(Note("{undated} are about no stated period", undated=undated))
    if disputed:
        notes.append(
            Note("of {disputed} things sources say different figures for one time; none is averaged", disputed=disputed)
        )
    return notes


def _row(row: Row, group: list[Row], proof: list[Evidence]) -> IndicatorRow:
    own = ("about", "conflicts", "evidence")
    named = {name: row[name] for name in IndicatorRow.__dataclass_fields__ if name not in own}
    about = [Place(**place) for place in row["about"] or ()]
    conflicts = [other["id"] for other in group if clash(row, other)]
    return IndicatorRow(**named, about=about, conflicts=conflicts, evidence=proof)
