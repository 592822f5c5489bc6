from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from invented_files import LENS

from patnav.graph.model import Classification, LegalEvent, Party, PatentRecord, Text
from patnav.ingest.formats import Item, Reject, recognise

Read = Callable[..., list[Item | Reject]]
Records = Callable[..., list[PatentRecord]]
NAME = "lens-jsonl"


def test_record(records: Records) -> None:
    (record,) = records(NAME, json.dumps(LENS).encode())
    jane = Party("DOE JANE", "person")
    assert record == PatentRecord(
        publication="WO2017196847A1",
        office="WO",
        number="2017196847",
        kind="A1",
        application="PCTUS2017031758",
        docdb_application="US 2017031758 W",
        titles=(Text("Pump"),),
        filing_date="2017-05-09",
        publication_date="2017-11-16",
        priority_date="2016-05-10",
        applicants=(Party("UNIV EXAMPLE"), jane),
        owners=(Party("EXAMPLE INC"),),
        inventors=(jane,),
        classes=(
            Classification("F04B1/00", "ipc", main=True),
            Classification("F04B1/12", "ipc"),
            Classification("F04B1/146", "cpc", main=True),
            Classification("417/1", "uspc", main=True),
        ),
        literature=("DOE: Pumps",),
        events=(LegalEvent("assignment", target_parties=(Party("EXAMPLE INC"),), date="2018-02-03"),),
        url="https://example.org/1",
    )


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("KR 2017013365 W", "PCTKR2017013365"),
        ("US 201816022839 A", "US16022839"),
        ("US 79757510 A", None),
        ("CN 201610479008 A", "CN201610479008"),
        ("AU 2009/208607 A", "AU2009208607"),
        ("", None),
    ],
)
def test_application(records: Records, printed: str, canonical: str | None) -> None:
    (record,) = records(NAME, json.dumps(LENS | {"filingNumber": printed}).encode())
    assert record.application == canonical


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"publicationKey": ""}, "no publication number"),
        ({"publicationDate": "2017-02-30"}, "impossible date"),
        ({"applicants": "UNIV EXAMPLE"}, "applicants is not a list of texts"),
        ({"inventors": [None]}, "inventors is not a list of texts"),
        ({"owners": [{"name": "A", "executionDate": 5}]}, "executionDate is not a text"),
        ({"title": 5}, "title is not a text"),
    ],
)
def test_bad_lines_are_rejected(read: Read, change: dict[str, object], reason: str) -> None:
    found = read(NAME, (json.dumps(LENS | change) + "\n" + json.dumps(LENS) + "\n{").encode())
    assert [type(one) for one in found] == [Reject, Item, Reject]
    assert isinstance(found[0], Reject) and reason in found[0].reason


@pytest.mark.shared
def test_real_files(shared: Callable[[str], Path]) -> None:
    count = 0
    for path in sorted(shared("lens_jsonl").glob("*.jsonl*")):
        assert recognise(path).name == NAME
        for found in recognise(path).read(path):
            assert isinstance(found, Item), found
            count += 1
    assert count == 1470 + 18 + 271 + 762 + 1560 + 1588


def test_priorities(records: Records) -> None:
    printed = ["US 201916253878 A 20190122", "EP 07008954 A 20070503", "US 201916253878 A 20190122"]
    (record,) = records(NAME, json.dumps(LENS | {"priorityFilingKeysActive": printed}).encode())
    assert record.priorities == ("US16253878", "EP07008954")
