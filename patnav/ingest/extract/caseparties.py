"""Who is called the plaintiff, the defendant, party A or B, and the company, in a case, contract or announcement."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from patnav.ingest.extract.antecedents import COMPANY, PARTIES, is_unit
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing
from patnav.ingest.extract.vocabulary import alternatives, compiled, load

__all__ = ["called", "case_parties"]


def case_parties(state: Reading) -> dict[str, list[Thing]]:
    """Things by what the article calls them.

    Returns:
        Things by ``plaintiff``, ``defendant``, ``first_party``, ``second_party``, ``issuer`` and ``house`` (whose own
        news it is), as far as named, the first named first.
    """
    found: dict[str, list[Thing]] = {}

    def add(sort: str, thing: Thing) -> None:
        row = found.setdefault(sort, [])
        if thing not in row:
            row.append(thing)

    for sentence in state.sentences:
        names = [n for n in sentence.names if n.thing.label in ("Organization", "Person") and "某" not in n.thing.name]
        for name in names:
            for sort in called(state, name):
                add(sort, name.thing)
                for other in _joined(state, name, names) if state.lang == "en" and sort in PARTIES else ():
                    other.role = sort
                    add(sort, other.thing)
        for name in names:
            if state.lang == "zh" and rule("references.zh_house").match(state.text, name.end):
                add("house", name.thing)
        for one, two in pairwise(names):
            court = rule("disputes.court").search(one.thing.name)
            if not court and rule("references.versus").fullmatch(state.text, one.end, two.start):
                add("plaintiff", one.thing)
                add("defendant", two.thing)
    if state.lang == "zh" and "house" not in found and (house := _speaker(state)):
        add("house", house)
    if "issuer" not in found and _own_company(state):
        found |= {"issuer": heads} if (heads := _letterhead(state)) else {}
    return found


_BODIES = ("university", "research_institute", "hospital")


def _speaker(state: Reading) -> Thing | None:
    """The university, institute or hospital at the head of an article that goes on about 我校, 我院."""
    own = rule("references.zh_own").search(state.text)
    head = [name.thing for sentence in state.sentences[:3] for name in sentence.names] if own else []
    return next((thing for thing in head if thing.kind in _BODIES and not is_unit(thing)), None)


def _own_company(state: Reading) -> bool:
    """Whether an article speaks of its issuer as "the Company", 本公司."""
    if state.lang == "en":
        return "the Company" in state.text
    signed = any(n.thing.kind in COMPANY for s in state.sentences[2:] for n in s.names[:1] if _fills(state, s, n))
    bare = signed and rule("references.zh_bare_company").search(state.text)
    return "本公司" in state.text or bool(bare) or bool(rule("references.zh_company_says").search(state.text))


def _joined(state: Reading, name: Name, names: list[Name]) -> list[Name]:
    """Names that a list joins to one that is called a party: "the defendants, X, Y and Z"."""
    row = [name]
    for other in [n for n in names if n.start >= name.end]:
        if not rule("disputes.joint").fullmatch(state.text, row[-1].end, other.start):
            break
        row.append(other)
    plural = re.search(r"(?:nts|ees|ors|ers)\b[\s,:]*$", state.text[max(0, name.start - 20) : name.start])
    return row[1:] if plural else []


def _letterhead(state: Reading) -> list[Thing]:
    """The firm whose name is a line of its own, over or under an announcement of "the Company"."""
    alone = (s.names[0] for s in state.sentences if len(s.names) == 1 and _fills(state, s, s.names[0]))
    return [name.thing for name in alone if name.thing.kind in COMPANY][:1]


def _fills(state: Reading, sentence: Sentence, name: Name) -> bool:
    return not re.search(r"\w", state.text[sentence.start : name.start] + state.text[name.end : sentence.end])


def called(state: Reading, name: Name) -> list[str]:
    """What the words right beside a name call it: 原告X, X（甲方）, X (the "Company"); a party keeps its role."""
    before, after = state.text[max(0, name.start - 60) : name.start], state.text[name.end : name.end + 120]
    labels = _labels(state.lang)
    sorts = [sort for sort, (ahead, _) in labels.items() if ahead.search(before)]
    for whole, end in (
        ("licensee", "licensor"),
        ("defendant", "plaintiff"),
    ):  # 被许可人 ends in 许可人, 获授权人 in 授权人
        if whole in sorts and state.lang == "zh" and "上诉" not in before[-8:]:
            sorts = [sort for sort in sorts if sort != end]
    if not sorts:
        sorts = [sort for sort, (_, behind) in labels.items() if behind.match(after[:40])]
    if before.endswith(tuple(load("references")["subsidiary"][state.lang])):
        sorts.append("subsidiary")
    sorts += [
        sort
        for sort, mark in load("references")["marks"].items()
        if re.match(rf"[（(](?:以下简称)?[“\"]?{mark}", after)
    ]
    issues = rule("references.issuer", exact=True).match(after.lstrip() if state.lang == "zh" else after.lstrip(" "))
    if name.thing.kind in COMPANY and (issues or rule("references.issuer_label").search(before)):
        sorts.append("issuer")
    name.role = next((sort for sort in reversed(sorts) if sort in PARTIES), name.role)
    return sorts


@cache
def _labels(lang: str) -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """Sorts of parties, with what stands before one (原告：X) and, in Chinese, after it (X作为出质人, X（许可方）)."""
    label = rule("references.label", exact=True).pattern
    zh = rf"{rule('references.zh_serves').pattern}SORT(?![式向案法])"
    behind = zh if lang == "zh" else rule("references.as_party").pattern
    words = {sort: alternatives(rows) for sort, rows in load("references")[lang].items() if sort in PARTIES}
    return {
        sort: (compiled(f"{words[sort]}{label}$"), compiled(behind.replace("SORT", words[sort])))
        for sort in PARTIES
        if sort in words
    }
