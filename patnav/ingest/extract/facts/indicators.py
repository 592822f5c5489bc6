"""Indicators: a number about a region or an organization, with its growth, its share of a whole, and its period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.indicator_names import (
    clause_of,
    label_before,
    name_of,
    vocabulary_rows,
    whole_of,
)
from patnav.ingest.extract.facts.regions import holder_of, region_of
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Count, Money, Quantity, Reading, Sentence, Share, When
from patnav.ingest.extract.vocabulary import compiled

__all__ = ["find_indicators"]

_REGIONAL = ("patent", "trademark", "enterprise", "institution", "base", "certificate", "license", "case")
_OWNED = ("patent", "trademark", "certificate", "license", "case")


def find_indicators(state: Reading, busy: set[int], data: set[tuple[int, float]]) -> list[Draft]:
    """All indicators of an article.

    Args:
        state: The article.
        busy: Indices of sentences that tell a deal between named parties; only what they say of a region counts.
        data: Sentence and number of the data certificates that a region has issued.
    """
    context = False
    found: list[Draft] = []
    for index, sentence in enumerate(state.sentences):
        context = context or bool(rule("numbers.open").search(state.text, sentence.start, sentence.end))
        if sentence.silent or sentence.headline:
            continue
        drafts = [*_sentence(state, sentence, index, index in busy, context)]
        for draft in drafts:
            if (index, draft.fields.get("value")) in data and "indicator" not in draft.fields:
                draft.fields["indicator"] = "data_ip_certificates"
        found += drafts or [*_respective(state, sentence, index, found[-1] if found else None)]
    return _distinct(found)


def _sentence(state: Reading, sentence: Sentence, index: int, busy: bool, context: bool) -> Iterator[Draft]:
    drafts: list[tuple[Quantity, Draft]] = []
    for quantity in _values(sentence):
        if quantity.value in (1, 2) and state.text[quantity.start] in "一两o":
            continue
        draft = _indicator(state, sentence, index, quantity, busy, context, drafts)
        if draft is not None:
            drafts.append((quantity, draft))
            quantity.used = True
    for share in sentence.shares:
        if share.role == "change" and not share.used:
            lone = _grow(state, sentence, index, share, drafts)
            if lone is not None:
                drafts.append((share, lone))
    if "分别" in state.text[sentence.start : sentence.end]:
        _share_out(state, sentence, drafts)
    yield from (draft for _, draft in drafts)


def _share_out(state: Reading, sentence: Sentence, drafts: list[tuple[Quantity, Draft]]) -> None:
    """``佛山、东莞分别为640家和588家``: each place its own number, of the indicator before."""
    at = state.text.index("分别", sentence.start)
    comma = max(state.text.rfind(mark, sentence.start, at) for mark in "，；")
    regions = [n for n in sentence.names if n.thing.label == "Region" and comma < n.start < at]
    values = [draft for quantity, draft in drafts if quantity.start > at]
    before = [draft for quantity, draft in drafts if quantity.start < at]
    if len(regions) == len(values) > 1:
        for name, draft in zip(regions, values, strict=True):
            draft.fields["region"] = name.thing.name
            if before:
                draft.fields |= {
                    key: before[-1].fields[key] for key in ("indicator", "label") if key in before[-1].fields
                }


def _values(sentence: Sentence) -> list[Quantity]:
    rows: list[Quantity] = [
        *sentence.counts,
        *(m for m in sentence.money if not m.bracketed),
        *(s for s in sentence.shares if s.role == "share"),
    ]
    return sorted((row for row in rows if not row.used), key=lambda row: row.start)


def _indicator(
    state: Reading,
    sentence: Sentence,
    index: int,
    quantity: Quantity,
    busy: bool,
    context: bool,
    before: list[tuple[Quantity, Draft]],
) -> Draft | None:
    if _planned(state, sentence, quantity):
        return None
    kind = name_of(state, sentence, quantity, context, before)
    if kind is None and rule("numbers.terms").match(state.text, sentence.start):
        return None
    holder = holder_of(sentence, quantity.start)
    fields: dict[str, Any] = {"indicator": kind, "value": quantity.value, "modifier": quantity.modifier}
    if isinstance(quantity, Money):
        earned = (
            holder is not None and not busy and rule("numbers.earned").search(state.text, sentence.start, quantity.end)
        )
        if kind is None and not earned and (holder is not None or busy or not _summed(state, sentence, quantity)):
            return None
        fields |= {"unit": quantity.currency, "label": label_before(state, sentence, quantity)}
    elif isinstance(quantity, Share):
        whole = whole_of(state, quantity)
        if _refers_to_deal(state, sentence, quantity) or (busy and whole is None):
            return None
        fields |= {"unit": "share", "share_of": whole, "label": label_before(state, sentence, quantity)}
    elif isinstance(quantity, Count):
        owned = holder is not None and bool(
            rule("numbers.owned", exact=True).search(state.text[sentence.start : quantity.start])
        )
        if quantity.unit not in (_OWNED if holder is not None else _REGIONAL) or (
            busy and not owned and (holder is not None or kind is None)
        ):
            return None
        fields["label"] = quantity.noun or label_before(state, sentence, quantity)
    if holder is not None:
        fields["organization"] = holder.name
    else:
        fields["region"] = region_of(state, sentence, quantity.start, quantity.end)
    if not fields.get("region") and not fields.get("organization"):
        return None
    when = _period(sentence, quantity)
    if when is not None:
        fields |= {"period": when.iso, "period_text": when.text if when.relative else None}
    return Draft.of("indicator", sentence, index, 0.9 if kind else 0.6, **fields)


def _planned(state: Reading, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number is a plan or a hope."""
    clause, _ = clause_of(state, sentence, quantity)
    before = clause[: max(0, clause.find(state.text[quantity.start : quantity.end]))]
    return bool(rule("numbers.planned", state.lang).search(before)) or bool(
        rule("numbers.planned_after").match(state.text, quantity.end)
    )


def _summed(state: Reading, sentence: Sentence, money: Money) -> bool:
    """Whether an unlisted sum measures a region's activity."""
    clause, _ = clause_of(state, sentence, money)
    own = any(
        n.thing.label == "Region" and n.cue == "subj" and n.end <= money.start <= n.end + 40 for n in sentence.names
    )
    return (own or bool(rule("numbers.summed", state.lang).search(clause))) and sentence.region is not None


def _refers_to_deal(state: Reading, sentence: Sentence, share: Share) -> bool:
    text = state.text
    return bool(
        rule("numbers.deal_share").search(
            text[max(sentence.start, share.start - 24) : min(sentence.end, share.end + 24)]
        )
    )


def _period(sentence: Sentence, quantity: Quantity) -> When | None:
    """The period of a number: the last date before it in its sentence, else the next after it."""
    usable = [
        d
        for d in sentence.dates
        if d.iso and not d.compared and (d.as_of or not re.fullmatch(r"\d{4}-\d\d-\d\d", d.iso))
    ]
    before = [d for d in usable if d.end <= quantity.start]
    after = [d for d in usable if d.start >= quantity.end and d.start - quantity.end < 60]
    if after and (
        not before
        or (after[0].start - quantity.end < 4 + quantity.start - before[-1].end and after[0].start - quantity.end < 12)
    ):
        return after[0]
    return before[-1] if before else after[0] if after else None


def _grow(
    state: Reading, sentence: Sentence, index: int, share: Share, drafts: list[tuple[Quantity, Draft]]
) -> Draft | None:
    """Hang a growth on the value it belongs to; a growth of a known indicator without value stands alone."""
    text = state.text
    values = [(q, d) for q, d in drafts if "change" not in d.fields and d.fields.get("unit") != "share"]
    for quantity, draft in values:
        if quantity.start > share.end and rule("numbers.to_value").fullmatch(text[share.end : quantity.start]):
            draft.fields["change"] = share.value
            return None
    before = [(q, d) for q, d in values if q.end <= share.start]
    if before and not re.search(r"[;；]", text[before[-1][0].end : share.start]):
        before[-1][1].fields["change"] = share.value
        return None
    if drafts and any(q.start < share.start for q, _ in drafts):
        return None
    clause, upto = clause_of(state, sentence, share)
    for name, row in vocabulary_rows():
        near = row.get("near", row.get("noun"))
        if name in (
            "patent_pledge_financing",
            "patents_granted",
            "disputes_handled",
            "data_ip_certificates",
        ) and compiled(near[state.lang]).search(upto):
            if "not" in row and compiled(row["not"][state.lang]).search(upto):
                continue
            when = _period(sentence, share)
            return Draft.of(
                "indicator",
                sentence,
                index,
                0.5,
                indicator=name,
                region=region_of(state, sentence, share.start),
                change=share.value,
                period=when.iso if when else None,
                label=label_before(state, sentence, share),
            )
    return None


def _respective(state: Reading, sentence: Sentence, index: int, last: Draft | None) -> Iterator[Draft]:
    """``Foshan and Dongguan have 640 and 588 respectively``: more values of the indicator before."""
    text = state.text[sentence.start : sentence.end]
    regions = [n for n in sentence.names if n.thing.label == "Region"]
    numbers = [m for m in re.finditer(r"(?<![\w_])\d+(?:_\d{3})*(?![\w_])", text)]
    if (
        last is None
        or not re.search(r"\brespectively\b|分别", text)
        or len(regions) != len(numbers)
        or len(numbers) < 2
    ):
        return
    for name, number in zip(regions, numbers, strict=True):
        fields = {key: value for key, value in last.fields.items() if key in ("indicator", "label", "unit", "period")}
        yield Draft.of(
            "indicator", sentence, index, 0.7, **fields, region=name.thing.name, value=float(number[0].replace("_", ""))
        )


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """Each indicator once: the same value of the same thing told twice is one fact."""
    kept: list[Draft] = []
    for draft in drafts:
        key = ("value", "unit", "region", "organization", "indicator")
        twin = next(
            (k for k in kept if all(k.fields.get(f) == draft.fields.get(f) for f in key) and _same_period(k, draft)),
            None,
        )
        if twin is None:
            kept.append(draft)
        else:
            for name, value in draft.fields.items():
                twin.fields.setdefault(name, value)
    return kept


def _same_period(a: Draft, b: Draft) -> bool:
    one, two = a.fields.get("period"), b.fields.get("period")
    return not one or not two or one == two
