"""Part of ``landscape``: the main path of citations, the line along which the field developed."""

from __future__ import annotations

from dataclasses import dataclass, field

from patnav.queries.answer import Evidence
from patnav.queries.evidence import of_edges
from patnav.queries.labels import Note
from patnav.queries.measures.mainpath import Arc, main_path, names, search_path_counts
from patnav.queries.patents import patent_rows
from patnav.queries.scope import Part, Scope
from patnav.queries.texts import section

__all__ = ["StepRow", "descent"]

_MOST = 2_000
"""Families between which citations are followed: those with the most of them."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """A family on the main path.

    Attributes:
        id: Its least publication number.
        title: Title.
        applicants: Names, in printed order.
        filing_date: Date of filing.
        publication_date: Date of publication.
        main_class: First CPC class, else first IPC class.
        main_class_title: What it is about.
        weight: Share of all ways through the network that lead over the citation from this family to the next; None at
            the end of the path.
        evidence: The record that states that citation, or describes the last family, where asked for.
    """

    id: str
    title: str | None
    applicants: list[str]
    filing_date: str | None
    publication_date: str | None
    main_class: str | None
    main_class_title: str | None
    weight: float | None
    evidence: list[Evidence] = field(default_factory=list)


def descent(asked: Scope) -> Part:
    """The global main path by search path counts; see :mod:`patnav.queries.measures.mainpath`.

    Returns:
        Rows of :class:`StepRow`, the oldest first.
    """
    everywhere, inside = (
        {"cited": section(asked.store, "descent", "cited", among=section(asked.store, "descent", among))}
        for among in ("all", "among")
    )
    busy = asked.ask("descent", "busy", everywhere, most=_MOST)
    total = busy[0]["total"] if busy else 0
    arcs = asked.ask("descent", "arcs", inside, busy=[row["unit"] for row in busy])
    counts = search_path_counts((row["cited"], row["citing"]) for row in arcs)
    path = main_path(counts)
    entered = {b for _, b in counts}
    ways = sum(n for (a, _), n in counts.items() if a not in entered)
    notes = [
        Note("{n} citations between different families of the field, both of them described here", n=total),
        Note(
            "main path: the largest sum of search path counts from a source to a sink (Hummon and Doreian 1989); "
            "families that cite one another in a circle count as one"
        ),
    ]
    if total > len(arcs):
        notes.append(
            Note(
                "{n} of them, among the {most} families with the most citations, were followed", n=len(arcs), most=_MOST
            )
        )
    units = names(path)
    keys = {row["unit"]: row["key"] for row in asked.ask("descent", "first", units=units)} if units else {}
    shown = {row.id: row for row in patent_rows(asked.store, list(keys.values()))}
    proofs = _proofs(asked, path)
    rows = []
    for unit, arc in zip(units[: asked.limit], [*path, None], strict=False):
        row = shown[keys[unit]]
        rows.append(
            StepRow(
                id=row.id,
                title=row.title,
                applicants=row.applicants,
                filing_date=row.filing_date,
                publication_date=row.publication_date,
                main_class=row.main_class,
                main_class_title=row.main_class_title,
                weight=round(counts[arc] / ways, 4) if arc else None,
                evidence=proofs.get(arc, []) if arc else asked.proofs("of_family", items=[unit]),
            )
        )
    return rows, len(units), notes


def _proofs(asked: Scope, path: list[Arc]) -> dict[Arc | None, list[Evidence]]:
    """What states a citation of each arc; arcs into a circle may have none that begins at its least family."""
    if not asked.evidence or not path:
        return {}
    cited, citing = ([arc[side] for arc in path] for side in (0, 1))
    found = asked.ask("descent", "citing", cited=cited, citing=citing)
    stated = of_edges(asked.store, "CITES", "Patent", sorted({row["src"] for row in found}))
    return {(row["cited"], row["citing"]): stated.get(row["src"], {}).get(row["dst"], []) for row in found}
