"""The terms of a deal: sums, number of patents, date; also those that the next sentence adds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.segments import Segment
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Count, Money, Reading, Sentence, When

__all__ = [
    "continued",
    "date_in",
    "date_of",
    "dated_agreement",
    "free_part_of",
    "money_fields",
    "money_of",
    "patents_of",
    "royalty_free_of",
]


def money_of(state: Reading, sums: Iterable[Money]) -> tuple[Money | None, Money | None]:
    """The fixed sum and the yearly sum of a deal, out of the sums in its clause."""
    yearly = None
    best: tuple[float, Money] | None = None
    for money in sums:
        if money.bracketed or not money.value:
            continue
        if money.yearly:
            yearly = yearly or (None if money.modifier == "over" else money)
            continue
        before = state.text[max(0, money.start - 48) : money.start]
        score = 1.0 + bool(rule("terms.for_sum", state.lang).search(before))
        score += 2 * bool(rule("terms.fixed").search(before[-28:]))
        if rule("terms.against_sum", state.lang).search(before[-36:]) or rule("terms.ahead_bad").match(
            state.text[money.end : money.end + 40]
        ):
            score -= 3
        if score > 0 and (best is None or score > best[0]):
            best = (score, money)
    return (best[1] if best else None), yearly


def money_fields(amount: Money | None, yearly: Money | None) -> dict[str, Any]:
    """The fields for a fixed and a yearly sum."""
    fields: dict[str, Any] = {}
    for key, money in (("royalty", yearly), ("amount", amount)):
        if money is not None:
            fields |= {key: money.value, "currency": money.currency}
    return fields


def patents_of(state: Reading, segment: Segment) -> float | None:
    """How many patents the deal is about; two kinds told in one breath add up: 6项发明专利及9项实用新型专利."""
    first = segment.start if state.lang == "zh" else segment.until
    if state.lang == "en" and (part := _part_of_all(segment)):
        part.used = True
        return part.value
    counts = [c for c in segment.counts("patent") if not _whole(state, c, segment.sentence.counts)] or [
        c for c in segment.sentence.counts if c.part and c.unit is None and first <= c.start + 1 <= segment.end
    ]
    if not counts and rule("terms.both").search(state.text, segment.start, segment.end):
        return 2.0
    near = [c for c in counts if not _per_year(c) and (not c.part or abs(c.start - segment.at) < 40 or _own(state, c))]
    near = [c for c in near if not (c.part and _within(state, c, near))]
    if state.lang == "en" and any(not c.part for c in near):  # one of them, a licence
        near = [c for c in near if not (c.part and c.start == segment.sentence.start)]
    if not near:
        return (
            _meant(state, segment)
            or _told_before(state, segment)
            or _told_ahead(state, segment)
            or _single(state, segment)
        )
    nearest = min(near, key=lambda c: (c.start < segment.at - 60, abs(c.start - segment.at)))
    rows = sorted(near, key=lambda c: c.start)
    at = rows.index(nearest)
    first = last = at
    while first > 0 and _together(state, rows[first - 1], rows[first]):
        first -= 1
    while last + 1 < len(rows) and _together(state, rows[last], rows[last + 1]):
        last += 1
    for count in rows[first : last + 1]:
        count.used = True
    return sum(count.value for count in rows[first : last + 1])


def _own(state: Reading, count: Count) -> bool:
    """Whether a part is one of all that somebody has: "14 of its patents"."""
    return bool(rule("counts.own").match(state.text, count.end))


def _within(state: Reading, part: Count, counts: list[Count]) -> bool:
    """Whether a count tells of what another one holds in brackets: 9项专利（其中发明专利6项）."""
    return any(not c.part and "（" in state.text[c.end : part.start] and part.start - c.end < 16 for c in counts)


def _part_of_all(segment: Segment) -> Count | None:
    """The first of two counts where the second is of all: "two of the 40 patents"."""
    parts, every = segment.sentence.counts, segment.counts("patent")
    return next((p for p in parts for c in every if p.start < c.start < p.end and p.unit == "patent"), None)


def _whole(state: Reading, whole: Count, counts: list[Count]) -> bool:
    """Whether a count is of all, and the next one of those that the deal is about: 40项专利中的12项."""
    behind = (c for c in counts if 0 < c.start - whole.end < 16)
    return any(rule("terms.zh_of_all").fullmatch(state.text, whole.end, c.start) for c in behind)


def _meant(state: Reading, segment: Segment) -> float | None:
    """``transferred them to X``: as many as the sentence, or the one before, has counted last."""
    them = state.lang == "en" and rule("terms.them").match(state.text, segment.until, segment.end)
    if not them and not (state.lang == "en" and state.text.startswith("They ", segment.sentence.start)):
        return None
    for sentence in reversed(state.sentences[max(0, segment.index - 1) : segment.index + 1]):
        counts = [c for c in sentence.counts if c.unit == "patent" and c.end <= segment.at and not _per_year(c)]
        if counts:
            return counts[-1].value
    return None


def _told_before(state: Reading, segment: Segment) -> float | None:
    """``上述专利作价3600万元``: as many as one of the last two sentences has counted."""
    if not rule("terms.the_above").search(state.text, segment.start, segment.end):
        return None
    for sentence in reversed(state.sentences[max(0, segment.index - 2) : segment.index]):
        counts = [c for c in sentence.counts if c.unit == "patent" and not c.part and not _per_year(c)]
        if counts:
            counts[-1].used = True
            return counts[-1].value
    return None


def _told_ahead(state: Reading, segment: Segment) -> float | None:
    """``甲名下7件专利公开拍卖，乙以126万元成交``: the one number of patents that the sentence has told before."""
    if state.lang != "zh" or segment.type == "license":
        return None
    counts = [c for c in segment.sentence.counts if c.unit == "patent"]
    ahead = [
        c for c in counts if c.end <= segment.start and not c.part and "；" not in state.text[c.end : segment.start]
    ]
    return ahead[0].value if len(counts) == len(ahead) == 1 else None


def _single(state: Reading, segment: Segment) -> float | None:
    """``took a patent on cold storage``: one, where nothing is counted."""
    one = rule("terms.a_patent").search(state.text, segment.start, segment.end) if state.lang == "en" else None
    return 1.0 if one else None


def _together(state: Reading, one: Count, two: Count) -> bool:
    """Whether two counts of different sorts of patents are joined by "and"."""
    gap = state.text[max(one.end, one.noun_end if one.noun_start >= one.start else one.end) : two.start]
    return one.noun != two.noun and not two.part and bool(rule("terms.joint").fullmatch(gap))


def _per_year(count: Count) -> bool:
    return bool(re.search(r"\b(?:applications?|filings?)$", count.noun))


def royalty_free_of(state: Reading, counts: Iterable[Count], end: int) -> Count | None:
    """The number of patents that cost nothing: the count nearest to the words for it."""
    best: tuple[int, Count] | None = None
    for count in counts:
        reach = 16 if state.lang == "zh" else 40
        window_start, window_end = max(0, count.start - reach), min(end, count.end + 60)
        for match in rule("terms.free").finditer(state.text, window_start, window_end):
            between = state.text[min(count.end, match.start()) : max(count.start, match.start())]
            if re.search(r"\d|[，。；;]", re.sub(r"\d{4}年(?:\d+月)?", "", between)):
                continue
            distance = min(abs(match.start() - count.end), abs(count.start - match.end()))
            if state.lang == "zh" and rule("terms.zh_free_then").fullmatch(state.text, match.end(), count.start):
                distance = -1  # 973件（免费的占431件）
            if best is None or distance < best[0]:
                best = (distance, count)
    return best[1] if best else None


def free_part_of(state: Reading, sentence: Sentence, patents: float | None) -> float | None:
    """The number of free patents where it is told as a part of all: "half of them royalty-free", 全部免费."""
    if not patents:
        return None
    for match in rule("terms.free").finditer(state.text, sentence.start, sentence.end):
        near = [s for s in sentence.shares if s.role == "share" and abs(match.start() - s.end) < 30 and s.value < 1]
        if near:
            return float(round(near[0].value * patents))
        if rule("terms.all_of", state.lang).search(state.text[max(sentence.start, match.start() - 30) : match.start()]):
            return patents
    return None


def date_of(state: Reading, segment: Segment) -> str | None:
    """The date of a deal: the nearest in its clause, else the one its sentence opens with."""
    dates = [d for d in segment.dates() if not rule("terms.other_time").search(state.text, segment.until, d.start)]
    if segment.type != "pledge":  # a loan is of the day on which it came
        dates = [d for d in dates if not rule("terms.zh_paid_on").match(state.text, d.end)]
    told = [d for d in dates if not _said_on(state, segment.sentence, d)]
    dates = (told if state.lang == "en" else []) or dates
    found = date_in(dates, segment.at)
    if found:
        return found.iso
    before = date_in([d for d in segment.sentence.dates if not d.compared and d.end <= segment.start], segment.start)
    before = before or (_since(state, segment) if state.lang == "en" else None)
    told_before = before.iso if before else _led_in(state, segment) or _contract_date(state, segment)
    return told_before or _signed_before(state, segment) or _paid_on(state, segment)


def _signed_before(state: Reading, segment: Segment) -> str | None:
    """``12月5日，甲与乙签约。学校把8件专利交给这家企业``: the day of the contract of all who are told here."""
    if state.lang != "zh" or not segment.index or segment.type == "pledge":
        return None
    before = state.sentences[segment.index - 1]
    contract = "parties.zh_signed" if segment.type == "investment" else "parties.contract"
    told = rule(contract).search(state.text, before.start, before.end)
    mine = {id(name.thing) for name in segment.names()}
    known = {id(name.thing) for name in before.names} & mine
    if told is None or before.headline or before.paragraph != segment.sentence.paragraph or not known:
        return None
    if _another_time(state, segment):
        return None
    when = date_in([d for d in before.dates if not d.compared], told.start())
    return when.iso if when else None


def _another_time(state: Reading, segment: Segment) -> bool:
    """Whether a sentence sets itself apart from the one before: ``次月，甲将3件专利转让给丙``."""
    return bool(rule("terms.zh_later").match(state.text, segment.sentence.start, segment.sentence.end))


def _paid_on(state: Reading, segment: Segment) -> str | None:
    """The day on which money came into a firm, or from which it is paid, where no other day is told."""
    dated = state.lang == "zh" and segment.type in ("investment", "license")
    when = date_in(segment.dates(), segment.at) if dated else None
    return when.iso if when else None


def _since(state: Reading, segment: Segment) -> When | None:
    """``Since October it has held a licence``: when the deal began."""
    rows = [
        d for d in segment.sentence.dates if rule("terms.since").search(state.text, segment.sentence.start, d.start)
    ]
    return date_in(rows, segment.at)


def _contract_date(state: Reading, segment: Segment) -> str | None:
    """The date of the contract told before: ``根据合同，乙获准使用...``, ``Under the agreement, X receives``."""
    if not rule("terms.by_contract").match(state.text, segment.sentence.start) or not segment.index:
        return None
    return dated_agreement(state, segment.index, 1 if state.lang == "zh" else _AGREED)


def dated_agreement(state: Reading, index: int, reach: int) -> str | None:
    """The date of the contract that one of the sentences before an index tells of."""
    for before in reversed(state.sentences[max(0, index - reach) : index]):
        contract = "terms.agreement" if state.lang == "en" else "parties.contract"
        told = None if before.headline else rule(contract).search(state.text, before.start, before.end)
        when = date_in([d for d in before.dates if not d.compared], told.start()) if told else None
        if when is not None:
            return when.iso
    return None


_AGREED = 5
"""Sentences that go on about an agreement."""


def _led_in(state: Reading, segment: Segment) -> str | None:
    """The date of the line that leads a list in: ``8月14日，双方签署协议：`` above ``2. 涉案专利由...许可...``."""
    if not rule("terms.item").match(state.text, segment.sentence.start):
        return _listed_day(state, segment)
    for sentence in reversed(state.sentences[max(0, segment.index - 6) : segment.index]):
        if not rule("terms.item").match(state.text, sentence.start):
            leads = state.text[: sentence.end].rstrip().endswith(("：", ":"))
            when = date_in([d for d in sentence.dates if not d.compared], sentence.end) if leads else None
            return when.iso if when else None
    return None


def _listed_day(state: Reading, segment: Segment) -> str | None:
    """The day on which several contracts were signed that are then told one by one: 第一份, 第二份."""
    if state.lang != "zh" or not segment.index:
        return None
    start = segment.index - (not rule("terms.zh_ordinal").match(state.text, segment.sentence.start))
    if not rule("terms.zh_ordinal").match(state.text, state.sentences[start].start):
        return None
    for sentence in reversed(state.sentences[max(0, start - 8) : start]):
        if rule("terms.zh_contracts").search(state.text, sentence.start, sentence.end) and not sentence.headline:
            when = date_in([d for d in sentence.dates if not d.compared], sentence.start)
            return when.iso if when else None
    return None


def _said_on(state: Reading, sentence: Sentence, date: When) -> bool:
    """Whether a date is that of the telling: "said on Friday that it had sold ..."."""
    return bool(rule("terms.said_on").search(state.text, sentence.start, date.start))


def date_in(dates: Iterable[When], at: int) -> When | None:
    """The date nearest to an offset; a span or a count's day only when there is no other."""
    rows = [d for d in dates if d.iso and "/" not in d.iso and not d.as_of and not re.search("[HQ]", d.iso)]
    finer = [str(d.iso) for d in rows if len(str(d.iso)) > 4]
    rows = [d for d in rows if len(str(d.iso)) > 4 or not any(one.startswith(str(d.iso)) for one in finer)]
    return min(rows, key=lambda d: abs(d.start - at) if d.start >= at else (at - d.end) * 0.8, default=None)


def continued(state: Reading, segment: Segment, draft: Draft) -> None:
    """Add terms that the next sentence of the paragraph gives: "The deal is worth ..."."""
    following = state.sentences[segment.index + 1 : segment.index + 3]
    if state.lang == "zh" and any(m.start >= segment.end for m in segment.sentence.money):
        return  # the rest of its own sentence tells the sum
    if state.lang == "en":
        following = _and_items(state, segment.index)
    for sentence in following:
        if state.lang == "en" and _another(sentence, draft):
            return
        near = sentence.paragraph == segment.sentence.paragraph
        lent = near and draft.type == "pledge" and _lends(state, sentence)
        item = state.lang == "en" and _is_item(state, sentence)
        if item and _is_item(state, segment.sentence):
            return  # a list of events, each with terms of its own
        if not (near and _goes_on(state, sentence)) and not lent and not _names_deal(state, sentence) and not item:
            if state.lang == "en" and sentence is following[0]:
                continue
            return
        if "date" not in draft.fields and (
            signed := lent or rule("terms.signed", state.lang).search(state.text, sentence.start, sentence.end)
        ):
            when = date_in([d for d in sentence.dates if not d.compared], signed.start())
            if when is not None:
                draft.fields["date"] = when.iso
        if "amount" not in draft.fields or "royalty" not in draft.fields:
            amount, yearly = money_of(state, sentence.money)
            fields = money_fields(
                None if "amount" in draft.fields else amount, None if "royalty" in draft.fields else yearly
            )
            for key, value in fields.items():
                draft.fields.setdefault(key, value)
        if "patents" not in draft.fields and draft.type in ("license", "assignment", "pledge", "open_license"):
            counts = [c for c in sentence.counts if c.unit == "patent" and not c.part]
            if counts:
                draft.fields["patents"] = counts[0].value


def _and_items(state: Reading, index: int) -> list[Sentence]:
    """The two sentences after one, and the items of a list that begins among them."""
    rest = state.sentences[index + 1 : index + 9]
    at = next((i for i, one in enumerate(rest[:3]) if _is_item(state, one)), None)
    if at is None:
        return rest[:2]
    last = next((i for i, one in enumerate(rest[at:]) if not _is_item(state, one)), len(rest) - at)
    return rest[at : at + last]


def _is_item(state: Reading, sentence: Sentence) -> bool:
    return bool(rule("terms.bullet").match(state.text, sentence.start))


def _another(sentence: Sentence, draft: Draft) -> bool:
    """Whether a sentence begins with a firm that the deal does not know: it tells of another one."""
    first = [n for n in sentence.names if n.cue == "subj" and n.form != "reference" and n.thing.kind == "enterprise"][
        :1
    ]
    sides = [value for value in draft.fields.values() if isinstance(value, list)]
    known = [thing for side in sides for thing in side]
    return bool(first and len(sides) > 1 and first[0].thing not in known)


def _lends(state: Reading, sentence: Sentence) -> re.Match[str] | None:
    """Where a sentence says that money was lent, and to all appearance on the pledge just told."""
    return rule("terms.lends", state.lang).search(state.text, sentence.start, sentence.end) if sentence.money else None


def _names_deal(state: Reading, sentence: Sentence) -> bool:
    """Whether a sentence of the next paragraph begins with the deal itself ("The agreement was signed ...")."""
    return bool(rule("terms.this_deal").match(state.text[sentence.start : sentence.end]))


def _goes_on(state: Reading, sentence: Sentence) -> bool:
    return bool(rule("terms.goes_on", state.lang).search(state.text[sentence.start : sentence.start + 60])) or bool(
        sentence.money and rule("terms.terms", state.lang).search(state.text, sentence.start, sentence.end)
    )
