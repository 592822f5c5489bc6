"""Numbers in the form of DOCDB: golden pairs, and what is derived against what real files print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from patnav.graph.duckdb import DuckDBStore
from patnav.graph.model import PatentRecord
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.patents import docdb_numbers, numbers
from patnav.ingest.pipeline import ingest
from patnav.queries.search import search
from patnav.queries.show import show


@pytest.mark.parametrize(
    ("canonical", "year", "kind", "docdb"),
    [
        # printed side by side, original and DOCDB, in the EPO's exchange document of AP 1206 A
        ("US09083597", 1998, "A", "US 8359798 A"),
        ("PCTUS1998016128", 1998, "A", "US 9816128 W"),
        ("CN98814060", None, "A", "CN 98814060 A"),
        # Open Patent Services: legal data of US 10465445 B2, family of EP 1000000 A1
        ("US15919370", 2018, "A", "US 201815919370 A"),
        ("US61761070", 2013, "A", "US 201361761070 P"),
        ("EP99203729", None, "A", "EP 99203729 A"),
        ("NL1010536", None, "A", "NL 1010536 A"),
        # as the Lens prints them
        ("PCTEP2003050333", None, "A", "EP 0350333 W"),
        ("PCTEP2013055481", None, "A", "EP 2013055481 W"),
        ("US10005207", 2004, "A", "US 520704 A"),
        ("US60550317", 2004, "A", "US 55031704 P"),
        ("US61424419", 2010, "A", "US 201061424419 P"),
        ("US29405629", 2011, "A", "US 201129405629 F"),
        ("US79757510A", None, "A", "US 79757510 A"),
        ("JP1983016863", None, "A", "JP 1686383 A"),
        ("JP2012054494", None, "A", "JP 2012054494 A"),
        ("KR19900006177", None, "A", "KR 900006177 A"),
        ("KR20130006425", None, "U", "KR 20130006425 U"),
        ("GB0822001", 2008, "A", "GB 0822001 A"),
        ("GB1800274", 2018, "A", "GB 201800274 A"),
        ("CN201320290863", None, "A", "CN 201320290863 U"),
        ("TW92127498", None, "A", "TW 92127498 A"),
        ("DE102006026464", None, "A", "DE 102006026464 A"),
        ("DE20315159", None, "A", "DE 20315159 U"),
        # what a number does not tell
        ("US12797575", None, "A", None),
        ("US61422000", 2010, "A", None),
        ("DE69905327", None, "A", None),
        ("JP123", None, "A", None),
        ("IT2003RM0386", 2003, "A", None),
    ],
)
def test_application(canonical: str, year: int | None, kind: str, docdb: str | None) -> None:
    assert docdb_numbers.application(canonical, year, kind) == docdb
    if docdb and not canonical[-1].isalpha() and not docdb.startswith("US 8") and docdb[:2] != "US":
        assert numbers.filing(docdb) == canonical


@pytest.mark.parametrize(
    ("printed", "published", "docdb"),
    [
        ("US20170031758A1", None, "US 2017031758 A1"),
        ("US8926509B2", None, "US 8926509 B2"),
        ("EP0680812A1", None, "EP 0680812 A1"),
        ("WO1999012345A1", None, "WO 9912345 A1"),
        ("WO2002048765A1", "2002-06-20", "WO 0248765 A1"),
        ("WO2002056789A1", "2002-07-18", "WO 02056789 A1"),
        ("WO2002056789A1", None, None),
        ("WO2003015838A3", None, "WO 03015838 A3"),
        ("WO2017196847A1", None, "WO 2017196847 A1"),
        ("JPH07300979A", None, "JP H07300979 A"),
        ("CN115000000", None, None),
    ],
)
def test_publication(printed: str, published: str | None, docdb: str | None) -> None:
    number = numbers.publication(printed)
    assert docdb_numbers.publication(*number, published) == docdb


def test_printed() -> None:
    assert docdb_numbers.printed("AU 2015/330716 A") == "AU 2015330716 A"
    assert docdb_numbers.printed("US 2015/0015009 W") == "US 2015015009 W"
    assert docdb_numbers.printed("US.201562116216.P") == "US 201562116216 P"
    assert docdb_numbers.printed("US19980083597") == "US 8359798 A"
    assert docdb_numbers.printed("US2016578323F") == "US 201629578323 F"
    assert docdb_numbers.printed("15/950,587") is None
    assert docdb_numbers.claimed(["US 201562116216 P 20150213", "GB 0711858 A 20070619"]) == (
        ("US62116216", "GB0711858"),
        ("US 201562116216 P", "GB 0711858 A"),
    )
    assert docdb_numbers.claimed(["US 201562116216 P", "CN201510163325.6"]) == (("US62116216", "CN201510163325"), ())


def test_completed_keeps_what_is_printed_and_derives_the_rest() -> None:
    record = PatentRecord(
        "US20170031758A1", "US", "20170031758", "A1", application="US13123456", filing_date="2011-04-08",
        priorities=("JP2010123456", "US61422000"),
    )  # fmt: skip
    found = docdb_numbers.completed(record)
    assert (found.docdb, found.docdb_application) == ("US 2017031758 A1", "US 201113123456 A")
    assert found.docdb_priorities == ("JP 2010123456 A",)
    assert docdb_numbers.completed(found) == found


def test_what_docdb_writes_is_found(tmp_path: Path) -> None:
    path = tmp_path / "patents.jsonl"
    path.write_text(
        '{"publication": "US20170031758A1", "application": "US13123456", "filing_date": "2011-04-08"}\n'
        '{"publication": "WO2002048765A1", "publication_date": "2002-06-20", "application": "PCTJP2001000123"}\n'
        '{"publication": "WO2020012123A1"}\n'
    )
    workspace = Workspace(tmp_path / "store")
    ingest(workspace, [path], TableLinker())
    typed = {
        "US20170031758A1": ("US 2017031758 A1", "US2017031758A1", "US.201113123456.A", "US201113123456"),
        "WO2002048765A1": ("WO 0248765 A1", "WO0248765A1", "JP 0100123 W"),
    }
    with DuckDBStore(workspace.current()) as store:
        for key, names in typed.items():
            assert {row.id for name in names for row in show(store, name).rows} == {key}
        for query, key in (("pn:US2017031758A1", "US20170031758A1"), ("pn:WO0248765A1", "WO2002048765A1")):
            assert [row.id for row in search(store, query).rows] == [key]
        assert not search(store, "pn:WO2012123").rows
        for number in (
            "US201113123456A",
            "US201113123456",
            "US2011131*",
            "US13123456",
            "US131*",
            '"US 201113123456 A"',
        ):
            assert [row.id for row in search(store, f"ap:{number}").rows] == ["US20170031758A1"]
        for number in ("US20111312345", "US201113123456F", "US", "201113123456", "A*"):
            assert not search(store, f"ap:{number}").rows


def test_patents_without_a_number_or_date_are_not_those_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "patents.jsonl"
    path.write_text(
        '{"publication": "US20170031758A1", "application": "US13123456", "filing_date": "2011-04-08",'
        ' "priority_date": "2011-04-08"}\n'
        '{"publication": "MX2012004567A", "application": "MX2012004567"}\n'
        '{"publication": "BR112012000001A2"}\n'
    )
    workspace = Workspace(tmp_path / "store")
    ingest(workspace, [path], TableLinker())
    others = {"MX2012004567A", "BR112012000001A2"}
    with DuckDBStore(workspace.current()) as store:
        assert {row.id for row in search(store, "NOT ap:US13123456").rows} == others
        assert {row.id for row in search(store, "NOT ap:US201113123456A").rows} == others
        assert {row.id for row in search(store, "NOT ap:MX2012004567").rows} == {"US20170031758A1", "BR112012000001A2"}
        assert {row.id for row in search(store, "NOT pr:2011").rows} == others


@given(
    st.from_regex(r"(PCT[A-Z]{2}|US|JP|KR|CN|DE|GB|TW|EP|FR|AU|XX)[0-9]{0,14}[A-Z]?", fullmatch=True),
    st.integers(1900, 2099),
)
def test_derived_forms_are_forms(canonical: str, year: int) -> None:
    docdb = docdb_numbers.application(canonical, year)
    assert docdb is None or docdb_numbers.printed(docdb) == docdb


def _references(path: Path) -> Iterator[tuple[str, str, str]]:
    """Every number in DOCDB form that an exchange file prints: name of the element around it, the number, its date."""
    parser = etree.XMLParser(recover=True, load_dtd=False, no_network=True, resolve_entities=False)
    for one in etree.parse(path, parser).iter("{*}document-id"):
        around = one.getparent()
        if "docdb" in (around.get("data-format"), one.get("document-id-type")):
            country, number, kind = (
                one.findtext(f"{{*}}{name}", "").strip() for name in ("country", "doc-number", "kind")
            )
            if kind:
                yield (
                    around.tag.replace(":", "}").rpartition("}")[2],
                    f"{country} {number} {kind}",
                    one.findtext("{*}date", ""),
                )


@pytest.mark.shared
def test_what_the_epo_prints_is_what_is_derived(shared: Callable[[str], Path]) -> None:
    paths = [*shared("epo_docdb_xml").glob("*.xml"), *shared("epo_ops_xml").glob("*/*.xml")]
    same: Counter[str] = Counter()
    for name, printed, date in sorted({one for path in paths for one in _references(path)}):
        if name in ("publication-reference", "patcit"):
            derived = docdb_numbers.publication(*numbers.publication(printed), None)
        else:
            canonical = numbers.filing(printed) or printed.replace(" ", "")
            derived = docdb_numbers.application(canonical, int(date[:4]) if date else None, printed[-1])
        assert derived in (printed, None)
        same[name] += derived == printed
    assert same["publication-reference"] == 90
    assert same["application-reference"] + same["priority-claim"] == 25
