"""What a drafted fact looks like, as numbers: what its confidence is judged by.

A trait is a short phrase and a small number: that a licence has a date, how many organizations its sentence names that
it leaves out, whether its parties stand there by name or are but referred to. Many are told of each type apart, as a
date that is missing says more of a pledge than of a programme.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import chain

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.parts import Reading, Sentence, Thing

__all__ = ["traits"]

_NUMBERS = ("amount", "royalty", "patents", "royalty_free", "count", "beneficiaries", "value", "change", "share")
_ENDS = ("subject", "object", "owner", "owned", "person", "organization", "title")
_RELATIONS = ("located_in", "part_of", "nationality", "ownership", "role")
_MANY = 5
"""More than so many of anything say nothing more."""


def traits(state: Reading, drafts: Sequence[Draft]) -> list[dict[str, float]]:
    """The traits of all drafts of an article, those of zero left out.

    Args:
        state: The article as read.
        drafts: Its drafts, which are seen in each other's company.
    """
    return [{name: float(value) for name, value in _traits(state, draft, drafts) if value} for draft in drafts]


def _traits(state: Reading, draft: Draft, drafts: Sequence[Draft]) -> Iterator[tuple[str, float]]:
    sentence = state.sentences[min(draft.index, len(state.sentences) - 1)]
    yield from _own(state, draft)
    yield from _parties(draft, sentence)
    yield from _quantities(draft, sentence)
    yield from _dates(draft, sentence)
    yield from _company(draft, drafts)
    yield from _place(state, draft, sentence)
    if draft.type == "indicator":
        yield from _indicator(state, draft, sentence)
    if draft.type in _RELATIONS:
        yield from _relation(state, draft)


def _own(state: Reading, draft: Draft) -> Iterator[tuple[str, float]]:
    """Its type, what it has, and what the rule that drafted it thinks of it."""
    yield draft.type, 1
    yield state.lang, 1
    yield f"{draft.type} in {state.lang}", 1
    yield "rule's own confidence", draft.confidence
    yield "weak rule", draft.confidence < 0.65
    yield "sides guessed", draft.guessed
    yield "further sentences", min(3, len(draft.also))
    fields = [field for field in draft.fields if field not in ("label", "period_text")]
    yield "fields", len(fields)
    for field in fields:
        yield f"has {field}", 1
        yield f"{draft.type} has {field}", 1


def _things(draft: Draft) -> list[Thing]:
    """Its parties, each once."""
    lists = (value for value in draft.fields.values() if isinstance(value, list))
    return list({id(one): one for one in chain.from_iterable(lists) if isinstance(one, Thing)}.values())


def _parties(draft: Draft, sentence: Sentence) -> Iterator[tuple[str, float]]:
    """Its parties, and the organizations of the sentence that are none."""
    parties = _things(draft)
    known, named = {id(thing) for thing in parties}, {id(name.thing): name for name in sentence.names}
    there = {at for at, name in named.items() if name.thing.label == "Organization"}
    outside = sum(at not in named for at in known)
    yield "parties", min(_MANY, len(parties))
    yield "organizations", min(_MANY, len(there))
    yield "organizations left", min(_MANY, len(there - known))
    yield f"{draft.type}: organizations left", min(_MANY, len(there - known))
    yield "parties elsewhere", outside
    yield f"{draft.type}: parties elsewhere", min(3, outside)
    yield "parties referred to", sum(at in named and named[at].form != "name" for at in known)
    for thing in parties:
        yield f"party of kind {thing.kind}", 1
        yield f"{draft.type}: party of kind {thing.kind}", 1


def _quantities(draft: Draft, sentence: Sentence) -> Iterator[tuple[str, float]]:
    """Its numbers, and the sums, counts and shares of the sentence that it leaves."""
    taken = {float(draft.fields[key]) for key in _NUMBERS if isinstance(draft.fields.get(key), int | float)}
    told: set[float] = set()
    for sort, quantities in (("sums", sentence.money), ("counts", sentence.counts), ("shares", sentence.shares)):
        left = sum(quantity.value not in taken for quantity in quantities)
        told |= {quantity.value for quantity in quantities}
        yield sort, min(4, len(quantities))
        yield f"{sort} left", min(4, left)
        yield f"{draft.type}: {sort} left", min(3, left)
    yield "numbers elsewhere", len(taken - told)


def _dates(draft: Draft, sentence: Sentence) -> Iterator[tuple[str, float]]:
    """Its date, and those of the sentence."""
    date = draft.fields.get("date") or draft.fields.get("period")
    told = {when.iso for when in sentence.dates}
    yield "dates", min(3, len(sentence.dates))
    yield "date elsewhere", bool(date) and date not in told
    yield "dates left", not date and bool(told)
    yield f"{draft.type} without a date", not date
    yield "length of the date", len(str(date or "")) / 10


def _company(draft: Draft, drafts: Sequence[Draft]) -> Iterator[tuple[str, float]]:
    """What else its sentence and its article tell."""
    beside = [one.type for one in drafts if one.index == draft.index and one is not draft]
    yield "facts beside it", min(_MANY, len(beside))
    yield "facts of its type beside it", min(4, beside.count(draft.type))
    yield "facts of its type", min(_MANY, sum(one.type == draft.type for one in drafts) - 1)
    for sort in dict.fromkeys(beside):
        yield f"{draft.type} beside {sort}", 1


def _place(state: Reading, draft: Draft, sentence: Sentence) -> Iterator[tuple[str, float]]:
    """Where in the article it stands."""
    yield "in the headline", sentence.headline
    yield "in the first sentences", draft.index < 2
    for label in sorted({name.thing.label for name in sentence.names if name.cue == "subj"}):
        yield f"{draft.type}: {label} acts", 1
    yield "how far down", draft.index / max(1, len(state.sentences))
    yield "length of the sentence", min(4, (sentence.end - sentence.start) / (40 if state.lang == "zh" else 100))


def _indicator(state: Reading, draft: Draft, sentence: Sentence) -> Iterator[tuple[str, float]]:
    """What is measured, whose it is, and whether that one is who does something in the sentence."""
    fields = draft.fields
    name = "an indicator" if "indicator" in fields else "a number"
    whose = next((key for key in ("region", "organization") if key in fields), "nothing")
    acts = any(one.cue == "subj" and one.thing.label.casefold() == whose for one in sentence.names)
    yield f"{name} of {whose}", 1
    yield f"{name} of {whose} that acts", acts
    for key in ("indicator", "unit", "modifier"):
        yield f"{key} {fields.get(key)}", 1
    about = str(fields.get("region") or fields.get("organization") or "")
    yield (
        "indicator: about what the sentence names",
        about.casefold() in state.folded[draft.start : draft.end].casefold(),
    )
    yield "indicator of an organization", "organization" in fields
    yield "indicator: size", math.log10(abs(fields.get("value") or 0) + 1) / 5
    yield "indicator: a span", "/" in str(fields.get("period", ""))


def _relation(state: Reading, draft: Draft) -> Iterator[tuple[str, float]]:
    """Whether its ends stand in the passage, how far apart and in which order."""
    passage = state.folded[draft.start : draft.end]
    found = [passage.find(str(draft.fields[key])) for key in _ENDS if key in draft.fields]
    yield f"{draft.type}: all in the passage", min(found) >= 0
    yield f"{draft.type}: in the order of its fields", found == sorted(found)
    if min(found) >= 0:
        yield f"{draft.type}: apart", min(3, (max(found) - min(found)) / (20 if state.lang == "zh" else 60))
