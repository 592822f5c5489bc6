"""Damaged names put right: character references, bytes read in a wrong encoding, letters lost on the way."""

from __future__ import annotations

import html
import re

from patnav.ingest.classify.regions import is_han
from patnav.ingest.resolve.vocabulary import vocabulary

__all__ = ["decoded", "filled", "remains", "repaired"]

_HIGH = re.compile("[^\x00-\x7f]")
_RUN = re.compile("[^\x00-\x7f]{4,}")
_LOST = re.compile("�|(?<=[^\\W\\d_])\\?(?=[^\\W\\d_]|\\s|$)")
_LETTERS = "eaoui"
_GAP = re.compile("�+")
_LONGEST_DAMAGED = 60
_BYTES = {bytes([n]).decode("cp1252", "ignore") or chr(n): n for n in range(128, 256)}
"""Characters that a byte from 128 on is read as in Windows-1252, the bytes it leaves open as in Latin-1."""
_NO_BYTE = re.compile(f"[^\x00-\xff{re.escape(''.join(_BYTES))}]")


def repaired(text: str) -> str:
    """A name decoded, and its lost letters filled in.

    Examples:
        >>> repaired("SociÃ©tÃ© d&#39;Optique"), repaired("Universit?t Bonn")
        ("Société d'Optique", 'Universitet Bonn')
    """
    return filled(decoded(text))


def filled(text: str) -> str:
    """A name with the letters it lost filled in, by the words that are known."""
    return " ".join(map(_filled, text.split())) if "?" in text or "�" in text else text


def decoded(text: str) -> str:
    """A name without character references, and with wrongly read bytes read again."""
    if "&" in text and ";" in text:
        text = html.unescape(text)
    return text if text.isascii() else _decoded(_decoded(text))


def remains(text: str) -> re.Pattern[str] | None:
    """What is left of a Chinese name whose bytes were read in a wrong encoding, and some of them lost: a pattern of it.

    Examples:
        >>> bool(remains("æ¸…å�Žå¤§å­¦").fullmatch("清华大学")), remains("清华大学")
        (True, None)
    """
    if text.isascii() or len(text) > _LONGEST_DAMAGED:
        return None
    for encoding in ("cp1252", "gb18030"):
        raw = b"".join(c.encode(encoding, "ignore") for c in text if c != "�")
        left = raw.decode("utf-8", "replace")
        known = [c for c in left if is_han(c)]
        if len(known) > 1 and len(known) * 6 > len(raw) and all(c == "�" or is_han(c) for c in left):
            return re.compile(_GAP.sub(".{1,3}", left))
    return None


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
