"""Whose figure a number is: the organization that holds, earns or licenses what is counted."""

from __future__ import annotations

from patnav.ingest.extract.facts.indicator_names import Clause
from patnav.ingest.extract.facts.regions import holder_of
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Count, Money, Quantity, Sentence, Thing

__all__ = ["holder_in"]

_POSSESSORS = ("enterprise", "university", "research_institute", "hospital")

_LICENSING = ("licenses_concluded", "open_license_patents", "royalty_free_patents")

_OFFERING = ("university", "research_institute", "hospital")


def holder_in(clause: Clause, index: int, kind: str | None) -> Thing | None:
    """The organization that a number is about, None where it is a region's.

    Args:
        clause: The number and what stands around it.
        index: Index of its sentence.
        kind: The indicator, None where it has no name.
    """
    state, sentence, quantity = clause.state, clause.sentence, clause.quantity
    cases = isinstance(quantity, Count) and quantity.unit == "case"
    holder = holder_of(sentence, quantity.start, cases=cases) or _possessor(sentence, quantity)
    if rule("open_license.zh_elsewhere").search(state.text, sentence.start, quantity.start):
        holder = None
    return _counterpart(clause, kind, holder) or _earner(clause) or _kept(clause, index, kind)


def _counterpart(clause: Clause, kind: str | None, holder: Thing | None) -> Thing | None:
    """Whose licences a total counts: of the university with which nine firms have signed, not of the first of them."""
    if holder is None or holder.kind != "enterprise" or not (kind in _LICENSING or isinstance(clause.quantity, Money)):
        return holder
    sides = [n.thing for n in clause.sentence.names if n.cue == "with" and n.thing.kind in _OFFERING]
    return sides[0] if sides else holder


def _possessor(sentence: Sentence, quantity: Quantity) -> Thing | None:
    """Whose things are counted: "39 of the university's patents"."""
    until = getattr(quantity, "noun_start", 0)
    own = [n.thing for n in sentence.names if n.owner and quantity.start < n.start < until]
    return own[0] if own and own[0].label == "Organization" and own[0].kind in _POSSESSORS else None


def _earner(clause: Clause) -> Thing | None:
    """Whose income a sum is: "its licence income was ...", "licensing revenue", in a firm's own release."""
    state, sentence, at = clause.state, clause.sentence, clause.quantity.start
    if state.lang != "en" or not isinstance(clause.quantity, Money):
        return None
    told = rule("numbers.income").search(state.text, sentence.start, at)
    own = [n for n in sentence.names if told and n.owner and 0 <= told.start() - n.end < 40]
    if own and own[-1].thing.label == "Organization" and own[-1].thing.kind in _POSSESSORS:
        return own[-1].thing
    return state.parties["issuer"][0] if told and not own and "issuer" in state.parties else None


def _kept(clause: Clause, index: int, kind: str | None) -> Thing | None:
    """``So far 41 licences have been concluded``: by the university that the sentence before is about."""
    before = clause.state.sentences[index - 1] if index else None
    if before is None or kind not in _LICENSING or before.paragraph != clause.sentence.paragraph:
        return None
    own = [n for n in clause.sentence.names if n.thing.label in ("Region", "Organization")]
    return before.topic if not own and before.topic and before.topic.kind in _OFFERING else None
