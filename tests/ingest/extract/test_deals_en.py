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
