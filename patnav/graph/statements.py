"""Statements made row by row: facts of articles and recorded events of patents, as nodes and edges.

Bulk statements of patents (applicants, classes, citations) are made in SQL by :mod:`patnav.graph.projection`; what
needs judgement about types and roles is made here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

import orjson
import pyarrow as pa
from duckdb import DuckDBPyConnection

from patnav.graph.links import Linker, PartyLink
from patnav.graph.model import Extraction, Fact, LegalEvent, Party
from patnav.graph.schema import EDGES, NODES, EdgeType, NodeType, Property, edge_type, node_type
from patnav.graph.tables import SPAN_COLUMNS

__all__ = ["PARTY_ROLES", "Statements"]

PARTY_ROLES: dict[str, tuple[str, ...]] = {
    "license": ("licensor", "licensee"),
    "open_license": ("licensor", "licensee"),
    "assignment": ("assignor", "assignee"),
    "pledge": ("pledgor", "lender"),
    "securitization": ("issuer", "arranger"),
    "dispute": ("plaintiff", "defendant", "forum"),
    "data_ip": ("holder", "lender", "authority"),
    "programme": ("authority",),
    "partnership": ("partner",),
    "investment": ("investor", "target"),
}
"""Roles of the parties of each event type; the first gives, the second receives, where there are two."""

_SIDES = ("source_parties", "target_parties", "forum")
_TERMS = ("status", "royalty", "rate", "until", "ended")
"""Terms of a recorded event that it may lack."""

_ARROW: dict[str, Any] = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
}
_SPAN_TYPES: dict[str, Any] = dict(zip(SPAN_COLUMNS, (pa.int64(), pa.int64(), pa.string(), pa.float64()), strict=True))


def _hash(*content: Any) -> str:
    text = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    return hashlib.blake2b(text, digest_size=8).hexdigest()


def _schema(properties: tuple[Property, ...], front: list[str], back: dict[str, Any]) -> pa.Schema:
    fields: list[Any] = [("rid", pa.int64()), *((name, pa.string()) for name in front)]
    fields += [(p.name, _ARROW[p.kind]) for p in properties]
    return pa.schema(fields + list(back.items()))


def _node_schema(node: NodeType) -> pa.Schema:
    return _schema(node.properties, ["key"], {})


def _edge_schema(edge: EdgeType) -> pa.Schema:
    return _schema(edge.properties, ["src_type", "src", "dst_type", "dst"], _SPAN_TYPES)


def _precision(date: str | None) -> str | None:
    return {4: "year", 7: "month", 10: "day"}.get(len(date)) if date else None


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _count(value: Any) -> int | None:
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _stage(licensees: Any, amount: Any, royalty: Any, patents: Any) -> str:
    """Whether an open licence is an offer to all or its acceptance, which has a taker, or a sum and no list of patents.

    The contract of extraction leaves unnamed takers out: "granted an open licence to an enterprise for 10 million".
    """
    return "acceptance" if licensees or (amount and not royalty and not patents) else "offer"


def _names(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    return [name for name in value or () if isinstance(name, str) and name.strip()]


class Statements:
    """Collects statements, then writes them to the ``said`` tables.

    Args:
        linker: Who names stand for.
    """

    def __init__(self, linker: Linker) -> None:
        self._linker = linker
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def write(self, db: DuckDBPyConnection) -> None:
        """Append everything collected to the ``said`` tables, and forget it."""
        schemas = {n.table: _node_schema(n) for n in NODES} | {e.table: _edge_schema(e) for e in EDGES}
        for table, rows in self._rows.items():
            batch = pa.Table.from_pylist(rows, schema=schemas[table])
            db.register("batch", batch)
            db.execute(f"INSERT INTO said.{table} BY NAME SELECT DISTINCT * FROM batch")
            db.unregister("batch")
        self._rows.clear()

    def node(self, type_: str, rid: int, key: str, /, **properties: Any) -> None:
        """State a node.

        Args:
            type_: Node type.
            rid: The record that states it.
            key: Its key.
            **properties: Its properties.
        """
        self._rows.setdefault(node_type(type_).table, []).append({"rid": rid, "key": key, **properties})

    def edge(
        self,
        type_: str,
        rid: int,
        src: tuple[str, str],
        dst: tuple[str, str],
        fact: Fact | None = None,
        /,
        **properties: Any,
    ) -> None:
        """State an edge.

        Args:
            type_: Edge type.
            rid: The record that states it.
            src: Type and key of the node it leaves.
            dst: Type and key of the node it enters.
            fact: The fact that says so, for the place in the document.
            **properties: Its properties.
        """
        row = {"rid": rid, "src_type": src[0], "src": src[1], "dst_type": dst[0], "dst": dst[1], **properties}
        if fact is not None:
            place = (fact.evidence.start, fact.evidence.end, fact.evidence.text, fact.confidence)
            row |= dict(zip(SPAN_COLUMNS, place, strict=True))
        self._rows.setdefault(edge_type(type_).table, []).append(row)

    def party(self, rid: int, link: PartyLink, alias: str, context: str, kind: str | None = None) -> tuple[str, str]:
        """State an organization or person and, where known, its place.

        Args:
            rid: The record that names it.
            link: Who it is.
            alias: The name as printed.
            context: What makes a person's name a person: an organization's or a patent's key.
            kind: Kind of organization that the source tells; counts where the linker knows none.

        Returns:
            Type and key of the node.
        """
        if link.type == "Person":
            key = f"{link.key}@{context.removeprefix('org:')}"
            self.node("Person", rid, key, name=link.name, name_zh=link.name_zh)
            return "Person", key
        self.node(
            "Organization",
            rid,
            link.key,
            name=link.name,
            name_zh=link.name_zh,
            name_en=link.name_en,
            kind=kind if kind and link.kind in (None, "other") else link.kind,
            country=link.country,
            foreign=None if link.country is None else link.country != "CN",
            aliases=[alias],
            ids=list(link.ids),
        )
        if link.region:
            at = ("Organization", link.key)
            self.edge("LOCATED_IN", rid, at, ("Region", link.region), via=link.region_via)
        return "Organization", link.key

    def organization(self, rid: int, name: str, kind: str | None = None) -> tuple[str, str]:
        """State an organization by its name in a document; returns type and key."""
        return self.party(rid, self._linker.party(name, kind="organization"), name, "", kind)

    def region(self, rid: int, name: str) -> tuple[str, str]:
        """State a region by its name in a document; one that no table knows stays its own node."""
        key = self._linker.region(name)
        if key is None:
            key = "region:" + re.sub(r"[\W_]+", "-", name.lower()).strip("-")
            self.node("Region", rid, key, name=name)
        return "Region", key

    def legal_event(self, rid: int, publication: str, event: LegalEvent, context: str) -> None:
        """State a recorded transfer, licence or pledge of a patent.

        Args:
            rid: The record that says so.
            publication: The patent.
            event: What is recorded.
            context: Context of persons among the parties.
        """
        roles = PARTY_ROLES[event.type]
        parties = [
            (role, self._legal_party(rid, party, context))
            for role, group in zip(roles, (event.source_parties, event.target_parties, event.forum), strict=False)
            for party in group
        ]
        content: tuple[Any, ...] = (event.type, publication, event.date, event.number, event.amount, sorted(parties))
        terms = {name: value for name in _TERMS if (value := getattr(event, name)) is not None}
        content += (terms,) if terms else ()  # so that events without keep their ids
        key = ("Event", "event:" + _hash(*content))
        self.node(
            "Event",
            rid,
            key[1],
            type=event.type,
            date=event.date,
            date_precision=_precision(event.date),
            amount=event.amount,
            currency=event.currency,
            kind=_stage(bool(event.target_parties), None, None, 1) if event.type == "open_license" else None,
            royalty_free=1 if event.royalty == 0 else None,
            **terms,
            patents=1,
            summary=f"recorded {event.type} of {publication}" + (f", {event.number}" if event.number else ""),
        )
        self.edge("CONCERNS", rid, key, ("Patent", publication))
        for role, party in parties:
            self.edge("PARTY", rid, key, party, role=role)

    def _legal_party(self, rid: int, party: Party, context: str) -> tuple[str, str]:
        link = self._linker.party(
            party.name,
            kind=party.kind,
            country=party.country,
            province=party.province,
            city=party.city,
            address=party.address,
        )
        return self.party(rid, link, party.name, context)

    def extraction(self, rid: int, extraction: Extraction) -> None:
        """State everything that an article says.

        Args:
            rid: Number of the article's record.
            extraction: The article with its entities and facts.
        """
        article = extraction.article
        self.node(
            "Document",
            rid,
            article.id,
            title=article.title,
            publisher=article.publisher,
            published=article.published,
            lang=article.lang,
            url=article.url,
        )
        employers = {f.fields.get("person"): f.fields.get("organization") for f in extraction.facts if f.type == "role"}
        speakers: dict[str, tuple[str, str]] = {}
        for entity in extraction.entities:
            target = self._entity(rid, entity.label, entity.name, entity.kind, article.id, employers.get(entity.name))
            for m in entity.mentions if target is not None else ():
                assert target is not None
                self.edge("MENTIONS", rid, ("Document", article.id), target, start=m.start, end=m.end, text=m.text)
            if target is not None and entity.label in ("Person", "Organization"):
                speakers.setdefault(entity.name, target)
        for fact in extraction.facts:
            node = self._fact(rid, article.id, fact, extraction.extractor)
            speaker = speakers.get(fact.evidence.speaker or "")
            if node and speaker:
                self.edge("SAID_BY", rid, node, speaker, fact)

    def _entity(
        self, rid: int, label: str, name: str, kind: str | None, document: str, employer: str | None
    ) -> tuple[str, str] | None:
        if label == "Organization":
            return self.organization(rid, name, kind)
        if label == "Region":
            return self.region(rid, name)
        if label == "Industry":
            industry = self._linker.industry(name)
            return ("Industry", industry) if industry else None
        return self._person(rid, name, document, employer)

    def _person(self, rid: int, name: str, document: str, employer: str | None) -> tuple[str, str]:
        context = self.organization(rid, employer)[1] if employer else document[:12]
        return self.party(rid, self._linker.party(name, kind="person"), name, context)

    def _fact(self, rid: int, document: str, fact: Fact, extractor: str) -> tuple[str, str] | None:
        """State a fact; the event or observation that it made, None for a relation."""
        if fact.type in PARTY_ROLES:
            return self._event(rid, document, fact, extractor)
        if fact.type == "indicator":
            return self._observation(rid, document, fact, extractor)
        self._relation(rid, document, fact)
        return None

    def _stated(self, rid: int, node: tuple[str, str], document: str, fact: Fact, extractor: str) -> None:
        self.edge(
            "STATED_IN",
            rid,
            node,
            ("Document", document),
            start=fact.evidence.start,
            end=fact.evidence.end,
            quote=fact.evidence.text,
            speaker=fact.evidence.speaker,
            confidence=fact.confidence,
            extractor=extractor,
        )

    def _event(self, rid: int, document: str, fact: Fact, extractor: str) -> tuple[str, str]:
        fields = fact.fields
        parties = [
            (role, self.organization(rid, name)) for role in PARTY_ROLES[fact.type] for name in _names(fields.get(role))
        ]
        places = dict.fromkeys([*_names(fields.get("place")), *_names(fields.get("places"))])
        parties += [("place", self.region(rid, name)) for name in places]
        wording = (*PARTY_ROLES[fact.type], "place", "places", "period_text")
        said = {k: v for k, v in fields.items() if k not in wording and v is not None}
        key = ("Event", "event:" + _hash(fact.type, sorted(parties), said))
        date = fields.get("date")
        kind = fields.get("kind")
        if fact.type == "open_license":
            kind = _stage(*(fields.get(name) for name in ("licensee", "amount", "royalty", "patents")))
        self.node(
            "Event",
            rid,
            key[1],
            type=fact.type,
            date=date,
            date_precision=_precision(date),
            amount=_number(fields.get("amount")),
            currency=fields.get("currency"),
            patents=_count(fields.get("patents", fields.get("count"))),
            royalty_free=_count(fields.get("royalty_free")),
            royalty=_number(fields.get("royalty")),
            kind=kind,
            beneficiaries=_count(fields.get("beneficiaries")),
            until=fields.get("until"),
            exclusivity=fields.get("exclusivity"),
            each=fields.get("each"),
            status=fields.get("outcome"),
            summary=fields.get("name") or fact.evidence.text,
        )
        for role, party in parties:
            self.edge("PARTY", rid, key, party, fact, role=role)
        for name in _names(fields.get("industries")):
            industry = self._linker.industry(name)
            if industry:
                self.edge("CONCERNS", rid, key, ("Industry", industry), fact)
        self._stated(rid, key, document, fact, extractor)
        return key

    def _observation(self, rid: int, document: str, fact: Fact, extractor: str) -> tuple[str, str]:
        fields = fact.fields
        about = [self.region(rid, name) for name in _names(fields.get("region"))]
        about += [self.organization(rid, name) for name in _names(fields.get("organization"))]
        wording = ("region", "organization", "period_text", *(("label",) if fields.get("indicator") else ()))
        said = {k: v for k, v in fields.items() if k not in wording and v is not None}
        key = ("Observation", "obs:" + _hash(about, said))
        self.node(
            "Observation",
            rid,
            key[1],
            indicator=fields.get("indicator"),
            label=fields.get("label"),
            value=_number(fields.get("value")),
            unit=fields.get("unit"),
            modifier=fields.get("modifier") or "exact",
            change=_number(fields.get("change")),
            share_of=fields.get("share_of"),
            period=fields.get("period"),
            period_text=fields.get("period_text"),
        )
        for node in about:
            self.edge("ABOUT", rid, key, node, fact)
        self._stated(rid, key, document, fact, extractor)
        return key

    def _relation(self, rid: int, document: str, fact: Fact) -> None:
        fields = fact.fields
        subject, target = fields.get("subject"), fields.get("object")
        if fact.type == "role" and fields.get("person"):
            person = self._person(rid, fields["person"], document, fields.get("organization"))
            if fields.get("organization"):
                employer = self.organization(rid, fields["organization"])
                self.edge("AFFILIATED", rid, person, employer, fact, role=fields.get("title"))
        elif fact.type == "ownership" and fields.get("owner") and fields.get("owned"):
            owned, owner = self.organization(rid, fields["owned"]), self.organization(rid, fields["owner"])
            self.edge("PART_OF", rid, owned, owner, fact, share=_number(fields.get("share")))
        elif fact.type == "nationality" and subject and target:
            country = self._linker.region(target)
            if country:
                _, key = self.organization(rid, subject)
                self.node("Organization", rid, key, name=subject, country=country, foreign=country != "CN", aliases=[])
        elif fact.type == "located_in" and subject and target:
            self._located(rid, fact, subject, target)
        elif fact.type == "part_of" and subject and target:
            self._part_of(rid, fact, subject, target)

    def _located(self, rid: int, fact: Fact, subject: str, target: str) -> None:
        region = self.region(rid, target)
        if self._linker.region(subject):
            self._part_of(rid, fact, subject, target)
        else:
            self.edge("LOCATED_IN", rid, self.organization(rid, subject), region, fact, via="document")

    def _part_of(self, rid: int, fact: Fact, subject: str, target: str) -> None:
        regions = self._linker.region(subject), self._linker.region(target)
        if all(regions):
            self.edge("PART_OF", rid, ("Region", str(regions[0])), ("Region", str(regions[1])), fact)
        elif not any(regions):
            self.edge("PART_OF", rid, self.organization(rid, subject), self.organization(rid, target), fact)


def legal_events(statements: Statements, rows: Iterable[tuple[int, str, str, list[dict[str, Any]]]]) -> None:
    """State the recorded events of patents.

    Args:
        statements: Where to state them.
        rows: Number of the record, publication, context of persons, events as dictionaries.
    """
    for rid, publication, context, events in rows:
        for event in events:
            parties = {side: tuple(Party(**p) for p in event.get(side) or ()) for side in _SIDES}
            statements.legal_event(rid, publication, LegalEvent(**(event | parties)), context)
