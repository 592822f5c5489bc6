"""What a number measures: the vocabulary's name for it, its label, and the whole that a share is of."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.gazetteer import known_place
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Count, Money, Quantity, Reading, Sentence, Share
from patnav.ingest.extract.vocabulary import compiled, load

__all__ = ["clause_of", "label_before", "name_of", "vocabulary_rows", "whole_of"]


@cache
def vocabulary_rows() -> list[tuple[str, dict[str, Any]]]:
    return list(load("indicators").items())


def clause_of(state: Reading, sentence: Sentence, quantity: Quantity) -> tuple[str, str]:
    """The clause around a number, and the same with what comes before the number in the sentence."""
    text = state.text
    left = [
        sentence.start + m.end()
        for m in rule("numbers.breaks", state.lang).finditer(text[sentence.start : quantity.start])
    ]
    right = rule("numbers.breaks", state.lang).search(
        text, max(quantity.end, getattr(quantity, "noun_end", 0)), sentence.end
    )
    start = left[-1] if left else sentence.start
    end = right.start() if right else sentence.end
    return text[start:end], text[sentence.start : end]


def name_of(
    state: Reading, sentence: Sentence, quantity: Quantity, context: bool, before: list[tuple[Quantity, Draft]]
) -> str | None:
    """The vocabulary's name for what a number measures, None when it has none."""
    lang = state.lang
    unit = (
        "money"
        if isinstance(quantity, Money)
        else "share"
        if isinstance(quantity, Share)
        else getattr(quantity, "unit", None)
    )
    clause, upto = clause_of(state, sentence, quantity)
    nouns = (quantity.noun, _extended_noun(state, sentence, quantity)) if isinstance(quantity, Count) else (clause,)
    return next(
        (
            name
            for noun in nouns
            if (name := _named(state, sentence, quantity, context, before, unit, noun, clause, upto))
        ),
        None,
    )


def _named(
    state: Reading,
    sentence: Sentence,
    quantity: Quantity,
    context: bool,
    before: list[tuple[Quantity, Draft]],
    unit: str | None,
    noun: str,
    clause: str,
    upto: str,
) -> str | None:
    lang = state.lang
    whole = state.text[sentence.start : sentence.end]
    for name, row in vocabulary_rows():
        if unit not in row["unit"] or (
            "context" in row
            and not rule("numbers.open").search(whole)
            and not (context and compiled(row["near"][lang]).search(whole))
        ):
            continue
        if "noun" in row and not compiled(row["noun"][lang]).search(noun):
            continue
        near = {"sentence": whole, "upto": upto}.get(row.get("scope", ""), clause)
        if unit == "share":
            near = noun if lang == "zh" else _after(state, sentence, quantity) or clause
        if "near" in row and not compiled(row["near"][lang]).search(near):
            continue
        if "not" in row and compiled(row["not"][lang]).search(near):
            continue
        if "need" in row and not context and not compiled(row["need"][lang]).search(upto):
            continue
        if any(draft.fields.get("indicator") == name for _, draft in before) and name in (
            "open_license_patents",
            "open_licensors",
        ):
            continue
        if unit == "share" and name in ("patent_share", "trademark_share") and not whole_of(state, quantity):  # type: ignore[arg-type]
            continue
        return name
    return None


def _after(state: Reading, sentence: Sentence, quantity: Quantity) -> str:
    match = rule("numbers.share_of", exact=True).match(state.text[quantity.end : sentence.end])
    return match[0] if match else ""


def _extended_noun(state: Reading, sentence: Sentence, count: Count) -> str:
    """What is counted, with the phrase that follows it ("enterprises with IP advantages")."""
    if state.lang == "zh":
        return count.noun
    tail = re.match(r"(?:\s+(?:for|with|of|on|and|in)\s+[^,;.]{0,50})?", state.text[count.noun_end : sentence.end])
    return count.noun + (tail[0] if tail else "")


def label_before(state: Reading, sentence: Sentence, quantity: Quantity) -> str | None:
    """The words that name what is measured: the noun phrase at the head of the clause."""
    clause, _ = clause_of(state, sentence, quantity)
    before = clause.split(state.text[quantity.start : quantity.end])[0].strip(" ,，")
    before = re.sub(r"^(?:the|and|of which|其中|同时)\s*", "", before, flags=re.IGNORECASE)
    return before[-60:].replace("_", " ") or None


def whole_of(state: Reading, share: Share) -> str | None:
    """What a share is a share of, when that is something larger than what was named before."""
    text = state.text
    if state.lang == "zh":
        match = rule("numbers.of_zh", exact=True).search(text[max(0, share.start - 20) : share.start])
        return match["whole"] if match and match["whole"] not in ("其中", "总数", "比", "总量") else None
    match = rule("numbers.of_en", exact=True).match(text, share.end)
    if not match:
        return None
    whole = match["whole"].strip()
    land = rule("numbers.nation", exact=True).match(whole)
    if land and land["place"]:
        return land["place"] if known_place(land["place"], "en") or land["place"][0].isupper() else whole
    if land and re.search(r"\bChina\b", text):
        return "China"
    return whole
