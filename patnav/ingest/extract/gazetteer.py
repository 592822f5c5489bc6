"""Places that the grammar knows by name: provinces, cities, macro-regions, countries and their adjectives."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from patnav.ingest.extract.vocabulary import alternatives, load

__all__ = [
    "Place",
    "adjectives",
    "countries_zh",
    "country_of",
    "known_place",
    "place_prefix",
    "places",
    "towns",
    "within",
]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the vocabulary.

    Attributes:
        name: Name in the language of the table it was looked up in.
        level: ``country``, ``macro``, ``province`` or ``city``.
        country: English name of its country.
        province: Name of its province in the same language, None above.
    """

    name: str
    level: str
    country: str = "China"
    province: str | None = None


@cache
def places(lang: str) -> dict[str, Place]:
    """Places by name: casefolded in English, as written in Chinese."""
    table = load("places")
    english = {zh: en for en, zh in table["provinces"].items()}
    found: dict[str, Place] = {}

    def add(word: str, place: Place) -> None:
        found.setdefault(word.casefold(), place)
        found.setdefault(word.casefold().replace("'", ""), place)

    for en, row in table["countries"].items():
        for word in [en, *row.get("also", ())] if lang == "en" else row["zh"]:
            add(word, Place(en if lang == "en" else word, "country", en))
    for en, words in table["macro"].items():
        for word in [en] if lang == "en" else words:
            add(word, Place(word, "macro"))
    for zh, en in english.items():
        add(en if lang == "en" else zh, Place(en if lang == "en" else zh, "province"))
    for province, cities in table["cities"].items():
        for en, zh in cities.items():
            name, above = (en, english[province]) if lang == "en" else (zh, province)
            add(name, Place(name, "city", province=above))
    for country, cities in table["cities_abroad"].items():
        for en, zh in cities.items():
            name = en if lang == "en" else zh
            add(name, Place(name, "city", country))
    return found


@cache
def towns() -> dict[str, frozenset[str]]:
    """Towns of the world by their English names, with the codes of the countries that have one of that name."""
    text = files("patnav.resources").joinpath("extract", "towns.csv").read_text("utf-8")
    found: dict[str, set[str]] = {}
    for name, land in csv.reader(line for line in text.splitlines() if not line.startswith("#")):
        found.setdefault(name, set()).add(land)
    return {name: frozenset(lands) for name, lands in found.items()}


def known_place(name: str, lang: str) -> Place | None:
    """The place of that name, with or without 省, 市 or ``province`` at its end."""
    table = places(lang)
    folded = name.strip().casefold()
    if lang == "en":
        folded = re.sub(
            r"^the\s+|\s+(?:province|city|municipality|region|(?:(?:zhuang|hui|uygur|uyghur)\s+)?autonomous region)$",
            "",
            folded,
        )
        return table.get(folded)
    return table.get(folded) or table.get(
        re.sub("(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|地区)$", "", folded)
    )


@cache
def adjectives() -> dict[str, str]:
    """Countries by adjective: ``German`` to ``Germany``."""
    return {word: en for en, row in load("places")["countries"].items() for word in row["adjectives"]}


@cache
def countries_zh() -> dict[str, str]:
    """English names of countries by Chinese name."""
    return {word: place.country for word, place in places("zh").items() if place.level == "country"}


def country_of(word: str, lang: str) -> str | None:
    """English name of the country that a name or adjective means."""
    if lang == "en" and word in adjectives():
        return adjectives()[word]
    place = places(lang).get(word.strip().casefold())
    return place.country if place and place.level == "country" else None


@cache
def _prefix(lang: str) -> re.Pattern[str]:
    words = [place.name for place in places(lang).values() if place.level in ("province", "city", "country")]
    tail = r"(?:\s+|$)" if lang == "en" else "(?:省|市)?"
    return re.compile(f"({alternatives(words)}){tail}", re.IGNORECASE if lang == "en" else 0)


def place_prefix(name: str, lang: str) -> tuple[str, int] | None:
    """The place that an organization's name begins with, and how many characters it takes."""
    match = _prefix(lang).match(name)
    return (match[1], match.end()) if match else None


def within(name: str, lang: str) -> str | None:
    """The province that a known city lies in."""
    place = known_place(name, lang)
    return place.province if place else None
