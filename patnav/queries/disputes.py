"""``disputes``: who sued whom over patents, where, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from patnav.errors import QueryError
from patnav.graph.store import Store
from patnav.queries import evidence as proofs
from patnav.queries.answer import Answer, EventRow, Evidence, Party
from patnav.queries.events import Event, event_row, find_events, known, load_events, notes_of, role_of
from patnav.queries.filters import ALL, Filters
from patnav.queries.labels import Note, code_of
from patnav.queries.tally import TallyRow, check_by, tally

__all__ = ["DisputeRow", "disputes", "disputes_by"]

TYPES = ("dispute",)
OUTCOMES = ("awarded", "settled", "dismissed", "upheld")


@dataclass(frozen=True, slots=True)
class DisputeRow(EventRow):
    """A dispute. ``from`` is the plaintiff, ``to`` the defendant, ``amount`` the sum awarded or settled, never claimed.

    Attributes:
        forum: Courts and offices that heard it.
        outcome: ``awarded``, ``settled``, ``dismissed`` or ``upheld``, or as the source words it; None where it is open
            or not told.
    """

    forum: list[Party] = field(default_factory=list)
    outcome: str | None = None


def disputes(
    store: Store,
    filters: Filters = ALL,
    *,
    role: str | None = None,
    outcome: str | None = None,
    limit: int = 20,
    evidence: bool = False,
) -> Answer[DisputeRow]:
    """Disputes, the newest first.

    Args:
        store: What to ask.
        filters: ``applicant`` is a party or a forum by name, ``region`` where a party or the forum is seated.
        role: Role of the party that ``applicant`` names: ``plaintiff``, ``defendant`` or ``forum``.
        outcome: What came of it: ``awarded``, ``settled``, ``dismissed``, ``upheld``.
        limit: Number of rows.
        evidence: Whether to give the passages and records that state each.

    Returns:
        One row a dispute; what was claimed is no amount.

    Raises:
        QueryError: There is no such role or outcome.
        NotFound: The graph holds no such region, industry or party.
    """
    events, found = _find(store, filters, role, outcome)
    shown = events[:limit]
    proof = proofs.of_events(store, "Event", [event.row["id"] for event in shown]) if evidence and shown else {}
    rows = [_row(event, proof.get(event.row["id"], [])) for event in shown]
    asked = filters.parameters() | {"role": role, "outcome": outcome, "limit": limit}
    notes = [Note("amounts are sums awarded or settled, never claimed"), *notes_of(store, found, filters)]
    return Answer("disputes", asked, rows, len(events), notes)


def disputes_by(
    store: Store,
    by: str,
    filters: Filters = ALL,
    *,
    role: str | None = None,
    outcome: str | None = None,
    level: str = "province",
    limit: int = 20,
    evidence: bool = False,
) -> Answer[TallyRow]:
    """The same, counted by plaintiff, defendant, forum, region, year or outcome (``status``).

    Args:
        store: What to ask.
        by: ``plaintiff``, ``defendant``, ``forum``, ``region`` (of the plaintiff), ``year`` or ``status``.
        filters: See :func:`disputes`.
        role: See :func:`disputes`.
        outcome: See :func:`disputes`.
        level: Level of the regions.
        limit: Number of rows.
        evidence: Whether to give what states five events of each row.

    Raises:
        QueryError: There is nothing such to count by.
    """
    by = check_by(by, TYPES, ("status", "currency"))
    events, found = _find(store, filters, role, outcome)
    rows, notes = tally(store, events, by, level, evidence, filters.rollup)
    asked = filters.parameters() | {"by": by, "role": role, "outcome": outcome, "level": level, "limit": limit}
    return Answer("disputes", asked, rows[:limit], len(rows), [*notes, *notes_of(store, found, filters, False)])


def _find(
    store: Store, filters: Filters, role: str | None, outcome: str | None
) -> tuple[list[Event], list[tuple[str, str | None]]]:
    found = find_events(store, TYPES, filters, role_of(filters, role, TYPES))
    events = list(load_events(store, [key for key, _ in found]).values())
    if outcome is None:
        return events, found
    wanted = code_of("outcome", outcome)
    told = {*OUTCOMES, *(event.row["status"] for event in events if event.row["status"])}
    if wanted not in told:
        raise QueryError(f"no outcome {outcome!r}", f"choose one of {', '.join(sorted(told))}")
    kept = [event for event in events if event.row["status"] == wanted]
    keys = {event.row["id"] for event in kept}
    return kept, [row for row in found if row[0] in keys]


def _row(event: Event, proof: list[Evidence]) -> DisputeRow:
    forum = known(event.parties.get("forum", []))
    return DisputeRow(**event_row(event, proof), forum=forum, outcome=event.row["status"])
