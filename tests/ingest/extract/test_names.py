"""Names: kinds of organizations, abbreviations, places, short forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from patnav.graph.model import Extraction
from patnav.ingest.extract.gazetteer import country_of, known_place, place_prefix, within


def named(extraction: Extraction, label: str = "Organization") -> dict[str, str | None]:
    return {entity.name: entity.kind for entity in extraction.entities if entity.label == label}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Songhua University opened an office.", "Songhua University", "university"),
        ("The Bank of Huzhou opened an office.", "Bank of Huzhou", "financial"),
        ("Beilun Castings Co., Ltd. opened an office.", "Beilun Castings Co., Ltd.", "enterprise"),
        (
            "The Nanping Intellectual Property Office opened a room.",
            "Nanping Intellectual Property Office",
            "government",
        ),
        ("Lishui Central Hospital opened a ward.", "Lishui Central Hospital", "hospital"),
        ("松花大学成立了办公室。", "松花大学", "university"),
        ("湖州银行成立了办公室。", "湖州银行", "financial"),
        ("北仑铸造有限公司成立了办公室。", "北仑铸造有限公司", "enterprise"),
        ("南平市知识产权局成立了办公室。", "南平市知识产权局", "government"),
    ],
)
def test_kinds(extraction: Callable[..., Extraction], text: str, name: str, kind: str) -> None:
    assert named(extraction(text)) == {name: kind}


def test_an_abbreviation_is_the_name_it_was_bound_to(extraction: Callable[..., Extraction]) -> None:
    text = "Songhua Polytechnic University (SPU) has 90 patents. Last year SPU sold nine patents to Harbin Rail Tools."
    found = extraction(text)
    assert "SPU" not in named(found)
    (university,) = [e for e in found.entities if e.kind == "university"]
    assert {m.text for m in university.mentions} == {"Songhua Polytechnic University", "SPU"}


def test_a_chinese_short_name_is_the_name_it_was_bound_to(extraction: Callable[..., Extraction]) -> None:
    text = "北仑铸造有限公司（以下简称“北仑铸造”）位于宁波。北仑铸造向松花大学购买专利9件。"
    (firm,) = [e for e in extraction(text).entities if e.kind == "enterprise"]
    assert {m.text for m in firm.mentions} >= {"北仑铸造有限公司", "北仑铸造"}


def test_a_headline_binds_to_the_full_name_below(extraction: Callable[..., Extraction]) -> None:
    text = "Beilun Castings buys patents\nBeilun Castings Co., Ltd. bought nine patents from Songhua University."
    assert set(named(extraction(text))) == {"Beilun Castings Co., Ltd.", "Songhua University"}


def test_places(extraction: Callable[..., Extraction]) -> None:
    assert "Zhenjiang" in named(extraction("Firms in Zhenjiang, Jiangsu province, pledged patents."), "Region")
    assert "镇江" in named(extraction("江苏省镇江市企业质押专利。"), "Region")


def test_the_vocabulary_of_places() -> None:
    place = known_place("Jiangsu province", "en")
    assert place is not None and place.level == "province"
    assert known_place("Nowhere", "en") is None
    assert within("Nanjing", "en") == "Jiangsu"
    assert country_of("German", "en") == country_of("德国", "zh") == "Germany"
    assert place_prefix("Suzhou Fasteners", "en") == ("Suzhou", 7)
