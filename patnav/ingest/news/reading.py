"""A news file as bytes or text: bounded, decoded, with clear words when it cannot be read."""

from __future__ import annotations

import re
from pathlib import Path

from patnav.errors import UnreadableFile
from patnav.ingest.opening import content, open_bytes

__all__ = ["LIMIT", "decode", "read_bytes", "read_text"]

LIMIT = 20 * 1024 * 1024
"""The most bytes of one file, unpacked."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHINESE = {"gb18030": ("gb2312", 0xB0, 0xD7), "big5hkscs": ("big5", 0xA4, 0xC6)}
"""Encodings older than UTF-8: codec of the core, first and last lead byte of its common characters."""


def read_bytes(path: Path, *, unpack: bool = True) -> bytes:
    """The bytes of a file.

    Args:
        path: A file of at most :data:`LIMIT` bytes.
        unpack: Whether gzip and zip are undone.

    Raises:
        InputError: Missing, or may not be read.
        UnreadableFile: Empty or too large.
    """
    if unpack:
        with open_bytes(path) as file:
            data = file.read(LIMIT + 1)
    else:
        with path.open("rb") as plain:
            data = plain.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise UnreadableFile(f"{path}: larger than {LIMIT >> 20} MB", "an article is smaller; split the file")
    if not data.strip():
        raise UnreadableFile(f"{path}: the file is empty", "give a file with text")
    return data


def read_text(path: Path) -> str:
    """The text of a file.

    Args:
        path: A file of at most :data:`LIMIT` bytes, plain or compressed.

    Raises:
        InputError: Missing, or may not be read.
        UnreadableFile: Empty, too large, binary, or in no encoding that is known.
    """
    return decode(read_bytes(path), str(path))


def decode(data: bytes, place: str) -> str:
    """Bytes as text.

    By byte-order mark, else UTF-8, else what the page declares, else GB 18030 or Big5 (which Chinese files older than
    UTF-8 use), if what comes out is mostly characters in common use.

    Args:
        data: The whole file.
        place: What to call it in an error.

    Raises:
        UnreadableFile: Binary, or text in another encoding.
    """
    if content(data[:4096]) != "text":
        raise UnreadableFile(f"{place}: binary content, not text", "give a text, Markdown or HTML file")
    marked = [name for mark, name in _MARKS if data.startswith(mark)]
    reason = ""
    for name in marked or ["utf-8", *_declared(data), *_CHINESE]:
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError) as error:
            at = f"byte {error.start + 1}" if isinstance(error, UnicodeDecodeError) else "the text"
            reason = reason or f"{at} is not {name.upper()}"
            continue
        if not _broken(text) and (name not in _CHINESE or _common(text, *_CHINESE[name])):
            return text
    raise UnreadableFile(f"{place}: {reason or 'control characters, not text'}", "convert it to UTF-8")


def _declared(data: bytes) -> list[str]:
    """The encoding that a web page names; the old Chinese ones by their larger successors."""
    found = re.search(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", data[:2048])
    name = found[1].decode("ascii").lower() if found else ""
    return [{"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(name, name)] if name else []


def _common(text: str, core: str, first: int, last: int) -> bool:
    """Whether most Chinese characters are in common use: those of the first level of an encoding's core."""
    han = [character for character in text[:20000] if "\u3400" <= character <= "\u9fff"]
    encoded = (character.encode(core, "ignore") for character in han)
    common = sum(len(pair) == 2 and first <= pair[0] <= last for pair in encoded)
    return common >= 0.8 * len(han)


def _broken(text: str) -> bool:
    """Whether decoded text is no text: control characters and unassigned code points."""
    sample = text[:20000]
    odd = sum(
        1 for c in sample if (c < " " and c not in "\t\n\r\x0c\x1b") or "\ue000" <= c <= "\uf8ff" or c == "\ufffd"
    )
    return odd > len(sample) // 200
