"""Disputes, securitizations, open licences, data and programmes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

CASES = [
    (
        "The Shaoxing Intermediate People's Court ordered Keqiao Dyeing to pay Zhuji Textiles 1.2 million yuan for "
        "infringing a patent.",
        {
            "type": "dispute",
            "plaintiff": ["Zhuji Textiles"],
            "defendant": ["Keqiao Dyeing"],
            "forum": ["Shaoxing Intermediate People's Court"],
            "amount": 1_200_000,
        },
    ),
    (
        "Zhuji Textiles sued Keqiao Dyeing for patent infringement in April, seeking 3 million yuan.",
        {"type": "dispute", "plaintiff": ["Zhuji Textiles"], "defendant": ["Keqiao Dyeing"], "date": "2025-04"},
    ),
    (
        "绍兴市中级人民法院判决柯桥印染有限公司赔偿诸暨纺织有限公司120万元。",
        {"type": "dispute", "plaintiff": ["诸暨纺织有限公司"], "defendant": ["柯桥印染有限公司"], "amount": 1_200_000},
    ),
    (
        "On 9 May, Zibo issued the first patent securitization product in Shandong, worth 150 million yuan.",
        {"type": "securitization", "amount": 1.5e8, "place": "Zibo", "date": "2025-05-09"},
    ),
    (
        "5月9日，山东省首单专利证券化产品在淄博发行，规模1.5亿元。",
        {"type": "securitization", "amount": 1.5e8, "place": "淄博", "date": "2025-05-09"},
    ),
    (
        "For open licences, 70 universities in Hunan offered 1,240 patents, of which 410 were royalty-free.",
        {"type": "open_license", "patents": 1240, "royalty_free": 410, "place": "Hunan"},
    ),
    (
        "湖南70所高校参与开放许可，开放专利1240件，其中410件免费。",
        {"type": "open_license", "patents": 1240, "royalty_free": 410, "place": "湖南"},
    ),
    (
        "Hailong Data registered 14 data intellectual property certificates with the Jinan data exchange.",
        {"type": "data_ip", "kind": "registration", "holder": ["Hailong Data"], "count": 14},
    ),
    (
        "The Henan Intellectual Property Administration launched an action plan to put patents of universities to use "
        "on 12 February 2025.",
        {
            "type": "programme",
            "authority": ["Henan Intellectual Property Administration"],
            "name": "action plan to put patents of universities to use",
            "date": "2025-02-12",
        },
    ),
    (
        "2025年2月12日，河南省知识产权局启动高校专利转化行动计划。",
        {"type": "programme", "authority": ["河南省知识产权局"], "name": "高校专利转化行动计划", "date": "2025-02-12"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_stated(facts: Callable[..., list[dict[str, Any]]], text: str, expected: dict[str, Any]) -> None:
    (found,) = facts(text, str(expected["type"]))
    assert expected.items() <= found.items()
