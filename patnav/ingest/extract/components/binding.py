"""``patnav_binding``: candidates become names, and names of one thing are bound to one :class:`~..parts.Thing`.

Longer and surer candidates win; a short form ("Lanrui", 恒拓生物) is bound to the full name it is part of; an
abbreviation in brackets to the name before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from patnav.ingest.extract.components.state import reading
from patnav.ingest.extract.gazetteer import country_of, place_prefix
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Candidate, Name, Reading, Thing
from patnav.ingest.extract.shortening import is_short_for, short_forms

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["bind", "register"]


def register() -> None:
    """Make the component known to spaCy."""
    from spacy.language import Language

    if not Language.has_factory("patnav_binding"):
        Language.component("patnav_binding", func=bind)


def bind(doc: Doc) -> Doc:
    """Turn candidates into the names and things of the document."""
    state = reading(doc)
    chosen = _resolve(state.candidates)
    known: dict[tuple[str, str], Thing] = {}
    names: list[Name] = []
    for candidate in sorted(chosen, key=lambda c: (-(c.end - c.start), c.start)):
        text = state.text[candidate.start : candidate.end]
        if (
            candidate.label == "Region"
            and country_of(text, state.lang)
            and text != candidate.name
            and state.lang == "en"
        ):
            candidate.kind = "country"
        thing = _brand(state, candidate, text) or _thing(state, candidate, text, known)
        if thing is not None:
            names.append(Name(candidate.start, candidate.end, text, thing))
    _abbreviations(state, names)
    _short_mentions(state, names)
    names.sort(key=lambda name: name.start)
    for sentence in state.sentences:
        sentence.names = [n for n in names if sentence.start <= n.start and n.end <= sentence.end]
    state.text = _calm(state.text, names)
    return doc


def _brand(state: Reading, candidate: Candidate, text: str) -> Thing | None:
    """The firm whose short name a supposed person is: 马尔凯蒂 after 马尔凯蒂陶瓷机械公司."""
    if state.lang != "zh" or candidate.label not in ("Person", "Region") or candidate.rank > 7:
        return None
    if candidate.label == "Region" and candidate.rank > 3:
        return None
    firms = (thing for thing in state.things if thing.label == "Organization" and thing.kind == "enterprise")
    return next((firm for firm in firms if text in short_forms(firm, "zh")), None)


def _calm(text: str, names: list[Name]) -> str:
    """The text without the stops inside names and numbers (``Co., Ltd.``, ``7.2``), which would end a clause."""
    text = re.sub(r"(?<=\d)[.,](?=\d)", "_", text)
    for name in names:
        text = (
            text[: name.start]
            + re.sub(r"[.,;](?!$)|(?<=Ltd|Inc)\.|(?<=Co)\.|(?<=Corp)\.", "_", text[name.start : name.end])
            + text[name.end :]
        )
    return text


def _resolve(candidates: Iterable[Candidate]) -> list[Candidate]:
    chosen: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.rank, -(c.end - c.start), c.start)):
        if all(candidate.end <= other.start or other.end <= candidate.start for other in chosen):
            chosen.append(candidate)
        elif candidate.rank >= 6:
            continue
    return chosen


def _thing(state: Reading, candidate: Candidate, text: str, known: dict[tuple[str, str], Thing]) -> Thing | None:
    """The thing that a candidate names: one known already, or a new one."""
    name = candidate.name or text
    key = (candidate.label, name.casefold())
    if key in known:
        return known[key]
    same = [
        known[label, name.casefold()]
        for label in ("Organization", "Person", "Region")
        if (label, name.casefold()) in known
    ]
    if same and candidate.rank <= 4:
        return same[0]
    if state.lang == "zh" and rule("names.local", exact=True).match(name):
        whole = next((t for t in state.things if t.name.endswith(name) and t.name != name), None)
        if whole is not None:
            whole.aliases.add(name)
            return whole
    for thing in state.things:
        if is_short_for(name, candidate, thing, state.lang):
            thing.aliases.add(name)
            return thing
    if not candidate.label:
        return None
    thing = Thing(candidate.label, name, candidate.kind)
    if candidate.label == "Organization":
        prefix = place_prefix(name, state.lang)
        thing.place = prefix[0] if prefix and prefix[1] < len(name) else None
        thing.kind = thing.kind or "enterprise"
    state.things.append(thing)
    known[key] = thing
    return thing


def _abbreviations(state: Reading, names: list[Name]) -> None:
    """``Shanghai Jiao Tong University (SJTU)``: the bracket names what stands before it, here and further on."""
    pattern = rule("names.bracket", state.lang, exact=True)
    for name in list(names):
        if name.thing.label not in ("Organization", "Region"):
            continue
        if state.lang == "zh":
            for other in [n for n in names if n.start == name.end + 1 and n.text.isascii()]:
                other.thing, other.form = name.thing, "alias"
        match = pattern.match(state.text, name.end)
        alias = match and (match.groupdict().get("alias") or match.groupdict().get("alias2"))
        if not match or not alias or not _stands_for(alias, name.thing, state):
            continue
        for other in [n for n in names if n.thing.name == alias and n.thing is not name.thing]:
            other.thing, other.form = name.thing, "alias"
        name.thing.aliases.add(alias)


def _stands_for(alias: str, thing: Thing, state: Reading) -> bool:
    if state.lang == "zh":
        return alias not in (
            "公司",
            "本公司",
            "上市公司",
            "集团",
            "甲方",
            "乙方",
            "银行",
            "学校",
            "原告",
            "被告",
            "发行人",
            "标的公司",
            "该公司",
            "交易对方",
        )
    if alias.isupper():
        return not country_of(alias, state.lang)
    return (
        alias.casefold()
        not in (
            "company",
            "issuer",
            "group",
            "parties",
            "bank",
            "university",
            "board",
            "directors",
            "corporation",
        )
        and thing.label == "Organization"
    )


def _short_mentions(state: Reading, names: list[Name]) -> None:
    """Mentions of short forms that no component proposed."""
    taken = [(n.start, n.end) for n in names]
    forms = {form: thing for thing in state.things for form in short_forms(thing, state.lang)}
    for form in sorted(forms, key=len, reverse=True):
        pattern = re.escape(form) if state.lang == "zh" else rf"(?<![\w-]){re.escape(form)}(?!\w|-[a-z])"
        for match in re.finditer(pattern, state.text):
            inside = [
                n
                for n in names
                if match.start() <= n.start and n.end <= match.end() and n.end - n.start < len(match[0])
            ]
            clear = all(
                match.end() <= a or b <= match.start()
                for a, b in taken
                if not any((n.start, n.end) == (a, b) for n in inside)
            )
            if clear:
                names[:] = [n for n in names if n not in inside]
                taken.append(match.span())
                names.append(Name(match.start(), match.end(), match[0], forms[form], "alias"))
