"""The terms of a deal: sums, number of patents, date; also those that the next sentence adds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.segments import Segment
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Count, Money, Reading, Sentence, When

__all__ = ["continued", "date_in", "date_of", "fill_money", "money_of", "patents_of", "royalty_free_of"]

_BEHIND = {  # words before a sum that speak for it or against it
    "en": (
        re.compile(
            r"(?:\bfor|worth|valued at|totall?ing|amounting to|upfront (?:payment|fee)? ?of|fee of|price of|consideration of|paid|pay|loan of|credit(?: line)? of|financing of|borrow(?:ed)?|"
            r"obtained|received|raised|invested|secured|damages of|compensation of|sum of|a total of|sold for|with a|deal of|down payment of|in exchange for)\s*(?:a |an |the |about |some |over |nearly |total of |another |up )?\W*$",
            re.IGNORECASE,
        ),
        re.compile(
            r"(?:claim(?:ed|ing|s)?|sought|seek(?:ing|s)?|demand(?:ed|ing|s)?|asked for|asking for|revenue|sales|turnover|profit|registered capital|capital of|market (?:value|cap)|valuation|valued (?:the company )?at|output|"
            r"milestone|up to|as much as|potential(?:ly)?|budget|assets|plus|estimated|appraised at|assessed at|evaluated at|interest|saved?|saving|premium|subsid(?:y|ies)|fine|further|additional|court (?:fees|costs)|initially|originally|from)\W*(?:\w+\W+){0,3}$",
            re.IGNORECASE,
        ),
    ),
    "zh": (
        re.compile(
            r"(?:许可费|转让费|价款|费用|金额|总额|总价|价格|合计|共计|贷款|授信|融资|资金|首付款|入门费|以|规模|获|得|投资|赔偿|支付|为|达|成交价|出资|增资|借款|元|一次性)[^，。；]{0,8}$"
        ),
        re.compile(
            r"(?:索赔|请求|诉请|主张|要求|营收|收入|产值|注册资本|估值|评估(?:价值|值)?|里程碑|最高|不超过|销售额|利润|市值|诉讼费|受理费|年均|节约|补贴|贴息|利息|罚款|原定|最初)[^，。；]{0,10}$"
        ),
    ),
}


def money_of(state: Reading, sums: Iterable[Money]) -> tuple[Money | None, Money | None]:
    """The fixed sum and the yearly sum of a deal, out of the sums in its clause."""
    yearly = None
    best: tuple[float, Money] | None = None
    for money in sums:
        if money.bracketed:
            continue
        if money.yearly:
            yearly = yearly or money
            continue
        before = state.text[max(0, money.start - 48) : money.start]
        good, bad = _BEHIND[state.lang]
        score = 1.0 + bool(good.search(before)) + 2 * bool(rule("terms.fixed").search(before[-28:]))
        if bad.search(before[-36:]) or rule("terms.ahead_bad").match(state.text[money.end : money.end + 40]):
            score -= 3
        if score > 0 and (best is None or score > best[0]):
            best = (score, money)
    return (best[1] if best else None), yearly


def fill_money(state: Reading, segment: Segment) -> dict[str, Any]:
    """Amount, currency and royalty of a deal, as fields."""
    amount, yearly = money_of(state, segment.money())
    return money_fields(amount, yearly)


def money_fields(amount: Money | None, yearly: Money | None) -> dict[str, Any]:
    """The fields for a fixed and a yearly sum."""
    fields: dict[str, Any] = {}
    for key, money in (("royalty", yearly), ("amount", amount)):
        if money is not None:
            fields |= {key: money.value, "currency": money.currency}
    return fields


def patents_of(segment: Segment) -> float | None:
    """How many patents the deal is about."""
    counts = segment.counts("patent") or [
        c for c in segment.sentence.counts if c.part and c.unit is None and segment.until <= c.start + 1 <= segment.end
    ]
    near = [c for c in counts if not _per_year(c) and (not c.part or abs(c.start - segment.at) < 40)]
    if not near:
        return None
    return min(near, key=lambda c: (c.start < segment.at - 60, abs(c.start - segment.at))).value


def _per_year(count: Count) -> bool:
    return bool(re.search(r"\b(?:applications?|filings?)$", count.noun))


def royalty_free_of(state: Reading, counts: Iterable[Count], end: int) -> Count | None:
    """The number of patents that cost nothing: the count nearest to the words for it."""
    best: tuple[int, Count] | None = None
    for count in counts:
        window_start, window_end = max(0, count.start - 16), min(end, count.end + 60)
        for match in rule("terms.free").finditer(state.text, window_start, window_end):
            between = state.text[min(count.end, match.start()) : max(count.start, match.start())]
            if re.search(r"\d|[。；;]", between):
                continue
            distance = min(abs(match.start() - count.end), abs(count.start - match.end()))
            if best is None or distance < best[0]:
                best = (distance, count)
    return best[1] if best else None


def date_of(state: Reading, segment: Segment) -> str | None:
    """The date of a deal: the nearest in its clause, else the one its sentence opens with."""
    found = date_in(segment.dates(), segment.at)
    if found:
        return found.iso
    before = date_in([d for d in segment.sentence.dates if not d.compared and d.end <= segment.start], segment.start)
    return before.iso if before else None


def date_in(dates: Iterable[When], at: int) -> When | None:
    """The date nearest to an offset; a span or a count's day only when there is no other."""
    rows = [d for d in dates if d.iso and "/" not in d.iso and not d.as_of and not re.search("[HQ]", d.iso)]
    return min(rows, key=lambda d: abs(d.start - at) if d.start >= at else (at - d.end) * 0.8, default=None)


def continued(state: Reading, segment: Segment, draft: Draft) -> None:
    """Add terms that the next sentence of the paragraph gives: "The deal is worth ..."."""
    for sentence in state.sentences[segment.index + 1 : segment.index + 3]:
        near = sentence.paragraph == segment.sentence.paragraph
        if not (near and _goes_on(state, sentence)) and not _names_deal(state, sentence):
            return
        if "date" not in draft.fields and (
            signed := rule("terms.signed", state.lang).search(state.text, sentence.start, sentence.end)
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


def _names_deal(state: Reading, sentence: Sentence) -> bool:
    """Whether a sentence of the next paragraph begins with the deal itself ("The agreement was signed ...")."""
    return bool(rule("terms.this_deal").match(state.text[sentence.start : sentence.end]))


def _goes_on(state: Reading, sentence: Sentence) -> bool:
    return bool(rule("terms.goes_on", state.lang).search(state.text[sentence.start : sentence.start + 60])) or bool(
        sentence.money and rule("terms.terms", state.lang).search(state.text, sentence.start, sentence.end)
    )
