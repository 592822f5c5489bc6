"""Dates and periods, as stated and as they follow from the day of publication."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patnav.ingest.extract.dates import find_dates

PUBLISHED = "2024-11-20"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on 5 March 2024", "2024-03-05"),
        ("on March 5, 2024", "2024-03-05"),
        ("on 2024-03-05", "2024-03-05"),
        ("in March 2023", "2023-03"),
        ("in 2022", "2022"),
        ("in the second quarter of 2023", "2023-Q2"),
        ("on 5 March", "2024-03-05"),
        ("in the first half of this year", "2024-H1"),
        ("in the first three quarters", "2024-01/2024-09"),
        ("last month", "2024-10"),
        ("last year", "2023"),
        ("yesterday", "2024-11-19"),
        ("2024年3月5日", "2024-03-05"),
        ("今年上半年", "2024-H1"),
        ("去年", "2023"),
        ("前三季度", "2024-01/2024-09"),
        ("昨日", "2024-11-19"),
        ("10月", "2024-10"),
    ],
)
def test_resolved(text: str, iso: str) -> None:
    lang = "en" if text.isascii() else "zh"
    assert [when.iso for when in find_dates(text, lang, PUBLISHED)] == [iso]


@pytest.mark.parametrize(("lang", "text"), [("en", "by the end of 2023"), ("zh", "截至2023年底")])
def test_the_day_of_a_count(lang: str, text: str) -> None:
    (when,) = find_dates(text, lang, PUBLISHED)
    assert (when.iso, when.as_of) == ("2023-12", True)


@pytest.mark.parametrize(("lang", "text"), [("en", "up on 2022"), ("en", "than in 2022"), ("zh", "比2022年增长")])
def test_what_something_is_compared_with(lang: str, text: str) -> None:
    (when,) = find_dates(text, lang, PUBLISHED)
    assert when.compared


@pytest.mark.parametrize("text", ["It may license them.", "They march on.", "the 2,024 patents", "31 February 2024"])
def test_what_is_no_date(text: str) -> None:
    assert not [when for when in find_dates(text, "en", PUBLISHED) if when.iso and len(when.iso) > 7]


def test_without_a_day_of_publication_relative_periods_stay_open() -> None:
    assert all(when.iso is None for when in find_dates("last month", "en", None))


@given(st.dates(date(1990, 1, 1), date(2049, 12, 31)))
def test_written_days_are_read_back(day: date) -> None:
    written = [f"on {day.day} {day:%B} {day.year}", f"on {day:%B} {day.day}, {day.year}", f"on {day.isoformat()}"]
    for text in written:
        assert [when.iso for when in find_dates(text, "en", PUBLISHED)] == [day.isoformat()]
    (chinese,) = find_dates(f"{day.year}年{day.month}月{day.day}日", "zh", PUBLISHED)
    assert chinese.iso == day.isoformat()


@given(st.text(max_size=60), st.sampled_from(["en", "zh"]), st.sampled_from([PUBLISHED, None, "2024"]))
def test_offsets_lie_in_any_text(text: str, lang: str, published: str | None) -> None:
    for when in find_dates(text, lang, published):
        assert text[when.start : when.end].strip()


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("两周后", "2025-03-15"),
        ("三个星期之后", "2025-03-22"),
        ("过了一周后", "2025-03-08"),
        ("十五天后", "2025-03-16"),
    ],
)
def test_days_and_weeks_after_the_day_told_last(words: str, iso: str) -> None:
    assert list(find_dates(f"2025年3月1日签约，{words}转让。", "zh", "2025-06-01"))[-1].iso == iso


def test_weeks_that_nothing_counts_are_no_date() -> None:
    assert len(list(find_dates("2025年3月1日签约，本周后期转让。", "zh", "2025-06-01"))) == 1
