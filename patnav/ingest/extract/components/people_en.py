"""``patnav_people_en``: English names of people, from the model, from pinyin, and from titles beside them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from patnav.ingest.extract.chains import chains, head_kind
from patnav.ingest.extract.components.state import reading
from patnav.ingest.extract.gazetteer import known_place
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Candidate
from patnav.ingest.extract.signatures import signed_name
from patnav.ingest.extract.vocabulary import load

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_people", "is_pinyin_name", "register"]

_INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
_FINAL = (
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uan|uai|van|ai|ei|ao|ou|an|en|in|un"
    "|ia|ie|iu|ua|uo|ui|ue|ve|er|a|o|e|i|u|v)"
)
_SYLLABLES = re.compile(rf"(?:{_INITIAL}{_FINAL}[-']?){{1,3}}", re.IGNORECASE)


def register() -> None:
    """Make the component known to spaCy."""
    from spacy.language import Language

    if not Language.has_factory("patnav_people_en"):
        Language.component("patnav_people_en", func=find_people)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(load("people")["surnames"]["en"])


def is_pinyin_name(words: tuple[str, ...]) -> bool:
    """Whether words read like a Chinese name in pinyin, family name first."""
    if len(words) not in (2, 3) or words[0] not in _surnames():
        return False
    return all(_SYLLABLES.fullmatch(word) and word[0].isupper() for word in words[1:])


def find_people(doc: Doc) -> Doc:
    """Propose names of people."""
    state = reading(doc)
    speakers = {match["who"] or match["who2"] for match in rule("roles.speaker", exact=True).finditer(state.text)}
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline:
            continue
        if signed := signed_name(state, index, sentence):
            state.candidates.append(Candidate(*signed, "Person", rank=9))
        text = state.text[sentence.start : sentence.end]
        for piece in chains(text):
            rank = _rank(text, piece.start, piece.end, piece.words) if not piece.legal else 0
            if not rank and not piece.legal and len(piece.words) in (2, 3) and piece.words[-1] in speakers:
                rank = 4 if not head_kind(piece.words) and "of" not in piece.words else 0
            if rank:
                state.candidates.append(
                    Candidate(sentence.start + piece.start, sentence.start + piece.end, "Person", rank=rank)
                )
    for ent in doc.ents:
        if (
            ent.label_ == "PERSON"
            and ent.text[:1].isupper()
            and "\n" not in ent.text
            and not head_kind(tuple(ent.text.split()))
        ):
            end = ent.end_char - (2 if ent.text.endswith("'s") else 0)
            courtesy = rule("roles.courtesy").match(ent.text)
            state.candidates.append(
                Candidate(ent.start_char + (courtesy.end() if courtesy else 0), end, "Person", rank=2)
            )
    return doc


def _rank(text: str, start: int, end: int, words: tuple[str, ...]) -> int:
    """How surely a chain of capitalised words is a person: by its form and the titles beside it."""
    if len(words) > 4 or head_kind(words) or known_place(" ".join(words), "en") or "and" in words or "of" in words:
        return 0
    beside = bool(rule("roles.titled_before").search(text[:start])) or bool(rule("roles.titled_after").match(text, end))
    said = bool(rule("roles.speaks_before", exact=True).search(text[:start]))
    said = said or bool(rule("roles.appoints").search(text[:start]) and rule("roles.post_after").match(text, end))
    if {"van", "von", "der", "den"} & set(words[1:-1]):
        return 4
    if is_pinyin_name(words):
        return 8 if beside or said else 5
    if (
        len(words) in (2, 3)
        and (beside or said)
        and all(word.isalpha() or "-" in word or "." in word for word in words)
    ):
        return 4
    return 0
