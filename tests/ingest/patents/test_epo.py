"""EPO full text, DOCDB, Open Patent Services; CNIPA gazettes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from invented_files import invented

from patnav.graph.model import Citation, Classification, LegalEvent, Party, PatentRecord, StatusEvent, Text
from patnav.ingest.formats import Item, Reject

Read = Callable[..., list[Item | Reject]]
Records = Callable[..., list[PatentRecord]]


def test_full_text(records: Records) -> None:
    owner = Party("Beispiel AG", country="DE", city="93073 Musterstadt", address="Weg 6, 93073 Musterstadt")
    assert records("epo-fulltext", invented("ep.xml")) == [
        PatentRecord(
            publication="EP2999001B2",
            office="EP",
            number="2999001",
            kind="B2",
            application="EP13999001",
            type="invention",
            titles=(Text("Pumpe", "de"), Text("Pump", "en")),
            filing_date="2013-10-17",
            publication_date="2021-05-05",
            grant_date="2016-03-23",
            priority_date="2012-12-17",
            claims=2,
            first_claim="Pumpe.",
            applicants=(owner,),
            owners=(owner,),
            inventors=(
                Party(
                    "Erika X. Muster",
                    "person",
                    country="DE",
                    city="93073 Musterstadt",
                    address="Weg 5, 93073 Musterstadt",
                ),
            ),
            classes=(
                Classification("F04B1/12", "ipc", main=True),
                Classification("F04B27/00", "ipc"),
                Classification("F04B1/146", "cpc", main=True),
                Classification("Y02A50/30", "cpc"),
            ),
            citations=(
                Citation("WO2011099001A1", "examiner"),
                Citation("US20040009741A1", "examiner"),
                Citation("JPH07300979A", "examiner"),
            ),
            literature=('DOE J: "Pumps" 1999',),
            agency="Anwalt & Partner",
            history=(
                StatusEvent("opposition", "2016-12-23", text="Gegner GmbH"),
                StatusEvent("lapse", "2016-06-24", country="GR"),
                StatusEvent("lapse", country="HR"),
            ),
            priorities=("DE102012999001",),
            designated=("AT",),
        )
    ]


def test_old_ipc_edition(records: Records) -> None:
    old = b"<B510><B516>7</B516><B511> 7F 04B   1/12   A</B511><B512> 7F 04B  27/00   B</B512></B510>"
    whole = invented("ep.xml")
    start, end = whole.index(b"<B510EP>"), whole.index(b"<B520EP>")
    (record,) = records("epo-fulltext", whole[:start] + old + whole[end:])
    assert [one.symbol for one in record.classes if one.scheme == "ipc"] == ["F04B1/12", "F04B27/00"]


FRENCH = PatentRecord(
    publication="FR2999001A1",
    office="FR",
    number="2999001",
    kind="A1",
    application="FR1899001",
    titles=(Text("Pompe de l'Ś", "fr"), Text("Pump", "en")),
    abstracts=(Text("Une pompe.", "fr"),),
    filing_date="2018-07-03",
    publication_date="2020-01-03",
    priority_date="2018-07-03",
    applicants=(Party("EXEMPLE S.A.", other_names=("EXEMPLE SA",), country="FR"),),
    inventors=(Party("Jeanne DUPONT", "person", other_names=("DUPONT JEANNE",)),),
    classes=(
        Classification("F04B1/12", "ipc", main=True),
        Classification("F04B1/146", "cpc", main=True),
        Classification("F04B27/00", "cpc"),
    ),
    citations=(Citation("DE999277C", "examiner", "X"), Citation("US20200099001A1", "applicant")),
    literature=("DOE: Pumps, DOI: 10.1000/1",),
    family=("FR2999001A1", "EP3999001A1"),
    priorities=("FR1899001",),
    docdb_application="FR 1899001 A",
    docdb_priorities=("FR 1899001 A",),
    dois=("10.1000/1",),
)


def test_docdb_back_file(records: Records) -> None:
    assert records("epo-docdb", invented("docdb.xml")) == [FRENCH]


def test_docdb_single_document_without_declaration(records: Records) -> None:
    whole = invented("docdb.xml")
    start, end = whole.index(b"<exch:exchange-document "), whole.index(b"</exch:exchange-document>")
    assert records("epo-docdb", whole[start : end + len(b"</exch:exchange-document>")]) == [FRENCH]


def test_docdb_container_cut_off(read: Read) -> None:
    whole = invented("docdb.xml")
    good, cut = read("epo-docdb", whole[: whole.rindex(b"</exch:exchange-documents>")])
    assert isinstance(good, Item)
    assert isinstance(cut, Reject) and "ends too early" in cut.reason


def test_ops_family_with_legal_events(records: Records) -> None:
    american, european = records("epo-ops", invented("ops.xml"))
    assert american == PatentRecord(
        publication="US10999001B2",
        office="US",
        number="10999001",
        kind="B2",
        application="US15999001",
        filing_date="2018-03-13",
        publication_date="2019-11-05",
        priority_date="2013-02-05",
        family=("US10999001B2",),
        extended_family=("US10999001B2", "EP2999002A1"),
        events=(
            LegalEvent(
                "assignment",
                (Party("DOE, JANE"), Party("REI, TARO")),
                (Party("EXAMPLE PUMPS INC.", address="TEXAS"),),
                date="2018-03-14",
                number="099001/0369",
            ),
        ),
        history=(
            StatusEvent("other", "2018-03-15", "AS", "ASSIGNMENT"),
            StatusEvent("lapse", "2020-01-01", "PG25", "LAPSED IN A CONTRACTING STATE", "AT"),
        ),
        priorities=("US61799001",),
        docdb_application="US 201815999001 A",
        docdb_priorities=("US 201361799001 P",),
    )
    assert european.family == ("EP2999002A1",)


def test_ops_exchange_document(records: Records) -> None:
    whole = invented("docdb.xml").replace(b"exch:", b"").replace(b"xmlns:exch", b"xmlns")
    start, end = whole.index(b"<exchange-document "), whole.index(b"</exchange-document>")
    answer = b"<ops:world-patent-data xmlns:ops='http://ops.epo.org'><exchange-documents>" + whole[start:end]
    answer += b"</exchange-document></exchange-documents></ops:world-patent-data>"
    assert records("epo-ops", answer) == [FRENCH]


def test_cnipa(records: Records) -> None:
    name = "示例泵业股份有限公司"
    assert records("cnipa-xml", invented("cnipa.xml")) == [
        PatentRecord(
            publication="CN109999001B",
            office="CN",
            number="109999001",
            kind="B",
            application="CN201510999001",
            type="invention",
            titles=(Text("一种泵", "zh"),),
            abstracts=(Text("本发明公开了一种泵。", "zh"),),
            filing_date="2015-04-08",
            publication_date="2023-10-03",
            grant_date="2023-10-03",
            claims=2,
            first_claim="1.一种泵。",
            applicants=(Party(name, country="CN", province="天津市", address="天津市滨海新区示例路1号"),),
            owners=(Party(name, country="CN", province="江苏省", city="苏州市"),),
            inventors=(Party("王某", "person"),),
            classes=(Classification("F04B1/12", "ipc", main=True),),
            citations=(Citation("CN209999659U", "examiner"),),
            examiner="李某",
            agency="示例专利代理有限公司 12999",
            priority_date="2014-04-09",
            priorities=("JP2014099001",),
        )
    ]


@pytest.mark.parametrize(
    ("name", "file"),
    [("epo-fulltext", "ep.xml"), ("epo-docdb", "docdb.xml"), ("epo-ops", "ops.xml"), ("cnipa-xml", "cnipa.xml")],
)
def test_truncated_is_never_a_whole_read(read: Read, name: str, file: str) -> None:
    whole = invented(file).rstrip()
    good = [one for one in read(name, whole) if isinstance(one, Item)]
    for end in range(len(whole) // 3, len(whole), 37):
        found = read(name, whole[:end])
        assert any(isinstance(one, Reject) for one in found)
        assert all(one in good for one in found if isinstance(one, Item))
