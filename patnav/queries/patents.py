"""Rows of patents, for every question that shows some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from patnav.graph.store import Store
from patnav.queries.answer import PatentRow
from patnav.queries.evidence import of_nodes
from patnav.queries.filters import Restriction
from patnav.queries.texts import section

__all__ = ["best", "patent_rows"]


def best(store: Store, scores: Mapping[str, float], restriction: Restriction) -> list[tuple[str, float]]:
    """The patents that pass the filters, the best of each family.

    Args:
        store: What to ask.
        scores: Score by publication.
        restriction: The filters.

    Returns:
        Publication and score, by falling score, of equals by publication.
    """
    text = section(store, "patents", "shared", where=restriction.where)
    bound: dict[str, Any] = {"keys": list(scores), "scores": list(scores.values())}
    return [(row["key"], row["score"]) for row in store.rows(text, bound | restriction.parameters)]


def patent_rows(
    store: Store,
    keys: Sequence[str],
    scores: Mapping[str, float] | None = None,
    why: Mapping[str, list[str]] | None = None,
    evidence: bool = False,
) -> list[PatentRow]:
    """Rows of patents.

    Args:
        store: What to ask.
        keys: Publications, in the order wanted.
        scores: Score by publication.
        why: Reasons by publication.
        evidence: Whether to name the records that describe each.

    Returns:
        One row a publication that the graph holds.
    """
    found = {row["id"]: row for row in store.rows(section(store, "patents"), {"keys": list(keys)})}
    proof = of_nodes(store, "Patent", list(found)) if evidence else {}
    return [
        PatentRow(
            id=key,
            title=row["title"],
            applicants=row["applicants"] or [],
            filing_date=row["filing_date"],
            publication_date=row["publication_date"],
            main_class=row["main_class"],
            main_class_title=row["main_class_title"],
            score=None if scores is None else scores[key],
            why=[] if why is None else why.get(key, []),
            evidence=proof.get(key, []),
        )
        for key in keys
        if (row := found.get(key)) is not None
    ]
