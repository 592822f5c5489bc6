"""Plaintiff and defendant of a case, in Chinese: 甲诉乙, 判令乙赔偿甲, 上诉人 and 被上诉人."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing

__all__ = ["block_parties", "roles_zh"]

Roles = dict[str, list[Thing]]


def roles_zh(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """The parties: named as a pair, else one by one by the words beside them."""
    names = [n for n in sentence.names if n in names or _party(state, sentence, n)]
    found = (
        _unhurt(state, sentence, names)
        or _voided(state, sentence, names)
        or _made(state, sentence, names)
        or _pair(state, sentence, names)
        or _beside(state, sentence, names)
    )
    return _with_heads(state, sentence, found)


def _with_heads(state: Reading, sentence: Sentence, found: Roles) -> Roles:
    """``甲公司及其唯一股东乙连带赔偿丙``: a firm and its head are sued together, whichever the verb has found."""
    sued = found.get("defendant", [])
    firms = [n for n in sentence.names if n.form == "name" and n.thing.kind == "enterprise"]
    people = [n for n in sentence.names if n.thing.label == "Person" and "某" not in n.text]
    for firm, person in ((f, p) for f in firms for p in people if f.end < p.start):
        together = rule("disputes.zh_and_head").fullmatch(state.text, firm.end, person.start)
        if together and (firm.thing in sued) != (person.thing in sued):
            at = sued.index(firm.thing) + 1 if firm.thing in sued else sued.index(person.thing)
            sued = [*sued[:at], person.thing if firm.thing in sued else firm.thing, *sued[at:]]
    return found | {"defendant": sued} if sued else found


def block_parties(sentences: Sequence[Sentence]) -> Roles:
    """Who is called plaintiff and defendant in the sentences of one case of a list; empty where either is missing."""
    named = [n for sentence in sentences for n in sentence.names if n.form != "reference"]
    found = {role: list(dict.fromkeys(n.thing for n in named if n.role == role)) for role in ("plaintiff", "defendant")}
    return found if all(found.values()) and not set(found["plaintiff"]) & set(found["defendant"]) else {}


def _unhurt(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """``甲请求确认不侵害乙的专利权``: who asks is the plaintiff, the owner of the patent the defendant."""
    match = rule("disputes.zh_unhurt").search(state.text, sentence.start, sentence.end)
    if not match:
        return {}
    plain = [n for n in names if n.cue != "aside" and not rule("disputes.court").search(n.thing.name)]
    asks = [n.thing for n in plain if n.end <= match.start()]
    owner = [n.thing for n in plain if n.start > match.start() and n.thing not in asks]
    return {"plaintiff": asks[-1:], "defendant": owner[:1]} if asks and owner else {}


def _voided(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """``宣告乙的专利权无效，请求人为甲``: who asks for it is the plaintiff, the owner of the patent the defendant."""
    if not rule("disputes.zh_voided").search(state.text, sentence.start, sentence.end):
        return {}
    plain = [n for n in names if n.cue != "aside" and n.thing.kind != "government"]
    asker = rule("disputes.zh_asker")
    asks = [n.thing for n in plain if asker.search(state.text[sentence.start : n.start])]
    owner = [n.thing for n in plain if n.thing not in asks]
    return {"plaintiff": asks[:1], "defendant": owner[:1]} if asks and owner else {}


def _made(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """``甲以乙及丙为共同被告提起诉讼``."""
    match = rule("disputes.zh_made").search(state.text, sentence.start, sentence.end)
    if not match:
        return {}
    made = [n.thing for n in names if match.start("who") <= n.start < match.end("who") and n.cue != "aside"]
    suing = [n.thing for n in names if n.end <= match.start("who") and n.cue != "aside" and n.thing not in made]
    return {"plaintiff": suing[-1:], "defendant": list(dict.fromkeys(made))} if suing and made else {}


def _pair(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    text = state.text
    found: Roles = {}
    names = [name for name in names if name.cue != "aside" and not name.owner]
    for one, two in pairwise(names):
        gap, after = text[one.end : two.start], text[two.end : sentence.end]
        if "上诉人" in gap and text[sentence.start : one.start].endswith("上诉人"):
            return _appeal(state, sentence, one.thing, two.thing)
        if one.thing is two.thing:
            continue
        sides = [
            n
            for n in sentence.names
            if (n in names and not n.owner) or (n.thing.label == "Person" and "某" not in n.text)
        ]
        pair: Roles = {"plaintiff": _listed(text, sides, one, -1), "defendant": _listed(text, sides, two, 1)}
        accused = rule("disputes.zh_accuses").fullmatch(gap) and rule("disputes.zh_copies").match(after)
        grounds = gap == "以" and rule("disputes.zh_ground").match(after)
        filed = gap.endswith(("对", "向")) and rule("disputes.zh_filed").match(after)
        if rule("disputes.zh_by").fullmatch(gap) and rule("disputes.zh_sued").match(after):
            return {"plaintiff": pair["defendant"], "defendant": pair["plaintiff"]}
        filed = filed or (rule("disputes.zh_takes").fullmatch(gap) and rule("disputes.zh_taken").match(after))
        if gap in ("对", "针对") and rule("disputes.zh_decided_claim").search(text, sentence.start, one.start):
            filed = filed or rule("disputes.zh_claimed_of").match(after)
        if accused or grounds or filed or rule("disputes.zh_sues").fullmatch(gap):
            return pair
        together = rule("disputes.zh_infringe").match(after)  # 甲与乙侵害丙的专利
        behind = next((n.end for n in reversed(sides) if n.thing is pair["defendant"][-1]), two.end)
        case = rule("disputes.zh_case")
        quarrel = case.match(after) or case.match(text, behind, sentence.end)
        if rule("disputes.zh_and").fullmatch(gap) and quarrel and not together:
            found = (
                pair
                if not _payer(state, sentence, one)
                else {"plaintiff": pair["defendant"], "defendant": pair["plaintiff"]}
            )
    return found


def _payer(state: Reading, sentence: Sentence, one: Name) -> bool:
    """Whether the first of two who settle is the one who pays."""
    again = [n for n in sentence.names if n.thing is one.thing and n.start > one.start and n.cue != "payee"]
    paid = [n for n in sentence.names if n.cue == "payee" and n.start > one.end and n.thing is not one.thing]
    return bool(paid) or any(rule("disputes.zh_has_to_pay").match(state.text, n.end, sentence.end) for n in again)


def _listed(text: str, names: list[Name], name: Name, step: int) -> list[Thing]:
    """A party with those that are listed before (step -1) or after it (1): 诉乙、丙及其负责人丁."""
    at = names.index(name)
    row = [name.thing]
    while 0 <= at + step < len(names):
        first, last = sorted((names[at], names[at + step]), key=lambda one: one.start)
        if not rule("disputes.zh_listed").fullmatch(text, first.end, last.start):
            break
        at += step
        row.append(names[at].thing)
    return list(dict.fromkeys(row[::step]))


def _beside(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    plaintiff = [n.thing for n in names if n.role == "plaintiff" and n.form != "reference"][:1]
    defendant = [n.thing for n in names if n.role == "defendant" and n.form != "reference"]
    if not (plaintiff and defendant):
        plaintiff, defendant = [], []
    paid = rule("disputes.zh_paid_for").search(state.text, sentence.start, sentence.end)
    for name in names:
        before, after = state.text[sentence.start : name.start], state.text[name.end : sentence.end]
        if name.cue == "payee" and not plaintiff and paid:
            plaintiff = [name.thing]
            defendant = defendant or _payers(state, sentence, names, name)
        elif not defendant and name.thing not in plaintiff and _blamed(state, sentence, name):
            defendant = _row(state.text, names, name)
        elif name.thing in defendant:
            continue
        elif rule("disputes.zh_compensated").search(before):
            plaintiff = [name.thing]
        elif (rule("disputes.zh_wronged").search(before) and not rule("disputes.zh_appeals").match(after)) or rule(
            "disputes.zh_claims"
        ).match(after):
            plaintiff = plaintiff or [name.thing]
    return {role: things for role, things in (("plaintiff", plaintiff), ("defendant", defendant)) if things}


def _blamed(state: Reading, sentence: Sentence, name: Name) -> bool:
    """Whether a name is told to pay or to stop, or a claim against it is decided: 驳回对乙、丙的诉讼请求."""
    before, after = state.text[sentence.start : name.start], state.text[name.end : sentence.end]
    if name.cue in ("to", "payee"):  # 向乙赔偿
        return False
    if rule("disputes.zh_blamed").search(before) or rule("disputes.zh_pays").match(after):
        return True
    listed = _listed(state.text, sentence.names, name, 1)
    last = next(n for n in sentence.names if n.thing is listed[-1] and n.start >= name.start)
    if before.endswith(("驳回", "驳回了")) and rule("disputes.zh_appeals").match(state.text, last.end, sentence.end):
        others = (n for n in sentence.names if n.start > last.end and n.thing not in listed)
        return any(rule("disputes.zh_compensated").search(state.text, sentence.start, n.start) for n in others)
    claim = rule("disputes.zh_claimed_of").match(state.text, last.end, sentence.end)
    return bool(claim and rule("disputes.zh_against").search(before))


def _row(text: str, names: list[Name], name: Name) -> list[Thing]:
    """A name with those that are listed before and after it."""
    plain = [n for n in names if n is name or (not n.owner and n.form != "reference")]
    both = [n.thing for n in names if n.start == name.start and n.end == name.end]  # 两公司应连带赔偿
    row = [*_listed(text, plain, name, -1), *_listed(text, plain, name, 1), *both]
    return list(dict.fromkeys(row))


def _party(state: Reading, sentence: Sentence, name: Name) -> bool:
    """Whether a person is a party: the defendant, one who pays, one of two who quarrel; judges are none."""
    before, after = state.text[sentence.start : name.start], state.text[name.end : sentence.end]
    if name.thing.label != "Person" or "某" in name.text:
        return False
    if rule("disputes.zh_quarrels").search(before) and rule("disputes.zh_case").match(after):
        return True
    if rule("disputes.zh_runs").search(before) and rule("disputes.zh_pays").match(after):
        return True
    titled = rule("roles.zh_titled").search(before[-8:]) and not rule("disputes.zh_former").search(before)
    return not titled and bool(name.role == "defendant" or rule("disputes.zh_has_to_pay").match(after))


def _payers(state: Reading, sentence: Sentence, names: list[Name], payee: Name) -> list[Thing]:
    """Who pays ``向原告乙支付``: the subject of the verb, with those listed beside it; no court."""
    verbs = [at for at in sorted(sentence.subjects) if payee.end <= at < payee.end + 10]
    own = [n for n in (sentence.subjects[verbs[0]] if verbs else ()) if n in names and n.thing is not payee.thing]
    return _row(state.text, names, own[-1]) if own and own[-1].start < payee.start else []


def _appeal(state: Reading, sentence: Sentence, appellant: Thing, other: Thing) -> Roles:
    """Who had sued whom before an appeal: who has to pay is the defendant; in doubt, the appellant."""
    index = state.sentences.index(sentence)
    for following in state.sentences[index : index + 4]:
        for name in following.names:
            after = state.text[name.end : following.end]
            if name.thing in (appellant, other) and rule("disputes.zh_has_to_pay").match(after):
                rest = other if name.thing is appellant else appellant
                return {"plaintiff": [rest], "defendant": [name.thing]}
    return {"plaintiff": [other], "defendant": [appellant]}
