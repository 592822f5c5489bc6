"""Plaintiff and defendant of a case, in Chinese: 甲诉乙, 判令乙赔偿甲, 上诉人 and 被上诉人."""

from __future__ import annotations

from itertools import pairwise

from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing

__all__ = ["roles_zh"]

Roles = dict[str, list[Thing]]


def roles_zh(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """The parties: named as a pair, else one by one by the words beside them."""
    return _made(state, sentence, names) or _pair(state, sentence, names) or _beside(state, sentence, names)


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
        if accused or grounds or filed or rule("disputes.zh_sues").fullmatch(gap):
            return pair
        if rule("disputes.zh_and").fullmatch(gap) and rule("disputes.zh_case").match(after):
            found = pair
    return found


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
    plaintiff: list[Thing] = []
    defendant: list[Thing] = []
    for name in names:
        before, after = state.text[sentence.start : name.start], state.text[name.end : sentence.end]
        blamed = rule("disputes.zh_blamed").search(before) or rule("disputes.zh_pays").match(after)
        if blamed and not defendant and name.thing not in plaintiff:
            defendant = [name.thing]
        elif name.thing in defendant:
            continue
        elif rule("disputes.zh_compensated").search(before) or (name.cue == "payee" and not plaintiff):
            plaintiff = [name.thing]
        elif (rule("disputes.zh_wronged").search(before) and not rule("disputes.zh_appeals").match(after)) or rule(
            "disputes.zh_claims"
        ).match(after):
            plaintiff = plaintiff or [name.thing]
    return {role: things for role, things in (("plaintiff", plaintiff), ("defendant", defendant)) if things}


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
