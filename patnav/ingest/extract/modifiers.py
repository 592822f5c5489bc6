"""Words that make a number less than exact: ``over``, ``nearly``, ``about``, 逾, 近, 约, 以上."""

from __future__ import annotations

import re
from functools import cache

from patnav.ingest.extract.vocabulary import alternatives, load

__all__ = ["modifier_after", "modifier_before"]


@cache
def _table(key: str, lang: str) -> tuple[re.Pattern[str], dict[str, str]] | None:
    words: dict[str, str] = {}
    for name, row in load("quantities")["modifiers"].items():
        words |= {word.casefold(): name for word in row.get(key, ())}
    plain = {_plain(word): name for word, name in words.items()}
    if not words:
        return None
    if key == lang:
        return re.compile(
            f"({alternatives(words, bounded=lang == 'en')})[\\s(]*(?:的|了|the\\s)?$", re.IGNORECASE
        ), plain
    return re.compile(rf"[\s,]?({alternatives(words)})(?![A-Za-z])", re.IGNORECASE), plain


def _plain(word: str) -> str:
    """A modifier with blanks for hyphens: ``-plus`` is ``plus``."""
    return re.sub(r"[\s-]+", " ", word.casefold()).strip()


def modifier_before(text: str, start: int, lang: str) -> tuple[int, str | None]:
    """The modifier that ends where a number starts.

    Returns:
        Offset where the number with its modifier starts, and the modifier or None.
    """
    table = _table(lang, lang)
    if table is None:
        return start, None
    window = max(0, start - 30)
    match = table[0].search(text[window:start])
    if not match or (
        lang == "en" and re.search(r"\b(?:tak(?:e|es|en|ing)|took)\s+$", text[window : window + match.start()])
    ):
        return start, None  # "takes over 19 patents"
    return window + match.start(), table[1][_plain(match[1])]


def modifier_after(text: str, end: int, lang: str) -> tuple[int, str | None]:
    """The modifier that starts where a number ends.

    Returns:
        Offset after the number with its modifier, and the modifier or None.
    """
    table = _table(f"{lang}_after", lang)
    match = table[0].match(text, end) if table else None
    if table is None or not match:
        return end, None
    return match.end(), table[1][_plain(match[1])]
