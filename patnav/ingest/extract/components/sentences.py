"""``patnav_sentences``: paragraphs and sentences; later components and the parser keep to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patnav.ingest.extract.components.state import reading
from patnav.ingest.extract.sentences import split

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["divide", "register"]


def register() -> None:
    """Make the component known to spaCy."""
    from spacy.language import Language

    if not Language.has_factory("patnav_sentences"):
        Language.component("patnav_sentences", func=divide)


def divide(doc: Doc) -> Doc:
    """Split the text into sentences and mark their starts on the tokens."""
    state = reading(doc)
    state.sentences = list(split(state.text, state.lang))
    starts = [sentence.start for sentence in state.sentences]
    position = 0
    for token in doc:
        begins = token.i == 0
        while position < len(starts) and starts[position] <= token.idx:
            begins, position = True, position + 1
        token.is_sent_start = begins
    return doc
