"""Whether a clause states that something happened, or denies, plans, hopes or merely allows it."""

from __future__ import annotations

import re
from functools import cache

from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Reading, Sentence
from patnav.ingest.extract.vocabulary import compiled, load

__all__ = ["is_fact"]


_RELATIVE = re.compile(
    r"\b(?:that|which|who)\s+(?:(?!\w*n't\b)\w+\s+){1,2}no\s+\w+(?=\s+(?:has|have|was|were|is|are)\b)"
)
"""A clause that describes ("a vaccine that needs no refrigerator"), whose negation is none of the deal."""


@cache
def _patterns(lang: str, part: str) -> list[re.Pattern[str]]:
    return [compiled(node) for node in load("factuality")[lang][part]]


def is_fact(state: Reading, sentence: Sentence, at: int, until: int, start: int, end: int) -> bool:
    """Whether the trigger at ``at``..``until`` of the clause ``start``..``end`` is told as done."""
    lang = state.lang
    text = _undated(state, sentence, start, end)
    text = _unnamed(sentence, text, start) if lang == "zh" else _RELATIVE.sub(lambda match: "_" * len(match[0]), text)
    before, after, clause = text[: at - start], text[until - start :], text
    if lang == "zh":
        before = _clause_zh(before)
        if rule("terms.by_contract").match(state.text, sentence.start):
            before, clause = re.sub("[将应须可]", "_", before), re.sub("将", "_", clause)
    return not (
        any(pattern.search(before) for pattern in _patterns(lang, "before"))
        or any(pattern.search(after) for pattern in _patterns(lang, "after"))
        or any(pattern.search(clause) for pattern in _patterns(lang, "sentence"))
    )


def _undated(state: Reading, sentence: Sentence, start: int, end: int) -> str:
    """A clause with its dates blanked, of the same length: May is no modal verb."""
    text = state.text[start:end]
    return _blanked(text, start, [(date.start, date.end) for date in sentence.dates])


def _unnamed(sentence: Sentence, text: str, start: int) -> str:
    """A clause with the names of organizations blanked: 远能电力 can do nothing by its name."""
    named = [n for n in sentence.names if n.thing.label == "Organization" and n.form != "reference"]
    return _blanked(text, start, [(name.start, name.end) for name in named])


def _blanked(text: str, start: int, spans: list[tuple[int, int]]) -> str:
    for first, last in spans:
        first, last = max(first - start, 0), min(last - start, len(text))
        if first < last:
            text = text[:first] + "_" * (last - first) + text[last:]
    return text


def _clause_zh(before: str) -> str:
    """The words before a trigger, to the last comma, without what cannot negate: the title of a plan in quotes."""
    plain = re.sub("“[^“”]*”|《[^《》]*》", lambda title: "_" * len(title[0]), before)
    return re.split("[，；。：]", plain)[-1]
