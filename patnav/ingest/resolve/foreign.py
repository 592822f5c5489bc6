"""Names in the words of another language and in English ones: ``Asahi Kogaku Kogyo KK``, Asahi Optical Co., Ltd.

The words are those of ``foreign_words.yaml``. What else stands in the name is a name and stays, but for the endings
that Slavic languages give it: ``Tomskiy politekhnicheskiy universitet`` is Tomsk Polytechnic University.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice, product

from patnav.ingest.resolve.generic import is_generic
from patnav.ingest.resolve.parts import Name
from patnav.ingest.resolve.tables import read_yaml
from patnav.ingest.resolve.vocabulary import vocabulary

__all__ = ["english"]

_MOST = 24
_LEFT_OUT = "-"
_LEAST_FOREIGN = 3
_NAMED_AFTER = ("im", "imeni")
_SLAVIC = (
    ("shch", "sh"),
    ("kh", "h"),
    ("tz", "c"),
    ("ts", "c"),
    ("ks", "x"),
    ("j", "y"),
)
_ENDING = re.compile("(?:[iy]{1,3}|oy|aya|aia|oe|oye|oie|ogo|oi|om|(?<=sk)a)$")
_GENITIVE = re.compile("[a-z]{3}(?:ov|ev|in)a$")
_LONGEST_ENDING = 10
_LEAST_STEM = 3

Choices = tuple[tuple[str, ...], ...]


@cache
def _words() -> tuple[dict[str, Choices], dict[str, Choices]]:
    """Foreign words to English ones, and beginnings of Slavic words to English words."""
    table = read_yaml("foreign_words.yaml")
    whole: dict[str, Choices] = {}
    for words in (words for language, words in table.items() if language != "slavic"):
        whole |= {word: _choices(texts) for word, texts in words.items()}
    return whole, {_spelled(stem): _choices(texts) for stem, texts in table["slavic"].items()}


def _choices(texts: Sequence[str]) -> Choices:
    return tuple(() if text == _LEFT_OUT else tuple(text.split()) for text in texts)


def _spelled(word: str) -> str:
    """A Slavic word in one spelling, whoever wrote it in Latin letters: ``tekhnicheskij`` as ``tehnicheskiy``."""
    for one, other in _SLAVIC:
        word = word.replace(one, other)
    return word


@lru_cache(maxsize=1 << 12)
def _slavic(word: str) -> Choices | None:
    """What a Slavic word of the table stands for."""
    stems, spelled = _words()[1], _spelled(word)
    lengths = range(len(spelled), max(len(spelled) - _LONGEST_ENDING, _LEAST_STEM), -1)
    return next((stems[spelled[:size]] for size in lengths if spelled[:size] in stems), None)


@lru_cache(maxsize=1 << 12)
def _named_after(word: str) -> Choices | None:
    """The places and people that a Slavic adjective or genitive may be made of: ``tomskiy``, ``mendeleeva``."""
    spelled = _spelled(word)
    stem = _ENDING.sub("", spelled)
    if stem != spelled and len(stem) > _LEAST_STEM and stem.endswith("sk"):
        return ((stem,), (stem[:-2],), (stem[:-2] + "ian",), (stem + "y",))
    return ((word,), (word[:-1],)) if _GENITIVE.search(word) else None


def english(name: Name) -> tuple[str, ...]:
    """The English readings of a Latin name that holds foreign words, none for other names; words in their order.

    Examples:
        >>> from patnav.ingest.resolve.names import parse
        >>> "asahi optical" in english(parse("Asahi Kogaku Kogyo Kabushiki Kaisha"))
        True
        >>> "tomsk polytechnic university" in english(parse("Tomskij Politekhnicheskij Universitet"))
        True
    """
    whole, _ = _words()
    unknown = [word for word in name.core if word not in whole and len(word) > 2 and not vocabulary().known(word)]
    slavic = {word: choices for word in unknown if (choices := _slavic(word)) is not None}
    read = {word: whole[word] for word in name.core if word in whole} | slavic
    bare = len(read) == len(name.core) and len(read) < _LEAST_FOREIGN and not any(map(_is_school, read.values()))
    if bare or not read or is_generic(name):
        return ()
    if not vocabulary().schools.isdisjoint(name.core):
        read = {word: choices if word in slavic else tuple(filter(None, choices)) for word, choices in read.items()}
    read |= {word: choices for word in unknown if word not in read and (choices := _named_after(word)) is not None}
    if any(word in _NAMED_AFTER for word in name.core):
        read |= {word: ((),) for word in name.core if len(word) < 3 or word in _NAMED_AFTER}
    made = product(*(read.get(word, ((word,),)) for word in name.core))
    return tuple(dict.fromkeys(" ".join(word for piece in choice for word in piece) for choice in islice(made, _MOST)))


def _is_school(choices: Choices) -> bool:
    return any("university" in words for words in choices)
