"""Wordings of seats, bodies, shares and countries in English, each beside a near miss."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Facts = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize("joint", ["all based in", "all of them based in", "all headquartered in"])
def test_a_row_of_firms_lies_in_one_place(facts: Facts, joint: str) -> None:
    text = f"The court held that Calder Pumps Ltd, Ouse Valves Ltd and Aire Seals Ltd, {joint} Leeds, had copied them."
    firms = {"Calder Pumps Ltd", "Ouse Valves Ltd", "Aire Seals Ltd"}
    assert {f["subject"] for f in facts(text, "located_in")} == firms


@pytest.mark.parametrize(
    ("text", "owner", "owned", "share"),
    [
        (
            "Carmel Partners paid $14 million for new shares in Sarawak Fibre Ltd and now holds 30 percent of it.",
            "Carmel Partners",
            "Sarawak Fibre Ltd",
            0.3,
        ),
        (
            "Calder Capital invested £6 million in Ouse Valves Ltd and consequently owns 12% of its share capital.",
            "Calder Capital",
            "Ouse Valves Ltd",
            0.12,
        ),
        (
            "Ouse Valves Ltd raised £6 million from Calder Capital, which now has a stake of 11 percent.",
            "Calder Capital",
            "Ouse Valves Ltd",
            0.11,
        ),
        (
            "In July Calder Capital put £6 million into Ouse Valves Ltd, where its stake is now 35 percent.",
            "Calder Capital",
            "Ouse Valves Ltd",
            0.35,
        ),
    ],
)
def test_what_an_investor_ends_up_with(facts: Facts, text: str, owner: str, owned: str, share: float) -> None:
    (found,) = facts(text, "ownership")
    assert (found["owner"], found["owned"], found["share"]) == (owner, owned, share)


@pytest.mark.parametrize(
    "text",
    [
        "Calder Capital plans to pay £6 million for shares in Ouse Valves Ltd and would hold 30 percent of it.",
        "Calder Capital paid £6 million for patents of Ouse Valves Ltd and holds 30 percent of the market.",
    ],
)
def test_hopes_and_markets_are_no_holdings(facts: Facts, text: str) -> None:
    assert facts(text, "ownership") == []


@pytest.mark.parametrize(
    ("text", "land"),
    [
        ("The court ordered Echigo Seed Co., Ltd., a Japanese breeder, to pay.", "Japan"),
        ("It sued the retailer and the Swiss importer Optik Bernina AG.", "Switzerland"),
        ("Trentway Instruments, from Canada, won its case in April.", "Canada"),
    ],
)
def test_countries_of_trades(facts: Facts, text: str, land: str) -> None:
    (found,) = facts(text, "nationality")
    assert found["object"] == land


def test_an_institute_is_part_of_its_body(facts: Facts) -> None:
    text = "The Lombardy Observatory for Designs is part of the Lombard Union of Chambers."
    (found,) = facts(text, "part_of")
    assert found["object"] == "Lombard Union of Chambers"


def test_an_office_and_its_bureau(facts: Facts) -> None:
    text = (
        "The Korean Intellectual Property Office answered questions on Monday.\n"
        "Bang Mi-rae, director general of the office's Design Policy Bureau, gave no figures."
    )
    (found,) = facts(text, "part_of")
    assert (found["subject"], found["object"]) == ("Design Policy Bureau", "Korean Intellectual Property Office")


@pytest.mark.parametrize("words", ["belongs in its entirety to", "makes valves, and belongs in full to"])
def test_a_firm_belongs_to_one_owner(facts: Facts, words: str) -> None:
    (found,) = facts(f"Ouse Valves Ltd {words} Calder Holdings PLC.", "ownership")
    assert (found["owner"], found["owned"], found["share"]) == ("Calder Holdings PLC", "Ouse Valves Ltd", 1)


def test_a_firm_all_of_whose_shares_belong_to_another(facts: Facts) -> None:
    text = "Ouse Valves Ltd, all of whose shares belong to Calder Holdings PLC, borrowed £5 million in May."
    (found,) = facts(text, "ownership")
    assert (found["owner"], found["owned"], found["share"]) == ("Calder Holdings PLC", "Ouse Valves Ltd", 1)


def test_a_hoped_for_takeover_is_no_holding(facts: Facts) -> None:
    assert facts("Ouse Valves Ltd may one day belong in its entirety to Calder Holdings PLC.", "ownership") == []
