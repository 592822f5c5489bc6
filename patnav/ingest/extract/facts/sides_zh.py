"""Sides of Chinese deals and cases that no coverb tells: who is left in the sentence, or in the paragraph before it.

A text names two, and tells in its own words that one uses, or has bought, the other's patents. Which of them gives is
told by their kinds (a university), by whose the patents are (甲的3件专利), or by who pays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from patnav.ingest.extract.antecedents import is_unit
from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.segments import Segment
from patnav.ingest.extract.facts.terms import continued, date_of, money_fields, money_of, patents_of
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing

__all__ = ["hinted_deals", "other_party", "other_sides"]

_SIDES: dict[str, tuple[str, ...]] = {"license": ("licensor", "licensee"), "assignment": ("assignor", "assignee")}
_SOURCES = ("university", "research_institute", "hospital")
_TRADERS = ("enterprise", *_SOURCES)
_BACK = 2
"""Sentences before that may name the other side."""


def other_party(state: Reading, index: int, known: list[Thing]) -> Thing | None:
    """The one party beside the known ones that a sentence names, or else the nearest of those before it.

    Args:
        state: The article.
        index: Index of the sentence.
        known: Parties on the side that is told.
    """
    here = state.sentences[index]
    for sentence in reversed(state.sentences[max(0, index - _BACK) : index + 1]):
        if sentence.paragraph != here.paragraph or sentence.headline:
            return None
        others = [name.thing for name in _traders(sentence.names) if name.thing not in known]
        if others:
            return others[0] if len(set(map(id, others))) == 1 else None
    return None


def other_sides(state: Reading, drafts: Iterable[Draft]) -> None:
    """Fill the side that a licence or sale leaves open; one that the text leaves unnamed stays open."""
    for draft in drafts:
        unnamed = rule("parties.zh_unnamed").search(state.text, draft.start, draft.end)
        if draft.type == "pledge" and draft.things("lender") and not draft.things("pledgor") and not unnamed:
            other = other_party(state, draft.index, draft.things("lender")) if "amount" in draft.fields else None
            draft.fields |= {"pledgor": [other]} if other is not None and other.kind not in _SOURCES else {}
        sides = _SIDES.get(draft.type, ())
        told = [role for role in sides if draft.fields.get(role)]
        terms = {"amount", "patents", "royalty"} & draft.fields.keys()
        if len(told) != 1 or not terms or unnamed:
            continue
        other = other_party(state, draft.index, draft.things(*told))
        missing = next(role for role in sides if role not in told)
        if other is not None and (missing == sides[0] or other.kind not in _SOURCES):
            draft.fields[missing] = [other]


def hinted_deals(state: Reading, told: Iterable[Draft]) -> Iterator[Draft]:
    """Licences and sales told in words that no trigger has, between the only two parties that a text names there.

    Args:
        state: The article.
        told: Facts that are found already; their sentences tell no other.
    """
    told = list(told)
    busy = state.denied | {index for draft in told for index in {draft.index} | draft.also}
    pairs = {(draft.type, frozenset(map(id, draft.things(*_SIDES.get(draft.type, ()))))) for draft in told}
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline or index in busy:
            continue
        for kind in _SIDES:
            draft = _hinted(state, sentence, index, kind)
            pair = draft and (kind, frozenset(map(id, draft.things(*_SIDES[kind]))))
            if draft and pair and pair not in pairs:
                pairs.add(pair)
                yield draft
                break


def _hinted(state: Reading, sentence: Sentence, index: int, kind: str) -> Draft | None:
    hint = rule(f"parties.zh_hint_{kind}").search(state.text, sentence.start, sentence.end)
    if hint is None or not is_fact(state, sentence, *hint.span(), sentence.start, sentence.end):
        return None
    if rule("parties.zh_no_hint").search(state.text, sentence.start, sentence.end):
        return None
    names = _two(state, index)
    sides = _ordered(state, sentence, names) if names else None
    if sides is None or rule("parties.zh_unnamed").search(state.text, sentence.start, sentence.end):
        return None
    segment = Segment(
        kind, sentence, index, sentence.start, sentence.end, *hint.span(), {"roles": {}}, True, text=state.text
    )
    patents = patents_of(state, segment)
    fields = dict(zip(_SIDES[kind], ([side] for side in sides), strict=True)) | {
        "patents": patents,
        "date": date_of(state, segment),
        **money_fields(*money_of(state, segment.money())),
    }
    draft = Draft.of(kind, sentence, index, 0.6, **fields)
    continued(state, segment, draft)
    if "amount" not in draft.fields and index and state.sentences[index - 1].paragraph == sentence.paragraph:
        before = [m for m in state.sentences[index - 1].money if not m.used]
        draft.fields |= money_fields(*money_of(state, before)) if len(before) == 1 else {}
    return draft if {"patents", "amount", "royalty"} & draft.fields.keys() else None


def _two(state: Reading, index: int) -> list[Name]:
    """The names of the only two parties of a sentence, or of it and what the paragraph tells right before."""
    paragraph = state.sentences[index].paragraph
    names: list[Name] = []
    for sentence in reversed(state.sentences[max(0, index - _BACK) : index + 1]):
        if sentence.paragraph != paragraph or sentence.headline:
            break
        names = [*_traders(sentence.names), *names]
        things = {id(name.thing) for name in names}
        if len(things) > 1:
            return names if len(things) == 2 else []
    return []


def _ordered(state: Reading, sentence: Sentence, names: list[Name]) -> tuple[Thing, Thing] | None:
    """Who gives and who takes, None in doubt."""
    one, two = dict.fromkeys(name.thing for name in names)
    if (one.kind in _SOURCES) != (two.kind in _SOURCES):
        return (one, two) if one.kind in _SOURCES else (two, one)
    for name in names:
        other = two if name.thing is one else one
        if rule("parties.zh_own_patents").match(state.text, name.end) or name.cue in ("payee", "from"):
            return name.thing, other
        if sentence.start <= name.start and rule("parties.pays", "zh").match(state.text, name.end):
            return other, name.thing
    return None


def _traders(names: list[Name]) -> list[Name]:
    """Names of firms, universities and institutes."""
    orgs = [n for n in names if n.thing.label == "Organization" and n.cue not in ("aside", "source", "through")]
    return [n for n in orgs if n.thing.kind in _TRADERS and not is_unit(n.thing)]
