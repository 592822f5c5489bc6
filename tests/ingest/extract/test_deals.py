"""Licences, assignments, pledges, investments and partnerships between named parties."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

DEALS = [
    (
        "Ruian Motors licensed four patents to Beilun Castings Co., Ltd. for CNY 3.2 million on 4 March 2025.",
        {
            "type": "license",
            "licensor": ["Ruian Motors"],
            "licensee": ["Beilun Castings Co., Ltd."],
            "patents": 4,
            "amount": 3.2e6,
            "currency": "CNY",
            "date": "2025-03-04",
        },
    ),
    (
        "Fuxin Polytechnic granted Yanhe Pumps an exclusive licence to eleven patents in return for 900,000 yuan.",
        {"type": "license", "licensor": ["Fuxin Polytechnic"], "licensee": ["Yanhe Pumps"], "patents": 11},
    ),
    (
        "Kestrel Biologics has acquired the patent portfolio of Ostrava Labs for $12 million.",
        {"type": "assignment", "assignor": ["Ostrava Labs"], "assignee": ["Kestrel Biologics"], "currency": "USD"},
    ),
    (
        "Songhua University sold nine patents to Harbin Rail Tools last month.",
        {
            "type": "assignment",
            "assignor": ["Songhua University"],
            "assignee": ["Harbin Rail Tools"],
            "patents": 9,
            "date": "2025-05",
        },
    ),
    (
        "Deqing Textiles pledged 14 patents to the Bank of Huzhou for a loan of 20 million yuan.",
        {"type": "pledge", "pledgor": ["Deqing Textiles"], "lender": ["Bank of Huzhou"], "patents": 14, "amount": 2e7},
    ),
    (
        "The Bank of Huzhou lent Deqing Textiles 20 million yuan against 14 patents.",
        {"type": "pledge", "pledgor": ["Deqing Textiles"], "lender": ["Bank of Huzhou"], "patents": 14, "amount": 2e7},
    ),
    (
        "Lianhu Photonics raised 60 million yuan from Jinshan Capital and Xihu Ventures.",
        {"type": "investment", "target": ["Lianhu Photonics"], "investor": ["Jinshan Capital", "Xihu Ventures"]},
    ),
    (
        "Ningbo Fasteners and Tongshan University signed a cooperation agreement on patent navigation.",
        {"type": "partnership", "partner": ["Ningbo Fasteners", "Tongshan University"]},
    ),
    (
        "瑞安动力有限公司将四件专利许可给北仑铸造有限公司，许可费320万元。",
        {
            "type": "license",
            "licensor": ["瑞安动力有限公司"],
            "licensee": ["北仑铸造有限公司"],
            "patents": 4,
            "amount": 3.2e6,
        },
    ),
    (
        "2025年3月4日，松花大学向哈铁工具有限公司转让专利9件，转让费共计86万元。",
        {
            "type": "assignment",
            "assignor": ["松花大学"],
            "assignee": ["哈铁工具有限公司"],
            "patents": 9,
            "amount": 860_000,
            "date": "2025-03-04",
        },
    ),
    (
        "德清织造有限公司以14件专利质押，获得湖州银行2000万元贷款。",
        {"type": "pledge", "pledgor": ["德清织造有限公司"], "lender": ["湖州银行"], "patents": 14, "amount": 2e7},
    ),
    (
        "联湖光电科技有限公司完成6000万元A轮融资，由金山资本领投，西湖创投跟投。",
        {"type": "investment", "target": ["联湖光电科技有限公司"], "investor": ["金山资本", "西湖创投"], "amount": 6e7},
    ),
    (
        "宁波紧固件有限公司与铜山大学签署专利导航合作协议。",
        {"type": "partnership", "partner": ["宁波紧固件有限公司", "铜山大学"]},
    ),
]


@pytest.mark.parametrize(("text", "expected"), DEALS)
def test_told(facts: Callable[..., list[dict[str, Any]]], text: str, expected: dict[str, Any]) -> None:
    (deal,) = facts(text, "license", "assignment", "pledge", "investment", "partnership")
    assert expected.items() <= deal.items()


@pytest.mark.parametrize(
    "text",
    [
        "Tongshan University said it will not license the patents to Ningbo Fasteners.",
        "Ruian Motors plans to license four patents to Beilun Castings Co., Ltd.",
        "Ruian Motors denied that it had licensed patents to Beilun Castings Co., Ltd.",
        "Talks on a licence between Ruian Motors and Beilun Castings Co., Ltd. collapsed in May.",
        "Deqing Textiles may pledge 14 patents to the Bank of Huzhou for a loan of 20 million yuan.",
        "瑞安动力有限公司拟向北仑铸造有限公司许可四件专利。",
        "瑞安动力有限公司否认已将专利许可给北仑铸造有限公司。",
        "德清织造有限公司尚未以专利质押获得湖州银行贷款。",
    ],
)
def test_what_did_not_happen_is_no_fact(facts: Callable[..., list[dict[str, Any]]], text: str) -> None:
    assert not facts(text, "license", "assignment", "pledge")


def test_a_deal_told_twice_is_one_fact(facts: Callable[..., list[dict[str, Any]]]) -> None:
    text = (
        "Ruian Motors licensed four patents to Beilun Castings Co., Ltd. on 4 March 2025.\n"
        "Under the agreement, Beilun Castings paid Ruian Motors 3.2 million yuan for the licence."
    )
    (deal,) = facts(text, "license")
    assert (deal["patents"], deal["amount"], deal["date"]) == (4, 3_200_000, "2025-03-04")


def test_unnamed_parties_are_left_out(facts: Callable[..., list[dict[str, Any]]]) -> None:
    (deal,) = facts("Songhua University sold nine patents to a local company for 860,000 yuan.", "assignment")
    assert "assignee" not in deal
