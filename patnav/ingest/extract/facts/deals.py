"""Deals between named parties: licences, assignments, pledges, partnerships, investments."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from patnav.ingest.extract.antecedents import is_unit
from patnav.ingest.extract.facts.completion_en import complete
from patnav.ingest.extract.facts.deal_roles import settle
from patnav.ingest.extract.facts.draft import Draft, merge_all
from patnav.ingest.extract.facts.forms_en import find_forms
from patnav.ingest.extract.facts.forms_zh import find_forms_zh
from patnav.ingest.extract.facts.investments_zh import complete_investments
from patnav.ingest.extract.facts.segments import Segment, names_patents, segments
from patnav.ingest.extract.facts.sides_zh import hinted_deals, other_sides
from patnav.ingest.extract.facts.terms import continued, date_in, date_of, money_fields, money_of, patents_of
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Reading, Sentence, Thing
from patnav.ingest.extract.vocabulary import load

__all__ = ["find_deals"]


def _parties(kind: str) -> list[str]:
    """The roles of a type of deal, the giver first."""
    roles: list[str] = load("deals")["deals"][kind]["parties"]
    return roles


def find_deals(state: Reading, apart: list[Draft]) -> list[Draft]:
    """All deals of an article, each once.

    Args:
        state: The article.
        apart: Facts of other types, whose sentences tell no further deal.
    """
    drafts: list[Draft] = []
    for segment in segments(state):
        if draft := _deal(state, segment):
            if _again(state, draft, drafts):
                draft.fields.pop("date", None)
            drafts.append(draft)
    _inherit(state, drafts)
    drafts += find_forms_zh(state)
    found: list[Draft] = []
    for kind in load("deals")["deals"]:
        found += merge_all([draft for draft in drafts if draft.type == kind], tuple(_parties(kind)))
    for draft in found:
        if draft.type == "investment" and "investor" in draft.fields:
            draft.fields["investor"] = [t for t in draft.things("investor") if t not in draft.things("target")]
    if state.lang == "zh":
        complete_investments(state, found)
        other_sides(state, found)
        found += hinted_deals(state, [*found, *apart])
    _terms_apart(state, found)
    found += find_forms(state, found)
    found += merge_all([draft for draft in drafts if draft.type == "data_ip"], ("holder", "lender", "licensee"))
    return [draft for draft in found if _whole(draft) and not _ended(state, draft)]


def _ended(state: Reading, draft: Draft) -> bool:
    """Whether the next sentence says that the deal just told is over: "the licence came to an end in 2022"."""
    following = state.sentences[draft.index + 1 : draft.index + 2]
    over = state.lang == "en" and any(
        rule("parties.ended").search(state.text, s.start, s.end)
        for s in following
        if s.paragraph == state.sentences[draft.index].paragraph
    )
    if over:
        state.denied.add(draft.index)
    return over


def _deal(state: Reading, segment: Segment) -> Draft | None:
    """The deal that a trigger tells, None where it tells none: a total, or too little."""
    found = {role: things for role, things in settle(state, segment, _parties(segment.type)).items() if things}
    if _counted(state, segment) or (not found and segment.type != "pledge"):
        return None
    fields: dict[str, Any] = {**found, **money_fields(*money_of(state, segment.money()))}
    fields["date"] = date_of(state, segment)
    if len(found) == 1 and len(str(fields["date"] or "")) < 7 and _totals(state, segment):
        return None
    if segment.type in ("license", "assignment", "pledge"):
        fields["patents"] = patents_of(state, segment)
    if segment.type == "assignment" and fields.get("patents") is None and not names_patents(state, segment.sentence):
        return None
    confidence = 0.9 if len(found) > 1 else 0.7
    if segment.weak and not (fields.get("amount") or fields.get("patents")):
        confidence = 0.45
    draft = Draft.of(segment.type, segment.sentence, segment.index, confidence, **fields)
    draft.guessed = segment.guessed
    continued(state, segment, draft)
    pending = rule("terms.applied").search(state.text, segment.sentence.start, segment.sentence.end)
    if segment.type == "pledge" and "amount" not in draft.fields and pending:
        return None
    told = len(draft.things(*_parties(segment.type))) > 1 or "amount" in draft.fields or "patents" in draft.fields
    return _data(state, draft, segment, state.text[segment.start : segment.end]) if told or not segment.weak else None


def _again(state: Reading, draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a sentence speaks of the deal just told ("the above pledge was registered on ..."), whose date stands."""
    near = [
        one for one in drafts if one.type == draft.type and 0 < draft.index - one.index <= 4 and "date" in one.fields
    ]
    return bool(near and rule("parties.again").match(state.text, draft.start, draft.end))


def _counted(state: Reading, segment: Segment) -> bool:
    """Whether the trigger is counted ("64 licence agreements"): a total, no deal."""
    return any(
        c.value > 1
        and c.unit == "license"
        and max(c.end, c.noun_end) > segment.at
        and min(c.start, c.noun_start) < segment.until + 3 * (state.lang == "zh")
        for c in segment.sentence.counts
    )


def _totals(state: Reading, segment: Segment) -> bool:
    """Whether a clause sums up a time ("in the past three years the university has assigned 140 patents")."""
    return bool(rule("parties.totals").search(state.text, segment.start, segment.end))


def _data(state: Reading, draft: Draft, segment: Segment, text: str) -> Draft:
    """A loan or licence on data certificates is a ``data_ip``."""
    before = state.text[max(0, segment.sentence.start - 600) : segment.sentence.start]
    of_them = rule("parties.one_of_them").match(state.text, segment.sentence.start)
    whole = state.text[segment.sentence.start : segment.end]
    text = text if state.lang == "en" or draft.type != "pledge" else whole
    implied = (of_them or rule("parties.certificate").search(whole)) and rule("parties.data").search(before)
    if draft.type not in ("pledge", "license") or not (implied or rule("parties.data").search(text)):
        return draft
    giver, taker = _parties(draft.type)
    fields: dict[str, Any] = {"kind": draft.type, "holder": draft.fields.get(giver)}
    fields |= {key: value for key, value in draft.fields.items() if key not in (giver, taker, "patents")}
    if draft.type == "pledge":
        fields["lender"] = draft.fields.get(taker)
    if segment.counts("certificate"):
        fields["count"] = segment.counts("certificate")[0].value
    draft.type, draft.fields = "data_ip", {key: value for key, value in fields.items() if value}
    return draft


def _inherit(state: Reading, drafts: list[Draft]) -> None:
    """A sale told right after another ("X bought five of them") has its seller; a loan's banks may follow."""
    if state.lang == "en":
        complete(state, drafts)
    for one, two in pairwise(drafts):
        sold = one.type == two.type == "assignment" and "assignor" in one.fields and "assignee" in two.fields
        next_to = two.index - one.index == 1 and "assignor" not in two.fields
        if sold and next_to and rule("parties.of_them").search(state.text, two.start, two.end):
            two.fields["assignor"] = list(one.fields["assignor"])
            if "patents" in one.fields and "assignee" not in one.fields:
                two.fields.setdefault("patents", one.fields["patents"])
        given = [t for role in ("licensor", "assignor") for t in one.fields.get(role, ())]
        if two.type == "assignment" and given and _one_more(state, one, two):
            two.fields |= {"assignor": given, "patents": 1.0}
    for draft in drafts:
        if draft.type == "license" and state.lang == "zh" and "licensor" not in draft.fields:
            _licensor_before(state, draft)
        giver = _parties(draft.type)[0] if draft.type in ("license", "assignment") else ""
        if giver and giver not in draft.fields and state.lang == "zh" and (source := _source(state, draft)):
            draft.fields[giver] = [source]
        if draft.type == "investment" and "target" not in draft.fields:
            _into(state, draft)
        if draft.type == "investment" and draft.index + 1 < len(state.sentences):
            _joined(state, draft, state.sentences[draft.index + 1])
        if draft.type == "pledge" and draft.index:
            _secured(state, draft, state.sentences[draft.index - 1])
        if draft.type == "pledge" and "lender" not in draft.fields and draft.index + 1 < len(state.sentences):
            following = state.sentences[draft.index + 1]
            banks = list(dict.fromkeys(n.thing for n in following.names if n.thing.kind == "financial"))
            if banks and rule("parties.syndicate").match(state.text, following.start, following.end):
                draft.fields["lender"] = banks


_SOURCES = ("university", "research_institute", "hospital")


def _source(state: Reading, draft: Draft) -> Thing | None:
    """The one university or institute that the article is about, whose patents go to somebody."""
    told = [
        n.thing for s in state.sentences[:3] for n in s.names if n.thing.kind in _SOURCES[:2] and not is_unit(n.thing)
    ]
    about = list(dict.fromkeys(told))
    takers = draft.things(*_parties(draft.type)[1:])
    return about[0] if len(about) == 1 and takers and about[0] not in takers else None


def _licensor_before(state: Reading, draft: Draft) -> None:
    """``某大学当天签下三项许可：...，被许可人为甲``: the one source of technology that the paragraph has named."""
    if not rule("parties.listed").search(state.text, draft.start, draft.end):
        return
    paragraph = state.sentences[draft.index].paragraph
    near = [s for s in state.sentences[max(0, draft.index - 2) : draft.index + 1] if s.paragraph == paragraph]
    sources = {id(n.thing): n.thing for s in near for n in s.names if n.thing.kind in _SOURCES}
    if len(sources) == 1 and not set(sources) & {id(thing) for thing in draft.things("licensee")}:
        draft.fields["licensor"] = list(sources.values())


def _into(state: Reading, draft: Draft) -> None:
    """``专利转让给新公司；甲以现金入股``: an investment in the firm that the sentence has put something into."""
    known = draft.things("investor")
    put = [n for n in state.sentences[draft.index].names if n.cue in ("to", "obj") and n.thing not in known]
    targets = [n.thing for n in put if n.thing.kind == "enterprise"]
    if state.lang == "en" and not targets:
        inside = [n for n in state.sentences[draft.index].names if n.cue in ("in", "into", "of")]
        targets = [n.thing for n in inside if n.thing.kind == "enterprise" and n.thing not in known]
    if state.lang == "en" and not targets:
        near = state.sentences[draft.index].names + (state.sentences[draft.index - 1].names if draft.index else [])
        targets = [n.thing for n in near if n.thing.kind == "enterprise" and n.thing not in known and n.cue != "from"]
    if known and targets and "amount" in draft.fields:
        draft.fields["target"] = targets[:1]


def _secured(state: Reading, draft: Draft, before: Sentence) -> None:
    """``The loan is secured by 22 patents``, ``Eleven patents were given as security``: the loan told right before."""
    again = rule("parties.the_loan").match(state.text, draft.start)
    near = before.paragraph == state.sentences[draft.index].paragraph and "lender" not in draft.fields
    lent = near and before.money and rule("parties.loan_told").search(state.text, before.start, before.end)
    apart = lent and not again and not rule("parties.for_the_loan").search(state.text, draft.start, draft.end)
    apart = apart and any(thing not in [n.thing for n in before.names] for thing in draft.things("pledgor"))
    if "amount" in draft.fields or not (again or lent) or apart or (lent and before.silent):
        return
    banks = list(dict.fromkeys(n.thing for n in before.names if n.thing.kind == "financial"))
    firms = list(dict.fromkeys(n.thing for n in before.names if n.thing.kind == "enterprise" and not n.owner))
    when = date_in([d for d in before.dates if not d.compared], before.start)
    fields = money_fields(*money_of(state, before.money)) | {"lender": banks, "date": when.iso if when else None}
    if lent and banks and "pledgor" not in draft.fields and len(firms) == 1:
        fields["pledgor"] = firms
    for key, value in fields.items():
        if value:
            draft.fields.setdefault(key, value)


def _joined(state: Reading, draft: Draft, following: Sentence) -> None:
    """``Zijin Seed Fund also took part``: one more investor of the round told right before."""
    joins = max(
        rule("parties.joins").finditer(state.text, following.start, following.end),
        key=lambda match: match.start(),
        default=None,
    )
    known = draft.things("investor", "target")
    more = [n.thing for n in following.names if joins and n.thing.label == "Organization" and n.end <= joins.start()]
    if more := [thing for thing in dict.fromkeys(more) if thing not in known]:
        draft.fields["investor"] = [*draft.fields.get("investor", []), *more]


def _terms_apart(state: Reading, found: list[Draft]) -> None:
    """The sum of an article's only deal, told in a section of its own ("Consideration", 许可费用)."""
    deals = [draft for draft in found if draft.type in ("license", "assignment")]
    if len(deals) != 1 or {"amount", "royalty"} & deals[0].fields.keys():
        return
    for sentence in state.sentences[deals[0].index + 1 :]:
        stated = rule("terms.stated", state.lang).search(state.text, sentence.start, sentence.end)
        amount, yearly = money_of(state, sentence.money) if stated else (None, None)
        if amount is not None or yearly is not None:
            deals[0].fields |= money_fields(amount, yearly)
            return


def _one_more(state: Reading, one: Draft, two: Draft) -> bool:
    """Whether a sale is of one more patent of the giver before: "A third patent was sold to ..."."""
    if "assignor" in two.fields or two.fields.get("patents", 1.0) != 1.0 or two.index - one.index > 2:
        return False
    return bool(rule("parties.one_more").match(state.text, two.start, two.end))


def _whole(draft: Draft) -> bool:
    """Whether a draft says enough to be a fact."""
    if draft.type == "data_ip":
        return bool(draft.fields.keys() & {"holder", "lender", "amount", "count"})
    roles = [role for role in _parties(draft.type) if draft.fields.get(role)]
    if draft.type == "partnership":
        return len(draft.fields.get("partner", ())) > 1
    if draft.type == "investment":
        return len(roles) == 2 or ("amount" in draft.fields and "target" in draft.fields)
    return bool(roles) and (draft.confidence >= 0.5 or len(draft.fields) > 1 or len(draft.things(*roles)) > 1)
