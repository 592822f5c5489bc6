"""A name of an organization, parsed: what tells it, what it does, where, its legal form, its unit.

Every name, English or Chinese, becomes a :class:`Name`. Two names of one ``key`` and of legal forms that go together
are one name in two spellings; everything weaker is for :mod:`patnav.ingest.resolve.evidence` to weigh.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from patnav.ingest.classify.regions import is_han, regions
from patnav.ingest.resolve.damage import decoded, repaired
from patnav.ingest.resolve.holders import crown, near, represented, united_states
from patnav.ingest.resolve.names_zh import parse_other, parse_zh
from patnav.ingest.resolve.normalise import fold, split_form
from patnav.ingest.resolve.parts import Name
from patnav.ingest.resolve.residence import residence
from patnav.ingest.resolve.romanise import romanised
from patnav.ingest.resolve.tables import read_yaml
from patnav.ingest.resolve.vocabulary import vocabulary

__all__ = ["joined_key", "parse"]

_ASIDE = re.compile(r"[(（]([^()（）]{2,})[)）]")
_THE = re.compile(r",\s*the\s*$", re.IGNORECASE)
_APART = re.compile(r"(?<=[a-z])(of|and)(?=[A-Z])|(?<=\s)(?:of|and)(?=[A-Z])")
_FORM_APART = re.compile(
    r"(?<=[A-Za-z]{3})(?=(?:Corporation|Company|Incorporated|Limited|GmbH|Aktiengesellschaft|Kabushiki)\b)"
    r"|(?<=[A-Za-z]{3})(?=(?:Inc|Corp|Ltd|LLC)\W*$)|(?<=[a-z]{3})(?=Co\b\.?(?:\W*(?:Ltd|Limited|Inc|LLC))?\W*$)"
)
_LETTER = re.compile(r"[A-Za-z]")
_BRANCH = re.compile(r"[A-Z]\w+ (?:\d|[IVX]+)$")
_END = re.compile(r"[\s,;]+(?:an?|of|the|and|for|by)$")
_RUSSIAN_FORM = re.compile(
    r"^(?:AO\s*(?=[\"«“'])|(?:[OPZ]AO|OOO)\b|(?:(?:Otkrytoe|Zakrytoe|Publichnoe)\s+)?A[kc]tsionernoe\s+Obsh?ch?estvo\b"
    r"|Obsh?ch?estvo\s+S\s+Ogranichennoy?j?i?\s+Otvetstvennost\w+|(?:Federal\w*\s+)?Gosudarstvenn\w+\s+(?:(?:avtonomn|b[jy]u?i?udzh?etn)\w+\s+)"
    r"?(?:obrazovatel\w+\s+)?uchre[zj]h?deni\w+\s+(?:vysshego\s+(?:professional\w+\s+)?obrazovani\w+|nauki)"
    r"|Federal\s+State\s+(?:(?:Autonomous|Budget\w*)\s+)?(?:Educational\s+)?Institution\s+of\s+(?:Higher\s+(?:Professional\s+)?Education|Science))"
    r"[\s,\"«“']*(?=\w)",
    re.IGNORECASE,
)
_ELIDED = re.compile(r"(?<=\s)(?:[dlDL]|dell|Dell|DELL|all|ALL)['’](?=\w{3})")
_HOME = re.compile(
    r"(?P<form>\b(?:Inc|Incorporated|Corp|Corporation|Company|Co|Ltd|Limited|LLC|GmbH|AG|S\.?A)\b\.?),\s*"
    r"(?P<home>[^,]+(?:,[^,]+)?)$",
    re.IGNORECASE,
)
_CUT = 28
_GLUED = ("kabushikikaisha", "corporation", "incorporated", "aktiengesellschaft", "limited")


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
    given, _ = residence(romanised(decoded(text)))
    text = repaired(given)
    name = _parse(text)
    return name if text == given or name.script != "latin" else replace(name, damaged=given)


def _parse(text: str) -> Name:
    if not is_han(text):
        text = _END.sub("", _RUSSIAN_FORM.sub("", _THE.sub("", text))) or text
        text = vocabulary().notes.sub("", text) or text
    text, also = _asides(text)
    if is_han(text):
        return parse_zh(text, also)
    if not text.isascii() and any("぀" <= c <= "ヿ" or "가" <= c <= "힣" for c in text):
        return parse_other(text, also)
    return _parse_latin(_FORM_APART.sub(" ", _APART.sub(lambda found: f" {found.group()} ", text)), also)


def _parse_latin(text: str, also: tuple[str, ...]) -> Name:
    if not also:
        text, also = _beside(text)
    if agency := united_states(text):
        return Name(text, "latin", ("united", "states"), unit=agency, key=f"unitedstates/{agency}", also=also)
    if part := crown(text):
        return Name(text, "latin", (part,), key=part, also=also)
    given = text
    text = represented(_without_home(text))
    raw, form = _strip_form(fold(_phrased(text)).split())
    raw, form = _inverted(raw, form)
    words = _spell(raw)
    if _ELIDED.search(text):
        raw, _ = _inverted(*_strip_form(fold(_phrased(_ELIDED.sub(" ", text))).split()))
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
    rest, found = _last_form(words[:-1])
    return ([words[-1], *rest.split()], found) if found else (words, form)


def _umlauts(word: str) -> str:
    """A word with umlauts spelled out as it would be without: ``foerderung`` as ``forderung``."""
    if len(word) < 6 or word in vocabulary().common:
        return word
    return _SPELLED_OUT.sub(lambda found: found.group()[0], word)


_SPELLED_OUT = re.compile("(?<=[^aeiouqy])[aou]e(?=[^aeiou])")


def _without_home(text: str) -> str:
    """A name without the town and state that may stand after its legal form: ``Xerox Corp., Stamford, Conn.``"""
    found = _HOME.search(text)
    return text[: found.end("form")] if found and is_home(found["home"]) else text


def is_home(text: str) -> bool:
    """Whether a text is a town with its state, a state or country alone, or one word that is none of a firm's."""
    *towns, last = (fold(part) for part in text.split(","))
    known = vocabulary()
    if towns:
        return last in known.states or last.upper() in regions().nodes
    own = text.istitle() and len(last) > 3 and last.isalpha() and (last in known.places or not known.known(last))
    return own or (last in known.states and len(last) > 3)


_DASHED = re.compile(r"^(?P<short>[A-Z][A-Za-z]{1,11})\s+[-–]\s+(?P<long>.{12,})$")
_TRAILED = re.compile(r"^(?P<long>.{12,}?)\s+(?:[-–]\s+)?(?P<short>[A-Za-z]{3,11})$")
_LED = re.compile(r"^(?P<short>[A-Z]{3,8})[\s,]+(?P<long>.{12,})$")


def _beside(text: str) -> tuple[str, tuple[str, ...]]:
    """The name without the acronym or short name of itself that stands before or after it."""
    for pattern in (_DASHED, _LED, _TRAILED):
        found = pattern.match(text)
        if found is None or " " not in found["long"]:
            continue
        short, long = found["short"], found["long"]
        dashed = "-" in text[: -len(long)] if pattern is _DASHED else re.search(r"\s[-–]\s+\w+$", text) is not None
        if (short.isupper() and is_acronym(short, long)) or (dashed and _is_short(short, long)):
            return long, (short,)
    return text, ()


def _is_short(short: str, long: str) -> bool:
    """Whether a word is made of letters of a name in their order, as acronyms and shop names are."""
    letters = iter(fold(long).replace(" ", ""))
    return len(short) > 2 and (short.isupper() or all(letter in letters for letter in short.lower()))


def _asides(text: str) -> tuple[str, tuple[str, ...]]:
    """The name without what in brackets is another name of it, and that; other brackets stay in the name.

    An acronym of the name is, and the name in the other script; a town with its state is left out.
    """
    if "(" not in text and "（" not in text:
        return text, ()
    also: list[str] = []
    han = is_han(_ASIDE.sub("", text))

    def keep(found: re.Match[str]) -> str:
        inner = found.group(1).strip()
        other = is_han(inner) != han and (han or len(inner) > 3) and (not han or _LETTER.search(inner) is not None)
        outer = text[: found.start()]
        if (other and regions().find(inner) is None) or is_acronym(inner, outer) or _abridges(inner, outer):
            also.append(inner)
            return " "
        if not han and ("," in inner and is_home(inner) or _BRANCH.match(inner)):
            return " "
        return found.group() if han else f" {inner} "

    whole = _ASIDE.match(text[text.index("(") :]) if not han and text.endswith(")") and text.count("(") == 1 else None
    if whole is not None and set(fold(text[: text.index("(")]).split()) < set(fold(whole.group(1)).split()):
        return whole.group(1), ()
    return _ASIDE.sub(keep, text), tuple(also)


def _abridges(short: str, long: str) -> bool:
    """Whether what stands in brackets after a name is made of its letters in their order: ``(SINANO)``, ``(有研总院)``."""
    if is_han(short):
        fits = 2 < len(short) < len(long) and is_han(long) and short[-1] == long[-1] and regions().find(short) is None
    else:
        fits = 3 < len(short) < 9 and short.isascii() and short.isalpha() and short.isupper() and " " in long.strip()
    letters = iter(fold(long))
    return fits and fold(short)[:1] in fold(long)[:1 + 2 * is_han(short)] and all(c in letters for c in fold(short))


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
    return letters in initials or (len(letters) > 2 and any(full.endswith(letters) for full in initials))


def _strip_form(words: list[str]) -> tuple[list[str], str]:
    """The words without legal forms at either end, and the form: of several, the one nearest the name."""
    before = _forms()[1]
    form = ""
    while len(words) > 1 or _glued(words[-1:]):
        rest, found = _last_form(words)
        if found is None:
            break
        words = rest.split()
        form = found if form in ("", "co") or found != "co" else form
    if len(words) > 2 and near(words[0], "kabushiki", 2) and near(words[1], "kaisha", 2):
        return words[2:], form or "kk"
    joined = " ".join(words) + " "
    for text in before:
        if joined.startswith(text + " ") and len(joined) > len(text) + 2:
            return joined[len(text) :].split(), form or ("kk" if text.startswith("k") else form)
    return words, form


def _last_form(words: list[str]) -> tuple[str, str | None]:
    """The words before the last legal form, and that form, misspelled, cut off or run into the name as it may be."""
    misspelled, _ = _forms()
    rest, found = split_form(" ".join(words))
    before, last = " ".join(words[:-1]), words[-1]
    if found is None and len(words) > 1 and (found := _near_form(last, tuple(misspelled.items()))):
        rest = before
    if found is None and len(words) > 2:
        if near(words[-2], "kabushiki", 2) and near(last, "kaisha", 2):
            rest, found = " ".join(words[:-2]), "kk"
        elif found := misspelled.get(words[-2] + last) or _near_form(words[-2] + last, tuple(misspelled.items())):
            rest = " ".join(words[:-2])
    if found is None and len(words) > 1 and sum(map(len, words)) > _CUT and (found := _cut_form(last, misspelled)):
        rest = before
    if found is None and (text := _glued([last])):
        rest, found = f"{before} {last.removesuffix(text)}", misspelled.get(text, "kk")
    return rest, found


def _glued(last: list[str]) -> str | None:
    """The legal form that ends a word it was run together with: ``fujitsulimited``."""
    word = last[0] if last else ""
    if len(word) < 9 or word in vocabulary().common:
        return None
    return next((text for text in _GLUED if word.endswith(text) and len(word) > len(text) + 2), None)


def _cut_form(word: str, misspelled: dict[str, str]) -> str | None:
    """The form that the last word of a long name is the beginning of: ``compa``."""
    if len(word) < 3 or word in vocabulary().common:
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
