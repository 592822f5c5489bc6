"""Deals between named parties: licences, assignments, pledges, partnerships, investments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from patnav.ingest.extract.facts.draft import Draft, merge_all
from patnav.ingest.extract.facts.parties import parties
from patnav.ingest.extract.facts.segments import Segment, segments
from patnav.ingest.extract.facts.terms import continued, date_of, fill_money, patents_of
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Reading, Thing
from patnav.ingest.extract.vocabulary import load

__all__ = ["find_deals"]

_SOURCES = ("university", "research_institute", "hospital")


def find_deals(state: Reading) -> list[Draft]:
    """All deals of an article, each once."""
    drafts = [draft for segment in segments(state) for draft in _deal(state, segment)]
    _inherit(state, drafts)
    found: list[Draft] = []
    for kind in load("deals")["deals"]:
        roles = tuple(load("deals")["deals"][kind]["parties"])
        found += merge_all([draft for draft in drafts if draft.type == kind], roles)
    found += merge_all([draft for draft in drafts if draft.type == "data_ip"], ("holder", "lender", "licensee"))
    return [draft for draft in found if _whole(draft)]


def _inherit(state: Reading, drafts: list[Draft]) -> None:
    """A sale told right after another ("X bought five of them") has its seller; a loan's banks may follow."""
    for one, two in zip(drafts, drafts[1:], strict=False):
        if (
            one.type == two.type == "assignment"
            and two.index - one.index == 1
            and "assignor" in one.fields
            and "assignor" not in two.fields
            and "assignee" in two.fields
        ):
            if rule("parties.of_them").search(state.text[two.start : two.end]):
                two.fields["assignor"] = list(one.fields["assignor"])
                if "patents" in one.fields and "assignee" not in one.fields:
                    two.fields.setdefault("patents", one.fields["patents"])
    for draft in drafts:
        if draft.type == "pledge" and "lender" not in draft.fields and draft.index + 1 < len(state.sentences):
            following = state.sentences[draft.index + 1]
            banks = [n.thing for n in following.names if n.thing.kind == "financial"]
            if banks and rule("parties.syndicate").match(state.text[following.start :][:24]):
                draft.fields["lender"] = list(dict.fromkeys(banks))


def _whole(draft: Draft) -> bool:
    """Whether a draft says enough to be a fact."""
    if draft.type == "data_ip":
        return True
    roles = load("deals")["deals"][draft.type]["parties"]
    if draft.type == "partnership":
        return len(draft.fields.get("partner", ())) > 1
    if draft.type == "investment":
        return all(role in draft.fields for role in roles) or ("amount" in draft.fields and "target" in draft.fields)
    return any(role in draft.fields for role in roles) and not (draft.confidence < 0.5 and len(draft.fields) < 2)


def _deal(state: Reading, segment: Segment) -> Iterator[Draft]:
    found = parties(segment)
    first, *rest = load("deals")["deals"][segment.type]["parties"]
    if _counted(segment):
        return
    if "both" in found:
        _sort_out(state, segment, found, first, rest[0] if rest else first)
    if segment.row.get("bank"):
        _banks(segment, found, first, rest[0])
    _no_brokers(segment, found)
    for role, things in found.items():
        others = [thing for other, row in found.items() if other != role for thing in row]
        found[role] = [thing for thing in things if thing not in others or role == first]
    fields: dict[str, Any] = {role: things for role, things in found.items() if things}
    if not fields and segment.type != "pledge":
        return
    if segment.type in ("license", "assignment", "pledge"):
        fields["patents"] = patents_of(segment)
    fields |= fill_money(state, segment)
    fields["date"] = date_of(state, segment)
    if len(found) == 1 and len(str(fields.get("date") or "")) < 7 and _totals(state, segment):
        return
    confidence = (
        0.45 if segment.weak and not (fields.get("amount") or fields.get("patents")) else 0.9 if len(found) > 1 else 0.7
    )
    draft = Draft.of(segment.type, segment.sentence, segment.index, confidence, **fields)
    continued(state, segment, draft)
    if (
        segment.weak
        and len(draft.things(first, *rest)) < 2
        and "amount" not in draft.fields
        and "patents" not in draft.fields
    ):
        return
    yield _data(draft, state.text[segment.start : segment.end])


def _no_brokers(segment: Segment, found: dict[str, list[Thing]]) -> None:
    """An exchange or an authority that sells or licenses to nobody in particular only keeps the market."""
    if segment.type in ("assignment", "license") and len(found) == 1:
        for role, things in found.items():
            found[role] = [thing for thing in things if thing.kind not in ("ip_service", "government", "association")]


def _totals(state: Reading, segment: Segment) -> bool:
    """Whether a clause sums up a time ("in the past three years the university has assigned 140 patents")."""
    return bool(rule("parties.totals").search(state.text, segment.start, segment.end))


def _counted(segment: Segment) -> bool:
    """Whether the trigger is counted ("64 licence agreements"): a total, no deal."""
    return any(
        c.value > 1 and c.noun_end > segment.at and c.start < segment.until and c.unit == "license"
        for c in segment.sentence.counts
    )


def _data(draft: Draft, text: str) -> Draft:
    """A loan or licence on data certificates is a ``data_ip``."""
    if draft.type not in ("pledge", "license") or not rule("parties.data").search(text):
        return draft
    giver, taker = load("deals")["deals"][draft.type]["parties"]
    fields = {"kind": draft.type, "holder": draft.fields.pop(giver, None), **draft.fields}
    if draft.type == "pledge":
        fields["lender"] = draft.fields.pop(taker, None)
    fields.pop("patents", None)
    fields.pop(taker if taker != "lender" else "", None)
    draft.type, draft.fields = "data_ip", {key: value for key, value in fields.items() if value}
    return draft


def _sort_out(state: Reading, segment: Segment, found: dict[str, list[Thing]], giver: str, taker: str) -> None:
    """Who gives and who takes, of parties that only "sign with" each other: by kind, then by who pays."""
    both = found.pop("both")
    if giver == taker:
        found.setdefault(giver, []).extend(thing for thing in both if thing not in found.get(giver, ()))
        return
    if giver in found or taker in found:
        missing = taker if giver in found else giver
        rest = [thing for thing in both if thing not in found.get(giver, []) + found.get(taker, [])]
        if missing not in found and rest:
            found[missing] = rest
        return
    sources = [thing for thing in both if thing.kind in _SOURCES]
    if sources and len(sources) < len(both):
        found[giver], found[taker] = sources, [thing for thing in both if thing not in sources]
    elif len(both) > 1:
        payer = _payer(state, segment, both)
        takers = [payer] if payer else both[:1]
        found[taker], found[giver] = takers, [thing for thing in both if thing not in takers]
    elif both:
        found[giver if both[0].kind in _SOURCES else taker] = both


def _payer(state: Reading, segment: Segment, both: list[Thing]) -> Thing | None:
    for sentence in state.sentences[segment.index : segment.index + 3]:
        for name in sentence.names:
            if name.thing in both and rule("parties.pays", state.lang).match(state.text[name.end : name.end + 40]):
                return name.thing
    return None


def _banks(segment: Segment, found: dict[str, list[Thing]], borrower: str, lender: str) -> None:
    """Lenders are financial houses, borrowers are not; what the cues left open, the kinds settle."""
    banks = [name.thing for name in segment.names() if name.thing.kind == "financial"]
    firms = [
        name.thing
        for name in segment.names()
        if name.thing.kind not in ("financial", "government", "ip_service", "association")
    ]
    found[lender] = [thing for thing in found.get(lender, []) if thing.kind == "financial"] or list(
        dict.fromkeys(banks)
    )[:1]
    named = [thing for thing in found.get(borrower, []) if thing.kind not in ("financial", "government")]
    found[borrower] = named or (firms[:1] if len(set(map(id, firms))) == 1 else [])
