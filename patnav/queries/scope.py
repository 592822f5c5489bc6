"""The patents that a structural question is about, and what its parts share: years, the least count, the limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from patnav.graph.store import Row, Store
from patnav.queries.answer import Evidence
from patnav.queries.evidence import of_nodes
from patnav.queries.filters import Filters, Restriction, restrict
from patnav.queries.periods import Periods, periods
from patnav.queries.texts import section

__all__ = ["Part", "Scope", "counting", "scope"]

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
    """

    store: Store
    restriction: Restriction
    span: Periods
    least: int = 5
    limit: int = 20
    evidence: bool = False

    def ask(self, question: str, name: str, parts: dict[str, str] | None = None, **bound: Any) -> list[Row]:
        """Run a section about the patents: ``{{where}}`` is the filters' condition, the years are bound.

        Args:
            question: Stem of the texts.
            name: Section.
            parts: Other sections' texts.
            **bound: Values beside those of the filters.
        """
        text = section(self.store, question, name, **(parts or {}), **counting(self.restriction))
        return self.store.rows(text, self.restriction.parameters | self.span.bounds() | bound)

    def proofs(self, condition: str, **bound: Any) -> list[Evidence]:
        """Records of the five newest patents that meet a condition of ``scope``, where evidence is asked for."""
        if not self.evidence:
            return []
        part = section(self.store, "scope", condition)
        keys = [row["key"] for row in self.ask("scope", "newest", {"condition": part}, most=_PROOFS, **bound)]
        return [proof for proofs in of_nodes(self.store, "Patent", keys).values() for proof in proofs[:1]]


def counting(restriction: Restriction) -> dict[str, str]:
    """Parts of the texts that count: what counts as one, whether it is one for sure, and the filters' condition."""
    return {"unit": "unit", "alone": "p.alone", "where": restriction.within}


def scope(store: Store, filters: Filters, least: int, limit: int, evidence: bool) -> Scope:
    """The patents under filters; see :func:`patnav.queries.filters.restrict` for what may be wrong with them."""
    return Scope(store, restrict(store, filters), periods(store), least, limit, evidence)
