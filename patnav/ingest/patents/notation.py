"""Canonical symbols of classifications: IPC and CPC, Locarno, the US classification.

Every function takes what a source prints, gives the canonical form, leaves a canonical form as it is, and raises
nothing but :class:`~patnav.errors.RecordError`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from patnav.errors import RecordError
from patnav.graph.model import Classification
from patnav.ingest.patents.numbers import short

__all__ = ["SCHEMES", "classes", "columns", "locarno", "placed", "symbol", "uspc"]

_SYMBOL = re.compile(
    r"\s*([A-HY])\s*([0-9]{2})\s*([A-Z])"
    r"(?:([0-9]{4})([0-9]{2,6})|\s*0{0,3}([1-9][0-9]{0,3})(?:\s*/\s*([0-9]{2,6}))?)?(?![0-9A-Za-z/])"
)
_PLACE = re.compile(r"(?:19|20)\d{6}[A-Z ]?F[A-Z]")


def symbol(text: str) -> str:
    """Reads an IPC or CPC symbol; what follows it (a title, an edition in brackets) is left out.

    Args:
        text: ``H01L 21/768``, ``G06F015/16``, ``G07G000100`` (WIPO ST.8), ``H01L``.

    Returns:
        ``H01L21/768``; a main group as ``H01L21/00``, a subclass as ``H01L``.

    Raises:
        RecordError: It is no symbol of a subclass or below.
    """
    match = _SYMBOL.match(text.upper())
    if match is None:
        raise RecordError(f"{short(text)} is no IPC or CPC symbol", "expected one such as H01L21/768")
    section, number, letter, st8, st8_sub, group, sub = match.groups()
    head = section + number + letter
    if st8 is not None:
        group, sub = st8.lstrip("0"), st8_sub
        if not group:
            raise RecordError(f"{short(text)} is no IPC or CPC symbol", "expected one such as H01L21/768")
    return head if group is None else f"{head}{group}/{sub or '00'}"


def columns(text: str) -> str:
    """Gives an IPC symbol printed in columns (four for the subclass, three for the group) its slash.

    Args:
        text: ``"G06F 1516"`` (G06F 15/16), ``"B32B  302"`` (B32B 3/02), ``"E03C 104"`` (E03C 1/04, a blank lost).
    """
    group, subgroup = text[4:7], text[7:].strip()
    if len(subgroup) < 2:
        digits = text[4:].strip()
        group, subgroup = digits[:-2], digits[-2:]
    return text if "/" in text or len(text) < 8 else f"{text[:4]}{group}/{subgroup}"


def locarno(text: str) -> str:
    """Reads a Locarno class: ``0203``, ``2-3`` and ``02-03`` are ``02-03``.

    Raises:
        RecordError: It is no class and subclass.
    """
    match = re.fullmatch(r"(\d\d)(\d\d)|(\d\d?)[-.](\d\d?)", text.strip())
    if match is None or not text.isascii():
        raise RecordError(f"{short(text)} is no Locarno class", "expected one such as 02-03")
    return f"{int(match[1] or match[3]):02d}-{int(match[2] or match[4]):02d}"


def uspc(text: str) -> str:
    """Reads a US class as the USPTO prints it: class in three columns, subclass in three, decimals after.

    Args:
        text: ``" 37434"`` (37/434), ``"257E21023"``, ``"002227000"`` (2/227), or with the slash.

    Raises:
        RecordError: It is no US class.
    """
    head, slash, tail = text.partition("/")
    if not slash:
        head, tail = text[:3], text[3:] if len(text) >= 6 else ""  # fewer have lost their blanks
        if re.fullmatch(r"\d{6}", tail):
            tail = tail[:3].lstrip("0") + ("." + tail[3:].rstrip("0") if tail[3:].strip("0") else "")
        elif re.fullmatch(r"[ \dE][ \d]{2}\d+", tail):
            tail = f"{tail[:3].strip()}.{tail[3:]}"
    head, tail = head.replace(" ", "").lstrip("0").upper(), re.sub(r"\s+", "", tail).upper()
    if not re.fullmatch(r"(?:\d{1,3}|D\d{1,2}|PLT|G9B)/[A-Z]?[\dA-Z.]+", f"{head}/{tail}", re.ASCII):
        raise RecordError(f"{short(text)} is no US class", "expected one such as 257/40")
    return f"{head}/{tail}"


def placed(printed: Iterable[str]) -> list[str]:
    """Puts symbols printed with their particulars (WIPO ST.8) in order: those of the first place before the others.

    Args:
        printed: ``"H04N   7/173       20060101AFI20070423BHEP"``, where ``F`` is the place.
    """
    return sorted(printed, key=lambda text: _PLACE.search(text) is None)


def classes(scheme: str, printed: Iterable[str]) -> list[Classification]:
    """Makes the classes of one scheme, each once, the first being the main one.

    What is no symbol of the scheme is left out: sources hold indexing codes (``A5B BAA L2``) and symbols cut short
    among them, and none is worth a record.

    Args:
        scheme: ``ipc``, ``cpc``, ``locarno`` or ``uspc``.
        printed: Symbols as printed.
    """
    known = _KNOWN[scheme]
    found = [*{one.symbol: one for text in printed if (one := known[text]) is not None}.values()]
    if found:
        found[0] = _main(found[0].symbol, scheme)
    return found


@lru_cache(maxsize=20_000)
def _main(symbol: str, scheme: str) -> Classification:
    return Classification(symbol, scheme, main=True)


class _Known(dict[str, "Classification | None"]):
    """Classes of one scheme by the symbol as printed, each read once; forgotten when they are too many to hold."""

    def __init__(self, scheme: str, canonical: Callable[[str], str]) -> None:
        self._scheme, self._canonical = scheme, canonical

    def __missing__(self, text: str) -> Classification | None:
        if len(self) >= _HELD:
            self.clear()
        try:
            one = Classification(self._canonical(text), self._scheme)
        except RecordError:
            one = None
        self[text] = one
        return one


_HELD = 100_000
SCHEMES: dict[str, Callable[[str], str]] = {"ipc": symbol, "cpc": symbol, "locarno": locarno, "uspc": uspc}
"""What makes a symbol canonical, by classification scheme."""

_KNOWN = {scheme: _Known(scheme, canonical) for scheme, canonical in SCHEMES.items()}
