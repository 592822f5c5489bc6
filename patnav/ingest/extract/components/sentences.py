"""``patnav_sentences``: paragraphs and sentences; later components and the parser keep to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    """Split the text into sentences and mark their starts on the tokens, all at once (one by one takes ever longer)."""
    import numpy

    state = reading(doc)
    state.sentences = list(split(state.text, state.lang))
    starts = [sentence.start for sentence in state.sentences]
    position, marks = 0, []
    for token in doc:
        begins = token.i == 0
        while position < len(starts) and starts[position] <= token.idx:
            begins, position = True, position + 1
        marks.append([1 if begins else -1])
    flags: Any = numpy.array(marks, dtype="int64").astype("uint64")
    return doc.from_array(["SENT_START"], flags) if marks else doc
