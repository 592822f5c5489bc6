"""A query of ``search`` as what the stores can run: matches of the text index, and bound conditions on a patent.

A query is brought to alternatives, each a match and the conditions that it must meet besides. Where text and
conditions do not mix under OR there is one alternative.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any as Value

from patnav.errors import QueryError
from patnav.graph.matching import Between, Either, Every, Field, Match, Pattern, Phrase, Term
from patnav.graph.store import Store
from patnav.graph.text import CJK, above, number
from patnav.queries.filters import check_date
from patnav.queries.grammar import All, Any, Leaf, Node, Not, failure
from patnav.queries.synonyms import known_terms, others
from patnav.queries.texts import section

__all__ = ["Alternative", "Compiler"]

_SYNONYM = 0.5
_ALTERNATIVES = 16
_TEXT: dict[str | None, Field] = {
    None: "text",
    "ta": "text",
    "ftxt": "text",
    "txt": "text",
    "ti": "title",
    "ab": "body",
}
_SYMBOL = re.compile(r"[A-HY](?:\d{1,2}(?:[A-Z](?:\d{1,4}(?:/\d{0,6})?)?)?)?")
_ESCAPED = re.compile(r"[\\.+*?()|\[\]{}^$#&\-~]")


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on a patent ``p`` in the store's language, with the values that it binds."""

    where: str
    parameters: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to fulfil a query.

    Attributes:
        match: What the text index must find; None where any patent does.
        conditions: What must hold besides.
    """

    match: Match | None
    conditions: tuple[Condition, ...]


@dataclass(slots=True)
class Compiler:
    """Compiles one query.

    Attributes:
        store: What it will run on.
        query: The query, for messages.
        words: Index terms of the words looked for, for highlighting.
        plain: Words outside any field, with their places.
        also: Other names that were added, by the term they stand for.
    """

    store: Store
    query: str
    words: dict[str, None] = field(default_factory=dict)
    plain: dict[str, tuple[str, ...]] = field(default_factory=dict)
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _bound: Iterator[int] = field(default_factory=itertools.count)

    def alternatives(self, node: Node) -> list[Alternative]:
        """The ways to fulfil a query.

        Raises:
            QueryError: A value is malformed, or text and conditions mix in too many ways.
        """
        found = [self._joined(parts) for parts in self._branches(node, False)]
        if len(found) > _ALTERNATIVES:
            raise QueryError(
                "fields such as pa, in, ct mix with words under OR in too many ways", "ask in several queries"
            )
        return [one for one in found if one is not None]

    def _joined(self, parts: Sequence[tuple[Match | Condition, bool]]) -> Alternative | None:
        wanted = tuple(part for part, off in parts if not isinstance(part, Condition) and not off)
        unwanted = tuple(part for part, off in parts if not isinstance(part, Condition) and off)
        conditions = tuple(
            # Of what a patent lacks nothing holds: without a number or a date it is not one of those asked for.
            Condition(f"NOT coalesce({part.where}, false)", part.parameters) if off else part
            for part, off in parts
            if isinstance(part, Condition)
        )
        if unwanted or len(wanted) > 1:
            return Alternative(Every(wanted, unwanted), conditions)
        return Alternative(wanted[0] if wanted else None, conditions)

    def _branches(self, node: Node, off: bool) -> list[list[tuple[Match | Condition, bool]]]:
        """The disjunctive normal form, but that a part all of text stays one."""
        match = self._text(node)
        if match is not None:
            return [[(match, off)]]
        if isinstance(node, Leaf):
            return [[(self._condition(node), off)]]
        if isinstance(node, Not):
            return self._branches(node.part, not off)
        parts = [self._branches(part, off) for part in self._grouped(node)]
        if isinstance(node, Any) is not off:
            return [branch for part in parts for branch in part]
        count = 1
        for part in parts:
            count *= len(part)
        if count > _ALTERNATIVES:
            return [[]] * (_ALTERNATIVES + 1)
        return [list(itertools.chain(*combined)) for combined in itertools.product(*parts)]

    def _grouped(self, node: All | Any) -> tuple[Node, ...]:
        """The parts of a node, those of text together."""
        text = tuple(part for part in node.parts if _is_text(part))
        rest = tuple(part for part in node.parts if not _is_text(part))
        return (*((type(node)(text),) if len(text) > 1 else text), *rest)

    def _text(self, node: Node) -> Match | None:
        """The match of a node that is all of text; None for any other."""
        if not _is_text(node):
            return None
        if isinstance(node, Leaf):
            return self._leaf(node)
        if isinstance(node, Not):
            return Every((), (self._match(node.part),))
        if isinstance(node, Any):
            return Either(tuple(self._match(part) for part in node.parts))
        wanted = [part for part in node.parts if not isinstance(part, Not)]
        unwanted = tuple(self._match(part.part) for part in node.parts if isinstance(part, Not))
        return Every(tuple(self._row(wanted)), unwanted)

    def _match(self, node: Node) -> Match:
        match = self._text(node)
        assert match is not None
        return match

    def _row(self, nodes: Sequence[Node]) -> Iterator[Match]:
        """Matches of nodes side by side; terms of several words that have other names go together."""
        plain = [node.text if isinstance(node, Leaf) and _is_plain(node) else "\0" for node in nodes]
        spans = dict(known_terms(plain))
        i = 0
        while i < len(nodes):
            end = spans.get(i, i + 1)
            if end > i + 1:
                each = Every(tuple(self._match(node) for node in nodes[i:end]))
                yield self._with_others(" ".join(plain[i:end]), each)
            else:
                yield self._match(nodes[i])
            i = end

    def _with_others(self, term: str, match: Match) -> Match:
        names = others(term)
        if not names:
            return match
        self.also[term] = names
        parts = tuple(self._words(name, "text", "phrase") for name in names)
        return Either((match, *parts), (1.0, *(_SYNONYM for _ in parts)))

    def _leaf(self, leaf: Leaf) -> Match:
        if leaf.field == "cl":
            return self._class(leaf)
        if leaf.field == "pn":
            return self._number(leaf)
        if leaf.field in ("pd", "ap", "pr"):
            return self._between(leaf)
        match = self._words(leaf.text, _TEXT[leaf.field], leaf.kind, leaf.at)
        return self._with_others(leaf.text, match) if _is_plain(leaf) else match

    def _words(self, text: str, where: Field, kind: str, at: int = 0) -> Match:
        if kind == "word" and re.search(r"[*?]", text) and re.search(r"\w", text):
            return self._pattern(text, where, at)
        terms = self.store.sequence(text) if kind == "phrase" or CJK.search(text) else self.store.terms(text)
        self.words.update(dict.fromkeys(terms))
        if kind == "word" and where == "text":
            self.plain[text] = tuple(terms)
        if not terms:
            # A stop word, or no word at all: nothing is asked.
            return Every(())
        if len(terms) > 1:
            return Phrase(tuple(terms), where)
        if len(terms[0]) == 1 and CJK.fullmatch(terms[0]):
            return Pattern(f"{terms[0]}.?|.{terms[0]}", where)
        return Term(terms[0], where)

    def _pattern(self, text: str, where: Field, at: int) -> Match:
        """Words by a pattern: of any form that has the stem, too, as stems are what the index holds."""
        fixed = re.split(r"[*?]", text, maxsplit=1)[0]
        if len(fixed) < 2:
            raise failure(self.query, at, "a pattern needs two letters before its first * or ?")
        low = text.lower()
        regex = "".join({"*": ".*", "?": ".?"}.get(c) or _ESCAPED.sub(r"\\\g<0>", c) for c in low)
        parts: list[Match] = [Pattern(regex, where)]
        stems = self.store.terms(low[:-1]) if re.fullmatch(r"[^*?]+[*?]", low) else []
        parts += [Term(stem, where) for stem in stems[:1]]
        self.words.update(dict.fromkeys(stems))
        return Either(tuple(parts)) if len(parts) > 1 else parts[0]

    def _class(self, leaf: Leaf) -> Match:
        text = re.sub(r"\s+", "", leaf.text).upper().rstrip("*")
        if not _SYMBOL.fullmatch(text):
            raise failure(
                self.query, leaf.at, f"{leaf.text!r} is no IPC or CPC symbol", "write H01M, H01M10 or H01M10/05"
            )
        whole = above(text.removesuffix("/"))
        if "*" not in leaf.text and whole and re.fullmatch(r"[A-HY]\d\d(?:[A-Z](?:\d{1,4})?)?/?(?:00)?", text):
            return Term(whole[-1], "classes")
        return Pattern(_ESCAPED.sub(r"\\\g<0>", text) + ".*", "classes")

    def _number(self, leaf: Leaf) -> Match:
        compact = _long(re.sub(r"[\s,/._-]+", "", leaf.text).upper())
        if len(compact) < 3:
            raise failure(
                self.query, leaf.at, f"{leaf.text!r} is no publication number", "write CN115000000A or CN1150*"
            )
        regex = "".join({"*": ".*", "?": ".?"}.get(c) or _ESCAPED.sub(r"\\\g<0>", c) for c in compact)
        return Pattern(regex if "*" in compact else regex + "([A-Z][0-9]?)?", "key")

    def _between(self, leaf: Leaf) -> Match:
        low, high = self._dates(leaf)
        place = {"pd": "published", "ap": "filed"}[leaf.field or ""]
        return Between(place, low, high)

    def _dates(self, leaf: Leaf) -> tuple[int | None, int | None]:
        first, last = (leaf.text, leaf.upper) if leaf.kind == "range" else (leaf.text, leaf.text)
        for value in filter(None, (first, last)):
            self._check(leaf, check_date, value)
        low, high = number(first or None), number(last or None, last=True)
        if leaf.strict:
            low = None if low is None else (number(first, last=True) or 0) + 1
            high = None if high is None else (number(last) or 0) - 1
        if low is not None and high is not None and low > high:
            raise failure(self.query, leaf.at, f"{first} is after {last}", "swap the two dates")
        return low, high

    def _check(self, leaf: Leaf, check: Value, value: str) -> None:
        try:
            check(value)
        except QueryError as error:
            raise failure(self.query, leaf.at, error.what, error.hint) from None

    def _condition(self, leaf: Leaf) -> Condition:
        """What the graph must say of a patent."""
        n = next(self._bound)
        name = leaf.field or ""
        values: dict[str, Value]
        if name in ("pa", "in", "ia"):
            found = [word for word in re.split(r"[\s,.*]+", leaf.text.lower()) if word]
            # The start of a word in Latin script, any place in Chinese.
            values = {"words": [f" {word}" if word.isascii() else word for word in found]}
            if not values["words"]:
                raise failure(self.query, leaf.at, "a name is missing here")
        elif name in ("cpc", "ipc"):
            text = re.sub(r"\s+", "", leaf.text).upper().rstrip("*")
            if not _SYMBOL.fullmatch(text):
                raise failure(self.query, leaf.at, f"{leaf.text!r} is no symbol", "write H01M, H01M10 or H01M10/05")
            if re.fullmatch(r"[A-HY]\d\d[A-Z]\d{1,4}(?:/00?)?", text):
                text = text.partition("/")[0] + "/"
            values = {"low": text, "high": text + "\uffff", "scheme": name}
            name = "scheme"
        elif name == "pr":
            low, high = self._dates(leaf)
            values = {"low": _day(low) or "", "high": (_day(high) or "9") + "~"}
        else:  # ct, ap
            compact = re.sub(r"[\s,/._-]+", "", leaf.text).upper()
            start = compact.rstrip("*")
            values = {"low": start, "high": compact if name == "ap" and "*" not in compact else start + "~"}
            if name == "ap":
                values["spaced_low"], values["spaced_high"] = _spaced(compact)
        names = ("pa", "in") if name == "ia" else (name,)
        where = " OR ".join(section(self.store, "search", one) for one in names)
        for key in sorted(values):
            where = where.replace(f"${key}", f"$q{n}_{key}")
        return Condition(f"({where})", {f"q{n}_{key}": value for key, value in values.items()})


def _long(number_: str) -> str:
    """A whole publication number in the form of keys, where DOCDB writes a shorter one: ``US2017031758A1``."""
    if match := _SHORT_US.fullmatch(number_):
        return f"US{match[1]}0{match[2]}"
    if match := _SHORT_WO.fullmatch(number_):
        return f"WO{'19' if match[1] >= '78' else '20'}{match[1]}{match[2].zfill(6)}{match[3]}"
    return number_


_SHORT_US = re.compile(r"US(20\d\d)(\d{6}(?:A\d)?)")
_SHORT_WO = re.compile(r"WO(7[89]|[89]\d|0[0-3])(\d{5,6})([A-Z]\d?|)")  # since 2004 years have four digits


def _spaced(compact: str) -> tuple[str, str]:
    """Bounds of DOCDB's application numbers, ``US 201113123456 A``, for one without spaces or the beginning of one."""
    start = compact.rstrip("*")
    if start != compact:
        low = f"{start[:2]} {start[2:]}" if len(start) > 2 else start
        return low, low + "~"
    digits = re.sub(r"[A-Z]\d?$", "", start[2:])
    kind = start[2 + len(digits) :]
    low = f"{start[:2]} {digits} {kind}"
    return low, low if kind else low + "~"


def _day(number_: int | None) -> str | None:
    if number_ is None:
        return None
    text = f"{number_:08d}"
    parts = (text[:4], text[4:6], text[6:])
    return "-".join(itertools.takewhile(lambda part: part not in ("00", "99"), parts))


def _is_plain(leaf: Leaf) -> bool:
    return leaf.kind == "word" and _TEXT.get(leaf.field) == "text"


def _is_text(node: Node) -> bool:
    """Whether the text index alone can answer a part."""
    if isinstance(node, Leaf):
        if node.field == "ap":
            return node.kind == "range" or bool(re.fullmatch(r"\d{4}(-\d\d){0,2}", node.text))
        return node.field in _TEXT or node.field in ("cl", "pn", "pd")
    return all(map(_is_text, (node.part,) if isinstance(node, Not) else node.parts))
