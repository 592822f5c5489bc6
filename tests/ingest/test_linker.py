"""The linker as the projection sees it."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patnav.graph.links import Linker, PartyLink
from patnav.ingest.linker import TableLinker


@pytest.fixture(scope="module")
def linker() -> Linker:
    return TableLinker()


def test_one_body_under_all_its_names(linker: Linker) -> None:
    english = linker.party("HUAWEI TECHNOLOGIES CO., LTD.", kind="organization", country="CN")
    chinese = linker.party("华为技术有限公司")
    assert english == chinese
    assert chinese.key == "org:huawei-technologies-co-ltd"
    assert (chinese.kind, chinese.country, chinese.region, chinese.region_via) == (
        "enterprise",
        "CN",
        "CN-440307",
        "table",
    )
    assert chinese.ids == ("ror:00cmhce21",)


def test_an_unlisted_firm_is_itself(linker: Linker) -> None:
    link = linker.party("苏州纳维科技有限公司")
    assert link == PartyLink(
        "org:苏州纳维科技有限公司",
        "Organization",
        "苏州纳维科技有限公司",
        name_zh="苏州纳维科技有限公司",
        kind="enterprise",
        country="CN",
        region="CN-320500",
        region_via="name",
    )
    assert link.key != linker.party("苏州纳微科技股份有限公司").key


def test_the_source_places_a_listed_body_more_finely(linker: Linker) -> None:
    link = linker.party("苏州大学", country="CN", address="215123 江苏省苏州市工业园区仁爱路199号")
    assert (link.region, link.region_via) == ("CN-320500-sip", "address")
    assert linker.party("苏州大学", country="CN").region == "CN-320500"


def test_persons(linker: Linker) -> None:
    link = linker.party("Li; Jun", country="CN", address="上海市浦东新区")
    assert (link.key, link.type, link.kind, link.region) == ("person:jun-li", "Person", None, "CN-310115")
    assert linker.party("华为", kind="person").type == "Person"
    assert linker.party("SMITH JOHN A", country="US").type == "Person"
    assert linker.party("SMITH JOHN A", kind="organization").type == "Organization"


@pytest.mark.parametrize("name", [",", ".", "--", "  ·  "])
def test_punctuation_is_a_name_of_its_own(linker: Linker, name: str) -> None:
    link = linker.party(name)
    assert (link.type, link.kind) == ("Organization", "other")
    assert len(link.key) > len("org:")


def test_a_foreign_namesake_is_not_the_listed_body(linker: Linker) -> None:
    assert linker.party("Northeastern University", country="US").key == "org:northeastern-university"
    assert linker.party("Northeastern University", country="CN").key == "org:东北大学"


def test_a_unit_lies_where_its_university_does(linker: Linker) -> None:
    assert linker.party("复旦大学附属某某医院").region == "CN-310000"
    assert linker.party("浙江大学台州研究院").region == "CN-331000"


def test_classes(linker: Linker) -> None:
    link = linker.tech_class("H01L21/768")
    assert (link.level, link.parents) == ("subgroup", ("H01L21/00", "H01L", "H01", "H"))
    assert link.fields == ("wipo35:8",)
    assert link.industries == ("key:ic", "key:ic.manufacture", "sei:1", "sei:1.2")
    assert "kdt:chip.1.3" in link.worded
    assert "nic:C3973" in link.economy
    assert linker.tech_class("14-02").parents == ()


def test_tables_list_parents_first(linker: Linker) -> None:
    seen: set[str] = set()
    for region in linker.regions():
        assert set(region.parents) <= seen, region
        seen.add(region.key)
    seen.clear()
    for industry in linker.industries():
        assert industry.parent is None or industry.parent in seen, industry
        seen.add(industry.key)


def test_lookups(linker: Linker) -> None:
    assert linker.region("Yangtze River Delta") == "YRD"
    assert linker.industry("集成电路") == linker.industry("chips") == "key:ic"
    assert linker.region("nowhere") is None
    assert linker.industry("nothing") is None


@given(
    st.text(max_size=40), st.none() | st.sampled_from(["CN", "JPX", "T0", "", "US"]), st.none() | st.text(max_size=20)
)
def test_any_text_is_answered_the_same_twice(name: str, country: str | None, address: str | None) -> None:
    linker = TableLinker()
    first = linker.party(name, country=country, address=address)
    assert first == linker.party(name, country=country, address=address)
    assert first.key.split(":", 1)[1]


@pytest.mark.shared
def test_speed(shared: Callable[[str], Path]) -> None:
    """Far inside the promise of 200,000 names in 15 seconds, on a machine half as fast."""
    with shared("cn_hydrogen_kg/organizations.tsv").open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file, delimiter="\t")]
    linker = TableLinker()
    linker.party(names[0])
    start = time.process_time()
    for name in names:
        linker.party(name)
    assert (time.process_time() - start) / len(names) < 15 / 200_000 * 4
