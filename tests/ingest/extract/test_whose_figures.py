"""Whose a figure, a deal or a case is: the nation's, another case of the same parties, each receiver's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Facts = Callable[..., list[dict[str, Any]]]


def _values(found: list[dict[str, Any]], region: str) -> list[float]:
    return [fact["value"] for fact in found if fact.get("region") == region]


def test_what_an_article_on_a_country_counts_is_the_countrys(facts: Facts) -> None:
    text = (
        "China's invention patents in force rise\n\n"
        "China granted 812,000 invention patents in 2023, up 9.1 percent year on year.\n\n"
        "Patent pledge financing hit 612.5 billion yuan last year, benefiting 31,000 enterprises. "
        "Hubei Province registered 41.2 billion yuan."
    )
    found = facts(text, "indicator", published="2024-01-16")
    assert _values(found, "China") == [812000, 612500000000, 31000]
    assert _values(found, "Hubei") == [41200000000]


def test_a_chinese_article_may_open_with_the_country(facts: Facts) -> None:
    text = "全国1900所高校盘点存量专利88.2万件\n\n北京2024年12月9日电 2021年，高校专利转让和许可共1.9万次。"
    assert _values(facts(text, "indicator", published="2024-12-09"), "全国") == [19000]


def test_a_country_in_the_figures_own_sentence(facts: Facts) -> None:
    found = facts("The commercialisation rate of patents in Japan rose to 51.3 percent in 2022.", "indicator")
    assert [(f["region"], f["value"], f["period"]) for f in found] == [("Japan", 0.513, "2022")]


def test_the_delta_is_the_one_that_was_named(facts: Facts) -> None:
    text = "The Yangtze River Delta has six IP operation centres.\n\nThe Delta counts 19 IP protection centres."
    assert {fact["region"] for fact in facts(text, "indicator")} == {"Yangtze River Delta"}


def test_each_figure_has_the_year_right_before_it(facts: Facts) -> None:
    found = facts("全国有效专利的产业化率也在上升，2019年为38.6%，2023年为47.2%。", "indicator")
    assert [(fact["value"], fact["period"]) for fact in found] == [(0.386, "2019"), (0.472, "2023")]


def test_another_case_of_the_same_parties_is_another_case(facts: Facts) -> None:
    text = (
        "A jury on Friday awarded memory company Ravelin $64 million in damages from Ostrava Electronics in a patent "
        "lawsuit over memory modules. Ravelin won $210 million from Ostrava in a related case last year.\n\n"
        "Ravelin sued Ostrava in 2022 in the U.S. District Court for the Eastern District of Texas."
    )
    found = facts(text, "dispute", published="2024-11-22")
    assert [(f["amount"], f.get("date")) for f in found] == [(64000000, "2024-11-22"), (210000000, None)]
    assert [f.get("forum") for f in found] == [["U.S. District Court for the Eastern District of Texas"], None]


def test_a_seat_before_a_name_is_that_names_alone(facts: Facts) -> None:
    found = facts("Salinas, California-based Ravelin Corp. sued Ostrava Electronics in May.", "located_in")
    assert [fact["subject"] for fact in found] == ["Ravelin Corp."]


def test_one_patent_each_to_two_receivers_is_two_deals(facts: Facts) -> None:
    text = "汉江师范学院将一件电池专利转让给随州锐通电气有限公司，将另一件电池专利转让给随州云谷数据有限公司。"
    found = facts(text, "assignment")
    assert [(fact["assignee"], fact["patents"]) for fact in found] == [
        (["随州锐通电气有限公司"], 1),
        (["随州云谷数据有限公司"], 1),
    ]


def test_who_works_a_patent_under_a_licence_is_the_licensee(facts: Facts) -> None:
    text = (
        "截至目前，已有随州云谷数据有限公司等9家中小企业与汉江师范学院签订许可合同，累计达成许可21件次，许可费总额86万元。"
        "其中，一件发明专利由随州锐通电气有限公司以普通许可方式实施，许可使用费5万元/年。"
    )
    [deal] = facts(text, "license")
    assert (deal["licensor"], deal["licensee"]) == (["汉江师范学院"], ["随州锐通电气有限公司"])
    assert {f["organization"] for f in facts(text, "indicator")} == {"汉江师范学院"}


def test_a_years_sum_without_the_other_side_is_no_deal(facts: Facts) -> None:
    text = "据悉，2023年汉江师范学院共转让专利312件，许可专利148件，合同金额突破11亿元。"
    assert not facts(text, "assignment", "license")
    assert {f["organization"] for f in facts(text, "indicator")} == {"汉江师范学院"}


def test_a_part_is_no_second_value_of_the_whole(facts: Facts) -> None:
    text = (
        "Ningde launched a mediation committee, which handled 210 disputes in the first quarter, 168 of them settled."
    )
    whole, part = facts(text, "indicator")
    assert (whole["value"], whole["indicator"]) == (210, "disputes_handled")
    assert (part["value"], part["label"]) == (168, "disputes, of which settled") and "indicator" not in part


def test_a_total_of_owners_elsewhere_is_not_the_one_that_is_named(facts: Facts) -> None:
    text = "杭州市开放许可试点引入外地专利。清华大学等杭州以外的专利权人，共有310件专利进入杭州的开放许可项目。"
    assert not facts(text, "open_license")
    [figure] = facts(text, "indicator")
    assert (figure["region"], figure["value"], figure["label"]) == ("杭州", 310, "杭州以外的专利权人的专利")


def test_a_total_since_something_began_is_of_no_date(facts: Facts) -> None:
    text = "Sixty firms in Wuxi have declared 190 patents for open licence since the city began its pilot in May 2022."
    assert [fact.get("date") for fact in facts(text, "open_license", "programme")] == [None]


def test_a_programme_has_a_name_that_says_something(facts: Facts) -> None:
    text = "Fujian province has opened a public platform where makers can deposit their data intellectual property."
    [found] = facts(text, "programme")
    assert found["name"] == "public platform where makers can deposit their data intellectual property"
    [found] = facts("浙江省还制定了开源社区数据知识产权保护规则，在全国是第一次。", "programme")
    assert found["place"] == "浙江"


def test_a_share_goes_on_about_the_sum_or_the_whole_before(facts: Facts) -> None:
    text = (
        "Patent pledge financing in Fujian came to 86.2 billion yuan in 2022. That was 12.6 percent more than in the "
        "year before. It was also nearly half of the national total."
    )
    assert {fact["indicator"] for fact in facts(text, "indicator")} == {"patent_pledge_financing"}
    text = "Nearly one third of all patents in China belong to owners in Fujian, and so do a quarter of all trademarks."
    assert [f["share_of"] for f in facts(text, "indicator")] == ["China", "China"]


def test_a_securitization_is_of_the_finest_place_and_of_no_firm_by_being_one(facts: Facts) -> None:
    [issue] = facts(
        "2023年4月，福建省厦门市发行一单知识产权证券化产品，规模为1.05亿元，面向中小企业。", "securitization"
    )
    assert issue["place"] == "厦门" and "beneficiaries" not in issue
