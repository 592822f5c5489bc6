"""Triggers, the stretch of a sentence that each governs, and the parties that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.parts import Count, Money, Name, Reading, Sentence, Thing, When
from patnav.ingest.extract.vocabulary import compiled, load

__all__ = ["Segment", "parties", "segments"]

_PATENTS = (
    r"\b(?:patents?|patent rights|inventions?|utility models?|portfolio|technolog(?:y|ies)|designs?|trademarks?|copyrights?|"
    r"intellectual property|IP rights?|IPR|know-how|layout designs?|plant variet(?:y|ies))\b"
)


@dataclass(slots=True)
class Segment:
    """What one trigger governs.

    Attributes:
        type: Type of the fact.
        sentence: Where it stands.
        index: Index of the sentence.
        start: Offset of the governed stretch.
        end: Offset after it.
        at: Offset of the trigger.
        until: Offset after the trigger.
        rule: The vocabulary's row for the trigger.
        weak: Whether the trigger alone makes no fact.
    """

    type: str
    sentence: Sentence
    index: int
    start: int
    end: int
    at: int
    until: int
    rule: dict[str, Any] = field(default_factory=dict)
    weak: bool = False

    def money(self) -> list[Money]:
        """Sums in the segment, conversions in brackets left out."""
        return [m for m in self.sentence.money if self.start <= m.start < self.end and not m.bracketed]

    def counts(self, unit: str) -> list[Count]:
        """Counts of one class of things in the segment."""
        return [c for c in self.sentence.counts if self.start <= c.start < self.end and c.unit == unit]

    def dates(self) -> list[When]:
        """Resolved dates in the segment that nothing is compared with."""
        return [d for d in self.sentence.dates if self.start <= d.start < self.end and d.iso and not d.compared]

    def names(self, label: str = "Organization") -> list[Name]:
        """Names in the segment."""
        return [n for n in self.sentence.names if self.start <= n.start < self.end and n.thing.label == label]


@cache
def _rules(lang: str) -> list[tuple[str, re.Pattern[str], dict[str, Any]]]:
    rows = []
    for kind, table in load("deals").items():
        for rule in table[lang]:
            rows.append((kind, compiled(rule["trigger"].replace("{P}", _PATENTS)), rule))
    return rows


def _fits(text: str, kind: str, rule: dict[str, Any], match: re.Match[str], lang: str) -> bool:
    """Whether the conditions of a rule hold for a trigger in a sentence."""
    refused = load("deals")[kind].get("not", {}).get(lang)
    if refused and (hit := compiled(refused).search(text)) and hit.start() <= match.end() + 30 and hit.end() >= match.start() - 30:
        return False
    if "need" in rule and not compiled(rule["need"].replace("{P}", _PATENTS)).search(text):
        return False
    if "near" in rule and not compiled(rule["near"].replace("{P}", _PATENTS)).search(text[match.end() :]):
        return False
    return not ("not" in rule and compiled(rule["not"]).search(text[match.start() : match.end() + 40]))


def segments(state: Reading) -> Iterator[Segment]:
    """All triggers of deals in the text, with what each governs."""
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline:
            continue
        text = _marked(state, sentence)
        found = []
        for kind, pattern, rule in _rules(state.lang):
            for match in pattern.finditer(text):
                if _fits(text, kind, rule, match, state.lang):
                    found.append((match.start(), match.end(), kind, rule))
        yield from _cut(state, sentence, index, _first_of_each(found))


def _marked(state: Reading, sentence: Sentence) -> str:
    """The sentence's text with sums of money marked, so that a rule can ask for one."""
    text = state.text[sentence.start : sentence.end]
    for money in sentence.money:
        at = money.start - sentence.start
        text = text[:at] + "\x01" + text[at + 1 :]
    return text


def _first_of_each(found: list[tuple[int, int, str, dict[str, Any]]]) -> list[tuple[int, int, str, dict[str, Any]]]:
    """Triggers in order; of several of one type at one place the earlier rule."""
    kept: list[tuple[int, int, str, dict[str, Any]]] = []
    for row in found:
        if not any(row[2] == other[2] and row[0] < other[1] and other[0] < row[1] for other in kept):
            kept.append(row)
    return sorted(kept, key=lambda row: row[0])


def _cut(state: Reading, sentence: Sentence, index: int, found: list[tuple[int, int, str, dict[str, Any]]]) -> Iterator[Segment]:
    found = [row for row in found if not (row[3].get("weak") and any(o[2] == row[2] and not o[3].get("weak") and _same_clause(state, sentence, o, row) for o in found))]
    bounds = [_left_bound(state, sentence, row) for row in found]
    for i, (at, until, kind, rule) in enumerate(found):
        start = bounds[i]
        later = [b for b in bounds[i + 1 :] if b > sentence.start + at]
        end = min(later) if later else sentence.end
        segment = Segment(kind, sentence, index, start, end, sentence.start + at, sentence.start + until, rule, bool(rule.get("weak")))
        if is_fact(state, sentence, segment.at, segment.until, start, end):
            yield segment


def _same_clause(state: Reading, sentence: Sentence, one: tuple[int, int, str, dict[str, Any]], two: tuple[int, int, str, dict[str, Any]]) -> bool:
    """Whether two triggers share a clause: no semicolon and no new subject between them."""
    first, last = sorted((one, two), key=lambda row: row[0])
    between = state.text[sentence.start + first[1] : sentence.start + last[0]]
    return not re.search(r"[;；]|\bwhile\b", between)


_BREAK_EN = re.compile(r";\s|,?\s+(?:while|whereas|whilst|meanwhile)\s|,\s+(?:and|but)\s+(?=(?:the\s+)?[A-Z\w])|:\s")


def _left_bound(state: Reading, sentence: Sentence, row: tuple[int, int, str, dict[str, Any]]) -> int:
    """Where the clause of a trigger begins: at its own subject if that stands after a break, else at the sentence."""
    at = sentence.start + row[0]
    subjects = _subjects(sentence, at, sentence.start + row[1])
    near = [n.start for n in subjects if n.start < at]
    text = state.text
    if state.lang == "zh":
        stops = [m.end() for m in re.finditer("；|，(?=而|同时|另)", text[sentence.start : at])]
        floor = sentence.start + stops[-1] if stops else sentence.start
        if near:
            comma = max(text.rfind(mark, sentence.start, near[0]) for mark in "，；：")
            lead = text[sentence.start : comma + 1] if comma >= 0 else ""
            if any(n.start < comma and n.cue == "subj" and n.thing.label == "Organization" for n in sentence.names):
                return max(floor, comma + 1)
            return max(floor, sentence.start if lead else sentence.start)
        return floor
    cuts = [sentence.start + m.end() for m in _BREAK_EN.finditer(text[sentence.start : sentence.end]) if sentence.start + m.end() <= at]
    if near:
        cuts = [cut for cut in cuts if cut <= min(near)]
        others = [n for n in sentence.names if n.cue == "subj" and n.thing.label == "Organization" and n.end <= min(near) and n not in subjects]
        return cuts[-1] if cuts and others else cuts[-1] if cuts and re.search(r";\s$|while\s$|whereas\s$", text[: cuts[-1]]) else sentence.start
    hard = [cut for cut in cuts if re.search(r"(?:;|while|whereas)\s$", text[:cut])]
    return hard[-1] if hard else sentence.start


def _subjects(sentence: Sentence, at: int, until: int) -> list[Name]:
    """Names that are the subject of the verb inside a trigger."""
    inside = [offset for offset in sentence.subjects if at <= offset < until]
    if inside:
        return sentence.subjects[min(inside)]
    before = [offset for offset in sentence.subjects if at - 60 <= offset < at]
    return sentence.subjects[max(before)] if before else []


def parties(state: Reading, segment: Segment) -> dict[str, list[Thing]]:
    """The named parties of a trigger, by role.

    A cue that the rule does not know, or knows as null, names no party.
    """
    roles: dict[str, Any] = segment.rule["roles"]
    found: dict[str, list[Thing]] = {}
    taken: set[int] = set()

    def add(role: str | None, name: Name) -> None:
        if role and _party(name) and name.start not in taken:
            taken.add(name.start)
            row = found.setdefault(role, [])
            if name.thing not in row:
                row.append(name.thing)

    subjects = [n for n in _subjects(segment.sentence, segment.at, segment.until) if _party(n)]
    if "subj" in roles and roles.get("by") == roles["subj"] and any(n.cue == "by" and _party(n) for n in segment.names()):
        agents = [n for n in segment.names() if n.cue == "by"]
        subjects = agents + [n for n in subjects if n.start > agents[-1].start and n not in agents]
    for name in subjects:
        add(roles.get("subj"), name)
    if not subjects and "subj" in roles:
        for name in _fallback(state, segment):
            add(roles["subj"], name)
    if "antecedent" in roles:
        behind = [n for n in segment.sentence.names if n.end <= segment.at and n.thing.label == "Organization"]
        for name in behind[-1:]:
            add(roles["antecedent"], name)
    for name in segment.names():
        if name.cue in roles and name.cue != "subj":
            if name.cue in ("obj", "patient") and name.start < segment.at and name.cue == "obj":
                continue
            add(roles[name.cue], name)
    return found


def _party(name: Name) -> bool:
    return name.thing.label == "Organization"


def _fallback(state: Reading, segment: Segment) -> list[Name]:
    """The subject when the parse has none: the last free-standing organization before the trigger."""
    before = [n for n in segment.names() if n.end <= segment.at and n.cue in ("subj", "", "patient") and not n.owner]
    return before[-1:]
