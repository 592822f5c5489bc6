"""English proper names as chains of capitalised words, cut where one name ends and the next begins.

``Zhejiang Provincial Department of Science and Technology`` is one name; ``Fudan University and Ningbo Xinfeng
Semiconductor Co., Ltd.`` are two; ``Chairman Li Wei of Tongji University`` is cut before ``of``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from patnav.ingest.extract.gazetteer import places
from patnav.ingest.extract.vocabulary import load

__all__ = ["Piece", "chains", "head_kind", "legal_tail", "strip_legal"]

_UPPER = (
    "A-Z\u00c0-\u00d6\u00d8-\u00de\u010c\u0106\u0110\u0130\u0141\u0150\u0158\u015a\u015e\u0160\u0170\u0179\u017b\u017d"
)
"""Capital letters of the Latin names of Europe."""

_WORD = (
    r"(?:(?:People|Children|Women|Workers)'s|No\.\s?\d+(?=\s+[A-Z])|U\.[SK]\.(?=\s+[A-Z])"
    rf"|(?:[{_UPPER}]|\d+[A-Z]|[a-z]{{1,2}}[A-Z])[A-Za-z0-9\u00c0-\u024f]*(?:[-.](?!based\b|headquartered\b|led\b|owned\b|backed\b|linked\b|listed\b|related\b|funded\b|invested\b|made\b|style\b|wide\b|born\b)[A-Za-z0-9\u00c0-\u024f]+|'(?!s\b)[A-Za-z]+)*)"
)
_PARTICLES = (
    "de",
    "des",
    "del",
    "della",
    "di",
    "da",
    "do",
    "dos",
    "du",
    "von",
    "van",
    "der",
    "den",
    "zu",
    "la",
    "le",
    "les",
    "y",
)
_PARTICLE = rf"(?:{'|'.join(_PARTICLES)})(?!\w)"
_JOIN = rf"(?:\s+(?:of\s+the|for\s+the|of|for|and|&|{_PARTICLE}(?:\s+{_PARTICLE})?)\s+|\s*&\s*|\s+)"
_LANDS = ("U.S.", "U.K.")
"""Countries for short, with which the names of their offices and courts may begin."""

_HEADED = ("government", "research_institute", "association", "ip_service")
_PAREN = r"\s?\((?:[A-Z][a-z]+|Group)\)(?=\s+[A-Z])"


@dataclass(frozen=True, slots=True)
class Piece:
    """A proper name.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last character, a legal form included.
        words: Its words, without legal form.
        legal: Its legal form, empty without one.
    """

    start: int
    end: int
    words: tuple[str, ...]
    legal: str = ""


@cache
def _legal() -> re.Pattern[str]:
    written = {spelled for form in load("organizations")["legal_forms"]["en"] for spelled in (form, form.upper())}
    forms = "|".join(
        re.escape(form).replace(r"\ ", r"\s*").replace(",", ",?")
        for form in sorted(written, key=lambda form: (-len(form), form))
    )
    return re.compile(rf",?\s+(?:\(Group\)\s+)?(?P<form>{forms})(?!\w|\s+Secretar)")


@cache
def _chain() -> re.Pattern[str]:
    listed = "|".join(sorted(_joined()))
    comma = rf"(?:,\s+(?=(?:{listed})(?:,\s+(?:{listed}))*,?\s+and\s+(?:{listed})\b))"  # Trade, Industry and Energy
    return re.compile(rf"(?<![\w@/]){_WORD}(?:{_PAREN}|(?:{_JOIN}|{comma}){_WORD})*")


@cache
def _firsts() -> frozenset[str]:
    kinds = load("organizations")["kinds"].values()
    return frozenset(word.split()[-2 if " " in word else 0] for row in kinds for word in row.get("en_first", ())) | {
        "University",
        "School",
        "Faculty",
        "Branch",
        "Park",
        "Museum",
        "Zone",
        "Center",
        "Centre",
        "Association",
        "Academy",
    }


@cache
def _joined() -> frozenset[str]:
    return frozenset(load("organizations")["joined"]["en"])


@cache
def _not_first() -> frozenset[str]:
    return frozenset(load("organizations")["not_first"]["en"])


Rows = dict[str, list[tuple[tuple[str, ...], str]]]


def _rows(key: str, at: int) -> Rows:
    """Words that make a kind of organization, the longest first, by their word at an index."""
    table: Rows = {}
    for kind, row in load("organizations")["kinds"].items():
        for phrase in row.get(key, ()):
            words = tuple(phrase.casefold().split())
            table.setdefault(words[at], []).append((words, kind))
    return {word: sorted(rows, key=lambda row: -len(row[0])) for word, rows in table.items()}


@cache
def _kinds() -> Rows:
    return _rows("en", -1)


@cache
def _first_kinds() -> Rows:
    return _rows("en_first", 0)


def legal_tail(text: str, end: int) -> re.Match[str] | None:
    """The legal form that follows a name ending at ``end``."""
    return _legal().match(text, end)


def strip_legal(name: str) -> str:
    """A firm's name without its legal form."""
    at = 0
    while (match := _legal().search(name, at)) and not re.fullmatch(r"[\s,.]*", name[match.end() :]):
        at = match.start() + 1
    return name[: match.start()].rstrip(" ,") if match and match.start() > 0 else name


def head_kind(words: tuple[str, ...]) -> str | None:
    """The kind of organization that the words of a name make, None when they make none."""
    folded = tuple(part for word in words for part in word.casefold().split())
    if words and words[-1] in load("organizations")["media"]["en"]:
        return "other"
    found = [
        (-len(first), at, kind)
        for at, word in enumerate(folded[:-1])
        for first, kind in _first_kinds().get(word, ())
        if at + len(first) < len(folded) and folded[at : at + len(first)] == first
    ]
    if found:
        return min(found)[-1]
    for tail, kind in _kinds().get(folded[-1], ()) if folded else ():
        if len(folded) > len(tail) and folded[-len(tail) :] == tail:
            return kind
    return None


def chains(text: str) -> Iterator[Piece]:
    """The proper names of a sentence, in order."""
    done = 0
    for match in _chain().finditer(text):
        for piece in _pieces(text, match.start(), match.end()):
            if piece.start >= done:
                done = piece.end
                yield piece


def _pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    marks = [
        (m.start(), m.end(), m[0])
        for m in re.finditer(
            rf"\((?:[A-Z][a-z]+|Group)\)|{_WORD}|of\s+the|for\s+the|of|for|and|&|{_PARTICLE}", text[start:end]
        )
    ]
    run: list[tuple[int, int, str]] = []
    for index, (a, b, word) in enumerate(marks):
        following = marks[index + 1][2] if index + 1 < len(marks) else ""
        if word == "and" or word.startswith(("of", "for")):
            apart = word == "and" and _another(text, start, marks[index + 1 :])
            lone = index + 2 >= len(marks) or marks[index + 2][2] in ("and", "of", "for", "of the", "for the")
            if run and not apart and _continues(text[start:end], run, word, following, lone=lone):
                run.append((a, b, word))
                continue
            yield from _piece(text, start, run)
            run = []
        else:
            run.append((a, b, word))
            if _legal().match(text, start + b):
                yield from _piece(text, start, run)
                run = []
    yield from _piece(text, start, run)


def _another(text: str, start: int, marks: list[tuple[int, int, str]]) -> bool:
    """Whether the words behind "and" are a body's own name: "Institute of Fisheries and Quillota Salmon SpA"."""
    words: list[str] = []
    for _, b, word in marks:
        if word in ("and", "of", "for", "of the", "for the"):
            break
        words.append(word)
        if _legal().match(text, start + b):
            return len(words) > 1
    kind = head_kind(tuple(words)) if len(words) > 1 else None
    return kind in ("university", "financial") or (kind == "enterprise" and words[0].casefold() in places("en"))


def _continues(text: str, run: list[tuple[int, int, str]], joint: str, following: str, *, lone: bool) -> bool:
    """Whether a name goes on across ``of``, ``for`` or ``and``; ``lone`` where one word follows."""
    last = run[-1][2]
    words = tuple(word for _, _, word in run)
    if "Court" in words and (joint.startswith("for") or last in ("District", "Circuit")):
        return True
    if last in ("Division", "Chamber", "Section", "Panel", "Senate", "Tribunal") and " Court" in text:
        return True
    if joint.startswith("for the"):
        return head_kind(("x", last)) in _HEADED
    if joint.startswith("of") and len(run) > 1 and head_kind(words) == "university":
        land = places("en").get(following.casefold())
        if land is not None and land.level == "country":
            return False
    if joint.startswith("of") or joint == "for":
        inside = any(word in ("of", "for", "of the") for word in words)
        seat = lone and head_kind(words) in ("university", "research_institute") and following not in _joined()
        whole = inside and (seat or following.casefold() in places("en"))
        return whole or last in _firsts() or head_kind(("x", last)) in _HEADED
    inside = any(word in ("of", "for", "of the") for word in words)
    if following in _joined() and last in _joined():
        return True
    return inside and last in _joined() and head_kind(("x", following)) is None


def _within(text: str, at: int, word: str) -> bool:
    """Whether what looks like an article belongs to a name, as its capital tells: "and An Giang Farm"."""
    return word == "An" and bool(re.search(r"[a-z,]\s+$", text[:at]))


def _piece(text: str, start: int, run: list[tuple[int, int, str]]) -> Iterator[Piece]:
    while len(run) > 0 and run[0][2] in _not_first() and not _within(text, start + run[0][0], run[0][2]):
        run = run[1:]
    if run and run[0][2] in _LANDS:
        court = any(word == "Court" for _, _, word in run)
        run = run if court or head_kind(tuple(word for _, _, word in run)) == "government" else run[1:]
    while run and run[-1][2] in ("and", "of", "for", "of the", "for the", "&", *_PARTICLES):
        run = run[:-1]
    if not run or run[0][2].startswith("("):
        return
    first, last = start + run[0][0], start + run[-1][1]
    words = tuple(word for _, _, word in run)
    tail = _legal().match(text, last)
    if tail:
        yield Piece(first, tail.end(), words, tail["form"])
    elif len(words) > 1 and (inner := _legal().fullmatch(" " + words[-1])):
        yield Piece(first, last, words[:-1], inner["form"])
    else:
        yield Piece(first, last, words)
