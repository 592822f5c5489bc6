"""What a sentence and a name in it look like to what was learned: short runs of words, who stands where.

Names, sums, dates and counts become marks (``<O>`` an organization, ``<M>`` a sum), so that a sign says how something
is told and not of whom. English words lose their endings, Chinese is taken character by character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patnav.ingest.extract.parts import Name, Reading, Sentence

__all__ = ["Row", "of_name", "of_sentence", "row_of"]

Row = list[tuple[str, Name | None]]
"""The words and marks of a sentence in order, with the name that a mark stands for."""

_MARKS = {"Organization": "<O>", "Person": "<P>", "Region": "<R>", "Industry": "<I>"}
_WORDS = {"en": re.compile(r"[^\W\d_]+|\d+|[,;:()\"—-]"), "zh": re.compile(r"[a-z]+|\d+|\S")}
_RUNS = {"en": 3, "zh": 4}
_ENDINGS = ("ing", "ed", "es", "s")
_NEAR = 5
"""Words before and behind a name that say what it does."""
_GAP = 8
"""Words between two organizations that say how they are related, at most."""


def row_of(state: Reading, sentence: Sentence) -> Row:
    """The words and marks of a sentence."""
    marks: list[tuple[int, int, str, Name | None]] = []
    marks += [(n.start, n.end, _MARKS[n.thing.label], n) for n in sentence.names]
    marks += [(m.start, m.end, "<Y>" if m.yearly else "<M>", None) for m in sentence.money]
    marks += [(d.start, d.end, "<D>", None) for d in sentence.dates]
    marks += [(s.start, s.end, "<S>", None) for s in sentence.shares]
    marks += [(c.start, c.end, f"<#{c.unit or ''}>", None) for c in sentence.counts]
    row: Row = []
    at = sentence.start
    for start, end, mark, name in sorted(marks, key=lambda one: (one[0], -one[1])):
        if start >= at:
            row += _words(state, at, start)
            row.append((mark, name))
            at = end
    return row + list(_words(state, at, sentence.end))


def _words(state: Reading, start: int, end: int) -> Iterator[tuple[str, None]]:
    for match in _WORDS[state.lang].finditer(state.text[start:end].casefold()):
        yield "0" if match[0].isdigit() else _stem(match[0], state.lang), None


def _stem(word: str, lang: str) -> str:
    endings = _ENDINGS if lang == "en" else ()
    cut = next((ending for ending in endings if word.endswith(ending) and len(word) > len(ending) + 3), "")
    return word.removesuffix(cut)


def of_sentence(lang: str, row: Row, before: Row) -> set[str]:
    """The signs of what a sentence tells.

    Args:
        lang: ``en`` or ``zh``.
        row: The sentence.
        before: The sentence before it, empty where there is none.

    Returns:
        Its runs of up to three words (four characters), and the words before it behind ``^``.
    """
    words = [word for word, _ in row]
    runs = {" ".join(words[i : i + k]) for k in range(1, _RUNS[lang] + 1) for i in range(len(words) - k + 1)}
    return runs | {f"^{word}" for word, _ in before}


def of_name(kind: str, row: Row, at: int) -> set[str]:
    """The signs of what a body does in a sentence that tells a fact.

    Args:
        kind: Type of the fact.
        row: The sentence.
        at: Where in it the name stands.

    Returns:
        The words near the name, those on either side of it, those between it and its neighbours, and what the name is.
    """
    name = row[at][1]
    words = [word for word, _ in row]
    left, right = words[max(0, at - _NEAR) : at], words[at + 1 : at + 1 + _NEAR]
    own = [f"cue {name.cue}", f"kind {name.thing.kind}", f"form {name.form}", f"role {name.role}"] if name else []
    found = {*own, *(f"l {word}" for word in left), *(f"r {word}" for word in right)}
    for run in range(1, 4):
        found |= {f"L {' '.join(left[-run:])}", f"R {' '.join(right[:run])}"}
    found |= {f"<< {word}" for word in words[:at]} | {f">> {word}" for word in words[at + 1 :]}
    found |= {f"{own[0]} {word}" for word in words} if own else set()
    bodies = [i for i, (_, one) in enumerate(row) if one is not None and one.thing.label == "Organization"]
    if at in bodies:
        found |= {f"{bodies.index(at)} of {min(4, len(bodies))}", f"{bodies.index(at)} {own[1]}"}
    for other in bodies:
        if 0 < abs(other - at) < _GAP:
            side = ">" if other > at else "<"
            found.add(f"gap{side} {' '.join(words[min(at, other) + 1 : max(at, other)])}")
    return {f"{kind} {sign}" for sign in found} | set(own)
