"""Canonical forms of publication and application numbers, and of dates.

The same thing is written in many ways (``US 10,000,000 B2``, ``US10000000B2``, ``US_2017_0031758_A1``); the graph's
keys need one. Every function here takes what a source prints, gives the canonical form, leaves a canonical form as
it is, and raises nothing but :class:`~patnav.errors.RecordError`.

Two-letter codes of offices are those of WIPO ST.3, kind codes those of WIPO ST.16.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from patnav.errors import RecordError

__all__ = [
    "Publication",
    "application",
    "cited",
    "count",
    "day",
    "dois",
    "filing",
    "priorities",
    "publication",
    "short",
]

_US_PREFIXES = {"", "D", "RE", "PP", "H", "T", "AI", "X", "RX"}
_US_BARE = re.compile(r"\s*(?:RE|PP|D)?\s*\d{1,2},?\d{3},?\d{3}\s*|\s*(?:RE|PP)\s*\d{2},?\d{3}\s*")
_USUAL = re.compile(r"([A-Z]{2})[ _-]?([1-9][0-9]{3,14})[ _-]?([A-Z][0-9]?)")
_SEPARATORS = re.compile(r"[\s,._/()\-\u2010-\u2015]+")
_PUBLICATION = re.compile(
    r"([A-Z]{2})((?:[12]\d{3}(?=[A-Z]{2}\d))?[A-Z]{0,2})(\d{1,15})([A-Z](?=[A-Z]\d?$))?([A-Z]\d?)?"
)
_DAY = re.compile(
    r"(\d{4})(?:年|[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?|(\d\d)(\d\d)?)?(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?"
)
_PCT = (
    re.compile(r"PCT[\s/]*([A-Z]{2})[\s/]*([0-9]{4})[\s/]*([0-9]{5,6})"),
    re.compile(r"PCT[\s/]*([A-Z]{2})[\s/]*([0-9]{2})[\s/]*([0-9]{5,6})"),
    re.compile(r"WO([A-Z]{2})([0-9]{2})([0-9]{6})"),
    re.compile(r"([A-Z]{2}) ([0-9]{2})([0-9]{5}) W"),
    re.compile(r"([A-Z]{2}) ([0-9]{4})[/ ]?0*([0-9]{1,6}) W"),
)
_PCT_OF_EPODOC = re.compile(r"WO([0-9]{4})([A-Z]{2})([0-9]{1,6})[A-Z]?")
_US_SERIES = re.compile(r"US ?(?:19|20)[0-9]{2}([0-9]{8}) ?[A-Z]?")
_US_LOST = re.compile(r"US (?:19|20)?[0-9]{1,8} [A-Z]|US(?:19|20)[0-9]{8}[A-Z]?")
_KIND_LETTER = re.compile(r"([A-Z]{2}[0-9]{8,15})[ADFPTUVW]")
_KIND_AND_DATE = re.compile(r"(\d[\s_]*[A-Z]\d?)[\s_]+(?:19|20)\d{6}\s*$")  # of some of the Lens's keys
_INDIAN = re.compile(r"IN([0-9]{1,6})([A-Z]{2,6})([0-9]{4})([A-Z][0-9]?)?")
_ERAS = str.maketrans({"明": "M", "大": "T", "昭": "S", "平": "H", "令": "R"})
_JP_TITLE = re.compile(r"\s*(?:JP\s*)?(特開|特表|特公|実開|実公|公開特許公報|特許第)\s*(?=[明大昭平令MTSHR\d])")
_JP_FILED = re.compile(
    r"JP\s?(\d{6})(\d\d)(?:\s*[A-Z])?|JP (\d{1,5})([3-9]\d) [AU]|JP\s?(\d\d?)[-/](\d{1,6})|"
    r"(?:JP)?\s*(?:特願|実願)?\s*(?:([MTSHR]\d{1,2})\s*[-/]?|((?:19|20)\d\d)\s*-?)(\d{1,7})(?:号|\s*[A-Z])?"
)
_ERA_STARTS = {"M": 1867, "T": 1911, "S": 1925, "H": 1988, "R": 2018}
_JP_YEAR = re.compile(r"\s*JP[\s-]*(?:[A-Z]-)?\s*([MTSHR]?)\s*(\d{1,4})\s*[-/]\s*(\d{1,6})\s*号?\s*(?:[A-Z]\d?)?\s*")
_TRAILING_KIND = re.compile(r"[\s_]+[A-Z]\d?$")
_TRAILING_DATE = re.compile(r"[\s,]+(?:19|20)\d\d-?\d\d-?\d\d$")
_DOI = re.compile(r"(?<![\d.])10\.\d{4,9}/[^\s\"<>]+")
_CHECKED = re.compile(r"(?<=\d)\.[\dX]$")
_US_FILED = re.compile(r"\d\d/\d{3},?\d{3}")
_APPLICATION = re.compile(r"[A-Z]{2,5}\d[0-9A-Z]{2,19}")
_FILED: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    office: tuple((re.compile(office + pattern, re.ASCII), office + form) for pattern, form in forms)
    for office, forms in {
        "CN": [(r"(\d{12}|\d{8})[\dX]?[A-WYZ]?", r"\1")],
        "EP": [
            (r"20(0[1-9])(\d{5})[A-Z]?", r"\g<1>0\2"),
            (r"(?:19|20)(\d\d)0?(\d{6})[A-Z]?\d?", r"\1\2"),
            (r"(\d{8})\d?[A-Z]?\d?", r"\1"),
        ],
        "GB": [(r"20([1-9]\d{6})", r"\1")],
        "KR": [(r"10((?:19|20)\d{9})[A-Z]?", r"\1"), (r"([6-9]\d{8})", r"19\1")],
        "RU": [(r"19(\d{8})", r"\1")],
    }.items()
}
"""How offices' application numbers are written, each way with the canonical form."""


class Publication(NamedTuple):
    """A canonical publication number.

    Attributes:
        office: Two letters of the publishing office.
        number: The number alone.
        kind: Kind code; empty where there is none.
    """

    office: str
    number: str
    kind: str

    def __str__(self) -> str:
        return self[0] + self[1] + self[2]


@lru_cache(maxsize=20_000)
def publication(text: str) -> Publication:
    """Reads a publication number.

    Leading zeros of US numbers are dropped, PCT numbers get a four-digit year and six digits, EP numbers seven digits,
    US applications their eleven. A number of seven or eight digits without an office is one of the US, as they are
    mostly written so.

    Args:
        text: Office, number and kind, in any usual way of writing.

    Raises:
        RecordError: It is no publication number.
    """
    if usual := _USUAL.fullmatch(text):
        office, number, kind = usual.groups()
        if office not in _UNUSUAL or len(number) in _KEPT.get(office, ()):
            return Publication(office, number, kind)
    text = _KIND_AND_DATE.sub(r"\1", text)
    if "JP" in text or "特" in text or "実" in text:
        text = _japanese(text)
    elif _US_BARE.fullmatch(text):
        text = "US" + text
    plain = _SEPARATORS.sub("", text).upper()
    if indian := _INDIAN.fullmatch(plain):
        return Publication("IN", f"{indian[1].zfill(5)}{indian[2]}{indian[3]}", indian[4] or "")
    match = _PUBLICATION.fullmatch(plain) if plain.isascii() else None
    if match is None:
        raise RecordError(f"{short(text)} is no publication number", "expected office, number and kind: CN115000000A")
    office, prefix, digits, suffix, kind = match.groups(default="")
    if office == "WO" and kind == "S":  # a design under the Hague agreement
        return Publication(office, prefix + digits, kind)
    if office == "JP" and kind[:1] == "A" and ((not prefix and len(digits) == 7) or (prefix and len(digits) == 8)):
        prefix, digits = _era(prefix if prefix in "MTSHR" else "", digits[:-6], digits[-6:])
    canonical = _CANONICAL.get(office)
    if canonical is not None:
        prefix, digits = canonical(prefix, digits, text)
    if suffix == kind[:1]:  # KR200367531Y (Y1)
        suffix = ""
    if not digits.strip("0"):
        raise RecordError(f"{short(text)} is no publication number", "its digits are all zero")
    return Publication(office, prefix + digits + suffix, kind)


@lru_cache(maxsize=50_000)
def cited(office: str, number: str, kind: str = "") -> str:
    """Gives the canonical number of a citation, however odd; a citation is never lost for its form.

    Args:
        office: Country or office as printed; it is left out where ``number`` repeats it.
        number: Number as printed.
        kind: Kind code as printed.

    Raises:
        RecordError: There is nothing to make a number of.
    """
    office, bare = office.strip().upper(), number.strip().upper()
    whole = (bare if bare.startswith(office) else office + bare) + " " + kind.strip()
    try:
        return str(publication(whole))
    except RecordError:
        plain = re.sub(r"[^A-Z0-9]", "", whole.upper())
    try:
        return str(publication(plain))
    except RecordError:
        pass
    if not re.match(r"[A-Z]{2}.*\d", plain):
        raise RecordError(f"{short(whole)} is no publication number", "expected office and number")
    return plain


def application(text: str, office: str = "") -> str:
    """Reads an application number.

    Check digits are dropped, PCT numbers become ``PCTCN2019082039``, Japanese ones get the year of our calendar and six
    digits (``特願平7-123456`` and DOCDB's ``JP 12345695`` are ``JP1995123456``), Korean ones lose the 10 that says that
    they are of inventions.

    Args:
        text: The number as printed, ``CN201510163325.6`` or ``15/950,587``.
        office: Two letters of the office where the number does not begin with them.

    Raises:
        RecordError: It is no application number.
    """
    upper = text.strip().upper()
    if pct := _pct(upper):
        return pct
    if office and not upper.startswith(office):
        upper = office + upper
    if upper.startswith(("JP", "特願", "実願")) and (japanese := _japanese_filed(upper)):
        return japanese
    if _US_FILED.fullmatch(upper):
        upper = "US" + upper
    plain = _SEPARATORS.sub("", _CHECKED.sub("", _TRAILING_KIND.sub("", upper)))
    if not (plain.isascii() and _APPLICATION.fullmatch(plain)):
        raise RecordError(f"{short(text)} is no application number", "expected office and number: CN202010144278.1")
    for pattern, form in _FILED.get(plain[:2], ()):
        if match := pattern.fullmatch(plain):
            return match.expand(form)
    return plain


def filing(printed: str, office: str = "") -> str | None:
    """Reads an application number in the form of a database; None where it does not tell which application it is.

    DOCDB and vendors print US numbers without their series code (``US 79757510 A``), PCT numbers with the kind ``W``
    (``KR 2017013365 W``) or by year (``WO2014US51801``), and a kind letter after others (``KR20130006425U``).

    Args:
        printed: The number.
        office: Two letters of the office where the number does not begin with them.
    """
    upper = printed.strip().upper()
    if upper.startswith("WO") and (pct := _PCT_OF_EPODOC.fullmatch(upper)):
        return f"PCT{pct[2]}{pct[1]}{pct[3].zfill(6)}"
    if upper.startswith("US") and not upper.endswith("W"):
        if series := _US_SERIES.fullmatch(upper):
            return "US" + series[1]
        if _US_LOST.fullmatch(upper):
            return None
    lettered = _KIND_LETTER.fullmatch(upper)
    try:
        return application(lettered[1] if lettered else printed, office)
    except RecordError:
        return None


def priorities(printed: Iterable[str | None], office: str = "") -> tuple[str, ...]:
    """Reads the applications whose priority is claimed, each once, in order.

    One whose form does not tell which application it is (an old US number of DOCDB) is kept as it is printed, without
    blanks: within one source it still tells families apart.

    Args:
        printed: Their numbers, a date after each or not.
        office: Two letters of the office where a number does not begin with them.
    """
    found: dict[str, None] = {}
    for text in printed:
        one = _TRAILING_DATE.sub("", text.strip()) if text else ""
        if canonical := filing(one, office) or _SEPARATORS.sub("", one).upper():
            found[canonical] = None
    return tuple(found)


def dois(literature: Iterable[str]) -> tuple[str, ...]:
    """The digital object identifiers that cited literature prints, in lower case (ISO 26324), each once."""
    found = (one for text in literature if "10." in text for one in _DOI.findall(text))
    return tuple(dict.fromkeys(one.rstrip(".,;:)]}>'\"").lower() for one in found))


def count(text: str) -> int | None:
    """Reads a number of claims, ``20`` or ``20.0``; None where the text is none."""
    match = re.fullmatch(r"([0-9]{1,6})(?:\.0)?", text.strip())
    return int(match[1]) if match else None


@lru_cache(maxsize=50_000)
def day(text: str) -> str:
    """Reads a date; less precise ones (``19680500``, ``1968-05``, ``1968``) stay so.

    Args:
        text: ``20211019``, ``2021/10/19``, ``2021-10-19``, ``2021年10月19日``.

    Returns:
        ISO 8601: ``2021-10-19``, ``2021-10`` or ``2021``.

    Raises:
        RecordError: It is no date, or one that never was.
    """
    match = _DAY.fullmatch(text.strip()) if text.isascii() or "年" in text else None
    if match is None:
        raise RecordError(f"{short(text)} is no date", "expected one such as 2021-10-19")
    year, month, number = int(match[1]), int(match[2] or match[4] or 0), int(match[3] or match[5] or 0)
    try:
        date(year, month or 1, number or 1)
        if number and not month:
            raise ValueError("a day without a month")
    except ValueError:
        raise RecordError(f"{short(text)} is an impossible date", "expected one such as 2021-10-19") from None
    return f"{year:04d}-{month:02d}-{number:02d}" if number else f"{year:04d}-{month:02d}" if month else f"{year:04d}"


def _us(prefix: str, digits: str, text: str) -> tuple[str, str]:
    if prefix == "R":  # a reissue, as some vendors write it
        prefix = "RE"
    if prefix not in _US_PREFIXES:
        raise RecordError(f"{short(text)} is no publication number", "expected one such as US10000000B2")
    digits = digits.lstrip("0")
    if not prefix and len(digits) == 10 and digits.startswith("20"):  # DOCDB writes applications with six digits
        digits = f"{digits[:4]}0{digits[4:]}"
    return prefix, digits


def _ep(prefix: str, digits: str, text: str) -> tuple[str, str]:
    return prefix, digits.lstrip("0").zfill(7)


def _wo(prefix: str, digits: str, text: str) -> tuple[str, str]:
    """Year and six digits; ``WO99/12345``, ``WO0212345``, ``WO02012345`` and ``WO2004/12345`` are such too."""
    if prefix:
        raise RecordError(f"{short(text)} is no publication number", "expected one such as WO2017196847A1")
    if len(digits) in (9, 10) and 1978 <= int(digits[:4]) <= 2099:
        return "", digits[:4] + digits[4:].zfill(6)
    if len(digits) in (7, 8):
        return "", _century(digits[:2]) + digits[2:].zfill(6)
    raise RecordError(f"{short(text)} is no publication number", "expected one such as WO2017196847A1")


def _japanese(text: str) -> str:
    """``特開平7-300979``, ``JP H7-300979 A``, ``JP-A-7-300979`` as ``JPH07300979A``, ``2007-88222`` with its zero."""
    titled = _JP_TITLE.match(text)
    if titled and titled[1] == "特許第":
        return "JP" + text[titled.end() :].replace("号", "")
    if titled is None and re.match(r"\s*JP\s*[明大昭平令]", text):
        text = text.translate(_ERAS)
    if titled:
        text = "JP" + text[titled.end() :].translate(_ERAS) + ("" if re.search(r"[A-Z]\d?\s*$", text) else " A")
    match = _JP_YEAR.fullmatch(text.upper())
    if match is None:
        return text
    kind = re.search(r"JP[\s-]*([A-Z])-|([A-Z]\d?)\s*$", text.upper())
    prefix, digits = _era(*match.groups())
    return f"JP{prefix}{digits}{(kind[1] or kind[2]) if kind else ''}"


def _japanese_filed(upper: str) -> str | None:
    """A Japanese application number by the year of our calendar; None where it does not tell its year."""
    match = _JP_FILED.fullmatch(upper.translate(_ERAS))
    if match is None:
        return None
    docdb_serial, docdb_year, short_serial, short_year, bare_year, bare_serial, era, year, serial = match.groups()
    if short_year:  # as above, without the zeros before it
        return f"JP19{short_year}{short_serial.zfill(6)}"
    if docdb_year:  # serial first, and the year before 2000 with two digits; some print the year first
        yearly, before_2000 = "1985" <= docdb_serial[:4] <= "2035", docdb_year >= "26"
        if yearly and not before_2000:
            return f"JP{docdb_serial[:4]}{(docdb_serial[4:] + docdb_year).zfill(6)}"
        return None if yearly or not before_2000 else f"JP19{docdb_year}{docdb_serial}"
    if bare_year:  # as with publications, Heisei up to 12, else Showa
        return f"JP{(1988 if int(bare_year) <= 12 else 1925) + int(bare_year)}{bare_serial.zfill(6)}"
    full = int(year) if year else _ERA_STARTS[era[0]] + int(era[1:])
    return f"JP{full}{serial.lstrip('0').zfill(6)}"


def _era(letter: str, year: str, serial: str) -> tuple[str, str]:
    """Era letter and digits; years of two digits without a letter are Heisei up to 12 (2000), else Showa."""
    if len(year) == 4:
        return "", year + serial.zfill(6)
    return letter or ("H" if int(year) <= 12 else "S"), f"{int(year):02d}{int(serial)}"


def _kr(prefix: str, digits: str, text: str) -> tuple[str, str]:
    """``10-2005-0116274``: the 10 only says that it is an invention."""
    return prefix, digits[2:] if not prefix and re.fullmatch(r"10(19|20)\d{9}", digits) else digits


_CANONICAL = {"US": _us, "EP": _ep, "WO": _wo, "KR": _kr}
_UNUSUAL = {*_CANONICAL, "JP", "IN"}
"""Offices with rules of their own."""

_KEPT = {"US": (7, 8, 11), "EP": (7,)}
"""Lengths of their numbers that, without a zero before them, are canonical."""


def _pct(upper: str) -> str | None:
    """``PCT/CN2019/082039``, ``PCT/CH02/00573`` and a vendor's ``WOCN19082039`` in one form; None for others."""
    if "PCT" not in upper and "WO" not in upper and not upper.endswith("W"):
        return None
    for pattern in _PCT:
        if match := pattern.fullmatch(upper):
            office, year, serial = match.groups()
            return f"PCT{office}{year if len(year) == 4 else _century(year)}{serial.zfill(6)}"
    return None


def _century(year: str) -> str:
    """The full year of two digits; the PCT opened in 1978."""
    return ("19" if int(year) >= 78 else "20") + year


def short(text: str) -> str:
    """A text for a message, cut where it is long."""
    return repr(text if len(text) <= 60 else text[:57] + "...")
