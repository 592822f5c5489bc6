"""Sums of money."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patnav.ingest.extract.money import find_money


@pytest.mark.parametrize(
    ("lang", "text", "value", "currency", "modifier"),
    [
        ("en", "worth CNY 12.5 million in all", 12.5e6, "CNY", None),
        ("en", "It cost $3bn.", 3e9, "USD", None),
        ("en", "over 40,000 euros", 40_000, "EUR", "over"),
        ("en", "nearly RMB 1.2bn", 1.2e9, "CNY", "nearly"),
        ("en", "some 7 million Singapore dollars", 7e6, "SGD", "about"),
        ("zh", "突破3.2亿元", 3.2e8, "CNY", "over"),
        ("zh", "约五千万元人民币", 5e7, "CNY", "about"),
        ("zh", "200万美元", 2e6, "USD", None),
        ("zh", "近90万欧元", 9e5, "EUR", "nearly"),
    ],
)
def test_one_sum(lang: str, text: str, value: float, currency: str, modifier: str | None) -> None:
    (money,) = find_money(text, lang)
    assert (money.value, money.currency, money.modifier) == (pytest.approx(value), currency, modifier)


def test_a_sum_repeated_in_another_currency_is_marked() -> None:
    first, second = find_money("It paid 40,000 euros (RMB 310,000).", "en")
    assert (first.bracketed, second.bracketed) == (False, True)


@pytest.mark.parametrize(("lang", "text"), [("en", "CNY 2 million a year"), ("zh", "每年200万美元")])
def test_what_is_paid_every_year(lang: str, text: str) -> None:
    (money,) = find_money(text, lang)
    assert money.yearly


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "40 patents in 2024"), ("zh", "40件专利"), ("en", "the dollar rose")]
)
def test_what_is_no_sum(lang: str, text: str) -> None:
    assert not list(find_money(text, lang))


@given(st.integers(1, 999), st.sampled_from([("million", 10**6), ("billion", 10**9)]), st.sampled_from(["CNY", "USD"]))
def test_written_sums_are_read_back(value: int, scale: tuple[str, int], currency: str) -> None:
    (money,) = find_money(f"They paid {currency} {value} {scale[0]} for it.", "en")
    assert (money.value, money.currency) == (value * scale[1], currency)


@given(st.integers(1, 9999), st.sampled_from([("万", 10**4), ("亿", 10**8)]))
def test_written_sums_are_read_back_in_chinese(value: int, scale: tuple[str, int]) -> None:
    (money,) = find_money(f"金额为{value}{scale[0]}元。", "zh")
    assert (money.value, money.currency) == (value * scale[1], "CNY")


@given(st.text(max_size=60), st.sampled_from(["en", "zh"]))
def test_offsets_lie_in_any_text(text: str, lang: str) -> None:
    for money in find_money(text, lang):
        assert 0 <= money.start < money.end <= len(text)
        assert money.value >= 0
