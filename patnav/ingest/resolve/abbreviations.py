"""Names written short: words cut off (``IND TECH RES INST``), and first letters alone (``ITRI``)."""

from __future__ import annotations

import re
from collections.abc import Set

from patnav.ingest.resolve.parts import Name
from patnav.ingest.resolve.vocabulary import vocabulary

__all__ = ["INSTITUTES", "abbreviated", "acronym", "initials", "prefixes"]

INSTITUTES = frozenset(
    {"institute", "university", "research", "laboratory", "organization", "academy", "agency", "center", "college"}
)
"""Words of bodies that go by the first letters of their names."""

_LEAST = 3
_FIELD = 27
_LEAST_WORDS = 4
_DOTTED = re.compile(r"\b([a-z]{2,})\.")
_STEM = 4
_SYLLABLE = (2, 3, 4)
"""How much of the last word an institute may take into its acronym: KITECH."""

_LEAST_RARE = 2


def prefixes(name: Name) -> tuple[str, ...]:
    """The beginnings of the first words: equal for two names of which one has words of the other cut off."""
    return tuple(_whole(word)[:_LEAST] for word in name.raw[:_LEAST_WORDS])


def _whole(word: str) -> str:
    """A word, written out where its abbreviation begins otherwise than it does: ``mfg`` as ``manufacturing``."""
    whole = vocabulary().spellings.get(word, word)
    return word if whole.startswith(word[:_LEAST]) else whole


def abbreviated(a: Name, b: Name) -> list[tuple[str, str]] | None:
    """The words of one name that are cut off in the other, the short one first; None where the names differ otherwise.

    All cut words stand in one of the names, and the names share what is not cut: a word of its own, or two common ones,
    or one where all cut words are usual abbreviations.

    Examples:
        >>> from patnav.ingest.resolve.names import parse
        >>> abbreviated(parse("Ind. Tech. Res. Inst."), parse("Industrial Technology Research Institute"))
        [('ind', 'industrial')]
    """
    short, long = sorted((a, b), key=lambda name: len(name.raw))
    ended = len(short.raw) < len(long.raw)
    if len(a.raw) < 2 or (ended and not _is_cut_off(short)):
        return None
    spellings = vocabulary().spellings
    rare = sum(x == y and x not in vocabulary().common for x, y in zip(a.raw, b.raw, strict=False)) >= _LEAST_RARE
    dotted = frozenset(_DOTTED.findall(a.text.lower() + " " + b.text.lower()))
    cut: list[list[tuple[str, str]]] = [[], []]
    shared = told = 0
    for x, y in zip(a.raw, b.raw, strict=False):
        if spellings.get(x, x) == spellings.get(y, y):
            shared += 1
            told += x not in vocabulary().common
        elif _cuts(x, y, dotted, rare):
            cut[0].append((x, y))
        elif _cuts(y, x, dotted, rare):
            cut[1].append((y, x))
        else:
            return None
    found = cut[0] or cut[1]
    usual = all(short in spellings for short, _ in found)
    enough = told or shared > 1 or (shared and usual)
    return found if found and not (cut[0] and cut[1]) and enough else None


def _is_cut_off(name: Name) -> bool:
    """Whether a name may end where a field of 30 characters does."""
    return len(name.text) > _FIELD and len(name.raw) > _LEAST_WORDS


def _cuts(short: str, long: str, dotted: Set[str], rare: bool) -> bool:
    """Whether a word is the beginning of another, and no word of its own unless a usual abbreviation of such words.

    The word may be one not in common use where two rare words beside it are equal (``rare``).
    """
    known = vocabulary()
    if len(short) < _LEAST or not long.startswith(short):
        return False
    meant = known.spellings.get(short)
    if meant is not None:
        return meant[: max(_STEM, len(short))] == long[: max(_STEM, len(short))]
    told = short in dotted or (short not in known.common if rare else long in known.common and not known.known(short))
    return told and len(long) > len(short) + 1


def initials(name: Name) -> frozenset[str]:
    """The acronyms that a Latin name may go by: the first letters of its words, with or without that of its form."""
    if not 3 <= len(name.raw) <= 9:
        return frozenset()
    letters = "".join(word[0] for word in name.raw)
    found = {letters, letters + name.form[0]} if name.form in ("corp", "co", "inc") else {letters}
    if not INSTITUTES.isdisjoint(name.core):
        ends = {name.raw[-1][:size] for size in _SYLLABLE}
        found |= {head + end for end in ends for head in (letters[:-1], letters[:-2])}
    return frozenset(found)


def acronym(name: Name) -> str | None:
    """The acronym that a name is; None for other names."""
    text = name.key
    is_one = len(name.core) == 1 and 3 <= len(text) <= 8 and name.text.replace("&", "").isupper()
    return text if is_one and text.isalpha() and text not in vocabulary().common else None
