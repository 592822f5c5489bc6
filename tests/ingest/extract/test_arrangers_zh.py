"""Who arranges Chinese notes, in the words of several writers; who only rates or guarantees them does not."""

from __future__ import annotations

import pytest

from patnav.ingest.extract.pipeline import extract
from patnav.ingest.news.text import article_of

HOUSE = "清潭证券"


@pytest.mark.parametrize(
    ("told", "arrangers"),
    [
        (f"担任承销商的是{HOUSE}", [HOUSE]),
        (f"{HOUSE}做承销", [HOUSE]),
        (f"{HOUSE}负责簿记", [HOUSE]),
        (f"管理人同为{HOUSE}", [HOUSE]),
        (f"产品在{HOUSE}的承销下售罄", [HOUSE]),
        ("中诚评级公司负责评级", None),
    ],
)
def test_who_arranges(told: str, arrangers: list[str] | None) -> None:
    text = (
        "一周要闻\n2025-07-01\n\n6月27日，珠海海湾商业保理有限公司发行的专利资产支持专项计划募满1.3亿元，"
        f"8家企业拿出36件专利，{told}。"
    )
    [fact] = [dict(fact.fields) for fact in extract(article_of(text)).facts if fact.type == "securitization"]
    assert fact.get("arranger") == arrangers
    assert fact["issuer"] == ["珠海海湾商业保理有限公司"]
