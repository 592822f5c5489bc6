"""Articles in two languages: each stretch of one language read by the pipeline of that language.

A file may hold an article and its translation, or an article with long passages in another language. It stays one
document; offsets count in its whole text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from patnav.graph.model import Article, Entity, Extraction, Fact, Mention
from patnav.ingest.news.metadata import language_of

__all__ = ["extract", "stretches"]

_LEAST = {"en": 80, "zh": 20}
"""Characters that a stretch in a language has at least; a shorter one is a name or a quotation in the other."""


_TELLING = 15
"""Letters of a line that tell its language."""


def extract(article: Article) -> Extraction:
    """What an article names and states, in whatever languages it is written.

    Args:
        article: The article.

    Returns:
        Entities and facts of all stretches, in order.
    """
    from patnav.ingest.extract.pipeline import extract as read

    parts = list(stretches(article))
    if len(parts) == 1:
        return read(article)
    entities: dict[tuple[str, str], Entity] = {}
    facts: list[Fact] = []
    extractors: list[str] = []
    for start, part in parts:
        found = read(part)
        facts += [_moved(fact, start) for fact in found.facts]
        extractors.append(found.extractor)
        for entity in found.entities:
            mentions = tuple(Mention(m.start + start, m.end + start, m.text) for m in entity.mentions)
            known = entities.get((entity.label, entity.name))
            whole = replace(entity, mentions=(known.mentions if known else ()) + mentions)
            entities[entity.label, entity.name] = whole
    return Extraction(article, tuple(entities.values()), tuple(facts), "+".join(dict.fromkeys(extractors)))


def _moved(fact: Fact, start: int) -> Fact:
    said = fact.evidence
    return replace(fact, evidence=replace(said, start=said.start + start, end=said.end + start))


def stretches(article: Article) -> Iterator[tuple[int, Article]]:
    """The stretches of one language of an article.

    Args:
        article: The article.

    Yields:
        Where in the text a stretch begins, and the stretch as an article of that day; together they are the whole text.
    """
    cuts = _cuts(article)
    for (start, lang), (end, _) in zip(cuts, [*cuts[1:], (len(article.text), "")], strict=True):
        text = article.text[start:end]
        id_ = article.id if len(cuts) == 1 else hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        yield start, replace(article, id=id_, text=text, lang=lang)


def _cuts(article: Article) -> list[tuple[int, str]]:
    """Where a stretch begins and its language; lines too short to tell go with those before them."""
    runs: list[tuple[int, int, str]] = []
    at = 0
    for line in article.text.splitlines(keepends=True):
        lang = language_of(line) if sum(map(str.isalpha, line)) >= _TELLING else None
        if runs and lang in (None, runs[-1][2]):
            runs[-1] = (runs[-1][0], at + len(line), runs[-1][2])
        else:
            runs.append((at, at + len(line), lang or article.lang))
        at += len(line)
    cuts = [(0, article.lang)] if not runs else []
    for start, end, lang in runs:
        own = lang if end - start >= _LEAST[lang] else article.lang
        if not cuts or cuts[-1][1] != own:
            cuts.append((start, own))
    return cuts
