"""What sources say, once read: patent records and extracted articles.

These types are the seam between readers and everything after them: a reader yields them, the workspace keeps
them as Parquet (:mod:`patnav.graph.records`), the projection turns them into nodes and edges. They hold what
the source states, in canonical form (numbers, dates, class symbols), and no guess.

Dates are ISO 8601 text, ``2024-11-05``, or shorter where the source is less precise (``2024-11``, ``2024``).
Countries are ISO 3166-1 alpha-2 codes. Languages are ISO 639-1 codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = [
    "Article",
    "Citation",
    "Classification",
    "Entity",
    "Evidence",
    "Extraction",
    "Fact",
    "GraphRecord",
    "LegalEvent",
    "Mention",
    "OrganizationRecord",
    "Party",
    "PatentRecord",
    "StatusEvent",
    "Text",
]


@dataclass(frozen=True, slots=True)
class Text:
    """A text in a known language.

    Attributes:
        text: The text, whitespace collapsed, never empty.
        lang: ISO 639-1 code, None where the source does not say.
    """

    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An applicant, owner or inventor, or a party of a legal event, as the source names it.

    Attributes:
        name: The name as printed, whitespace collapsed. Persons as ``Given Family`` in Latin script.
        kind: ``organization`` or ``person`` where the source says; None where it does not.
        other_names: The same party under other names that the source itself equates
            (a vendor's standardised name, a translation).
        country: ISO 3166-1 alpha-2.
        province: State or province as printed.
        city: City as printed.
        address: The whole address as printed.
    """

    name: str
    kind: str | None = None
    other_names: tuple[str, ...] = ()
    country: str | None = None
    province: str | None = None
    city: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Classification:
    """One class symbol of a patent.

    Attributes:
        symbol: Canonical symbol, ``H01L21/768``: no blanks, no leading zeros, main groups as ``H01L21/00``;
            a whole subclass is ``H01L``.
        scheme: ``ipc``, ``cpc``, ``locarno`` or ``uspc``.
        main: True for the first (main) class of its scheme.
    """

    symbol: str
    scheme: str
    main: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited patent publication.

    Attributes:
        publication: Canonical publication number, ``US10000000B2``; without kind where the source has none.
        origin: ``examiner``, ``applicant`` or ``unknown``.
        category: Search-report category (``X``, ``Y``, ``A``, ...), None where not given.
    """

    publication: str
    origin: str = "unknown"
    category: str | None = None


@dataclass(frozen=True, slots=True)
class LegalEvent:
    """A transfer, licence or pledge that a patent source records.

    Attributes:
        type: ``assignment``, ``license``, ``open_license``, ``pledge`` or ``dispute``.
        source_parties: Assignors, licensors, pledgors or plaintiffs.
        target_parties: Assignees, licensees, lenders or defendants.
        date: Date of record.
        number: Registration number or reel/frame.
        amount: Sum in units of ``currency``; fixed, or paid at once.
        currency: ISO 4217.
        status: What became of it, or what kind it is, as the source words it: ``current`` for one in force.
        royalty: Fee a year in units of ``currency``; 0 for one free of charge.
        rate: Fee as a part of sales, a fraction.
        until: Last day it was made for.
        ended: Day on which it was withdrawn, released or cancelled.
        forum: Courts and offices that hear a dispute.
    """

    type: str
    source_parties: tuple[Party, ...] = ()
    target_parties: tuple[Party, ...] = ()
    date: str | None = None
    number: str | None = None
    amount: float | None = None
    currency: str | None = None
    status: str | None = None
    royalty: float | None = None
    rate: float | None = None
    until: str | None = None
    ended: str | None = None
    forum: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusEvent:
    """A step in the life of a patent that an office records, other than a deal: grant, opposition, lapse.

    Attributes:
        type: ``grant``, ``lapse``, ``opposition``, ``invalidation``, or ``other``.
        date: Date of effect, or of its record.
        code: The office's or database's code of the event.
        text: What the source says of it: the event in words, the opponent, the state.
        country: Where it holds, if not everywhere.
    """

    type: str
    date: str | None = None
    code: str | None = None
    text: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class PatentRecord:
    """One publication of a patent, as one source describes it.

    Attributes:
        publication: Canonical publication number, office + number + kind: ``CN115000000A``.
        office: Two letters of the publishing office (WIPO ST.3).
        number: The number alone, ``115000000``.
        kind: Kind code, ``A``, ``B2``; empty where the source has none.
        application: Canonical application number with office, ``CN202010144278``: digits only, no check digit.
        type: ``invention``, ``utility_model``, ``design`` or None.
        titles: Title by language, the original first.
        abstracts: Abstract by language, the original first.
        filing_date: Date of filing.
        publication_date: Date of this publication.
        grant_date: Date of grant.
        priority_date: Earliest priority.
        legal_status: Status as the source words it.
        claims: Number of claims.
        first_claim: Text of the first claim.
        applicants: In printed order.
        owners: Present owners or assignees where the source tells them from the applicants.
        inventors: In printed order.
        classes: All class symbols; the first of a scheme is its main one.
        citations: Patents that this one cites.
        literature: Cited non-patent literature, as text.
        family: Publications of its simple family, itself included, canonical numbers.
        events: Recorded transfers, licences and pledges.
        industries: Industry codes that the source gives, ``scheme:code`` (``nic:C3973``, ``sei:1.2``).
        url: A page that shows this publication.
        examiner: Name of the (primary) examiner.
        agency: Name of the representing firm, of the agent where no firm is named.
        extended_family: Publications of its extended (INPADOC) family, itself included, canonical numbers.
        history: Grant, oppositions, lapses and other recorded steps, in the order of the source.
        priorities: Applications whose priority is claimed, canonical application numbers; as printed, without blanks,
            where the form does not tell which application it is.
        designated: States, and regional offices (WIPO ST.3), for which protection is sought or granted, where the
            source lists them.
        dois: Digital object identifiers that the cited literature prints, in lower case.
        docdb: Publication number in the form of DOCDB: country, number, kind, ``US 2017031758 A1``.
        docdb_application: Application number in the form of DOCDB, ``US 201113123456 A``.
        docdb_priorities: Applications whose priority is claimed, in the form of DOCDB, as far as it is known.
    """

    publication: str
    office: str
    number: str
    kind: str = ""
    application: str | None = None
    type: str | None = None
    titles: tuple[Text, ...] = ()
    abstracts: tuple[Text, ...] = ()
    filing_date: str | None = None
    publication_date: str | None = None
    grant_date: str | None = None
    priority_date: str | None = None
    legal_status: str | None = None
    claims: int | None = None
    first_claim: str | None = None
    applicants: tuple[Party, ...] = ()
    owners: tuple[Party, ...] = ()
    inventors: tuple[Party, ...] = ()
    classes: tuple[Classification, ...] = ()
    citations: tuple[Citation, ...] = ()
    literature: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    events: tuple[LegalEvent, ...] = ()
    industries: tuple[str, ...] = ()
    url: str | None = None
    examiner: str | None = None
    agency: str | None = None
    extended_family: tuple[str, ...] = ()
    history: tuple[StatusEvent, ...] = ()
    priorities: tuple[str, ...] = ()
    designated: tuple[str, ...] = ()
    dois: tuple[str, ...] = ()
    docdb: str | None = None
    docdb_application: str | None = None
    docdb_priorities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganizationRecord:
    """What a list says of one organization: a register of small firms, an award, a directory.

    Attributes:
        name: Its name.
        other_names: Other names that the list gives it.
        kind: Kind of organization, one of :data:`patnav.graph.schema.KINDS`.
        country: ISO 3166-1 alpha-2.
        province: Province as printed.
        city: City as printed.
        address: The whole address as printed.
        sme: Whether it is a small or medium-sized enterprise.
        specialized: Whether it is on a list of specialized and sophisticated enterprises (专精特新).
        ids: Identifiers in registers, ``uscc:91310000...``.
    """

    name: str
    other_names: tuple[str, ...] = ()
    kind: str | None = None
    country: str | None = None
    province: str | None = None
    city: str | None = None
    address: str | None = None
    sme: bool | None = None
    specialized: bool | None = None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GraphRecord:
    """A node or an edge of a graph that was exported.

    Attributes:
        name: What names it: its type, and its key or ends.
        type: Name of the type of node or edge.
        ends: The key of a node; of an edge type and key of the node it leaves, and of the one it enters.
        properties: Properties by name, those without a value left out.
    """

    name: str
    type: str
    ends: tuple[str, ...]
    properties: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Article:
    """One news item, as read.

    Attributes:
        id: SHA-256 of ``text`` in UTF-8, hexadecimal.
        text: The whole text that offsets point into (for HTML: the extracted main text).
        lang: ``en`` or ``zh``, the language of most of the text.
        title: Headline.
        published: ISO date of publication, at the precision stated.
        publisher: Name of the publisher.
        url: Where it was published.
    """

    id: str
    text: str
    lang: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in an article's text where an entity is named.

    Attributes:
        start: Offset of the first character, in code points.
        end: Offset after the last character.
        text: ``article.text[start:end]``.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that an article names.

    Attributes:
        label: Node type: ``Organization``, ``Person``, ``Region`` or ``Industry``.
        name: Full name, as the article gives it.
        kind: For organizations: the kind of section 2 of the design (``enterprise``, ``university``, ...).
        mentions: Where it is named, in order.
    """

    label: str
    name: str
    kind: str | None = None
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passage that states a fact.

    Attributes:
        start: Offset of the first character, in code points.
        end: Offset after the last character.
        text: ``article.text[start:end]``.
        speaker: Who is said to have said it, by the fullest name in the article; None where nobody is.
        patents: Keys of the patents that the fact is about, where the text gives their numbers.
    """

    start: int
    end: int
    text: str
    speaker: str | None = None
    patents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the extraction contract.

    Attributes:
        type: One of the contract's fact types (``license``, ``indicator``, ``role``, ...).
        fields: The contract's fields for that type; absent or None where the text does not say.
        evidence: The passage that states it.
        confidence: Between 0 and 1.
    """

    type: str
    fields: dict[str, Any]
    evidence: Evidence
    confidence: float


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read out of one article.

    Attributes:
        article: The article itself.
        entities: What it names.
        facts: What it states.
        extractor: Name and version of the pipeline, ``patnav-en/1``.
    """

    article: Article
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    extractor: str = ""
