"""Where components keep what they have read: one :class:`~patnav.ingest.extract.parts.Reading` a spaCy document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patnav.ingest.extract.parts import Reading, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["attach", "reading", "tokens"]

_KEY = "patnav.reading"


def attach(doc: Doc, state: Reading) -> Doc:
    """Hang ``state`` on ``doc``."""
    doc.user_data[_KEY] = state
    return doc


def reading(doc: Doc) -> Reading:
    """What has been read of ``doc`` so far; a fresh reading when it did not come through the pipeline."""
    if _KEY not in doc.user_data:
        lang = "zh" if doc.lang_ == "zh" else "en"
        doc.user_data[_KEY] = Reading(doc.text, doc.text, lang, None)
    state: Reading = doc.user_data[_KEY]
    return state


def tokens(doc: Doc, sentence: Sentence) -> Span:
    """The tokens of a sentence."""
    span = doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
    return span if span is not None else doc[0:0]
