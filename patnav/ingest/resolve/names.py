"""A name of an organization, parsed: what tells it, what it does, where, its legal form, its unit.

Every name, English or Chinese, becomes a :class:`Name`. Two names of one ``key`` and of legal forms that go together
are one name in two spellings; everything weaker is for :mod:`patnav.ingest.resolve.evidence` to weigh.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from patnav.ingest.classify.regions import is_han
from patnav.ingest.resolve.asides import asides, beside, without_home
from patnav.ingest.resolve.damage import decoded, filled
from patnav.ingest.resolve.forms import last_form, strip_form
from patnav.ingest.resolve.holders import crown, near, represented, united_states
from patnav.ingest.resolve.names_zh import parse_other, parse_zh
from patnav.ingest.resolve.normalise import fold
from patnav.ingest.resolve.parts import Name
from patnav.ingest.resolve.residence import residence
from patnav.ingest.resolve.romanise import romanised
from patnav.ingest.resolve.vocabulary import vocabulary

__all__ = ["joined_key", "parse"]

_THE = re.compile(r",\s*the\s*$", re.IGNORECASE)
_APART = re.compile(r"(?<=[a-z])(of|and)(?=[A-Z])|(?<=\s)(?:of|and)(?=[A-Z])")
_FORM_APART = re.compile(
    r"(?<=[A-Za-z]{3})(?=(?:Corporation|Company|Incorporated|Limited|GmbH|Aktiengesellschaft|Kabushiki)\b)"
    r"|(?<=[A-Za-z]{3})(?=(?:Inc|Corp|Ltd|LLC)\W*$)|(?<=[a-z]{3})(?=Co\b\.?(?:\W*(?:Ltd|Limited|Inc|LLC))?\W*$)"
)
_END = re.compile(r"[\s,;]+(?:an?|of|the|and|for|by)$")
_ELIDED = re.compile(r"(?<=\s)(?:[dlDL]|dell|Dell|DELL|all|ALL)['’](?=\w{3})")


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> Name:
    """The parts of a name of an organization, in English or Chinese.

    Examples:
        >>> parse("Semicond Mfg Int (Shanghai) Corp.").key
        'semiconductormanufacturinginternationalshanghai'
        >>> parse("Regents of the Univ. of Calif.").key == parse("University of California").key
        True
        >>> parse("深圳市大疆創新科技有限公司").core
        ('大疆创新',)
    """
    given, _ = residence(romanised(decoded(text)))
    text = filled(given)
    name = _parse(text)
    return name if text == given or name.script != "latin" else replace(name, damaged=given)


def _parse(text: str) -> Name:
    if not is_han(text):
        text = _END.sub("", _THE.sub("", text)) or text
        text = vocabulary().notes.sub("", text) or text
    text, also = asides(text)
    if is_han(text):
        return parse_zh(text, also)
    if not text.isascii() and any("぀" <= c <= "ヿ" or "가" <= c <= "힣" for c in text):
        return parse_other(text, also)
    return _parse_latin(_FORM_APART.sub(" ", _APART.sub(lambda found: f" {found.group()} ", text)), also)


def _parse_latin(text: str, also: tuple[str, ...]) -> Name:
    if not also:
        text, also = beside(text)
    if agency := united_states(text):
        return Name(text, "latin", ("united", "states"), unit=agency, key=f"unitedstates/{agency}", also=also)
    if part := crown(text):
        return Name(text, "latin", (part,), key=part, also=also)
    given = text
    text = represented(without_home(text))
    raw, form = strip_form(fold(_phrased(text)).split())
    raw, form = _inverted(raw, form)
    words = _spell(raw)
    if _ELIDED.search(text):
        raw, _ = _inverted(*strip_form(fold(_phrased(_ELIDED.sub(" ", text))).split()))
    core = tuple(_school(words) or words)
    kept = tuple(word for word in raw if word not in vocabulary().empty)
    key = joined_key(core) or fold(given)
    return Name(given, "latin", core, form=form, unit=_unit(core), key=key, also=also, raw=kept)


def joined_key(words: tuple[str, ...]) -> str:
    """The words of a name in one piece, umlauts as they would be without."""
    return "".join(map(_umlauts, words))


def _phrased(text: str) -> str:
    """A name with its fixed acronyms of many words written out: ``SUNY``, and ``CAS`` after a comma."""
    if vocabulary().phrased.search(text):
        for pattern, phrase in vocabulary().phrases:
            text = pattern.sub(phrase, text)
    return text


def _inverted(words: list[str], form: str) -> tuple[list[str], str]:
    """A name that begins with a family name, in order: ``BOSCH GMBH ROBERT``."""
    if form or not 3 <= len(words) <= 4 or words[-1] not in vocabulary().people:
        return words, form
    rest, found = last_form(words[:-1])
    return ([words[-1], *rest.split()], found) if found else (words, form)


def _umlauts(word: str) -> str:
    """A word with umlauts spelled out as it would be without: ``foerderung`` as ``forderung``."""
    if len(word) < 6 or word in vocabulary().common:
        return word
    return _SPELLED_OUT.sub(lambda found: found.group()[0], word)


_SPELLED_OUT = re.compile("(?<=[^aeiouqy])[aou]e(?=[^aeiou])")


def _spell(words: list[str]) -> list[str]:
    """The words in one spelling, the small ones left out."""
    known = vocabulary()
    spelled = [known.spellings.get(word, word) for word in map(_unglued, words)]
    return [word for word in spelled if word not in known.empty] or spelled


def _unglued(word: str) -> str:
    """A word without the small one that was run into it: ``universityof``."""
    known = vocabulary()
    if len(word) > 6 and word.endswith(("of", "and")) and not known.known(word):
        rest = word.removesuffix("and").removesuffix("of")
        return rest if rest in known.common else word
    return word


def _school(words: list[str]) -> list[str] | None:
    """A school's name without its board, and ``University of X`` as ``X University`` where that is one body."""
    known = vocabulary()
    at = next((i for i, word in enumerate(words) if word in known.schools), None)
    if at is None:
        return None
    while len(words) > 2 and _is_board(words[0]) and any(w in known.schools for w in words[1:]):
        words = words[1:]
    while len(words) > 2 and words[-1] in known.boards and any(w in known.schools for w in words[:-1]):
        words = words[:-1]
    if words[0] == "university" and len(words) > 1 and not any(w in known.schools for w in words[1:]):
        rest = " ".join(words[1:])
        if not _is_namesake(rest) and rest not in known.subjects:
            words = [*words[1:], "university"]
    return words


def _is_namesake(rest: str) -> bool:
    """Whether schools of both orders bear a place's name, which may be misspelled: ``pensylvania``."""
    known = vocabulary()
    if rest in known.namesakes:
        return True
    return len(rest) > 7 and not known.known(rest) and any(near(rest, name, 1) for name in known.namesakes)


def _is_board(word: str) -> bool:
    """Whether a word is one of those of schools' boards, or misspelled: ``trusstees``."""
    known = vocabulary()
    if word in known.boards or len(word) < 6 or known.known(word):
        return word in known.boards
    return any(len(board) > 5 and word[0] == board[0] and near(word, board, 1) for board in known.boards)


def _unit(core: tuple[str, ...]) -> str:
    """The part of a larger body that a name's last words tell: ``electronics division``; empty where none does.

    ``Hebei Education Department`` is a government's.
    """
    if len(core) > 2 and core[-1] in ("division", "branch", "department", "campus"):
        if core[-1] == "department" and core[0] in vocabulary().places:
            return ""
        return " ".join(core[-2:])
    return ""
