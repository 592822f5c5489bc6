"""Kinds of organizations by the words in their names."""

from __future__ import annotations

import pytest

from patnav.graph.schema import KINDS
from patnav.ingest.resolve.kind import kind_by_words
from patnav.ingest.resolve.tables import read_yaml


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("清华大学", "university"),
        ("Soochow University", "university"),
        ("UNIV MARYLAND", "university"),
        ("金陵科技学院", "university"),
        ("美国麻省理工学院", "university"),
        ("某某大学科技园有限公司", "enterprise"),
        ("清华大学出版社有限公司", "enterprise"),
        ("复旦大学出版社", "enterprise"),
        ("苏州工业园区某某研究院有限公司", "enterprise"),
        ("中国科学院苏州纳米技术与纳米仿生研究所", "research_institute"),
        ("中国船舶重工集团公司第七一一研究所", "research_institute"),
        ("江苏省产业技术研究院", "research_institute"),
        ("Fraunhofer Gesellschaft", "research_institute"),
        ("苏州大学附属第一医院", "hospital"),
        ("Massachusetts General Hospital", "hospital"),
        ("江苏银行股份有限公司苏州分行", "financial"),
        ("Bank of Jiangsu Co., Ltd.", "financial"),
        ("苏州市融资担保有限公司", "financial"),
        ("上海市知识产权局", "government"),
        ("Jiangsu Intellectual Property Administration", "government"),
        ("苏州市中级人民法院", "government"),
        ("US HEALTH", "government"),
        ("中国（苏州）知识产权保护中心", "ip_service"),
        ("国家级专利导航服务基地", "ip_service"),
        ("北京三友知识产权代理有限公司", "ip_service"),
        ("Suzhou Intellectual Property Protection Center", "ip_service"),
        ("中国半导体行业协会", "association"),
        ("华为技术有限公司", "enterprise"),
        ("Robert Bosch GmbH", "enterprise"),
        ("株式会社日立製作所", "enterprise"),
        ("GLAXOSMITHKLINE BIOLOG SA", "enterprise"),
    ],
)
def test_kind(name: str, kind: str) -> None:
    assert kind_by_words(name) == kind


@pytest.mark.parametrize("name", ["王明", "SMITH JOHN A", ",", "李军"])
def test_names_without_a_telling_word(name: str) -> None:
    assert kind_by_words(name) is None


def test_the_rules() -> None:
    rules = read_yaml("organization_kinds.yaml")
    assert {rule["kind"] for rule in rules} <= set(KINDS)
    assert all(set(rule) <= {"kind", "zh", "en", "not_zh", "not_en", "forms"} for rule in rules)
