"""Counts of things: what is counted, and how exactly."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patnav.ingest.extract.counts import Word, find_counts, unit_of

TAGS = {
    "patents": "N",
    "firms": "N",
    "invention": "N",
    "valid": "A",
    "over": "P",
    "专利": "N",
    "企业": "N",
    "件": "N",
    "家": "N",
}


def words(text: str) -> list[Word]:
    """Words of a text with their parts of speech; figures are numbers, anything unknown a verb."""
    found = re.finditer(r"[A-Za-z]+|[\d,.]*\d|专利|企业|[\u4e00-\u9fff]", text)
    return [(m.start(), m.end(), m[0], "M" if m[0][0].isdigit() else TAGS.get(m[0], "V")) for m in found]


@pytest.mark.parametrize(
    ("lang", "text", "value", "unit", "modifier"),
    [
        ("en", "sold 14 patents", 14, "patent", None),
        ("en", "over 1,800 firms", 1800, "enterprise", "over"),
        ("en", "has 300 valid invention patents", 300, "patent", None),
        ("zh", "转让14件专利", 14, "patent", None),
        ("zh", "超过1800家企业", 1800, "enterprise", "over"),
    ],
)
def test_counted(lang: str, text: str, value: float, unit: str, modifier: str | None) -> None:
    (count,) = find_counts(text, words(text), lang)
    assert (count.value, count.unit, count.modifier) == (value, unit, modifier)


@pytest.mark.parametrize(
    ("lang", "noun", "unit"),
    [("en", "invention patents", "patent"), ("en", "small firms", "enterprise"), ("zh", "发明专利", "patent")],
)
def test_units(lang: str, noun: str, unit: str) -> None:
    assert unit_of(noun, lang) == unit


@given(st.text(max_size=60), st.sampled_from(["en", "zh"]))
def test_offsets_lie_in_any_text(text: str, lang: str) -> None:
    for count in find_counts(text, words(text), lang):
        assert 0 <= count.start < count.end <= len(text)
