from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patnav.graph.model import Citation, Classification, LegalEvent, Party, PatentRecord, Text
from patnav.ingest.formats import Item, Reject
from patnav.ingest.patents import patnav_jsonl
from patnav.ingest.patents.patnav_jsonl import to_json

Read = Callable[..., list[Item | Reject]]
NAME = "patnav-jsonl"


def test_short_forms(read: Read) -> None:
    short = {
        "publication": "CN 115000000 A",
        "application": "CN202010144278.1",
        "titles": ["一种泵"],
        "applicants": ["示例大学", {"name": "示例公司", "kind": "organization"}],
        "classes": ["ipc:F04B 1/00"],
        "citations": ["US 10,000,000 B2"],
        "filing_date": "2020/03/04",
    }
    (found,) = read(NAME, json.dumps(short).encode())
    assert isinstance(found, Item)
    assert found.record == PatentRecord(
        publication="CN115000000A",
        office="CN",
        number="115000000",
        kind="A",
        application="CN202010144278",
        titles=(Text("一种泵"),),
        applicants=(Party("示例大学"), Party("示例公司", "organization")),
        classes=(Classification("F04B1/00", "ipc"),),
        citations=(Citation("US10000000B2"),),
        filing_date="2020-03-04",
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"publication": None}, "publication: expected a text"),
        ({"publication": "x"}, "no publication number"),
        ({"titel": []}, "titel: no such key"),
        ({"titles": "A pump"}, "titles: expected a list"),
        ({"titles": [5]}, "titles[0]: expected an object"),
        ({"titles": [{"lang": "en"}]}, "titles[0].text: must be given"),
        ({"titles": [{"text": "A pump", "lang": "English"}]}, "titles[0].lang: 'English' is not of the expected form"),
        ({"filing_date": "2021-02-30"}, "filing_date: '2021-02-30' is an impossible date"),
        ({"claims": "5"}, "claims: expected a whole number or nothing"),
        ({"claims": True}, "claims: expected a whole number"),
        ({"claims": -1}, "claims: expected no negative number"),
        ({"type": "patent"}, "type: 'patent' is none of design, invention, utility_model"),
        ({"classes": ["F04B1/00"]}, "classes[0].scheme: "),
        ({"classes": ["ipc:nonsense"]}, "classes[0].symbol: "),
        ({"applicants": [{"name": "A", "adress": "B"}]}, "applicants[0].adress: no such key"),
        ({"events": ["license"]}, "events[0]: expected an object"),
        ({"events": [{"type": "license", "date": "soon"}]}, "events[0].date: 'soon' is no date"),
        ({"industries": ["C3973"]}, "industries[0]: "),
        ({"office": "US", "number": "1"}, "publication: is not office, number and kind together"),
    ],
)
def test_strict(read: Read, change: dict[str, object], reason: str) -> None:
    (found,) = read(NAME, json.dumps({"publication": "CN115000000A"} | change).encode())
    assert isinstance(found, Reject)
    assert reason in found.reason


def test_lines_that_are_no_objects(read: Read) -> None:
    found = read(
        NAME, b'{"publication": "CN1A"}\n\n[]\n{"publication": \n' + b"[" * 100_000 + b'\n{"publication":"\xff"}'
    )
    assert [type(one) for one in found] == [Item, Reject, Reject, Reject, Reject]
    assert [one.position for one in found] == ["line 1", "line 3", "line 4", "line 5", "line 6"]
    assert all(len(one.raw) <= 64 * 1024 for one in found if isinstance(one, Reject))


def test_documented_examples() -> None:
    lines = (patnav_jsonl.__doc__ or "").split("\n\n")
    for line in (part for part in lines if part.lstrip().startswith("{")):
        assert patnav_jsonl._record(" ".join(line.split()).encode()).publication == "CN115000000A"


WORD = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
DAY = st.dates().map(str) | st.sampled_from(["2024-11", "2024"])
MAYBE = st.none() | WORD


def _tuples(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


PARTY = st.builds(
    Party,
    name=WORD,
    kind=st.sampled_from([None, "organization", "person"]),
    other_names=_tuples(WORD),
    country=st.sampled_from([None, "CN", "US"]),
    province=MAYBE,
    city=MAYBE,
    address=MAYBE,
)
TEXT = st.builds(Text, text=WORD, lang=st.sampled_from([None, "zh", "en"]))
CLASS = st.builds(
    Classification,
    symbol=st.sampled_from(["H01L21/768", "H01L", "G06F9/00"]),
    scheme=st.sampled_from(["ipc", "cpc"]),
    main=st.booleans(),
)
NUMBER = st.sampled_from(
    ["US10000000B2", "USD435854S1", "CN115000000A", "SG11201601423SA", "WO2017196847", "DEG90123456U1X"]
)
EVENT = st.builds(
    LegalEvent,
    type=st.sampled_from(["assignment", "license", "open_license", "pledge", "dispute"]),
    source_parties=_tuples(PARTY),
    target_parties=_tuples(PARTY),
    date=st.none() | DAY,
    number=MAYBE,
    amount=st.none() | st.floats(min_value=0, max_value=1e15),
    currency=st.sampled_from([None, "CNY"]),
)
RECORD = st.builds(
    PatentRecord,
    publication=st.just("SG11201601423S"),
    office=st.just("SG"),
    number=st.just("11201601423S"),
    kind=st.just(""),
    application=st.sampled_from([None, "CN202010144278", "US15950587", "PCTCN2019082039"]),
    type=st.sampled_from([None, "invention", "utility_model", "design"]),
    titles=_tuples(TEXT),
    abstracts=_tuples(TEXT),
    filing_date=st.none() | DAY,
    publication_date=st.none() | DAY,
    grant_date=st.none() | DAY,
    priority_date=st.none() | DAY,
    legal_status=MAYBE,
    claims=st.none() | st.integers(0, 10_000),
    first_claim=MAYBE,
    applicants=_tuples(PARTY),
    owners=_tuples(PARTY),
    inventors=_tuples(PARTY),
    classes=_tuples(CLASS),
    citations=_tuples(st.builds(Citation, NUMBER, st.sampled_from(["examiner", "applicant", "unknown"]), MAYBE)),
    literature=_tuples(WORD),
    family=_tuples(NUMBER),
    events=_tuples(EVENT),
    industries=_tuples(st.sampled_from(["nic:C3973", "sei:1.2"])),
    url=MAYBE,
)


@given(record=RECORD)
def test_round_trip(record: PatentRecord) -> None:
    line = to_json(record)
    assert b"\n" not in line
    assert patnav_jsonl._record(line) == record
    assert to_json(patnav_jsonl._record(line)) == line


def test_empty_is_left_out() -> None:
    record = PatentRecord("CN1A", "CN", "1", "A", titles=(Text("泵"),), claims=0)
    assert to_json(record).decode() == (
        '{"publication":"CN1A","office":"CN","number":"1","kind":"A","titles":[{"text":"泵"}],"claims":0}'
    )
