"""``patnav_references``: "the company", "It", "the city", 该公司, 全省, 后者 become names of what they stand for.

A reference takes the latest thing of its sort (:mod:`~patnav.ingest.extract.antecedents`). Parties of a case and of a
contract (the plaintiff, 甲方) are bound by the words beside their names.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from patnav.ingest.extract.caseparties import called, case_parties
from patnav.ingest.extract.components.state import reading
from patnav.ingest.extract.facts.nations import nations_in
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Sentence, Thing
from patnav.ingest.extract.references_en import echoes_en, references_en
from patnav.ingest.extract.references_zh import references_zh

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from patnav.ingest.extract.parts import Reading

__all__ = ["refer", "register"]


def register() -> None:
    """Make the component known to spaCy."""
    from spacy.language import Language

    if not Language.has_factory("patnav_references"):
        Language.component("patnav_references", func=refer)


def refer(doc: Doc) -> Doc:
    """Add the references of every sentence to its names, in the order of the text."""
    state = reading(doc)
    state.parties = case_parties(state)
    parties = {sort: things[0] for sort, things in state.parties.items()}
    topic: Thing | None = None
    for index, sentence in enumerate(state.sentences):
        if sentence.silent:
            continue
        if state.lang == "zh":
            for name in references_zh(state, index, parties, topic):  # one by one: 后者 may be one of them
                _add(sentence, [name])
                called(state, name)
                _sides(state, sentence, parties)
            _own_units(sentence)
        else:
            _add(sentence, [*references_en(state, index, parties, topic), *echoes_en(state, index)])
        sentence.topic = next((n.thing for n in sentence.names if n.thing.label in ("Organization", "Region")), None)
        topic = (_after_opening(state, sentence) if state.lang == "en" else None) or sentence.topic or topic
        if state.lang == "en":
            state.nations |= _nations(state, sentence)
    return doc


def _after_opening(state: Reading, sentence: Sentence) -> Thing | None:
    """Who a sentence is about that opens with a phrase on somebody else: "Under the scheme of X, Y has obtained"."""
    if not rule("references.opening").match(state.text, sentence.start, sentence.end):
        return None
    for one, two in pairwise(sentence.names):
        if (
            rule("references.opened").fullmatch(state.text, one.end, two.start)
            and "," not in state.text[sentence.start : one.end]
        ):
            return two.thing if two.thing.label == "Organization" and not two.owner else None
    return None


def _sides(state: Reading, sentence: Sentence, parties: dict[str, Thing]) -> None:
    """Who sues whom, where one of the two is but referred to: 甲公司诉公司."""
    for one, two in pairwise(sentence.names):
        if "reference" in (one.form, two.form) and rule("references.versus").fullmatch(state.text, one.end, two.start):
            parties["plaintiff"], parties["defendant"] = one.thing, two.thing


def _own_units(sentence: Sentence) -> None:
    """``该校技术转移中心`` is the centre of the university that 该校 stands for."""
    for one, two in pairwise(sentence.names):
        body, unit = one.thing, two.thing
        if one.form == "reference" and one.end == two.start and rule("names.unit_name").fullmatch(unit.name):
            unit.aliases.add(unit.name)
            unit.name = body.name + unit.name


def _nations(state: Reading, sentence: Sentence) -> dict[int, str]:
    named = {name.thing.name: id(name.thing) for name in sentence.names}
    return {named[str(d.fields["subject"])]: str(d.fields["object"]) for d in nations_in(state, sentence, 0)}


def _add(sentence: Sentence, found: list[Name]) -> None:
    """Add references where no name stands; a place inside one ("the Wick company") may stay."""
    for name in found:
        called = name.form == "reference" and name.thing.label == "Organization"
        both = [
            n for n in sentence.names if n.form == "reference" and (n.start, n.end) == (name.start, name.end)
        ]  # 双方
        taken = [n for n in sentence.names if n not in [*found, *both] and not (called and n.thing.label == "Region")]
        if all(name.end <= other.start or other.end <= name.start for other in taken):
            sentence.names.append(name)
    sentence.names.sort(key=lambda name: name.start)
