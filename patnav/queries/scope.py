"""The patents that a structural question is about, and what its parts share: years, the least count, the limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from patnav.graph.store import Row, Store
from patnav.queries.answer import Evidence
from patnav.queries.evidence import of_nodes
from patnav.queries.filters import Filters, Restriction, restrict
from patnav.queries.labels import Note
from patnav.queries.periods import Periods, periods
from patnav.queries.texts import section

__all__ = ["Part", "Scope", "counting", "publications_note", "rollup_note", "scope"]

Part = tuple[list[Any], int, Sequence[str]]
"""What a part of a question gives: rows, how many there are, and notes."""

_PROOFS = 5


@dataclass(frozen=True, slots=True)
class Scope:
    """Patents under filters, ready to be asked about.

    Attributes:
        store: What to ask.
        restriction: The filters, ready to run.
        span: The years that can be compared.
        least: Families that a measure is given from.
        limit: Number of rows.
        evidence: Whether rows give evidence.
        publications: Whether publications count, not families.
    """

    store: Store
    restriction: Restriction
    span: Periods
    least: int = 5
    limit: int = 20
    evidence: bool = False
    publications: bool = False

    def ask(self, question: str, name: str, parts: dict[str, str] | None = None, **bound: Any) -> list[Row]:
        """Run a section about the patents: ``{{where}}`` is the filters' condition, the years are bound.

        Args:
            question: Stem of the texts.
            name: Section.
            parts: Other sections' texts.
            **bound: Values beside those of the filters.
        """
        text = section(
            self.store, question, name, **(parts or {}), **counting(self.store, self.restriction, self.publications)
        )
        return self.store.rows(text, self.restriction.parameters | self.span.bounds() | bound)

    def proofs(self, condition: str, **bound: Any) -> list[Evidence]:
        """Records of the five newest patents that meet a condition of ``scope``, where evidence is asked for."""
        if not self.evidence:
            return []
        part = section(self.store, "scope", condition)
        keys = [row["key"] for row in self.ask("scope", "newest", {"condition": part}, most=_PROOFS, **bound)]
        return [proof for proofs in of_nodes(self.store, "Patent", keys).values() for proof in proofs[:1]]


def counting(store: Store, restriction: Restriction, publications: bool) -> dict[str, str]:
    """Parts of the texts that count: what counts as one, whether a row is one for sure, which of an applicant and the
    whole that it is part of counts, and the filters' condition.
    """
    what = "publication" if publications else "family"
    unit, alone = (section(store, "scope", name) for name in (what, f"only_{what}"))
    body = section(store, "scope", "whole" if restriction.rollup else "each")
    return {"unit": unit, "alone": alone, "body": body, "where": restriction.within}


def rollup_note(rollup: bool) -> list[str]:
    """A note where organizations count with the whole that they are part of."""
    told = Note("units and subsidiaries count with the topmost organization that they are part of")
    return [told] if rollup else []


def publications_note(publications: bool) -> list[str]:
    """A note where publications count."""
    return (
        [Note("publications are counted, each for itself, wherever these notes say families")] if publications else []
    )


def scope(store: Store, filters: Filters, least: int, limit: int, evidence: bool, publications: bool = False) -> Scope:
    """The patents under filters; see :func:`patnav.queries.filters.restrict` for what may be wrong with them."""
    return Scope(store, restrict(store, filters), periods(store), least, limit, evidence, publications)
