"""English sentences that were read falsely, each with the right reading beside it."""

from __future__ import annotations

from typing import Any

import pytest

from patnav.ingest.extract.contract import to_json
from patnav.ingest.extract.pipeline import extract
from patnav.ingest.news.text import article_of


def facts(text: str, kind: str) -> list[dict[str, Any]]:
    article = article_of(f"2025-03-10\n\nNotes of the week from the market\n\n{text}")
    return [fact for fact in to_json(extract(article), "a.txt")["facts"] if fact["type"] == kind]


def test_an_award_that_was_overturned_has_no_sum_of_another_pairs_proposal() -> None:
    overturned = (
        "On appeal, the Court of Appeal overturned a £7 million award against Stroud plc in favour of Tavy Ltd."
    )
    proposed = " Under the proposed settlement, Usk Ltd would pay Verwood plc £3 million."
    assert all(not {"amount", "outcome"} & case.keys() for case in facts(overturned + proposed, "dispute"))
    [case] = facts("The Patents Court ordered Stroud plc to pay Tavy Ltd £7 million in damages.", "dispute")
    assert (case["amount"], case["outcome"]) == (7_000_000, "awarded")


def test_the_court_of_the_next_case_is_not_that_of_the_one_before() -> None:
    settled = "Lynton Ltd settled its suit against Malton Ltd; Malton pays £2 million."
    first, second = facts(
        f"{settled} The High Court dismissed the patent claim of Neath Ltd against Otley plc.", "dispute"
    )
    assert ("forum" in first, second["forum"]) == (False, ["High Court"])
    [case] = facts(f"{settled} The High Court had heard it for three days.", "dispute")
    assert case["forum"] == ["High Court"]


def test_all_who_are_complained_about_are_defendants() -> None:
    about = "about Li Ning Co., Ltd., a supplier, and about Beacon Ltd."
    [case] = facts(f"Foxglove Ltd. complained to the Suzhou Intermediate Court {about}", "dispute")
    assert case["defendant"] == ["Li Ning Co., Ltd.", "Beacon Ltd."]


@pytest.mark.parametrize(
    "text",
    [
        "Targets for 2025: 450 patent agencies; 5,000 pre-examination requests in Zhejiang.",
        "Under the plan, pledge financing in Zhejiang should amount to RMB 300 billion in 2025.",
        "In Zhejiang, 27 patent agencies were removed from the register.",
    ],
)
def test_what_is_to_be_reached_or_was_removed_is_no_figure(text: str) -> None:
    assert not facts(text, "indicator")


def test_what_there_is_is_a_figure() -> None:
    [money] = facts("Pledge financing in Zhejiang amounted to RMB 300 billion in 2024.", "indicator")
    assert (money["value"], money["period"]) == (300_000_000_000, "2024")
    assert [fact["value"] for fact in facts("There were 412 patent agencies in Zhejiang in 2024.", "indicator")] == [
        412
    ]


def test_work_on_patents_is_not_their_sale() -> None:
    assert not facts("Beacon Ltd. paid Foxglove Ltd. 3 million yuan for testing five patents.", "assignment")
    [sale] = facts("Beacon Ltd. paid Foxglove Ltd. 3 million yuan for five patents.", "assignment")
    assert (sale["assignor"], sale["amount"]) == (["Foxglove Ltd."], 3_000_000)


def test_instalments_do_not_end_a_licence() -> None:
    told = "In October 2024 Merton Ltd received a licence under four patents of the University of Leeds"
    [licence] = facts(f"{told} for ten years, against £2 million in three instalments through 2026.", "license")
    assert licence["until"] == "2034-10"
    [licence] = facts(f"{told} through 2031.", "license")
    assert licence["until"] == "2031"


def test_a_loan_is_on_the_patents_of_another_only_where_the_text_says_so() -> None:
    lent = "Suzhou Bank lent Beacon Ltd. 5 million yuan. Eleven patents of Foxglove Ltd. were given as security"
    assert all("amount" not in pledge for pledge in facts(f"{lent}.", "pledge"))
    [pledge] = facts(f"{lent} for the loan.", "pledge")
    assert (pledge["pledgor"], pledge["amount"]) == (["Foxglove Ltd."], 5_000_000)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tarn Chemicals denied reports that it had been sued by Ullswater Coatings over its patents.", "dispute"),
        ("Ullswater Coatings paid 300,000 dollars for software licences from Tarn Chemicals.", "license"),
        ("Tarn Chemicals has opposed EP 3 456 789, owned by Ullswater Coatings.", "ownership"),
    ],
)
def test_what_reads_like_a_fact_and_is_none(text: str, kind: str) -> None:
    assert not facts(text, kind)


def test_two_of_forty_patents_are_two() -> None:
    [sale] = facts("Hexham Robotics sold two of its 40 patents to Moorland Devices.", "assignment")
    assert sale["patents"] == 2


def test_an_earlier_year_is_not_the_period() -> None:
    [loans] = facts("Pledge loans in Ningbo came to 4.5 billion yuan, up from 3.2 billion yuan in 2022.", "indicator")
    assert (loans["value"], loans.get("period")) == (4_500_000_000, None)


def test_a_figure_is_of_the_place_that_it_is_told_for() -> None:
    [loans] = facts("Patent pledge financing in Beihai, a city in Guangxi, reached 870 million yuan.", "indicator")
    assert loans["region"] == "Beihai"


def test_users_under_a_licence_are_licensees() -> None:
    [taken] = facts(
        "Zigong Chemicals and Panzhihua Vanadium Works were licensed to use five of Jialing University's patents.",
        "license",
    )
    assert (len(taken["licensee"]), taken["licensor"]) == (2, ["Jialing University"])


def test_a_stake_told_as_an_interest() -> None:
    [stake] = facts("Tuas Hydro Pte. Ltd., in which Seraya Membrane Ltd has an interest of 38.5%, is new.", "ownership")
    assert (stake["owner"], stake["share"]) == ("Seraya Membrane Ltd", 0.385)


def test_a_unit_and_the_body_it_belongs_to() -> None:
    told = [
        *facts("The Department of Marine Engineering of the University of Aberfoyle has moved.", "part_of"),
        *facts("The Policy Research Bureau of the Korean Intellectual Property Office runs it.", "part_of"),
    ]
    assert [(one["subject"], one["object"]) for one in told] == [
        ("Department of Marine Engineering", "University of Aberfoyle"),
        ("Policy Research Bureau", "Korean Intellectual Property Office"),
    ]


@pytest.mark.parametrize("town", ["Kilmarnock", "Lamphun", "Örnsköldsvik"])
def test_a_town_of_the_world_is_a_seat(town: str) -> None:
    [seat] = facts(f"Ayr Valve Group, of {town}, borrowed 9 million pounds.", "located_in")
    assert seat["object"] == town
    assert not facts("Ayr Valve Group, of Haarlem Angels fame, borrowed 9 million pounds.", "located_in")


def test_a_university_of_china_keeps_its_name() -> None:
    [given] = facts("The University of Science and Technology of China licensed six patents to Verdane SA.", "license")
    assert given["licensor"] == ["University of Science and Technology of China"]
