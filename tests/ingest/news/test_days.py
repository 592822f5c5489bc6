"""Dates of feeds and records, and HTML in them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patnav.ingest.news.days import day_of
from patnav.ingest.news.fragment import text_of


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-06-03", "2025-06-03"),
        ("2025-06-03T23:59:00-05:00", "2025-06-03"),
        ("2025/6/3 08:00", "2025-06-03"),
        ("2025.06.03", "2025-06-03"),
        ("2025年6月3日 08:00", "2025-06-03"),
        ("2025年6月", "2025-06"),
        ("20250603", "2025-06-03"),
        ("Tue, 03 Jun 2025 00:30:00 +0800", "2025-06-03"),
        ("June 3, 2025", "2025-06-03"),
        ("3 June 2025", "2025-06-03"),
        (1748908800, "2025-06-03"),
        ("1748908800000", "2025-06-03"),
        ("2025-13-40", None),
        ("soon", None),
        ("", None),
        (None, None),
        (True, None),
        (["2025"], None),
    ],
)
def test_day_of(value: Any, day: str | None) -> None:
    assert day_of(value) == day


@given(st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.none()))
def test_any_value_has_a_day_or_none(value: Any) -> None:
    day = day_of(value)
    assert day is None or (len(day) in (7, 10) and day[4] == "-")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("plain < 5 & more", "plain < 5 & more"),
        ("<p>One</p><p>Two<br>Three</p>", "One\n\nTwo\n\nThree"),
        ("<style>p{}</style>One&nbsp;firm &amp; <i>two</i>", "One firm & two"),
        ("<div><!-- no -->一家企业</div>", "一家企业"),
        ("unclosed <b>bold", "unclosed <b>bold".replace("<b>", "")),
        ("", ""),
    ],
)
def test_text_of(words: str, text: str) -> None:
    assert text_of(words) == text


@given(st.text(alphabet="<>/&;pbrscita ='\"-!\n", max_size=60))
def test_any_fragment_is_text(words: str) -> None:
    assert isinstance(text_of(words), str)
