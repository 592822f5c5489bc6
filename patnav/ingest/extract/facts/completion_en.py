"""What the sentences beside a deal say of its sides: ``The buyer is X``, ``X pays 40,000 euros a year``."""

from __future__ import annotations

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing
from patnav.ingest.extract.references_en import publisher
from patnav.ingest.extract.vocabulary import load

__all__ = ["complete"]

_TYPES = ("license", "assignment", "pledge")
_PAYERS = ("enterprise", "university", "research_institute", "hospital")
_REACH = 3
"""Sentences that tell one deal, at most."""


def complete(state: Reading, drafts: list[Draft]) -> None:
    """Fill the side that a deal lacks, from its own sentence and the next ones, until another deal of its sort begins.

    A side is who is called by it ("the vendor, X"), else, of licences and sales, who pays or is paid.

    Args:
        state: The article.
        drafts: Deals in the making; they are changed.
    """
    for draft in drafts:
        if draft.type not in _TYPES:
            continue
        giver, taker = load("deals")["deals"][draft.type]["parties"]
        begun = [
            one.index for one in drafts if one.type == draft.type and one.index > draft.index and _apart(one, draft)
        ]
        end = min([draft.index + _REACH, len(state.sentences), *begun])
        told = [s for s in state.sentences[draft.index : end] if s.paragraph == state.sentences[draft.index].paragraph]
        for role, other, sign in ((giver, taker, _is_paid), (taker, giver, _pays)):
            if role in draft.fields:
                continue
            known = draft.things(other)
            named = [n for s in told for n in s.names if n.thing not in known and n.thing.label == "Organization"]
            found = [n.thing for n in named if n.role == role]
            if not found and draft.type != "pledge" and known:
                found = [n.thing for s in told for n in s.names if n in named and sign(state, s, n)]
            issuer = state.parties.get("issuer", []) or publisher(state)
            alone = all(n.thing in issuer for n in named)
            if not found and draft.type != "pledge" and known and issuer and issuer[0] not in known and alone:
                found = issuer  # who announces a deal with one other is its other side
            if rows := list(dict.fromkeys(found)):
                draft.fields[role] = rows if any(n.role == role for n in named) else rows[:1]


def _apart(one: Draft, two: Draft) -> bool:
    """Whether a later deal names others, so that it is another one."""
    sides = load("deals")["deals"][one.type]["parties"]
    return len(one.things(*sides)) > 1 or any(role in one.fields and role in two.fields for role in sides)


def _pays(state: Reading, sentence: Sentence, name: Name) -> bool:
    return _deals(state, sentence, name.thing) and bool(
        rule("parties.pays", "en").match(state.text, name.end, sentence.end)
    )


def _is_paid(state: Reading, sentence: Sentence, name: Name) -> bool:
    before = state.text[sentence.start : name.start]
    return _deals(state, sentence, name.thing) and bool(
        rule("parties.paid_to").search(before[-60:])
        or rule("parties.receives", "en").match(state.text, name.end, sentence.end)
    )


def _deals(state: Reading, sentence: Sentence, thing: Thing) -> bool:
    """Whether a body may be a side of a deal in patents that a sentence with a sum tells of, and of no case."""
    case = rule("disputes.award_word").search(state.text, sentence.start, sentence.end)
    return bool(sentence.money) and thing.kind in _PAYERS and not case
