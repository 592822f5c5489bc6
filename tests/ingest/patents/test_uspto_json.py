from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from invented_files import invented

from patnav.errors import UnreadableFile
from patnav.graph.model import Classification, LegalEvent, Party, PatentRecord, Text
from patnav.ingest.formats import Item, Reject, recognise

Read = Callable[..., list[Item | Reject]]
Records = Callable[..., list[PatentRecord]]
NAME = "uspto-json"


def test_open_data_portal(records: Records, tmp_path: Path) -> None:
    published, filed = records(NAME, invented("odp.json"))
    assert recognise(tmp_path / "file").name == NAME
    assert published == PatentRecord(
        publication="US20170099586A1",
        office="US",
        number="20170099586",
        kind="A1",
        application="US15999456",
        type="invention",
        titles=(Text("Pump", "en"),),
        filing_date="2016-09-02",
        publication_date="2017-03-16",
        applicants=(Party("Example Inc."),),
        inventors=(Party("Jane Doe", "person", country="US", province="NV", city="Reno"),),
        classes=(Classification("F04B1/146", "cpc", main=True),),
        events=(
            LegalEvent(
                "assignment",
                (Party("DOE, JANE"),),
                (Party("EXAMPLE INC."),),
                date="2018-09-23",
                number="099305/0442",
            ),
        ),
        priority_date="2014-04-23",
        priorities=("PCTUS2015099322", "US61999088"),
    )
    assert (filed.publication, filed.filing_date) == ("US18999421X0", "2024-02-15")


@pytest.mark.parametrize(
    ("office", "printed", "canonical"),
    [
        ("JAPAN", "2017-099096", "JP2017099096"),
        ("REPUBLIC OF KOREA", "10-2017-0012345", "KR20170012345"),
        ("CHINA", "201710999001.X", "CN201710999001"),
        ("EUROPEAN PATENT OFFICE (EPO)", "17999001.2", "EP17999001"),
        ("GERMANY", "10 2017 999 001.1", "DE102017999001"),
    ],
)
def test_foreign_priorities(records: Records, office: str, printed: str, canonical: str) -> None:
    bag = f'"foreignPriorityBag": [{{"ipOfficeName": "{office}", "applicationNumberText": "{printed}", ' + (
        '"filingDate": "2013-09-27"}], "patentNumber"'
    )
    for old in (b'"ipOfficeName"', b'"countryName"'):
        answer = b'{"patentBag": [{"applicationNumberText": "15999456", ' + bag.encode() + b': "9999001"}]}'
        (record,) = records(NAME, answer.replace(b'"ipOfficeName"', old))
        assert (record.priorities, record.priority_date) == ((canonical,), "2013-09-27")


def test_continuity_alone_names_its_application(records: Records) -> None:
    answer = b"""{"patentBag": [{"continuityBag": {
        "parentContinuityBag": [{"parentApplicationNumberText": "61999088", "childApplicationNumberText": "15999456"}],
        "childContinuityBag": [{"parentApplicationNumberText": "15999456"}]}}]}"""
    (record,) = records(NAME, answer)
    assert (record.publication, record.priorities) == ("US15999456X0", ("US61999088",))


def test_public_search(records: Records) -> None:
    (record,) = records(NAME, invented("ppubs.json"))
    assert (record.publication, record.application, record.grant_date) == ("US11999561B1", "US14999597", "2023-10-31")
    assert record.examiner == "Max Strict, III"
    assert [one.symbol for one in record.classes] == ["F04B1/12", "F04B27/00", "F04B1/146"]


def test_wrong_values_are_rejected(read: Read) -> None:
    (bad, _) = read(NAME, invented("odp.json").replace(b'["F04B1/146"]', b"[5]"))
    assert isinstance(bad, Reject)


def test_cut_off(read: Read) -> None:
    with pytest.raises(UnreadableFile, match="no whole JSON"):
        read(NAME, invented("odp.json")[:-9])


@pytest.mark.shared
def test_real_answers(shared: Callable[[str], Path]) -> None:
    found = list(recognise(shared("uspto_api_json/biblio.json")).read(shared("uspto_api_json/biblio.json")))
    assert len(found) == 129 and all(isinstance(one, Item) for one in found)
    (one,) = recognise(shared("uspto_api_json/application.json")).read(shared("uspto_api_json/application.json"))
    assert isinstance(one, Item) and isinstance(one.record, PatentRecord)
    assert (one.record.publication, one.record.application) == ("US20170071586A1", "US15123456")
