"""Sentences, boilerplate, and text made plain without moving an offset."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patnav.ingest.extract.sentences import LONGEST, is_boilerplate, split
from patnav.ingest.extract.typography import fold


def pieces(text: str, lang: str = "en") -> list[str]:
    return [text[s.start : s.end] for s in split(text, lang)]


def test_stops_of_names_and_numbers_end_nothing() -> None:
    text = "Beilun Castings Co., Ltd. paid CNY 1.2 million to Dr. Sand. It has three plants."
    assert pieces(text) == ["Beilun Castings Co., Ltd. paid CNY 1.2 million to Dr. Sand.", "It has three plants."]


def test_a_legal_form_may_end_a_sentence() -> None:
    assert len(pieces("They sold it to Beilun Castings Co., Ltd. The price was not told.")) == 2


def test_chinese() -> None:
    assert pieces("甲公司签约。“很好！”他说。", "zh") == ["甲公司签约。", "“很好！”", "他说。"]


def test_headline_dateline_and_boilerplate() -> None:
    text = "Firm buys patents\nBERGEN, June 3 - A firm bought nine patents.\nPlease enter your comment!\n"
    headline, body, form = split(text, "en")
    assert (headline.headline, body.headline, form.silent) == (True, False, True)
    assert text[body.start : body.end] == "A firm bought nine patents."


@pytest.mark.parametrize("line", ["Please enter your comment!", "Share this article", "责任编辑：李四"])
def test_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@given(st.text(max_size=200), st.sampled_from(["en", "zh"]))
def test_sentences_cover_words_in_order_and_never_overlap(text: str, lang: str) -> None:
    plain = fold(text, lang)
    assert len(plain) == len(text)
    at = 0
    for sentence in split(plain, lang):
        assert at <= sentence.start < sentence.end <= len(text)
        assert sentence.end - sentence.start <= LONGEST
        at = sentence.end


@pytest.mark.parametrize("text", ["word " * 40_000, "(" * 200_000, "1" * 200_000, "中" * 200_000])
def test_text_without_end_is_cut_quickly(text: str) -> None:
    before = time.process_time()
    assert all(s.end - s.start <= LONGEST for s in split(fold(text), "en"))
    assert time.process_time() - before < 5
