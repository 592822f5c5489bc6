"""``landscape``: a field of technology over time, who is in it, what comes and goes, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from typing import Any

from patnav.errors import QueryError
from patnav.graph.store import Store
from patnav.queries.answer import Answer, Evidence, Place, whole
from patnav.queries.classes import classes, gaps
from patnav.queries.clusters import FIELDS
from patnav.queries.communities import communities
from patnav.queries.descent import descent
from patnav.queries.filters import ALL, Filters
from patnav.queries.labels import Note
from patnav.queries.scope import Part, Scope, publications_note, rollup_note, scope

__all__ = ["PARTS", "ApplicantRow", "FieldRow", "landscape"]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One technology field over the years.

    Attributes:
        field: The field of WIPO's.
        patents: Families in it, each with the weight 1/k in its k fields.
        share: Share of all families that have a field; a fraction.
        growth: Change from three complete filing years to the next three; a fraction.
        years: Families by filing year.
        undefined: Measures that are left out, each with the reason.
        evidence: Records of its five newest patents, where asked for.
    """

    field: Place
    patents: float
    share: float
    growth: float | None
    years: dict[str, float]
    undefined: list[str]
    evidence: list[Evidence] = attribute(default_factory=list)


@dataclass(frozen=True, slots=True)
class ApplicantRow:
    """An organization that files.

    Attributes:
        id: Its key.
        name: Its name.
        kind: Its kind.
        region: Where it is seated.
        patents: Its families.
        share: Share of all families with an organization as applicant; a fraction.
        first: Filing year of its first family.
        last: Filing year of its last.
        growth: Change from three complete filing years to the next three; a fraction.
        field: The technology field of most of its families.
        evidence: Records of its five newest patents, where asked for.
    """

    id: str
    name: str
    kind: str | None
    region: str | None
    patents: int
    share: float
    first: str | None
    last: str | None
    growth: float | None
    field: str | None
    evidence: list[Evidence] = attribute(default_factory=list)


def landscape(
    store: Store,
    filters: Filters = ALL,
    *,
    part: str = "fields",
    least: int = 5,
    limit: int = 20,
    evidence: bool = False,
    publications: bool = False,
) -> Answer[Any]:
    """One view of a field of technology.

    Args:
        store: What to ask.
        filters: What the field is: an industry, classes, a region, applicants, years.
        part: The view: ``fields`` (technology fields over filing years), ``applicants`` (those with the most families),
            ``entrants`` (those whose first family is of the last three complete years or later), ``classes`` (those
            whose share rises or falls), ``gaps`` (classes rarely combined though both are at home here), ``mainpath``
            (the main path of citations) or ``communities`` (applicants that file together).
        least: Families that a measure is given from.
        limit: Number of rows.
        evidence: Whether to name records behind each row.
        publications: Whether to count publications instead of families; the main path leads over families all the same.

    Returns:
        Rows of :class:`FieldRow`, :class:`ApplicantRow`, :class:`~patnav.queries.classes.ClassRow`,
        :class:`~patnav.queries.classes.GapRow`, :class:`~patnav.queries.descent.StepRow` or
        :class:`~patnav.queries.communities.CommunityRow`.

    Raises:
        QueryError: There is no such part.
        NotFound: The graph holds no such region, industry or applicant.
    """
    if part not in PARTS:
        raise QueryError(f"no part {part!r} of a landscape", f"choose one of {', '.join(PARTS)}")
    everything = replace(filters, from_=None) if part == "entrants" else filters  # who filed before is no entrant
    asked = scope(store, everything, least, limit, evidence, publications)
    rows, total, notes = PARTS[part](asked)
    others = ", ".join(name for name in PARTS if name != part)
    notes = [
        *publications_note(publications),
        *notes,
        *rollup_note(asked.restriction.rollup),
        *asked.restriction.notes,
        Note("other parts of the landscape: {others}", others=others),
    ]
    return Answer(
        "landscape",
        {**filters.parameters(), "part": part, "publications": publications, "limit": limit},
        rows,
        total,
        notes,
    )


def _coverage(asked: Scope) -> dict[str, int]:
    return asked.ask("landscape", "coverage", fields=list(FIELDS))[0]


def _left(covered: dict[str, int], what: str) -> list[str]:
    """How many families lack what they would be counted by, where any does."""
    every = covered["families"]
    lost = every - covered[what]
    told = {
        "dated": Note(
            "{lost} of {families} families have no filing date and are in no year", lost=lost, families=every
        ),
        "fielded": Note(
            "{lost} of {families} families have no class of WIPO's fields and are left out", lost=lost, families=every
        ),
        "filed": Note(
            "{lost} of {families} families have no organization as applicant and are left out",
            lost=lost,
            families=every,
        ),
    }
    return [told[what]] if lost else []


def _fields(asked: Scope) -> Part:
    years: dict[str, dict[str, float]] = defaultdict(dict)
    names: dict[str, str] = {}
    for row in asked.ask("landscape", "fields", fields=list(FIELDS)):
        years[row["field"]][row["year"] or ""] = row["patents"]
        names[row["field"]] = row["name"]
    sizes = {key: sum(counts.values()) for key, counts in years.items()}
    everything = sum(sizes.values())
    order = sorted(sizes, key=lambda key: (-sizes[key], key))
    rows = []
    for key in order[: asked.limit]:
        growth = _growth(asked, years[key])
        rows.append(
            FieldRow(
                field=Place(key, names[key]),
                patents=whole(round(sizes[key], 2)),
                share=round(sizes[key] / everything, 4),
                growth=growth,
                years={year: whole(round(n, 2)) for year, n in sorted(years[key].items()) if year},
                undefined=[] if growth is not None else [asked.span.ungrown],
                evidence=asked.proofs("in_field", item=key),
            )
        )
    covered = _coverage(asked)
    notes = [
        Note(
            "counted by families, {families} in all; one of k fields counts 1/k in each", families=covered["families"]
        ),
        *_left(covered, "fielded"),
        *_left(covered, "dated"),
        *asked.span.notes(),
    ]
    return rows, len(order), notes


def _growth(asked: Scope, years: dict[str, float]) -> float | None:
    bounds = asked.span.bounds()
    recent, before = (
        sum(n for year, n in years.items() if year and bounds[f"{name}_from"] <= year <= bounds[f"{name}_to"])
        for name in ("recent", "before")
    )
    growth = asked.span.growth(recent, before, asked.least)
    return None if growth is None else round(growth, 3)


def _applicants(asked: Scope, since: str = "") -> Part:
    found = asked.ask("landscape", "applicants", since=since, limit=asked.limit)
    keys = [row["id"] for row in found]
    about = (
        {row["id"]: row for row in asked.ask("landscape", "described", keys=keys, fields=list(FIELDS))} if keys else {}
    )
    covered = _coverage(asked)
    rows = []
    for row in found:
        growth = asked.span.growth(row["recent"], row["before"], asked.least)
        known = about[row["id"]]
        rows.append(
            ApplicantRow(
                id=row["id"],
                name=known["name"],
                kind=known["kind"],
                region=known["region"],
                patents=row["patents"],
                share=round(row["patents"] / covered["filed"], 4),
                first=row["first"],
                last=row["last"],
                growth=None if growth is None else round(growth, 3),
                field=known["field"],
                evidence=asked.proofs("by_applicant", item=row["id"]),
            )
        )
    notes = [
        Note("counted by families; one of several applicants counts for each"),
        *_left(covered, "filed"),
        Note("growth is left out where fewer than {least} families are in the years compared with", least=asked.least),
        *asked.span.notes(),
    ]
    return rows, found[0]["total"] if found else 0, notes


def _entrants(asked: Scope) -> Part:
    since = asked.span.bounds()["recent_from"]
    rows, total, notes = _applicants(asked, since)
    if asked.span.last is None:
        return [], 0, notes
    return (
        rows,
        total,
        [Note("entrants: applicants whose first family here was filed in {year} or later", year=since), *notes],
    )


PARTS: dict[str, Callable[[Scope], Part]] = {
    "fields": _fields,
    "applicants": _applicants,
    "entrants": _entrants,
    "classes": classes,
    "gaps": gaps,
    "mainpath": descent,
    "communities": communities,
}
"""The parts of a landscape, and what gives their rows."""
