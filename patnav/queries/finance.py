"""``finance``: money raised on patents: pledges, securitizations, and loans on data certificates."""

from __future__ import annotations

from dataclasses import dataclass

from patnav.errors import QueryError
from patnav.graph.store import Store
from patnav.queries import evidence as proofs
from patnav.queries.answer import Answer, EventRow, Evidence
from patnav.queries.events import Event, event_row, find_events, load_events, notes_of, role_of
from patnav.queries.filters import ALL, Filters
from patnav.queries.labels import Note, code_of
from patnav.queries.tally import TallyRow, check_by, tally

__all__ = ["FinanceRow", "finance", "finance_by"]

TYPES = ("pledge", "securitization", "data_ip")


@dataclass(frozen=True, slots=True)
class FinanceRow(EventRow):
    """A pledge, a securitization, or a loan on data certificates.

    ``from`` is the pledgor, issuer or holder, ``to`` the lender or arranger; ``amount`` the loan obtained or the size
    of the issue.

    Attributes:
        beneficiaries: Number of enterprises that a securitization finances.
        until: Last day that the pledge was made for.
        ended: Day on which it was released.
    """

    beneficiaries: int | None = None
    until: str | None = None
    ended: str | None = None


def finance(
    store: Store,
    filters: Filters = ALL,
    *,
    type_: str | None = None,
    role: str | None = None,
    limit: int = 20,
    evidence: bool = False,
) -> Answer[FinanceRow]:
    """Pledges of patents, securitizations, and loans on data certificates, the newest first.

    Args:
        store: What to ask.
        filters: ``region`` is where a party is seated or the event applies, ``applicant`` a party by name, ``sme`` and
            ``kind`` ask for a party of the sort; dates are those of the event.
        type_: ``pledge``, ``securitization`` or ``data_ip`` alone.
        role: Role of the party that ``applicant`` names: ``pledgor``, ``lender``, ``issuer``, ``arranger``, ``holder``.
        limit: Number of rows.
        evidence: Whether to give the passages and records that state each.

    Returns:
        One row an event; notes give the sums by type and currency over all of them.

    Raises:
        QueryError: There is no such type or role, or a role without a party.
        NotFound: The graph holds no such region, industry or party.
    """
    events, found = _find(store, filters, type_, role)
    shown = events[:limit]
    proof = proofs.of_events(store, "Event", [event.row["id"] for event in shown]) if evidence and shown else {}
    rows = [_row(event, proof.get(event.row["id"], [])) for event in shown]
    asked = filters.parameters() | {"type": type_, "role": role, "limit": limit}
    return Answer("finance", asked, rows, len(events), [*_sums(events), *notes_of(store, found, filters)])


def finance_by(
    store: Store,
    by: str,
    filters: Filters = ALL,
    *,
    type_: str | None = None,
    role: str | None = None,
    level: str = "province",
    limit: int = 20,
    evidence: bool = False,
) -> Answer[TallyRow]:
    """The same, counted and summed by lender, pledgor, region, year or type.

    Args:
        store: What to ask.
        by: ``lender``, ``pledgor``, ``issuer``, ``arranger``, ``holder``, ``region`` (where it applies, else the seat
            of the pledgor), ``year``, ``type`` or ``currency``.
        filters: See :func:`finance`.
        type_: See :func:`finance`.
        role: See :func:`finance`.
        level: Level of the regions.
        limit: Number of rows.
        evidence: Whether to give what states five events of each row.

    Returns:
        Rows by falling number of events; amounts are sums in each currency, none is converted.

    Raises:
        QueryError: There is nothing such to count by.
    """
    by = check_by(by, TYPES, ("type", "currency"))
    events, found = _find(store, filters, type_, role)
    rows, notes = tally(store, events, by, level, evidence, filters.rollup)
    asked = filters.parameters() | {"by": by, "type": type_, "role": role, "level": level, "limit": limit}
    return Answer("finance", asked, rows[:limit], len(rows), [*notes, *notes_of(store, found, filters, False)])


def _find(
    store: Store, filters: Filters, type_: str | None, role: str | None
) -> tuple[list[Event], list[tuple[str, str | None]]]:
    """Events that raised money; of those about data rights, the pledges alone."""
    chosen = code_of("type", type_) if type_ else None
    if chosen is not None and chosen not in TYPES:
        raise QueryError(f"no type {type_!r}", f"choose one of {', '.join(TYPES)}")
    more = role_of(filters, role, TYPES)
    found = find_events(store, [chosen] if chosen else TYPES, filters, more)
    loaded = load_events(store, [key for key, _ in found])
    events = [e for e in loaded.values() if e.row["type"] != "data_ip" or e.row["kind"] == "pledge"]
    kept = {event.row["id"] for event in events}
    return events, [row for row in found if row[0] in kept]


def _row(event: Event, proof: list[Evidence]) -> FinanceRow:
    own = {name: event.row[name] for name in ("beneficiaries", "until", "ended")}
    return FinanceRow(**event_row(event, proof), **own)


def _sums(events: list[Event]) -> list[str]:
    """A note for each type and currency: how many, how much."""
    sums: dict[tuple[str, str], list[float]] = {}
    for event in events:
        if event.row["amount"] is not None and event.row["currency"]:
            sums.setdefault((event.row["type"], event.row["currency"]), []).append(event.row["amount"])
    notes: list[str] = [
        Note(
            "{type}: {n} state an amount, together {sum:,.0f} {currency}", type=type_, n=len(v), sum=sum(v), currency=c
        )
        for (type_, c), v in sorted(sums.items())
    ]
    silent = sum(event.row["amount"] is None for event in events)
    if silent:
        notes.append(Note("{silent} of {all} state no amount", silent=silent, all=len(events)))
    return notes
