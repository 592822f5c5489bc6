"""The XML core that the readers of offices' files share: cut a stream into documents, parse each safely.

Offices put thousands of documents into one file: one after the other, each with its own declaration (USPTO weeks),
or side by side in a container (DOCDB back-files, answers of web services). Both are cut by bytes, one document is
parsed at a time, and memory holds no more than that. Of each document the parts that no record needs (the
description, two thirds of the bytes) are cut out before parsing.

Input is not trusted: no DTD is loaded, nothing is fetched, the only entities resolved are those that name a
character, and a document that declares others is refused. A document that ends too early is never taken for a whole
one, nor is a container.

Namespaces are dropped: families of documents are told apart by their root elements.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html.entities import html5
from pathlib import Path
from typing import BinaryIO, NamedTuple

from lxml import etree

from patnav.errors import RecordError, UnreadableFile
from patnav.graph.model import PatentRecord
from patnav.ingest import opening
from patnav.ingest.formats import RAW, Item, Reject, Sample

__all__ = [
    "BLANK",
    "BLOCK",
    "LARGEST",
    "Document",
    "Element",
    "declared",
    "elements",
    "fields",
    "first",
    "is_country",
    "join",
    "parse",
    "read",
    "refuse_entities",
    "root_name",
    "starts",
    "text",
]

BLOCK = 4 * 1024 * 1024
"""How many bytes are read at once."""

LARGEST = 128 * 1024 * 1024
"""The largest document that is read."""

BLANK = b" \t\r\n\xef\xbb\xbf"
"""What may stand around a document."""

Element = etree._Element

_DECLARATION = b"<?xml "
_TAG = re.compile(rb"<([A-Za-z_][\w:.-]*)")
_CONTAINER = re.compile(rb"<([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*>")
_XMLNS = re.compile(rb"\sxmlns(?::[\w.-]+)?\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_IGNORED = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^<>\[]*(?:\[[^\]]*\]\s*)?>", re.DOTALL)
_ENCODING = re.compile(rb"<\?xml [^>]*?encoding\s*=\s*[\"']([A-Za-z][\w.-]*)[\"']")
_ENTITY = re.compile(rb"<!ENTITY\s(?![^<>]*\sNDATA\s)")
_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_PREFIX = re.compile(rb"</?([A-Za-z_][\w.-]*):")
_LONGEST_TAG = 64 * 1024
_string = etree.XPath("string()")


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


def starts(sample: Sample, names: Sequence[str]) -> bool:
    """Whether the first elements of a sample include one of a name, with any namespace prefix."""
    if not sample.head.lstrip(BLANK).startswith(b"<"):
        return False
    return re.search(_start(names), _COMMENT.sub(b"", sample.head)) is not None


def root_name(head: bytes) -> bytes | None:
    """Name of the first element that starts in some bytes, comments left out."""
    match = _TAG.search(_COMMENT.sub(b"", head))
    return match[1] if match else None


def read(
    path: Path,
    names: Sequence[str],
    records: Callable[[Element], Iterable[PatentRecord]],
    drop: Sequence[str] = (),
    mend: Callable[[bytes], bytes] | None = None,
) -> Iterator[Item | Reject]:
    """Reads a file whose documents are elements of certain names.

    Args:
        path: The file; of a zip, each member is read.
        names: Names of the elements, without prefix.
        records: Makes the records of one parsed document.
        drop: Names of elements that are cut out before parsing.
        mend: Makes XML of what is nearly so, before parsing.
    """
    for member, stream in opening.streams(path):
        for number, document in enumerate(elements(path, stream, names), start=1):
            position = f"{member}: document {number}" if member else f"document {number}"
            made = 0
            try:
                for made, record in enumerate(records(_parsed(document, drop, mend)), start=1):
                    yield Item(position if made == 1 else f"{position}.{made}", record)
            except RecordError as error:
                rejected = f"{position}.{made + 1}" if made else position
                yield Reject(rejected, str(error), document.data[:RAW])


def _parsed(document: Document, drop: Sequence[str], mend: Callable[[bytes], bytes] | None) -> Element:
    if document.problem:
        raise RecordError(document.problem, "copy or download the file again")
    refuse_entities(document.prolog)
    data = document.data
    for name in drop:
        data = _without(data, name.encode())
    namespaces = document.namespaces + _undeclared(data, document.namespaces)
    if namespaces:
        data = b"<x" + namespaces + b">" + data + b"</x>"
    encoding = _ENCODING.search(document.prolog)
    if encoding and encoding[1].lower() not in (b"utf-8", b"utf8", b"utf-16"):
        data = b'<?xml version="1.0" encoding="' + encoding[1] + b'"?>' + data
    tree = parse(mend(data) if mend else data)
    if namespaces:
        tree = tree[0]
    for one in tree.iter():
        if "}" in one.tag:
            one.tag = one.tag.rpartition("}")[2]
    return tree


def _undeclared(data: bytes, around: bytes) -> bytes:
    """Declarations of the prefixes of a document that was cut out of its container without them."""
    if b":" not in data[: data.find(b" ") + 1 or len(data)] and b"xmlns" not in around:
        return b""
    used = {prefix for prefix in _PREFIX.findall(data) if prefix not in (b"xml", b"xmlns")}
    unknown = sorted(one for one in used if b"xmlns:" + one + b"=" not in around + data)
    return b"".join(b" xmlns:" + one + b'="' + one + b'"' for one in unknown)


def _without(data: bytes, name: bytes) -> bytes:
    start, end = re.search(rb"<(?:[\w.-]+:)?" + name + rb"[\s>]", data), None
    if start:
        end = data.rfind(b"</" + start[0][1:-1] + b">")
    return data[: start.start()] + data[end + len(start[0]) + 1 :] if start and end and end > start.start() else data


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
    start, rest, done = re.compile(_start(names)), b"", False
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


def _start(names: Sequence[str]) -> bytes:
    return rb"<((?:[\w.-]+:)?(?:" + b"|".join(re.escape(name).encode() for name in names) + rb"))(?=[\s>/])"


class _Outer:
    """What stands around the documents: declarations of namespaces, and containers that must end."""

    def __init__(self, names: Sequence[str]) -> None:
        self._ends = re.compile(_start(names).replace(b"<(", b"</(", 1))
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


def refuse_entities(prolog: bytes) -> None:
    """Refuses declarations of entities other than pictures.

    Raises:
        RecordError: There is one.
    """
    if b"<!ENTITY" in prolog and _ENTITY.search(prolog):
        raise RecordError("the document declares entities, which patent files do not need")


def parse(data: bytes) -> Element:
    """Parses a document without loading anything from anywhere.

    Raises:
        RecordError: It is no well-formed XML.
    """
    if b"& " in data and b"<![CDATA[" not in data:  # an ampersand that stands alone can be nothing but itself
        data = data.replace(b"& ", b"&amp; ")
    if _NAMED.search(data):
        data = _NAMED.sub(_character, data)
    try:
        return etree.fromstring(data.lstrip(BLANK), _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RecordError(f"no well-formed XML: {error}") from None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _character(match: re.Match[bytes]) -> bytes:
    """The character that an entity of HTML names (the DTDs declare them, but are not loaded)."""
    name = match[1].decode()
    character = html5.get(name + ";") or html5.get(name.capitalize() + ";")  # DOCDB writes &SACUTE; for &Sacute;
    return "".join(f"&#{ord(one)};" for one in character).encode() if character else match[0]


def text(element: Element | None) -> str | None:
    """All text in an element, whitespace collapsed; None where there is none."""
    return " ".join(str(_string(element)).split()) or None if element is not None else None


def fields(element: Element | None) -> dict[str, str]:
    """The text of the children by tag, the empty left out."""
    if element is None:
        return {}
    return {one.tag: one.text.strip() for one in element if one.text and one.text.strip()}


def first(element: Element | None, *paths: str) -> str | None:
    """The text at the first of some paths below an element that has any."""
    for path in paths if element is not None else ():
        if element is not None and (found := text(element.find(path))):
            return found
    return None


def join(*parts: str | None) -> str:
    """The parts that are not empty, a blank between them."""
    return " ".join(" ".join(part.split()) for part in parts if part and part.strip())


def is_country(code: str | None) -> bool:
    """Whether a text is two capital letters that may stand for a country."""
    return bool(code) and len(code or "") == 2 and (code or "").isascii() and (code or "").isupper() and code != "XX"
