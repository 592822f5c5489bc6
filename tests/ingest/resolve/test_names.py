from __future__ import annotations

import pytest

from patnav.ingest.resolve.asides import is_acronym
from patnav.ingest.resolve.damage import repaired
from patnav.ingest.resolve.names import parse
from patnav.ingest.resolve.names_zh import pinyin_key, simplified


@pytest.mark.parametrize(
    ("text", "core", "activity", "place", "form", "unit"),
    [
        ("苏州纳微科技股份有限公司", "纳微", "科技", "苏州", "股份有限公司", ""),
        ("江苏省苏州市恒泰电子有限公司", "恒泰", "电子", "苏州", "有限公司", ""),
        ("上汽大通汽车有限公司南京分公司", "上汽大通", "汽车", "", "有限公司", "南京分公司"),
        ("苏州大学附属第一医院", "苏州大学", "", "苏州", "", "附属第一医院"),
        ("中国中车集团有限公司", "中国中车", "", "", "集团有限公司", ""),
    ],
)
def test_a_chinese_name_has_parts(text: str, core: str, activity: str, place: str, form: str, unit: str) -> None:
    name = parse(text)
    assert (name.core, name.activity, name.place, name.form, name.unit) == ((core,), activity, place, form, unit)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Semicond Mfg Int (Shanghai) Corp", "Semiconductor Manufacturing International (Shanghai) Corporation"),
        ("The Regents of the Univ. of Calif.", "University of California"),
        ("Kabushiki Kaisha Toshiba", "Toshiba KK"),
        ("Universit\u00c3\u00a4t Bonn", "Universität Bonn"),
        ("University of Utrecht, as represented by its board", "Utrecht University"),
        ("台灣積體電路製造股份有限公司", "台湾积体电路制造股份有限公司"),
        ("哈工大", "哈尔滨工业大学"),
        ("中科院物理所", "中国科学院物理研究所"),
        ("U.S. Department of Energy", "The United States of America as represented by the Department of Energy"),
    ],
)
def test_one_name_in_two_spellings(a: str, b: str) -> None:
    assert parse(a).key == parse(b).key


def test_a_state_is_told_by_who_represents_it() -> None:
    said = "The United States of America as represented by the Secretary of the "
    assert parse(said + "Navy").key != parse(said + "Army").key
    assert parse("Japan as represented by Director General of Mint").key != parse("Japan").key


def test_places_that_patents_never_belong_to_are_kept_apart() -> None:
    assert parse("University of Washington").key != parse("Washington University").key
    assert parse("United States Steel Corporation").unit == ""


def test_acronyms_and_damage() -> None:
    assert is_acronym("ITRI", "Industrial Technology Research Institute")
    assert not is_acronym("IBM", "Industrial Technology Research Institute")
    assert repaired("Procter &amp; Gamble") == "Procter & Gamble"
    assert repaired("Ã") == "Ã"


def test_surnames_are_read_as_surnames() -> None:
    assert pinyin_key("曾国藩") == "zengguofan"
    assert simplified("臺灣") == "台湾"
