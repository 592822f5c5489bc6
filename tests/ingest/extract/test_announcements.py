"""What announcements and court reports have of their own: signatures, lists of parties, first persons."""

from __future__ import annotations

from typing import Any

import pytest

from patnav.ingest.extract.pipeline import extract
from patnav.ingest.news.text import article_of


def facts(text: str, kind: str) -> list[dict[str, Any]]:
    return [fact.fields for fact in extract(article_of(text)).facts if fact.type == kind]


@pytest.mark.parametrize(
    "text",
    [
        'Notice\n\nElm Optics Inc. (the "Company") lists new patents.\n\nBy order of the board\nDr. Wong Siu-fan\n'
        "Chief Executive Officer\n",
        'Report\n\nElm Optics Inc. (the "Company") lists new patents.\n\nSIGNATURE\nName: Wong Siu-fan\n'
        "Title: Chief Executive Officer\n",
    ],
)
def test_signatures(text: str) -> None:
    assert facts(text, "role") == [
        {"person": "Wong Siu-fan", "organization": "Elm Optics Inc.", "title": "Chief Executive Officer"}
    ]


def test_first_person_is_the_announcer() -> None:
    text = (
        'Notice\n\nElm Optics Inc. ("Elm" or "we") informs investors. On 2 April 2025 we pledged 22 patents to '
        "Bank of Dongying for a loan of RMB 45 million.\n"
    )
    (pledge,) = facts(text, "pledge")
    assert (pledge["pledgor"], pledge["lender"], pledge["patents"]) == (["Elm Optics Inc."], ["Bank of Dongying"], 22)


def test_listed_parties_of_a_case() -> None:
    text = (
        "判决书公告\n\n原告：北岭生物技术有限公司\n被告一：绿原酶工程有限公司\n被告二：沈阳瀚济饲料有限公司\n"
        "长春市中级人民法院于2025年3月27日作出判决：绿原酶工程有限公司赔偿原告经济损失1,265万元。\n"
    )
    (case,) = facts(text, "dispute")
    assert case["plaintiff"] == ["北岭生物技术有限公司"]
    assert case["defendant"] == ["绿原酶工程有限公司", "沈阳瀚济饲料有限公司"]
    assert case["amount"] == 12_650_000


@pytest.mark.parametrize(
    "text",
    [
        "北岭生物技术有限公司拟以8件专利质押向白鹿银行借款500万元。",
        "北岭生物技术有限公司与白鹿银行尚未就专利质押贷款签订协议。",
        "The pledge that Elm Optics Inc. granted Bank of Dongying over six patents has lapsed.",
        "Elm Optics Inc. may sell nine patents to Oak Sensors Ltd if talks succeed.",
        "Elm Optics Inc. denied that it had licensed nine patents to Oak Sensors Ltd.",
    ],
)
def test_what_is_planned_denied_or_over_is_no_deal(text: str) -> None:
    assert not {"pledge", "assignment", "license"} & {fact.type for fact in extract(article_of(text)).facts}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("正式签署专利许可协议，青柚医疗有限公司许可福海器械有限公司使用13件专利，许可费650万元。", 6_500_000),
        ("青柚智能装备有限公司将13件专利许可给福海器械有限公司使用，许可费650万元。", 6_500_000),
    ],
)
def test_words_inside_words_deny_nothing(text: str, wanted: int) -> None:
    assert [fact["amount"] for fact in facts(text, "license")] == [wanted]
