from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from invented_files import VIEW, parquet

from patnav.errors import UnknownFormat, UnreadableFile
from patnav.graph.model import Classification, Party, PatentRecord, Text
from patnav.ingest.formats import Item, Reject, recognise
from patnav.ingest.patents import patentsview

Read = Callable[..., list[Item | Reject]]
Records = Callable[..., list[PatentRecord]]
NAME = "patentsview"
PATENT = PatentRecord(
    publication="US9999001B2",
    office="US",
    number="9999001",
    kind="B2",
    type="invention",
    titles=(Text("Pump", "en"),),
    abstracts=(Text("A pump.", "en"),),
    filing_date="2016-04-05",
    publication_date="2018-01-02",
    grant_date="2018-01-02",
    claims=2,
    applicants=(Party("Example Pumps Ltd.", "organization"),),
    inventors=(Party("Mou Wang", "person"),),
    classes=(Classification("F04B1/146", "cpc"), Classification("Y02E10/20", "cpc")),
)


def test_parquet_and_json_lines_agree(records: Records) -> None:
    assert records(NAME, parquet([VIEW])) == [PATENT]
    assert records(NAME, json.dumps(VIEW).encode()) == [PATENT]


def test_place_of_the_only_inventor(records: Records) -> None:
    placed = VIEW | {"city": "Suzhou", "country": "CN"}
    (alone,) = records(NAME, json.dumps(placed).encode())
    assert alone.inventors == (Party("Mou Wang", "person", country="CN", city="Suzhou"),)
    (two,) = records(NAME, json.dumps(placed | {"inventors": ["Mou Wang", "Jane Doe"]}).encode())
    assert two.inventors == (Party("Mou Wang", "person"), Party("Jane Doe", "person"))


@pytest.mark.parametrize(
    ("patent_type", "patent_id", "kind", "cpc", "expected", "publication"),
    [
        ("utility", "10692631", "B2", [], "invention", "US10692631B2"),
        ("design", "D564528", "S1", [], "design", "USD564528S1"),
        ("plant", "PP12345", "P2", [], None, "USPP12345P2"),
        ("reissue", "RE38435", "E1", ["F04B1/00"], "invention", "USRE38435E1"),
        ("reissue", "RE38435", "E1", [], None, "USRE38435E1"),
    ],
)
def test_kinds(
    records: Records,
    patent_type: str,
    patent_id: str,
    kind: str,
    cpc: list[str],
    expected: str | None,
    publication: str,
) -> None:
    row = VIEW | {"patent_type": patent_type, "patent_id": patent_id, "wipo_kind": kind, "cpc": cpc}
    (record,) = records(NAME, json.dumps(row).encode())
    assert (record.type, record.publication) == (expected, publication)


@pytest.mark.parametrize(
    ("names", "types", "expected"),
    [
        (["A Inc."], ["2.0"], [("A Inc.", "organization", "US")]),
        (["A Inc.", "Jane Doe"], ["3", "5"], [("A Inc.", "organization", None), ("Jane Doe", "person", None)]),
        (["A Inc."], ["4.0", "12.0"], [("A Inc.", "organization", "US")]),
        (["A Inc."], ["2.0", "3.0"], [("A Inc.", "organization", None)]),
        ([], ["5.0"], []),
    ],
)
def test_assignees(records: Records, names: list[str], types: list[str], expected: list[tuple[str, ...]]) -> None:
    (record,) = records(NAME, json.dumps(VIEW | {"assignee_organization": names, "assignee_type": types}).encode())
    assert [(one.name, one.kind, one.country) for one in record.applicants] == expected


def test_bulk_table(records: Records, read: Read) -> None:
    header = "patent_id,patent_type,patent_date,patent_title,wipo_kind,num_claims,withdrawn,filename\n"
    (record,) = records(NAME, (header + '9999001,utility,2018-01-02,"Pump, new",B2,2,1,ipg.xml\n').encode())
    assert (record.titles[0].text, record.claims, record.legal_status) == ("Pump, new", 2, "withdrawn")
    (found,) = read(NAME, (header + "9999001,utility\n").encode())
    assert isinstance(found, Reject) and "2 cells under 8 column names" in found.reason


def test_other_tables_are_refused(read: Read) -> None:
    with pytest.raises(UnreadableFile, match="without patents"):
        read(NAME, b"patent_id,cpc_sequence,cpc_group\n1,0,F04B1/00\n")


@pytest.mark.parametrize(
    "change",
    [
        {"patent_date": "2018-02-30"},
        {"patent_id": None},
        {"cpc": "F04B1/00"},
        {"patent_title": {}},
        {"cpc": ["nonsense"]},
    ],
)
def test_bad_rows_are_rejected(read: Read, change: dict[str, object]) -> None:
    found = read(NAME, (json.dumps(VIEW | change) + "\n[]\n\n" + json.dumps(VIEW)).encode())
    assert [type(one) for one in found] == [Reject, Reject, Item]
    assert [one.position for one in found] == ["line 1", "line 2", "line 4"]


def test_parquet_of_other_types(read: Read) -> None:
    with pytest.raises(UnreadableFile, match="column cpc has another type"):
        read(NAME, parquet([VIEW | {"cpc": "F04B1/00"}]))
    with pytest.raises(UnreadableFile, match="column patent_title has another type"):
        read(NAME, parquet([VIEW | {"patent_title": ["Pump"]}]))
    (found,) = read(NAME, parquet([VIEW | {"patent_id": 9999001, "num_claims": 2, "cpc": [None, "F04B1/00"]}]))
    assert isinstance(found, Item)


def test_truncated_parquet(read: Read) -> None:
    whole = parquet([VIEW] * 50)
    with pytest.raises(UnreadableFile, match="broken Parquet"):
        read(NAME, whole[:-20])


@pytest.mark.shared
@pytest.mark.slow
def test_all_of_the_parquet(shared: Callable[[str], Path]) -> None:
    path = shared("patentsview_130k/patents.parquet")
    assert recognise(path).name == NAME
    seen, classes, inventors, assignees = set(), 0, 0, 0
    for found in patentsview.FORMAT.read(path):
        assert isinstance(found, Item) and isinstance(found.record, PatentRecord), found
        seen.add(found.record.publication)
        classes += len(found.record.classes)
        inventors += len(found.record.inventors)
        assignees += len(found.record.applicants)
    whole = pq.read_table(path, columns=["patent_id", "cpc", "inventors", "assignee_organization"])
    assert len(seen) == whole.num_rows == 129_639
    assert classes == len(whole["cpc"].combine_chunks().flatten()) == 966_413
    assert inventors == len(whole["inventors"].combine_chunks().flatten())
    assert assignees == len(whole["assignee_organization"].combine_chunks().flatten())


@pytest.mark.shared
def test_real_tables(shared: Callable[[str], Path]) -> None:
    found = list(patentsview.FORMAT.read(shared("patentsview_130k/cn_inventor_patents.jsonl.gz")))
    assert len(found) == 16_992 and all(isinstance(one, Item) for one in found)
    table = shared("patentsview_nvidia/nvidia_patent.csv")
    assert recognise(table).name == NAME
    assert sum(isinstance(one, Item) for one in patentsview.FORMAT.read(table)) == 5_169
    with pytest.raises(UnknownFormat):
        recognise(shared("patentsview_130k/inventor_mentions.parquet"))
