"""Numbers and fractions, in words and figures of both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patnav.ingest.extract.numerals import parse_fraction, parse_number

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,800", 1800),
        ("4.25 billion", 4.25e9),
        ("twenty-five", 25),
        ("two hundred and forty", 240),
        ("3.5k", 3500),
        ("1.5万", 15_000),
        ("三百二十", 320),
        ("一亿二千万", 120_000_000),
        ("12.5亿", 1.25e9),
        ("十五", 15),
        ("两千零六", 2006),
        ("１２", 12),
    ],
)
def test_numbers(text: str, value: float) -> None:
    assert parse_number(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "hello", "and", "万一的", "one fish"])
def test_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a quarter", 1 / 4),
        ("two-thirds", 2 / 3),
        ("nine in ten", 0.9),
        ("1/3", 1 / 3),
        ("三分之一", 1 / 3),
        ("六成", 0.6),
    ],
)
def test_fractions(text: str, value: float) -> None:
    assert parse_fraction(text) == pytest.approx(value)


@given(st.integers(0, 10**13))
def test_figures_with_and_without_groups(value: int) -> None:
    assert parse_number(f"{value}") == value
    assert parse_number(f"{value:,}") == value


def spelt(value: int) -> str:
    """A number below ten thousand in Chinese words, every place named."""
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + name
        gap = digit == 0
    return text or "零"


@given(st.integers(1, 9999))
def test_chinese_words(value: int) -> None:
    assert parse_number(spelt(value)) == value
    assert parse_number(f"{spelt(value)}万") == value * 10_000


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none(text: str) -> None:
    value = parse_number(text)
    assert value is None or value >= 0
    share = parse_fraction(text)
    assert share is None or share >= 0
