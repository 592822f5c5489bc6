"""Names cut off where a field ended: ``Fraunhofer-Gesellschaft zur Foerderung der angewandten``.

What is cut is the name as it was written, so its words are compared before boards, states and legal forms are told.
"""

from __future__ import annotations

from functools import cache, lru_cache

from patnav.ingest.resolve.normalise import fold
from patnav.ingest.resolve.parts import Name
from patnav.ingest.resolve.tables import read_yaml
from patnav.ingest.resolve.vocabulary import vocabulary

__all__ = ["cut_key", "goes_on"]

_SHORTEST = 24
"""The least characters of a name that may have been cut off inside a word."""

_FIELD = 36
_WIDE = 52
"""From how many characters on a name may have been cut off between words; and where what is missing may be a place."""

_HEAD = 18
_LEAST_CUT = 3
_MOST_MISSING = 3


@lru_cache(maxsize=1 << 12)
def _written(text: str) -> tuple[str, ...]:
    return tuple(word for word in fold(text).split() if word not in vocabulary().empty)


def cut_key(name: Name) -> str | None:
    """What a name that was cut off shares with the whole one; None for short names."""
    if len(name.text) < _SHORTEST or "/" in name.key:
        return None
    joined = "".join(_written(name.text))
    return joined[:_HEAD] if len(joined) >= _HEAD else None


def goes_on(cut: Name, whole: Name) -> bool:
    """Whether a name may be ``whole`` cut off: inside a word, or between words where it tells a body all the same.

    A name that ends in its legal form is whole; and what is missing after a whole word must not be a part of the body,
    nor, in a name of middling length, a place: ``Hitachi Global Storage Technologies Netherlands`` is another firm.
    """
    short, long = _written(cut.text), _written(whole.text)
    at = len(short) - 1
    if cut.form or at < 1 or len(long) <= at or short[:at] != long[:at] or cut.unit:
        return False
    last, full = short[at], long[at]
    if last != full:
        wide = len(cut.text) >= _FIELD
        inside = full.startswith(last) and (wide or (len(last) >= _LEAST_CUT and not _is_whole(last)))
        return inside and (wide or len(whole.raw) <= len(cut.raw) + 1)
    return _tells(cut, long[at + 1 :], short)


def _is_whole(word: str) -> bool:
    known = vocabulary()
    return word in known.common or word in known.places or word in known.states


def _tells(cut: Name, missing: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether a name that ends with a whole word can lack these: it has a rare word, and they tell no other body."""
    known, size = vocabulary(), len(cut.text)
    if size < _FIELD or not 0 < len(missing) <= _MOST_MISSING:
        return False
    if not _parts().isdisjoint(missing) or not known.schools.isdisjoint(missing):
        return False
    rare = any(len(word) > 3 and word not in known.common and word not in known.places for word in words)
    wide = size >= _WIDE
    placed = any(word in known.places or word in known.states for word in missing)
    return (rare and (wide or not placed)) or (wide and not placed and not known.places.isdisjoint(words))


@cache
def _parts() -> frozenset[str]:
    return frozenset(read_yaml("name_words.yaml")["units"]) | {"division", "branch", "campus", "unit", "system"}
