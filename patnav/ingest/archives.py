"""Archives and what they hold: gzip and zip undone as they are read, never to disk, sizes bounded, bombs refused.

Input comes from anywhere, so nothing here trusts it: a compressed file may not grow beyond :data:`FREE` with a ratio
over :data:`RATIO`, a name may not lead out of a zip, and what the libraries raise on broken data becomes one clear
error.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from gzip import GzipFile
from pathlib import Path
from typing import BinaryIO

from patnav.errors import InputError, UnreadableFile

__all__ = [
    "BLOCK",
    "BROKEN",
    "FREE",
    "RATIO",
    "bounded",
    "check_zip",
    "member",
    "members",
    "only_member",
    "opened",
    "refuse_bomb",
    "texts",
]

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

BLOCK = 1024 * 1024
"""How much is read at once."""

_TEXTS = (".xml", ".sgm", ".sgml", ".txt", ".json", ".jsonl", ".csv", ".tsv")


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Opens a file as it lies on disk.

    Raises:
        InputError: It is missing or may not be read.
    """
    try:
        raw = path.open("rb", buffering=BLOCK)
    except FileNotFoundError:
        raise InputError(f"{path}: no such file", "check the path") from None
    except PermissionError:
        raise InputError(f"{path}: may not be read", "check its permissions") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be opened ({error})", "check the path") from None
    with raw:
        yield raw


def members(path: Path) -> Iterator[tuple[str, bytes]]:
    """Reads all that a workbook or Word document (a zip of several files) holds, and so makes sure that it is whole.

    Args:
        path: The file.

    Yields:
        Name of a member and a block of its plain bytes; an empty block ends a member.

    Raises:
        UnreadableFile: It is broken, or would grow beyond the limits of this module.
    """
    with opened(path) as raw:
        try:
            with zipfile.ZipFile(raw) as archive:
                refuse_bomb(path, sum(member.file_size for member in archive.infolist()), path.stat().st_size)
                for member in archive.infolist():
                    with archive.open(member) as stream:
                        while block := stream.read(BLOCK):
                            yield member.filename, block
                    yield member.filename, b""
        except BROKEN as error:
            raise UnreadableFile(f"{path}: not a whole workbook ({error})", "save or download it again") from None


def check_zip(path: Path) -> None:
    """Makes sure that a zip of several files is whole and no bomb, before a library opens it; see :func:`members`."""
    for _ in members(path):
        pass


def only_member(path: Path) -> zipfile.ZipInfo | None:
    """The one file of a zip; None where there are several or none."""
    members = _listed(path)
    return members[0] if len(members) == 1 else None


def texts(path: Path) -> list[zipfile.ZipInfo]:
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
def member(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[BinaryIO]:
    """Opens one file of a zip; see :func:`bounded` for reading it."""
    try:
        inner = archive.open(member)
    except BROKEN as error:
        raise UnreadableFile(f"{path}: the zip cannot be read ({error})", "unpack it and read the file") from None
    with inner:
        yield inner  # type: ignore[misc]


def refuse_bomb(path: Path, size: int, compressed: int) -> None:
    """Refuses what says itself that it grows beyond the limits: both sizes in bytes."""
    if size > FREE and size > RATIO * compressed:
        raise UnreadableFile(
            f"{path}: grows beyond {RATIO} times its compressed size", "unpack it yourself if you trust it"
        )


def bounded(path: Path, source: BinaryIO | GzipFile, compressed: int) -> io.BufferedReader:
    """A buffered stream of decompressed bytes that is refused where it grows like a bomb.

    Args:
        path: The file, for messages.
        source: The decompressing stream.
        compressed: Size of what it decompresses.
    """
    return io.BufferedReader(_Bounded(path, source, compressed), BLOCK)


class _Bounded(io.RawIOBase):
    """A decompressed stream that refuses to grow like a bomb, and says plainly when the compressed data is broken."""

    def __init__(self, path: Path, source: BinaryIO | GzipFile, compressed: int) -> None:
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
        refuse_bomb(self._path, self._read, self._compressed)
        buffer[: len(data)] = data
        return len(data)
