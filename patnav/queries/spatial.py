"""``clusters --spatial``: where an industry gathers on the map, whatever the borders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from patnav.errors import QueryError
from patnav.graph.store import Row, Store
from patnav.queries.answer import Answer, Evidence, Party, Place, whole
from patnav.queries.clusters import MISSION, PEERS, parties
from patnav.queries.evidence import of_nodes
from patnav.queries.filters import ALL, Filters, restrict
from patnav.queries.labels import Note
from patnav.queries.measures.geography import Point, dense_groups, distance
from patnav.queries.named import find_industry
from patnav.queries.scope import counting, publications_note
from patnav.queries.texts import section

__all__ = ["SpatialRow", "spatial_clusters"]


@dataclass(frozen=True, slots=True)
class SpatialRow:
    """A cluster of one industry on the map.

    Attributes:
        region: The place with the most families, which names the cluster.
        industry: The industry.
        patents: Families with an applicant seated in one of its places.
        organizations: Applicants of these seated there.
        share: Share of the industry's families with a place on the map; a fraction.
        places: Its places, those with the most families first.
        lat: Degrees north of its centre, weighted by families.
        lng: Degrees east.
        reach: Distance from the centre to the farthest place, in km.
        leaders: The three applicants with the most families.
        evidence: Records of five of its patents, where asked for.
    """

    region: Place
    industry: Place
    patents: float
    organizations: int
    share: float
    places: list[str]
    lat: float
    lng: float
    reach: float
    leaders: list[Party]
    evidence: list[Evidence] = field(default_factory=list)


def spatial_clusters(
    store: Store,
    filters: Filters = ALL,
    *,
    radius: float = 30,
    least: int = 5,
    limit: int = 20,
    evidence: bool = False,
    publications: bool = False,
) -> Answer[SpatialRow]:
    """Density-based clusters of the places where an industry's applicants are seated.

    Places are cities, districts, zones and the four municipalities with coordinates, weighted by families; they are
    grouped by :func:`~patnav.queries.measures.geography.dense_groups`.

    Args:
        store: What to ask.
        filters: ``industry`` as in :func:`~patnav.queries.clusters.clusters`; the others restrict the patents.
        radius: How near places of a cluster lie to one another, in km.
        least: Families within the radius that make a place part of a cluster's core.
        limit: Number of rows.
        evidence: Whether to name records of five patents behind each row.
        publications: Whether to count publications instead of families.

    Returns:
        Rows by falling count; ``total`` counts clusters.

    Raises:
        QueryError: The radius is not between 1 and 1,000 km.
        NotFound: The graph holds no such region, industry or applicant.
    """
    if not 1 <= radius <= 1000:
        raise QueryError(f"a radius of {radius:g} km makes no clusters", "choose one between 1 and 1000 km")
    restriction = restrict(store, replace(filters, industry=None))
    industries = list(MISSION) if filters.industry is None else find_industry(store, filters.industry)
    bound = restriction.parameters | {"industries": industries, "peers": PEERS["city"]}

    def ask(name: str, **more: Any) -> list[Row]:
        on_map = section(store, "spatial", "on_map")
        text = section(store, "spatial", name, on_map=on_map, **counting(store, restriction, publications))
        return store.rows(text, bound | more)

    places = ask("places")
    found = [
        (industry, group) for industry in industries for group in dense_groups(_points(places, industry), radius, least)
    ]
    members = [(key.key, number) for number, (_, group) in enumerate(found) for key in group]
    owners = {"keys": [key for key, _ in members], "clusters": [number for _, number in members]}
    owners["fields"] = [found[number][0] for _, number in members]
    counted = {row["cluster"]: row for row in ask("groups", **owners)} if members else {}
    coverage = {row["industry"]: row for row in ask("coverage")}
    rows = [_row(places, industry, group, counted[n], coverage[industry]) for n, (industry, group) in enumerate(found)]
    order = sorted(range(len(rows)), key=lambda n: (-rows[n].patents, rows[n].region.id, rows[n].industry.id))[:limit]
    named = parties(store, {key for n in order for key in counted[n]["leaders"]})
    shown = [replace(rows[n], leaders=[named[key] for key in counted[n]["leaders"]]) for n in order]
    if evidence:
        shown = [
            replace(
                row, evidence=_proof(store, ask("members", keys=[p.key for p in found[n][1]], industry=found[n][0]))
            )
            for row, n in zip(shown, order, strict=True)
        ]
    notes = [
        *publications_note(publications),
        Note(
            "places within {radius:g} km of one another, with {least} families within that distance, form a cluster "
            "(DBSCAN); borders do not matter",
            radius=radius,
            least=least,
        ),
        Note("counted by families with an applicant seated in one of the places; one of k fields of WIPO's counts 1/k"),
        *_lost(coverage.values()),
        *restriction.notes,
    ]
    asked = {
        **filters.parameters(),
        "spatial": True,
        "radius": radius,
        "least": least,
        "publications": publications,
        "limit": limit,
    }
    return Answer("clusters", asked, shown, len(rows), notes)


def _points(places: Sequence[Row], industry: str) -> list[Point]:
    return [Point(p["key"], p["lat"], p["lng"], p["patents"]) for p in places if p["industry"] == industry]


def _row(places: Sequence[Row], industry: str, group: Sequence[Point], counted: Row, coverage: Row) -> SpatialRow:
    names = {place["key"]: place["name"] for place in places}
    weight = sum(point.weight for point in group)
    centre = Point(
        "", sum(p.lat * p.weight for p in group) / weight, sum(p.lng * p.weight for p in group) / weight, weight
    )
    return SpatialRow(
        region=Place(group[0].key, names[group[0].key]),
        industry=Place(industry, coverage["name"]),
        patents=whole(round(counted["patents"], 2)),
        organizations=counted["organizations"],
        share=round(counted["patents"] / coverage["placed"], 4),
        places=[names[point.key] for point in group],
        lat=round(centre.lat, 3),
        lng=round(centre.lng, 3),
        reach=round(max(distance(centre, point) for point in group), 1),
        leaders=[],
    )


def _proof(store: Store, members: Sequence[Row]) -> list[Evidence]:
    keys = [member["key"] for member in members]
    return [proof for proofs in of_nodes(store, "Patent", keys).values() for proof in proofs[:1]]


def _lost(coverage: Any) -> list[str]:
    """How much of each industry has no place on the map."""
    return [
        Note(
            "{industry}: {lost} of {families} families have no applicant whose city or district is known, and are left "
            "out",
            industry=row["name"],
            lost=whole(round(row["patents"] - row["placed"], 2)),
            families=whole(round(row["patents"], 2)),
        )
        for row in coverage
    ]
