"""Encodings: a text in any of those that exports come in, read as UTF-8 with line feeds."""

from __future__ import annotations

import codecs
import io
import re
from pathlib import Path
from typing import BinaryIO

from patnav.errors import UnreadableFile
from patnav.ingest.archives import BLOCK

__all__ = ["BOMS", "as_utf8"]

BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte-order marks and the encodings that they tell."""

_LEGACY = ("cp1252", "mac_roman")
_LETTERS = "äöüßéèêëàâáåæøçñíóúôîïûÄÖÜÉØÅÇÑ"


def as_utf8(path: Path, stream: BinaryIO, size: int, *, legacy: bool) -> BinaryIO:
    """Reads a text as UTF-8 without a byte-order mark, lines that end in a carriage return alone with line feeds.

    Args:
        path: The file, for messages.
        stream: Its plain bytes, nothing of them read yet.
        size: How much of the beginning tells the encoding.
        legacy: See :func:`patnav.ingest.opening.lines`.

    Raises:
        UnreadableFile: Its beginning is in none of the encodings; reading on raises it, too, where the text does not
            hold to its own.
    """
    first: bytes = stream.peek(size)[:size]  # type: ignore[attr-defined]
    encoding = _encoding(path, first, legacy)
    plain = stream
    if b"\r" in first and b"\n" not in first:
        plain = io.BufferedReader(_Macintosh(stream), BLOCK)
    if encoding == "utf-8-sig":
        plain.read(len(codecs.BOM_UTF8))
    elif encoding != "utf-8":
        plain = io.BufferedReader(_Recoded(path, plain, encoding), BLOCK)
    return plain


class _Macintosh(io.RawIOBase):
    """A stream whose lines end in a carriage return alone, read with line feeds."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._source.read(len(buffer)).replace(b"\r", b"\n")
        buffer[: len(data)] = data
        return len(data)


class _Recoded(io.RawIOBase):
    """A stream in another encoding, read as UTF-8."""

    def __init__(self, path: Path, source: BinaryIO, encoding: str) -> None:
        self._path, self._source, self._rest, self._done = path, source, b"", 0
        errors = "replace" if encoding in _LEGACY else "strict"
        self._encoding, self._decoder = encoding, codecs.getincrementaldecoder(encoding)(errors)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            data = self._source.read(BLOCK)
            try:
                self._rest = self._decoder.decode(data, final=not data).encode()
            except UnicodeError:  # also a lone surrogate, which UTF-8 cannot hold
                place = f"{self._path}: after byte {self._done}"
                raise UnreadableFile(f"{place} the text is not {self._encoding}", "convert the file to UTF-8") from None
            self._done += len(data)
            if not data:
                break
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def _encoding(path: Path, first: bytes, legacy: bool) -> str:
    """The encoding of a text, from its first block; raises UnreadableFile where there is none."""
    for bom, name in BOMS:
        if first.startswith(bom):
            return name
    places = {}
    for name in ("utf-8", "gb18030"):
        try:
            codecs.getincrementaldecoder(name)().decode(first)
        except UnicodeDecodeError as error:
            places[name] = error.start + 1
        else:
            if name == "utf-8" or not legacy or _is_chinese(first):
                return name
    if legacy and b"\0" not in first:
        return max(_LEGACY, key=lambda one: sum(map(first.decode(one, "replace").count, _LETTERS)))
    raise UnreadableFile(f"{path}: byte {places['utf-8']} is neither UTF-8 nor GB 18030", "convert it to UTF-8")


def _is_chinese(first: bytes) -> bool:
    """Whether bytes that could be GB 18030 hold the common characters of its core, GB 2312, in the main."""
    pairs = re.findall(rb"[\x81-\xfe][\x40-\xfe]", first)
    core = sum(pair[0] >= 0xA1 and pair[1] >= 0xA1 for pair in pairs)
    return bool(core > 0.8 * len(pairs))
