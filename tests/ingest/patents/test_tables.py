"""Vendors' tables through their mappings, and reference lists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from invented_files import invented

from patnav.graph.model import Citation, Classification, Party, PatentRecord, Text
from patnav.ingest.formats import Item, Reject, recognise

Read = Callable[..., list[Item | Reject]]
Records = Callable[..., list[PatentRecord]]
JANE, TARO = Party("DOE JANE", "person"), Party("REI TARO", "person")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lens(records: Records, tmp_path: Path, encoding: str, end: bytes) -> None:
    text = invented("lens.csv").replace(b"\n", end).decode()
    first, second = records("lens-csv", text.encode(encoding))
    assert recognise(tmp_path / "file").name == "lens-csv"
    assert first == PatentRecord(
        publication="WO2008099446A1",
        office="WO",
        number="2008099446",
        kind="A1",
        application="PCTUS2007099980",
        titles=(Text("Pump"),),
        filing_date="2007-10-15",
        publication_date="2008-07-10",
        priority_date="2000-05-31",
        applicants=(Party("EXAMPLE CORP"), JANE),
        inventors=(JANE, TARO),
        classes=(
            Classification("F04B1/12", "ipc", main=True),
            Classification("F04B1/146", "cpc", main=True),
            Classification("Y02E10/20", "cpc"),
            Classification("417/269", "uspc", main=True),
        ),
        literature=('DOE: "Pumps", 1999', "REI: Valves"),
        url="https://example.org/1",
        priorities=("US64101506A", "US20839700P"),
        docdb_application="US 2007099980 W",
        docdb_priorities=("US 64101506 A", "US 20839700 P"),
    )
    assert (second.publication, second.filing_date) == ("EP2199119B8", "1999-02-01")


def test_lens_with_overflowing_rows(read: Read) -> None:
    line = invented("lens.csv").replace(b",,,\n2", b",,,spilt\n2")
    bad, good = read("lens-csv", line)
    assert isinstance(bad, Item) and isinstance(good, Item)
    bad, good = read("lens-csv", invented("lens.csv").replace(b",,,\n2", b",,,,spilt\n2"))
    assert isinstance(bad, Reject) and "23 cells under 22" in bad.reason
    assert isinstance(good, Item)


def test_rejected_rows_keep_their_bytes(read: Read) -> None:
    """Quotes, line ends within a cell and all."""
    header, first, *_ = invented("lens.csv").split(b"\n")
    bad = first.replace(b"WO 2008/099446 A1", b"none").replace(b"Pump,", b'"Pump, said ""to\npump""",')
    assert bad.count(b"none") == 1 and b"said" in bad
    found = read("lens-csv", b"\n".join([header, first, bad, first, b""]))
    assert isinstance(found[1], Reject) and found[1].raw == bad


@pytest.mark.parametrize(
    ("end", "doubtful"),
    [(b"B28B1/00", True), (b"", True), (b'"B28B1/00"', False), (b"B28B1/00\n", False), (b",\n", False)],
)
def test_last_cell_that_may_be_cut_off(read: Read, end: bytes, doubtful: bool) -> None:
    header = "公开号,申请号,标题,申请人,国际分类\nCN114999873A,CN202111999510.5,泵,某公司,".encode()
    (found,) = read("patentics-xlsx", header + end)
    assert isinstance(found, Item) and bool(found.doubt) == doubtful


def test_espacenet(records: Records) -> None:
    assert records("espacenet", invented("espacenet.csv")) == [
        PatentRecord(
            publication="KR20140099697U",
            office="KR",
            number="20140099697",
            kind="U",
            application="PCTUS2014099801",
            titles=(Text("Pump"),),
            filing_date="2014-08-20",
            publication_date="2014-09-19",
            priority_date="2013-08-22",
            applicants=(Party("EXAMPLE LLC", country="US"), Party("DOE JANE", "person", country="US")),
            inventors=(Party("DOE JANE", "person", country="US"), TARO),
            classes=(Classification("F04B1/12", "ipc", main=True), Classification("F04B27/00", "ipc")),
            citations=(
                Citation("US1377974A", "examiner"),
                Citation("KR200367531Y1", "examiner"),
                Citation("WO1999099001A1", "applicant"),
            ),
            literature=("XP002723238",),
            family=("KR20140099697U", "KR200499323Y1"),
            priorities=("US13999974", "US13999970"),
        )
    ]


def test_patsnap(records: Records) -> None:
    (record,) = records("patsnap", invented("patsnap.csv"))
    assert record.application == "PCTEP2014099449"
    assert record.family == ("WO2016099014A1", "CN106999001A")
    assert record.extended_family == ("WO2016099014A1",)
    assert record.priority_date is None


def test_patentscope_in_the_encoding_of_windows(records: Records) -> None:
    (record,) = records("patentscope", invented("patentscope.csv").decode().replace("\n", "\r").encode("cp1252"))
    assert record.inventors == (Party("ØRSTED Jens", "person"),)
    assert (record.publication, record.publication_date) == ("US20090999610", "2009-08-21")
    assert (record.priority_date, record.applicants) == ("2004-10-01", ())
    assert [one.symbol for one in record.classes] == ["F04B1/12", "F04B27/00"]


def test_days_that_could_be_months_are_rejected(read: Read) -> None:
    text = invented("innography.csv").decode()
    for printed, day in (("25/10/2016", "2016-10-25"), ("5.10.2016", "2016-10-05"), ("10/05/2016", None)):
        found, *_ = read("innography", text.replace("2016-04-05", printed).encode())
        if day is None:
            assert isinstance(found, Reject)
        else:
            assert isinstance(found, Item) and isinstance(found.record, PatentRecord)
            assert found.record.filing_date == day


def test_wipo_landscape(records: Records) -> None:
    (record,) = records("wipo-landscape", invented("wipo_landscape.csv"))
    assert record.publication == "IN00496MUM2008A"
    assert record.inventors == (Party("DOE JANE", "person", country="US"), TARO)
    assert [one.symbol for one in record.classes] == ["H01J49/00", "C07D417/00"]
    assert (record.family, record.filing_date, record.priority_date) == ((), "2007-06-27", "1999-07-19")


def test_innography(records: Records) -> None:
    first, second, third = records("innography", invented("innography.csv"))
    assert (first.publication, first.filing_date, first.applicants) == (
        "US9999001B2",
        "2016-04-05",
        (Party("Example Inc."),),
    )
    assert second.publication == "WO2017099002A1"
    assert second.applicants == (Party("Example Inc."), Party("Pump KK"))
    assert [one.symbol for one in second.classes] == ["F16K1/00", "F04B1/12"]
    assert (third.publication, third.filing_date, third.applicants) == ("EP3099003B1", "2015-01-02", ())


def test_orbit(records: Records) -> None:
    first, second, third = records("orbit", invented("orbit.csv"))
    assert (first.publication, first.priority_date, first.inventors) == ("US9999001B2", "2015-04-05", (JANE,))
    assert first.citations == (Citation("US8999001B2"), Citation("EP1999001A1"))
    assert (second.publication, second.owners) == ("WO2017099002A1", (Party("Example Inc."), Party("Pump KK")))
    assert (third.publication, third.citations) == ("EP3099003B1", (Citation("JP2015099003A"),))


def test_derwent_numbers(records: Records) -> None:
    first, second = records("derwent-numbers", invented("derwent_numbers.csv"))
    assert (first.application, first.filing_date) == ("US15999203", "2016-11-23")
    assert [one.publication for one in first.citations] == ["US20150099318A1", "US9999902B2"]
    assert first.family == ("US9999726B1", "WO2018099001A1")
    assert first.extended_family == ("US9999726B1", "EP0009999B1")
    assert (second.publication, second.application, second.filing_date) == ("USD899224S1", None, "2016-09-20")


def test_derwent_with_chinese_columns_in_the_second_row(records: Records) -> None:
    (record,) = records("derwent-innovation", invented("derwent.csv"))
    assert record.application == "CN201711999252"
    assert record.inventors == (Party("Mou WANG", "person"), Party("Mou LI", "person"))
    assert record.citations == (Citation("CN2999114Y", "examiner", "A"), Citation("US9999001B2", "applicant", "X"))
    assert record.classes == (
        Classification("F04B1/12", "ipc", main=True),
        Classification("F04B1/0146", "cpc", main=True),
    )
    assert (record.family, record.claims) == (("CN109999582A", "WO2019999951A1"), 10)


def test_patentics_rows_have_one_field_more_than_the_header(records: Records) -> None:
    text = "公开号,申请号,标题,申请人,国际分类\n"
    text += "CN114999873A,CN202111999510.5,泵_x000D_,某公司 | 某大学,F04B  1/12 | F04B 27/00,\n"
    (record,) = records("patentics-xlsx", text.encode("utf-8-sig"))
    assert record.titles == (Text("泵", "zh"),)
    assert [one.name for one in record.applicants] == ["某公司", "某大学"]


@pytest.mark.parametrize(
    ("name", "file"), [("innography", "innography.csv"), ("orbit", "orbit.csv"), ("derwent-ciw", "derwent.ciw")]
)
def test_recognised(read: Read, tmp_path: Path, name: str, file: str) -> None:
    assert all(isinstance(one, Item) for one in read(name, invented(file)))
    assert recognise(tmp_path / "file").name == name


def test_derwent_tagged(records: Records) -> None:
    first, second = records("derwent-ciw", invented("derwent.ciw"))
    assert first == PatentRecord(
        publication="US20170999972A1",
        office="US",
        number="20170999972",
        kind="A1",
        titles=(Text("Pump has a valve that pumps.", "en"),),
        abstracts=(Text("NOVELTY - The pump pumps. USE - Pump.", "en"),),
        filing_date="2015-10-08",
        publication_date="2017-04-13",
        priority_date="2015-10-08",
        applicants=(Party("EXAMPLE INC"), Party("PUMP KK")),
        inventors=(Party("DOE J", "person"), Party("REI T", "person")),
        classes=(Classification("F04B1/12", "ipc", main=True), Classification("F04B27/00", "ipc")),
        citations=(Citation("FR2799065A1"), Citation("GB2199511A")),
        family=("US20170999972A1", "WO2017999725A1"),
        priorities=("US99967615A",),
    )
    assert second.application == "PCTUS2016999920"
    assert (second.publication_date, second.literature) == ("2017-04-14", ("DOE: Pumps",))
    assert second.citations == (Citation("JP2005199479A"),)


@pytest.mark.parametrize(
    ("printed", "application"),
    [
        ("JP198782    06 Oct 2015", "JP2015198782"),
        ("WOFR052644    13 Oct 2016", "PCTFR2016052644"),
        ("EP194513    19 Oct 2016", "EP16194513"),
        ("KR140078    06 Oct 2015", "KR20150140078"),
        ("CN21066892    21 Sep 2016", "CN201621066892"),
        ("DE10220802    23 Oct 2015", "DE102015220802"),
        ("FR060158    23 Oct 2015", "FR1560158"),
        ("TW216977    07 Nov 2016", "TW105216977"),
        ("ES031200    13 Aug 2015", "ES201531200"),
        ("RU146390    28 Oct 2015", "RU2015146390"),
        ("US878676    08 Oct 2015", None),
        ("IN14025440    25 Jul 2016", None),
    ],
)
def test_derwents_serial_numbers(records: Records, printed: str, application: str | None) -> None:
    """Of one family, as Derwent and as the offices number its applications."""
    text = invented("derwent.ciw").replace(b"WOUS999920    07 Oct 2016", printed.encode())
    assert records("derwent-ciw", text)[1].application == application


@pytest.mark.shared
def test_derwents_serial_numbers_make_the_applications_that_the_lens_has(shared: Callable[[str], Path]) -> None:
    told = {}
    for file in ("citation_drones/lens_drones_9071.csv.gz", "derwent_dii_ciw/derwent_drone_drones_1_500.ciw"):
        path = shared(file)
        found = [one.record for one in recognise(path).read(path) if isinstance(one, Item)]
        told[file] = {one.publication: one.application for one in found if isinstance(one, PatentRecord)}
    lens, derwent = told.values()
    both = {one for one in derwent.keys() & lens.keys() if derwent[one] and lens[one]}
    assert len(both) == 97
    assert {one: derwent[one] for one in both} == {one: lens[one] for one in both}


def test_derwent_tagged_cut_off(read: Read) -> None:
    (found,) = read("derwent-ciw", invented("derwent.ciw").partition(b"\nER")[0])
    assert isinstance(found, Reject) and "ends too early" in found.reason


def test_citation_lines(read: Read, tmp_path: Path) -> None:
    first, second, bad = read("gbt7714", invented("references.txt"))
    assert recognise(tmp_path / "file").name == "gbt7714"
    assert isinstance(first, Item) and first.position == "line 1"
    assert first.record == PatentRecord(
        "CN1387999",
        "CN",
        "1387999",
        titles=(Text("一种泵,及其阀门", "zh"),),
        publication_date="2002-12-25",
        inventors=(Party("J·M·多伊", "person"), Party("王某", "person")),
    )
    assert isinstance(second, Item) and isinstance(second.record, PatentRecord)
    assert second.record.applicants == (Party("示例泵业有限公司"),)
    assert second.record.inventors == (Party("李某", "person"), Party("张某", "person"))
    assert isinstance(bad, Reject) and bad.position == "line 6"


@pytest.mark.parametrize(("name", "file"), [("ris", "references.ris"), ("bibtex", "references.bib")])
def test_reference_managers(records: Records, tmp_path: Path, name: str, file: str) -> None:
    record, second, third = records(name, invented(file))
    assert recognise(tmp_path / "file").name == name
    assert (second.publication, second.publication_date) == ("WO2017099002A1", "2017")
    assert second.inventors[0] == Party("Taro Rei", "person")
    assert (third.publication, third.publication_date) == ("EP3099003B1", "2018-03")
    assert third.applicants == (Party("Pump KK"),)
    assert (record.publication, record.url) == ("US9999001B2", "https://example.org/1")
    assert record.titles[0].text.startswith("Pump")
    assert record.applicants == (Party("Example Inc."),)
    assert record.inventors[0] == Party("Jane Doe", "person")
    assert record.publication_date == ("2018-01-02" if name == "ris" else "2018-01")
