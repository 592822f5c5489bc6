"""``patnav_places_en``: English names of provinces, cities, districts, development zones and countries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from patnav.ingest.extract.components.state import reading
from patnav.ingest.extract.gazetteer import adjectives, known_place, places, towns
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Candidate
from patnav.ingest.extract.vocabulary import alternatives, load

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_places", "register"]

_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[.-]"
)
"""What the model takes for a place: January-September."""

_CAP = r"[A-Z\u00c0-\u00de][\w]*(?:[-'](?!s\b)\w+)*"


def register() -> None:
    """Make the component known to spaCy."""
    from spacy.language import Language

    if not Language.has_factory("patnav_places_en"):
        Language.component("patnav_places_en", func=find_places)


@cache
def _known() -> re.Pattern[str]:
    suffix = alternatives(
        [
            "province",
            "Province",
            "city",
            "municipality",
            "Municipality",
            "City",
            "Autonomous Region",
            "autonomous region",
            "region",
        ]
    )
    names = alternatives(
        [place.name for place in places("en").values()] + [word for word in places("en") if word not in ("us",)]
    )
    return re.compile(
        rf"(?<![\w-])(?-i:(?=[A-Z]))(?P<name>{names})(?P<suffix>\s+{suffix})?(?!\w|-[A-Z])", re.IGNORECASE
    )


@cache
def _named() -> list[tuple[re.Pattern[str], str]]:
    rows = load("places")["suffixes"]
    return [
        (re.compile(rf"(?<![\w-]){_CAP}(?:\s+{_CAP}){{0,4}}?\s+{alternatives(rows[level]['en'])}(?!\w)"), level)
        for level in ("zone", "district", "city", "province")
    ]


def find_places(doc: Doc) -> Doc:
    """Propose names of places; districts and zones by their suffix, the rest by table and model."""
    state = reading(doc)
    text = state.text
    for sentence in state.sentences:
        for match in _known().finditer(text, sentence.start, sentence.end):
            if match["name"][0].isupper() and not (
                match["name"].isupper() and len(match["name"]) < 3 and match["name"] not in ("US", "UK")
            ):
                place = known_place(match["name"], "en")
                if place:
                    state.candidates.append(
                        Candidate(match.start(), match.end(), "Region", place.name, place.level, rank=6)
                    )
        called = [
            match
            for key in ("relations.called_by_place", "relations.firm_from", "relations.based_place")
            for match in rule(key, exact=True).finditer(text, sentence.start, sentence.end)
        ]
        for match in called:
            if match["place"] not in adjectives() and match["place"] not in _lead():
                state.candidates.append(Candidate(*match.span("place"), "Region", match["place"], None, rank=3))
        for match in rule("relations.told_place", exact=True).finditer(text, sentence.start, sentence.end):
            for part in ("place", "wider"):
                if match[part] and match[part].split()[0] not in _lead():
                    state.candidates.append(Candidate(*match.span(part), "Region", match[part], None, rank=3))
        for match in rule("names.located", exact=True).finditer(text, sentence.start, sentence.end):
            word = match["place"]
            if word not in adjectives() and word.split()[0] not in _lead() and not word.isupper():
                state.candidates.append(Candidate(*match.span("place"), "Region", word, None, rank=1))
        state.candidates.extend(_towns(text, sentence.start, sentence.end))
        for pattern, level in _named():
            for match in pattern.finditer(text, sentence.start, sentence.end):
                _propose(state.candidates, match, level)
    for ent in doc.ents:
        if ent.label_ in ("GPE", "LOC") and ent.text[:1].isupper() and "\n" not in ent.text:
            name = re.sub(r"^[Tt]he\s+|'s$", "", text[ent.start_char : ent.end_char])
            start = text.find(name, ent.start_char, ent.end_char)
            if start >= 0 and name and not name.endswith("ing") and not _MONTH.match(name):
                plain = name.title() if name.isupper() and name.title() in text else name
                state.candidates.append(Candidate(start, start + len(name), "Region", plain, None, rank=2))
    return doc


def _towns(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Towns behind a word for a place; behind "of" and "from" a person is rather meant, where the model says so."""
    for match in rule("names.town", exact=True).finditer(text, start, end):
        if match["place"] in towns():
            yield Candidate(*match.span("place"), "Region", match["place"], None, rank=4 if match["inside"] else 2)


def _propose(candidates: list[Candidate], match: re.Match[str], level: str) -> None:
    words = [(word.start(), word[0]) for word in re.finditer(r"\S+", match[0])]
    while len(words) > 1 and words[0][1] in _lead():
        words = words[1:]
    if len(words) < 2 or words[0][1].islower() or match[0].endswith(_CIRCUITS):
        return
    start = match.start() + words[0][0]
    name = match.string[start : match.end()]
    if level in ("province", "city") and known_place(name, "en"):
        return
    candidates.append(Candidate(start, match.end(), "Region", name, level, rank=7 if level == "zone" else 5))


_CIRCUITS = tuple(f"{side} District" for side in ("Eastern", "Western", "Northern", "Southern", "Central", "Middle"))
"""Districts of federal courts, no places that anything lies in."""


@cache
def _lead() -> frozenset[str]:
    return frozenset(load("organizations")["not_first"]["en"])
