"""The language of ``search``: words, phrases, fields, ranges and operators, read into a tree.

::

    battery separator               both words, in title or abstract
    "solid electrolyte"             the words one after the other
    batter*  wom?n                  any ending, at most one character
    ti:anode  ab=(film OR layer)    in the title, in the abstract
    pa:huawei  in:"li wei"          applicant, inventor
    cl:H01M10/05  cpc:H01M  ipc=H   class with all below it
    pd:2020..2022-06  pd>=2020      publication date; ap: and pr: filing and priority date
    pn:CN1150*  ap:CN202010144278   publication and application number
    ct:US10000000B2                 what cites a patent
    a AND b, a OR b, NOT c, (...)   operators in capitals; side by side means AND

Field names are Espacenet's; its ``=`` and ``within "2020 2022"``, ``any "a b"``, ``all "a b"`` are read, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from patnav.errors import QueryError

__all__ = ["FIELDS", "All", "Any", "Leaf", "Node", "Not", "failure", "leaves", "parse"]

FIELDS = {
    "ti": "title",
    "ab": "abstract",
    "ta": "title or abstract",
    "ftxt": "all text that is indexed",
    "txt": "all text that is indexed",
    "pa": "applicant",
    "in": "inventor",
    "ia": "inventor or applicant",
    "pn": "publication number",
    "ap": "application number or filing date",
    "pr": "priority date",
    "pd": "publication date",
    "ct": "cited publication",
    "cl": "IPC or CPC class with all below it",
    "cpc": "CPC class with all below it",
    "ipc": "IPC class with all below it",
}
"""Field names and what they hold."""

_DATED = ("pd", "ap", "pr")
_MOST = 200
"""Most words, phrases and ranges of a query."""

_DEEPEST = 50
_TOKEN = re.compile(
    r"""(?P<space>\s+)|(?P<open>[(（])|(?P<close>[)）])|(?P<quote>["“”])
    |(?P<named>[a-z]+)\s+(?P<relation>within|any|all)\s+(?=["“”])
    |(?P<field>[A-Za-z]+)(?P<sign>>=|<=|:|=|>|<)(?!//)
    |(?P<word>[^\s()（）"“”]+)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A word, phrase, pattern or range.

    Attributes:
        field: One of :data:`FIELDS`; None where none is named.
        text: What is looked for; for a range its first value.
        kind: ``word``, ``phrase`` or ``range``.
        at: Its place in the query.
        upper: For a range its last value; None where it is open, as is an empty ``text``.
        strict: Whether a range leaves its bound out.
    """

    field: str | None
    text: str
    kind: str
    at: int
    upper: str | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """Every part must match."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Some part must match."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not match."""

    part: Node


Node = Leaf | All | Any | Not


def parse(query: str) -> Node:
    """Read a query.

    Args:
        query: See the module.

    Raises:
        QueryError: It cannot be read; the message shows the place.
    """
    reader = _Reader(query)
    node = reader.either(None, 0)
    if reader.token.kind == "close":
        raise failure(query, reader.token.at, "a ')' without a '('")
    if sum(1 for _ in leaves(node)) > _MOST:
        raise QueryError(f"a query of more than {_MOST} words", "'patnav related --text' takes whole texts")
    return node


def leaves(node: Node) -> Iterator[Leaf]:
    """All words, phrases and ranges of a query, in their order."""
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, Not):
        yield from leaves(node.part)
    else:
        for part in node.parts:
            yield from leaves(part)


def failure(query: str, at: int, what: str, hint: str = "'patnav search --help' shows the language") -> QueryError:
    """An error that shows its place: the query with a caret below."""
    line = " ".join(query.splitlines()) if "\n" in query else query
    gap = "".join("\u3000" if unicodedata.east_asian_width(c) in "WF" else " " for c in line[:at])
    return QueryError(f"{what}\n  {line}\n  {gap}^\n", hint)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int
    sign: str = ""


class _Reader:
    """Reads a query by recursive descent, one token ahead."""

    def __init__(self, query: str) -> None:
        self._query = query
        self._at = 0
        self.token = _Token("end", "", 0)
        self._next()

    def either(self, field: str | None, depth: int) -> Node:
        """Parts joined by OR."""
        if depth > _DEEPEST:
            raise failure(self._query, self.token.at, "brackets within brackets, too many")
        parts = [self._every(field, depth)]
        while self._operator("OR"):
            self._next()
            parts.append(self._every(field, depth))
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def _every(self, field: str | None, depth: int) -> Node:
        parts = [self._one(field, depth)]
        while self.token.kind not in ("end", "close") and not self._operator("OR"):
            if self._operator("AND"):
                self._next()
            parts.append(self._one(field, depth))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self, field: str | None, depth: int) -> Node:
        token = self.token
        if self._operator("NOT"):
            self._next()
            return Not(self._one(field, depth + 1)) if depth < _DEEPEST else self.either(field, depth + 1)
        if token.kind == "open":
            self._next()
            inner = self.either(field, depth + 1)
            if self.token.kind != "close":
                raise failure(self._query, token.at, "a '(' without its ')'")
            self._next()
            return inner
        if token.kind in ("field", "named"):
            return self._field(token, field, depth)
        if token.kind in ("end", "close") or self._operator("OR") or self._operator("AND"):
            raise failure(self._query, token.at, "a word is missing here")
        self._next()
        return self._leaf(field, token)

    def _leaf(self, field: str | None, token: _Token) -> Leaf:
        if field in _DATED and token.kind == "word" and ".." in token.text:
            low, _, high = token.text.partition("..")
            return Leaf(field, low, "range", token.at, high or None)
        return Leaf(field, token.text, "phrase" if token.kind == "phrase" else "word", token.at)

    def _field(self, token: _Token, outer: str | None, depth: int) -> Node:
        name = token.text.lower()
        if name not in FIELDS:
            near = get_close_matches(name, FIELDS, 1)
            hint = f"did you mean {near[0]}: ?" if near else f"fields: {' '.join(FIELDS)}; put quotes around a text"
            raise failure(self._query, token.at, f"no field {token.text!r}", hint)
        self._next()
        if token.kind == "named":
            return self._related(name, token.sign)
        if token.sign in (":", "="):
            return self._one(name, depth + 1)
        value = self.token
        if name not in _DATED or value.kind not in ("word", "phrase"):
            raise failure(self._query, token.at, f"{token.sign} goes with a date", "for example pd>=2020")
        self._next()
        strict = "=" not in token.sign
        if token.sign.startswith(">"):
            return Leaf(name, value.text, "range", value.at, strict=strict)
        return Leaf(name, "", "range", value.at, value.text, strict)

    def _related(self, name: str, relation: str) -> Node:
        """What follows ``within``, ``any`` or ``all``: a phrase of values."""
        token = self.token
        self._next()
        words = token.text.replace(",", " ").split()
        if not words:
            raise failure(self._query, token.at, "a value is missing here")
        if relation == "within":
            return Leaf(name, words[0], "range", token.at, words[-1])
        parts = tuple(Leaf(name, word, "word", token.at) for word in words)
        return (Any if relation == "any" else All)(parts) if len(parts) > 1 else parts[0]

    def _operator(self, name: str) -> bool:
        return self.token.kind == "word" and self.token.text == name

    def _next(self) -> None:
        query, at = self._query, self._at
        while at < len(query) and query[at].isspace():
            at += 1
        if at >= len(query):
            self.token, self._at = _Token("end", "", len(query)), len(query)
            return
        found = _TOKEN.match(query, at)
        assert found is not None  # every character is of some kind
        kind = found.lastgroup or ""
        if found["quote"]:
            end = re.compile(r'["“”]').search(query, found.end())
            if end is None:
                raise failure(query, at, "a quotation mark without its other")
            self.token, self._at = _Token("phrase", query[found.end() : end.start()], at), end.end()
        elif found["named"] and found["named"] in FIELDS:
            self.token, self._at = _Token("named", found["named"], at, found["relation"]), found.end()
        elif found["named"]:
            self.token, self._at = _Token("word", found["named"], at), at + len(found["named"])
        elif found["field"]:
            self.token, self._at = _Token("field", found["field"], at, found["sign"]), found.end()
        else:
            self.token, self._at = _Token(kind, found[0], at), found.end()
