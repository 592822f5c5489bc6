"""What stands beside a name: another name of its body, in brackets or not, and where the body is at home."""

from __future__ import annotations

import re

from patnav.ingest.classify.regions import is_han, regions
from patnav.ingest.resolve.forms import strip_form
from patnav.ingest.resolve.normalise import fold
from patnav.ingest.resolve.vocabulary import vocabulary

__all__ = ["asides", "beside", "is_acronym", "without_home"]

_BRANCH = re.compile(r"[A-Z]\w+ (?:\d|[IVX]+)$")
_LETTER = re.compile(r"[A-Za-z]")
_ASIDE = re.compile(r"[(（]([^()（）]{2,})[)）]")
_HOME = re.compile(
    r"(?P<form>\b(?:Aktiengesellschaft|Inc|Incorporated|Corp|Corporation|Company|Co|Ltd|Limited|LLC|GmbH|AG|S\.?A)\b\.?),\s*"
    r"(?P<home>[^,]+(?:,[^,]+)?)$",
    re.IGNORECASE,
)
_DASHED = re.compile(r"^(?P<short>[A-Z][A-Za-z]{1,11})\s+[-–]\s+(?P<long>.{12,})$")
_TRAILED = re.compile(r"^(?P<long>.{12,}?)\s+(?:[-–]\s+)?(?P<short>[A-Za-z]{3,11})$")
_LED = re.compile(r"^(?P<short>[A-Z]{3,8})[\s,]+(?P<long>.{12,})$")


def beside(text: str) -> tuple[str, tuple[str, ...]]:
    """The name without the acronym or short name of itself that stands before or after it."""
    for pattern in (_DASHED, _LED, _TRAILED):
        found = pattern.match(text)
        if found is None or " " not in found["long"]:
            continue
        short, long = found["short"], found["long"]
        dashed = "-" in text[: -len(long)] if pattern is _DASHED else re.search(r"\s[-–]\s+\w+$", text) is not None
        acronym = short.isupper() and (is_acronym(short, long) or _abridges(short, long))
        if acronym or (dashed and _is_short(short, long)):
            return long, (short,)
    return text, ()


def _is_short(short: str, long: str) -> bool:
    """Whether a word is made of letters of a name in their order, as acronyms and shop names are."""
    letters = iter(fold(long).replace(" ", ""))
    return len(short) > 2 and (short.isupper() or all(letter in letters for letter in short.lower()))


def asides(text: str) -> tuple[str, tuple[str, ...]]:
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
        if not han and (("," in inner and _is_home(inner)) or _BRANCH.match(inner)):
            return " "
        return found.group() if han else f" {inner} "

    whole = _ASIDE.match(text[text.index("(") :]) if not han and text.endswith(")") and text.count("(") == 1 else None
    if whole is not None and set(fold(text[: text.index("(")]).split()) < set(fold(whole.group(1)).split()):
        return whole.group(1), ()
    return _ASIDE.sub(keep, text), tuple(also)


def _abridges(short: str, long: str) -> bool:
    """Whether what stands beside a name is made of its letters in their order: ``(SINANO)``, ``(有研总院)``."""
    if is_han(short):
        fits = 2 < len(short) < len(long) and is_han(long) and short[-1] == long[-1] and regions().find(short) is None
    else:
        fits = 3 < len(short) < 9 and short.isascii() and short.isalpha() and short.isupper() and " " in long.strip()
    letters = iter(fold(long))
    return fits and fold(short)[:1] in fold(long)[: 1 + 2 * is_han(short)] and all(c in letters for c in fold(short))


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
    bare, _ = strip_form(words)
    initials.add("".join(w[0] for w in bare if w not in vocabulary().empty))
    return letters in initials or (len(letters) > 2 and any(full.endswith(letters) for full in initials))


def without_home(text: str) -> str:
    """A name without the town and state that may stand after its legal form: ``Xerox Corp., Stamford, Conn.``"""
    found = _HOME.search(text)
    return text[: found.end("form")] if found and _is_home(found["home"]) else text


def _is_home(text: str) -> bool:
    """Whether a text is a town with its state, a state or country alone, or one word that is none of a firm's."""
    *towns, last = (fold(part) for part in text.split(","))
    known = vocabulary()
    if towns:
        return last in known.states or last.upper() in regions().nodes
    own = text.istitle() and len(last) > 3 and last.isalpha() and (last in known.places or not known.known(last))
    return own or (last in known.states and len(last) > 3)
