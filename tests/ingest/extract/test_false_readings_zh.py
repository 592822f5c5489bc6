"""Chinese sentences that were read falsely, each with the right reading; what is no fact beside what is."""

from __future__ import annotations

from typing import Any

import pytest

from patnav.ingest.extract.contract import to_json
from patnav.ingest.extract.pipeline import extract
from patnav.ingest.news.text import article_of

A, B = "杭州云栖电机有限公司", "宁波海曙泵业有限公司"
COURT = "杭州市中级人民法院"


def facts(text: str, kind: str) -> list[dict[str, Any]]:
    found = to_json(extract(article_of(f"2025-03-10\n\n一周专利要闻\n\n{text}")), "a.txt")["facts"]
    return [fact for fact in found if fact["type"] == kind]


@pytest.mark.parametrize(
    ("text", "plaintiff", "defendant", "outcome"),
    [
        (
            f"{A}（以下简称“云栖电机”）于2024年5月因专利权纠纷将{B}诉至{COURT}。法院判令{B}赔偿80万元。",
            A,
            B,
            "awarded",
        ),
        (f"{B}请求确认其产品不侵害{A}的专利权，{COURT}已经受理。", B, A, None),
        (f"{A}起诉{B}侵害其专利权。{COURT}对原告的诉讼请求不予支持。", A, B, "dismissed"),
        (f"{A}诉{B}侵害专利权一案，{COURT}判令{B}赔偿80万元，驳回其他诉讼请求。", A, B, "awarded"),
        (f"国家知识产权局宣告{A}一件实用新型专利权全部无效，请求人为{B}。", B, A, None),
    ],
)
def test_who_sued_and_how_it_ended(text: str, plaintiff: str, defendant: str, outcome: str | None) -> None:
    [case] = facts(text, "dispute")
    assert (case["plaintiff"], case["defendant"], case.get("outcome")) == ([plaintiff], [defendant], outcome)


def test_the_sum_and_the_court_of_the_second_instance_count() -> None:
    first = f"{COURT}一审认定{B}侵权，赔偿{A}120万元"
    [case] = facts(f"{first}；浙江省高级人民法院二审将赔偿额改为200万元。", "dispute")
    assert (case["amount"], case["forum"]) == (2_000_000, ["浙江省高级人民法院"])
    [case] = facts(f"{first}。", "dispute")
    assert (case["amount"], case["forum"]) == (1_200_000, [COURT])


def test_a_denied_rumour_is_no_case() -> None:
    assert not facts(f"网上流传“{A}被{B}起诉并赔偿300万元”，该公司昨日回应称消息不实。", "dispute")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{A}以专利质押向宁波甬江银行申请的2000万元贷款遭退回。", "pledge"),
        (f"{A}提出以专利质押借款1亿元，宁波甬江银行的尽职调查还没有结束。", "pledge"),
        ("浙江海曙大学计划于2025年推出30件专利的开放许可。", "open_license"),
        ("到2025年，杭州市发明专利拥有量要达到8万件。", "indicator"),
    ],
)
def test_what_was_refused_or_is_still_to_come_is_no_fact(text: str, kind: str) -> None:
    assert not facts(text, kind)


def test_a_part_of_a_portfolio_is_what_is_sold() -> None:
    [sale] = facts(f"浙江海曙大学把40项专利中的12项转让给{A}，作价300万元。", "assignment")
    assert sale["patents"] == 12


def test_the_value_of_an_earlier_year_is_no_figure_of_this_one() -> None:
    [figure] = facts("2024年杭州市发明专利授权量1.2万件，较2022年的0.9万件增长33.3%。", "indicator")
    assert (figure["value"], figure["period"], figure["change"]) == (12_000, "2024", 0.333)


def test_pledged_trademarks_are_no_pledged_patents() -> None:
    told = facts("杭州市商标质押融资金额达到12亿元，专利质押融资金额达到45亿元。", "indicator")
    assert [(one["value"], one.get("indicator")) for one in told] == [
        (1_200_000_000, None),
        (4_500_000_000, "patent_pledge_financing"),
    ]


def test_shares_in_a_firm_that_patents_are_put_into() -> None:
    institute = f"{A}成立。海曙材料研究所将5件发明专利作价980万元投入该公司，持股35%"
    text = f"{institute}；宁波北海创业投资基金出资1500万元，持股40%。"
    assert {(one["owner"], one["share"]) for one in facts(text, "ownership")} == {
        ("海曙材料研究所", 0.35),
        ("宁波北海创业投资基金", 0.4),
    }
    [put_in] = facts(text, "assignment")
    assert (put_in["amount"], put_in["assignee"]) == (9_800_000, [A])


def test_who_uses_patents_under_a_licence_takes_it() -> None:
    [taken] = facts(f"从2024年7月起，{A}以普通许可方式使用海曙材料研究所2件专利，每年交费25万元。", "license")
    assert (taken["licensee"], taken["licensor"]) == ([A], ["海曙材料研究所"])


def test_who_raised_a_firm_did_not_invest_in_it() -> None:
    [round_] = facts(f"由浙江海曙大学孵化的{A}获甬江母基金2000万元天使轮投资。", "investment")
    assert round_["investor"] == ["甬江母基金"]
    [round_] = facts(f"{A}获得1.1亿元投资，出资的是{B}和德国风投机构Niedhart Ventures。", "investment")
    assert round_["investor"] == [B, "Niedhart Ventures"]


@pytest.mark.parametrize("place", ["位于苏州高新区内的", "高阳县城里的"])
def test_a_firm_within_a_place_lies_there(place: str) -> None:
    [seat] = facts(f"{place}江苏芯渡半导体有限公司是一家上市公司。", "located_in")
    assert seat["object"] in place
