"""Events: the roles of their parties, and those that records of patents tell (transfers, licences, pledges)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import orjson

from patnav.graph.model import LegalEvent, Party

if TYPE_CHECKING:
    from patnav.graph.statements import Statements

__all__ = ["PARTY_ROLES", "digest", "legal_events", "precision", "stage"]

PARTY_ROLES: dict[str, tuple[str, ...]] = {
    "license": ("licensor", "licensee"),
    "open_license": ("licensor", "licensee"),
    "assignment": ("assignor", "assignee"),
    "pledge": ("pledgor", "lender"),
    "securitization": ("issuer", "arranger"),
    "dispute": ("plaintiff", "defendant", "forum"),
    "data_ip": ("holder", "lender", "authority"),
    "programme": ("authority",),
    "partnership": ("partner",),
    "investment": ("investor", "target"),
}
"""Roles of the parties of each event type; the first gives, the second receives, where there are two."""

_SIDES = ("source_parties", "target_parties", "forum")
_TERMS = ("status", "royalty", "rate", "until", "ended")
"""Terms of a recorded event that it may lack."""


def digest(*content: Any) -> str:
    """A short name for what an event or observation says: the same content, the same name."""
    text = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    return hashlib.blake2b(text, digest_size=8).hexdigest()


def precision(date: str | None) -> str | None:
    """How exactly a date is told: ``year``, ``month`` or ``day``; None for a period."""
    return {4: "year", 7: "month", 10: "day"}.get(len(date)) if date else None


def stage(licensees: Any, amount: Any, royalty: Any, patents: Any) -> str:
    """Whether an open licence is an offer to all or its acceptance, which has a taker, or a sum and no list of patents.

    The contract of extraction leaves unnamed takers out: "granted an open licence to an enterprise for 10 million".
    """
    return "acceptance" if licensees or (amount and not royalty and not patents) else "offer"


def legal_events(statements: Statements, rows: Iterable[tuple[int, str, str, list[dict[str, Any]]]]) -> None:
    """State the recorded events of patents.

    Args:
        statements: Where to state them.
        rows: Number of the record, publication, context of persons, events as dictionaries.
    """
    for rid, publication, context, events in rows:
        for event in events:
            parties = {side: tuple(Party(**p) for p in event.get(side) or ()) for side in _SIDES}
            _legal_event(statements, rid, publication, LegalEvent(**(event | parties)), context)


def _legal_event(statements: Statements, rid: int, publication: str, event: LegalEvent, context: str) -> None:
    """State a recorded transfer, licence or pledge of a patent.

    Args:
        statements: Where to state it.
        rid: The record that says so.
        publication: The patent.
        event: What is recorded.
        context: Context of persons among the parties.
    """
    roles = PARTY_ROLES[event.type]
    parties = [
        (role, _legal_party(statements, rid, party, context))
        for role, group in zip(roles, (event.source_parties, event.target_parties, event.forum), strict=False)
        for party in group
    ]
    content: tuple[Any, ...] = (event.type, publication, event.date, event.number, event.amount, sorted(parties))
    terms = {name: value for name in _TERMS if (value := getattr(event, name)) is not None}
    content += (terms,) if terms else ()  # so that events without keep their ids
    key = ("Event", "event:" + digest(*content))
    statements.node(
        "Event",
        rid,
        key[1],
        type=event.type,
        date=event.date,
        date_precision=precision(event.date),
        amount=event.amount,
        currency=event.currency,
        kind=stage(bool(event.target_parties), None, None, 1) if event.type == "open_license" else None,
        royalty_free=1 if event.royalty == 0 else None,
        **terms,
        patents=1,
        summary=f"recorded {event.type} of {publication}" + (f", {event.number}" if event.number else ""),
    )
    statements.edge("CONCERNS", rid, key, ("Patent", publication))
    for role, party in parties:
        statements.edge("PARTY", rid, key, party, role=role)


def _legal_party(statements: Statements, rid: int, party: Party, context: str) -> tuple[str, str]:
    link = statements.linker.party(
        party.name,
        kind=party.kind,
        country=party.country,
        province=party.province,
        city=party.city,
        address=party.address,
    )
    return statements.party(rid, link, party.name, context)
