"""Class symbols of IPC and CPC: their level and what stands above them.

Source: Guide to the International Patent Classification (WIPO, edition of 2024), paragraphs 20 to 36: section, class,
subclass, main group, subgroup. Symbols of other schemes (Locarno ``14-02``, USPC) stand alone.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from patnav.ingest.resolve.tables import read_rows

__all__ = ["canonical", "level", "parents", "titles"]

_SYMBOL = re.compile(r"^([A-HY])(?:(\d\d)(?:([A-Z])(?:\s*(\d{1,4})(?:/(\d{2,6}))?)?)?)?$")


def canonical(symbol: str) -> str:
    """The symbol without blanks and padding, main groups as ``H01L21/00``: ``H01L 021/768`` gives ``H01L21/768``."""
    text = "".join(symbol.upper().split())
    match = _SYMBOL.match(text)
    if match is None or match.group(4) is None:
        return text
    section, number, letter, group, subgroup = match.groups()
    return f"{section}{number}{letter}{int(group)}/{subgroup or '00'}"


@lru_cache(maxsize=1 << 16)
def parents(symbol: str) -> tuple[str, ...]:
    """The symbols above ``symbol``, nearest first: ``H01L21/00``, ``H01L``, ``H01``, ``H`` over ``H01L21/768``."""
    match = _SYMBOL.match(symbol)
    if match is None:
        return ()
    section, number, letter, group, subgroup = match.groups()
    above = [section]
    if number:
        above.insert(0, section + number)
    if letter:
        above.insert(0, section + number + letter)
    if group:
        above.insert(0, f"{section}{number}{letter}{group}/00")
    if subgroup and subgroup != "00":
        above.insert(0, symbol)
    return tuple(above[1:])


def level(symbol: str) -> str:
    """``section``, ``class``, ``subclass``, ``group`` or ``subgroup``; what is no such symbol counts as a class."""
    match = _SYMBOL.match(symbol)
    if match is None:
        return "class"
    _, number, letter, group, subgroup = match.groups()
    if group:
        return "subgroup" if subgroup and subgroup != "00" else "group"
    return "subclass" if letter else "class" if number else "section"


@cache
def titles() -> tuple[tuple[str, str, str], ...]:
    """Sections, classes and subclasses with a title: symbol, English title, Chinese title (``class_titles.csv``)."""
    return tuple((row["symbol"], row["title"], row["title_zh"]) for row in read_rows("class_titles.csv"))
