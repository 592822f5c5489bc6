"""Disputes: who sued whom, where, and what was awarded or settled (never what was claimed)."""

from __future__ import annotations

from typing import Any

from patnav.ingest.extract.facts.dispute_nearby import date_near, forum_near
from patnav.ingest.extract.facts.dispute_parties import roles_in
from patnav.ingest.extract.facts.dispute_parties_zh import block_parties
from patnav.ingest.extract.facts.draft import Draft, same_date
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.sides_zh import other_party
from patnav.ingest.extract.facts.terms import date_in
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Money, Name, Reading, Sentence, Thing

__all__ = ["find_disputes", "terms_in"]


def find_disputes(state: Reading) -> list[Draft]:
    """All disputes of an article; what several sentences say of one case is one fact."""
    found: list[Draft] = []
    others: list[Draft] = []
    first, block = 0, -1
    for index, sentence in enumerate(state.sentences):
        told = _speaks_of_case(state, sentence)
        sides = {n.role for n in sentence.names if n.form != "reference"}
        told = told or {"plaintiff", "defendant"} <= sides or _ends(state, sentence, index, found[first:])
        total = any(count.unit == "case" and count.value > 1 for count in sentence.counts)
        if rule("disputes.new_case").match(state.text, sentence.start, sentence.end):
            first, block = len(found), index
        if state.lang == "en":
            if rule("disputes.another_case").search(state.text, sentence.start, sentence.end):
                first = len(found)
            owed = rule("disputes.on_credit").search(state.text, sentence.start, sentence.end)
            told = told and (
                not owed or bool(rule("disputes.in_court").search(state.text, sentence.start, sentence.end))
            )
            ruled = rule("disputes.in_court").search(state.text, sentence.start, sentence.end)
            told = told and bool(
                ruled or not rule("disputes.untrue", "en").search(state.text, sentence.start, sentence.end)
            )
            told = told and not rule("disputes.denied").search(state.text, sentence.start, sentence.end)
        elif rule("disputes.untrue", "zh").search(state.text, sentence.start, sentence.end):
            told = False
        pending = rule("disputes.pending", state.lang).search(state.text, sentence.start, sentence.end)
        if sentence.silent or sentence.headline or not told or total or pending:
            continue
        roles = roles_in(state, sentence)
        if state.lang == "en":
            _turn(roles, found[first:])
        elif block >= 0 and not found[first:]:
            roles = block_parties(state.sentences[block : index + 1]) or roles
        fields = roles | terms_in(state, sentence)
        if not roles and not found[first:] and not (state.lang == "en" and "amount" in fields):
            continue
        apart = bool(rule("disputes.another", state.lang).search(state.text, sentence.start, sentence.end))
        again = state.lang == "zh" or rule("disputes.again").search(state.text, sentence.start, sentence.end)
        again = again or rule("disputes.earlier", state.lang).search(state.text, sentence.start, sentence.end)
        near = [d for d in reversed(found[first:]) if again or not _ended_apart(d.fields, fields)]
        near = [d for d in near if again or not _elsewhere(state, sentence, d, fields)]
        near = [d for d in near if state.lang == "zh" or not _other_opponent(d, fields)]
        near = [d for d in near if (d in others and d.index == index) or not (apart or d in others)]
        near.sort(key=lambda draft: not _both_sides(draft, fields))
        twin = next((d for d in near if _same_case(d, fields, index)), None)
        if twin is not None:
            if "amount" in twin.fields and _earlier(state, sentence):
                fields = {key: fields[key] for key in ("plaintiff", "defendant") if key in fields}
            _without_filing(state, sentence, twin, fields)
            earlier = rule("disputes.earlier", state.lang).search(state.text, sentence.start, sentence.end)
            _join(twin, fields, sentence, index, bool(earlier), _on_appeal(state, sentence))
        elif roles.get("plaintiff") or roles.get("defendant") or (state.lang == "en" and "amount" in fields):
            found.append(Draft.of("dispute", sentence, index, 0.85, **fields))
            others += found[-1:] if apart else []
    if block < 0 or state.lang == "en":
        _labelled(state, found)
    for draft in found if state.lang == "en" else ():
        _suitor(state, draft)
        suitors = {id(t): t for other in found for t in other.things("plaintiff")}
        if "plaintiff" not in draft.fields and {"amount", "defendant"} <= draft.fields.keys() and len(suitors) == 1:
            draft.fields["plaintiff"] = [t for t in suitors.values() if t not in draft.things("defendant")]
    for draft in found:
        draft.fields.pop("decided", None)
        if state.lang == "zh":
            _other_side(state, draft)
        forum_near(state, draft)
        date_near(state, draft)
    found = [d for d in found if d.things("plaintiff", "defendant")]
    if state.lang == "zh":  # a claim against one more that the court has dismissed
        found = [d for d in found if _REACHED & d.fields.keys() or _quarrels(state, d)]
        lost = [d for d in found if d.fields.get("outcome") == "dismissed"]
        found = [d for d in found if d not in lost or {"plaintiff", "amount"} & d.fields.keys()]
    return [d for d in found if _told_enough(d, state.lang)]


def _told_enough(draft: Draft, lang: str) -> bool:
    """Whether both sides are told, or an end beside one; a court that names somebody makes no case."""
    sides = draft.things("plaintiff", "defendant")
    if lang == "en" and len(sides) == 1 and sides[0].kind == "financial":
        return False
    if lang == "en" and "defendant" not in draft.fields:
        return "amount" in draft.fields or {"outcome", "forum"} <= draft.fields.keys()
    return {"plaintiff", "defendant"} <= draft.fields.keys() or bool({"amount", "forum"} & draft.fields.keys())


def _speaks_of_case(state: Reading, sentence: Sentence) -> bool:
    if state.lang == "zh":
        return bool(rule("disputes.case", "zh").search(state.text, sentence.start, sentence.end))
    won = [(money.start, money.end) for money in sentence.money]
    words = rule("disputes.case", "en").finditer(state.text, sentence.start, sentence.end)
    return any(not any(start < match.start() < end for start, end in won) for match in words)


def _other_opponent(draft: Draft, fields: dict[str, Any]) -> bool:
    """Whether one of two sides is the same and the other somebody else's: X has sued Z as well."""
    both = all(role in draft.fields and role in fields for role in _SIDES)
    same = [bool(set(map(id, draft.things(role))) & set(map(id, fields.get(role, ())))) for role in _SIDES]
    return both and same.count(True) == 1


def _elsewhere(state: Reading, sentence: Sentence, draft: Draft, fields: dict[str, Any]) -> bool:
    """Whether another paragraph tells of another case: of nobody that the draft knows, or with an award of its own."""
    if state.lang == "zh" or state.sentences[draft.index].paragraph == sentence.paragraph:
        return False
    known, theirs = draft.things("plaintiff", "defendant"), fields.get("plaintiff", []) + fields.get("defendant", [])
    differs = "amount" in fields and fields["amount"] != draft.fields.get("amount", fields["amount"])
    item = rule("terms.bullet").match(state.text, state.sentences[draft.index].start)
    return (bool(theirs) and (differs or not any(thing in known for thing in theirs))) or (not theirs and bool(item))


def _ends(state: Reading, sentence: Sentence, index: int, found: list[Draft]) -> bool:
    """Whether a sentence tells the sum that ended the case just told: "Foxglove pays £1.15 million"."""
    if state.lang != "en" or not found or not sentence.money or "amount" in found[-1].fields:
        return False
    known = found[-1].things("plaintiff", "defendant")
    others = [n for n in sentence.names if n.thing.kind == "enterprise" and n.thing not in known]
    near = index - max({found[-1].index} | found[-1].also) <= 2
    return near and not others and bool(rule("disputes.end_of_case").search(state.text, sentence.start, sentence.end))


def _other_side(state: Reading, draft: Draft) -> None:
    """Who sued, or was sued, where the text names one party more beside the one that is told."""
    told = [role for role in ("plaintiff", "defendant") if draft.fields.get(role)]
    if (
        len(told) != 1
        or not {"amount", "forum"} & draft.fields.keys()
        or (draft.fields.get("outcome") == "dismissed" and "amount" not in draft.fields)
    ):
        return
    other = other_party(state, draft.index, draft.things(*told))
    if other is not None:
        draft.fields["defendant" if told == ["plaintiff"] else "plaintiff"] = [other]


_REACHED = {"forum", "amount", "outcome"}


def _quarrels(state: Reading, draft: Draft) -> bool:
    """Whether a case without an end is told by a word for one: 仿冒者成了客户 is none."""
    return bool(rule("disputes.zh_suit").search(state.text, draft.start, draft.end))


def _suitor(state: Reading, draft: Draft) -> None:
    """Who sued, where a sentence beside the award says what he "had asked for", or the case begins with him alone."""
    if "plaintiff" in draft.fields or "amount" not in draft.fields:
        return
    known = draft.things("defendant")
    near = state.sentences[max(0, draft.index - 2) : draft.index + 4]
    for sentence in near:
        asked = rule("disputes.demanded").search(state.text, sentence.start, sentence.end)
        who = [n.thing for n in sentence.names if asked and n.end <= asked.start() and _sues(n.thing, known)]
        if who:
            draft.fields["plaintiff"] = who[-1:]
            return
    before = [n for s in near if s.start < draft.start and not s.headline for n in s.names if _sues(n.thing, known)]
    if len({id(n.thing) for n in before}) == 1 and any(n.cue == "subj" for n in before):
        draft.fields["plaintiff"] = [before[0].thing]


def _sues(thing: Thing, others: list[Thing]) -> bool:
    return thing.kind in ("enterprise", "university", "research_institute") and thing not in others


def _turn(roles: dict[str, Any], found: list[Draft]) -> None:
    """``Y settled with X``, where X is known to have sued: X is the plaintiff here, too."""
    sued = [thing for draft in found for thing in draft.things("plaintiff")]
    plaintiff, defendant = roles.get("plaintiff", []), roles.get("defendant", [])
    if any(thing in sued for thing in defendant) and not any(thing in sued for thing in plaintiff):
        roles |= {"plaintiff": defendant, "defendant": plaintiff}


def _labelled(state: Reading, found: list[Draft]) -> None:
    """Complete an article's only case by its list of parties: ``原告：甲``, ``Appellant (defendant below): C``."""
    listed = {role: state.parties[role] for role in ("plaintiff", "defendant") if role in state.parties}
    blank = [draft for draft in found if "defendant" not in draft.fields and "amount" in draft.fields]
    if state.lang == "en" and "defendant" in listed and len(blank) == 1:
        blank[0].fields["defendant"] = [t for t in listed["defendant"] if t not in blank[0].things("plaintiff")]
    if len(found) != 1 or len(listed) < 2 or set(map(id, listed["plaintiff"])) & set(map(id, listed["defendant"])):
        return
    known = found[0].things("plaintiff", "defendant")
    if not known or any(thing in listed["plaintiff"] + listed["defendant"] for thing in known):
        more = {role: things for role, things in listed.items() if len(things) >= len(found[0].fields.get(role, ()))}
        found[0].fields |= {role: list(things) for role, things in more.items()}


def _same_case(draft: Draft, fields: dict[str, Any], index: int) -> bool:
    """Whether a sentence goes on about a case: the same parties, the missing party, or no parties at all."""
    mine, theirs = draft.things("plaintiff", "defendant"), fields.get("plaintiff", []) + fields.get("defendant", [])
    distance = index - draft.index
    if not theirs:
        return distance <= 6 and any(key in fields for key in ("amount", "outcome", "forum", "decided"))
    if not any(thing in mine for thing in theirs):
        other_side = all(role not in draft.fields or role not in fields for role in ("plaintiff", "defendant"))
        return distance <= 2 and min(len(mine), len(theirs)) <= 1 and other_side
    differs = "amount" in draft.fields and fields.get("amount", draft.fields["amount"]) != draft.fields["amount"]
    return not (differs and any(thing not in mine for thing in theirs))


def _both_sides(draft: Draft, fields: dict[str, Any]) -> bool:
    """Whether a sentence names both sides of a case, and nobody else."""
    return all(set(map(id, draft.things(role))) & set(map(id, fields.get(role, ()))) for role in _SIDES)


_SIDES = ("plaintiff", "defendant")


def _ended_apart(one: dict[str, Any], two: dict[str, Any]) -> bool:
    """Whether two tellings end differently, by settlement or by judgment, and differ in sum or forum: two cases."""
    ends = {one.get("outcome"), two.get("outcome")}
    differs = any(key in one and key in two and one[key] != two[key] for key in ("amount", "forum"))
    return differs and len(ends & {"settled", "dismissed", "awarded"}) == 2


def _earlier(state: Reading, sentence: Sentence) -> bool:
    """Whether a sentence goes back to the court below."""
    return bool(rule("disputes.below", state.lang).search(state.text[sentence.start : sentence.start + 40]))


def _on_appeal(state: Reading, sentence: Sentence) -> bool:
    """Whether a sentence tells the decision of a higher court, and none of the court below."""
    span = state.text, sentence.start, sentence.end
    above = state.lang == "en" and rule("disputes.again").search(*span)
    lower = any(n.cue == "by" and rule("disputes.court").search(n.thing.name) for n in sentence.names)
    return bool(above) and not lower and not rule("disputes.below", "en").search(*span)


def _without_filing(state: Reading, sentence: Sentence, draft: Draft, fields: dict[str, Any]) -> None:
    """The day on which a case was brought is not the day of its decision, whichever of the two is told first."""
    filing = rule("disputes.filing", state.lang)
    ends, ended = ({"amount", "outcome"} & told.keys() for told in (fields, draft.fields))
    if ended and not ends and filing.search(state.text, sentence.start, sentence.end):
        fields.pop("date", None)
    elif ends and not ended and filing.search(state.text, draft.start, draft.end):
        draft.fields.pop("date", None)


def _join(draft: Draft, fields: dict[str, Any], sentence: Sentence, index: int, earlier: bool, higher: bool) -> None:
    """Add what one more sentence says of a case.

    ``earlier`` tells of a decision before the one that is reported, ``higher`` of one on appeal.
    """
    known = draft.things("plaintiff", "defendant")
    draft.also.add(index)
    told_before = {"date", "outcome", "amount", "currency"} if earlier else set()
    for key, value in fields.items():
        if key in told_before:
            draft.fields.setdefault(key, value)
            continue
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
            if higher and {"amount", "outcome"} & fields.keys():
                draft.fields[key] = value
            draft.fields.setdefault(key, value)


def terms_in(state: Reading, sentence: Sentence) -> dict[str, Any]:
    """Forum, sum awarded, date and outcome that a sentence states."""
    fields: dict[str, Any] = {}
    forums = [
        n for n in sentence.names if n.thing.label == "Organization" and rule("disputes.forum").search(n.thing.name)
    ]
    offices = [
        n
        for n in sentence.names
        if n.thing.kind in ("government", "ip_service")
        and n not in forums
        and (rule("disputes.decides").match(state.text, n.end, sentence.end) or _mediates(state, sentence, n))
    ]
    named = [n for n in forums if n.form != "reference"] or offices or forums
    if named:
        fields["forum"] = [named[0].thing]
    money = _award(state, sentence)
    if money is not None:
        if state.lang == "zh" and rule("disputes.zh_revised").search(state.text[sentence.start : money.start]):
            above = [n for n in forums if n.end <= money.start]
            fields |= {"forum": [above[-1].thing]} if above else {}
        fields |= {"amount": money.value, "currency": money.currency}
    days = [d for d in sentence.dates if not d.compared and len(d.iso or "") > 4]
    if state.lang == "zh":
        days = [d for d in days if not rule("disputes.zh_since").search(state.text, sentence.start, d.start)]
        days = [d for d in days if money is None or d.start < money.start] or days
    when = date_in(days, sentence.end if money is None else money.start)
    if when is not None:
        fields["date"] = when.iso
    undone = False
    if rule("disputes.set_aside").search(state.text, sentence.start, sentence.end):
        fields = {key: value for key, value in fields.items() if key not in ("amount", "currency")}
        undone = state.lang == "en"
    decided = "disputes.en_decided_on" if state.lang == "en" else "disputes.zh_decided_on"
    if "date" in fields and rule(decided).search(state.text, sentence.start, sentence.end):
        fields["decided"] = True
    outcome = _outcome(state, sentence)
    if outcome and not (undone and outcome == "awarded"):
        fields["outcome"] = outcome
    return fields


def _mediates(state: Reading, sentence: Sentence, name: Name) -> bool:
    """Whether a center or office is where two parties made their peace: "mediators at the ... Protection Center"."""
    told = rule("disputes.mediates").search(state.text, sentence.start, sentence.end)
    before = rule("disputes.mediator_ahead").search(state.text[sentence.start : name.start])
    return state.lang == "en" and name.form == "name" and bool(told and before)


def _award(state: Reading, sentence: Sentence) -> Money | None:
    """The sum awarded or settled; what was claimed, and costs, are passed over."""
    if state.lang == "zh":
        revised = rule("disputes.zh_revised")
        set_above = [m for m in sentence.money if revised.search(state.text[sentence.start : m.start])]
        if set_above and len(sentence.money) > 1:
            return set_above[-1]
    for money in sentence.money:
        before, after = state.text[max(sentence.start, money.start - 90) : money.start], state.text[money.end :][:40]
        claimed = rule("disputes.claimed", state.lang).search(before) or rule("disputes.claimed_after").match(after)
        granted = state.lang == "zh" and rule("disputes.zh_granted").search(before)
        awarded = rule("disputes.award", state.lang).search(before) or rule("disputes.awarded_after").match(after)
        cut_from = (
            rule("disputes.cut_from").search(before) if state.lang == "en" else rule("disputes.zh_changed").match(after)
        )
        if money.bracketed or money.yearly or (claimed and not granted) or not awarded or cut_from:
            continue
        start = max(sentence.start, money.start - 60)
        start = max(start, state.text.rfind("，", start, money.start) + 1) if state.lang == "zh" else start
        done = is_fact(state, sentence, money.start, money.end, start, money.end)
        if done or rule("disputes.binding").search(before):
            return money
    return None


_OUTCOMES = ("settled", "dismissed", "upheld", "awarded")


def _outcome(state: Reading, sentence: Sentence) -> str | None:
    text = state.text[sentence.start : sentence.end]
    return next((name for name in _OUTCOMES if rule(f"disputes.{name}", state.lang).search(text)), None)
