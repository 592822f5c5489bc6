"""Facts whose wording no rule knows, by what was learned from labelled articles.

A logistic regression a type on the signs of a sentence (:mod:`~patnav.ingest.extract.facts.signs`) says whether it
tells such a fact; two more on the signs of a name say whether it is a party and on which side it stands. Only what the
rules have left is looked at, and only where both sides are named; the terms are read by the rules for terms. The
weights are data, ``resources/extract/learned.csv``, made by ``python -m benchmarks.learned --write``.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from patnav.ingest.extract.facts.dispute_nearby import date_near, forum_near
from patnav.ingest.extract.facts.disputes import terms_in
from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.parties import SIDES as _DEALS
from patnav.ingest.extract.facts.segments import Segment
from patnav.ingest.extract.facts.signs import Row, of_name, of_sentence, row_of
from patnav.ingest.extract.facts.terms import continued, date_of, money_fields, money_of, patents_of
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing

__all__ = ["LEAST", "PARTY", "SIDES", "find_learned", "weights"]

SIDES = {**_DEALS, "investment": ("investor", "target"), "dispute": ("plaintiff", "defendant")}
"""The types that are learned, with who gives (invests, sues) and who takes."""

LEAST = 0.35
"""A sentence that tells a fact with less than this is passed over."""
PARTY = 0.4
"""A name that is a party of a side with less than this is none."""

_WORDS = {"en": r"\b\w", "zh": r"[\u4e00-\u9fff]"}
_BROKERS = ("government", "ip_service", "association", "court")


@cache
def weights(lang: str) -> dict[str, dict[str, float]]:
    """Weights of signs by what they are of: a type of fact, ``party`` or ``giver``; the constant stands under ``""``.

    Args:
        lang: ``en`` or ``zh``.
    """
    found: dict[str, dict[str, float]] = {}
    text = files("patnav.resources").joinpath("extract", "learned.csv").read_text("utf-8")
    rows = csv.reader(line for line in text.splitlines() if not line.startswith("#"))
    for of, sign, weight in (row[1:] for row in rows if row[0] == lang):
        found.setdefault(of, {})[sign] = float(weight)
    return found


def _likely(lang: str, of: str, signs: Iterable[str]) -> float:
    known = weights(lang).get(of, {"": -9.0})
    odds = known[""] + sum(known.get(sign, 0.0) for sign in signs)
    return (1 + math.tanh(odds / 2)) / 2


def find_learned(state: Reading, drafts: list[Draft]) -> list[Draft]:
    """Deals and disputes that the rules have not seen.

    Args:
        state: The article.
        drafts: What the rules have read of it; a sentence beside one that tells a fact of a type tells no other of it.
    """
    told = {(d.type, near) for d in drafts for i in {d.index} | d.also for near in (i - 1, i, i + 1)}
    licensed = {index for sort, index in told if sort in ("open_license", "data_ip")}
    found: list[Draft] = []
    for index, sentence in enumerate(state.sentences):
        named = {id(n.thing) for n in sentence.names if n.thing.label == "Organization"}
        if sentence.silent or sentence.headline or len(named) < 2 or index in state.denied:
            continue
        row, last = row_of(state, sentence), state.sentences[max(0, index - 1)]
        before = [] if last is sentence or last.silent or last.headline else row_of(state, last)
        signs = of_sentence(state.lang, row, before)
        chances = {kind: _likely(state.lang, kind, signs) for kind in SIDES if (kind, index) not in told}
        kind = max(chances, key=lambda one: chances[one], default=None)
        if kind is None or chances[kind] < LEAST or (kind == "license" and index in licensed):
            continue
        if draft := _draft(state, index, kind, row, [d for d in drafts if d.index == index]):
            found.append(draft)
    return found


def _of_a_case(state: Reading, sentence: Sentence) -> bool:
    """Whether a sentence speaks of a case, whose settlement is no deal."""
    return bool(rule("disputes.case", state.lang).search(state.text, sentence.start, sentence.end))


def _of_no_case(state: Reading, sentence: Sentence) -> bool:
    """Whether a sentence tells of a suit that is none, or not yet: demanded, listed, a rumour."""
    keys = (rule("disputes.out_of_court"), rule("disputes.untrue", state.lang), rule("disputes.pending", state.lang))
    return any(key.search(state.text, sentence.start, sentence.end) for key in keys)


def _draft(state: Reading, index: int, kind: str, row: Row, beside: list[Draft]) -> Draft | None:
    """The fact that a sentence tells, where it names both sides and no other fact has them."""
    sentence = state.sentences[index]
    given, taken = _sides(state, kind, row)
    if not given or not taken or any(_has(draft, [n.thing for n in given + taken]) for draft in beside):
        return None
    if (_of_no_case if kind == "dispute" else _of_a_case)(state, sentence):
        return None
    first = min(given + taken, key=lambda name: name.start)
    at = first.verb if sentence.start <= first.verb < sentence.end else first.end
    words = [
        sentence.start + match.start()
        for match in re.finditer(_WORDS[state.lang], state.text[sentence.start : sentence.end])
    ]
    if not all(is_fact(state, sentence, word, word, sentence.start, sentence.end) for word in words):
        return None  # which of its words tells the deal is not known, so none may be denied, planned or hoped for
    segment = Segment(kind, sentence, index, sentence.start, sentence.end, at, at, {"roles": {}}, True, text=state.text)
    fields: dict[str, object] = dict(zip(SIDES[kind], (_things(given), _things(taken)), strict=True))
    if kind == "dispute":
        draft = Draft.of(kind, sentence, index, 0.7, **fields, **terms_in(state, sentence))
        _goes_on(state, draft)
    else:
        fields |= money_fields(*money_of(state, segment.money())) | {"date": date_of(state, segment)}
        if kind in _DEALS:
            fields["patents"] = patents_of(state, segment)
        draft = Draft.of(kind, sentence, index, 0.7, **fields)
        continued(state, segment, draft)
    draft.learned = True
    return draft


def _goes_on(state: Reading, draft: Draft) -> None:
    """What the next two sentences of its paragraph add to a case, as far as they name nobody else."""
    known = draft.things(*SIDES["dispute"])
    for sentence in state.sentences[draft.index + 1 : draft.index + 3]:
        others = [n for n in sentence.names if n.thing.kind == "enterprise" and n.thing not in known]
        if others or sentence.paragraph != state.sentences[draft.index].paragraph:
            break
        for key, value in terms_in(state, sentence).items():
            draft.fields.setdefault(key, value)
    forum_near(state, draft)
    date_near(state, draft)


def _things(names: list[Name]) -> list[Thing]:
    return list(dict.fromkeys(name.thing for name in names))


def _has(draft: Draft, things: list[Thing]) -> bool:
    """Whether a fact beside has all these parties, as things or by name."""
    known = [v for value in draft.fields.values() for v in (value if isinstance(value, list) else [value])]
    return all(thing in known or thing.name in known for thing in things)


def _sides(state: Reading, kind: str, row: Row) -> tuple[list[Name], list[Name]]:
    """Names of who gives and of who takes; one named twice stands where it is surer to stand."""
    sure: dict[int, tuple[float, Name, bool]] = {}
    for at, (_, name) in enumerate(row):
        if name is None or name.thing.label != "Organization" or name.thing.kind in _BROKERS:
            continue
        signs = of_name(kind, row, at)
        gives = _likely(state.lang, "giver", signs)
        chance = _likely(state.lang, "party", signs) * max(gives, 1 - gives)
        if chance >= PARTY and chance > sure.get(id(name.thing), (0.0,))[0]:
            sure[id(name.thing)] = chance, name, gives >= 0.5
    names = sorted(sure.values(), key=lambda one: one[1].start)
    return [name for _, name, gives in names if gives], [name for _, name, gives in names if not gives]
