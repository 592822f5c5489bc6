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
