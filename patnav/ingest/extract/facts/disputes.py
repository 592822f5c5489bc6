"""Disputes: who sued whom, where, and what was awarded or settled (never what was claimed)."""

from __future__ import annotations

import re
from typing import Any

from patnav.ingest.extract.facts.dispute_parties import roles_in
from patnav.ingest.extract.facts.draft import Draft, same_date
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.terms import date_in
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Money, Reading, Sentence

__all__ = ["find_disputes"]


def find_disputes(state: Reading) -> list[Draft]:
    """All disputes of an article; what several sentences say of one case is one fact."""
    found: list[Draft] = []
    for index, sentence in enumerate(state.sentences):
        if (
            sentence.silent
            or sentence.headline
            or not rule("disputes.case", state.lang).search(state.text, sentence.start, sentence.end)
        ):
            continue
        if any(count.unit == "case" and count.value > 1 for count in sentence.counts):
            continue
        roles = roles_in(state, sentence)
        if not roles and not found:
            continue
        fields = roles | _terms(state, sentence)
        twin = next((d for d in reversed(found) if _same_case(d, fields, index)), None)
        if twin is not None:
            _join(twin, fields, sentence, index)
        elif roles.get("plaintiff") or roles.get("defendant"):
            found.append(Draft.of("dispute", sentence, index, 0.85, **fields))
    for draft in found:
        _forum_near(state, draft)
    return [
        d
        for d in found
        if ("plaintiff" in d.fields and "defendant" in d.fields) or ("amount" in d.fields or "forum" in d.fields)
    ]


def _same_case(draft: Draft, fields: dict[str, Any], index: int) -> bool:
    mine = {id(t) for t in draft.things("plaintiff", "defendant")}
    theirs = {id(t) for role in ("plaintiff", "defendant") for t in fields.get(role, ())}
    near = index - draft.index <= 6
    if not theirs:
        return near and any(key in fields for key in ("amount", "outcome", "forum"))
    if (
        near
        and mine
        and not mine & theirs
        and len(mine) == len(theirs) == 1
        and not any(role in draft.fields and fields.get(role) for role in ("plaintiff", "defendant"))
    ):
        return index - draft.index <= 2
    if mine & theirs:
        return not (
            "amount" in draft.fields
            and "amount" in fields
            and draft.fields["amount"] != fields["amount"]
            and len(theirs - mine) > 0
        )
    return False


def _join(draft: Draft, fields: dict[str, Any], sentence: Sentence, index: int) -> None:
    known = draft.things("plaintiff", "defendant")
    draft.also.add(index)
    for key, value in fields.items():
        if key in ("plaintiff", "defendant"):
            rest = [thing for thing in value if thing not in known]
            if key not in draft.fields and rest:
                draft.fields[key] = rest
        elif key in ("amount", "currency", "outcome"):
            if key == "amount" and "amount" not in draft.fields:
                draft.start, draft.end = sentence.start, sentence.end
            draft.fields[key] = value if key != "outcome" else draft.fields.get(key, value)
        elif key == "date":
            if "amount" in fields or "outcome" in fields or "date" not in draft.fields:
                old = draft.fields.get("date")
                draft.fields["date"] = max(old, value, key=len) if old and same_date(old, value) else value
        elif key == "forum":
            draft.fields.setdefault(key, value)


def _terms(state: Reading, sentence: Sentence) -> dict[str, Any]:
    """Forum, sum awarded, date and outcome that a sentence states."""
    fields: dict[str, Any] = {}
    forums = [
        n.thing
        for n in sentence.names
        if n.thing.label == "Organization" and rule("disputes.forum").search(n.thing.name)
    ]
    if forums:
        fields["forum"] = list(dict.fromkeys(forums))[:1]
    money = _award(state, sentence)
    if money is not None:
        fields |= {"amount": money.value, "currency": money.currency}
    when = date_in([d for d in sentence.dates if not d.compared], sentence.end if money is None else money.start)
    if when is not None and when.iso and len(when.iso) > 4:
        fields["date"] = when.iso
    outcome = _outcome(state, sentence)
    if outcome:
        fields["outcome"] = outcome
    return fields


def _award(state: Reading, sentence: Sentence) -> Money | None:
    for money in sentence.money:
        before = state.text[max(sentence.start, money.start - 90) : money.start]
        after = state.text[money.end : money.end + 40]
        if (
            money.bracketed
            or rule("disputes.claimed", state.lang).search(before)
            or rule("disputes.claimed_after", exact=True).match(after)
        ):
            continue
        if rule("disputes.award", state.lang).search(before) or rule("disputes.awarded_after", exact=True).match(after):
            if is_fact(
                state, sentence, money.start, money.end, max(sentence.start, money.start - 60), money.end
            ) or re.search(r"order|must|判|shall|agreed", before, re.IGNORECASE):
                return money
    return None


_OUTCOMES = {
    "en": (
        ("settled", r"\bsettle\w*|mediation agreement|reached a settlement"),
        ("dismissed", r"\bdismiss\w*|rejected (?:the )?(?:claim|suit|appeal)"),
        ("upheld", r"\bupheld|\baffirmed"),
        ("awarded", r"\border(?:ed|s)\b|\baward\w*|ruled in favou?r|found .{0,60}infring|liable"),
    ),
    "zh": (
        ("settled", "和解|调解(?:协议|成功|结案)|达成调解"),
        ("dismissed", "驳回"),
        ("upheld", "维持原判|维持一审"),
        ("awarded", "判决|判令|判赔|赔偿"),
    ),
}


def _outcome(state: Reading, sentence: Sentence) -> str | None:
    text = state.text[sentence.start : sentence.end]
    return next((name for name, pattern in _OUTCOMES[state.lang] if re.search(pattern, text, re.IGNORECASE)), None)


def _forum_near(state: Reading, draft: Draft) -> None:
    """The court that the paragraph names, where the sentence itself names none."""
    if "forum" in draft.fields:
        return
    paragraph = state.sentences[draft.index].paragraph
    for sentence in state.sentences:
        if sentence.paragraph == paragraph and not sentence.silent:
            for name in sentence.names:
                if name.thing.label == "Organization" and rule("disputes.court").search(name.thing.name):
                    draft.fields["forum"] = [name.thing]
                    return
