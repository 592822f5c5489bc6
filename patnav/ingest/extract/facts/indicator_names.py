"""What a number measures: the vocabulary's name for it, its label, and the whole that a share is of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from patnav.ingest.extract.gazetteer import known_place
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Count, Money, Quantity, Reading, Sentence, Share
from patnav.ingest.extract.vocabulary import compiled, load

__all__ = ["Clause", "indicator_rows", "label_before", "name_of", "whole_of"]

_ONCE = ("open_license_patents", "open_licensors")


def indicator_rows() -> dict[str, dict[str, Any]]:
    """The indicators of the vocabulary, the particular first."""
    rows: dict[str, dict[str, Any]] = load("indicators")
    return rows


@dataclass(frozen=True, slots=True)
class Clause:
    """A number with the words around it.

    Attributes:
        state: The article.
        sentence: Its sentence.
        quantity: The number.
        context: Whether the article has spoken of open licences before.
        named: Indicators that the sentence has already.
        text: Its clause.
        upto: The sentence up to the end of its clause.
    """

    state: Reading
    sentence: Sentence
    quantity: Quantity
    context: bool = False
    named: frozenset[str] = frozenset()
    text: str = field(init=False)
    upto: str = field(init=False)

    def __post_init__(self) -> None:
        text, sentence, quantity = self.state.text, self.sentence, self.quantity
        breaks = rule("numbers.breaks", self.state.lang)
        left = [match.end() for match in breaks.finditer(text, sentence.start, quantity.start)]
        right = breaks.search(text, max(quantity.end, getattr(quantity, "noun_end", 0)), sentence.end)
        end = right.start() if right else sentence.end
        object.__setattr__(self, "text", text[left[-1] if left else sentence.start : end])
        object.__setattr__(self, "upto", text[sentence.start : end])

    @property
    def before(self) -> str:
        """The clause before the number."""
        return self.text.split(self.state.text[self.quantity.start : self.quantity.end])[0]

    @property
    def unit(self) -> str | None:
        """Class of what is measured: ``money``, ``share``, or a class of things."""
        if isinstance(self.quantity, Money):
            return "money"
        return "share" if isinstance(self.quantity, Share) else getattr(self.quantity, "unit", None)


def name_of(clause: Clause) -> str | None:
    """The vocabulary's name for what a number measures, None when it has none."""
    for noun in _nouns(clause):
        for name, row in indicator_rows().items():
            if clause.unit in row["unit"] and _fits(clause, name, row, noun):
                return name
    return None


def _nouns(clause: Clause) -> tuple[str, ...]:
    """What is counted, and that with the phrase that follows it ("enterprises with IP advantages")."""
    quantity = clause.quantity
    if not isinstance(quantity, Count):
        return (clause.text,)
    if clause.state.lang == "zh":
        return (quantity.noun,)
    if re.match(r"such\b", quantity.noun):
        return (clause.upto,)
    tail = rule("numbers.noun_tail").match(clause.state.text, quantity.noun_end, clause.sentence.end)
    return quantity.noun, quantity.noun + (tail[0] if tail else "")


def _fits(clause: Clause, name: str, row: dict[str, Any], noun: str) -> bool:
    lang, state, sentence = clause.state.lang, clause.state, clause.sentence
    whole = state.text[sentence.start : sentence.end]

    def says(key: str, text: str) -> bool:
        return bool(compiled(row[key][lang]).search(text))

    if "context" in row and not rule("numbers.open").search(whole) and not (clause.context and says("near", whole)):
        return False
    if "noun" in row and not says("noun", noun):
        return False
    near = {"sentence": whole, "upto": clause.upto}.get(row.get("scope", ""), clause.text)
    if isinstance(clause.quantity, Count) and clause.quantity.noun_end <= clause.quantity.start:
        near = f"{clause.quantity.noun} {near}"
    if isinstance(clause.quantity, Share):
        whole_told = whole_of(state, clause.quantity)
        if whole_told is None:
            return False
        near = noun if lang == "zh" else _after(clause) or clause.text
        if lang == "en" and rule("numbers.bare_whole").fullmatch(_after(clause)):
            near = clause.text  # trademarks registered in X account for 4 percent of the national total
    if ("near" in row and not says("near", near)) or ("not" in row and says("not", near)):
        return False
    if "need" in row and not clause.context and not says("need", clause.upto):
        return False
    return not (name in clause.named and name in _ONCE)


def _after(clause: Clause) -> str:
    match = rule("numbers.share_of", exact=True).match(clause.state.text, clause.quantity.end, clause.sentence.end)
    return match[0] if match else ""


def label_before(clause: Clause) -> str | None:
    """The words that name what is measured: what stands before the verb at the head of the clause, as written."""
    end = clause.quantity.start
    start = max(end - len(clause.before), clause.sentence.start)
    words = rule("numbers.label_lead", clause.state.lang).sub("", clause.state.source[start:end].strip(" ,，"))
    verb = rule("numbers.label_end", clause.state.lang).search(words)
    label = words[: verb.start()].strip(" ,，") if verb else words
    return label.split("\n")[-1] if 1 < len(label) <= 80 else None


def whole_of(state: Reading, share: Share) -> str | None:
    """What a share is a share of, when that is something larger than what was named before."""
    text = state.text
    if state.lang == "zh":
        match = rule("numbers.of_zh", exact=True).search(text[max(0, share.start - 20) : share.start])
        return match["whole"] if match and match["whole"] not in ("其中", "总数", "比", "总量") else None
    if re.search(r"\bso (?:do|does|did|have|has|are|is)\s+$", text[max(0, share.start - 12) : share.start]):
        before = [s for sentence in state.sentences for s in sentence.shares if s.end <= share.start]
        return whole_of(state, before[-1]) if before else None
    match = rule("numbers.of_en", exact=True).match(text, share.end)
    if not match:
        return None
    whole = str(match["whole"]).strip()
    land = rule("numbers.nation", exact=True).match(whole)
    if land and land["place"]:
        place = str(land["place"])
        return place if known_place(place, "en") or place[0].isupper() else whole
    within = re.search(r"\b(?:in|across|throughout) ((?:the )?[A-Z][\w ]+)$", whole)
    if within and known_place(within[1], "en"):
        return within[1]
    return "China" if land and re.search(r"\bChina\b", text) else whole
