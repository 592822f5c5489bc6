"""USPTO formats before 2004 and beside the full text: PAP, ST.32, Greenbook, XML4IP, assignments."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from invented_files import invented

from patnav.graph.model import Citation, Classification, LegalEvent, Party, PatentRecord, StatusEvent, Text
from patnav.ingest.formats import Item, Reject, recognise
from patnav.ingest.patents.uspto_assignments import conveyance

Read = Callable[..., list[Item | Reject]]
Records = Callable[..., list[PatentRecord]]
JANE = Party("Jane Q. Doe", "person", country="US", province="NV", city="Reno")
TARO = Party("Taro Rei", "person", country="JP", city="Osaka")


def test_pap(records: Records) -> None:
    owner = Party("Example Pumps Inc.", "organization")
    assert records("uspto-pap", invented("pap.xml")) == [
        PatentRecord(
            publication="US20010099001A1",
            office="US",
            number="20010099001",
            kind="A1",
            application="US09799001",
            type="invention",
            titles=(Text("Pump with a valve — small", "en"),),
            abstracts=(Text("A pump that pumps.", "en"),),
            filing_date="2000-11-29",
            publication_date="2001-04-05",
            priority_date="1999-11-30",
            claims=2,
            first_claim="1. A pump.",
            applicants=(owner,),
            owners=(owner,),
            inventors=(JANE, TARO),
            classes=(
                Classification("F04B1/00", "ipc", main=True),
                Classification("F04B1/12", "ipc"),
                Classification("417/269", "uspc", main=True),
            ),
            priorities=("JP1999099999", "US60199001", "PCTJP2000099182"),
        )
    ]


def test_st32_as_sgml(records: Records) -> None:
    owner = Party("Example Pumper AS", "organization", country="NO", city="Oslo")
    (record,) = records("uspto-st32", invented("st32.sgm"))
    assert record == PatentRecord(
        publication="US6399001B1",
        office="US",
        number="6399001",
        kind="B1",
        application="US09399001",
        type="invention",
        titles=(Text("Pump for H2O", "en"),),
        abstracts=(Text("A pump that pumps.", "en"),),
        filing_date="1999-10-05",
        publication_date="2001-01-02",
        grant_date="2001-01-02",
        priority_date="1998-10-06",
        claims=2,
        first_claim="1. A pump.",
        applicants=(owner,),
        owners=(owner,),
        inventors=(
            Party("Kari Nordmann", "person", country="NO", city="Oslo"),
            Party("Jane Doe", "person", country="US", province="NV", city="Reno"),
        ),
        classes=(
            Classification("F04B1/12", "ipc", main=True),
            Classification("G06F13/00", "ipc"),
            Classification("417/269", "uspc", main=True),
            Classification("92/71", "uspc"),
        ),
        citations=(
            Citation("US5999001A", "examiner"),
            Citation("WO1996025012"),
            Citation("USD271298", "examiner"),
        ),
        literature=("Doe, “Pumps”, 1999.",),
        examiner="Max Strict",
        agency="Counsel & Counsel",
        priorities=("NO999001", "US60199001", "US09199001", "PCTNO1998099108"),
    )


def test_st32_as_xml(records: Records) -> None:
    xml = invented("st32.sgm")
    for name in (b"CITED-BY-EXAMINER", b"CITED-BY-OTHER", b"B597US"):
        xml = xml.replace(b"<" + name + b">", b"<" + name + b"/>")
    xml = xml.replace(b'D00001.TIF"></SDODR>', b'D00001.TIF"/></SDODR>')
    assert records("uspto-st32", xml) == records("uspto-st32", invented("st32.sgm"))


def test_greenbook(records: Records) -> None:
    utility, design = records("uspto-greenbook", invented("greenbook.txt"))
    owner = Party("Example Pumps Inc.", "organization", country="US", province="NV", city="Reno")
    assert utility == PatentRecord(
        publication="US3999001A",
        office="US",
        number="3999001",
        kind="A",
        application="US05999001",
        type="invention",
        titles=(Text("Pump with a valve and a very long name", "en"),),
        abstracts=(Text("A pump that pumps.", "en"),),
        filing_date="1974-10-29",
        publication_date="1976-01-06",
        grant_date="1976-01-06",
        priority_date="1973-10-30",
        priorities=("JP1973099999",),
        claims=2,
        first_claim="1. A pump comprising a. a body.",
        applicants=(owner,),
        owners=(owner,),
        inventors=(JANE, TARO),
        classes=(
            Classification("F04B1/12", "ipc", main=True),
            Classification("F04B27/00", "ipc"),
            Classification("417/269", "uspc", main=True),
            Classification("224/42.07", "uspc"),
        ),
        citations=(Citation("US2542907"), Citation("DE1234567")),
        literature=("Doe, Pumps, 1970, p. 3.",),
        examiner="Max Strict, Jr.",
        agency="Counsel & Counsel",
    )
    assert (design.publication, design.type, design.claims) == ("USD239901S", "design", 1)
    assert design.application == "US29999002"


def test_greenbook_cut_off(read: Read) -> None:
    whole = invented("greenbook.txt")
    (found,) = read("uspto-greenbook", whole[: whole.index(b"NUM  2.")])
    assert isinstance(found, Reject) and "1 of 2 claims" in found.reason


def test_xml4ip_in_a_zip_of_several(records: Records, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("xml4ip.xml", "xml4ip_abstract.xml"):
            archive.writestr(f"download/13999001/{name}", invented(name))
    claims, abstract = records("uspto-xml4ip", out.getvalue())
    assert claims == PatentRecord(
        "US13999001X0", "US", "13999001", "X0", "US13999001", claims=2, first_claim="1. A pump."
    )
    assert abstract.abstracts == (Text("A pump that pumps.", "en"),)
    assert recognise(tmp_path / "file").name == "uspto-xml4ip"
    first = b"1. A pum<pat:OCRConfidenceData pat:levelNumber='5'>p</pat:OCRConfidenceData>."
    (amended,) = records("uspto-xml4ip", invented("xml4ip.xml").replace(first, b"1. (Canceled)"))
    assert amended.first_claim == "2. The pump of claim 1."


def test_assignments(records: Records) -> None:
    grant, application, release = records("uspto-assignments", invented("assignments.xml"))
    event = LegalEvent(
        "assignment",
        (Party("DOE, JANE"), Party("REI, TARO")),
        (Party("EXAMPLE PUMPS INC.", country="US", province="NEVADA", city="RENO", address="RENO, NEVADA"),),
        date="2019-12-30",
        number="99001/0007",
    )
    assert grant == PatentRecord(
        "US10999001",
        "US",
        "10999001",
        application="US15999001",
        titles=(Text("PUMP", "en"),),
        filing_date="2017-11-20",
        events=(event,),
    )
    assert (application.publication, application.events) == ("US16999001X0", (event,))
    assert release.events == ()
    assert release.history == (
        StatusEvent("other", "2020-01-01", "99002/0001", "RELEASE BY SECURED PARTY (SEE DOCUMENT FOR DETAILS)."),
    )


def test_assignments_of_the_search_service(records: Records, tmp_path: Path) -> None:
    published, filed = records("uspto-assignments", invented("assignment_answer.xml"))
    assert recognise(tmp_path / "file").name == "uspto-assignments"
    assert (published.publication, filed.publication) == ("US20190099001", "US16999001X0")
    assert published.events == filed.events
    assert published.events[0] == LegalEvent(
        "pledge",
        (Party("EXAMPLE PUMPS INC."),),
        (Party("EXAMPLE BANK", city="LONDON", address="LONDON, UNITED KINGDOM"),),
        date="2018-01-02",
        number="99003/5",
    )


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("NUNC PRO TUNC ASSIGNMENT", "assignment"),
        ("CORRECTIVE ASSIGNMENT TO CORRECT THE NAME", "assignment"),
        ("MERGER AND CHANGE OF NAME", "assignment"),
        ("CHANGE OF NAME", None),
        ("PATENT SECURITY AGREEMENT", "pledge"),
        ("TERMINATION AND RELEASE OF PATENT SECURITY AGREEMENT", None),
        ("CONFIRMATORY LICENSE", "license"),
        ("", None),
    ],
)
def test_conveyance(words: str, kind: str | None) -> None:
    assert conveyance(words) == kind


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("uspto-pap", "pap.xml"),
        ("uspto-st32", "st32.sgm"),
        ("uspto-xml4ip", "xml4ip.xml"),
        ("uspto-assignments", "assignments.xml"),
    ],
)
def test_truncated_is_never_a_whole_read(read: Read, name: str, file: str) -> None:
    whole = invented(file).rstrip()
    good = [one for one in read(name, whole) if isinstance(one, Item)]
    for end in range(len(whole) // 3, len(whole), 31):
        found = read(name, whole[:end])
        assert any(isinstance(one, Reject) for one in found)
        assert all(one in good for one in found if isinstance(one, Item))
