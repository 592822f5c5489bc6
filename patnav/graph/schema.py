"""What the graph is made of: node types, edge types, their keys and properties.

This is the one source of truth. The tables of DuckDB, the constraints and indexes of Neo4j, the columns of every
export, ``patnav schema`` and the tests are made from it.

Conventions: a node's key is a stable string, the same input always gives the same key. Dates are ISO 8601 text at
the precision known. A node that something points to but no source describes is a *stub*: its key alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "EDGES",
    "KINDS",
    "LEGAL_STATES",
    "NODES",
    "TYPES",
    "EdgeType",
    "NodeType",
    "Property",
    "edge_type",
    "node_type",
]

Kind = Literal["text", "texts", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a node or an edge.

    Attributes:
        name: Its name, in both stores and in every export.
        kind: ``text``, ``texts`` (a sorted list of distinct texts), ``integer``, ``number`` or ``boolean``.
        doc: What it means, with its unit.
        shown: Whether it is for readers; else it is for looking up alone.
    """

    name: str
    kind: Kind
    doc: str
    shown: bool = True


@dataclass(frozen=True, slots=True)
class NodeType:
    """A type of node.

    Attributes:
        name: Its name, the Neo4j label.
        key: What its key is.
        properties: Its properties, without the key and ``stub``, which every node has.
    """

    name: str
    key: str
    properties: tuple[Property, ...]

    @property
    def table(self) -> str:
        """Name of its table in DuckDB."""
        return "".join("_" + c.lower() if c.isupper() else c for c in self.name).lstrip("_")


@dataclass(frozen=True, slots=True)
class EdgeType:
    """A type of edge.

    Attributes:
        name: Its name, the Neo4j relationship type.
        doc: What it says.
        pairs: The pairs of node types it may join.
        properties: Its properties.
        identity: Names of the properties that tell two edges between the same nodes apart.
    """

    name: str
    doc: str
    pairs: tuple[tuple[str, str], ...]
    properties: tuple[Property, ...] = ()
    identity: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """Name of its table in DuckDB."""
        return self.name.lower()


def _text(name: str, doc: str) -> Property:
    return Property(name, "text", doc)


def _texts(name: str, doc: str) -> Property:
    return Property(name, "texts", doc)


def _integer(name: str, doc: str) -> Property:
    return Property(name, "integer", doc)


def _number(name: str, doc: str) -> Property:
    return Property(name, "number", doc)


def _boolean(name: str, doc: str) -> Property:
    return Property(name, "boolean", doc)


KINDS = (
    "enterprise",
    "university",
    "research_institute",
    "government",
    "financial",
    "hospital",
    "ip_service",
    "association",
    "other",
)
"""Kinds of organizations."""

LEGAL_STATES = (
    "pending",
    "in_force",
    "lapsed",
    "expired",
    "withdrawn",
    "rejected",
    "revoked",
    "national_phase",
    "inactive",
)
"""States of a patent, after WIPO ST.27; ``national_phase``: an international application that became national ones;
``inactive``: ended, but the source does not say how."""

_SEQUENCE = _integer("sequence", "position in the printed order, from 1")

NODES: tuple[NodeType, ...] = (
    NodeType(
        "Patent",
        "publication number with office and kind: CN115000000A",
        (
            _text("office", "publishing office, two letters (WIPO ST.3)"),
            _text("number", "publication number without office and kind"),
            _text("kind", "kind code"),
            _text("application", "application number with office"),
            _text("docdb", "publication number as the EPO's DOCDB writes it: US 2017031758 A1"),
            _text("docdb_application", "application number as DOCDB writes it: US 201113123456 A"),
            _texts("docdb_priorities", "applications whose priority is claimed, as DOCDB writes them"),
            _text("type", "invention, utility_model or design"),
            _text("title", "title, in the language of title_lang"),
            _text("title_lang", "ISO 639-1"),
            _text("abstract", "abstract, in the title's language where there is one"),
            _text("other_title", "title in another language, for search"),
            _text("other_abstract", "abstract in another language, for search"),
            _text("filing_date", "date of filing"),
            _text("publication_date", "date of this publication"),
            _text("grant_date", "date of grant"),
            _text("priority_date", "earliest priority"),
            _text("legal_status", "status as the source words it"),
            _text("legal_state", f"the state that this wording stands for: {', '.join(LEGAL_STATES)}"),
            _integer("claims", "number of claims"),
            _text("family", "key of the family's representative: the least of its publication numbers"),
            _text("unit", "what counts as one: the family, else the application, else the publication"),
        ),
    ),
    NodeType(
        "Organization",
        "org:NAME",
        (
            _text("name", "display name"),
            _text("name_zh", "Chinese name"),
            _text("name_en", "English name"),
            _text("kind", f"{', '.join(KINDS[:-1])} or {KINDS[-1]}"),
            _boolean("sme", "small or medium-sized enterprise, where a list or a document says so"),
            _boolean("specialized", "on a list of specialized and sophisticated enterprises (专精特新)"),
            _boolean("foreign", "seated outside China"),
            _text("country", "ISO 3166-1 alpha-2"),
            _texts("aliases", "all names it goes by in the sources"),
            _texts("table_names", "names by the shipped table of organizations"),
            Property("spellings", "texts", "what it is found by: its names without case, marks, legal form", False),
            _texts("ids", "identifiers in open registers: ror:..., uscc:..., lei:..., wikidata:..."),
        ),
    ),
    NodeType(
        "Person",
        "person:NAME@CONTEXT; the context is the first organization or patent the name stands with",
        (_text("name", "name in printed order"), _text("name_zh", "Chinese name")),
    ),
    NodeType(
        "Region",
        "CN-ADCODE, a macro-region (YRD), ISO 3166-1 abroad; region:NAME where the table knows none",
        (
            _text("name", "English name"),
            _text("name_zh", "Chinese name"),
            _text("level", "country, macro, province, city, district or zone"),
            _number("lat", "latitude of its seat, degrees north"),
            _number("lng", "longitude of its seat, degrees east"),
        ),
    ),
    NodeType(
        "Industry",
        "SCHEME:CODE: wipo35:8, key:ic, sei:1.2, kdt:chip.5.4, nic:C3973; domain:NAME as a source names it",
        (_text("name", "English name"), _text("name_zh", "Chinese name")),
    ),
    NodeType(
        "TechClass",
        "IPC or CPC symbol: H01L21/768",
        (
            _text("title", "English title of its subclass, class or section, the nearest that has one"),
            _text("title_zh", "Chinese title"),
            _text("level", "section, class, subclass, group or subgroup"),
        ),
    ),
    NodeType(
        "Document",
        "SHA-256 of its text",
        (
            _text("title", "headline"),
            _text("publisher", "who published it"),
            _text("published", "date of publication"),
            _text("lang", "ISO 639-1"),
            _text("url", "where it was published"),
        ),
    ),
    NodeType(
        "Event",
        "event:HASH of its content",
        (
            _text(
                "type",
                "open_license, license, assignment, pledge, securitization, dispute, data_ip, programme, partnership "
                "or investment",
            ),
            _text(
                "kind",
                "of an open licence: offer or acceptance; of data rights: registration, deposit, pledge or license",
            ),
            _text("date", "when"),
            _text("date_precision", "day, month or year"),
            _number("amount", "sum, in units of currency"),
            _text("currency", "ISO 4217"),
            _integer("patents", "number of patents"),
            _integer("royalty_free", "number of patents free of charge"),
            _number("royalty", "fee a year, in units of currency"),
            _number("rate", "fee as a part of sales, a fraction"),
            _text("until", "last day that an offer, a licence or a pledge was made for"),
            _text("exclusivity", "of a licence: exclusive (the owner too stays out), sole or non_exclusive"),
            _boolean("each", "whether amount and royalty are the price of one patent"),
            _text("ended", "day on which it was withdrawn, released or cancelled"),
            _integer("beneficiaries", "number of enterprises that a securitization finances"),
            _text("status", "what became of it, or what kind it is, as the source words it"),
            _text("summary", "its name, or a line that says what it is"),
            _texts("other_values", "figures stated otherwise, and when: amount 8000000 CNY (2024-11-06)"),
        ),
    ),
    NodeType(
        "Observation",
        "obs:HASH of its content",
        (
            _text("indicator", "name in the indicator vocabulary"),
            _text("label", "what is counted, in the words of the source"),
            _number("value", "value, in units of unit"),
            _text("unit", "ISO 4217, share (a fraction), or nothing for a count"),
            _text("modifier", "exact, over, nearly or about"),
            _number("change", "change on the period before, a fraction"),
            _text("share_of", "the whole that the value is part of"),
            _text("period", "2025, 2025-H1, 2025-Q3, 2025-05 or 2025-01/2025-09"),
            _text("period_text", "the period in the words of the source"),
        ),
    ),
)

EDGES: tuple[EdgeType, ...] = (
    EdgeType("APPLICANT", "applied for", (("Patent", "Organization"), ("Patent", "Person")), (_SEQUENCE,)),
    EdgeType("OWNER", "belongs to", (("Patent", "Organization"), ("Patent", "Person")), (_SEQUENCE,)),
    EdgeType("INVENTOR", "invented by", (("Patent", "Person"),), (_SEQUENCE,)),
    EdgeType(
        "CITES",
        "cites",
        (("Patent", "Patent"),),
        (_text("origin", "examiner, applicant or unknown"), _text("category", "search-report category")),
    ),
    EdgeType(
        "CLASSIFIED",
        "is classified in",
        (("Patent", "TechClass"),),
        (_text("scheme", "ipc, cpc, locarno or uspc"), _boolean("main", "the first class of its scheme")),
        ("scheme",),
    ),
    EdgeType(
        "FAMILY",
        "belongs to the family represented by",
        (("Patent", "Patent"),),
        (
            _text(
                "kind",
                "simple (the same priorities), or extended (a priority in common, closed over; only where it holds "
                "more than the simple family)",
            ),
        ),
        ("kind",),
    ),
    EdgeType("NARROWER", "lies below", (("TechClass", "TechClass"), ("Industry", "Industry"))),
    EdgeType(
        "IN_INDUSTRY",
        "belongs to the industry",
        (("Patent", "Industry"), ("Organization", "Industry")),
        (
            _text("via", "wipo35, concordance (of classes with the economy), definition, vendor or document"),
            _number("weight", "1/k for a patent in k fields of wipo35, or in k classes of the economy; else 1"),
        ),
    ),
    EdgeType(
        "LOCATED_IN",
        "is located in",
        (("Organization", "Region"),),
        (
            _text("role", "seat, or office for its other places"),
            _text("via", "what told: table, address, city, document, province, name or country"),
        ),
    ),
    EdgeType(
        "PART_OF",
        "is part of",
        (("Region", "Region"), ("Organization", "Organization")),
        (_number("share", "share owned, a fraction; 1 for wholly owned"),),
    ),
    EdgeType(
        "PARTY",
        "involves",
        (("Event", "Organization"), ("Event", "Person"), ("Event", "Region")),
        (
            _text(
                "role",
                "licensor, licensee, assignor, assignee, pledgor, lender, issuer, arranger, plaintiff, defendant, "
                "holder, authority, partner, investor, target, forum or place",
            ),
        ),
        ("role",),
    ),
    EdgeType("CONCERNS", "concerns", (("Event", "Patent"), ("Event", "Industry"))),
    EdgeType("ABOUT", "is about", (("Observation", "Region"), ("Observation", "Organization"))),
    EdgeType("AFFILIATED", "works for", (("Person", "Organization"),), (_text("role", "title as stated"),), ("role",)),
    EdgeType(
        "STATED_IN",
        "is stated in",
        (("Event", "Document"), ("Observation", "Document")),
        (
            _integer("start", "offset of the passage's first character, code points"),
            _integer("end", "offset after its last character"),
            _text("quote", "the passage"),
            _text("speaker", "who is quoted as saying it"),
            _number("confidence", "between 0 and 1"),
            _text("extractor", "name and version of the pipeline"),
        ),
        ("start", "end"),
    ),
    EdgeType(
        "SAID_BY",
        "is told by",
        (
            ("Event", "Person"),
            ("Event", "Organization"),
            ("Observation", "Person"),
            ("Observation", "Organization"),
        ),
    ),
    EdgeType(
        "MENTIONS",
        "names",
        (("Document", "Organization"), ("Document", "Person"), ("Document", "Region"), ("Document", "Industry")),
        (
            _integer("start", "offset of the first character, code points"),
            _integer("end", "offset after the last character"),
            _text("text", "the name as printed"),
        ),
        ("start", "end"),
    ),
)

TYPES: tuple[NodeType | EdgeType, ...] = (*NODES, *EDGES)

_NODES = {node.name: node for node in NODES}
_EDGES = {edge.name: edge for edge in EDGES}


def node_type(name: str) -> NodeType:
    """The node type with this name; KeyError where there is none."""
    return _NODES[name]


def edge_type(name: str) -> EdgeType:
    """The edge type with this name; KeyError where there is none."""
    return _EDGES[name]
