"""Numbers about regions and organizations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

CASES = [
    (
        "The number of patent navigation bases in Jiangsu reached 86 by the end of 2024, up 12 percent on 2023.",
        {
            "indicator": "navigation_service_bases",
            "value": 86,
            "region": "Jiangsu",
            "period": "2024-12",
            "change": 0.12,
        },
    ),
    (
        "In the first five months of this year, Zhenjiang's patent pledge financing came to 4.2 billion yuan.",
        {
            "indicator": "patent_pledge_financing",
            "value": 4.2e9,
            "unit": "CNY",
            "region": "Zhenjiang",
            "period": "2025-01/2025-05",
            "period_text": "the first five months of this year",
            "label": "patent pledge financing",
        },
    ),
    (
        "Foshan had more than 52,000 valid invention patents at the end of May.",
        {"value": 52_000, "modifier": "over", "region": "Foshan", "period": "2025-05"},
    ),
    (
        "The Ganzhou office handled 312 patent infringement disputes in 2024, 9 percent fewer than in 2023.",
        {"indicator": "disputes_handled", "value": 312, "change": -0.09, "period": "2024"},
    ),
    (
        "截至2024年底，江苏省专利导航服务基地达86家，同比增长12%。",
        {"indicator": "navigation_service_bases", "value": 86, "region": "江苏", "period": "2024-12", "change": 0.12},
    ),
    (
        "今年前5个月，镇江市专利质押融资42亿元，同比增长31.5%。",
        {"indicator": "patent_pledge_financing", "value": 4.2e9, "region": "镇江", "change": 0.315},
    ),
    ("2024年，赣州市知识产权局处理专利侵权纠纷312件，同比下降9%。", {"indicator": "disputes_handled", "change": -0.09}),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_stated(facts: Callable[..., list[dict[str, Any]]], text: str, expected: dict[str, Any]) -> None:
    (indicator,) = facts(text, "indicator")
    assert expected.items() <= indicator.items()


def test_a_relative_period_without_day_of_publication_keeps_its_words(
    facts: Callable[..., list[dict[str, Any]]],
) -> None:
    text = "Last year, patent pledge financing in Zhenjiang reached 4.2 billion yuan."
    (indicator,) = facts(text, "indicator", published=None)
    assert "period" not in indicator
    assert indicator["period_text"] == "Last year"


def test_respective_numbers_go_to_their_places(facts: Callable[..., list[dict[str, Any]]]) -> None:
    text = "2024年，佛山、东莞专利质押融资额分别为64亿元和58亿元。"
    assert {(f["region"], f["value"]) for f in facts(text, "indicator")} == {("佛山", 6.4e9), ("东莞", 5.8e9)}


@pytest.mark.parametrize(
    "text",
    [
        "Jiangsu plans to have 120 patent navigation bases by 2027.",
        "到2027年，江苏省专利导航服务基地将达到120家。",
        "Please enter your comment! 86 patent navigation bases",
    ],
)
def test_plans_and_boilerplate_state_nothing(facts: Callable[..., list[dict[str, Any]]], text: str) -> None:
    assert not facts(text, "indicator")
