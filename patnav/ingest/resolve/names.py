"""A name of an organization, parsed: what tells it, what it does, where, its legal form, its unit.

Every name, English or Chinese, becomes a :class:`Name`. Two names of one ``key`` and of legal forms that go together
are one name in two spellings; everything weaker is for :mod:`patnav.ingest.resolve.evidence` to weigh.
"""

from __future__ import annotations

import html
import re
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from patnav.ingest.classify.regions import is_han, regions
from patnav.ingest.resolve.names_zh import parse_zh
from patnav.ingest.resolve.normalise import fold, split_form
from patnav.ingest.resolve.parts import Name
from patnav.ingest.resolve.tables import read_yaml
from patnav.ingest.resolve.vocabulary import vocabulary

__all__ = ["parse"]

_MOJIBAKE = re.compile("[ÃÂâÅ][\u0080-\u00bf‚-™€œ˜]|â€")
_REPRESENTED = re.compile(
    r",?\s+(?:as\s+)?(?:re[a-z]*s[a-z]*ted|represented?|represent|acting|managed|administered)\s+(?:by|through)\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"^(?:the\s+|government\s+of\s+|secretary\s+of\s+)*(?:un[a-z]*\s+[so][a-z]+|u\.?\s?s\.?(?:a\.?)?)\b", re.I
)
_CROWN = re.compile(
    r"\b(?:majesty|queen|king|crown|republic|kingdom|state|government|minister|states|etat|commonwealth)\b", re.I
)
_ASIDE = re.compile(r"\(([^()]{2,})\)")
_THE = re.compile(r",\s*the\s*$", re.IGNORECASE)
_APART = re.compile(r"(?<=[a-z])(of|and)(?=[A-Z])|(?<=\s)(?:of|and)(?=[A-Z])")
_CUT = 28


@cache
def _agencies() -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    table = read_yaml("state_agencies.yaml")
    return tuple((name, tuple(tuple(words) for words in told)) for name, told in table.items())


@cache
def _forms() -> tuple[dict[str, str], tuple[str, ...]]:
    table = read_yaml("legal_families.yaml")
    return table["misspelled"], tuple(sorted(table["before"], key=lambda text: -len(text)))


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
    text = _APART.sub(lambda found: f" {found.group()} ", repaired(text))
    if is_han(text):
        return parse_zh(text)
    return _parse_latin(text)


def repaired(text: str) -> str:
    """A name without character references and with UTF-8 that was read as Latin-1 or Windows-1252 put right."""
    if "&" in text and ";" in text:
        text = html.unescape(text)
    if not text.isascii() and _MOJIBAKE.search(text):
        for encoding in ("cp1252", "latin-1"):
            try:
                return text.encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
    return text


def _parse_latin(text: str) -> Name:
    given = text
    if _STATE.match(text) and (agency := _agency(text)):
        return Name(given, "latin", ("united", "states"), unit=agency, key=f"unitedstates/{agency}")
    text = vocabulary().notes.sub("", _THE.sub("", text))
    text = _represented(text)
    text, also = _asides(text)
    words = fold(text).split()
    words, form = _strip_form(words)
    words = _spell(words)
    words = _school(words) or words
    core = tuple(words)
    unit = _unit(core)
    return Name(given, "latin", core, form=form, unit=unit, key="".join(core) or fold(given), also=also)


def _agency(text: str) -> str | None:
    """The part of the United States that a name tells; ``government`` where it tells none, None if it is not they."""
    words = fold(text).split()
    head = [w for w in words[:8] if w not in ("the", "government", "of", "secretary", "as")][:2]
    short = bool(head) and head[0] in ("us", "usa")
    if not short and not (len(head) == 2 and near(head[0], "united", 2) and near(head[1], "states", 2)):
        return None
    rest = words[words.index(head[0]) + 1 :]
    if short and not _REPRESENTED.search(text) and not {"department", "dept", "secretary", "government"} & set(words):
        return "navy" if rest == ["navy"] else "army" if rest == ["army"] else None
    for slips in (False, True):
        for agency, told in _agencies():
            if any(all(any(_says(w, wanted, slips) for w in rest) for wanted in all_of) for all_of in told):
                return agency
    boiler = {"states", "of", "america", "government", "the", "american", "as", "represented", "by"}
    return "government" if all(w in boiler or near(w, "america", 2) or near(w, "states", 2) for w in rest) else None


def _says(word: str, wanted: str, slips: bool) -> bool:
    """Whether a word is ``wanted``; with ``slips``, whether it is that word misspelled."""
    if not slips or len(wanted) < 4 or word in vocabulary().common:
        return word == wanted
    return near(word, wanted, 1 + (len(wanted) > 6))


def near(word: str, wanted: str, distance: int) -> bool:
    """Whether a word is ``wanted``, or that word with at most so many slips in it."""
    if word == wanted:
        return True
    if len(wanted) < 4 or abs(len(word) - len(wanted)) > distance:
        return False
    return OSA.distance(word, wanted, score_cutoff=distance) <= distance


def _represented(text: str) -> str:
    """``X, as represented by Y`` is X; a crown or state is told only by who represents it, and keeps it."""
    found = _REPRESENTED.search(text)
    if found is None or found.start() < 3:
        return text
    head = text[: found.start()]
    return text if _CROWN.search(head) or len(regions().find(fold(head)) or "") == 2 else head


def _asides(text: str) -> tuple[str, tuple[str, ...]]:
    """The name without acronyms of itself in brackets, and those as other names; other brackets stay in the name."""
    if "(" not in text:
        return text, ()
    also: list[str] = []

    def keep(found: re.Match[str]) -> str:
        inner = found.group(1).strip()
        if is_acronym(inner, text[: found.start()]):
            also.append(inner)
            return " "
        return f" {inner} "

    return _ASIDE.sub(keep, text), tuple(also)


def is_acronym(short: str, long: str) -> bool:
    """Whether ``short`` is made of the first letters of the words of ``long``, with or without the small ones.

    Examples:
        >>> is_acronym("ETRI", "Electronics and Telecommunications Research Institute")
        True
    """
    letters = fold(short).replace(" ", "")
    words = fold(long).split()
    if not 2 <= len(letters) <= 10 or " " in short.strip():
        return False
    initials = {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in vocabulary().empty)}
    bare, _ = _strip_form(words)
    initials.add("".join(w[0] for w in bare if w not in vocabulary().empty))
    return letters in initials


def _strip_form(words: list[str]) -> tuple[list[str], str]:
    """The words without legal forms at either end, and the form: of several, the one nearest the name."""
    misspelled, before = _forms()
    form = ""
    while len(words) > 1:
        rest, found = split_form(" ".join(words))
        if found is None and (found := _near_form(words[-1], tuple(misspelled.items()))):
            rest = " ".join(words[:-1])
        if found is None and len(words) > 2 and (found := misspelled.get(words[-2] + words[-1])):
            rest = " ".join(words[:-2])
        if found is None and sum(map(len, words)) > _CUT and (found := _cut_form(words[-1], misspelled)):
            rest = " ".join(words[:-1])
        if found is None:
            break
        words = rest.split()
        form = found if form in ("", "co") or found != "co" else form
    joined = " ".join(words) + " "
    for text in before:
        if joined.startswith(text + " ") and len(joined) > len(text) + 2:
            return joined[len(text) :].split(), form or ("kk" if text.startswith("k") else form)
    return words, form


def _cut_form(word: str, misspelled: dict[str, str]) -> str | None:
    """The form that the last word of a long name is the beginning of: ``compa``."""
    if len(word) < 4 or word in vocabulary().common:
        return None
    return next((form for text, form in misspelled.items() if text.startswith(word)), None)


@lru_cache(maxsize=1 << 14)
def _near_form(word: str, misspelled: tuple[tuple[str, str], ...]) -> str | None:
    if len(word) < 5 or word in vocabulary().common:
        return None
    return next(
        (form for text, form in misspelled if word[0] == text[0] and near(word, text, 1 + (len(text) > 7))), None
    )


def _spell(words: list[str]) -> list[str]:
    """The words in one spelling, the small ones left out."""
    known = vocabulary()
    spelled = [known.spellings.get(word, word) for word in words]
    return [word for word in spelled if word not in known.empty] or spelled


def _school(words: list[str]) -> list[str] | None:
    """A school's name without its board, and ``University of X`` as ``X University`` where that is one body."""
    known = vocabulary()
    at = next((i for i, word in enumerate(words) if word in known.schools), None)
    if at is None:
        return None
    while len(words) > 2 and words[0] in known.boards and any(w in known.schools for w in words[1:]):
        words = words[1:]
    while len(words) > 2 and words[-1] in known.boards and any(w in known.schools for w in words[:-1]):
        words = words[:-1]
    if words[0] == "university" and len(words) > 1 and not any(w in known.schools for w in words[1:]):
        rest = " ".join(words[1:])
        if rest not in known.namesakes:
            words = [*words[1:], "university"]
    return words


def _unit(core: tuple[str, ...]) -> str:
    """The part of a larger body that a name's last words tell: ``electronics division``; empty where none does."""
    if len(core) > 2 and core[-1] in ("division", "branch", "department", "campus"):
        return " ".join(core[-2:])
    return ""
