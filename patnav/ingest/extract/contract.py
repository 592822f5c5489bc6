"""The extraction contract: one JSON object a document, as ``patnav extract`` prints it."""

from __future__ import annotations

from typing import Any

from patnav.graph.model import Extraction, Fact, Mention

__all__ = ["to_json"]


def to_json(extraction: Extraction, source: str) -> dict[str, Any]:
    """A plain object of what was extracted.

    Args:
        extraction: What was read out of one article.
        source: The path or address as the user gave it.

    Returns:
        ``{"source", "document", "entities", "facts"}``; a fact's fields stand beside its type, evidence and confidence.
    """
    article = extraction.article
    document = {"id": article.id, "title": article.title, "lang": article.lang, "published": article.published}
    document |= {key: value for key, value in (("publisher", article.publisher), ("url", article.url)) if value}
    entities = [
        {
            "label": e.label,
            **({"kind": e.kind} if e.kind else {}),
            "name": e.name,
            "mentions": [_span(m) for m in e.mentions],
        }
        for e in extraction.entities
    ]
    return {"source": source, "document": document, "entities": entities, "facts": [_fact(f) for f in extraction.facts]}


def _fact(fact: Fact) -> dict[str, Any]:
    evidence = fact.evidence
    beside = {"speaker": evidence.speaker} if evidence.speaker else {}
    named = {"patents": list(evidence.patents)} if evidence.patents else {}
    return {
        "type": fact.type,
        **fact.fields,
        "evidence": {"start": evidence.start, "end": evidence.end, "text": evidence.text, **beside, **named},
        "confidence": fact.confidence,
    }


def _span(mention: Mention) -> dict[str, Any]:
    return {"start": mention.start, "end": mention.end, "text": mention.text}
