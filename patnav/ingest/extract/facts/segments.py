"""Triggers of deals, and the stretch of a sentence that each governs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from patnav.ingest.extract.facts.bounds import left_bound
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Count, Money, Name, Reading, Sentence, When
from patnav.ingest.extract.vocabulary import compiled, joined, load

__all__ = ["Segment", "names_patents", "segments"]


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
        row: The vocabulary's row for the trigger.
        weak: Whether the trigger alone makes no fact.
        guessed: Whether who gives and who takes is a guess.
        text: The article's text.
    """

    type: str
    sentence: Sentence
    index: int
    start: int
    end: int
    at: int
    until: int
    row: dict[str, Any]
    weak: bool
    guessed: bool = False
    text: str = ""

    def money(self) -> list[Money]:
        """Sums in the segment, conversions in brackets left out."""
        return [m for m in self.sentence.money if self.start <= m.start < self.end and not m.bracketed]

    def counts(self, unit: str) -> list[Count]:
        """Counts of one class of things in the segment."""
        return [c for c in self.sentence.counts if self.start <= c.start < self.end and c.unit == unit]

    def dates(self) -> list[When]:
        """Resolved dates in the segment that nothing is compared with."""
        return [d for d in self.sentence.dates if self.start <= d.start < self.end and d.iso and not d.compared]

    def names(self) -> list[Name]:
        """Organizations in the segment."""
        return [n for n in self.sentence.names if self.start <= n.start < self.end and n.thing.label == "Organization"]


@dataclass(frozen=True, slots=True)
class _Trigger:
    """A trigger found in a sentence; offsets in the text."""

    at: int
    until: int
    type: str
    row: dict[str, Any]

    @property
    def weak(self) -> bool:
        return bool(self.row.get("weak"))


def _expression(node: Any) -> re.Pattern[str]:
    """An expression of the vocabulary; ``{P}`` stands for what is licensed, sold or pledged."""
    return compiled(joined(node).replace("{P}", joined(load("deals")["patents"])))


@cache
def _rows(lang: str) -> list[tuple[str, re.Pattern[str], re.Pattern[str] | None, dict[str, Any]]]:
    """Type, expression, what must stand beside it, and row of every trigger of a language, in order."""
    return [
        (kind, _expression(row["trigger"]), _expression(row["need"]) if "need" in row else None, row)
        for kind, table in load("deals")["deals"].items()
        for row in table[lang]
    ]


def segments(state: Reading) -> Iterator[Segment]:
    """All triggers of deals in the text, with what each governs."""
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline:
            continue
        text = _marked(state, sentence)
        named = [n for n in sentence.names if n.thing.label == "Organization" and n.form != "reference"]
        plain = text.casefold()
        spoken = {kind for kind in load("deals")["deals"] if _speaks_of(plain, kind, state.lang)}
        found = [
            _Trigger(sentence.start + match.start(), sentence.start + match.end(), kind, row)
            for kind, pattern, need, row in _rows(state.lang)
            if kind in spoken and (need is None or need.search(text))
            for match in pattern.finditer(text)
            if _fits(text, kind, row, match, state.lang)
            and not any(name.start <= sentence.start + match.start() < name.end for name in named)
        ]
        yield from _cut(state, sentence, index, _first_of_each(state, found))


def _speaks_of(text: str, kind: str, lang: str) -> bool:
    """Whether a sentence has any of the words without which there is no deal of a kind: a quick look before others."""
    words = load("deals")["words"].get(kind) if lang == "en" else None
    return words is None or any(word in text for word in words)


@cache
def _patents() -> re.Pattern[str]:
    return compiled(joined(load("deals")["patents"]))


def names_patents(state: Reading, sentence: Sentence) -> bool:
    """Whether a sentence names what may be licensed, sold or pledged; every Chinese trigger asks for that itself."""
    return state.lang == "zh" or bool(_patents().search(state.text, sentence.start, sentence.end))


def _marked(state: Reading, sentence: Sentence) -> str:
    """The sentence's text with sums of money marked, so that a rule can ask for one."""
    text = state.text[sentence.start : sentence.end]
    for name in sentence.names if state.lang == "en" else ():
        if (
            name.thing.label == "Organization" and name.form != "reference"
        ):  # an Intellectual Property Office deals in none
            start, end = name.start - sentence.start, name.end - sentence.start
            masked = _patents().sub(lambda match: match[0][0] + "_" * (len(match[0]) - 1), text[start:end])
            text = text[:start] + masked + text[end:]
    for money in sentence.money:
        at = money.start - sentence.start
        text = text[:at] + "\x01" + text[at + 1 :]
    return text


def _fits(text: str, kind: str, row: dict[str, Any], match: re.Match[str], lang: str) -> bool:
    """Whether the conditions of a row hold for a trigger in a sentence."""
    refused = load("deals")["deals"][kind].get("not", {}).get(lang)
    hit = compiled(refused).search(text) if refused else None
    if hit and hit.start() <= match.end() + 30 and hit.end() >= match.start() - 30:
        return False
    if "unlike" in row and compiled(row["unlike"]).search(text):
        return False
    if "near" in row and not _expression(row["near"]).search(text[match.end() :]):
        return False
    return not ("not" in row and compiled(row["not"]).search(text[match.start() : match.end() + 40]))


def _first_of_each(state: Reading, found: list[_Trigger]) -> list[_Trigger]:
    """Triggers in order: of several of one type at one place the earlier row, of a clause the plain before the weak."""
    kept: list[_Trigger] = []
    for one in found:
        if not any(one.type == other.type and one.at < other.until and other.at < one.until for other in kept):
            kept.append(one)
    plain = [one for one in kept if not one.weak]
    return sorted(
        (one for one in kept if not one.weak or not any(_together(state, one, other) for other in plain)),
        key=lambda one: one.at,
    )


def _together(state: Reading, one: _Trigger, two: _Trigger) -> bool:
    """Whether two triggers are of one type and in one clause."""
    first, last = sorted((one, two), key=lambda trigger: trigger.at)
    return one.type == two.type and not re.search(r"[;；]|\bwhile\b", state.text[first.until : last.at])


def _cut(state: Reading, sentence: Sentence, index: int, found: list[_Trigger]) -> Iterator[Segment]:
    bounds = [left_bound(state, sentence, one.at, one.until) for one in found]
    dropped = False  # a pledge of patents that came to nothing, so that a loan after it is on something else
    for number, one in enumerate(found):
        start = bounds[number]
        end = min((bound for bound in bounds[number + 1 :] if bound > one.at), default=sentence.end)
        if apart := rule("parties.open_apart").search(state.text, one.until, end):
            end = apart.start()
        if not is_fact(state, sentence, one.at, one.until, start, end):
            state.denied.add(index)
            dropped = dropped or (one.type == "pledge" and state.lang == "zh")
        elif not (dropped and one.type == "pledge" and "专利" not in state.text[one.at : end]):
            yield Segment(one.type, sentence, index, start, end, one.at, one.until, one.row, one.weak, text=state.text)
