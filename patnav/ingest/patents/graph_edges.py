"""Patents of a property graph written as a table of edges, and as Cypher statements of its patents.

Projects that keep a patent graph in Neo4j hand it on as a dump: a table of edges with the columns ``src_label, src,
rel, dst_label, dst, props``, all edges of a patent one after the other, and statements ``MERGE (p:Patent {...}) SET
p.title_cn = '...', ...;``, one a line. Patents go by their application number. Lists of the graph's organizations and
of their places are read by :mod:`patnav.ingest.organizations` and :mod:`patnav.ingest.patents.graph_places`.

- The edges of a patent make one record under its application number with the kind ``X0``, as USPTO assignments do; the
  graph joins it with the publication of that application where another file describes one.
- Who a patent was transferred, licensed or pledged from and to makes one event of all its parties, without a date, as
  the dump does not tell who dealt with whom; the parties that hold a licence or pledge now make one of their own.
- A transfer, licence or pledge without a side keeps the side it has. Counts of events (``transfer_count``) are left to
  the events themselves.
- ``PatentFamily`` names a publication of the family. A domain is an industry of the scheme ``domain``.

Source: schema and dump of a public hydrogen-energy patent graph, 2025.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from patnav.errors import RecordError
from patnav.graph.model import Classification, LegalEvent, Party, PatentRecord, Text
from patnav.ingest import opening
from patnav.ingest.classify.symbols import canonical
from patnav.ingest.formats import RAW, Format, Item, Reject, Sample
from patnav.ingest.patents import numbers

__all__ = ["FORMATS"]

_COLUMNS = ("src_label", "src", "rel", "dst_label", "dst")
_HEADER = "\t".join(_COLUMNS).encode()
_STATEMENT = re.compile(r"MERGE \((\w+):Patent \{application_no: '")
_SET = re.compile(r"(?:^|[,\s])\w+\.(\w+) = ('(?:[^'\\]|\\.)*'|[^,;]+)")
_ESCAPE = re.compile(r"\\(.)")
_ROLE = re.compile(r"role: '([^']*)'")
_TYPES = {"发明申请": "invention", "发明授权": "invention", "实用新型": "utility_model", "外观设计": "design"}
_KINDS = {"Organization": "organization", "Person": "person"}
_DEALS = (
    ("assignment", "TRANSFERRED", None),
    ("license", "LICENSED", "CURRENT_LICENSED_TO"),
    ("pledge", "PLEDGED", "CURRENT_PLEDGED_TO"),
)
_PARTIES = frozenset(
    {"APPLIED_BY", "OWNED_BY", "LITIGATED_WITH", "CURRENT_LICENSED_TO", "CURRENT_PLEDGED_TO"}
    | {f"{deal}_{way}" for _, deal, _ in _DEALS for way in ("FROM", "TO")}
)
_THINGS = frozenset({"BELONGS_TO", "CLASSIFIED_AS", "IN_FAMILY", "HAS_STATUS", "PUBLISHED_IN", "HAS_LITIGATION_TYPE"})


class _Edge(NamedTuple):
    """An edge of a patent: relation, and label, name and properties of what it leads to."""

    rel: str
    label: str
    name: str
    props: str


_Edges = Mapping[str, Sequence[_Edge]]


def _recognises_edges(sample: Sample) -> bool:
    return sample.head.removeprefix(b"\xef\xbb\xbf").startswith(_HEADER) and b"\nPatent\t" in sample.head


def _read_edges(path: Path) -> Iterator[Item | Reject]:
    texts = ((number, opening.decode(line, f"{path}: line {number}")) for number, line in opening.lines(path))
    next(texts, None)
    filled = ((number, text.split("\t")) for number, text in texts if text)
    for patent, run in groupby(filled, key=lambda pair: pair[1][1] if len(pair[1]) > 1 else ""):
        lines = list(run)
        position = f"line {lines[0][0]}"
        try:
            yield Item(position, _record(patent, [row for _, row in lines]))
        except RecordError as error:
            raw = "\n".join("\t".join(row) for _, row in lines)
            yield Reject(position, str(error), raw.encode()[:RAW])


def _record(patent: str, rows: Sequence[Sequence[str]]) -> PatentRecord:
    edges = _edges(rows)
    application, number = _number(patent)
    key = str(number)
    families = [known for edge in edges.get("IN_FAMILY", ()) if (known := _cited(edge.name))]
    return PatentRecord(
        publication=key,
        office=number.office,
        number=number.number,
        kind=number.kind,
        application=application,
        legal_status=", ".join(edge.name for edge in edges.get("HAS_STATUS", ())) or None,
        applicants=_parties(edges.get("APPLIED_BY", ())),
        owners=_parties(edges.get("OWNED_BY", ())),
        classes=tuple(
            Classification(canonical(edge.name), "ipc", place == 0)
            for place, edge in enumerate(edges.get("CLASSIFIED_AS", ()))
        ),
        family=(key, *families) if families else (),
        events=tuple(_events(edges)),
        industries=tuple(f"domain:{edge.name}" for edge in edges.get("BELONGS_TO", ())),
    )


def _number(patent: str) -> tuple[str | None, numbers.Publication]:
    """The application's number, None where it has an odd form, and what stands for its publication."""
    plain = re.sub(r"[^A-Z0-9]", "", patent.upper())
    if not re.match(r"[A-Z]{2}.*\d", plain):
        raise RecordError(f"{numbers.short(patent)} is no application number", "expected office and number")
    try:
        application = numbers.application(patent)
    except RecordError:
        return None, numbers.Publication(plain[:2], plain[2:], "X0")
    office, digits = ("WO", application[3:]) if application.startswith("PCT") else (application[:2], application[2:])
    return application, numbers.Publication(office, digits, "X0")


def _cited(printed: str) -> str | None:
    """A publication of the family; None where its name is no number."""
    try:
        return numbers.cited("", printed)
    except RecordError:
        return None


def _edges(rows: Sequence[Sequence[str]]) -> _Edges:
    """The edges by relation, each once, in the order of the table."""
    found: dict[str, dict[_Edge, None]] = {}
    for row in rows:
        if len(row) not in (len(_COLUMNS), len(_COLUMNS) + 1):
            raise RecordError(f"{len(row)} cells under {len(_COLUMNS) + 1} column names")
        label, _, rel, *rest = row
        if label != "Patent" or rel not in _PARTIES | _THINGS:
            raise RecordError(f"no relation of patents is known as {label} {rel}", "known are those of the docstring")
        found.setdefault(rel, {})[_Edge(rel, rest[0], rest[1], rest[2] if len(rest) > 2 else "")] = None
    return {rel: tuple(edges) for rel, edges in found.items()}


def _parties(edges: Sequence[_Edge]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys(party for edge in edges if (party := _party(edge.label, edge.name)) is not None))


@lru_cache(maxsize=1 << 15)
def _party(label: str, name: str) -> Party | None:
    """An organization, or a person under two spellings: ``Ladd,  David@戴维·拉德``; None where a name has no letter."""
    if label not in _KINDS:
        raise RecordError(f"a party that is no organization or person but {label}")
    names = [name] if label == "Organization" else [_given_first(part) for part in name.split("@")]
    spelled = list(dict.fromkeys(" ".join(one.split()) for one in names if any(map(str.isalnum, one))))
    return Party(spelled[0], _KINDS[label], tuple(spelled[1:])) if spelled else None


def _given_first(name: str) -> str:
    """``Ladd,  David`` as ``David Ladd``; what stands otherwise stays."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() and "," not in given else name


def _events(edges: _Edges) -> Iterator[LegalEvent]:
    for type_, deal, current in _DEALS:
        givers = _parties(edges.get(f"{deal}_FROM", ()))
        takers = _parties(edges.get(f"{deal}_TO", ()))
        now = _parties(edges.get(current, ())) if current else ()
        before = tuple(party for party in takers if party not in now)
        if before or (givers and not now):
            yield LegalEvent(type_, givers, before)
        if now:
            yield LegalEvent(type_, givers, now, status="current")
    sued = edges.get("LITIGATED_WITH", ())
    kinds = edges.get("HAS_LITIGATION_TYPE", ())
    if sued or kinds:
        plaintiffs = [edge for edge in sued if _ROLE.findall(edge.props) == ["原告"]]
        defendants = [edge for edge in sued if edge not in plaintiffs]
        status = "; ".join(edge.name for edge in kinds) or None
        yield LegalEvent("dispute", _parties(plaintiffs), _parties(defendants), status=status)


def _recognises_statements(sample: Sample) -> bool:
    return _STATEMENT.search(sample.head.decode("utf-8", "replace")) is not None


def _read_statements(path: Path) -> Iterator[Item | Reject]:
    for number, line in opening.lines(path):
        text = opening.decode(line, f"{path}: line {number}").strip()
        if not text or text.startswith("//"):
            continue
        try:
            yield Item(f"line {number}", _described(text))
        except RecordError as error:
            yield Reject(f"line {number}", str(error), line[:RAW])


def _described(text: str) -> PatentRecord:
    if not _STATEMENT.match(text) or not text.endswith(";"):
        raise RecordError("no whole statement that sets the properties of one patent")
    fields = {name: value for name, raw in _SET.findall(text) if (value := _value(raw)) not in ("", "None", "null")}
    if missing := [name for name in ("application_no", "publication_no") if name not in fields]:
        raise RecordError(f"the patent has no {' and no '.join(missing)}")
    application, number = _number(fields["application_no"])
    with contextlib.suppress(RecordError):  # an odd number stays with its application
        number = numbers.publication(fields["publication_no"])
    filed, published = fields.get("application_date"), fields.get("publication_date")
    granted = fields.get("patent_type") == "发明授权"
    return PatentRecord(
        publication=str(number),
        office=number.office,
        number=number.number,
        kind=number.kind,
        application=application,
        type=_TYPES.get(fields.get("patent_type", "")),
        titles=_texts(fields, "title"),
        abstracts=_texts(fields, "abstract"),
        filing_date=numbers.day(filed) if filed else None,
        publication_date=numbers.day(published) if published else None,
        grant_date=numbers.day(published) if published and granted else None,
        classes=(Classification(canonical(fields["ipc_main"]), "ipc", True),) if "ipc_main" in fields else (),
        industries=(f"domain:{fields['tech_domain']}",) if "tech_domain" in fields else (),
    )


def _texts(fields: Mapping[str, str], what: str) -> tuple[Text, ...]:
    found = ((fields.get(f"{what}_cn"), "zh"), (fields.get(f"{what}_en"), "en"))
    return tuple(Text(" ".join(text.split()), lang) for text, lang in found if text)


def _value(raw: str) -> str:
    return _ESCAPE.sub(r"\1", raw[1:-1]).strip() if raw.startswith("'") else raw.strip()


FORMATS = (
    Format(
        "graph-edges", "Edges of a patent graph (src_label, src, rel, dst_label, dst, props), TSV", 30,
        _recognises_edges, _read_edges,
    ),
    Format(
        "graph-patents", "Patents of a graph as Cypher statements (MERGE (p:Patent {application_no: ...}) SET ...)", 30,
        _recognises_statements, _read_statements,
    ),
)  # fmt: skip
