"""Programmes: pilots, campaigns, rules, platforms and plans that an authority starts."""

from __future__ import annotations

import re
from functools import cache

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.regions import region_named
from patnav.ingest.extract.facts.terms import date_in
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing
from patnav.ingest.extract.vocabulary import load

__all__ = ["find_programmes", "industries_in"]


def find_programmes(state: Reading) -> list[Draft]:
    """All programmes that an authority or a region starts, each once."""
    found: list[Draft] = []
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline:
            continue
        rows = _english(state, sentence, index) if state.lang == "en" else _chinese(state, sentence, index)
        for draft in rows:
            if not any(_same(draft, other) for other in found):
                found.append(draft)
    return found


def _same(a: Draft, b: Draft) -> bool:
    one, two = str(a.fields.get("name", "")).casefold(), str(b.fields.get("name", "")).casefold()
    return bool(one and two) and (one in two or two in one) and a.fields.get("place") == b.fields.get("place")


def _authorities(names: list[Name]) -> list[Thing]:
    return list(
        dict.fromkeys(
            n.thing
            for n in names
            if n.thing.label == "Organization"
            and n.thing.kind in ("government", "ip_service", "association")
            and not re.search("court|法院", n.thing.name, re.IGNORECASE)
        )
    )


@cache
def _industries(lang: str) -> dict[str, list[re.Pattern[str]]]:
    return {
        name: [re.compile(pattern, re.IGNORECASE) for pattern in row[lang]] for name, row in load("industries").items()
    }


def industries_in(text: str, lang: str) -> list[str]:
    """Industries that a text names, under the words of the vocabulary."""
    return [name for name, patterns in _industries(lang).items() if any(pattern.search(text) for pattern in patterns)]


def _draft(
    state: Reading,
    sentence: Sentence,
    index: int,
    at: int,
    until: int,
    who: list[Thing],
    place: Thing | None,
    name: str,
) -> Draft | None:
    if not is_fact(state, sentence, at, until, max(sentence.start, at - 60), min(until + 40, sentence.end)):
        return None
    when = date_in([d for d in sentence.dates if not d.compared], at)
    text = state.text[sentence.start : sentence.end]
    return Draft.of(
        "programme",
        sentence,
        index,
        0.75,
        authority=who,
        name=name,
        place=place.name if place else None,
        date=when.iso if when else None,
        industries=industries_in(text, state.lang),
    )


def _english(state: Reading, sentence: Sentence, index: int) -> list[Draft]:
    text = state.text[sentence.start : sentence.end]
    found = []
    for match in rule("programmes.launch", "en").finditer(text):
        at, until = sentence.start + match.start(), sentence.start + match.end()
        subjects = _subjects(sentence, at, until)
        passive = re.match(r"[^,;.]{0,40}?\bby\s+(?:the\s+)?", text[match.end() :])
        by = [n for n in sentence.names if passive and n.cue == "by" and n.start >= until]
        authorities = _authorities(subjects) or _authorities(by)
        regions = [n.thing for n in [*subjects, *by] if n.thing.label == "Region"]
        if not authorities and not regions:
            continue
        noun = rule("programmes.object").match(text[match.end() :])
        before = rule("programmes.passive").search(text[: match.start()]) if by or not noun else None
        relative = rule("programmes.relative").search(text[: match.start()])
        phrase = relative or (noun if noun and not by else before)
        if not phrase or rule("programmes.other").search(phrase["np"]):
            continue
        place = regions[0] if regions else region_named(state, authorities[0])
        draft = _draft(state, sentence, index, at, until, authorities, place, _english_name(phrase["np"]))
        if draft is not None:
            found.append(draft)
    return found[:2]


def _subjects(sentence: Sentence, at: int, until: int) -> list[Name]:
    return next((names for offset, names in sorted(sentence.subjects.items()) if at <= offset < until), [])


def _english_name(phrase: str) -> str:
    quoted = re.search(r"\"([^\"]{3,60})\"", phrase)
    if quoted:
        return quoted[1].strip(" ,")
    return rule("programmes.article").sub("", phrase.strip())[:90]


def _chinese(state: Reading, sentence: Sentence, index: int) -> list[Draft]:
    text = state.text[sentence.start : sentence.end]
    found = []
    for match in rule("programmes.launch", "zh").finditer(text):
        at, until = sentence.start + match.start(), sentence.start + match.end()
        subjects = _subjects(sentence, at, until)
        named = [
            n
            for n in sentence.names
            if n.cue in ("by", "with", "subj") and n.end <= at and n.thing.label == "Organization"
        ]
        authorities = _authorities(subjects) or _authorities(named)
        regions = [n.thing for n in subjects if n.thing.label == "Region"]
        if not authorities and not regions:
            continue
        name = rule("programmes.name_zh", exact=True).search(text, match.end(), min(len(text), match.end() + 50)) or (
            rule("programmes.name_zh", exact=True).search(text[: match.start()])
            if match[0] in ("启动", "上线", "出台", "实施", "施行", "发布", "启用")
            else None
        )
        if (
            not name
            or re.search("[，。；]", text[match.end() : name.start()])
            or (name["plain"] and re.search(r"\d|许可|质押(?:融资)?金额|中心|基地", name["plain"]))
        ):
            continue
        place = regions[0] if regions else region_named(state, authorities[0])
        title = name["book"] or name["quoted"] or name["plain"]
        draft = _draft(
            state,
            sentence,
            index,
            at,
            until,
            authorities,
            place,
            re.sub(r"^(?:了|的|全国首个|首个|全省|全市)+", "", title),
        )
        if draft is not None:
            found.append(draft)
    return found[:2]
