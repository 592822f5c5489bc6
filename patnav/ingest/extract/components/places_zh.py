"""``patnav_places_zh``: Chinese names of provinces, cities, districts, development zones and countries."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from patnav.ingest.extract.components.state import reading, tokens
from patnav.ingest.extract.gazetteer import known_place, places
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Candidate, Reading
from patnav.ingest.extract.vocabulary import alternatives, load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["find_places", "register"]


def register() -> None:
    """Make the component known to spaCy."""
    from spacy.language import Language

    if not Language.has_factory("patnav_places_zh"):
        Language.component("patnav_places_zh", func=find_places)


@cache
def _zone() -> re.Pattern[str]:
    rows = load("places")["suffixes"]
    return re.compile(f"(?P<name>[\\u4e00-\\u9fff]{{2,8}}?){alternatives(rows['zone']['zh'])}(?:国家级)?")


@cache
def _known() -> re.Pattern[str]:
    return re.compile(
        f"(?P<name>{alternatives(places('zh'))})(?P<suffix>省|市|自治区|壮族自治区|回族自治区|维吾尔自治区)?"
    )


@cache
def _level() -> list[tuple[re.Pattern[str], str]]:
    rows = load("places")["suffixes"]
    return [
        (re.compile(f".{{2,}}{alternatives(rows[level]['zh'])}$"), level)
        for level in ("zone", "province", "city", "district")
    ]


@cache
def _town() -> re.Pattern[str]:
    """A town or district right behind the city that it lies in: 儋州市 + 那大镇."""
    return re.compile(
        f"{alternatives(places('zh'))}[市县区](?P<town>[\u4e00-\u9fff]{{1,3}}(?:镇|乡|街道|区|县))(?![\u4e00-\u9fff]{{0,1}}(?:法院|政府|局))"
    )


def find_places(doc: Doc) -> Doc:
    """Propose names of places: LAC's, the table's, and zones with the place before them."""
    state = reading(doc)
    for sentence in state.sentences:
        if sentence.silent:
            continue
        row = list(tokens(doc, sentence))
        starts, ends = {token.idx for token in row}, {token.idx + len(token) for token in row}
        for match in _known().finditer(state.text, sentence.start, sentence.end):
            if match.start() in starts or match.end() in ends or len(match["name"]) > 2:
                place = known_place(match["name"], "zh")
                if place:
                    state.candidates.append(
                        Candidate(match.start(), match.end(), "Region", place.name, place.level, rank=5)
                    )
        for token in row:
            if token.tag_ in ("LOC", "s") and len(token.text) > 1:
                _propose(state, token)
        for match in _town().finditer(state.text, sentence.start, sentence.end):
            state.candidates.append(Candidate(*match.span("town"), "Region", match["town"], "district", rank=6))
        for index, token in enumerate(row):
            _zones(state, row, index, token)
        for match in rule("relations.zh_seat").finditer(state.text, sentence.start, sentence.end):
            start, end = match.span("place")
            others = [c for c in state.candidates if c.label != "Person" and c.rank > 4]
            if not any(c.start < end and start < c.end for c in others):
                state.candidates.append(Candidate(start, end, "Region", match["place"], None, rank=8))
    return doc


def _propose(state: Reading, token: Token) -> None:
    place = known_place(token.text, "zh")
    if place is None and (token.tag_ == "s" or rule("regions.zh_no_place", exact=True).search(token.text)):
        return
    level = place.level if place else next((level for pattern, level in _level() if pattern.match(token.text)), None)
    start = token.idx
    name = place.name if place else token.text
    prefix = _known().match(token.text)
    if place is None and prefix and prefix.end() < len(token.text) - 1 and level in ("district", "city", None):
        start, name = start + prefix.end(), token.text[prefix.end() :]
        level = level or "district"
    state.candidates.append(Candidate(start, token.idx + len(token), "Region", name, level, rank=6 if level else 3))


def _zones(state: Reading, row: list[Token], index: int, token: Token) -> None:
    """A place and the zone word after it: 合肥 + 高新区, 南京 + 江宁 + 开发区."""
    if token.tag_ not in ("LOC", "ORG", "nz", "n"):
        return
    joined, last = token.text, index
    while last + 1 < len(row) and len(joined) < 16 and row[last + 1].tag_ in ("n", "nz", "vn", "LOC", "a", "ORG"):
        if token.tag_ != "LOC":
            break
        last += 1
        joined += row[last].text
        if _zone().fullmatch(joined):
            state.candidates.append(Candidate(token.idx, token.idx + len(joined), "Region", joined, "zone", rank=7))
            return
    if _zone().fullmatch(token.text):
        state.candidates.append(Candidate(token.idx, token.idx + len(token), "Region", token.text, "zone", rank=7))
