"""``clusters``: where an industry gathers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isnan
from typing import Any

import numpy as np

from patnav.errors import QueryError
from patnav.graph.store import Row, Store
from patnav.queries.answer import Answer, Evidence, Party, Place, whole
from patnav.queries.evidence import of_nodes
from patnav.queries.filters import ALL, Filters, Restriction, restrict
from patnav.queries.labels import Note
from patnav.queries.measures.relatedness import complexity, cooccurrence, density, probability
from patnav.queries.measures.specialization import Matrix, interval, location_quotient, quotients
from patnav.queries.named import find_industry, find_region, taken_for
from patnav.queries.periods import Periods, periods
from patnav.queries.scope import counting, publications_note, rollup_note
from patnav.queries.texts import section

__all__ = ["FIELDS", "LEVELS", "MISSION", "PEERS", "ClusterRow", "clusters", "parties"]

LEVELS = ("province", "city", "district", "country")
FIELDS = tuple(f"wipo35:{number}" for number in range(1, 36))
"""WIPO's technology fields: the space in which industries are related and complex."""

MISSION = ("key:ic", "key:biomedicine", "key:ai")
"""The industries shown where none is asked for."""

PEERS = {"city": "CN-(110000|120000|310000|500000|[0-9][0-9]90[0-9][0-9])"}
"""Regions that count as one of a level though they are not: Beijing, Tianjin, Shanghai and Chongqing, and the counties
directly under a province (GB/T 2260: third and fourth digit 90)."""


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """One industry in one region.

    Attributes:
        region: The region.
        industry: The industry.
        patents: Families of the industry with an applicant seated in the region.
        organizations: Applicants of these.
        share: Share of the industry's families, over all regions of the level, that lie here; a fraction.
        lq: Location quotient.
        lq_low: Lower bound of its 95 % bootstrap interval.
        lq_high: Upper bound.
        growth: Change of the families filed from three complete years to the next three; a fraction.
        hhi: Concentration on applicants, between 0 and 1.
        density: Relatedness density: the part of what is related to the industry that the region is specialised in;
            percent.
        complexity: Complexity of the industry's fields over the regions of the level, in standard deviations.
        leaders: The three applicants with the most families here.
        undefined: Measures that are left out, each with the reason.
        evidence: Records of five of its patents, where asked for.
    """

    region: Place
    industry: Place
    patents: float
    organizations: int
    share: float
    lq: float | None
    lq_low: float | None
    lq_high: float | None
    growth: float | None
    hhi: float | None
    density: float | None
    complexity: float | None
    leaders: list[Party]
    undefined: list[str]
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Space:
    """What is known of regions and fields as a whole.

    Attributes:
        regions: Keys of the regions, the rows of ``present``.
        present: 1 where a region is specialised in a field of WIPO's, by the least number of families.
        related: Relatedness of the fields.
        complex: Complexity of the fields.
        profiles: Share of an industry's families in each field, by industry.
    """

    regions: dict[str, int]
    present: Matrix
    related: Matrix
    complex: Matrix
    profiles: Mapping[str, Matrix]

    def density(self, region: str, industry: str) -> float | None:
        """Relatedness density; an industry is related to others as its fields are, by their shares."""
        if industry not in self.profiles:
            return None
        related = (self.profiles[industry] @ self.related)[None, :]
        return _known(density(self.present[[self.regions[region]]], related)[0, 0])

    def complexity(self, industry: str) -> float | None:
        """Mean complexity of the industry's fields, by their shares."""
        if industry not in self.profiles:
            return None
        shares = np.where(np.isnan(self.complex), 0.0, self.profiles[industry])
        return _known(float(np.nansum(shares * self.complex) / shares.sum())) if shares.sum() else None


def clusters(
    store: Store,
    filters: Filters = ALL,
    *,
    level: str = "province",
    least: int = 5,
    limit: int = 20,
    evidence: bool = False,
    publications: bool = False,
) -> Answer[ClusterRow]:
    """Families by region and industry, and what they say about the region.

    Density and complexity are measured over WIPO's 35 technology fields: a region has a field where its location
    quotient is at least 1 and it has ``least`` families in it; two fields are related as regions have both
    (:func:`~patnav.queries.measures.relatedness.probability`). Any other industry stands in this space by the shares of
    its families in the fields.

    Args:
        store: What to ask.
        filters: ``industry`` shows that industry and its children (else integrated circuits, biomedicine and AI),
            ``region`` shows regions within it; the measures always compare with all regions of the level.
        level: Level of the regions: ``province``, ``city``, ``district`` or ``country``.
        least: Families that a quotient, a concentration or a growth is given from.
        limit: Number of rows.
        evidence: Whether to name records of five patents behind each row.
        publications: Whether to count publications instead of families.

    Returns:
        Rows by falling count, those of the industry asked for before those of its children; ``total`` counts cells with
        at least one family.

    Raises:
        QueryError: There is no such level.
        NotFound: The graph holds no such region, industry or applicant.
    """
    if level not in LEVELS:
        raise QueryError(f"no level {level!r}", f"choose one of {', '.join(LEVELS)}")
    restriction = restrict(store, replace(filters, industry=None, region=None))
    industries, first = _industries(store, filters.industry)
    span = periods(store)
    bound = restriction.parameters | span.bounds() | {"level": level, "peers": PEERS.get(level, "-")}

    def ask(name: str, keys: Collection[str]) -> list[Row]:
        return store.rows(
            _text(store, name, restriction, publications), bound | {"industries": sorted(keys), "fields": list(FIELDS)}
        )

    cells = ask("cells", {*industries, *FIELDS})
    rims = {row["region"]: row["families"] for row in ask("rims", ())}
    space = _space(rims, cells, ask("profile", {*industries} - {*FIELDS}), least)
    everywhere = {key: sum(cell["patents"] for cell in cells if cell["industry"] == key) for key in industries}
    inside = set(find_region(store, filters.region)) if filters.region else set(rims)
    wanted = [cell for cell in cells if cell["industry"] in everywhere and cell["region"] in inside]
    wanted.sort(key=lambda cell: (cell["industry"] != first, -cell["patents"], cell["region"], cell["industry"]))
    teams = {(row["region"], row["industry"]): row for row in ask("teams", industries)} if wanted else {}
    rows = [
        _row(cell, teams[cell["region"], cell["industry"]], rims, everywhere, span, space, least)
        for cell in wanted[:limit]
    ]
    rows = _led(store, rows, teams)
    if evidence:
        text = _text(store, "members", restriction, publications)
        rows = [replace(row, evidence=_proof(store, text, row, restriction.parameters)) for row in rows]
    coverage = ask("coverage", ())[0]
    asked = {**filters.parameters(), "level": level, "least": least, "publications": publications, "limit": limit}
    notes = [
        *publications_note(publications),
        *taken_for(filters.industry or "", industries),
        *_one_sided(store, ask("foremost", ()), coverage["families"]),
        *_notes(coverage, level, least, span, restriction),
    ]
    return Answer("clusters", asked, rows, len(wanted), notes)


def _industries(store: Store, asked: str | None) -> tuple[list[str], str | None]:
    """The industries to show, and the one that its children come after; none for a whole scheme."""
    if asked is None:
        return list(MISSION), None
    keys = find_industry(store, asked)
    return keys, None if keys[0].partition(":")[0] == asked.strip().lower() else keys[0]


def _text(store: Store, name: str, restriction: Restriction, publications: bool) -> str:
    home = section(store, "clusters", "home")
    located = section(store, "clusters", "located", home=home)
    return section(store, "clusters", name, located=located, home=home, **counting(store, restriction, publications))


def _space(regions: Collection[str], cells: Sequence[Row], profile: Sequence[Row], least: int) -> _Space:
    place = {key: i for i, key in enumerate(sorted(regions))}
    at = {key: i for i, key in enumerate(FIELDS)}
    counts = np.zeros((len(place), len(FIELDS)))
    for cell in cells:
        if cell["industry"] in at:
            counts[place[cell["region"]], at[cell["industry"]]] = cell["patents"]
    present = ((np.nan_to_num(quotients(counts)) >= 1) & (counts >= least)).astype(float)
    profiles: dict[str, Matrix] = {key: np.eye(len(FIELDS))[i] for key, i in at.items()}
    for row in profile:
        profiles.setdefault(row["industry"], np.zeros(len(FIELDS)))[at[row["field"]]] = row["weight"]
    profiles = {key: weights / weights.sum() for key, weights in profiles.items()}
    return _Space(place, present, probability(cooccurrence(present)), complexity(present)[1], profiles)


def _row(
    cell: Row,
    team: Row,
    rims: Mapping[str, int],
    everywhere: Mapping[str, float],
    span: Periods,
    space: _Space,
    least: int,
) -> ClusterRow:
    industry, region, patents = cell["industry"], cell["region"], cell["patents"]
    margins = (patents, rims[region], everywhere[industry], sum(rims.values()))
    enough = patents >= least
    quotient = location_quotient(*margins) if enough else None
    low, high = (interval(*margins) if enough else None) or (None, None)
    growth = span.growth(cell["recent"], cell["before"], least)
    near, complex_ = space.density(region, industry), space.complexity(industry)
    reasons = (
        (quotient, "lq, hhi: too few families"),
        (growth, span.ungrown),
        (near, "density: related to no field"),
        (complex_, "complexity: fields not told apart"),
    )
    return ClusterRow(
        region=Place(region, cell["region_name"]),
        industry=Place(industry, cell["industry_name"]),
        patents=whole(round(patents, 2)),
        organizations=team["organizations"],
        share=round(patents / everywhere[industry], 4),
        lq=_rounded(quotient),
        lq_low=_rounded(low),
        lq_high=_rounded(high),
        growth=_rounded(growth),
        hhi=_rounded(team["squares"] / team["held"] ** 2) if enough else None,
        density=_rounded(near),
        complexity=_rounded(complex_),
        leaders=[],
        undefined=[reason for value, reason in reasons if value is None],
    )


def _led(store: Store, rows: Sequence[ClusterRow], teams: Mapping[tuple[str, str], Row]) -> list[ClusterRow]:
    """Rows with the names of their leading applicants."""
    leaders = [teams[row.region.id, row.industry.id]["leaders"] for row in rows]
    named = parties(store, {key for keys in leaders for key in keys})
    return [replace(row, leaders=[named[key] for key in keys]) for row, keys in zip(rows, leaders, strict=True)]


def parties(store: Store, keys: Collection[str]) -> dict[str, Party]:
    """Organizations by key, as an answer shows them."""
    rows = store.rows(section(store, "clusters", "named"), {"keys": sorted(keys)}) if keys else []
    return {row["id"]: Party(row["id"], row["name"] or row["id"], row["kind"]) for row in rows}


def _proof(store: Store, text: str, row: ClusterRow, parameters: dict[str, Any]) -> list[Evidence]:
    bound = parameters | {"region": row.region.id, "industry": row.industry.id}
    keys = [member["key"] for member in store.rows(text, bound)]
    return [proof for proofs in of_nodes(store, "Patent", keys).values() for proof in proofs[:1]]


def _one_sided(store: Store, foremost: Sequence[Row], families: int) -> list[str]:
    """A warning where one applicant holds most of what everything is compared with."""
    if not foremost or foremost[0]["families"] <= families / 2:
        return []
    first = foremost[0]["id"]
    return [
        Note(
            "{name} holds {held} of the {families} families compared: quotients tell where its own fields lie, not "
            "what regions are specialised in; ingest patents of others, too",
            name=parties(store, [first])[first].name,
            held=foremost[0]["families"],
            families=families,
        )
    ]


def _notes(coverage: Row, level: str, least: int, span: Periods, restriction: Restriction) -> list[str]:
    lost = coverage["families"] - coverage["located"]
    return [
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
            "those in several regions counted in each; with a 95 % bootstrap interval, from {least} families on",
            level=level,
            least=least,
        ),
        Note(
            "density: percent of what is related to the industry that the region is specialised in; complexity: of the "
            "industry's fields, in standard deviations; both over WIPO's 35 fields"
        ),
        *span.notes(),
        *rollup_note(restriction.rollup),
        *restriction.notes,
    ]


def _known(value: float) -> float | None:
    return None if isnan(value) else float(value)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 3)
