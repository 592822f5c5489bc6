from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from invented_files import USPTO

from patnav.errors import UnreadableFile
from patnav.graph.model import Citation, Classification, Party, PatentRecord, Text
from patnav.ingest import cutting, opening
from patnav.ingest.formats import Item, Reject, recognise
from patnav.ingest.patents import uspto_xml

Read = Callable[..., list[Item | Reject]]
Records = Callable[..., list[PatentRecord]]
NAME = "uspto-xml"


def test_grant(records: Records) -> None:
    (record,) = records(NAME, USPTO.encode())
    pumps = Party("Example Pumps Ltd.", "organization", country="CN", city="Suzhou")
    assert record == PatentRecord(
        publication="US9999001B2",
        office="US",
        number="9999001",
        kind="B2",
        application="US15123456",
        type="invention",
        titles=(Text("Pump for H2O élan & more", "en"),),
        abstracts=(Text("A pump. It pumps.", "en"),),
        filing_date="2016-04-05",
        publication_date="2018-01-02",
        grant_date="2018-01-02",
        priority_date="2015-01-01",
        claims=2,
        first_claim="1. A pump, comprising: a body.",
        applicants=(pumps,),
        owners=(Party("Example Holding Inc.", "organization", country="US", province="NV", city="Reno"),),
        inventors=(Party("Mou Wang", "person", country="CN", city="Suzhou"),),
        classes=(
            Classification("F04B1/00", "ipc", main=True),
            Classification("F04B1/146", "cpc", main=True),
            Classification("Y02E10/20", "cpc"),
            Classification("C07K2319/00", "cpc"),
        ),
        citations=(Citation("US20100123456A1", "examiner"), Citation("WO2003015838A3", "applicant")),
        priorities=("CN201510163325", "US62000001"),
        literature=("Doe, Pumps, 1999.",),
    )


def test_weekly_file(read: Read) -> None:
    sequence = '<?xml version="1.0"?>\n<sequence-cwu id="S">\n</sequence-cwu>\n'
    found = read(NAME, (USPTO + "  " + sequence + "   " + USPTO.replace("09999001", "09999002")).encode())
    assert [one.position for one in found] == ["document 1", "document 3"]
    assert [one.record.publication for one in found if isinstance(one, Item)] == ["US9999001B2", "US9999002B2"]


def test_cut_at_any_byte_of_a_block(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [one.record for one in read(NAME, USPTO.encode() * 3) if isinstance(one, Item)]
    for block in (7, 64, 997, 4096):
        monkeypatch.setattr(cutting, "BLOCK", block)
        assert [one.record for one in read(NAME, USPTO.encode() * 3) if isinstance(one, Item)] == whole


def test_byte_order_mark_and_blanks_are_no_document(records: Records) -> None:
    assert len(records(NAME, b"\xef\xbb\xbf" + USPTO.encode() + b"\n\n")) == 1
    assert len(records(NAME, b"\xef\xbb\xbf" + USPTO.encode().partition(b"?>")[2])) == 1


def test_compressed(read: Read) -> None:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ipg180102.xml", USPTO * 2)
    assert (
        read(NAME, gzip.compress(USPTO.encode() * 2)) == read(NAME, zipped.getvalue()) == read(NAME, USPTO.encode() * 2)
    )


def test_application_without_claims_and_declaration(records: Records) -> None:
    text = """<us-patent-application dtd-version="v4.0 2004-12-02"><us-bibliographic-data-application>
    <publication-reference><document-id><country>US</country><doc-number>20050000001</doc-number><kind>A1</kind>
    <date>20050106</date></document-id></publication-reference>
    <classification-ipc><edition>07</edition><main-classification>A41D001/06</main-classification>
    <further-classification>A41D001/08</further-classification></classification-ipc>
    <classification-national><country>US</country><main-classification>002227000</main-classification>
    </classification-national><parties><applicants><applicant sequence="00" app-type="applicant-inventor">
    <addressbook><last-name>Doe</last-name><first-name>Jane</first-name><middle-name>Q.</middle-name><address>
    <city>Bern</city><country>unknown</country></address></addressbook><residence><country>CH</country></residence>
    </applicant></applicants></parties>ASSIGNEES</us-bibliographic-data-application></us-patent-application>"""
    (record,) = records(NAME, text.replace("ASSIGNEES", "").encode())
    jane = Party("Jane Q. Doe", "person", country="CH", city="Bern")
    assert record.applicants == record.inventors == (jane,)
    assert (record.publication, record.grant_date, record.claims) == ("US20050000001A1", None, None)
    assert [(one.symbol, one.main) for one in record.classes] == [
        ("A41D1/06", True),
        ("A41D1/08", False),
        ("2/227", True),
    ]
    assignees = "<assignees><assignee><orgname>Example Inc.</orgname><role>02</role></assignee></assignees>"
    (record,) = records(NAME, text.replace("ASSIGNEES", assignees).encode())
    assert record.applicants == record.owners == (Party("Example Inc.", "organization"),)
    assert record.inventors == (jane,)


def test_designs_and_plants(records: Records) -> None:
    design = USPTO.replace('appl-type="utility"', 'appl-type="design"').replace(
        "<invention-title",
        "<classification-locarno><edition>13</edition><main-classification>0203</main-classification>"
        "</classification-locarno><invention-title",
    )
    (record,) = records(NAME, design.encode())
    assert record.type == "design"
    assert Classification("02-03", "locarno", main=True) in record.classes
    (record,) = records(NAME, USPTO.replace('appl-type="utility"', 'appl-type="plant"').encode())
    assert record.type is None


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("</us-patent-grant>", "", "ends too early"),
        ("<date>20180102</date>", "<date>20180230</date>", "impossible date"),
        ("<doc-number>09999001</doc-number>", "<doc-number>?</doc-number>", "no publication number"),
        ("<assignees>", "<assignees><b>", "no well-formed XML"),
        ("&eacute;", "&nonsense;", None),
        ("[ ]>", '[<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]>', "declares entities"),
        ("[ ]>", '[<!ENTITY a SYSTEM "file:///etc/passwd">]>', "declares entities"),
        ("A pump.", "<p>" * 1000 + "</p>" * 1000, "no well-formed XML"),
        ("<!DOCTYPE", "<!-- <us-patent-grant> --><!DOCTYPE x [<!ENTITY a 'b'>]><!--", "declares entities"),
        ("us-bibliographic-data-grant>", "other>", "no bibliographic data"),
    ],
)
def test_a_bad_document_does_not_stop_the_file(read: Read, old: str, new: str, reason: str | None) -> None:
    found = read(NAME, (USPTO + USPTO.replace(old, new) + USPTO).encode())
    assert len(found) == 3
    assert isinstance(found[0], Item) and isinstance(found[2], Item)
    if reason is None:
        assert isinstance(found[1], Item)
    else:
        assert isinstance(found[1], Reject)
        assert reason in found[1].reason
        assert found[1].raw.startswith(b"<?xml ")


def test_truncated_anywhere_is_never_a_good_read(read: Read) -> None:
    document = USPTO.rstrip().encode()
    for end in range(400, len(document), 97):
        (found,) = read(NAME, document[:end])
        assert isinstance(found, Reject)


def test_wrong_encoding_is_rejected(read: Read) -> None:
    (found,) = read(NAME, USPTO.replace("It pumps", "Ça pompe").encode("latin-1"))
    assert isinstance(found, Reject) and "XML" in found.reason


def test_a_document_without_end_is_not_held(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            assert self.given < 40 << 20, "read on beyond the limit"
            return b"<us-patent-grant " + b"a" * (size - 17)

    @contextmanager
    def endless(path: Path) -> Iterator[Endless]:
        yield Endless()

    (tmp_path / "endless.xml").write_bytes(b"<us-patent-grant ")
    monkeypatch.setattr(opening, "open_bytes", endless)
    monkeypatch.setattr(cutting, "LARGEST", 16 << 20)
    with pytest.raises(UnreadableFile, match="larger than 16 MiB"):
        list(uspto_xml.FORMAT.read(tmp_path / "endless.xml"))


@pytest.mark.shared
def test_real_documents(shared: Callable[[str], Path]) -> None:
    folder = shared("uspto_xml_v4x")
    files = sorted(folder.glob("*/v4-*.xml")) + sorted(shared("uspto_xml_samples").glob("xml[2A]*/*.xml"))
    assert len(files) == 17
    for file in files:
        assert recognise(file).name == NAME
        (found,) = uspto_xml.FORMAT.read(file)
        assert isinstance(found, Item), found
        record = found.record
        assert isinstance(record, PatentRecord)
        assert record.titles and record.inventors and record.applicants and record.classes and record.filing_date
    assert len(list(uspto_xml.FORMAT.read(folder / "test.xml"))) == 2


@pytest.mark.shared
def test_real_counts(shared: Callable[[str], Path]) -> None:
    """Against counts made by ``grep -c`` over the file."""
    (found,) = uspto_xml.FORMAT.read(shared("uspto_xml_samples/xml2014/US08926509.xml"))
    assert isinstance(found, Item) and isinstance(found.record, PatentRecord)
    text = shared("uspto_xml_samples/xml2014/US08926509.xml").read_text("utf-8")
    assert len(found.record.citations) == text.count("<patcit ")
    assert len(found.record.literature) == text.count("<nplcit ")
    assert found.record.claims == text.count("<claim id=")
    assert found.record.claims == 31
    assert {one.name for one in found.record.owners} == {"Hmicro, Inc."}
