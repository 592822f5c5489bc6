"""When two figures are of one thing, and when only their words are alike."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from patnav.queries.figures import clash, of_one_thing

_NUMBERS = count()


def figure(value: float, document: str, **other: Any) -> dict[str, Any]:
    """A figure of Jiangsu's pledges in 2024."""
    told = {
        "id": f"obs:{next(_NUMBERS)}", "indicator": "patent_pledge_financing", "label": "patent pledge financing",
        "about": [{"id": "CN-320000", "name": "Jiangsu"}], "value": value, "unit": "CNY", "modifier": "exact",
        "share_of": None, "period": "2024", "published": "2025-01-10", "documents": [document],
    }  # fmt: skip
    return told | other


def contradict(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return clash(one, other) and len(of_one_thing([one, other])) == 1


def test_two_documents_that_say_different_figures_of_one_thing_contradict_each_other() -> None:
    assert contradict(figure(1.2e11, "a"), figure(1.31e11, "b"))
    assert contradict(figure(1.2e11, "a", label="amount"), figure(1.31e11, "b", label="专利质押融资额"))


def test_one_figure_at_two_precisions_does_not() -> None:
    assert not contradict(figure(1.09e11, "a"), figure(1.086e11, "b"))
    granted: dict[str, Any] = {"indicator": "patents_granted", "label": "授权专利", "unit": None}
    assert not contradict(figure(12_000, "a", **granted), figure(12_345, "b", **granted))
    assert contradict(figure(1_200, "a", **granted), figure(1_234, "b", **granted))
    assert contradict(figure(20_000, "a", **granted), figure(24_000, "b", **granted))  # 5 % at most
    assert not contradict(figure(20_000, "a", **granted), figure(20_900, "b", **granted))


@pytest.mark.parametrize(
    "other",
    [
        {
            "documents": ["a"]
        },  # a document does not contradict itself: a part, or what was taken in and what was settled
        {"documents": ["b", "a"]},
        {"label": "专利商标质押融资"},
        {"label": "IP pledge financing"},
        {"period": "2023"},
        {"published": "2024-04-22"},  # before the year was over
        {"period": None},
        {"share_of": "China"},
        {"about": [{"id": "CN-320500", "name": "Suzhou"}]},
    ],
    ids=str,
)
def test_figures_of_another_scope_or_time_do_not(other: dict[str, Any]) -> None:
    assert not contradict(figure(1.2e11, "a"), figure(1.31e11, "b", **other))


def test_what_no_indicator_names_contradicts_nothing() -> None:
    plain: dict[str, Any] = {"indicator": None, "unit": None, "label": "patents"}
    assert not contradict(figure(610, "a", **plain), figure(640, "b", **plain))
    share: dict[str, Any] = {"indicator": None, "unit": "share", "label": "占比"}
    assert len(of_one_thing([figure(0.5, "a", **share), figure(0.5, "b", **share)])) == 2
    assert len(of_one_thing([figure(610, "a", **plain), figure(610, "b", **plain)])) == 1


def test_undated_figures_meet_where_they_were_published_on_one_day() -> None:
    undated: dict[str, Any] = {"period": None}
    assert contradict(figure(1.2e11, "a", **undated), figure(1.31e11, "b", **undated))
    assert not contradict(figure(1.2e11, "a", **undated), figure(1.31e11, "b", period=None, published="2025-01-25"))
    unknown: dict[str, Any] = {"period": None, "published": None}
    assert not contradict(figure(1.2e11, "a", **unknown), figure(1.31e11, "b", **unknown))


@pytest.mark.parametrize(
    ("period", "published", "over"),
    [
        ("2024-H1", "2024-06-30", True),
        ("2024-Q3", "2024-08-31", False),
        ("2024-01/2024-09", "2024-09-28", True),
        ("2024-05-31", "2024-05-31", True),
    ],
)
def test_a_period_is_over_in_its_last_month(period: str, published: str, over: bool) -> None:
    early = figure(1.2e11, "a", period=period, published=published)
    assert contradict(early, figure(1.31e11, "b", period=period)) == over
