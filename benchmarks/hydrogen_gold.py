"""What the gold queries of the hydrogen benchmark give, computed from the raw tables without PatNav.

The queries use a small part of Cypher: paths that begin at a patent, conditions joined by AND, one aggregate. They are
run over rows of bound variables as Cypher defines it; a variable that is bound already restricts a later path. Dates
are known of the patents that the one published batch of statements describes.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

__all__ = ["Gold", "Raw", "Unsupported", "run"]

_EVENTS = {
    "transfer_count": ("TRANSFERRED_FROM", "TRANSFERRED_TO"),
    "license_count": ("LICENSED_FROM", "LICENSED_TO"),
    "pledge_count": ("PLEDGED_FROM", "PLEDGED_TO"),
    "litigation_count": ("LITIGATED_WITH", "HAS_LITIGATION_TYPE"),
}
_PATH = re.compile(r"\((\w*)(?::(\w+))?(?: \{(\w+): '([^']*)'\})?\)|-\[:(\w+)\]->")
_CLAUSE = re.compile(r"\b(MATCH|WHERE|WITH|RETURN)\b")
_AGAIN = {"中国": "cn-tw", "台湾": "cn-tw", "cn-台湾": "cn-tw", "香港": "cn-hk"}
"""Places that the table lists under several ids: Taiwan four times, once with the id 中国, and Hong Kong twice."""

Binding = dict[str, Any]


class Unsupported(Exception):
    """A query that asks for something this interpreter does not do."""


@dataclass(slots=True)
class Raw:
    """The tables as they lie on disk.

    Attributes:
        patents: Application numbers, in the order of the edges.
        edges: By relation and patent: label and name of what each edge leads to.
        kinds: Type of each organization.
        places: Country, province and city of each organization.
        dates: Date of application, of the patents that a statement describes.
        reverse: Kept by :meth:`entering`.
        names: Names that an organization goes by, where it goes by another key than its name.
        regions: What a place is called in ``places``, where it is called otherwise than in queries.
    """

    patents: list[str] = field(default_factory=list)
    edges: dict[str, dict[str, list[tuple[str, str]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    kinds: dict[str, str] = field(default_factory=dict)
    places: dict[str, Mapping[str, str]] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    reverse: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    names: Mapping[str, Collection[str]] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)

    def called(self, organization: str, part: str) -> bool:
        """Whether a name of an organization holds some text."""
        return any(part in name for name in self.names.get(organization, (organization,)))

    def place(self, name: str) -> str:
        """A place of a query as ``places`` calls it."""
        return self.regions.get(name, name)

    def merged(self, canonical: Callable[[str], str]) -> Raw:
        """The same edges, those of one application under one number: the first of those with its canonical form."""
        first: dict[str, str] = {}
        for patent in self.patents:
            first.setdefault(canonical(patent), patent)
        one = {patent: first[canonical(patent)] for patent in self.patents}
        edges: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
        for rel, found in self.edges.items():
            for patent, ends in found.items():
                edges[rel][one[patent]] += ends
        return replace(self, patents=sorted(first.values()), edges=edges, reverse={})

    def translated(
        self,
        node: Mapping[str, str],
        kinds: Mapping[str, str],
        places: Mapping[str, Mapping[str, str]],
        regions: Mapping[str, str],
    ) -> Raw:
        """The same edges between other nodes: organizations by ``node``, with the kinds and places of those."""
        edges: dict[str, dict[str, list[tuple[str, str]]]] = {}
        for rel, found in self.edges.items():
            edges[rel] = defaultdict(list)
            for patent, ends in found.items():
                keys = [(label, node.get(name, name) if label == "Organization" else name) for label, name in ends]
                edges[rel][patent] = list(dict.fromkeys(keys))
        names: dict[str, list[str]] = defaultdict(list)
        for name, key in node.items():
            names[key].append(name)
        whole = defaultdict(lambda: defaultdict(list), edges)
        return Raw(self.patents, whole, dict(kinds), dict(places), self.dates, {}, names, regions)

    def entering(self, rel: str) -> dict[str, set[str]]:
        """The patents that a relation leads from, by what it leads to."""
        if rel not in self.reverse:
            found: dict[str, set[str]] = defaultdict(set)
            for patent, ends in self.edges[rel].items():
                for _, name in ends:
                    found[name].add(patent)
            self.reverse[rel] = found
        return self.reverse[rel]

    @classmethod
    def read(cls, folder: Path) -> Raw:
        """Read the folder's tables."""
        raw = cls()
        with gzip.open(folder / "edges.tsv.gz", "rt", encoding="utf-8") as file:
            next(file)
            for line in file:
                _, patent, rel, label, name, *_ = line.rstrip("\n").split("\t")
                if not raw.patents or raw.patents[-1] != patent:
                    raw.patents.append(patent)
                raw.edges[rel][patent].append((label, name))
        for line in (folder / "organizations.tsv").read_text("utf-8").splitlines()[1:]:
            name, kind, *_ = line.split("\t")
            raw.kinds[name] = kind
        locations: dict[str, dict[str, str]] = {
            match[1]: dict(re.findall(r"loc\.(country|province|city|district) = '([^']*)'", line))
            for line in (folder / "10_locations.cypher").read_text("utf-8").splitlines()
            if (match := re.match(r"MERGE \(loc:Location \{location_id: '([^']+)'", line))
        }
        for again, place in _AGAIN.items():
            locations[again] = locations[place]
        for line in (folder / "org_location.tsv").read_text("utf-8").splitlines()[1:]:
            name, place = line.split("\t")
            raw.places[name] = locations[place]
        for batch in sorted(folder.glob("*patents*.cypher")):
            for line in batch.read_text("utf-8").splitlines():
                found = re.match(r"MERGE \(p:Patent \{application_no: '([^']*)'", line)
                date = re.search(r"p\.application_date = '(\d{4}-\d\d-\d\d)", line)
                if found and date:
                    raw.dates[found[1]] = date[1]
        return raw


@dataclass(frozen=True, slots=True)
class Gold:
    """What a query gives.

    Attributes:
        groups: Number of patents by group; one group ``all`` for a bare number.
        by: What they are grouped by: ``org``, ``domain``, ``year``, ``province``, ``country``, or ``all``.
        limit: Number of rows that the query asks for.
        known: Number of patents it asks about.
    """

    groups: dict[str, int]
    by: str
    limit: int | None


def run(raw: Raw, query: str) -> Gold:
    """Run a gold query.

    Raises:
        Unsupported: It is none of the shapes that count patents.
    """
    pieces = _CLAUSE.split(" ".join(query.split()))[1:]
    clauses = list(zip(pieces[::2], map(str.strip, pieces[1::2]), strict=True))
    candidates = _candidates(raw, query)
    rows: Iterator[Binding] = iter([{}])
    key: Callable[[Binding], str | None] | None = None
    for word, body in clauses:
        if word == "MATCH":
            for path in re.split(r",\s*(?=\()", body):
                rows = _match(raw, rows, path, candidates)
        elif word == "WHERE" and key is None:
            rows = _where(raw, rows, body)
        elif word == "WITH":
            key = _key(raw, body)
        elif word == "WHERE" and key is not None:
            rows = _years(rows, body, key)
    return _return(rows, clauses[-1][1], key)


def _candidates(raw: Raw, query: str) -> list[str]:
    """Patents that the query's plainest conditions leave, so that not all are walked."""
    sets: list[Iterable[str]] = []
    if re.search(r"substring\(p\.application_date[^)]*\) (?:=|>=|<=|AS year, count)", query):
        sets.append(raw.dates)
    for rel, _, part in re.findall(r"\[:(\w+)\]->\(o:Organization\)(.*?)WHERE o\.name CONTAINS '([^']*)'", query):
        names = [name for name in raw.kinds if raw.called(name, part)]
        sets.append({patent for name in names for patent in raw.entering(rel).get(name, ())})
    for name in re.findall(r"td:TechDomain \{name: '([^']*)'\}", query):
        sets.append(raw.entering("BELONGS_TO").get(name, ()))
    for level, name in re.findall(r"loc\.(\w+) = '([^']*)'", query):
        seated = [org for org, place in raw.places.items() if place.get(level) == raw.place(name)]
        sets.append({patent for org in seated for patent in raw.entering("APPLIED_BY").get(org, ())})
    if not sets:
        return raw.patents
    return sorted(set(sets[0]).intersection(*sets[1:]))


def _match(raw: Raw, rows: Iterator[Binding], path: str, candidates: list[str]) -> Iterator[Binding]:
    steps = list(_PATH.finditer(path))
    if "".join(step[0] for step in steps) != path.strip():
        raise Unsupported(path)
    nodes, rels = steps[::2], [step[5] for step in steps[1::2]]
    if nodes[0][1] != "p":
        raise Unsupported(path)
    for row in rows:
        for patent in [row["p"]] if "p" in row else candidates:
            yield from _walk(raw, row | {"p": patent}, patent, list(zip(rels, nodes[1:], strict=True)))


def _walk(raw: Raw, row: Binding, here: Any, steps: list[tuple[str, re.Match[str]]]) -> Iterator[Binding]:
    if not steps:
        yield row
        return
    (rel, node), *rest = steps
    name, label, prop, value = node[1], node[2], node[3], node[4]
    if rel == "LOCATED_IN":
        ends: list[tuple[str, Any]] = [("Location", raw.places[here])] if here in raw.places else []
    else:
        ends = list(raw.edges[rel].get(here, ()))
    for found, end in ends:
        if label and found != label:
            continue
        if prop and (raw.kinds.get(end) if prop == "entity_type" else end) != value:
            continue
        if name and name in row and row[name] != end:
            continue
        yield from _walk(raw, row | ({name: end} if name else {}), end, rest)


def _where(raw: Raw, rows: Iterator[Binding], body: str) -> Iterator[Binding]:
    tests = [_test(raw, part.strip()) for part in re.split(r"\bAND\b", body)]
    return (row for row in rows if all(test(row) for test in tests))


def _test(raw: Raw, text: str) -> Callable[[Binding], bool]:
    if match := re.fullmatch(r"o\.name CONTAINS '(.*)'", text):
        part = match[1]
        return lambda row: raw.called(row["o"], part)
    if match := re.fullmatch(r"loc\.(\w+) = '(.*)'", text):
        level, name = match[1], raw.place(match[2])
        return lambda row: row["loc"].get(level) == name
    if match := re.fullmatch(r"loc\.(\w+) (?:IS NOT NULL|<> '')", text):
        level = match[1]
        return lambda row: bool(row["loc"].get(level))
    if match := re.fullmatch(r"substring\(p\.application_date, ?0, ?4\) (=|>=|<=) '(\d{4})'", text):
        sign, year = match[1], match[2]
        return lambda row: _holds(raw.dates.get(row["p"], "")[:4], sign, year)
    if match := re.fullmatch(r"p\.(\w+_count) > 0", text):
        rels = _EVENTS[match[1]]
        return lambda row: any(row["p"] in raw.edges[rel] for rel in rels)
    raise Unsupported(text)


def _holds(value: str, sign: str, bound: str) -> bool:
    if not value:
        return False
    return value == bound if sign == "=" else value >= bound if sign == ">=" else value <= bound


def _key(raw: Raw, body: str) -> Callable[[Binding], str | None]:
    """What groups: the expression before ``AS`` of ``WITH … AS name, count(DISTINCT p) AS count``."""
    match = re.fullmatch(r"(.+?) AS (\w+), ?count\(DISTINCT p\) AS count", body)
    if match is None:
        raise Unsupported(body)
    expression = match[1]
    if expression == "substring(p.application_date, 0, 4)":
        return lambda row: raw.dates.get(row["p"], "")[:4] or None
    if expression == "td.name":
        return lambda row: row["td"]
    if expression == "o.name":
        return lambda row: row["o"]
    if found := re.fullmatch(r"loc\.(\w+)", expression):
        level = found[1]
        return lambda row: row["loc"].get(level)
    raise Unsupported(body)


def _years(rows: Iterator[Binding], body: str, key: Callable[[Binding], str | None]) -> Iterator[Binding]:
    match = re.fullmatch(r"toInteger\(year\) >= (\d{4})", body)
    if match is None:
        raise Unsupported(body)
    return (row for row in rows if (key(row) or "") >= match[1])


def _return(rows: Iterator[Binding], body: str, key: Callable[[Binding], str | None] | None) -> Gold:
    if re.fullmatch(r"count\(DISTINCT p\) AS total", body):
        return Gold({"all": len({row["p"] for row in rows})}, "all", None)
    match = re.fullmatch(r"(\w+), count ORDER BY (?:count DESC|year)(?: LIMIT (\d+))?", body)
    if match is None or key is None:
        raise Unsupported(body)
    patents: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        group = key(row)
        if group:
            patents[group].add(row["p"])
    return Gold({group: len(found) for group, found in patents.items()}, match[1], int(match[2]) if match[2] else None)
