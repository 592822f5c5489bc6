"""``indicators``: dated figures about regions and organizations, each with its source."""

from __future__ import annotations

from dataclasses import dataclass, field

from patnav.graph.store import Store
from patnav.queries import evidence as proofs
from patnav.queries.answer import Answer, Evidence, Place
from patnav.queries.filters import ALL, Filters, check_filled, dates, find_region
from patnav.queries.labels import Note
from patnav.queries.texts import section

__all__ = ["IndicatorRow", "indicators"]


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
    evidence: list[Evidence] = field(default_factory=list)


def indicators(
    store: Store, indicator: str | None = None, filters: Filters = ALL, *, limit: int = 50, evidence: bool = False
) -> Answer[IndicatorRow]:
    """Figures that documents state.

    Args:
        store: What to ask.
        indicator: Name in the indicator vocabulary (``patent_pledge_financing``) or words of the label.
        filters: ``region`` with all below it, and dates, which are those of the period.
        limit: Number of rows.
        evidence: Whether to give the passages.

    Returns:
        One row a figure; the same figure in several documents is one row, two sources that disagree are two.

    Raises:
        NotFound: The graph holds no such region.
    """
    check_filled(filters)
    bound: dict[str, object] = {**dates(filters)}
    if filters.region:
        bound["regions"] = find_region(store, filters.region)
    if indicator:
        bound["indicator"] = indicator.replace(" ", "_") if "_" in indicator else indicator
    names = ("regions", "indicator", "from_date", "to_date")
    conditions = [f"({section(store, 'indicators', name)})" for name in names if name in bound]
    found = store.rows(section(store, "indicators", where=" AND ".join(conditions) or "true"), bound)
    shown = found[:limit]
    proof = proofs.of_events(store, "Observation", [row["id"] for row in shown]) if evidence and shown else {}
    rows = [_row(row, proof.get(row["id"], [])) for row in shown]
    undated = sum(row["period"] is None for row in found)
    notes = [Note("figures are as documents state them; sources that disagree are separate rows")]
    if undated:
        notes.append(Note("{undated} are about no stated period", undated=undated))
    asked = {"indicator": indicator, **filters.parameters(), "limit": limit}
    return Answer("indicators", asked, rows, len(found), notes)


def _row(row: dict[str, object], proof: list[Evidence]) -> IndicatorRow:
    named = {name: row[name] for name in IndicatorRow.__dataclass_fields__ if name not in ("about", "evidence")}
    about = [Place(**place) for place in row["about"] or ()]  # type: ignore[attr-defined]
    return IndicatorRow(**named, about=about, evidence=proof)  # type: ignore[arg-type]
