"""The one place that opens input: gzip and zip undone, sizes bounded, text decoded.

Input comes from anywhere, so nothing here trusts it: what is compressed may not grow like a bomb
(:mod:`patnav.ingest.archives`), a line may not be longer than :data:`LINE`.

A zip is read without unpacking it to disk: one that holds one file like that file, one of several by the readers that
take each in turn (:func:`streams`).
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from gzip import GzipFile
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from patnav.errors import UnreadableFile
from patnav.ingest import archives
from patnav.ingest.encodings import BOMS, as_utf8

__all__ = [
    "HEAD",
    "LINE",
    "content",
    "cut_off",
    "decode",
    "head",
    "lines",
    "open_bytes",
    "open_ended",
    "rows",
    "streams",
]

HEAD = 64 * 1024
"""How much of a file is looked at to recognise it."""

LINE = 64 * 1024 * 1024
"""The longest line that is read."""

_END = "\0end of table"
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PAR1", "parquet"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF-", "pdf"),
)


def content(head: bytes) -> str:
    """Says what kind of bytes a file begins with.

    Args:
        head: The first bytes of a file.

    Returns:
        ``gzip``, ``zip``, ``parquet``, ``ole`` (the container of ``.xls``), ``pdf``, ``binary`` or ``text``.
    """
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if any(head.startswith(bom) for bom, _ in BOMS):
        return "text"
    return "binary" if b"\0" in head else "text"


def head(path: Path, size: int = HEAD) -> bytes:
    """Reads the beginning of a file, decompressed where it is gzip or a zip of one file.

    Args:
        path: The file.
        size: How many bytes at most.

    Returns:
        The bytes; of a zip of several files those of the first text in it, or the file's own where there is none (a
        workbook is such a zip).

    Raises:
        InputError: The file is missing or may not be read.
        UnreadableFile: The compressed data is broken.
    """
    with archives.opened(path) as raw:
        first = raw.read(size)
    if content(first) == "gzip" or (content(first) == "zip" and archives.only_member(path)):
        with open_bytes(path) as stream:
            return stream.read(size)
    if content(first) == "zip" and archives.texts(path):
        for _, stream in streams(path):
            return stream.read(size)
    return first


def streams(path: Path) -> Iterator[tuple[str, BinaryIO]]:
    """Opens what a file holds: itself, or one after the other the texts of a zip of several files.

    Args:
        path: The file.

    Yields:
        Name of the member, empty where the file holds one thing alone, and a stream of the plain bytes, which is closed
        when the next is asked for.

    Raises:
        InputError: The file is missing or may not be read.
        UnreadableFile: The compressed data is broken or a bomb, or a name leads out of the zip.
    """
    with archives.opened(path) as raw:
        several = content(raw.read(16)) == "zip" and not archives.only_member(path)
    if not several:
        with open_bytes(path) as stream:
            yield "", stream
        return
    members = archives.texts(path)
    if not members:
        raise UnreadableFile(f"{path}: a zip that holds no text to read", "unpack it, read the files")
    size = path.stat().st_size
    archives.refuse_bomb(path, sum(member.file_size for member in members), size)
    with archives.opened(path) as raw, zipfile.ZipFile(raw) as archive:
        for member in members:
            with archives.member(path, archive, member) as inner:
                yield member.filename, archives.bounded(path, inner, size)


@contextmanager
def open_bytes(path: Path) -> Iterator[BinaryIO]:
    """Opens a file for reading bytes, decompressing gzip and zip on the way.

    Args:
        path: The file.

    Yields:
        A buffered stream of the plain bytes.

    Raises:
        InputError: The file is missing or may not be read.
        UnreadableFile: The compressed data is broken or a bomb, or a zip holds several files.
    """
    with archives.opened(path) as raw:
        kind, size = content(raw.read(16)), path.stat().st_size
        raw.seek(0)
        if kind == "gzip":
            with GzipFile(fileobj=raw) as unzipped:
                yield archives.bounded(path, unzipped, size)
        elif kind == "zip":
            member = archives.only_member(path)
            if member is None:
                raise UnreadableFile(f"{path}: a zip that does not hold one file alone", "unpack it, read the files")
            with zipfile.ZipFile(raw) as archive, archives.member(path, archive, member) as inner:
                yield archives.bounded(path, inner, member.compress_size)
        else:
            yield raw


def lines(path: Path, *, legacy: bool = False) -> Iterator[tuple[int, bytes]]:
    """Reads a text file line by line, as UTF-8 whatever its encoding.

    The encoding is told by a byte-order mark (UTF-8, UTF-16), else UTF-8 is taken, else GB 18030 where the beginning
    of the file is not UTF-8 and is GB 18030. A line in the midst of a file that is not UTF-8 comes as it is;
    :func:`decode` and JSON parsers refuse it.

    Args:
        path: The file, plain or compressed.
        legacy: Take a file that is in none of these for one of the old Western encodings of Windows or the Macintosh,
            whichever makes more of the letters of Western names; what is none of its characters is replaced.

    Yields:
        Line number from 1 and the line without its end.

    Raises:
        UnreadableFile: A line is longer than :data:`LINE`, or the file does not hold to its encoding.
    """
    with open_bytes(path) as stream:
        yield from _bounded_lines(path, as_utf8(path, stream, HEAD, legacy=legacy))


def rows(path: Path, delimiter: str) -> Iterator[tuple[int, list[str], bytes]]:
    """Reads a table of separated values.

    Args:
        path: The file, plain or compressed.
        delimiter: What stands between the cells.

    Yields:
        Number of the line that a row ends on, its cells, and its bytes in UTF-8.

    Raises:
        UnreadableFile: As :func:`lines`; also a line that is not UTF-8, or quotes that never close.
    """
    held: list[bytes] = []
    text = _texts(path, held)
    csv.field_size_limit(LINE)
    reader = csv.reader(chain(text, (_END,)), delimiter=delimiter)
    try:
        for row in reader:
            if row == [_END]:
                return
            if row and row[-1].endswith(_END):
                break
            raw = held[0] if len(held) == 1 else b"\n".join(held)
            held.clear()
            yield reader.line_num, row, raw
    except csv.Error as error:
        raise UnreadableFile(f"{path}: line {reader.line_num}: {error}", "check the quotes around the cells") from None
    raise UnreadableFile(f"{path}: before line {reader.line_num}: a quoted field never ends", "check the quotes")


def _texts(path: Path, held: list[bytes]) -> Iterator[str]:
    """Lines of a text, which are put into ``held`` too."""
    for number, line in lines(path, legacy=True):
        held.append(line)
        try:
            yield line.decode() + "\n"
        except UnicodeDecodeError:
            decode(line, f"{path}: line {number}")


def cut_off(path: Path) -> bool:
    """Whether the last line of a plain text has no end, as where a copy or download broke off.

    Compressed files say themselves when they are not whole.
    """
    return _last(path) not in (b"", b"\n", b"\r")


def open_ended(path: Path) -> bool:
    """Whether the last cell of a table may go on after the end of its file: :func:`cut_off`, and no quote closes it."""
    return cut_off(path) and _last(path) != b'"'


def _last(path: Path) -> bytes:
    """The last character of a plain text, nothing of anything else."""
    with archives.opened(path) as raw:
        if content(raw.read(16)) != "text":
            return b""
        raw.seek(-min(4, path.stat().st_size), 2)
        return raw.read().strip(b"\0")[-1:]


def decode(data: bytes, where: str) -> str:
    """Decodes UTF-8, or says where it is not.

    Args:
        data: The bytes.
        where: File and place, for the message.

    Raises:
        UnreadableFile: The bytes are not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{where}: byte {error.start + 1} is not UTF-8", "convert the file to UTF-8") from None


def _bounded_lines(path: Path, stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := stream.readline(LINE + 1):
        number += 1
        if len(line) > LINE:
            raise UnreadableFile(f"{path}: line {number} is longer than {LINE >> 20} MiB", "check the file")
        yield number, line.rstrip(b"\r\n")
