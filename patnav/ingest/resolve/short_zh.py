"""Short names of Chinese universities and institutes, made the way Chinese makes them: a part of each word.

``北京交通大学`` is 北交大, ``西安电子科技大学`` 西安电子科大, ``南京理工大学`` 南京理工. What two bodies could be
short for stands for neither, which :class:`patnav.ingest.resolve.aliases.Aliases` sees to.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from patnav.ingest.resolve.tables import read_yaml

__all__ = ["is_short_of", "short_names"]

_SHORTEST = 3


@cache
def _trades() -> dict[str, tuple[str, ...]]:
    return {word: tuple(shorts) for word, shorts in read_yaml("name_words_zh.yaml")["school_trades"].items()}


def short_names(name: str) -> Iterator[str]:
    """The short names that a university may go by.

    Examples:
        >>> sorted(short_names("西南交通大学"))
        ['西交大', '西交大学', '西交通', '西交通大', '西交通大学', '西南交大', '西南交大学', '西南交通', '西南交通大']
    """
    if not name.endswith("大学") or len(name) < 4:
        return
    head, trades = _split(name[:-2])
    heads = (head, head[:1])
    for parts in product(heads, *((word, *_trades()[word]) for word in trades)):
        stem = "".join(parts)
        ends = ("大", "大学", "") if trades and parts[-1] == trades[-1] else ("大", "大学")
        for end in ends:
            if len(stem + end) >= _SHORTEST and stem + end != name:
                yield stem + end


def _split(stem: str) -> tuple[str, tuple[str, ...]]:
    """What a university teaches, from the end of its name, and the rest: ``西安`` and ``电子科技``."""
    trades: list[str] = []
    while word := next((w for w in sorted(_trades(), key=len, reverse=True) if stem.endswith(w) and stem != w), None):
        trades.insert(0, word)
        stem = stem.removesuffix(word)
    return stem, tuple(trades)


def is_short_of(short: str, whole: str) -> bool:
    """Whether a short text keeps the first character of a whole one, and others of it in their order."""
    letters = iter(whole[1:])
    return bool(short) and short[:1] == whole[:1] and all(letter in letters for letter in short[1:])
