"""Person or organization: for applicants whose source does not say.

Words and legal forms of organizations go first, then the shape of the name, then lists of names of persons. What
nothing tells counts as an organization, as a person invented is worse than a person missed.
"""

from __future__ import annotations

import re
from functools import cache

from patnav.ingest.classify.regions import is_han, regions
from patnav.ingest.resolve.kind import kind_by_words
from patnav.ingest.resolve.normalise import fold, legal_form
from patnav.ingest.resolve.tables import read_rows, read_yaml

__all__ = ["is_person", "pinyin_syllables"]

_KANA = re.compile("[぀-ヿ]")
_NOT_NAMES = re.compile(r"[\d&/+@]")
_TURNED = re.compile(r"^[^,;]{2,40}[,;]\s*[^,;]{1,40}(?:[,;]\s*(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d)\.?)*$", re.IGNORECASE)
_LATIN = re.compile("[a-zŀ-ɏ]+")
_HYPHENATED = re.compile(r"^[a-z]{1,6}-[a-z]{1,6}$")


@cache
def _table() -> dict[str, frozenset[str]]:
    table = read_yaml("person_words.yaml")
    characters = frozenset("".join(table.pop("surnames").split()))
    return {"surnames": characters, **{name: frozenset(words) for name, words in table.items()}}


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    sides = {row["side"]: frozenset(row["names"].split()) for row in read_rows("person_names.csv")}
    return sides["given"], sides["family"]


@cache
def _pinyin() -> tuple[frozenset[str], re.Pattern[str]]:
    """Romanised Chinese family names, and the shape of a given name of one or two syllables."""
    readings = read_yaml("pinyin.yaml")["syllables"]
    single = _table()["surnames"]
    surnames = {s for s, characters in readings.items() if not single.isdisjoint(characters)}
    syllables = "|".join(sorted(readings, key=len, reverse=True))
    return frozenset(surnames), re.compile(f"(?:{syllables}){{1,2}}")


def is_person(name: str) -> bool:
    """Whether ``name`` is that of a person rather than of an organization.

    Examples:
        >>> [is_person(n) for n in ("SMITH JOHN A", "王明", "US HEALTH", "UNIV MARYLAND", "GLAXOSMITHKLINE BIOLOG SA")]
        [True, True, False, False, False]
    """
    if _NOT_NAMES.search(name) or kind_by_words(name) is not None:
        return False
    if not name.isascii() and (is_han(name) or _KANA.search(name)):
        return _is_person_zh(name)
    return _is_person_latin(name)


def _is_person_zh(name: str) -> bool:
    name = name.strip()
    if "·" in name or "・" in name or "•" in name:
        return len(name) <= 20 and not _KANA.search(name)
    folded = fold(name)
    single, double = _table()["surnames"], _table()["double_surnames"]
    if _KANA.search(folded) or not folded or regions().names_zh.get(folded):
        return False
    if folded[:2] in double:
        return len(folded) in (3, 4)
    return 2 <= len(folded) <= 3 and folded[0] in single and all("一" <= c <= "鿿" for c in folded)


def _is_person_latin(name: str) -> bool:
    words = fold(name).split()
    if legal_form(name) is not None or not _table()["forms"].isdisjoint(words):
        return False
    core = [word for word in words if word not in _table()["particles"]]
    if not 2 <= len(words) <= 6 or not core:
        return False
    given, family = _words()
    full = [word for word in core if len(word) > 1]
    if not full or not all(_LATIN.fullmatch(word) for word in core):
        return False
    if _TURNED.match(name.strip()) and len(words) <= 5:
        return regions().find(re.split("[,;]", name)[1].strip()) is None
    if len(core) > len(full) and len(core) - len(full) <= 2 and len(full) <= 3 and len(core[0]) > 1:
        return True
    if any(word in given for word in full):
        return True
    if any(word in family for word in full) and any(_HYPHENATED.match(word.lower()) for word in name.split()):
        return len(full) <= 4
    surnames, syllables = _pinyin()
    if len(core) in (2, 3) and (core[0] in surnames or core[-1] in surnames):
        return all(syllables.fullmatch(word) for word in core)
    return len(full) in (2, 3) and all(word in family for word in full)


def pinyin_syllables(word: str) -> bool:
    """Whether a word is one or two syllables of romanised Chinese."""
    return _pinyin()[1].fullmatch(word) is not None
