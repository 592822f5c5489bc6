"""Definitions of industries by class symbols: which symbols tell an industry, and which only beside a word.

A definition lists ``classes`` and, under ``not``, exceptions: ``H01L`` is a subclass with all below it, ``H01L23`` a
main group, ``H01L21/768`` one subgroup, ``H01L21/48..607`` a span of subgroups (numbers are read as decimal fractions,
as IPC orders them). With ``words``, one of them must stand in the title or abstract, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Definitions", "Rule", "pattern_of", "rule"]

_PATTERN = re.compile(r"^([A-HY]\d\d[A-Z])(?:(\d+)(?:/(\d+)(?:\.\.(\d+))?)?)?$")


@dataclass(frozen=True, slots=True)
class _Span:
    """Class symbols from one subgroup to another; an open span holds a whole group or subclass."""

    head: str
    group: str | None
    first: str | None
    last: str | None

    def holds(self, group: str | None, subgroup: str | None) -> bool:
        if self.group not in (None, group):
            return False
        if self.first is None:
            return True
        if subgroup is None or self.last is None:
            return subgroup == self.first
        return self.first <= subgroup <= self.last or subgroup.startswith(self.last)


@dataclass(frozen=True, slots=True)
class Rule:
    """Symbols that tell an industry.

    Attributes:
        key: The industry, ``key:ic.packaging``.
        spans: Spans that belong to it.
        exceptions: Spans that do not, though they lie in those.
        worded: Whether a word is needed beside a symbol.
    """

    key: str
    spans: tuple[_Span, ...]
    exceptions: tuple[_Span, ...]
    worded: bool


def rule(key: str, entry: Mapping[str, Sequence[str]]) -> Rule:
    """A rule of its entry in a table (``classes``, ``not``, ``words``).

    Raises:
        ValueError: A class pattern is none.
    """
    return Rule(
        key, tuple(map(_span, entry.get("classes", ()))), tuple(map(_span, entry.get("not", ()))), "words" in entry
    )


def _span(pattern: str) -> _Span:
    match = _PATTERN.match(pattern)
    if match is None:
        raise ValueError(f"no class pattern: {pattern}")
    return _Span(*match.groups())


class Definitions:
    """Rules, found by a symbol's subclass."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_head: dict[str, dict[Rule, None]] = {}
        for one in rules:
            for span in one.spans:
                self._by_head.setdefault(span.head, {})[one] = None

    def rules_of(self, symbol: str) -> list[Rule]:
        """The rules that a symbol meets, as far as symbols go."""
        match = _PATTERN.match(symbol)
        if match is None:
            return []
        head, group, subgroup, _ = match.groups()
        return [
            one
            for one in self._by_head.get(head, ())
            if any(span.head == head and span.holds(group, subgroup) for span in one.spans)
            and not any(span.head == head and span.holds(group, subgroup) for span in one.exceptions)
        ]


def pattern_of(words: Any) -> str:
    """A regular expression for text in small letters that holds one of the words; English ones as whole words."""
    folded = sorted({str(word).lower() for word in words})
    latin = "|".join(_latin(word) for word in folded if word.isascii())
    han = "|".join(re.escape(word) for word in folded if not word.isascii())
    return "|".join(part for part in (rf"\b(?:{latin})s?\b" if latin else "", han) if part)


def _latin(word: str) -> str:
    """Blanks and hyphens of an English word are the same: ``flip chip``, ``flip-chip``."""
    return "[ -]".join(re.escape(part) for part in re.split(r"[ -]", word))
