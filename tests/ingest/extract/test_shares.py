"""Percentages: a share, a growth, points, a rate."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patnav.ingest.extract.shares import find_shares


@pytest.mark.parametrize(
    ("lang", "text", "value", "role"),
    [
        ("en", "up 12.4 percent", 0.124, "change"),
        ("en", "fell by 7 per cent", -0.07, "change"),
        ("en", "9 percent fewer than before", -0.09, "change"),
        ("en", "a 30% stake", 0.3, "share"),
        ("en", "one third of all", 1 / 3, "share"),
        ("en", "rose 3 percentage points", 0.03, "points"),
        ("en", "an interest rate of 3.5 percent", 0.035, "rate"),
        ("zh", "同比增长15.3%", 0.153, "change"),
        ("zh", "同比下降8%", -0.08, "change"),
        ("zh", "占比三成", 0.3, "share"),
        ("zh", "提高2.1个百分点", 0.021, "points"),
    ],
)
def test_roles(lang: str, text: str, value: float, role: str) -> None:
    (share,) = find_shares(text, lang)
    assert (share.value, share.role) == (pytest.approx(value), role)


@given(st.integers(1, 99), st.integers(0, 9))
def test_written_percentages_are_read_back(whole: int, tenth: int) -> None:
    (english,) = find_shares(f"It rose {whole}.{tenth} percent.", "en")
    (chinese,) = find_shares(f"同比增长{whole}.{tenth}%。", "zh")
    assert english.value == chinese.value == pytest.approx((whole + tenth / 10) / 100)


@given(st.text(max_size=60), st.sampled_from(["en", "zh"]))
def test_offsets_lie_in_any_text(text: str, lang: str) -> None:
    for share in find_shares(text, lang):
        assert 0 <= share.start < share.end <= len(text)
