"""``clusters``: where an industry gathers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from patnav.errors import QueryError
from patnav.graph.store import Row, Store
from patnav.queries.answer import Answer, Evidence, Place
from patnav.queries.evidence import of_nodes
from patnav.queries.filters import ALL, Filters, find_industry, find_region, restrict
from patnav.queries.labels import Note
from patnav.queries.texts import section

__all__ = ["ClusterRow", "clusters", "location_quotient"]

LEVELS = ("province", "city", "district", "country")
_MISSION = ("key:ic", "key:biomedicine", "key:ai")


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """One industry in one region.

    Attributes:
        region: The region.
        industry: The industry.
        patents: Families of the industry with an applicant seated in the region.
        organizations: Applicants of these.
        share: Share of the industry's families, over all regions of the level, that lie here; a fraction.
        lq: Location quotient; None where it is undefined.
        evidence: Records of five of its patents, where asked for.
    """

    region: Place
    industry: Place
    patents: float
    organizations: int
    share: float
    lq: float | None
    evidence: list[Evidence] = field(default_factory=list)


def location_quotient(cell: float, region: float, industry: float, whole: float) -> float | None:
    """Location quotient of an industry in a region.

    Args:
        cell: Count of the industry in the region.
        region: Count of everything in the region.
        industry: Count of the industry everywhere.
        whole: Count of everything everywhere.

    Returns:
        ``(cell / region) / (industry / whole)``: over 1 where the region is specialised; None where a divisor is 0.

    References:
        Balassa, Trade liberalisation and revealed comparative advantage, 1965; as RCA in the R package EconGeo.
    """
    if not region or not industry or not whole:
        return None
    return (cell / region) / (industry / whole)


def clusters(
    store: Store, filters: Filters = ALL, *, level: str = "province", limit: int = 20, evidence: bool = False
) -> Answer[ClusterRow]:
    """Families by region and industry, with share and location quotient.

    Args:
        store: What to ask.
        filters: ``industry`` shows that industry and its children (else integrated circuits, biomedicine and AI),
            ``region`` shows regions within it; the quotient always compares with all regions of the level.
        level: Level of the regions: ``province``, ``city``, ``district`` or ``country``.
        limit: Number of rows.
        evidence: Whether to name records of five patents behind each row.

    Returns:
        Rows by falling count; ``total`` counts cells with at least one family.

    Raises:
        QueryError: There is no such level.
        NotFound: The graph holds no such region, industry or applicant.
    """
    if level not in LEVELS:
        raise QueryError(f"no level {level!r}", f"choose one of {', '.join(LEVELS)}")
    restriction = restrict(store, replace(filters, industry=None, region=None))
    industries = _industries(store, filters.industry)
    bound = restriction.parameters | {"level": level, "industries": industries}
    cells = store.rows(section(store, "clusters", "cells", where=restriction.where), bound)
    rims = {
        row["region"]: row["families"]
        for row in store.rows(section(store, "clusters", "rims", where=restriction.where), bound)
    }
    everywhere = {key: sum(cell["patents"] for cell in cells if cell["industry"] == key) for key in industries}
    if filters.region:
        inside = set(find_region(store, filters.region))
        cells = [cell for cell in cells if cell["region"] in inside]
    made = [_row(cell, rims[cell["region"]], everywhere[cell["industry"]], sum(rims.values())) for cell in cells]
    rows = sorted(made, key=lambda row: (-row.patents, row.region.id, row.industry.id))
    coverage = store.rows(section(store, "clusters", "coverage", where=restriction.where), restriction.parameters)[0]
    lost = coverage["families"] - coverage["located"]
    notes = [
        Note(
            "counted by families with an applicant seated in the region; one with applicants in several counts in each"
        ),
        Note(
            "{lost} of {families} families have no located applicant and are left out, as are those located only above "
            "the level {level}",
            lost=lost,
            families=coverage["families"],
            level=level,
        ),
        Note("share: the region's part of the industry's families, over all regions of the level"),
        Note(
            "location quotient: the industry's part of the region's families over its part of all families by {level}, "
            "those in several regions counted in each",
            level=level,
        ),
        *restriction.notes,
    ]
    asked = {**filters.parameters(), "level": level, "limit": limit}
    shown = rows[:limit]
    if evidence:
        text = section(store, "clusters", "members", where=restriction.where)
        shown = [replace(row, evidence=_proof(store, text, row, restriction.parameters)) for row in shown]
    return Answer("clusters", asked, shown, len(rows), notes)


def _proof(store: Store, text: str, row: ClusterRow, parameters: dict[str, object]) -> list[Evidence]:
    bound = parameters | {"region": row.region.id, "industry": row.industry.id}
    keys = [member["key"] for member in store.rows(text, bound)]
    return [proof for proofs in of_nodes(store, "Patent", keys).values() for proof in proofs[:1]]


def _industries(store: Store, name: str | None) -> list[str]:
    """Industry asked for with its children, else the three of the mission."""
    return list(_MISSION) if name is None else find_industry(store, name)


def _row(cell: Row, region: int, industry: float, whole: int) -> ClusterRow:
    quotient = location_quotient(cell["patents"], region, industry, whole)
    return ClusterRow(
        region=Place(cell["region"], cell["region_name"]),
        industry=Place(cell["industry"], cell["industry_name"]),
        patents=round(cell["patents"], 2),
        organizations=cell["organizations"],
        share=round(cell["patents"] / industry, 4),
        lq=None if quotient is None else round(quotient, 3),
    )
