from __future__ import annotations

from typing import Any

import pytest

from patnav.ingest.resolve.people import PersonName, cluster_people, parse_person


@pytest.mark.parametrize(
    ("text", "family", "given", "middle"),
    [
        ("Smith, John A., Jr.", "smith", "john", "a"),
        ("John A. Smith", "smith", "john", "a"),
        ("Li; Jun", "li", "jun", ""),
        ("李军", "李", "军", ""),
        ("", "", "", ""),
    ],
)
def test_parts_of_a_name(text: str, family: str, given: str, middle: str) -> None:
    name = parse_person(text)
    assert (name.family, name.given, name.middle) == (family, given, middle)


def together(a: dict[str, Any], b: dict[str, Any]) -> bool:
    found = cluster_people([{"id": "1", **a}, {"id": "2", **b}])
    return found["1"] == found["2"]


def test_a_rare_name_is_one_person_and_two_middle_names_are_two() -> None:
    assert together({"name": "Lauri A. Aaltonen"}, {"name": "Aaltonen, Lauri"})
    assert not together({"name": "Lauri A. Aaltonen"}, {"name": "Lauri B. Aaltonen"})
    assert not together({"name": "Lauri Aaltonen"}, {"name": "Lasse Aaltonen"})


def test_a_chinese_name_needs_more_than_itself() -> None:
    assert isinstance(parse_person("Wei Zhang"), PersonName)
    assert parse_person("Wei Zhang").chinese
    assert not together({"name": "Wei Zhang"}, {"name": "Wei Zhang"})
    assert not together({"name": "王伟", "applicants": ["a"]}, {"name": "王伟", "applicants": ["b"]})
    assert together({"name": "王伟", "inventors": ["李大勇"]}, {"name": "王伟", "inventors": ["李大勇"]})
    here = {"name": "Wei Zhang", "applicants": ["a"], "classes": ["H01L21/00"]}
    assert together(here, here | {"classes": ["H01L33/00"]})
    assert not together(here, here | {"classes": ["A61K31/00"]})
