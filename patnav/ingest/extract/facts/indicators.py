"""Indicators: a number about a region or an organization, with its growth, its share of a whole, and its period."""

from __future__ import annotations

import re
from typing import Any

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.growth import grow, respectively, same_measure, share_out
from patnav.ingest.extract.facts.indicator_holders import holder_in
from patnav.ingest.extract.facts.indicator_names import Clause, label_before, name_of, whole_of
from patnav.ingest.extract.facts.indicator_parts import also_of, inherit, of_places, parts, respective, same_things
from patnav.ingest.extract.facts.labels import readable
from patnav.ingest.extract.facts.periods import period_of
from patnav.ingest.extract.facts.regions import region_of
from patnav.ingest.extract.facts.tallies import tallies
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Count, Money, Quantity, Reading, Sentence, Share, Thing, When

__all__ = ["find_indicators"]

_REGIONAL = ("patent", "trademark", "enterprise", "institution", "base", "certificate", "license", "case")
_STANDING = (
    "demonstration_enterprises",
    "ip_operation_centers",
    "navigation_service_bases",
    "ip_protection_centers",
    "mediation_organizations",
)
"""Indicators that are counted on a day, not over a period."""

_SINGLE = ("case", "patent", "license", "certificate")

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
        if rows := list(tallies(state, sentence, index)):
            found += rows
            continue
        if found and found[-1].index == index - 1 and _grew(state, sentence, found[-1]):
            continue
        drafts = _sentence(state, sentence, index, index in busy, context)
        drafts = [d for d in drafts if not _of_deals_beside(state, sentence, index, d, busy)]
        for draft in drafts:
            if (index, draft.fields.get("value")) in data and "indicator" not in draft.fields:
                draft.fields["indicator"] = "data_ip_certificates"
        inherit(state, sentence, drafts, [draft for draft in found if draft.index >= index - 2])
        also_of(state, sentence, drafts, [draft for draft in found if draft.index >= index - 2])
        parts(drafts, [draft for draft in found if draft.index >= index - 1])
        found += drafts or [*respective(state, sentence, index, found[-1] if found else None)]
    found = _distinct(found)
    for draft in found:
        _label(draft, state.lang)
    return found


def _of_deals_beside(state: Reading, sentence: Sentence, index: int, draft: Draft, busy: set[int]) -> bool:
    """Whether a small number without a name is told of the deal beside it: "Behind it stand 44 patents"."""
    fields = draft.fields
    if state.lang != "en" or {"indicator", "unit", "change"} & fields.keys() or fields.get("value", 1000) >= 200:
        return False
    own = any(n.thing.label == "Region" and n.form == "name" for n in sentence.names)
    beside = any(at in busy and state.sentences[at].paragraph == sentence.paragraph for at in (index - 1, index + 1))
    return beside and not own and "period" not in fields


def _grew(state: Reading, sentence: Sentence, last: Draft) -> bool:
    """``That was 13.6 percent more than in 2023``: the growth of the value told right before."""
    changes = [share for share in sentence.shares if share.role == "change"]
    told = rule("numbers.that_was").match(state.text, sentence.start, sentence.end)
    if not told or len(changes) != 1 or "change" in last.fields or sentence.money or sentence.counts:
        return False
    last.fields["change"] = changes[0].value
    return True


def _label(draft: Draft, lang: str) -> None:
    """Make the label readable; the class of what is counted is no field of its own."""
    fields = draft.fields
    label = readable(fields.get("label"), fields.get("indicator"), fields.get("unit") or fields.pop("of", None), lang)
    fields.pop("of", None)
    if draft.apart:
        label = fields["label"]
    if label:
        fields["label"] = label
    else:
        fields.pop("label", None)


def _sentence(state: Reading, sentence: Sentence, index: int, busy: bool, context: bool) -> list[Draft]:
    drafts: list[tuple[Quantity, Draft]] = []
    for quantity in _values(sentence):
        named = frozenset(str(draft.fields.get("indicator")) for _, draft in drafts)
        draft = _indicator(Clause(state, sentence, quantity, context, named), index, busy)
        if draft is not None and drafts and _milestone(state, drafts[-1][0], quantity):
            quantity.used = True
        elif draft is not None and not (_few(state, quantity) and "indicator" not in draft.fields):
            drafts.append((quantity, draft))
            quantity.used = True
    same_things(drafts)
    if state.lang == "zh":
        of_places(state, sentence, drafts)
    changes = [share for share in sentence.shares if share.role == "change" and not share.used]
    respectively(state, changes, drafts)
    for share in changes:
        hoped = rule("numbers.planned", state.lang).search(state.text, sentence.start, share.start)
        if (
            not share.used
            and not (hoped and state.lang == "zh")
            and (lone := grow(state, sentence, index, share, drafts))
        ):
            drafts.append((share, lone))
    same_measure(state, drafts)
    share_out(state, sentence, drafts)
    return [draft for _, draft in drafts]


def _few(state: Reading, quantity: Quantity) -> bool:
    """Whether a number is a small one in words, which counts only what has a name of its own."""
    few, most = ("[一两二]", 2) if state.lang == "zh" else (r"(?:more than |over )?(?:one|two|three|four|five)", 5)
    whole = quantity.value in range(1, most + 1)
    return whole and bool(re.match(few, state.text[quantity.start : quantity.end], re.IGNORECASE))


def _milestone(state: Reading, told: Quantity, quantity: Quantity) -> bool:
    """Whether a number is but a mark that the value right before has passed: ``达92.4亿元，首次突破90亿元``."""
    passed = rule("numbers.milestone", state.lang, exact=True).match(state.text, told.end)
    return (
        type(told) is type(quantity)
        and quantity.value <= told.value
        and bool(passed and passed.end() >= quantity.start)
    )


def _values(sentence: Sentence) -> list[Quantity]:
    rows: list[Quantity] = [
        *sentence.counts,
        *(m for m in sentence.money if not m.bracketed),
        *(s for s in sentence.shares if s.role == "share"),
    ]
    one_case = [c for c in sentence.counts if c.unit in _SINGLE and c.value == 1]  # told, and no number of any
    return sorted((row for row in rows if not row.used and row not in one_case), key=lambda row: row.start)


def _of_one(state: Reading, sentence: Sentence, money: Money) -> bool:
    """Whether a sum is that of one loan or issue: "a bridging loan of R21 million", "a 150-million-yuan issue"."""
    before = rule("numbers.single").search(state.text[sentence.start : money.start])
    return bool(before or rule("numbers.single_after").match(state.text, money.end, sentence.end))


def _indicator(clause: Clause, index: int, busy: bool) -> Draft | None:
    """The indicator that a number states, None where it states none."""
    state, sentence, quantity = clause.state, clause.sentence, clause.quantity
    if _planned(clause) or _compared(clause):
        return None
    kind = name_of(clause)
    if kind is None and state.lang == "en" and isinstance(quantity, Money) and _of_one(state, sentence, quantity):
        return None
    if kind is None and rule("numbers.terms").match(state.text, sentence.start):
        return None
    holder = holder_in(clause, index, kind)
    measured = _measured(clause, kind, holder, busy)
    if measured is None:
        return None
    fields: dict[str, Any] = {"indicator": kind, "value": quantity.value, "modifier": quantity.modifier, **measured}
    if holder is not None:
        fields["organization"] = holder.name
    else:
        fields["region"] = region_of(state, sentence, quantity.start, quantity.end)
    nation = kind is not None and rule("regions.nationwide").match(state.text, sentence.start)
    if not fields.get("region") and not fields.get("organization") and not nation:
        return None
    when = period_of(sentence, quantity) or _the_period(clause, index)
    when = when or (sentence.frame if kind not in _STANDING else None)
    if when is not None and not _since(clause):
        fields |= {"period": when.iso, "period_text": when.text if when.relative or not when.iso else None}
    return Draft.of("indicator", sentence, index, 0.9 if kind else 0.6, **fields)


def _the_period(clause: Clause, index: int) -> When | None:
    """``in the quarter``, ``in the six months``: the last period of such a length that the text before has named."""
    state, sentence = clause.state, clause.sentence
    told = rule("numbers.the_period").search(state.text, sentence.start, sentence.end) if state.lang == "en" else None
    if not told:
        return None
    fits = {"quarter": r"\d{4}-Q\d", "half": r"\d{4}-H\d|\d{4}-\d\d/\d{4}-\d\d"}
    wanted = next((form for word, form in fits.items() if word in told["what"].casefold()), r"\d{4}-.*[HQ/].*")
    before = [d for s in reversed(state.sentences[:index]) for d in reversed(s.dates) if d.iso and not d.compared]
    wanted += r"|\d{4}-\d\d/\d{4}-\d\d" if "quarter" in told["what"].casefold() else ""
    return next((d for d in before if re.fullmatch(wanted, str(d.iso))), None)


def _measured(clause: Clause, kind: str | None, holder: Thing | None, busy: bool) -> dict[str, Any] | None:
    """Unit and label of a number, None where it is of no interest: a deal's term, a firm's turnover."""
    state, sentence, quantity = clause.state, clause.sentence, clause.quantity
    if isinstance(quantity, Money):
        paid = not kind and rule("numbers.paid").search(clause.before)
        if paid or rule("numbers.threshold").match(state.text, quantity.end):
            return None
        earned = holder is not None and rule("numbers.earned").search(state.text, sentence.start, quantity.end)
        summed = earned if holder is not None else _summed(clause)
        return {"unit": quantity.currency, "label": label_before(clause)} if kind or (summed and not busy) else None
    if isinstance(quantity, Share):
        whole = whole_of(state, quantity)
        if state.lang == "en" and (
            not rule("numbers.whole").search(whole) if whole else holder is not None and not kind
        ):
            return None
        if _of_a_firm(state, sentence, quantity) or (busy and whole is None):
            return None
        nearly = rule("numbers.nearly_whole").search(clause.before)
        modified = {"modifier": "nearly"} if nearly and quantity.modifier is None else {}
        return {"unit": "share", "share_of": whole, "label": _rate(clause) or label_before(clause), **modified}
    if not isinstance(quantity, Count) or quantity.unit not in (_OWNED if holder is not None else _REGIONAL):
        return None
    if quantity.unit == "patent" and kind is None and holder is None and _of_a_deal(clause):
        return None
    if quantity.unit == "patent" and kind is None and _of_a_story(clause):
        return None
    owned = holder and rule("numbers.owned", exact=True).search(state.text[sentence.start : quantity.start])
    if busy and not owned and (holder is not None or kind is None):
        return None
    return {
        "label": _whose(clause, quantity, kind) or label_before(clause),
        "of": quantity.unit,
        "part": _part_of(clause, quantity),
    }


def _whose(clause: Clause, count: Count, kind: str | None) -> str:
    """What is counted; of a bare noun without a name, also whose: "patents of owners elsewhere in China"."""
    text, sentence = clause.state.text, clause.sentence
    if kind is not None or len(count.noun.split()) != 1:
        return count.noun
    if clause.state.lang == "zh":
        owners = rule("numbers.zh_owners").search(text, sentence.start, count.start)
        return f"{owners['who']}的{count.noun}" if owners else count.noun
    owners = rule("numbers.owners").match(text, count.noun_end, sentence.end)
    return count.noun + (owners[0] if owners else "")


def _part_of(clause: Clause, count: Count) -> str | None:
    """How a part of what was counted before is told: ``, of which settled``; None for a number of its own."""
    lang, text, sentence = clause.state.lang, clause.state.text, clause.sentence
    start = sentence.start + len(clause.upto) - len(clause.text)
    if not count.part:
        return None
    after = rule("numbers.part_after", lang).match(text, count.end, sentence.end)
    ahead = rule("numbers.part_before", lang).search(text, max(start, sentence.start), count.start)
    told = next((match["told"].strip() for match in (after, ahead) if match), None)
    return told and (f"，其中{told}" if lang == "zh" else f", of which {told}")


def _rate(clause: Clause) -> str | None:
    """The rate that a sentence names once and tells for several years: 产业化率在上升，2018年为36.3%."""
    if not re.match(r"\d{4}年", clause.before):
        return None
    named = rule("numbers.zh_rate_name").search(clause.state.text, clause.sentence.start, clause.quantity.start)
    return named["rate"] if named else None


def _since(clause: Clause) -> bool:
    """Whether a number is a total since something began, whatever period the sentence has named before."""
    start = clause.quantity.start - len(clause.before)
    dated = any(start <= date.start < clause.quantity.start for date in clause.sentence.dates)
    return not dated and bool(rule("numbers.since").search(clause.before))


def _compared(clause: Clause) -> bool:
    """Whether a number is what another has grown from, or the difference."""
    state, start, end = clause.state, clause.quantity.start, clause.quantity.end
    before = state.text[max(clause.sentence.start, start - 30) : start]
    if isinstance(clause.quantity, Money) and rule("numbers.delta", state.lang).search(before):
        return True
    fell = state.lang == "en" and re.search(r"\b(?:up|down|rose|fell|compared)\s+from\s+$", before)
    if state.lang == "zh" and rule("numbers.zh_base").search(before):
        return True
    behind = max(end, getattr(clause.quantity, "noun_end", 0)) if state.lang == "en" else end
    told = rule("numbers.baseline", state.lang).match(state.text, behind, clause.sentence.end)
    return bool(fell or (told and rule("numbers.from", state.lang).search(before)))


def _of_a_deal(clause: Clause) -> bool:
    """Whether a number of patents belongs to a deal, though not to one that is a fact, and to no region."""
    places = any(name.thing.label == "Region" for name in clause.sentence.names)
    return not places and bool(rule("numbers.dealt", clause.state.lang).search(clause.text))


def _of_a_story(clause: Clause) -> bool:
    """Whether a small number of patents is no figure of a stock or a period: 争夺3件保持架专利."""
    state, quantity = clause.state, clause.quantity
    counted = rule("numbers.zh_stock").search(state.text, clause.sentence.start, quantity.start)
    return state.lang == "zh" and quantity.value < 100 and not counted


def _planned(clause: Clause) -> bool:
    """Whether a number is a plan or a hope."""
    after = rule("numbers.planned_after").match(clause.state.text, clause.quantity.end)
    after = after or rule("numbers.planned_head").match(clause.state.text, clause.sentence.start, clause.sentence.end)
    return bool(after or rule("numbers.planned", clause.state.lang).search(clause.before))


def _summed(clause: Clause) -> bool:
    """Whether an unlisted sum measures a region's activity."""
    sentence, money = clause.sentence, clause.quantity
    own = any(
        n.thing.label == "Region" and n.cue == "subj" and n.end <= money.start <= n.end + 40 for n in sentence.names
    )
    summed = own or rule("numbers.summed", clause.state.lang).search(clause.text)
    return bool(summed) and sentence.region is not None


def _of_a_firm(state: Reading, sentence: Sentence, share: Share) -> bool:
    """Whether a percentage is a stake, a discount or a royalty."""
    around = state.text[max(sentence.start, share.start - 24) : min(sentence.end, share.end + 36)]
    return bool(rule("numbers.deal_share").search(around))


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """Each indicator once: the same value of the same thing told twice is one fact."""
    kept: dict[tuple[Any, ...], list[Draft]] = {}
    for draft in drafts:
        key = tuple(draft.fields.get(f) for f in ("value", "unit", "region", "organization", "indicator"))
        twin = next((other for other in kept.get(key, ()) if _same_period(other, draft)), None)
        if twin is None:
            kept.setdefault(key, []).append(draft)
        else:
            twin.fields = draft.fields | twin.fields
    return [draft for rows in kept.values() for draft in rows]


def _same_period(a: Draft, b: Draft) -> bool:
    one, two = a.fields.get("period"), b.fields.get("period")
    return not one or not two or one == two
