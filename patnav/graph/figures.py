"""Which observations are one: the same figure of the same thing in several documents.

A figure is one where it is of one indicator (else label), about the same region or organization, in one unit, for one
period and of one value; how it was rounded (``over``, ``nearly``) and in which words it was said do not part it. A
figure without a period joins the one period that is stated for its value, where the value is too precise to recur by
chance. Different values stay apart: they are for a reader to judge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Figure", "joins"]

_PRECISE = 4
"""Significant digits of a value that hardly recurs by chance."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What an observation says.

    Attributes:
        key: Its key.
        what: Indicator, else label in small letters.
        about: Keys of what it is about.
        value: Value in units of ``unit``.
        unit: ISO 4217, ``share``, or None for a count.
        period: What time it is about, None where not stated.
        change: Change on the period before, a fraction.
        whole: What it is a share of: key of a region, else words.
    """

    key: str
    what: str
    about: frozenset[str]
    value: float
    unit: str | None
    period: str | None
    change: float | None
    whole: str | None


def joins(figures: Iterable[Figure]) -> list[tuple[str, str]]:
    """Which observations are one.

    Args:
        figures: All of them, each key once.

    Returns:
        Pairs of keys, the lesser first, in order; a function of the set of figures.
    """
    blocks: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for one in figures:
        blocks[one.what, one.about, one.value, one.unit].append(one)
    pairs = []
    for block in blocks.values():
        for group in _groups(block):
            first, *others = sorted(one.key for one in group)
            pairs += [(first, other) for other in others]
    return sorted(pairs)


def _groups(block: Sequence[Figure]) -> list[list[Figure]]:
    """Figures of one value, shared out by period, change and whole; an open one joins where only one is stated."""
    groups = _shared_out(block, "period", _digits(block[0].value) >= _PRECISE)
    for name in ("change", "whole"):
        groups = [part for group in groups for part in _shared_out(group, name, True)]
    return groups


def _shared_out(figures: Sequence[Figure], name: str, lenient: bool) -> list[list[Figure]]:
    groups: dict[object, list[Figure]] = defaultdict(list)
    for one in figures:
        groups[getattr(one, name)].append(one)
    stated = [value for value in groups if value is not None]
    if lenient and len(stated) == 1:
        return [list(figures)]
    return list(groups.values())


def _digits(value: float) -> int:
    """Significant digits of a number."""
    return len(f"{abs(value):.9e}".split("e")[0].replace(".", "").rstrip("0"))
