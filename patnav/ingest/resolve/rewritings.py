"""Other keys that a name in letters may go by, as sources write it otherwise, each with what is otherwise.

Two names that meet in such a key are one body's only where each is the other's only one
(:mod:`patnav.ingest.resolve.solve`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from patnav.ingest.resolve.foreign import english
from patnav.ingest.resolve.hangul import readings
from patnav.ingest.resolve.names import joined_key, parse
from patnav.ingest.resolve.normalise import fold, split_form
from patnav.ingest.resolve.parts import Name

__all__ = ["rewritings", "sorted_key"]

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa"})
_NO_ASCII = re.compile("[^\\x00-\\x7f]|(?<=[A-Za-z])\\?|\\?(?=[A-Za-z])")
_LEAST_LEFT = 8
_FOREIGN = "words of another language"
_LEAST_SORTED = 3


def sorted_key(words: tuple[str, ...]) -> str:
    """A key for the words of a name in any order."""
    return "o:" + " ".join(sorted(words))


def rewritings(name: Name) -> Iterator[tuple[str, str]]:
    """The other keys of a name in Latin or Korean letters, and why.

    Examples:
        >>> list(rewritings(parse("Süd-Zöllner AG")))
        [('k:suedzollner', 'umlauts spelled out'), ('l:sdzllner', 'letters lost'), ('k:sdzllner', 'letters lost')]
    """
    for text in english(name) if name.script == "latin" else readings(name.key):
        words = tuple(text.split())
        yield f"k:{joined_key(words)}", _FOREIGN
        yield (sorted_key(words) if len(words) >= _LEAST_SORTED else f"k:{joined_key(words[::-1])}"), _FOREIGN
    if name.script != "latin":
        return
    if {"technical", "university"}.issubset(name.core):
        words = tuple("technology" if word == "technical" else word for word in name.core)
        yield sorted_key(words), "a technical university is one of technology"
    written = name.damaged or unicodedata.normalize("NFC", name.text)
    if not written.isascii() or name.damaged:
        spelled = written.translate(_SPELLED_OUT)
        if spelled != written and (key := parse(spelled).key) != name.key:
            yield f"k:{key}", "umlauts spelled out"
        lost = joined_key(tuple(split_form(fold(_NO_ASCII.sub("", written)))[0].split()))
        if len(lost) >= _LEAST_LEFT and lost.isascii():
            yield f"l:{lost}", "letters lost"
            yield f"k:{lost}", "letters lost"
    joined = joined_key(("".join(name.raw),))
    if joined != name.key:
        yield f"k:{joined}", "as it is written"
