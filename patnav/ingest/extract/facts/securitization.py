"""Securitization of intellectual property: issuer or place, arranger, size, patents under it, firms financed."""

from __future__ import annotations

import re
from typing import Any

from patnav.ingest.extract.facts.bounds import subjects_at
from patnav.ingest.extract.facts.draft import Draft, same_date
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.regions import region_of
from patnav.ingest.extract.facts.securitization_forms_en import find_securitization_forms
from patnav.ingest.extract.facts.securitization_zh import securitizations_zh
from patnav.ingest.extract.facts.terms import date_in, money_fields, money_of
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing

__all__ = ["find_securitizations"]


_REACH = 6
"""Sentences over which an article goes on about notes on intellectual property."""


def find_securitizations(state: Reading) -> list[Draft]:
    """All securitizations; what the following sentences add belongs to the last one."""
    if state.lang == "zh":
        return securitizations_zh(state)
    found: list[Draft] = []
    spoken = -9  # of securitization: the last sentence that did, a headline included
    for index, sentence in enumerate(state.sentences):
        match = rule("securitization.trigger", "en").search(state.text, sentence.start, sentence.end)
        spoken = index if rule("securitization.spoken").search(state.text, sentence.start, sentence.end) else spoken
        if sentence.silent or sentence.headline:
            continue
        if match is None and index + 1 < len(state.sentences):
            match = _backed_next(state, sentence, state.sentences[index + 1])
        if match is None and sentence.money and index - max([spoken, *(d.index for d in found[-1:])]) <= _REACH:
            match = rule("securitization.one_more").search(state.text, sentence.start, sentence.end)
        done = rule("securitization.done", "en").search(state.text, sentence.start, sentence.end)
        if match and rule("securitization.total").search(state.text, sentence.start, sentence.end):
            continue
        fact = done and is_fact(state, sentence, done.start(), done.end(), sentence.start, sentence.end)
        if match and done and not fact:
            state.denied.add(index)
        if match and fact:
            draft = Draft.of("securitization", sentence, index, 0.9, **_fields(state, sentence, match.start()))
            _pooled(state, draft)
            same = (
                found and index - found[-1].index <= 2 and rule("securitization.same").match(state.text, sentence.start)
            )
            twin = found[-1] if same else next((d for d in found if _compatible(d, draft)), None)
            if twin is None:
                found.append(draft)
            else:
                for key, value in draft.fields.items():
                    twin.fields.setdefault(key, value)
        elif found and index - max({found[-1].index} | found[-1].also) <= 3 and _adds(state, sentence, found[-1]):
            found[-1].also.add(index)
            for key, value in _fields(state, sentence, sentence.start, main=False).items():
                found[-1].fields.setdefault(key, value)
    found += find_securitization_forms(state, found)
    for draft in found:
        issued = draft.things("issuer")
        if rest := [thing for thing in draft.things("arranger") if thing not in issued]:
            draft.fields["arranger"] = rest
        else:
            draft.fields.pop("arranger", None)
    return [d for d in found if len(d.fields) > 1]


def _pooled(state: Reading, draft: Draft) -> None:
    """``The pool consists of 27 patents of six firms``, told right before the notes."""
    before = state.sentences[draft.index - 1] if draft.index else None
    if before is None or before.paragraph != state.sentences[draft.index].paragraph or before.money:
        return
    if rule("securitization.pool").search(state.text, before.start, before.end):
        found = _fields(state, before, before.start, main=False)
        if place := region_of(state, before, before.start):
            found["place"] = place
        for key in ("patents", "beneficiaries", "place"):
            if key in found and (key == "place" or key not in draft.fields):
                draft.fields[key] = found[key]


def _backed_next(state: Reading, sentence: Sentence, following: Sentence) -> re.Match[str] | None:
    """Notes whose backing the next sentence tells: "... S$48 million of notes. They are secured on royalties ..."."""
    plain = rule("securitization.plain").search(state.text, sentence.start, sentence.end) if sentence.money else None
    if plain and rule("securitization.backing").search(state.text, plain.end(), sentence.end):
        return plain
    backed = plain and rule("securitization.backed").match(state.text, following.start, following.end)
    return plain if backed and following.paragraph == sentence.paragraph else None


def _compatible(a: Draft, b: Draft) -> bool:
    for key in ("amount", "patents", "beneficiaries", "place"):
        if key in a.fields and key in b.fields and a.fields[key] != b.fields[key]:
            return False
    return not ("date" in a.fields and "date" in b.fields and not same_date(a.fields["date"], b.fields["date"]))


def _adds(state: Reading, sentence: Sentence, draft: Draft) -> bool:
    """Whether a sentence goes on about the notes told last."""
    if rule("securitization.adds", "en").search(state.text[sentence.start : sentence.start + 80]):
        return True
    paragraph = state.sentences[max({draft.index} | draft.also)].paragraph
    after = rule("securitization.adds_after").match(state.text, sentence.start)
    return bool(after and sentence.paragraph == paragraph and not sentence.money)


def _fields(state: Reading, sentence: Sentence, at: int, *, main: bool = True) -> dict[str, Any]:
    text = state.text
    fields: dict[str, Any] = {}
    amount, _ = money_of(state, sentence.money)
    fields |= money_fields(amount, None)
    orgs = [
        n
        for n in sentence.names
        if n.thing.label == "Organization"
        and n.thing.kind not in ("government", "university")
        and not rule("securitization.market").search(n.thing.name)
    ]
    orgs = [n for n in orgs if not rule("securitization.guarantees").match(text[n.end : n.end + 40])]
    told = [n.thing for n in orgs if _issues(text, sentence, n)]
    arrangers = [
        n.thing
        for n in orgs
        if rule("securitization.arranger").search(text[max(sentence.start, n.start - 50) : n.start])
        or rule("securitization.arranges").match(text[n.end : n.end + 50])
    ]
    arrangers = _with_joined(text, orgs, arrangers)
    done = rule("securitization.done", "en").search(text, sentence.start, sentence.end) if main else None
    own = subjects_at(sentence, done.start(), done.end()) if done else []
    if done and len(arrangers) > 1 and not rule("securitization.arranged").match(done[0]):
        arrangers = [
            thing for thing in arrangers if thing not in [n.thing for n in own]
        ]  # with X as underwriter, Y placed
    arrangers = [thing for thing in arrangers if thing not in told]
    told = told or [n.thing for n in own if n in orgs and n.thing not in arrangers]
    issuers = told or [n.thing for n in orgs if n.cue in ("subj", "by") and n.thing not in arrangers and main]
    if arrangers:
        fields["arranger"] = list(dict.fromkeys(arrangers))
    if issuers:
        fields["issuer"] = issuers[:1]
    for count in sentence.counts:
        if rule("securitization.sold_to").search(text[sentence.start : count.start]):
            continue
        if count.unit == "patent" and "patents" not in fields and not count.part:
            fields["patents"] = count.value
        elif count.unit in ("enterprise", "institution") and "beneficiaries" not in fields:
            fields["beneficiaries"] = count.value
    if "patents" not in fields and (elided := rule("securitization.elided").search(text, sentence.start, sentence.end)):
        fields["patents"] = float(elided["n"].replace("_", ""))
    if main:
        ends = [m.end() for m in rule("securitization.done", "en").finditer(text, sentence.start, sentence.end)]
        placed = [
            n
            for n in sentence.names
            if n.thing.label == "Region"
            and n.cue == "in"
            and n.form == "name"
            and any(0 < n.start - end < 12 for end in ends)
        ]
        fields["place"] = placed[0].thing.name if placed else region_of(state, sentence, at)
    when = date_in([d for d in sentence.dates if not d.compared], at)
    if when is not None:
        fields["date"] = when.iso
    return {key: value for key, value in fields.items() if value}


def _with_joined(text: str, orgs: list[Name], found: list[Thing]) -> list[Thing]:
    """Arrangers, and those that a list joins to one of them."""
    return [
        name.thing
        for at, name in enumerate(orgs)
        if name.thing in found
        or any(
            other.thing in found and rule("cues.listed", exact=True).fullmatch(text, name.end, other.start)
            for other in orgs[at + 1 : at + 2]
        )
    ]


def _issues(text: str, sentence: Sentence, name: Name) -> bool:
    """Whether a name is called the issuer; "issued by" says so only where another one arranged."""
    before = text[max(sentence.start, name.start - 30) : name.start]
    if rule("securitization.issues").search(text[name.end : name.end + 40]) or rule("securitization.issuer").search(
        before
    ):
        return True
    arranged = rule("securitization.arranged_too").search(text, sentence.start, sentence.end)
    placed = rule("securitization.houses").search(name.thing.name) and not arranged
    return bool(not placed and re.search(r"\bissued\s+by\s+(?:the\s+)?$", before))
