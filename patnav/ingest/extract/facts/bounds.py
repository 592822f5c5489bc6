"""Where the clause of a trigger begins, and who is the subject of its verb."""

from __future__ import annotations

from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence

__all__ = ["left_bound", "subjects_at"]


def subjects_at(sentence: Sentence, at: int, until: int) -> list[Name]:
    """Names that are the subject of the verb inside a trigger, else of the verb right before it."""
    inside = [offset for offset in sentence.subjects if at <= offset < until]
    if inside:
        return sentence.subjects[min(inside)]
    before = [offset for offset in sentence.subjects if at - 60 <= offset < at]
    return sentence.subjects[max(before)] if before else []


def left_bound(state: Reading, sentence: Sentence, at: int, until: int) -> int:
    """Where the clause of a trigger begins: at its own subject if that stands after a break, else at the sentence."""
    near = [name for name in subjects_at(sentence, at, until) if name.start < at]
    read = _chinese if state.lang == "zh" else _english
    return read(state, sentence, at, near)


def _rivals(sentence: Sentence, before: int, near: list[Name]) -> bool:
    """Whether another organization is a subject before the trigger's own."""
    return any(
        n.cue == "subj" and n.thing.label == "Organization" and n.end <= before and n not in near
        for n in sentence.names
    )


def _chinese(state: Reading, sentence: Sentence, at: int, near: list[Name]) -> int:
    text = state.text
    stops = [match.end() for match in rule("parties.break_zh").finditer(text, sentence.start, at)]
    floor = stops[-1] if stops else sentence.start
    comma = max(text.rfind(mark, sentence.start, near[0].start) for mark in "，；：") if near else -1
    return max(floor, comma + 1) if near and _rivals(sentence, comma, near) else floor


def _english(state: Reading, sentence: Sentence, at: int, near: list[Name]) -> int:
    text = state.text
    cuts = [match.end() for match in rule("parties.break_en", exact=True).finditer(text, sentence.start, sentence.end)]
    hard = [cut for cut in cuts if cut <= at and rule("parties.hard_break").search(text[:cut])]
    if not near:
        return hard[-1] if hard else sentence.start
    first = min(name.start for name in near)
    cuts = [cut for cut in cuts if cut <= min(at, first)]
    if cuts and (_rivals(sentence, first, near) or cuts[-1] in hard):
        return cuts[-1]
    return sentence.start
