"""Other names of technical terms, English and Chinese: ``chip`` is 芯片 is ``integrated circuit``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources

import yaml

__all__ = ["known_terms", "others", "translated"]


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """The terms of each concept, by each of its terms in small letters."""
    text = (resources.files("patnav.resources") / "bilingual_terms.yaml").read_text("utf-8")
    lines: list[list[str]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {str(term).lower(): tuple(map(str, line)) for line in lines for term in line}


def others(term: str) -> tuple[str, ...]:
    """The other names of a term; single characters are left out, as they stand in too many words."""
    return tuple(o for o in _table().get(term.lower(), ()) if o.lower() != term.lower() and len(o) > 1)


def known_terms(words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the table's terms stand in a row of words: (first, after the last), the longest first, none twice."""
    found, i = [], 0
    while i < len(words):
        for n in range(min(4, len(words) - i), 0, -1):
            if others(" ".join(words[i : i + n])):
                found.append((i, i + n))
                i += n - 1
                break
        i += 1
    return found


def translated(text: str, stems: Callable[[str], list[str]]) -> list[str]:
    """What the terms of a text are called otherwise, for finding it in the other language.

    Args:
        text: English or Chinese.
        stems: Makes index terms of words.

    Returns:
        Terms of the table that the text does not hold, for each that it does: Chinese ones wherever they stand in it,
        the longest first, English ones by their stems.
    """
    held, small = stems(text), text.lower()
    present = set(held)
    names: list[str] = []
    for term in sorted(_table(), key=lambda one: (-len(one), one)):
        if term in small if not term.isascii() else set(stems(term)) <= present and bool(stems(term)):
            names += [other for other in others(term) if other.isascii() != term.isascii()]
            if not term.isascii():
                small = small.replace(term, " ")
    return list(dict.fromkeys(names))
