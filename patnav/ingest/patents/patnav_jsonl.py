"""PatNav's own JSON Lines: the way for anybody to feed it, and what it exports.

One object a line, UTF-8. The keys are those of :class:`~patnav.graph.model.PatentRecord`, and objects inside it those
of its parts. Only ``publication`` must be there; the smallest useful line is::

    {"publication": "CN115000000A", "titles": ["一种泵"], "applicants": ["某某大学"], "classes": ["ipc:F04B1/00"]}

and a fuller one::

    {"publication": "CN115000000A", "application": "CN202010144278", "type": "invention",
     "titles": [{"text": "一种泵", "lang": "zh"}, {"text": "A pump", "lang": "en"}], "filing_date": "2020-03-04",
     "applicants": [{"name": "某某大学", "kind": "organization", "city": "苏州"}], "inventors": ["王某"],
     "classes": [{"symbol": "F04B1/00", "scheme": "ipc", "main": true}], "citations": ["US10000000B2"],
     "events": [{"type": "license", "source_parties": ["某某大学"], "target_parties": ["某某公司"], "date": "2024-11"},
                {"type": "open_license", "source_parties": ["某某大学"], "date": "2023-01-10", "royalty": 10000,
                 "currency": "CNY", "until": "2026-01-09"}]}

- A text in the place of an object is the first key of that object: a title's ``text``, a party's ``name``, a
  citation's ``publication``; a class is written ``scheme:symbol``.
- ``office``, ``number`` and ``kind`` may be left out together; they then follow from ``publication``.
- Numbers, class symbols and dates may be written in any usual way and are made canonical.

The reader is strict, since a typing error that passes is a fact lost: an unknown key, a value of the wrong type, an
impossible date send the line to quarantine with the key named. :func:`to_json` writes what the reader reads back,
value for value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import Field, dataclass, fields
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import orjson

from patnav.errors import RecordError
from patnav.graph.model import Citation, Classification, LegalEvent, Party, PatentRecord, StatusEvent, Text
from patnav.ingest import opening
from patnav.ingest.formats import RAW, Format, Item, Reject, Sample
from patnav.ingest.patents import notation, numbers

__all__ = ["FORMAT", "to_json"]

_FIRST = {Text: "text", Party: "name", Citation: "publication"}
_ALLOWED: dict[tuple[type, str], frozenset[str]] = {
    (PatentRecord, "type"): frozenset({"invention", "utility_model", "design"}),
    (Party, "kind"): frozenset({"organization", "person"}),
    (Citation, "origin"): frozenset({"examiner", "applicant", "unknown"}),
    (Classification, "scheme"): frozenset(notation.SCHEMES),
    (LegalEvent, "type"): frozenset({"assignment", "license", "open_license", "pledge", "dispute"}),
    (StatusEvent, "type"): frozenset({"grant", "lapse", "opposition", "invalidation", "other"}),
}
_PATTERNS: dict[tuple[type, str], re.Pattern[str]] = {
    (Text, "lang"): re.compile(r"[a-z]{2}"),
    (StatusEvent, "country"): re.compile(r"[A-Z]{2}"),
    (Party, "country"): re.compile(r"[A-Z]{2}"),
    (LegalEvent, "currency"): re.compile(r"[A-Z]{3}"),
    (PatentRecord, "industries"): re.compile(r"[^:\s]+:\S+"),
}
_CANONICAL: dict[tuple[type, str], Callable[[str], str]] = {
    (PatentRecord, "publication"): lambda text: str(numbers.publication(text)),
    (PatentRecord, "application"): numbers.application,
    (PatentRecord, "family"): lambda text: numbers.cited("", text),
    (PatentRecord, "extended_family"): lambda text: numbers.cited("", text),
    (Citation, "publication"): lambda text: numbers.cited("", text),
}


def to_json(record: PatentRecord) -> bytes:
    """Writes a record as one line of this format, without the line's end.

    Args:
        record: The record. What is empty in it is left out; keys stand in the order of the model.
    """
    return orjson.dumps(_plain(record))


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if type(value) in _TYPES:
        kept = ((field.name, getattr(value, field.name), field.default) for field in fields(value))
        return {name: _plain(one) for name, one, default in kept if one != default}
    return value


_TYPES = frozenset({PatentRecord, Text, Party, Citation, Classification, LegalEvent, StatusEvent})


def _recognises(sample: Sample) -> bool:
    first = sample.head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    return first.startswith(b"{") and re.search(rb'"publication"\s*:\s*"', first) is not None


def _read(path: Path) -> Iterator[Item | Reject]:
    for number, line in opening.lines(path):
        if not line.strip():
            continue
        position = f"line {number}"
        try:
            yield Item(position, _record(line))
        except RecordError as error:
            yield Reject(position, str(error), line[:RAW])


def _record(line: bytes) -> PatentRecord:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise RecordError(f"not JSON: {error}") from None
    if not isinstance(row, dict):
        raise RecordError("not a JSON object", "write one object a line")
    if isinstance(row.get("publication"), str) and "number" not in row:
        number = numbers.publication(row["publication"])
        row = {"office": number.office, "number": number.number, "kind": number.kind} | row
    record: PatentRecord = _object(PatentRecord, row, "")
    if record.publication != record.office + record.number + record.kind:
        raise RecordError("publication: is not office, number and kind together", "leave those three out")
    return record


def _object(type_: type, row: Any, where: str) -> Any:
    """Makes one of the model's objects of a JSON object; ``where`` is the path of keys to it, for messages."""
    if isinstance(row, str):
        row = _spelled_out(type_, row, where)
    if not isinstance(row, dict):
        raise RecordError(f"{where}: expected an object")
    known = _members(type_)
    if where:
        where += "."
    values = {}
    for name, value in row.items():
        if name not in known:
            raise RecordError(f"{where}{name}: no such key", f"known are {', '.join(known)}")
        values[name] = _value(known[name], value, where + name)
    for name in _needed(type_):
        if not values.get(name):
            raise RecordError(f"{where}{name}: must be given")
    if type_ is Classification:
        values["symbol"] = _canonical(notation.SCHEMES[values["scheme"]], values["symbol"], f"{where}symbol")
    return type_(**values)


def _spelled_out(type_: type, text: str, where: str) -> dict[str, str]:
    """The object that a plain text stands for."""
    if type_ is Classification:
        scheme, _, symbol = text.partition(":")
        return {"symbol": symbol, "scheme": scheme}
    if type_ not in _FIRST:
        raise RecordError(f"{where}: expected an object")
    return {_FIRST[type_]: text}


@cache
def _needed(type_: type) -> tuple[str, ...]:
    """Keys that must be given."""
    return tuple(name for name, member in _members(type_).items() if member.needed)


@dataclass(frozen=True, slots=True)
class _Member:
    """What may stand under a key of an object; looked up for every value, so nothing of it is worked out there."""

    needed: bool
    many: bool
    type: Any
    kinds: tuple[type, ...]
    allowed: frozenset[str] | None
    pattern: re.Pattern[str] | None
    canonical: Callable[[str], str] | None


@cache
def _members(type_: type) -> dict[str, _Member]:
    """Keys of an object with what may stand under each."""
    hints = get_type_hints(type_)
    return {field.name: _member(type_, field, hints[field.name]) for field in fields(type_)}


def _member(type_: type, field: Field[Any], hint: Any) -> _Member:
    name, many = field.name, get_origin(hint) is tuple
    inner = get_args(hint)[0] if many else hint
    dated = name in ("date", "until", "ended") or name.endswith("_date")
    return _Member(
        needed=repr(field.default).startswith("<dataclasses"),
        many=many,
        type=inner,
        kinds=get_args(inner) or (inner,),
        allowed=_ALLOWED.get((type_, name)),
        pattern=_PATTERNS.get((type_, name)),
        canonical=numbers.day if dated else _CANONICAL.get((type_, name)),
    )


def _value(member: _Member, value: Any, where: str) -> Any:
    if member.many:
        if not isinstance(value, list):
            raise RecordError(f"{where}: expected a list")
        return tuple([_single(member, one, f"{where}[{place}]") for place, one in enumerate(value)])
    return _single(member, value, where)


def _single(member: _Member, value: Any, where: str) -> Any:
    if member.type in _TYPES:
        return _object(member.type, value, where)
    kinds = member.kinds
    if float in kinds and type(value) is int:
        value = float(value)
    if type(value) not in kinds:
        wanted = " or ".join("nothing" if kind is NoneType else _WORDS[kind] for kind in kinds)
        raise RecordError(f"{where}: expected {wanted}")
    if isinstance(value, str):
        return _text(member, value, where)
    if isinstance(value, int | float) and not (value >= 0 and math.isfinite(value)):
        raise RecordError(f"{where}: expected no negative number")
    return value


_WORDS = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


def _text(member: _Member, value: str, where: str) -> str:
    if member.allowed is not None and value not in member.allowed:
        raise RecordError(f"{where}: {value[:60]!r} is none of {', '.join(sorted(member.allowed))}")
    if member.pattern is not None and not member.pattern.fullmatch(value):
        raise RecordError(f"{where}: {value[:60]!r} is not of the expected form")
    return value if member.canonical is None else _canonical(member.canonical, value, where)


def _canonical(canonical: Callable[[str], str], value: str, where: str) -> str:
    try:
        return canonical(value)
    except RecordError as error:
        raise RecordError(f"{where}: {error.what}", error.hint) from None


FORMAT = Format(
    name="patnav-jsonl",
    title="PatNav's own JSON Lines, one patent a line",
    authority=40,
    recognises=_recognises,
    read=_read,
)
