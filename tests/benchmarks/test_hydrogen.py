"""The hydrogen benchmark's grammar and its interpreter of gold queries, on a handful of edges."""

from __future__ import annotations

from collections import defaultdict

import pytest

from benchmarks.hydrogen_calls import Names, Unread, read
from benchmarks.hydrogen_gold import Raw, Unsupported, run

NAMES = Names({"甲乙大学", "北京丙丁公司"}, {"北京市": "CN-110000", "江苏省": "CN-320000", "中国台湾": "TW"})


@pytest.mark.parametrize(
    ("question", "by", "filters"),
    [
        ("甲乙大学在2011年申请了多少项专利？", None, {"from_": "2011", "to": "2011", "applicant": "*甲乙大学*"}),
        ("江苏省哪些机构拥有最多专利？", "applicant", {"region": "CN-320000"}),
        ("研究机构在氢制冷领域有多少专利？", None, {"industry": "domain:氢制冷", "kind": "research_institute"}),
        ("2012年到2017年各技术领域的专利数量分别是多少？", "domain", {"from_": "2012", "to": "2017"}),
        ("北京丙丁公司受让的专利每年有多少？", "year", {"assignee": "*北京丙丁公司*"}),
        ("有质押记录的专利，哪些省份最多？", "province", {"event": "pledge"}),
        ("从2015年起中国台湾每年有多少专利", "year", {"from_": "2015", "region": "TW"}),
    ],
)
def test_a_question_becomes_a_call(question: str, by: str | None, filters: dict[str, str]) -> None:
    call = read(question, NAMES)
    assert (call.by, call.filters) == (by, filters)


@pytest.mark.parametrize(
    "question", ["列出江苏省的专利", "甲乙大学近几年的专利数量", "专利平均转让几次", "有多少家公司"]
)
def test_what_is_not_certain_is_not_read(question: str) -> None:
    with pytest.raises(Unread):
        read(question, NAMES)


def raw() -> Raw:
    edges = {
        "APPLIED_BY": {"P1": [("Organization", "甲")], "P2": [("Organization", "甲"), ("Organization", "乙")]},
        "TRANSFERRED_TO": {"P2": [("Organization", "乙")]},
        "BELONGS_TO": {"P1": [("TechDomain", "制氢技术")], "P2": [("TechDomain", "氢制冷")]},
    }
    places = {"甲": {"country": "中国", "province": "江苏省"}, "乙": {"country": "日本", "province": ""}}
    whole: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for rel, found in edges.items():
        whole[rel].update(found)
    return Raw(["P1", "P2"], whole, {"甲": "高校", "乙": "公司"}, dict(places), {"P1": "2011-02-03"})


COUNT = "count(DISTINCT p) AS count"
FILED = "MATCH (p:Patent)-[:APPLIED_BY]->(o:Organization)"


@pytest.mark.parametrize(
    ("query", "groups"),
    [
        (f"{FILED} WHERE o.name CONTAINS '甲' RETURN count(DISTINCT p) AS total",
         {"all": 2}),
        (f"{FILED}-[:LOCATED_IN]->(loc:Location) WHERE loc.province IS NOT NULL "
         f"AND loc.province <> '' WITH loc.province AS province, {COUNT} RETURN province, count ORDER BY count DESC",
         {"江苏省": 2}),
        (f"MATCH (p:Patent)-[:TRANSFERRED_TO]->(o:Organization) WHERE o.name CONTAINS '乙' MATCH (p)-[:APPLIED_BY]->"
         f"(o:Organization) WITH o.name AS org, {COUNT} RETURN org, count ORDER BY count DESC LIMIT 5", {"乙": 1}),
        (f"MATCH (p:Patent) WHERE p.transfer_count > 0 MATCH (p)-[:BELONGS_TO]->(td:TechDomain) "
         f"WITH td.name AS domain, {COUNT} RETURN domain, count ORDER BY count DESC", {"氢制冷": 1}),
        (f"MATCH (p:Patent) WHERE substring(p.application_date, 0, 4) >= '2010' WITH "
         f"substring(p.application_date, 0, 4) AS year, {COUNT} RETURN year, count ORDER BY year", {"2011": 1}),
    ],
)  # fmt: skip
def test_the_interpreter_follows_cypher(query: str, groups: dict[str, int]) -> None:
    assert run(raw(), query).groups == groups


def test_what_it_does_not_do_it_says() -> None:
    with pytest.raises(Unsupported):
        run(raw(), "MATCH (p:Patent) RETURN p.application_no AS app_no LIMIT 5")
