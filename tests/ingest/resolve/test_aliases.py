"""The table of organizations: one row for every name of a body, none for an ambiguous one."""

from __future__ import annotations

import pytest

from patnav.graph.schema import KINDS
from patnav.ingest.classify.regions import regions
from patnav.ingest.resolve.aliases import aliases
from patnav.ingest.resolve.normalise import organization_key
from patnav.ingest.resolve.tables import read_rows


@pytest.mark.parametrize(
    "names",
    [
        ("Tsinghua University", "清华大学", "UNIV TSINGHUA", "Tsinghua Univ"),
        ("Huawei Technologies Co., Ltd.", "华为技术有限公司", "Huawei", "HUAWEI TECH CO LTD", "华为"),
        ("Soochow University", "苏州大学"),
        ("iFLYTEK Co., Ltd.", "科大讯飞股份有限公司", "科大讯飞"),
        ("Cambricon Technologies Corporation Limited", "中科寒武纪科技股份有限公司", "寒武纪"),
        ("中芯国际集成电路制造(上海)有限公司", "Semiconductor Manufacturing International (Shanghai) Corporation"),
        ("China National Intellectual Property Administration", "国家知识产权局", "CNIPA"),
        ("Boehringer Ingelheim", "勃林格殷格翰"),
    ],
    ids=lambda names: names[0],
)
def test_names_of_one_body(names: tuple[str, ...]) -> None:
    found = {aliases().find(name) for name in names}
    assert len(found) == 1
    assert found != {None}


@pytest.mark.parametrize(
    "names",
    [
        ("Jinan University", "University of Jinan"),
        ("西安科技大学", "西安电子科技大学"),
        ("中国中车集团有限公司", "中国中车股份有限公司"),
        ("中芯国际集成电路制造（上海）有限公司", "中芯国际集成电路制造（北京）有限公司"),
        ("清华大学", "清华大学深圳国际研究生院"),
        ("中山大学", "中山大学附属第一医院"),
        ("华为技术有限公司", "华为终端有限公司"),
    ],
    ids=lambda names: names[0],
)
def test_bodies_of_near_names(names: tuple[str, str]) -> None:
    first, second = map(aliases().find, names)
    assert first is not None
    assert second is not None
    assert first.key != second.key


def test_a_name_that_several_countries_know_needs_its_country() -> None:
    assert aliases().find("Northeastern University") is None
    assert aliases().find("Northeastern University", "US") is None
    body = aliases().find("Northeastern University", "CN")
    assert body is not None
    assert body.name_zh == "东北大学"


def test_an_abbreviation_that_fits_two_bodies_fits_none() -> None:
    assert aliases().find("UNIV JINAN") is None


def test_the_table() -> None:
    rows = read_rows("organizations.csv")
    assert len({row["key"] for row in rows}) == len(rows) > 2000
    for row in rows:
        assert row["kind"] in KINDS
        assert row["region"] in regions().nodes
        assert len(row["country"]) == 2
        assert row["key"] in (organization_key(row["name_en"]), organization_key(row["name_zh"]))
        assert all(part and "\t" not in part for part in row["aliases"].split("|") if row["aliases"])


def test_every_row_answers_to_its_key() -> None:
    for body in aliases().bodies.values():
        names = (body.name_en, body.name_zh)
        assert body.key in {found.key for name in names if name and (found := aliases().find(name, body.country))}


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("Electronics and Telecommunications Rese", "Electronics and Telecommunications Research Institute"),
        ("中国科学院上海微系统与信息技术", "中国科学院上海微系统与信息技术研究所"),
        ("华中科计大学", "华中科技大学"),
        ("中国科学院半导休研究所", "中国科学院半导体研究所"),
    ],
)
def test_a_cut_or_misspelled_name_of_one_body_finds_it(damaged: str, whole: str) -> None:
    assert aliases().find(damaged) is aliases().find(whole) is not None


@pytest.mark.parametrize(
    "name", ["中国水产科学研究院东海海产研究所", "中国电子科技集团公司第", "Korea Institute of Science and",
     "Chinese Academy of Sciences Institute of"]
)  # fmt: skip
def test_a_name_that_may_be_several_or_another_finds_none(name: str) -> None:
    assert aliases().find(name) is None
