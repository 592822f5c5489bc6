"""``services``: centres, bases, mediation bodies and agencies of intellectual property, by region."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from patnav.errors import QueryError
from patnav.graph.store import Row, Store
from patnav.queries import evidence as proofs
from patnav.queries.answer import Answer, Evidence, Party, Place
from patnav.queries.events import regions_at
from patnav.queries.filters import ALL, Filters, bind
from patnav.queries.indicators import IndicatorRow, find_figures, shown_figures
from patnav.queries.labels import Note, code_of
from patnav.queries.naming import SERVICES, service_kind
from patnav.queries.texts import section

__all__ = ["ServiceRow", "services", "services_reported"]

INDICATORS = (
    "ip_operation_centers",
    "navigation_service_bases",
    "ip_protection_centers",
    "mediation_organizations",
)
"""Indicators that count such bodies."""


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A body that the graph names.

    Attributes:
        id: Its key.
        name: Its name.
        service: One of :data:`patnav.queries.naming.SERVICES`, by the words of its name; None where none tells.
        region: Where it sits.
        parents: Bodies that it is part of.
        evidence: Records and passages that name it, where asked for.
    """

    id: str
    name: str
    service: str | None
    region: Place | None
    parents: list[Party]
    evidence: list[Evidence] = field(default_factory=list)


def services(
    store: Store,
    filters: Filters = ALL,
    *,
    service: str | None = None,
    level: str | None = None,
    limit: int = 50,
    evidence: bool = False,
) -> Answer[ServiceRow]:
    """Bodies of intellectual-property services that the graph names, by region.

    Args:
        store: What to ask.
        filters: ``region`` with all below it, ``applicant`` a body by name.
        service: One of :data:`patnav.queries.naming.SERVICES` alone.
        level: Level to lift their regions to: ``province``, ``city``; as they are where it is not given.
        limit: Number of rows.
        evidence: Whether to give what names each.

    Returns:
        One row a body, by region and kind; those without a place last. How many a region is said to have is another
        question: see :func:`services_reported`.

    Raises:
        QueryError: There is no such kind of service.
        NotFound: The graph holds no such region or body.
    """
    wanted = code_of("service", service) if service else None
    if wanted is not None and wanted not in SERVICES:
        raise QueryError(f"no service {service!r}", f"choose one of {', '.join(SERVICES)}")
    bound = bind(store, Filters(region=filters.region, applicant=filters.applicant, rollup=filters.rollup))
    names = [name for name in ("regions", "applicants") if name in bound]
    where = " AND ".join(section(store, "services", name) for name in names) or "true"
    found = store.rows(section(store, "services", "rows", where=where), bound)
    lifted = regions_at(store, level, (row["seat"] for row in found if row["seat"])) if level else {}
    rows = [made for row in found if (made := _row(row, lifted)) and wanted in (None, made.service)]
    rows.sort(key=lambda row: (row.region is None, row.region.id if row.region else "", row.service or "~", row.id))
    shown = rows[:limit]
    if evidence and shown:
        proof = proofs.of_nodes(store, "Organization", [row.id for row in shown])
        shown = [replace(row, evidence=proof.get(row.id, [])) for row in shown]
    reported = services_reported(store, filters).total
    lost = sum(row.region is None for row in rows)
    notes: list[str] = [Note("the kind of service is told by the words of the name")]
    notes += [Note("{lost} have no known place and come last", lost=lost)] if lost else []
    notes.append(Note("{reported} figures say how many there are, named here or not: --reported", reported=reported))
    asked = {"region": filters.region, "applicant": filters.applicant, "service": service, "level": level}
    return Answer("services", asked | {"limit": limit}, shown, len(rows), notes)


def services_reported(
    store: Store, filters: Filters = ALL, *, limit: int = 50, evidence: bool = False
) -> Answer[IndicatorRow]:
    """How many such bodies regions are said to have, as documents state it.

    Args:
        store: What to ask.
        filters: ``region`` with all below it, and dates of the period.
        limit: Number of rows.
        evidence: Whether to give the passages.

    Returns:
        Figures as :func:`patnav.queries.indicators.indicators` gives them, of operation centres, navigation bases,
        protection centres and mediation organizations.

    Raises:
        NotFound: The graph holds no such region.
    """
    asked = Filters(region=filters.region, from_=filters.from_, to=filters.to)
    found = [row for name in INDICATORS for row in find_figures(store, name, asked)]
    parameters = asked.parameters() | {"reported": True, "limit": limit}
    return shown_figures(store, "services", found, parameters, limit, evidence)


def _row(row: Row, lifted: dict[str, Place]) -> ServiceRow:
    names = (row["name"], row["name_zh"], *(row["aliases"] or ()))
    service = next((kind for name in names if name and (kind := service_kind(name))), None)
    region = Place(row["seat"], row["region"]) if row["seat"] else None
    return ServiceRow(
        id=row["id"],
        name=row["name"],
        service=service,
        region=lifted.get(row["seat"], region),
        parents=[Party(**parent) for parent in row["parents"] or ()],
    )
