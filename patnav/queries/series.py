"""Figures over time: what documents say of one thing, period by period."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from patnav.graph.store import Row, Store
from patnav.queries import evidence as proofs
from patnav.queries.answer import Answer, Evidence, Place
from patnav.queries.figures import Key, clash, of_one_thing, range_of, year_before
from patnav.queries.filters import ALL, Filters
from patnav.queries.indicators import figure_notes, find_figures
from patnav.queries.labels import Note

__all__ = ["SeriesRow", "series"]


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """What documents say of one thing for one period.

    Attributes:
        indicator: Name in the indicator vocabulary, None for anything else.
        label: What is counted, in the words of a source.
        about: The regions and organizations it is about.
        unit: ISO 4217, ``share`` (a fraction), or None for a count.
        share_of: The whole that it is part of.
        period: What time it is about; None where no source says.
        as_of: Day of publication of figures without a period, or of one that was not over by then.
        value: The figure, the most precise of those that agree; None where sources disagree.
        modifier: ``exact``, ``over``, ``nearly`` or ``about``.
        disputed: All figures where sources disagree, in rising order; they are not averaged.
        change: Change on the period before as a source states it, a fraction; None where sources disagree.
        year_on_year: Change on the same period a year earlier, reckoned from the figures of this series; None where
            one of the two is not known or disputed.
        figures: Number of figures for this period.
        evidence: Passages that state them, where asked for.
    """

    indicator: str | None
    label: str | None
    about: list[Place]
    unit: str | None
    share_of: str | None
    period: str | None
    as_of: str | None
    value: float | None
    modifier: str | None
    disputed: list[float]
    change: float | None
    year_on_year: float | None
    figures: int
    evidence: list[Evidence] = field(default_factory=list)


def series(
    store: Store, indicator: str | None = None, filters: Filters = ALL, *, limit: int = 100, evidence: bool = False
) -> Answer[SeriesRow]:
    """Figures over time, one row a thing and period.

    Args:
        store: What to ask.
        indicator: Name in the indicator vocabulary, or words of the label.
        filters: ``region`` with all below it, and dates of the period.
        limit: Number of rows.
        evidence: Whether to give the passages.

    Returns:
        Rows by indicator and thing, in order of time. Figures make a series where they count the same (the same
        indicator and what narrows it, else the same label) of the same regions or organizations, in one unit, as part
        of one whole.

    Raises:
        NotFound: The graph holds no such region.
    """
    found = find_figures(store, indicator, filters)
    groups = of_one_thing(found)
    agreed = {key: _agreed(rows) for key, rows in groups.items()}
    ordered = sorted(groups, key=_order)
    shown = ordered[:limit]
    keys = [row["id"] for key in shown for row in groups[key]]
    proof = proofs.of_events(store, "Observation", keys) if evidence and keys else {}
    rows = [_row(key, groups[key], agreed, proof) for key in shown]
    notes = [
        *figure_notes(found, groups),
        Note("year_on_year: reckoned on the same period a year earlier, where both figures are undisputed"),
    ]
    asked = {"indicator": indicator, **filters.parameters(), "series": True, "limit": limit}
    return Answer("indicators", asked, rows, len(ordered), notes)


def _order(key: Key) -> tuple[Any, ...]:
    (label, about, unit, share_of, scope), (period, as_of), alone = key
    return (
        label,
        about,
        unit or "",
        share_of or "",
        scope,
        period or as_of or "",
        period is None,
        as_of or "",
        alone or "",
    )


def _agreed(rows: list[Row]) -> Row | None:
    """The most precise of figures that agree, of equals the one last published; None where they do not."""
    if any(clash(a, b) for a in rows for b in rows):
        return None
    stated = [row for row in rows if row["value"] is not None]
    if not stated:
        return None
    widths = {row["id"]: range_of(row["value"], row["modifier"], row["unit"]) for row in stated}
    latest = sorted(stated, key=lambda row: (row["published"] or "", row["id"]), reverse=True)
    return min(latest, key=lambda row: widths[row["id"]][1] - widths[row["id"]][0])


def _row(
    key: Key,
    rows: list[Row],
    agreed: dict[Key, Row | None],
    proof: dict[str, list[Evidence]],
) -> SeriesRow:
    own, (period, as_of), alone = key
    chosen, first = agreed[key], rows[0]
    changes = {row["change"] for row in rows if row["change"] is not None}
    before = agreed.get((own, (year_before(period), None), None)) if period and not as_of and not alone else None
    growth = None
    if chosen is not None and before is not None and before["value"] and first["unit"] != "share":
        growth = round(chosen["value"] / before["value"] - 1, 4)
    return SeriesRow(
        indicator=first["indicator"],
        label=(chosen or first)["label"],
        about=[Place(**place) for place in first["about"] or ()],
        unit=first["unit"],
        share_of=first["share_of"],
        period=period,
        as_of=None if as_of is None or as_of.startswith("?") else as_of,
        value=chosen["value"] if chosen else None,
        modifier=chosen["modifier"] if chosen else None,
        disputed=[] if chosen else sorted({row["value"] for row in rows if row["value"] is not None}),
        change=changes.pop() if len(changes) == 1 else None,
        year_on_year=growth,
        figures=len(rows),
        evidence=[one for row in rows for one in proof.get(row["id"], [])],
    )
