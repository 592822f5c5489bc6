"""Traditional characters as simplified ones, one for one, so that offsets stay."""

from __future__ import annotations

from functools import cache
from typing import Any

__all__ = ["simplified"]

_SHARE = 50
"""One character in so many must be another in simplified writing for a text to be in traditional characters."""


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """A text in simplified characters.

    Args:
        text: A text in any writing.

    Returns:
        The text itself where it is not in traditional characters; else one of the same length in simplified ones.

    Examples:
        >>> simplified("專利許可，乾隆年間")
        '专利许可，乾隆年间'
    """
    plain = "".join(map(_line, text.splitlines(keepends=True)))
    others = sum(a != b for a, b in zip(plain, text, strict=True))
    return plain if others * _SHARE > len(text) else text


def _line(line: str) -> str:
    whole: str = _converter().convert(line)
    if len(whole) == len(line):
        return whole
    each = (str(_converter().convert(character)) for character in line)
    return "".join(new if len(new) == 1 else old for new, old in zip(each, line, strict=True))
