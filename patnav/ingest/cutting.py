"""Cutting a stream into XML documents by bytes, before anything is parsed; see :mod:`patnav.ingest.xml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from patnav.errors import UnreadableFile
from patnav.ingest.formats import RAW

__all__ = [
    "BLANK",
    "BLOCK",
    "COMMENT",
    "LARGEST",
    "Document",
    "Starts",
    "declared",
    "elements",
    "root_name",
    "start_tag",
]

BLOCK = 4 * 1024 * 1024
"""How many bytes are read at once."""

LARGEST = 128 * 1024 * 1024
"""The largest document that is read."""

BLANK = b" \t\r\n\xef\xbb\xbf"
"""What may stand around a document."""

_DECLARATION = b"<?xml "
_TAG = re.compile(rb"<([A-Za-z_][\w:.-]*)")
_CONTAINER = re.compile(rb"<([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*>")
_XMLNS = re.compile(rb"\sxmlns(?::[\w.-]+)?\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')")
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_IGNORED = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^<>\[]*(?:\[[^\]]*\]\s*)?>", re.DOTALL)
_LONGEST_TAG = 64 * 1024


class Document(NamedTuple):
    """A document cut out of a stream.

    Attributes:
        data: Its bytes, from the start tag of its root to the end tag.
        prolog: What stands between it and the document before it.
        namespaces: Declarations of namespaces that hold around it.
        problem: Why it cannot be whole; empty where it can.
    """

    data: bytes
    prolog: bytes = b""
    namespaces: bytes = b""
    problem: str = ""


def root_name(head: bytes) -> bytes | None:
    """Name of the first element that starts in some bytes, comments left out."""
    match = _TAG.search(COMMENT.sub(b"", head))
    return match[1] if match else None


def declared(path: Path, stream: BinaryIO) -> Iterator[bytes]:
    """Cuts a stream at its XML declarations.

    Raises:
        UnreadableFile: A document is larger than :data:`LARGEST`.
    """
    rest = b""
    while block := stream.read(BLOCK):
        *whole, rest = (rest + block).split(_DECLARATION)
        for piece in whole:
            if piece.strip(BLANK):
                yield _declared(piece)
        _check_size(path, rest)
    if rest.strip(BLANK):
        yield _declared(rest)


def _declared(piece: bytes) -> bytes:
    """Gives a piece its declaration back; what precedes the first declaration has none."""
    return piece if piece.lstrip(BLANK).startswith(b"<") else _DECLARATION + piece


def _check_size(path: Path, data: bytes) -> None:
    if len(data) > LARGEST:
        raise UnreadableFile(f"{path}: a document is larger than {LARGEST >> 20} MiB", "check the file")


def elements(path: Path, stream: BinaryIO, names: Sequence[str]) -> Iterator[Document]:
    """Cuts the elements of certain names out of a stream, whatever stands around them.

    What cannot be whole comes too, with the problem said: an element without an end, an end without its element, a
    container that ends too early.

    Raises:
        UnreadableFile: A document is larger than :data:`LARGEST`.
    """
    start, rest, done = Starts(names), b"", False
    outer = _Outer(names)
    while not done:
        block = stream.read(BLOCK)
        rest, done, position = rest + block, not block, 0
        while match := start.search(rest, position):
            name = match[1]
            end, again = rest.find(b"</" + name + b">", match.end()), start.search(rest, match.end())
            if end < 0 and not again and not done:
                break
            if end < 0 or (again and again.start() < end):
                stop = again.start() if again else len(rest)
                yield outer.document(rest, position, match.start(), stop, "the document ends too early")
            else:
                stop = end + len(name) + 3
                yield outer.document(rest, position, match.start(), stop, "")
            position = stop
        rest = rest[position:]
        if not match and not done:  # a gap may be cut, but not where a start tag may be
            keep = rest.rfind(b"<", max(0, len(rest) - _LONGEST_TAG))
            outer.gap(rest[: keep if keep >= 0 else len(rest)])
            rest = rest[keep:] if keep >= 0 else b""
        _check_size(path, rest)
    outer.gap(rest)
    if problem := outer.end():
        yield Document(outer.gathered[-RAW:], problem=problem)


class Starts:
    """Finds the start tags of elements of some names; as fast as a search for the bare names, which are rare.

    Args:
        names: Names of the elements, without prefix.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names, self._tag = [name.encode() for name in names], re.compile(start_tag(names))

    def search(self, data: bytes, position: int = 0) -> re.Match[bytes] | None:
        """The first start tag at or after a position; the first group is the name with its prefix."""
        while places := [place for name in self._names if (place := data.find(name, position)) >= 0]:
            start = data.rfind(b"<", position, min(places))
            if start >= 0 and (match := self._tag.match(data, start)):
                return match
            position = min(places) + 1
        return None


def start_tag(names: Sequence[str]) -> bytes:
    """A pattern of the start tags of elements of some names, with any prefix; the first group is the name."""
    return rb"<((?:[\w.-]+:)?(?:" + b"|".join(re.escape(name).encode() for name in names) + rb"))(?=[\s>/])"


class _Outer:
    """What stands around the documents: declarations of namespaces, and containers that must end."""

    def __init__(self, names: Sequence[str]) -> None:
        self._ends = re.compile(start_tag(names).replace(b"<(", b"</(", 1))
        self._container = b""
        self._namespaces = b""
        self._first = True
        self.gathered = b""

    def gap(self, data: bytes) -> None:
        """Takes in what stands between documents."""
        self.gathered = (self.gathered + data)[-4 * _LONGEST_TAG :]

    def document(self, data: bytes, gap: int, start: int, stop: int, problem: str) -> Document:
        """Makes the document at ``data[start:stop]``, the gap before it beginning at ``gap``."""
        self.gap(data[gap:start])
        prolog, self.gathered = self.gathered, b""
        if self._first:
            self._first = False
            around = list(_CONTAINER.finditer(_IGNORED.sub(b"", prolog)))
            self._container = around[0][1] if around else b""
            known = {one.split(b"=")[0].strip(): one for match in around for one in _XMLNS.findall(match[2])}
            self._namespaces = b"".join(known.values())
        elif not problem and self._ends.search(prolog):
            problem = "a document before it has lost its start"
        return Document(data[start:stop], prolog, self._namespaces, problem)

    def end(self) -> str:
        """What is wrong with the end of the stream; empty where nothing is."""
        left = _IGNORED.sub(b"", self.gathered).strip(BLANK)
        if self._container:
            return "" if left.endswith(b"</" + self._container + b">") else "the file ends too early"
        if self._first:
            return "no document of this format" if left else ""
        return "what follows the last document is no document" if left else ""
