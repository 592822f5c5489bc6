"""Roles, seats, owners, nationalities: who and what belongs to whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Facts = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "person", "organization", "title"),
    [
        (
            "Lü Chenguang, director of the Nanping Intellectual Property Office, opened the meeting.",
            "Lü Chenguang",
            "Nanping Intellectual Property Office",
            "director",
        ),
        (
            '"We have trained 300 people," said Erika Sand, chief executive of Halvorsen Marine.',
            "Erika Sand",
            "Halvorsen Marine",
            "chief executive",
        ),
        ("南平市知识产权局局长吕晨光出席会议。", "吕晨光", "南平市知识产权局", "局长"),
    ],
)
def test_roles(facts: Facts, text: str, person: str, organization: str, title: str) -> None:
    assert facts(text, "role") == [{"type": "role", "person": person, "organization": organization, "title": title}]


def test_a_surname_stands_for_the_person_named_before(facts: Facts) -> None:
    text = (
        "Erika Sand became chief executive of Halvorsen Marine in May.\n"
        "Sand, the chief executive, said that the firm had bought nine patents."
    )
    assert {f["person"] for f in facts(text, "role")} == {"Erika Sand"}


@pytest.mark.parametrize(
    ("text", "subject", "place"),
    [
        ("Halvorsen Marine, a Norwegian maker of pumps, is based in Bergen.", "Halvorsen Marine", "Bergen"),
        ("Beilun Castings Co., Ltd. is headquartered in Ningbo.", "Beilun Castings Co., Ltd.", "Ningbo"),
        ("联湖光电科技有限公司位于无锡。", "联湖光电科技有限公司", "无锡"),
    ],
)
def test_seats(facts: Facts, text: str, subject: str, place: str) -> None:
    assert facts(text, "located_in") == [{"type": "located_in", "subject": subject, "object": place}]


def test_nationality(facts: Facts) -> None:
    (found,) = facts("Halvorsen Marine, a Norwegian maker of pumps, is based in Bergen.", "nationality")
    assert (found["subject"], found["object"]) == ("Halvorsen Marine", "Norway")


@pytest.mark.parametrize(
    ("text", "owner", "owned", "share"),
    [
        (
            "Tianmu Instruments is a wholly owned subsidiary of Tianmu Group.",
            "Tianmu Group",
            "Tianmu Instruments",
            None,
        ),
        ("Tianmu Group holds 34 percent of Linan Sensors.", "Tianmu Group", "Linan Sensors", 0.34),
        ("天目仪器有限公司是天目集团的全资子公司。", "天目集团", "天目仪器有限公司", 1),
        ("天目集团持有临安传感器有限公司34%的股权。", "天目集团", "临安传感器有限公司", 0.34),
    ],
)
def test_owners(facts: Facts, text: str, owner: str, owned: str, share: float | None) -> None:
    (found,) = facts(text, "ownership")
    assert (found["owner"], found["owned"]) == (owner, owned)
    assert share is None or found["share"] == share


def test_the_company_is_the_one_named_before(facts: Facts) -> None:
    text = (
        "Halvorsen Marine makes pumps in Bergen.\n"
        "In April the company licensed two patents to Beilun Castings Co., Ltd. for 90,000 euros."
    )
    (deal,) = facts(text, "license")
    assert deal["licensor"] == ["Halvorsen Marine"]
