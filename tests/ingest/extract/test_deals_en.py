"""Constructions of English news: each is told in words that no labelled article has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Facts = Callable[..., list[dict[str, Any]]]

TOLD = [
    (  # nominal
        "The licensing of three membrane patents by Yushan University to Ruhr Filter GmbH was completed in May 2025.",
        {"type": "license", "licensor": ["Yushan University"], "licensee": ["Ruhr Filter GmbH"], "patents": 3},
    ),
    (  # passive, the licensee first
        "Ruhr Filter GmbH has been granted an exclusive licence to three patents by Yushan University.",
        {"type": "license", "licensor": ["Yushan University"], "licensee": ["Ruhr Filter GmbH"], "patents": 3},
    ),
    (  # the licensor is who is paid
        "Ruhr Filter GmbH took a licence to both patents, for which it pays Yushan University 90,000 euros a year.",
        {"type": "license", "licensor": ["Yushan University"], "licensee": ["Ruhr Filter GmbH"], "royalty": 9e4},
    ),
    (  # one of many
        "Yushan University has licensed 18 patents to 11 companies, among them Ruhr Filter GmbH.",
        {"type": "license", "licensor": ["Yushan University"], "licensee": ["Ruhr Filter GmbH"], "patents": 18},
    ),
    (
        "Ruhr Filter GmbH was sold five patents by Yushan University.",
        {"type": "assignment", "assignor": ["Yushan University"], "assignee": ["Ruhr Filter GmbH"], "patents": 5},
    ),
    (
        "The Bank of Yushan accepted 15 patents of Xishan Kiln Co., Ltd. as collateral for a 30-million-yuan loan.",
        {"type": "pledge", "lender": ["Bank of Yushan"], "pledgor": ["Xishan Kiln Co., Ltd."], "patents": 15},
    ),
    (
        "Öland Sparbank lent Tuva Sensor AB 55 million kronor against 23 patents.",
        {"type": "pledge", "lender": ["Öland Sparbank"], "pledgor": ["Tuva Sensor AB"], "currency": "SEK"},
    ),
    (
        "Xishan Leasing Co., Ltd. issued a patent-backed bond worth 100 million yuan, arranged by Yushan Securities.",
        {"type": "securitization", "issuer": ["Xishan Leasing Co., Ltd."], "arranger": ["Yushan Securities"]},
    ),
    (
        "A memorandum on joint research was signed between Yushan University and Kaga Hospital on 2 May 2025.",
        {"type": "partnership", "partner": ["Yushan University", "Kaga Hospital"], "date": "2025-05-02"},
    ),
    (
        "Xishan Kiln Co., Ltd. was awarded damages of 12 million yuan against Danyang Oven Co., Ltd. by the court.",
        {"type": "dispute", "plaintiff": ["Xishan Kiln Co., Ltd."], "defendant": ["Danyang Oven Co., Ltd."]},
    ),
    (
        "The Suzhou Intermediate People's Court found that Danyang Oven Co., Ltd. and Maoshan Trading Co., Ltd. had "
        "copied a kiln patented by Xishan Kiln Co., Ltd.",
        {"defendant": ["Danyang Oven Co., Ltd.", "Maoshan Trading Co., Ltd."], "plaintiff": ["Xishan Kiln Co., Ltd."]},
    ),
    (
        "The city of Hefei has started a pilot programme on patent insurance.",
        {"type": "programme", "name": "pilot programme on patent insurance", "place": "Hefei"},
    ),
    (
        "The Anhui Intellectual Property Administration launched a pilot called Green Bridge.",
        {"type": "programme", "name": "Green Bridge", "authority": ["Anhui Intellectual Property Administration"]},
    ),
    (
        "The German Patent and Trade Mark Office received 58,940 patent applications in 2024.",
        {"type": "indicator", "value": 58940, "region": "Germany", "period": "2024"},
    ),
    (
        "Patents granted by city in 2024: Suzhou 12,345 (+3.2%); Wuxi 9,876 (-1.5%).",
        {"type": "indicator", "indicator": "patents_granted", "region": "Wuxi", "value": 9876, "change": -0.015},
    ),
    (
        "Ruhr Filter GmbH and Yushan Pumps, which it wholly owns, moved to Essen.",
        {"type": "ownership", "owner": "Ruhr Filter GmbH", "owned": "Yushan Pumps", "share": 1},
    ),
    (
        "Adelheid van der Meulen, who founded it, is chief executive of Ruhr Filter GmbH.",
        {"type": "role", "person": "Adelheid van der Meulen", "title": "chief executive"},
    ),
    (
        "Ruhr Filter GmbH of Bochum signed up.",
        {"type": "located_in", "subject": "Ruhr Filter GmbH", "object": "Bochum"},
    ),
    (
        "Tuva Sensor AB sued Ruhr Filter GmbH. The Swedish company wants damages.",
        {"type": "nationality", "subject": "Tuva Sensor AB", "object": "Sweden"},
    ),
    (  # the firm that announces
        "Xishan Kiln Co., Ltd.\nNotice on the Sale of Patents\n\nThe Company sold six patents to Ruhr Filter GmbH.",
        {"type": "assignment", "assignor": ["Xishan Kiln Co., Ltd."], "assignee": ["Ruhr Filter GmbH"], "patents": 6},
    ),
    (
        "Xishan Kiln Co., Ltd. pledged six patents to the Bank of Yushan. Danyang Oven Co., Ltd. pledged nine "
        "patents to the same bank in March.",
        {"type": "pledge", "pledgor": ["Danyang Oven Co., Ltd."], "lender": ["Bank of Yushan"], "patents": 9},
    ),
    (  # the seller's name before the sum
        "Ruhr Filter GmbH bought six patents from Yushan University for 2 million yuan.",
        {"type": "assignment", "assignor": ["Yushan University"], "patents": 6, "amount": 2_000_000},
    ),
    (
        "Kaveri Tools Limited has acquired from Malabar Institute all right, title and interest in six patents for a "
        "consideration of Rs 2 crore.",
        {"type": "assignment", "assignee": ["Kaveri Tools Limited"], "amount": 20_000_000, "currency": "INR"},
    ),
    (
        "Kaveri Tools Limited created a charge by way of hypothecation over 14 granted patents in favour of Malabar "
        "Bank towards a term loan of INR 90 million.",
        {"type": "pledge", "pledgor": ["Kaveri Tools Limited"], "lender": ["Malabar Bank"], "patents": 14},
    ),
    (
        "Xishan Kiln Co., Ltd. put up nine patents with Yushan Bank and got 12 million yuan in return.",
        {"type": "pledge", "pledgor": ["Xishan Kiln Co., Ltd."], "lender": ["Yushan Bank"], "patents": 9},
    ),
    (
        "Xishan Kiln Co., Ltd. took 8 million yuan from Yushan Bank against five patents.",
        {"type": "pledge", "lender": ["Yushan Bank"], "patents": 5, "amount": 8_000_000},
    ),
    (
        "Data are pledged, too. Xishan Kiln Co., Ltd. used four certificates to borrow 3 million yuan from "
        "Yushan Bank.",
        {"type": "data_ip", "kind": "pledge", "holder": ["Xishan Kiln Co., Ltd."], "lender": ["Yushan Bank"]},
    ),
    (  # the licensee before its relative clause
        "The latest is Ruhr Filter GmbH, to which Yushan University granted a licence of three patents.",
        {"type": "license", "licensor": ["Yushan University"], "licensee": ["Ruhr Filter GmbH"], "patents": 3},
    ),
    (
        "The Supreme People's Court dismissed the appeal of Xishan Kiln Co., Ltd. and left standing an award of "
        "7 million yuan to Tuva Sensor AB for infringement of a patent.",
        {"type": "dispute", "plaintiff": ["Tuva Sensor AB"], "defendant": ["Xishan Kiln Co., Ltd."]},
    ),
    (
        "Tuva Sensor AB and its former supplier, Xishan Kiln Co., Ltd., settled their dispute: Xishan pays 1 million "
        "yuan.",
        {"type": "dispute", "plaintiff": ["Tuva Sensor AB"], "defendant": ["Xishan Kiln Co., Ltd."]},
    ),
    (
        "The court held that Xishan Kiln Co., Ltd. and the operator of a small shop, one Danyang Oven Co., Ltd., had "
        "infringed a patent of Tuva Sensor AB.",
        {"type": "dispute", "defendant": ["Xishan Kiln Co., Ltd.", "Danyang Oven Co., Ltd."]},
    ),
    (
        "The paper counts 2,266 patents opened by universities under open licences in Jiangxi, 804 at no charge.",
        {"type": "open_license", "patents": 2266, "royalty_free": 804},
    ),
    (
        "Lin Rui, Vice-President (Knowledge Transfer) of Yushan University, agreed.",
        {"type": "role", "person": "Lin Rui", "title": "Vice-President (Knowledge Transfer)"},
    ),
    (
        "Compiled by: Lin Rui, chief statistician, Yushan Bureau of Statistics.",
        {"type": "role", "organization": "Yushan Bureau of Statistics", "title": "chief statistician"},
    ),
    (
        "Tuva Sensor AB is a company incorporated in Denmark and headquartered in Odense.",
        {"type": "located_in", "subject": "Tuva Sensor AB", "object": "Odense"},
    ),
    (
        "Tuva Sensor AB is a company incorporated in Denmark and headquartered in Odense.",
        {"type": "nationality", "subject": "Tuva Sensor AB", "object": "Denmark"},
    ),
    (
        "In 2024 Hunan granted 30,200 patents; Changsha had 12,300, up 5 percent.",
        {"type": "indicator", "indicator": "patents_granted", "value": 12300, "region": "Changsha", "change": 0.05},
    ),
    (  # "the company" is another than its shareholder
        'Meilan Paints Limited ("the Company") informs.\nRothmere Partners LLP holds 8% of the capital of the Company.',
        {"type": "ownership", "owner": "Rothmere Partners LLP", "owned": "Meilan Paints Limited", "share": 0.08},
    ),
    (
        "Hunan in 2024. Patent navigation service bases, 9.",
        {"type": "indicator", "indicator": "navigation_service_bases", "value": 9},
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_told(facts: Facts, text: str, expected: dict[str, Any]) -> None:
    found = facts(text)
    assert any(expected.items() <= fact.items() for fact in found), found


@pytest.mark.parametrize(
    "text",
    [
        "Xishan Kiln Co., Ltd. and Danyang Oven Co., Ltd. would like to form a joint venture.",
        "The court told Danyang Oven Co., Ltd. to stop selling designs of Xishan Kiln Co., Ltd.",
        "Ruhr Filter GmbH took a licence to six patents from Yushan University. The licence came to an end in 2022.",
        "Xishan Kiln Co., Ltd. obtained a data intellectual property registration certificate.",
    ],
)
def test_no_deal(facts: Facts, text: str) -> None:
    assert not facts(text, "license", "assignment", "partnership", "pledge")


@pytest.mark.parametrize(
    "text",
    [
        "Xishan Kiln Co., Ltd. anticipates licensing income of $8 million.",
        "Suzhou's licensing turnover will lie between $8 million and $9 million.",
        "In Suzhou a fund covers half of the cost of a valuation.",
        "Suzhou has three protection centers. A fourth is in preparation.",
    ],
)
def test_no_value(facts: Facts, text: str) -> None:
    assert not [fact for fact in facts(text, "indicator") if fact.get("unit")]


def test_a_judgment_set_aside_awards_nothing(facts: Facts) -> None:
    told = (
        "Xishan Kiln Co., Ltd. had won 880,000 yuan from Danyang Oven Co., Ltd., but the court set the judgment aside."
    )
    assert [fact.get("amount") for fact in facts(told, "dispute")] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Coming up: Tuva Sensor AB v. Xishan Kiln Co., Ltd., listed for January 14.",
        "The hearing in Tuva Sensor AB v. Xishan Kiln Co., Ltd. is set for 3 June 2026.",
    ],
)
def test_a_case_that_is_only_listed(facts: Facts, text: str) -> None:
    assert not facts(text, "dispute")


def test_making_and_selling_what_infringes_assigns_nothing(facts: Facts) -> None:
    told = "The court found that Xishan Kiln Co., Ltd. had by making and selling a stove infringed a patent of Tuva AB."
    assert not facts(told, "assignment")


def test_a_center_is_no_firm_of_its_place(facts: Facts) -> None:
    told = "Foshan Kiln Co., Ltd. won. The Foshan center handled 250 disputes in 2024."
    assert not [fact for fact in facts(told, "indicator") if "organization" in fact]


def test_a_country_told_twice_is_the_nationality(facts: Facts) -> None:
    told = "Tuva Sensor AB, a valve maker from the United States, sold six patents to Xishan Kiln Co., Ltd."
    assert not facts(told, "located_in")
    assert [fact["object"] for fact in facts(told, "nationality")] == ["United States"]


def test_a_term_sheet_tells_a_securitization(facts: Facts) -> None:
    text = (
        "On an asset-backed special plan\n\n1. Name: Minjiang Intellectual Property Phase II Plan\n"
        "2. Original rights holder: Minjiang Leasing Co., Ltd.\n3. Plan manager: Gushan Securities Co., Ltd.\n"
        "4. Date of establishment: 18 March 2025\n5. Funds raised: RMB 312 million (senior tranche RMB 295 million)\n"
        "6. Underlying assets: royalty receivables on 58 patents, owed by 11 enterprises in Fuzhou\n"
    )
    (told,) = [fact for fact in facts(text) if fact["type"] == "securitization"]
    assert told["issuer"] == ["Minjiang Leasing Co., Ltd."]
    assert told["arranger"] == ["Gushan Securities Co., Ltd."]
    assert (told["amount"], told["patents"], told["beneficiaries"]) == (312e6, 58, 11)
    assert told["date"] == "2025-03-18"
