"""Damaged names put right: character references, bytes read in a wrong encoding, letters lost on the way."""

from __future__ import annotations

import html
import re

from patnav.ingest.classify.regions import is_han
from patnav.ingest.resolve.vocabulary import vocabulary

__all__ = ["decoded", "repaired"]

_HIGH = re.compile("[^\x00-\x7f]")
_RUN = re.compile("[^\x00-\x7f]{4,}")
_LOST = re.compile("�|(?<=[^\\W\\d_])\\?(?=[^\\W\\d_]|\\s|$)")
_LETTERS = "eaoui"
_BYTES = {bytes([n]).decode("cp1252", "ignore") or chr(n): n for n in range(128, 256)}
"""Characters that a byte from 128 on is read as in Windows-1252, the bytes it leaves open as in Latin-1."""
_NO_BYTE = re.compile(f"[^\x00-\xff{re.escape(''.join(_BYTES))}]")


def repaired(text: str) -> str:
    """A decoded name with the letters it lost filled in.

    Examples:
        >>> repaired("Universit?t Bonn")
        'Universitet Bonn'
    """
    return " ".join(map(_filled, text.split())) if "?" in text or "�" in text else text


def decoded(text: str) -> str:
    """A name without character references, and with wrongly read bytes read again.

    Examples:
        >>> decoded("SociÃ©tÃ© d&#39;Optique")
        "Société d'Optique"
    """
    if "&" in text and ";" in text:
        text = html.unescape(text)
    return text if text.isascii() else _decoded(_decoded(text))


def _decoded(text: str) -> str:
    """UTF-8 that was read as Latin-1, Windows-1252 or GBK, or GBK that was read as Latin-1, read again as it was."""
    raw = _as_bytes(text)
    if raw is not None:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
        if _RUN.search(text):
            try:
                found = raw.decode("gb18030")
            except UnicodeDecodeError:
                return text
            return found if all(map(is_han, _HIGH.findall(found))) else text
    elif len(text) > 3 and is_han(text):
        try:
            found = text.encode("gb18030").decode("utf-8")
        except UnicodeError:
            return text
        return found if all(map(is_han, _HIGH.findall(found))) else text
    return text


def _as_bytes(text: str) -> bytes | None:
    """The bytes that ``text`` may have been read from as Windows-1252 or Latin-1; None where it was not."""
    if _NO_BYTE.search(text):
        return None
    return bytes(_BYTES.get(c, 0) or ord(c) for c in text)


def _filled(word: str) -> str:
    """A word with the letter it lost, by the words that are known; an ``e`` where none fits."""
    if not _LOST.search(word):
        return word
    known = vocabulary()
    tries = [_LOST.sub(letter, word) for letter in _LETTERS]
    return next((made for made in tries if made.lower() in known.spellings or known.known(made.lower())), tries[0])
