"""Indicators: a number about a region or an organization, with its growth, its share of a whole, and its period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.regions import holder_of, region_of
from patnav.ingest.extract.gazetteer import known_place
from patnav.ingest.extract.parts import Count, Money, Quantity, Reading, Sentence, Share, When
from patnav.ingest.extract.vocabulary import compiled, load

__all__ = ["find_indicators"]

_REGIONAL = ("patent", "trademark", "enterprise", "institution", "base", "certificate", "license", "case")
_OWNED = ("patent", "trademark", "certificate", "license", "case")
_OPEN = re.compile(r"open(?:ed)?[- ]licen[cs]|open for licen|开放(?:式)?(?:专利)?许可", re.IGNORECASE)
_BREAKS = {"en": re.compile(r"[;:]\s|,?\s(?:and|while|but|whereas)\s|,\s"), "zh": re.compile("[，。；：、]")}


def find_indicators(state: Reading, busy: set[int]) -> list[Draft]:
    """All indicators of an article.

    Args:
        state: The article.
        busy: Indices of sentences that tell a deal between named parties; only what they say of a region counts.
    """
    context = False
    found: list[Draft] = []
    for index, sentence in enumerate(state.sentences):
        context = context or bool(_OPEN.search(state.text, sentence.start, sentence.end))
        if sentence.silent or sentence.headline:
            continue
        found += _sentence(state, sentence, index, index in busy, context)
    return _distinct(found)


def _sentence(state: Reading, sentence: Sentence, index: int, busy: bool, context: bool) -> Iterator[Draft]:
    drafts: list[tuple[Quantity, Draft]] = []
    for quantity in _values(sentence):
        if quantity.value == 1 and state.text[quantity.start] in "一o":
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
    yield from (draft for _, draft in drafts)


def _values(sentence: Sentence) -> list[Quantity]:
    rows: list[Quantity] = [*sentence.counts, *(m for m in sentence.money if not m.bracketed), *(s for s in sentence.shares if s.role == "share")]
    return sorted((row for row in rows if not row.used), key=lambda row: row.start)


def _indicator(
    state: Reading, sentence: Sentence, index: int, quantity: Quantity, busy: bool, context: bool, before: list[tuple[Quantity, Draft]]
) -> Draft | None:
    if _planned(state, sentence, quantity):
        return None
    kind = _name(state, sentence, quantity, context, before)
    if kind is None and _TERMS.match(state.text, sentence.start):
        return None
    holder = holder_of(sentence, quantity.start)
    fields: dict[str, Any] = {"indicator": kind, "value": quantity.value, "modifier": quantity.modifier}
    if isinstance(quantity, Money):
        earned = holder is not None and not busy and _EARNED.search(state.text, sentence.start, quantity.end)
        if kind is None and not earned and (holder is not None or busy or not _summed(state, sentence, quantity)):
            return None
        fields |= {"unit": quantity.currency, "label": _label_before(state, sentence, quantity)}
    elif isinstance(quantity, Share):
        whole = _whole(state, quantity)
        if _refers_to_deal(state, sentence, quantity) or (busy and whole is None):
            return None
        fields |= {"unit": "share", "share_of": whole, "label": _label_before(state, sentence, quantity)}
    elif isinstance(quantity, Count):
        if quantity.unit not in (_OWNED if holder is not None else _REGIONAL) or (busy and (holder is not None or kind is None)):
            return None
        fields["label"] = quantity.noun or _label_before(state, sentence, quantity)
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


@cache
def _rows() -> list[tuple[str, dict[str, Any]]]:
    return list(load("indicators").items())


_PLANNED = {
    "en": re.compile(r"\b(?:plans?|planned|planning|aims?|aimed|aiming|targets?|targeting|expects?|expected|hopes?|hoped|will|intends?|would|could|may|might|forecasts?|goals?|target|set to|is to|are to|pledged to|wants?|seeks?)\b[^.;]*$", re.IGNORECASE),
    "zh": re.compile("(?:计划|力争|目标|预计|将达|将新增|将建|有望|拟|争取|规划|到20[3-9]|将超过|将突破|预期)[^，。；]*$"),
}
_PLANNED_AFTER = re.compile(r"[^.;,]{0,40}?\b(?:is|are|has been|have been)\s+(?:planned|expected|budgeted|targeted|earmarked|being prepared)\b", re.IGNORECASE)
_TERMS = re.compile(r"(?:the|this|that) (?:deal|transaction|agreement|contract|purchase|acquisition)\b|(?:该|本次|此次)(?:交易|合同|协议)", re.IGNORECASE)


def _planned(state: Reading, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number is a plan or a hope."""
    clause, _ = _clause(state, sentence, quantity)
    before = clause[: max(0, clause.find(state.text[quantity.start : quantity.end]))]
    return bool(_PLANNED[state.lang].search(before)) or bool(_PLANNED_AFTER.match(state.text, quantity.end))


def _clause(state: Reading, sentence: Sentence, quantity: Quantity) -> tuple[str, str]:
    """The clause around a number, and the same with what comes before the number in the sentence."""
    text = state.text
    left = [sentence.start + m.end() for m in _BREAKS[state.lang].finditer(text[sentence.start : quantity.start])]
    right = _BREAKS[state.lang].search(text, max(quantity.end, getattr(quantity, "noun_end", 0)), sentence.end)
    start = left[-1] if left else sentence.start
    end = right.start() if right else sentence.end
    return text[start:end], text[sentence.start : end]


def _name(state: Reading, sentence: Sentence, quantity: Quantity, context: bool, before: list[tuple[Quantity, Draft]]) -> str | None:
    """The vocabulary's name for what a number measures, None when it has none."""
    lang = state.lang
    unit = "money" if isinstance(quantity, Money) else "share" if isinstance(quantity, Share) else getattr(quantity, "unit", None)
    clause, upto = _clause(state, sentence, quantity)
    nouns = (quantity.noun, _extended_noun(state, sentence, quantity)) if isinstance(quantity, Count) else (clause,)
    return next((name for noun in nouns if (name := _named(state, sentence, quantity, context, before, unit, noun, clause, upto))), None)


def _named(
    state: Reading, sentence: Sentence, quantity: Quantity, context: bool, before: list[tuple[Quantity, Draft]],
    unit: str | None, noun: str, clause: str, upto: str,
) -> str | None:
    lang = state.lang
    whole = state.text[sentence.start : sentence.end]
    for name, row in _rows():
        if unit not in row["unit"] or ("context" in row and not _OPEN.search(whole) and not (context and compiled(row["near"][lang]).search(whole))):
            continue
        if "noun" in row and not compiled(row["noun"][lang]).search(noun):
            continue
        near = {"sentence": whole, "upto": upto}.get(row.get("scope", ""), clause)
        if unit == "share":
            near = noun if lang == "zh" else _after(state, sentence, quantity) or clause
        if "near" in row and not compiled(row["near"][lang]).search(near):
            continue
        if "not" in row and compiled(row["not"][lang]).search(near):
            continue
        if "need" in row and not context and not compiled(row["need"][lang]).search(upto):
            continue
        if any(draft.fields.get("indicator") == name for _, draft in before) and name in ("open_license_patents", "open_licensors"):
            continue
        if unit == "share" and name in ("patent_share", "trademark_share") and not _whole(state, quantity):  # type: ignore[arg-type]
            continue
        return name
    return None


def _after(state: Reading, sentence: Sentence, quantity: Quantity) -> str:
    match = re.match(r"\s+of\s+[^,;.]+?(?=,|;|\.|\band\s+(?:a|an|nearly|about|over|\d)|$)", state.text[quantity.end : sentence.end])
    return match[0] if match else ""


def _extended_noun(state: Reading, sentence: Sentence, count: Count) -> str:
    """What is counted, with the phrase that follows it ("enterprises with IP advantages")."""
    if state.lang == "zh":
        return count.noun
    tail = re.match(r"(?:\s+(?:for|with|of|on|and|in)\s+[^,;.]{0,50})?", state.text[count.noun_end : sentence.end])
    return count.noun + (tail[0] if tail else "")


def _label_before(state: Reading, sentence: Sentence, quantity: Quantity) -> str | None:
    """The words that name what is measured: the noun phrase at the head of the clause."""
    clause, _ = _clause(state, sentence, quantity)
    before = clause.split(state.text[quantity.start : quantity.end])[0].strip(" ,，")
    before = re.sub(r"^(?:the|and|of which|其中|同时)\s*", "", before, flags=re.IGNORECASE)
    return before[-60:].replace("_", " ") or None


_EARNED = re.compile(r"\b(?:earned|income|revenue|royalt|licen[cs]|transfer)\b[^.;]*$|(?:许可|转让|成果转化)[^。；]*(?:收入|到账|金额|收益)[^。；]*$", re.IGNORECASE)
_SUMMED = {
    "en": re.compile(r"turnover|transactions?|contracts?|financing|output|revenue|value|loans?|exports?|imports?|royalt|licen[cs]|investment|spending|expenditure|deals|trade|fees|funds?|premium|insur|sales", re.IGNORECASE),
    "zh": re.compile("成交额|交易额|合同|融资|产值|营收|贷款|授信|出口|进口|许可|投资|经费|收入|增加值|规模|金额|保额|保费|投入|总额|资金|销售额|额"),
}


def _summed(state: Reading, sentence: Sentence, money: Money) -> bool:
    """Whether an unlisted sum measures a region's activity."""
    clause, _ = _clause(state, sentence, money)
    own = any(n.thing.label == "Region" and n.cue == "subj" and n.end <= money.start <= n.end + 40 for n in sentence.names)
    return (own or bool(_SUMMED[state.lang].search(clause))) and sentence.region is not None


_DEAL_SHARE = re.compile(r"\b(?:stake|owned|own(?:s|ership)|shares?\b(?!\s+of\s+(?:the|all|china))|equity|discount|interest|royalt|holding|keeps?|kept|retains?)|股权|股份|持股|利率|贴息|销售额|提成|折", re.IGNORECASE)


def _refers_to_deal(state: Reading, sentence: Sentence, share: Share) -> bool:
    text = state.text
    return bool(_DEAL_SHARE.search(text[max(sentence.start, share.start - 24) : min(sentence.end, share.end + 24)]))


_OF_EN = re.compile(r"\s+of\s+(?:the\s+)?(?P<whole>(?!them\b|these\b|those\b|which\b|whom\b|its\b|their\b|loans?\b|all\b)[^,;.]+?)(?=\s+(?:and|was|were|is|are|in the|have|had|has|came|come|went|go)\b|[,;.]|$)")


def _whole(state: Reading, share: Share) -> str | None:
    """What a share is a share of, when that is something larger than what was named before."""
    text = state.text
    if state.lang == "zh":
        match = re.search(r"占(?:到|了|据|比)?(?P<whole>全[国省市区球]|[\u4e00-\u9fff]{2,10}?)(?:的|总(?:量|数|额)|比重|比例)*(?:约|近|逾|超过?|超|达到?|的)*$", text[max(0, share.start - 20) : share.start])
        return match["whole"] if match and match["whole"] not in ("其中", "总数", "比", "总量") else None
    match = _OF_EN.match(text, share.end)
    if not match:
        return None
    whole = match["whole"].strip()
    land = re.match(r"(?P<place>[A-Z][\w' ]+?)'s\b|(?:the\s+)?(?:country|nation)(?:'s|al)?\b|national\b", whole)
    if land and land["place"]:
        return land["place"] if known_place(land["place"], "en") or land["place"][0].isupper() else whole
    if land and re.search(r"\bChina\b", text):
        return "China"
    return whole


def _period(sentence: Sentence, quantity: Quantity) -> When | None:
    """The period of a number: the last date before it in its sentence, else the next after it."""
    usable = [d for d in sentence.dates if d.iso and not d.compared and (d.as_of or not re.fullmatch(r"\d{4}-\d\d-\d\d", d.iso))]
    before = [d for d in usable if d.end <= quantity.start]
    after = [d for d in usable if d.start >= quantity.end and d.start - quantity.end < 60]
    if after and (not before or after[0].start - quantity.end < 4 + quantity.start - before[-1].end and after[0].start - quantity.end < 12):
        return after[0]
    return before[-1] if before else after[0] if after else None


_TO_VALUE = re.compile(r"[^,.;]{0,40}?\bto\s+(?:a record\s+)?$|[^，。；]{0,6}(?:至|到|达到?)$", re.IGNORECASE)


def _grow(state: Reading, sentence: Sentence, index: int, share: Share, drafts: list[tuple[Quantity, Draft]]) -> Draft | None:
    """Hang a growth on the value it belongs to; a growth of a known indicator without value stands alone."""
    text = state.text
    values = [(q, d) for q, d in drafts if "change" not in d.fields and d.fields.get("unit") != "share"]
    for quantity, draft in values:
        if quantity.start > share.end and _TO_VALUE.fullmatch(text[share.end : quantity.start]):
            draft.fields["change"] = share.value
            return None
    before = [(q, d) for q, d in values if q.end <= share.start]
    if before and not re.search(r"[;；]", text[before[-1][0].end : share.start]):
        before[-1][1].fields["change"] = share.value
        return None
    if drafts and any(q.start < share.start for q, _ in drafts):
        return None
    clause, upto = _clause(state, sentence, share)
    for name, row in _rows():
        near = row.get("near", row.get("noun"))
        if name in ("patent_pledge_financing", "patents_granted", "disputes_handled", "data_ip_certificates") and compiled(near[state.lang]).search(upto):
            if "not" in row and compiled(row["not"][state.lang]).search(upto):
                continue
            when = _period(sentence, share)
            return Draft.of("indicator", sentence, index, 0.5, indicator=name, region=region_of(state, sentence, share.start),
                            change=share.value, period=when.iso if when else None, label=_label_before(state, sentence, share))
    return None


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """Each indicator once: the same value of the same thing told twice is one fact."""
    kept: list[Draft] = []
    for draft in drafts:
        key = ("value", "unit", "region", "organization", "indicator")
        twin = next((k for k in kept if all(k.fields.get(f) == draft.fields.get(f) for f in key) and _same_period(k, draft)), None)
        if twin is None:
            kept.append(draft)
        else:
            for name, value in draft.fields.items():
                twin.fields.setdefault(name, value)
    return kept


def _same_period(a: Draft, b: Draft) -> bool:
    one, two = a.fields.get("period"), b.fields.get("period")
    return not one or not two or one == two
