"""A news file as text: bounded, decoded, with clear words when it cannot be read."""

from __future__ import annotations

from pathlib import Path

from patnav.errors import UnreadableFile
from patnav.ingest.opening import content, open_bytes

__all__ = ["LIMIT", "decode", "read_text"]

LIMIT = 20 * 1024 * 1024
"""The most bytes of one file, unpacked."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_text(path: Path) -> str:
    """The text of a file.

    Args:
        path: A file of at most :data:`LIMIT` bytes, plain or compressed.

    Raises:
        InputError: Missing, or may not be read.
        UnreadableFile: Empty, too large, binary, or in no encoding that is known.
    """
    with open_bytes(path) as file:
        data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise UnreadableFile(f"{path}: larger than {LIMIT >> 20} MB", "an article is smaller; split the file")
    if not data.strip():
        raise UnreadableFile(f"{path}: the file is empty", "give a file with text")
    return decode(data, str(path))


def decode(data: bytes, place: str) -> str:
    """Bytes as text: by byte-order mark, else UTF-8, else GB 18030 (which Chinese files older than UTF-8 use).

    Args:
        data: The whole file.
        place: What to call it in an error.

    Raises:
        UnreadableFile: Binary, or text in another encoding.
    """
    if content(data[:4096]) != "text":
        raise UnreadableFile(f"{place}: binary content, not text", "give a text, Markdown or HTML file")
    encodings = [name for mark, name in _MARKS if data.startswith(mark)] or ["utf-8", "gb18030"]
    reason = ""
    for name in encodings:
        try:
            text = data.decode(name)
        except UnicodeDecodeError as error:
            reason = reason or f"byte {error.start + 1} is not {name.upper()}"
            continue
        if not _broken(text):
            return text
    raise UnreadableFile(f"{place}: {reason or 'control characters, not text'}", "convert it to UTF-8")


def _broken(text: str) -> bool:
    """Whether decoded text is no text: control characters and unassigned code points."""
    sample = text[:20000]
    odd = sum(
        1 for c in sample if (c < " " and c not in "\t\n\r\x0c\x1b") or "\ue000" <= c <= "\uf8ff" or c == "\ufffd"
    )
    return odd > len(sample) // 200
