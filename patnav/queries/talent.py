"""``talent``: who invents, with whom and for whom, who moved, who connects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from patnav.errors import QueryError
from patnav.graph.store import Store
from patnav.queries.answer import Answer
from patnav.queries.coinventors import connectors, teams
from patnav.queries.filters import ALL, Filters
from patnav.queries.inventors import bridges, inventors
from patnav.queries.labels import Note
from patnav.queries.moves import moves
from patnav.queries.scope import Part, Scope, publications_note, rollup_note, scope

__all__ = ["PARTS", "talent"]


def talent(
    store: Store,
    filters: Filters = ALL,
    *,
    part: str = "inventors",
    least: int = 5,
    limit: int = 20,
    evidence: bool = False,
    publications: bool = False,
) -> Answer[Any]:
    """Inventors of a field and region, counted by families.

    Args:
        store: What to ask.
        filters: ``region`` is where an applicant is seated.
        part: ``inventors``, ``teams``, ``moves`` (between organizations), ``connectors`` or ``bridges`` (between
            universities and enterprises).
        least: Families that a growth is given from.
        limit: Number of rows.
        evidence: Whether to name records behind each row.
        publications: Whether to count publications instead of families.

    Returns:
        Rows of :class:`~patnav.queries.inventors.InventorRow`, :class:`~patnav.queries.coinventors.TeamRow`,
        :class:`~patnav.queries.moves.MoveRow`, :class:`~patnav.queries.coinventors.ConnectorRow` or
        :class:`~patnav.queries.inventors.BridgeRow`.

    Raises:
        QueryError: There is no such part.
        NotFound: The graph holds no such region, industry or applicant.
    """
    if part not in PARTS:
        raise QueryError(f"no part {part!r} of talent", f"choose one of {', '.join(PARTS)}")
    asked = scope(store, filters, least, limit, evidence, publications)
    rows, total, notes = PARTS[part](asked)
    covered = asked.ask("talent", "coverage")[0]
    notes = [
        *publications_note(publications),
        *notes,
        *rollup_note(asked.restriction.rollup),
        Note(
            "{lost} of {families} families name no inventor and are left out; inventors of one name are as far apart "
            "as their sources tell",
            lost=covered["families"] - covered["invented"],
            families=covered["families"],
        ),
        *asked.restriction.notes,
        Note("other parts of talent: {others}", others=", ".join(name for name in PARTS if name != part)),
    ]
    return Answer(
        "talent",
        {**filters.parameters(), "part": part, "publications": publications, "limit": limit},
        rows,
        total,
        notes,
    )


PARTS: dict[str, Callable[[Scope], Part]] = {
    "inventors": inventors,
    "teams": teams,
    "moves": moves,
    "connectors": connectors,
    "bridges": bridges,
}
"""The parts of the question, and what gives their rows."""
