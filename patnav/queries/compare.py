"""``compare``: regions or organizations side by side, and what explains the gap between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from typing import Any

from patnav.errors import QueryError
from patnav.graph.store import Row, Store
from patnav.queries.answer import Answer, Evidence, Place, whole
from patnav.queries.clusters import FIELDS
from patnav.queries.filters import ALL, Filters, restrict
from patnav.queries.labels import Note
from patnav.queries.measures.concentration import effective_number, generality
from patnav.queries.measures.specialization import location_quotient
from patnav.queries.scope import Scope, publications_note, rollup_note, scope
from patnav.queries.show import identify

__all__ = ["PARTS", "CompareRow", "DifferenceRow", "compare"]

PARTS = ("measures", "gap")
_STRENGTHS = 3


@dataclass(frozen=True, slots=True)
class CompareRow:
    """A region or organization by its measures.

    Attributes:
        id: Its key.
        name: Its name.
        patents: Its families.
        organizations: Applicants of these that are organizations; None where no source names one, as the shares below.
        inventors: Their inventors; None where no source names one.
        growth: Change from three complete filing years to the next three; a fraction.
        hhi: Concentration on applicants, between 0 and 1.
        joint: Share of families that several organizations applied for; a fraction.
        bridging: Share of families that a university and an enterprise applied for; a fraction.
        fields: Effective number of WIPO's technology fields, from 1 to 35.
        strengths: The fields with the highest location quotients over 1, against all families under the filters.
        citations: Citations from other families, a family.
        generality: How widely these spread over the fields; between 0 and 1.
        originality: How widely the families that it cites do.
        undefined: Measures that are left out, each with the reason.
        evidence: Records of its five newest patents, where asked for.
    """

    id: str
    name: str
    patents: int
    organizations: int | None
    inventors: int | None
    growth: float | None
    hhi: float | None
    joint: float | None
    bridging: float | None
    fields: float | None
    strengths: list[Place]
    citations: float | None
    generality: float | None
    originality: float | None
    undefined: list[str]
    evidence: list[Evidence] = attribute(default_factory=list)


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """What one technology field adds to the gap between a region or organization and the first one named.

    Attributes:
        subject: What is compared with the first.
        field: The field.
        patents: Its families in the field, with the weight 1/k.
        reference: Those of the first.
        gap: ``patents - reference``.
        size: The part of the gap that comes from having more or fewer families altogether.
        mix: The part that comes from having more or less of them in this field; ``size + mix = gap``.
        growth: What the field adds to the difference in growth; a fraction of all families of the years compared with.
        evidence: Records of its five newest patents in the field, where asked for.
    """

    subject: Place
    field: Place
    patents: float
    reference: float
    gap: float
    size: float
    mix: float
    growth: float | None
    evidence: list[Evidence] = attribute(default_factory=list)


def compare(
    store: Store,
    names: Sequence[str],
    filters: Filters = ALL,
    *,
    part: str = "measures",
    least: int = 5,
    limit: int = 20,
    evidence: bool = False,
    publications: bool = False,
) -> Answer[Any]:
    """Regions or organizations side by side.

    The gap in families is split field by field after Kitagawa: ``n2 - n1 = (N2 - N1)·(s1 + s2)/2 + (s2 - s1)·(N1 +
    N2)/2`` with the field's counts n, all counts N and shares s.

    Args:
        store: What to ask.
        names: Two or more regions, or two or more organizations, by name or key.
        filters: What to restrict all of them to.
        part: ``measures``, a row each; or ``gap``, a row a field for each but the first.
        least: Families that a growth, a concentration or a strength is given from.
        limit: Number of rows.
        evidence: Whether to name records behind each row.
        publications: Whether to count publications instead of families.

    Returns:
        Rows of :class:`CompareRow` in the order asked, or of :class:`DifferenceRow` by falling size of the gap.

    Raises:
        QueryError: Fewer than two are named, regions are mixed with organizations, a name stands for several things, or
            there is no such part.
        NotFound: The graph holds no such thing.

    References:
        Kitagawa, Components of a difference between two rates, Journal of the American Statistical Association 50,
        1955.
    """
    if part not in PARTS:
        raise QueryError(f"no part {part!r} of a comparison", f"choose one of {', '.join(PARTS)}")
    if len(names) < 2:
        raise QueryError("a comparison needs two or more names", "name regions, or organizations")
    subjects = [_subject(store, name) for name in names]
    type_ = subjects[0][0]
    if any(other != type_ for other, _ in subjects):
        raise QueryError("regions and organizations cannot be compared", "name things of one type")
    if len({place.id for _, place in subjects}) < len(subjects):
        raise QueryError("one thing is named twice", "name different regions or organizations")
    by = "region" if type_ == "Region" else "applicant"
    if getattr(filters, by):
        raise QueryError(f"--{by} and what is compared contradict each other", f"leave out --{by}")
    everything = scope(store, filters, least, limit, evidence, publications)
    scopes = [
        (place, replace(everything, restriction=restrict(store, _only(filters, by, place.id)))) for _, place in subjects
    ]
    fields = [_fields(asked) for _, asked in scopes]
    rows: list[Any]
    unnamed: list[str] = []
    if part == "measures":
        background = _fields(everything)
        sums = [asked.ask("compare", "summary")[0] for _, asked in scopes]
        rows = [
            _row(place, asked, summary, own, background)
            for (place, asked), summary, own in zip(scopes, sums, fields, strict=True)
        ]
        unnamed = [
            Note(
                "{name}: {lost} of {families} families name no inventor",
                name=place,
                lost=row.patents - summary["invented"],
                families=row.patents,
            )
            for (place, _), row, summary in zip(scopes, rows, sums, strict=True)
            if 0 < summary["invented"] < row.patents
        ]
    else:
        rows = [
            one
            for (place, asked), own in list(zip(scopes, fields, strict=True))[1:]
            for one in _gap(place, asked, own, fields[0], least)
        ]
    asked_for = {
        "names": [place.id for place, _ in scopes],
        **filters.parameters(),
        "part": part,
        "publications": publications,
    }
    notes = [
        *publications_note(publications),
        *_notes(part, scopes[0][0]),
        *unnamed,
        *rollup_note(everything.restriction.rollup),
        *everything.span.notes(),
        *scopes[0][1].restriction.notes,
    ]
    return Answer("compare", asked_for, rows[:limit], len(rows), notes)


def _only(filters: Filters, by: str, key: str) -> Filters:
    return replace(filters, region=key) if by == "region" else replace(filters, applicant=key)


def _subject(store: Store, name: str) -> tuple[str, Place]:
    found = [(type_.name, node) for type_, node in identify(store, name) if type_.name in ("Region", "Organization")]
    if not found:
        raise QueryError(f"{name!r} is no region and no organization", "'patnav show' says what it is")
    if len(found) > 1:
        keys = ", ".join(node["key"] for _, node in found[:5])
        raise QueryError(f"{len(found)} things are called {name!r}", f"name one by its id: {keys}")
    type_, node = found[0]
    return type_, Place(node["key"], node["name"] or node["name_zh"] or node["key"])


def _fields(asked: Scope) -> list[Row]:
    """Families by field, in all and by span of years."""
    rows: dict[str, Row] = {}
    bounds = asked.span.bounds()
    for row in asked.ask("landscape", "fields", fields=list(FIELDS)):
        none = {"field": row["field"], "name": row["name"], "patents": 0.0, "recent": 0.0, "before": 0.0}
        counts = rows.setdefault(row["field"], none)
        counts["patents"] += row["patents"]
        for span in ("recent", "before"):
            if bounds[f"{span}_from"] <= (row["year"] or "") <= bounds[f"{span}_to"]:
                counts[span] += row["patents"]
    return list(rows.values())


def _row(place: Place, asked: Scope, summary: Row, fields: Sequence[Row], background: Sequence[Row]) -> CompareRow:
    applicants, invented = (asked.ask("compare", name)[0] for name in ("applicants", "inventors"))
    cited, citing = (asked.ask("compare", name, fields=list(FIELDS))[0] for name in ("cited", "citing"))
    held = applicants["held"]
    patents, enough = summary["patents"], summary["patents"] >= asked.least
    growth = asked.span.growth(summary["recent"], summary["before"], asked.least)
    spread = effective_number([row["patents"] for row in fields])
    general, original = (generality(one["spread"] or [], one["citations"]) for one in (cited, citing))
    reasons = (
        (patents or None, "all: no families"),
        (held or None, "organizations, joint, bridging: none named as applicant"),
        (invented["inventors"] or None, "inventors: none named"),
        (enough or None, "hhi: too few families"),
        (growth, asked.span.ungrown),
        (cited["citations"] or None, "citations: none known"),
        (general, "generality: too few citations"),
        (original, "originality: too few citations"),
    )
    return CompareRow(
        id=place.id,
        name=place.name,
        patents=patents,
        organizations=applicants["organizations"] or None,
        inventors=invented["inventors"] or None,
        growth=_rounded(growth),
        hhi=_rounded(applicants["squares"] / held**2) if enough and held else None,
        joint=_rounded(applicants["joint"] / patents) if held else None,
        bridging=_rounded(applicants["bridging"] / patents) if held else None,
        fields=_rounded(spread),
        strengths=_strengths(fields, background, asked.least),
        citations=_rounded(cited["citations"] / patents) if cited["citations"] else None,
        generality=_rounded(general),
        originality=_rounded(original),
        undefined=[reason for value, reason in reasons if value is None],
        evidence=asked.proofs("any"),
    )


def _strengths(own: Sequence[Row], background: Sequence[Row], least: int) -> list[Place]:
    """Fields by falling location quotient, those over 1 with enough families."""
    everywhere = {row["field"]: row["patents"] for row in background}
    region, whole_ = sum(row["patents"] for row in own), sum(everywhere.values())
    quotients = [
        (location_quotient(row["patents"], region, everywhere[row["field"]], whole_) or 0.0, row)
        for row in own
        if row["patents"] >= least
    ]
    strong = sorted(((q, row) for q, row in quotients if q > 1), key=lambda one: (-one[0], one[1]["field"]))
    return [Place(row["field"], row["name"]) for _, row in strong[:_STRENGTHS]]


def _gap(place: Place, asked: Scope, own: Sequence[Row], other: Sequence[Row], least: int) -> list[DifferenceRow]:
    first, second = ({row["field"]: row for row in rows} for rows in (other, own))
    sums = [{name: sum(row[name] for row in rows) for name in ("patents", "before")} for rows in (other, own)]
    known = all(total["before"] >= least for total in sums)
    found = []
    for key in {**first, **second}:
        pair = [rows.get(key, {"patents": 0.0, "recent": 0.0, "before": 0.0}) for rows in (first, second)]
        n = [row["patents"] for row in pair]
        shares = [count / total["patents"] if total["patents"] else 0.0 for count, total in zip(n, sums, strict=True)]
        size = (sums[1]["patents"] - sums[0]["patents"]) * sum(shares) / 2
        mix = (shares[1] - shares[0]) * (sums[0]["patents"] + sums[1]["patents"]) / 2
        rise = (
            [(row["recent"] - row["before"]) / total["before"] for row, total in zip(pair, sums, strict=True)]
            if (known)
            else None
        )
        found.append(
            DifferenceRow(
                subject=place,
                field=Place(key, {**first, **second}[key]["name"]),
                patents=whole(round(n[1], 2)),
                reference=whole(round(n[0], 2)),
                gap=whole(round(n[1] - n[0], 2)),
                size=round(size, 2),
                mix=round(mix, 2),
                growth=round(rise[1] - rise[0], 4) if rise else None,
            )
        )
    found.sort(key=lambda row: (-abs(row.gap), row.field.id))
    return [
        replace(row, evidence=asked.proofs("in_field", item=row.field.id)) if i < asked.limit else row
        for i, row in enumerate(found)
    ]


def _notes(part: str, first: Place) -> list[str]:
    if part == "gap":
        return [
            Note("against {first}; counted by families, one of k fields of WIPO's counts 1/k in each", first=first),
            Note("size: from having more or fewer families altogether; mix: from having more or less in the field"),
            Note("growth: what the field adds to the difference in growth"),
        ]
    return [
        Note(
            "counted by families; a family of several applicants counts for each region and organization it belongs to"
        ),
        Note("generality and originality: over WIPO's fields, corrected for small numbers (Hall 2005)"),
        Note("strengths: fields with the highest location quotients over 1, against all families under the filters"),
    ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
