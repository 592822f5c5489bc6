"""Until when a licence or pledge goes on, how exclusive it is, and what its price is the price of."""

from __future__ import annotations

from typing import Any

import pytest

from patnav.ingest.extract.pipeline import extract
from patnav.ingest.news.text import article_of


def told(text: str, type_: str) -> dict[str, Any]:
    (fact,) = (fact for fact in extract(article_of(text)).facts if fact.type == type_)
    return {key: fact.fields[key] for key in ("until", "exclusivity", "each") if key in fact.fields}


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        (
            "Fudan University has offered 20 chip patents under open licences at 50,000 yuan per patent, valid until "
            "31 December 2027.",
            "open_license",
            {"until": "2027-12-31", "each": True},
        ),
        (
            "东南大学就10件集成电路专利作出开放许可声明，许可使用费为每件5万元，许可期限至2027年12月31日。",
            "open_license",
            {"until": "2027-12-31", "each": True},
        ),
        (
            "2024年3月5日，清远大学与蓝锐生物签署专利实施许可合同，以独占许可方式许可3件专利，许可费800万元，期限为五年。",
            "license",
            {"until": "2029-03-05", "exclusivity": "exclusive"},
        ),
        (
            "On 12 May 2023 Tongji University granted Anlan Optics Inc. a non-exclusive licence to four patents for a "
            "term of three years.",
            "license",
            {"until": "2026-05-12", "exclusivity": "non_exclusive"},
        ),
        (
            "2024年3月，清远大学将2件专利普通许可给蓝锐生物股份有限公司，许可期限自2024年3月1日至2026年2月28日。",
            "license",
            {"until": "2026-02-28", "exclusivity": "non_exclusive"},
        ),
        (
            "Qingyuan University licensed two patents to Lanrui Biopharma Co., Ltd. in June 2022. The licence runs "
            "until the end of 2026.",
            "license",
            {"until": "2026-12"},
        ),
        (
            "2024年6月，江北科技公司以12件专利质押，获得南京银行贷款1000万元，贷款期限3年。",
            "pledge",
            {"until": "2027-06"},
        ),
        (
            "Tongji University licensed three patents to Anlan Optics Inc. in May 2023 for 3 million yuan.",
            "license",
            {},
        ),
        ("截至2024年底，清远大学已将2件专利许可给蓝锐生物股份有限公司。", "license", {}),
    ],
)  # fmt: skip
def test_conditions(text: str, type_: str, expected: dict[str, Any]) -> None:
    assert told(text, type_) == expected


def test_a_sentence_that_tells_of_two_licences_gives_its_conditions_to_neither() -> None:
    text = (
        "In May 2023 Tongji University licensed three patents to Anlan Optics Inc. and Fudan University licensed two "
        "patents to Borui Pharma Co., Ltd. until 31 December 2027."
    )
    facts = [fact for fact in extract(article_of(text)).facts if fact.type == "license"]
    assert len(facts) == 2
    assert not any("until" in fact.fields for fact in facts)
