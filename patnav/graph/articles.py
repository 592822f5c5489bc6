"""What articles say, as nodes and edges: events, observations, roles, places, and who said it where."""

from __future__ import annotations

from typing import Any

from patnav.graph.events import PARTY_ROLES, digest, precision, stage
from patnav.graph.model import Extraction, Fact
from patnav.graph.statements import Statements

__all__ = ["state_article"]


def state_article(statements: Statements, rid: int, extraction: Extraction) -> None:
    """State everything that an article says.

    Args:
        statements: Where to state it.
        rid: Number of the article's record.
        extraction: The article with its entities and facts.
    """
    article = extraction.article
    statements.node(
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
        target = _entity(
            statements, rid, entity.label, entity.name, entity.kind, article.id, employers.get(entity.name)
        )
        for m in entity.mentions if target is not None else ():
            assert target is not None
            statements.edge("MENTIONS", rid, ("Document", article.id), target, start=m.start, end=m.end, text=m.text)
        if target is not None and entity.label in ("Person", "Organization"):
            speakers.setdefault(entity.name, target)
    for fact in extraction.facts:
        node = _fact(statements, rid, article.id, fact, extraction.extractor)
        speaker = speakers.get(fact.evidence.speaker or "")
        if node and speaker:
            statements.edge("SAID_BY", rid, node, speaker, fact)


def _entity(
    statements: Statements, rid: int, label: str, name: str, kind: str | None, document: str, employer: str | None
) -> tuple[str, str] | None:
    if label == "Organization":
        return statements.organization(rid, name, kind)
    if label == "Region":
        return statements.region(rid, name)
    if label == "Industry":
        industry = statements.linker.industry(name)
        return ("Industry", industry) if industry else None
    return _person(statements, rid, name, document, employer)


def _person(statements: Statements, rid: int, name: str, document: str, employer: str | None) -> tuple[str, str]:
    context = statements.organization(rid, employer)[1] if employer else document[:12]
    return statements.party(rid, statements.linker.party(name, kind="person"), name, context)


def _fact(statements: Statements, rid: int, document: str, fact: Fact, extractor: str) -> tuple[str, str] | None:
    """State a fact; the event or observation that it made, None for a relation."""
    if fact.type in PARTY_ROLES:
        return _event(statements, rid, document, fact, extractor)
    if fact.type == "indicator":
        return _observation(statements, rid, document, fact, extractor)
    _relation(statements, rid, document, fact)
    return None


def _stated(statements: Statements, rid: int, node: tuple[str, str], document: str, fact: Fact, extractor: str) -> None:
    statements.edge(
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


def _event(statements: Statements, rid: int, document: str, fact: Fact, extractor: str) -> tuple[str, str]:
    fields = fact.fields
    parties = [
        (role, statements.organization(rid, name))
        for role in PARTY_ROLES[fact.type]
        for name in _names(fields.get(role))
    ]
    parties += [("place", statements.region(rid, name)) for name in _names(fields.get("place"))]
    wording = (*PARTY_ROLES[fact.type], "place", "period_text")
    said = {k: v for k, v in fields.items() if k not in wording and v is not None}
    key = ("Event", "event:" + digest(fact.type, sorted(parties), said))
    date = fields.get("date")
    kind = fields.get("kind")
    if fact.type == "open_license":
        kind = stage(*(fields.get(name) for name in ("licensee", "amount", "royalty", "patents")))
    statements.node(
        "Event",
        rid,
        key[1],
        type=fact.type,
        date=date,
        date_precision=precision(date),
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
        statements.edge("PARTY", rid, key, party, fact, role=role)
    for name in _names(fields.get("industries")):
        industry = statements.linker.industry(name)
        if industry:
            statements.edge("CONCERNS", rid, key, ("Industry", industry), fact)
    for patent in fact.evidence.patents:
        statements.edge("CONCERNS", rid, key, ("Patent", patent), fact)
    _stated(statements, rid, key, document, fact, extractor)
    return key


def _observation(statements: Statements, rid: int, document: str, fact: Fact, extractor: str) -> tuple[str, str]:
    fields = fact.fields
    about = [statements.region(rid, name) for name in _names(fields.get("region"))]
    about += [statements.organization(rid, name) for name in _names(fields.get("organization"))]
    wording = ("region", "organization", "period_text", *(("label",) if fields.get("indicator") else ()))
    said = {k: v for k, v in fields.items() if k not in wording and v is not None}
    key = ("Observation", "obs:" + digest(about, said))
    statements.node(
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
        statements.edge("ABOUT", rid, key, node, fact)
    _stated(statements, rid, key, document, fact, extractor)
    return key


def _relation(statements: Statements, rid: int, document: str, fact: Fact) -> None:
    fields = fact.fields
    subject, target = fields.get("subject"), fields.get("object")
    if fact.type == "role" and fields.get("person"):
        person = _person(statements, rid, fields["person"], document, fields.get("organization"))
        if fields.get("organization"):
            employer = statements.organization(rid, fields["organization"])
            statements.edge("AFFILIATED", rid, person, employer, fact, role=fields.get("title"))
    elif fact.type == "ownership" and fields.get("owner") and fields.get("owned"):
        owned, owner = statements.organization(rid, fields["owned"]), statements.organization(rid, fields["owner"])
        statements.edge("PART_OF", rid, owned, owner, fact, share=_number(fields.get("share")))
    elif fact.type == "nationality" and subject and target:
        country = statements.linker.region(target)
        if country:
            _, key = statements.organization(rid, subject)
            statements.node(
                "Organization", rid, key, name=subject, country=country, foreign=country != "CN", aliases=[]
            )
    elif fact.type == "located_in" and subject and target:
        _located(statements, rid, fact, subject, target)
    elif fact.type == "part_of" and subject and target:
        _part_of(statements, rid, fact, subject, target)


def _located(statements: Statements, rid: int, fact: Fact, subject: str, target: str) -> None:
    region = statements.region(rid, target)
    if statements.linker.region(subject):
        _part_of(statements, rid, fact, subject, target)
    else:
        statements.edge("LOCATED_IN", rid, statements.organization(rid, subject), region, fact, via="document")


def _part_of(statements: Statements, rid: int, fact: Fact, subject: str, target: str) -> None:
    regions = statements.linker.region(subject), statements.linker.region(target)
    if all(regions):
        statements.edge("PART_OF", rid, ("Region", str(regions[0])), ("Region", str(regions[1])), fact)
    elif not any(regions):
        statements.edge(
            "PART_OF", rid, statements.organization(rid, subject), statements.organization(rid, target), fact
        )


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _count(value: Any) -> int | None:
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _names(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    return [name for name in value or () if isinstance(name, str) and name.strip()]
