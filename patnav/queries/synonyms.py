"""Other names of technical terms, English and Chinese: ``chip`` is 芯片 is ``integrated circuit``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources

import yaml

__all__ = ["concepts", "known_terms", "others", "translated"]


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
        For each term of the table that the text holds its names in the other language; Chinese ones are held wherever
        they stand, English ones by their stems.
    """
    pairs = ((term, other) for term, others_ in concepts(text, stems) for other in others_)
    return list(dict.fromkeys(o for term, o in pairs if o.isascii() != term.isascii() and len(o) > 1))


def concepts(text: str, stems: Callable[[str], list[str]]) -> list[tuple[str, tuple[str, ...]]]:
    """The terms of the table that a text holds, each with all terms of its concept; see :func:`translated`."""
    small, present = text.lower(), set(stems(text))
    found = []
    for term, names in _table().items():
        if term.isascii():
            parts = _stemmed(term, stems)
            held = bool(parts) and parts <= present
        else:
            held = len(term) > 1 and term in small
        if held:
            found.append((term, names))
    return found


_STEMS: dict[str, frozenset[str]] = {}


def _stemmed(term: str, stems: Callable[[str], list[str]]) -> frozenset[str]:
    """Stems of a term of the table; they are the same for every store."""
    if term not in _STEMS:
        _STEMS[term] = frozenset(stems(term))
    return _STEMS[term]
