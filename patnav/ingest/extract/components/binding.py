"""``patnav_binding``: candidates become names, and names of one thing are bound to one :class:`~..parts.Thing`.

Longer and surer candidates win; a short form ("Lanrui", 恒拓生物) is bound to the full name it is part of; an
abbreviation in brackets to the name before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from patnav.ingest.extract.chains import head_kind, strip_legal
from patnav.ingest.extract.components.state import reading
from patnav.ingest.extract.gazetteer import country_of, place_prefix
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.leading_en import leading_forms, located
from patnav.ingest.extract.parts import Candidate, Name, Reading, Thing
from patnav.ingest.extract.registry import Registry
from patnav.ingest.extract.shortening import brands, short_forms
from patnav.ingest.extract.vocabulary import load

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
    chosen = _resolve(state.candidates, len(state.text))
    if state.lang == "en":
        chosen = [candidate for candidate in chosen if not _no_name(state.text, candidate)]
    registry = Registry(state.lang)
    places = located(state.text) if state.lang == "en" else frozenset()
    firms = {state.text[c.start : c.end] for c in chosen if c.label == "Organization" and c.rank > 4}
    names: list[Name] = []
    for candidate in sorted(chosen, key=lambda c: (-(c.end - c.start), c.start)):
        text = state.text[candidate.start : candidate.end]
        region = candidate.label == "Region" and state.lang == "en"
        if region and country_of(text, "en") and text != candidate.name:
            candidate.kind = "country"
        if state.lang == "zh" and text[-1] in "系是为将把由与" and len(text) > 2 and registry.knows(text[:-1]):
            candidate.end, text = candidate.end - 1, text[:-1]  # 沂河租赁系, of 沂河租赁
        if candidate.label == "Region" and candidate.rank <= 3 and candidate.kind is None and text in firms:
            candidate.label = "Organization"
        if candidate.label == "Person" and state.lang == "en" and _firm_like(state, candidate):
            house = rule("names.house_like", exact=True).match(state.text, candidate.end)
            candidate.label, candidate.kind = "Organization", "financial" if house else "enterprise"
        thing = _brand(state, candidate, text, registry) or _thing(state, candidate, text, registry, places)
        if thing is not None:
            names.append(Name(candidate.start, candidate.end, text, thing))
    _abbreviations(state, names)
    names = _short_mentions(state, names, places)
    if state.lang == "zh":
        names += _brand_mentions(doc, state, names)
    names = sorted(names, key=lambda name: name.start)
    starts = [name.start for name in names]
    for sentence in state.sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        sentence.names = [name for name in names[first:last] if name.end <= sentence.end]
    state.text = _calm(state, names)
    return doc


def _brand(state: Reading, candidate: Candidate, text: str, registry: Registry) -> Thing | None:
    """The firm whose short name a supposed person is: 马尔凯蒂 after 马尔凯蒂陶瓷机械公司."""
    weak = {"Person": 7, "Region": 3}.get(candidate.label, -1)
    return registry.branded(text) if state.lang == "zh" and candidate.rank <= weak else None


def _no_name(text: str, candidate: Candidate) -> bool:
    """Whether a supposed body is none: what a firm does ("Quantum start-up Helvetia"), a ticker, a sum of money."""
    if candidate.label != "Organization":
        return False
    word = text[candidate.start : candidate.end]
    ahead = text[max(0, candidate.start - 24) : candidate.start]
    ticker = word.isupper() and bool(rule("names.ticker", exact=True).search(ahead))
    described = " " not in word and bool(rule("names.describes", exact=True).match(text, candidate.end))
    return ticker or described or bool(rule("names.sum", exact=True).match(word))


def _firm_like(state: Reading, candidate: Candidate) -> bool:
    """Whether a supposed person is a firm: by what is said of it (", which ..."), or by the end of its last word."""
    last = state.text[candidate.start : candidate.end].split()[-1]
    made = "-" in last and head_kind(("x", last.rpartition("-")[2])) == "enterprise"
    said = [rule(key, exact=True).match(state.text, candidate.end) for key in ("names.firm_like", "names.house_like")]
    return made or any(said)


def _calm(state: Reading, names: list[Name]) -> str:
    """The text without the stops of names and numbers (``Co., Ltd.``, ``7.2``), which would end a clause.

    The last stop of a name stays where the sentence ends with it, unless it is that of a usual form.
    """
    text = re.sub(r"(?<=\d)[.,](?=\d)", "_", state.text)
    ends = {sentence.end for sentence in state.sentences}
    pieces, at = [], 0
    for name in names:
        if name.start >= at:
            stop = r"[.,;](?!$)|(?<=Ltd|Inc)\.|(?<=Co)\.|(?<=Corp)\." if name.end in ends else "[.,;]"
            calm = re.sub(stop, "_", text[name.start : name.end])
            pieces += [text[at : name.start], calm]
            at = name.end
    return "".join([*pieces, text[at:]])


def _resolve(candidates: Iterable[Candidate], length: int) -> list[Candidate]:
    """Candidates that overlap no surer one."""
    chosen: list[Candidate] = []
    taken = bytearray(length)
    for candidate in sorted(candidates, key=lambda c: (-c.rank, -(c.end - c.start), c.start)):
        span = slice(candidate.start, candidate.end)
        if not any(taken[span]):
            chosen.append(candidate)
            taken[span] = b"\x01" * (candidate.end - candidate.start)
    return chosen


def _sister(whole: str, name: str) -> bool:
    """Whether full names are a unit's somewhere and its firm's: "Kymi Flow (Tianjin) Co., Ltd.", "Kymi Flow Oy"."""
    return "(" in whole and "(" not in name and strip_legal(name) != name


def _thing(state: Reading, candidate: Candidate, text: str, registry: Registry, places: frozenset[str]) -> Thing | None:
    """The thing that a candidate names: one known already, or a new one."""
    name = candidate.name or text
    if known := registry.named(candidate.label, name):
        return known
    same = [thing for label in ("Organization", "Person", "Region") if (thing := registry.named(label, name))]
    if same and candidate.rank <= 4:
        return same[0]
    if state.lang == "zh" and rule("names.local", exact=True).match(name):
        whole = next((t for t in state.things if t.name.endswith(name) and t.name != name), None)
        if whole is not None:
            return registry.alias(whole, name)
    lies = text in places and candidate.label in ("", "Region")
    whole = registry.shortened(name, candidate)
    if whole and state.lang == "en" and _sister(whole.name, text):
        whole = None
    if whole and (not lies or whole.label == "Region"):  # in the Delta
        return registry.alias(whole, name)
    if not candidate.label:
        return None
    thing = Thing(candidate.label, name, candidate.kind)
    if candidate.label == "Organization":
        prefix = place_prefix(name, state.lang)
        thing.place = prefix[0] if prefix and prefix[1] < len(name) else None
        thing.kind = thing.kind or "enterprise"
    state.things.append(thing)
    registry.add(thing)
    return thing


def _abbreviations(state: Reading, names: list[Name]) -> None:
    """``Shanghai Jiao Tong University (SJTU)``: the bracket names what stands before it, here and further on."""
    pattern = rule("names.bracket", state.lang, exact=True)
    starts = {name.start: name for name in names}
    for name in list(names):
        if name.thing.label not in ("Organization", "Region"):
            continue
        latin = starts.get(name.end + 1) if state.lang == "zh" and state.text[name.end : name.end + 1] == "（" else None
        if latin is not None and latin.text.isascii():
            latin.thing, latin.form = name.thing, "alias"
        match = pattern.match(state.text, name.end) or _defined(state, name, names)
        told = match.groupdict() if match else {}
        alias = told.get("alias") or told.get("alias2") or _drawn_from(told.get("part"), name.thing)
        if not alias or not _stands_for(alias, name.thing, state):
            continue
        for other in [n for n in names if n.thing.name == alias and n.thing is not name.thing]:
            other.thing, other.form = name.thing, "alias"
        name.thing.aliases.add(alias)


def _drawn_from(part: str | None, thing: Thing) -> str | None:
    """A bracket that only picks characters of the name before it: 香港维港科技大学（维科大）."""
    rest = iter(thing.name)
    picked = part and thing.label == "Organization" and len(part) < len(thing.name) and all(c in rest for c in part)
    return part if picked else None


def _defined(state: Reading, name: Name, names: list[Name]) -> re.Match[str] | None:
    """The short name that a bracket gives behind a description, where no other body is named in between."""
    match = rule("names.defined", exact=True).match(state.text, name.end) if state.lang == "en" else None
    between = [n for n in names if match and name.end <= n.start < match.start("alias") - 2]
    return None if any(n.thing.label == "Organization" for n in between) else match


def _stands_for(alias: str, thing: Thing, state: Reading) -> bool:
    """Whether a bracket gives a name of its own: "the Company" and 甲方 are what anybody may be called."""
    common = load("references")["anybody"][state.lang]
    if state.lang == "zh":
        return alias not in common
    if alias.isupper():
        return not country_of(alias, state.lang)
    return thing.label == "Organization" and alias.casefold() not in common


def _short_mentions(state: Reading, names: list[Name], places: frozenset[str]) -> list[Name]:
    """The names, and with them the short forms that no component proposed; one may stand over lesser names."""
    at: dict[int, Name] = {offset: name for name in names for offset in range(name.start, name.end)}
    ranked = sorted(
        state.things, key=lambda thing: thing.label == "Organization"
    )  # whose short form a person may share
    forms = {form: thing for thing in ranked for form in short_forms(thing, state.lang) if form not in places}
    leading = _leading(state, ranked, forms, places)
    forms |= leading
    kept = dict.fromkeys(names)
    for form in sorted(forms, key=len, reverse=True):
        for start, end in _occurrences(state.text, form, state.lang):
            covered = {id(at[offset]): at[offset] for offset in range(start, end) if offset in at}.values()
            inside = [n for n in covered if start <= n.start and n.end <= end and _gives_way(n, start, end, leading)]
            if len(inside) == len(covered):
                for name in inside:
                    del kept[name]
                found = Name(start, end, form, forms[form], "alias")
                kept[found] = None
                at |= dict.fromkeys(range(start, end), found)
    return list(kept)


_COMMON = ("n", "v", "vn", "a", "ad", "an", "d", "m", "q", "t", "TIME", "f", "s", "r", "p", "c", "u", "xc", "LOC", "w")
"""LAC's classes of the words that anybody uses."""


def _brand_mentions(doc: Doc, state: Reading, names: list[Name]) -> list[Name]:
    """Firms called by the beginning of their name, where the words of the text allow it and no other name stands."""
    rows: dict[str, list[Thing]] = {}
    for thing in state.things:
        for brand in brands(thing):
            rows.setdefault(brand, []).append(thing)
    found: list[Name] = []
    for brand in sorted((brand for brand in rows if len(rows[brand]) == 1), key=len, reverse=True):
        for start, end in _occurrences(state.text, brand, "zh"):
            if any(name.start < end and start < name.end for name in [*names, *found]):
                continue
            words = doc.char_span(start, end)  # none where LAC's words do not end there
            if words is not None and not (len(words) == 1 and words[0].tag_ in _COMMON):
                found.append(Name(start, end, brand, rows[brand][0], "alias"))
    return found


def _leading(state: Reading, things: list[Thing], known: dict[str, Thing], places: frozenset[str]) -> dict[str, Thing]:
    """First words of names that stand for one firm alone, and for no known form."""
    if state.lang != "en":
        return {}
    bodies = [f" {t.name} " for t in things if t.label != "Region"]
    pairs = [(form, thing) for thing in things for form in leading_forms(thing, state.text, places)]
    borne = Counter(form for form, _ in pairs for body in bodies if f" {form} " in body)
    return {form: thing for form, thing in pairs if borne[form] == 1 and form not in known}


def _gives_way(name: Name, start: int, end: int, leading: dict[str, Thing]) -> bool:
    """Whether a name gives way to a short form: a lesser one, or a place or person that only seems one."""
    guess = name.thing.label != "Organization" and name.thing.kind is None and name.text in leading
    return name.end - name.start < end - start or guess


def _occurrences(text: str, form: str, lang: str) -> Iterator[tuple[int, int]]:
    """Where a form stands as a word of its own."""
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        before, after = text[start - 1 : start] if start else "", text[end : end + 2]
        if lang == "zh" or not (re.match(r"[\w-]", before) or re.match(r"\w|-[a-z]", after)):
            yield start, end
        start = text.find(form, end)
