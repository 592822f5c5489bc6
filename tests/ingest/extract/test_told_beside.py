"""What stands beside an English deal or case: who announces it, how it ended, what a heading says has not happened."""

from __future__ import annotations

from typing import Any

import pytest

from patnav.ingest.extract.contract import to_json
from patnav.ingest.extract.pipeline import extract
from patnav.ingest.news.text import article_of

FILING = """Orrin Packaging plc
Notice to shareholders

Litigation and licence

On 6 May 2025 Orrin Packaging plc, of Leith, Scotland ("Orrin" or the "Company"), and Belhaven Films Ltd made an \
agreement.
Belhaven had filed suit in the Patents Court, alleging that the Company's pouches infringed a patent.
Under the agreement the Company made a single payment of £2 million to Belhaven.
As part of the same agreement, the Company receives a licence under three patents of Belhaven."""

BULLETIN = """Intellectual property in Kansk, 2024
Office of statistics, 14 January 2025

Patents granted in Anhui: 61,230, plus 4.1 percent
Patents declared for open licensing by universities and institutes in Anhui: 846, including 291 royalty-free
Patent pledge financing in Anhui: 2.9 billion yuan (down 7.8%)"""

DOCKET = """Docket of the week

Decided

The Patents Court ordered Kelso Yarns Ltd on 5 May 2025 to pay Hawick Looms Ltd £300,000.

Not true

The Patents Court ordered Selkirk Mills Ltd to pay Melrose Tweed Ltd £900,000."""


def facts(text: str, kind: str) -> list[dict[str, Any]]:
    found = to_json(extract(article_of(text)), "a.txt")["facts"]
    return [fact for fact in found if fact["type"] == kind]


def test_the_company_of_a_filing_is_its_issuer_and_one_agreement_dates_all() -> None:
    [case] = facts(FILING, "dispute")
    assert (case["plaintiff"], case["defendant"]) == (["Belhaven Films Ltd"], ["Orrin Packaging plc"])
    assert (case["amount"], case["date"]) == (2_000_000, "2025-05-06")
    [licence] = facts(FILING, "license")
    assert (licence["licensor"], licence["licensee"]) == (["Belhaven Films Ltd"], ["Orrin Packaging plc"])
    assert (licence["patents"], licence["date"]) == (3, "2025-05-06")


def test_rows_of_figures_are_no_headings() -> None:
    told = {fact.get("indicator"): fact for fact in facts(BULLETIN, "indicator")}
    assert (told["patents_granted"]["value"], told["patents_granted"]["change"]) == (61_230, 0.041)
    assert told["patent_pledge_financing"]["change"] == -0.078
    assert "open_licensors" not in told


def test_what_stands_under_not_true_is_no_fact() -> None:
    [case] = facts(DOCKET, "dispute")
    assert (case["plaintiff"], case["defendant"]) == (["Hawick Looms Ltd"], ["Kelso Yarns Ltd"])


@pytest.mark.parametrize(
    "text", ["Fees in the list range from 6,000 to 60,000 yuan.", "Loans were mostly of 2 million to 8 million yuan."]
)
def test_the_end_of_a_range_is_no_value(text: str) -> None:
    assert not facts(f"Notes from Kaifeng\n\nIn Kaifeng, banks lent. {text}", "indicator")


def test_a_victory_is_no_korean_currency() -> None:
    text = "Notes\n\nGangseo Cells Inc. raised 6.5 billion won from Hanul Bank by pledging 14 patents."
    assert not facts(text, "dispute")
    assert [fact["pledgor"] for fact in facts(text, "pledge")] == [["Gangseo Cells Inc."]]
