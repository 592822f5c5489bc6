"""The one place that opens input: gzip and zip undone, sizes bounded, text decoded.

Input comes from anywhere, so nothing here trusts it. Limits, all of them in bytes:

- a compressed file may not grow beyond :data:`FREE` with a ratio over :data:`RATIO` (a gzip or zip bomb does);
- a line may not be longer than :data:`LINE`.

A zip is read without unpacking it to disk: one that holds one file like that file, one of several by the readers that
take each in turn (:func:`streams`).
"""

from __future__ import annotations

import codecs
import csv
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from gzip import GzipFile
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from patnav.errors import InputError, UnreadableFile

__all__ = [
    "BROKEN",
    "FREE",
    "HEAD",
    "LINE",
    "RATIO",
    "check_zip",
    "content",
    "cut_off",
    "decode",
    "head",
    "lines",
    "members",
    "open_bytes",
    "open_ended",
    "rows",
    "streams",
]

HEAD = 64 * 1024
"""How much of a file is looked at to recognise it."""

LINE = 64 * 1024 * 1024
"""The longest line that is read."""

FREE = 256 * 1024 * 1024
"""How much any compressed file may hold, whatever its ratio."""

RATIO = 200
"""How many times larger than its compressed form a file beyond :data:`FREE` may be."""

BROKEN = (
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What the libraries raise on broken archives and compressed data."""

_BLOCK = 1024 * 1024
_END = "\0end of table"
_LEGACY = ("cp1252", "mac_roman")
_LETTERS = "äöüßéèêëàâáåæøçñíóúôîïûÄÖÜÉØÅÇÑ"
_TEXTS = (".xml", ".sgm", ".sgml", ".txt", ".json", ".jsonl", ".csv", ".tsv")
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PAR1", "parquet"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF-", "pdf"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class _Bounded(io.RawIOBase):
    """A decompressed stream that refuses to grow like a bomb, and says plainly when the compressed data is broken."""

    def __init__(self, path: Path, source: BinaryIO, compressed: int) -> None:
        self._path, self._source, self._compressed, self._read = path, source, max(compressed, 1), 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._source.read(len(buffer))
        except EOFError:
            raise UnreadableFile(
                f"{self._path}: the compressed data ends too early", "copy or download the file again"
            ) from None
        except BROKEN as error:
            raise UnreadableFile(
                f"{self._path}: the compressed data is broken ({error})", "copy or download the file again"
            ) from None
        self._read += len(data)
        _refuse_bomb(self._path, self._read, self._compressed)
        buffer[: len(data)] = data
        return len(data)


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
    if any(head.startswith(bom) for bom, _ in _BOMS):
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
    with _opened(path) as raw:
        first = raw.read(size)
    if content(first) == "gzip" or (content(first) == "zip" and _only_member(path)):
        with open_bytes(path) as stream:
            return stream.read(size)
    if content(first) == "zip" and _members(path):
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
    with _opened(path) as raw:
        several = content(raw.read(16)) == "zip" and not _only_member(path)
    if not several:
        with open_bytes(path) as stream:
            yield "", stream
        return
    members = _members(path)
    if not members:
        raise UnreadableFile(f"{path}: a zip that holds no text to read", "unpack it, read the files")
    size = path.stat().st_size
    _refuse_bomb(path, sum(member.file_size for member in members), size)
    with _opened(path) as raw, zipfile.ZipFile(raw) as archive:
        for member in members:
            with _member(path, archive, member) as inner:
                yield member.filename, io.BufferedReader(_Bounded(path, inner, size), _BLOCK)


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
    with _opened(path) as raw:
        kind, size = content(raw.read(16)), path.stat().st_size
        raw.seek(0)
        if kind == "gzip":
            with GzipFile(fileobj=raw) as unzipped:
                yield io.BufferedReader(_Bounded(path, unzipped, size), _BLOCK)  # type: ignore[arg-type]
        elif kind == "zip":
            member = _only_member(path)
            if member is None:
                raise UnreadableFile(f"{path}: a zip that does not hold one file alone", "unpack it, read the files")
            with zipfile.ZipFile(raw) as archive, _member(path, archive, member) as inner:
                yield io.BufferedReader(_Bounded(path, inner, member.compress_size), _BLOCK)
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
        encoding = _encoding(path, stream, legacy)
        first: bytes = stream.peek(HEAD)[:HEAD]  # type: ignore[attr-defined]
        if b"\r" in first and b"\n" not in first:
            stream = io.BufferedReader(_Macintosh(stream), _BLOCK)
        if encoding == "utf-8":
            yield from _bounded_lines(path, stream)
        elif encoding == "utf-8-sig":
            stream.read(len(codecs.BOM_UTF8))
            yield from _bounded_lines(path, stream)
        else:
            recoded = io.BufferedReader(_Recoded(path, stream, encoding), _BLOCK)
            yield from _bounded_lines(path, recoded)


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
    with _opened(path) as raw:
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


def members(path: Path) -> Iterator[tuple[str, bytes]]:
    """Reads all that a workbook or Word document (a zip of several files) holds, and so makes sure that it is whole.

    Args:
        path: The file.

    Yields:
        Name of a member and a block of its plain bytes; an empty block ends a member.

    Raises:
        UnreadableFile: It is broken, or would grow beyond the limits of this module.
    """
    with _opened(path) as raw:
        try:
            with zipfile.ZipFile(raw) as archive:
                _refuse_bomb(path, sum(member.file_size for member in archive.infolist()), path.stat().st_size)
                for member in archive.infolist():
                    with archive.open(member) as stream:
                        while block := stream.read(_BLOCK):
                            yield member.filename, block
                    yield member.filename, b""
        except BROKEN as error:
            raise UnreadableFile(f"{path}: not a whole workbook ({error})", "save or download it again") from None


def check_zip(path: Path) -> None:
    """Makes sure that a zip of several files is whole and no bomb, before a library opens it; see :func:`members`."""
    for _ in members(path):
        pass


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
            data = self._source.read(_BLOCK)
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


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        raw = path.open("rb", buffering=_BLOCK)
    except FileNotFoundError:
        raise InputError(f"{path}: no such file", "check the path") from None
    except PermissionError:
        raise InputError(f"{path}: may not be read", "check its permissions") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be opened ({error})", "check the path") from None
    with raw:
        yield raw


def _only_member(path: Path) -> zipfile.ZipInfo | None:
    """The one file of a zip; None where there are several or none."""
    members = _listed(path)
    return members[0] if len(members) == 1 else None


def _members(path: Path) -> list[zipfile.ZipInfo]:
    """The texts of a zip of several files; none of a workbook."""
    members = _listed(path)
    if any(member.filename == "[Content_Types].xml" for member in members):
        return []
    for member in members:
        if member.filename.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", member.filename):
            raise UnreadableFile(f"{path}: a name in the zip leads out of it", "do not trust this file")
    return [member for member in members if member.filename.lower().endswith(_TEXTS)]


def _listed(path: Path) -> list[zipfile.ZipInfo]:
    """The files of a zip, without folders and what macOS adds."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except BROKEN as error:
        raise UnreadableFile(f"{path}: the zip is broken ({error})", "copy or download the file again") from None
    return [m for m in members if not m.filename.endswith("/") and not m.filename.startswith("__MACOSX/")]


@contextmanager
def _member(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[BinaryIO]:
    try:
        inner = archive.open(member)
    except BROKEN as error:
        raise UnreadableFile(f"{path}: the zip cannot be read ({error})", "unpack it and read the file") from None
    with inner:
        yield inner  # type: ignore[misc]


def _refuse_bomb(path: Path, size: int, compressed: int) -> None:
    if size > FREE and size > RATIO * compressed:
        raise UnreadableFile(
            f"{path}: grows beyond {RATIO} times its compressed size", "unpack it yourself if you trust it"
        )


def _encoding(path: Path, stream: BinaryIO, legacy: bool) -> str:
    """The encoding of a text, from its first block; raises UnreadableFile where there is none."""
    first: bytes = stream.peek(HEAD)[:HEAD]  # type: ignore[attr-defined]
    for bom, name in _BOMS:
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


def _bounded_lines(path: Path, stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := stream.readline(LINE + 1):
        number += 1
        if len(line) > LINE:
            raise UnreadableFile(f"{path}: line {number} is longer than {LINE >> 20} MiB", "check the file")
        yield number, line.rstrip(b"\r\n")
