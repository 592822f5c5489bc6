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

from lxml import etree

from patnav.errors import RecordError
from patnav.graph.model import PatentRecord
from patnav.ingest import opening
from patnav.ingest.cutting import BLANK, COMMENT, Document, Starts, elements, start_tag
from patnav.ingest.formats import RAW, Item, Reject, Sample

__all__ = [
    "Element",
    "fields",
    "first",
    "is_country",
    "join",
    "parse",
    "read",
    "refuse_entities",
    "starts",
    "text",
]

Element = etree._Element

_ENCODING = re.compile(rb"<\?xml [^>]*?encoding\s*=\s*[\"']([A-Za-z][\w.-]*)[\"']")
_ENTITY = re.compile(rb"<!ENTITY\s(?![^<>]*\sNDATA\s)")
_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_PREFIX = re.compile(rb"</?([A-Za-z_][\w.-]*):")
_string = etree.XPath("string()")


def starts(sample: Sample, names: Sequence[str]) -> bool:
    """Whether the first elements of a sample include one of a name, with any namespace prefix."""
    if not sample.head.lstrip(BLANK).startswith(b"<"):
        return False
    return re.search(start_tag(names), COMMENT.sub(b"", sample.head)) is not None


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
    dropped = [Starts([name]) for name in drop]
    for member, stream in opening.streams(path):
        for number, document in enumerate(elements(path, stream, names), start=1):
            position = f"{member}: document {number}" if member else f"document {number}"
            made = 0
            try:
                for made, record in enumerate(records(_parsed(document, dropped, mend)), start=1):
                    yield Item(position if made == 1 else f"{position}.{made}", record)
            except RecordError as error:
                rejected = f"{position}.{made + 1}" if made else position
                yield Reject(rejected, str(error), document.data[:RAW])


def _parsed(document: Document, dropped: Sequence[Starts], mend: Callable[[bytes], bytes] | None) -> Element:
    if document.problem:
        raise RecordError(document.problem, "copy or download the file again")
    refuse_entities(document.prolog)
    data = document.data
    for drop in dropped:
        data = _without(data, drop)
    namespaces = document.namespaces + _undeclared(data, document.namespaces)
    if namespaces:
        data = b"<x" + namespaces + b">" + data + b"</x>"
    encoding = _ENCODING.search(document.prolog)
    if encoding and encoding[1].lower() not in (b"utf-8", b"utf8", b"utf-16"):
        data = b'<?xml version="1.0" encoding="' + encoding[1] + b'"?>' + data
    tree = parse(mend(data) if mend else data)
    if namespaces:
        tree = tree[0]
    if namespaces or b"xmlns" in data:
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


def _without(data: bytes, starts: Starts) -> bytes:
    """A document without what is between the first start tag and the last end tag of an element."""
    start = starts.search(data)
    end = data.rfind(b"</" + start[1] + b">") if start else -1
    return data[: start.start()] + data[end + len(start[1]) + 3 :] if start and end > start.start() else data


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
