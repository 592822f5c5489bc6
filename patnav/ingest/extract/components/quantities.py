"""``patnav_quantities``: dates, sums of money, percentages and counts of every sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from patnav.ingest.extract.components.state import reading, tokens
from patnav.ingest.extract.counts import Word, find_counts
from patnav.ingest.extract.dates import find_dates
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.money import find_money
from patnav.ingest.extract.parts import Quantity, Reading, Sentence, When
from patnav.ingest.extract.shares import find_shares
from patnav.ingest.extract.vocabulary import load

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["measure", "register"]

_PERIOD = re.compile(r"\d{4}(?:-[HQ]\d)?|\d{4}-01/\d{4}-\d\d")
_OPENING = 30
"""Characters of a sentence that count as its opening."""

_POS = {
    "NOUN": "N",
    "PROPN": "N",
    "NUM": "M",
    "ADJ": "A",
    "VERB": "V",
    "AUX": "V",
    "ADP": "P",
    "CCONJ": "C",
    "SCONJ": "C",
    "PUNCT": "W",
    "ADV": "D",
    "PART": "U",
    "PRON": "R",
    "DET": "R",
    "SYM": "W",
}


def register() -> None:
    """Make the component known to spaCy."""
    from spacy.language import Language

    if not Language.has_factory("patnav_quantities"):
        Language.component("patnav_quantities", func=measure)


def measure(doc: Doc) -> Doc:
    """Find what is measured and when; what one kind has taken is blank for the next."""
    state = reading(doc)
    last: str | None = None
    unit: str | None = None
    noun = ""
    title: When | None = None
    frame: When | None = None
    paragraph = -1
    for sentence in state.sentences:
        if not sentence.silent:
            if sentence.paragraph != paragraph:
                frame, paragraph = title, sentence.paragraph
            _measure(doc, state, sentence, last, frame)
            sentence.frame = frame = _reported(sentence) or frame
            title = frame if sentence.headline else title
            for count in sentence.counts:
                if count.part and unit in ("enterprise", "institution") and state.text[count.end - 1] in "件项":
                    unit, noun = "patent", "专利"  # 其中15件, after 36件专利 and 3家企业
                count.unit = count.unit or (unit if count.part else None)
                count.noun = count.noun or (noun if count.part else "")
                if unit is None or count.unit != "institution" or not _from(state, count.start):
                    unit, noun = count.unit, count.noun
            last = next(
                (
                    d.iso
                    for d in reversed(sentence.dates)
                    if d.iso
                    and len(d.iso) == 10
                    and not d.compared
                    and d.text.casefold() not in ("today", "now", "今天", "今日")
                ),
                last,
            )
    return doc


def _from(state: Reading, at: int) -> bool:
    """Whether a count only tells where the one before came from: "1,260 patents from 84 universities"."""
    return bool(rule("counts.source").search(state.text[max(0, at - 20) : at]))


def _reported(sentence: Sentence) -> When | None:
    """The period that a sentence opens with; the rest of its paragraph (after a headline, all) goes on about it."""
    spans = [d for d in sentence.dates if d.iso and not d.compared and not d.as_of and _PERIOD.fullmatch(d.iso)]
    opening = [d for d in spans if sentence.headline or d.start - sentence.start < _OPENING]
    return opening[0] if opening else None


def _measure(doc: Doc, state: Reading, sentence: Sentence, last: str | None, frame: When | None) -> None:
    text, lang = state.text[sentence.start : sentence.end], state.lang
    sentence.dates = list(find_dates(text, lang, state.published, last, frame.iso if frame else None))
    text = _blank(text, sentence.dates)
    sentence.money = list(find_money(text, lang))
    for money in sentence.money if lang == "en" else ():
        money.currency = _at_home(state, text[money.start : money.end], money.currency)
    text = _blank(text, sentence.money)
    sentence.shares = list(find_shares(text, lang))
    text = _blank(text, sentence.shares)
    words: list[Word] = [
        (token.idx - sentence.start, token.idx - sentence.start + len(token), token.text, _POS.get(token.pos_, "X"))
        for token in tokens(doc, sentence)
        if not token.is_space
    ]
    sentence.counts = list(find_counts(text, words, lang))
    parts: list[Quantity | When] = [*sentence.dates, *sentence.money, *sentence.shares, *sentence.counts]
    for part in parts:
        part.start += sentence.start
        part.end += sentence.start
    for count in sentence.counts:
        count.noun_start += sentence.start
        count.noun_end += sentence.start


def _at_home(state: Reading, written: str, currency: str) -> str:
    """Which of the currencies of one name is meant: kroner are Norwegian where the text is about Bergen."""
    word = next((word for word in load("quantities")["homes"] if written.endswith(f" {word}")), None)
    lands: dict[str, list[str]] = load("quantities")["homes"][word] if word else {}
    return next((code for code, marks in lands.items() if any(mark in state.text for mark in marks)), currency)


def _blank(text: str, parts: list[Any]) -> str:
    for part in parts:
        text = text[: part.start] + "\x00" * (part.end - part.start) + text[part.end :]
    return text
