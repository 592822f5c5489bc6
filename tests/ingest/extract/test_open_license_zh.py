"""Chinese open licences: whose offer it is where nobody is named, what is free, who takes it, what is but hoped."""

from __future__ import annotations

from typing import Any

from patnav.ingest.extract.pipeline import extract
from patnav.ingest.news.text import article_of

SCHOOL = "青湾理工大学"


def told(text: str) -> list[tuple[str, dict[str, Any]]]:
    found = extract(article_of(text)).facts
    return [(fact.type, dict(fact.fields)) for fact in found if fact.type in ("open_license", "license")]


def test_number_behind_the_words_for_free_is_the_free_part() -> None:
    text = "柳州市知识产权动态\n2025-07-10\n\n柳州市开放许可：至6月末，在库专利合计873件（免费的占331件）。"
    [(kind, fields)] = told(text)
    assert (kind, fields["patents"], fields["royalty_free"]) == ("open_license", 873, 331)
    assert fields["place"] == "柳州"


def test_offer_without_a_name_is_that_of_the_body_of_the_article() -> None:
    text = f"{SCHOOL}大事记\n2025-06-30\n\n5月9日　声明开放许可专利26件，前10件免费。"
    [(_, fields)] = told(text)
    assert (fields["licensor"], fields["patents"], fields["royalty_free"]) == ([SCHOOL], 26, 10)


def test_one_of_many_or_a_part_of_them_is_not_who_offers() -> None:
    for text in (
        f"截至6月底，{SCHOOL}等9家单位累计声明开放许可专利643件。",
        f"市内高校累计声明开放许可专利643件，其中{SCHOOL}一家达成52项。",
    ):
        [(_, fields)] = told(f"柳州市上半年数据\n2025-07-10\n\n{text}")
        assert "licensor" not in fields


def test_first_deal_after_an_offer_is_of_it_though_the_taker_is_unnamed() -> None:
    text = (
        f"{SCHOOL}大事记\n2025-06-30\n\n5月9日，{SCHOOL}声明开放许可专利26件，其中10件免费。"
        "首单已在6月成交：一家民营企业花1.2万元买到了除冰涂层专利三年的使用权。"
    )
    assert [(kind, fields.get("amount")) for kind, fields in told(text)] == [
        ("open_license", None),
        ("open_license", 12000),
    ]


def test_exclusive_licence_in_another_clause_stays_beside_an_open_one() -> None:
    text = (
        f"{SCHOOL}大事记\n2025-06-30\n\n去年，{SCHOOL}声明开放许可专利26件。今年6月，学校把2件制氢专利授权云州绿源能源有限公司独占使用，"
        "一次性收费88万元；而荆门一家饲料厂通过开放许可用上了学校的防霉专利，年费只要1.5万元。"
    )
    assert sorted(kind for kind, _ in told(text)) == ["license", "open_license", "open_license"]


def test_what_is_hoped_for_is_no_offer() -> None:
    assert told(f"{SCHOOL}大事记\n2025-06-30\n\n按照设想，开放许可的专利明年将增加到150件。") == []
