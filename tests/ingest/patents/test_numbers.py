from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patnav.errors import RecordError
from patnav.ingest.patents import notation, numbers


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("US 10,000,000 B2", "US10000000B2"),
        ("US10000000B2", "US10000000B2"),
        ("us 10000000 b2", "US10000000B2"),
        ("US_2017_0031758_A1", "US20170031758A1"),
        ("US2017031758A1", "US20170031758A1"),
        ("US 2017/0031758 A1", "US20170031758A1"),
        ("US08926509B2", "US8926509B2"),
        ("USD435854S1", "USD435854S1"),
        ("USD0435854S1", "USD435854S1"),
        ("USRE038435E1", "USRE38435E1"),
        ("USPP012345P2", "USPP12345P2"),
        ("WO_2017_196847_A1", "WO2017196847A1"),
        ("WO 99/12345", "WO1999012345"),
        ("WO 03/015838 A3", "WO2003015838A3"),
        ("WO2004/12345", "WO2004012345"),
        ("CN 115000000 A", "CN115000000A"),
        ("EP 639 640 A1", "EP0639640A1"),
        ("USR31679", "USRE31679"),
        ("US RE31,679 E", "USRE31679E"),
        ("USPP012345 P2", "USPP12345P2"),
        ("US D435,854 S", "USD435854S"),
        ("10000000", "US10000000"),
        ("10,000,000", "US10000000"),
        ("RE31,679", "USRE31679"),
        ("JP昭60-12345 A", "JPS6012345A"),
        ("特許第4123456号", "JP4123456"),
        ("JP 2007-88222 A", "JP2007088222A"),
        ("JP_WO2010061919_A1", "JPWO2010061919A1"),
        ("特開平7-300979", "JPH07300979A"),
        ("特開2007-88222号", "JP2007088222A"),
        ("特表昭60-500012", "JPS60500012A"),
        ("JP H7-300979 A", "JPH07300979A"),
        ("JP-A-54-154707", "JPS54154707A"),
        ("JP 7300979 A", "JPH07300979A"),
        ("JPH07000979A", "JPH07979A"),
        ("JPH07979A", "JPH07979A"),
        ("JP 7300979 B2", "JP7300979B2"),
        ("JP5123456B2", "JP5123456B2"),
        ("KR 10-2005-0116274 A", "KR20050116274A"),
        ("KR_101916899_B1", "KR101916899B1"),
        ("TWI787980B", "TWI787980B"),
        ("SG_11201601423S_A", "SG11201601423SA"),
        ("BRPI2117369A2", "BRPI2117369A2"),
    ],
)
def test_publication(printed: str, canonical: str) -> None:
    assert str(numbers.publication(printed)) == canonical


def test_publication_parts() -> None:
    assert numbers.publication("US08926509B2") == ("US", "8926509", "B2")
    assert numbers.publication("CN115000000") == ("CN", "115000000", "")


@pytest.mark.parametrize(
    "printed", ["", "US", "12345", "US000B2", "PATENT123", "WO123A1", "一种泵", "US１２３B2", "A" * 10_000]
)
def test_no_publication(printed: str) -> None:
    with pytest.raises(RecordError, match="no publication number"):
        numbers.publication(printed)


def test_cited_keeps_what_is_odd() -> None:
    assert numbers.cited("WO", "WO 2008/009343", "A1") == "WO2008009343A1"
    assert numbers.cited("JP", "H08-12345", "A") == "JPH0812345A"
    assert numbers.cited("DE", "G 90 12 345.6 U1 X") == "DEG90123456U1X"
    with pytest.raises(RecordError):
        numbers.cited("", "")


@pytest.mark.parametrize(
    ("printed", "office", "canonical"),
    [
        ("CN201510163325.6", "", "CN201510163325"),
        ("CN202010144278.X", "", "CN202010144278"),
        ("CN01322981.8", "", "CN01322981"),
        ("CN201711214252A", "", "CN201711214252"),
        ("CN 201610479008 A", "", "CN201610479008"),
        ("15/950,587", "", "US15950587"),
        ("15950587", "US", "US15950587"),
        ("US16/634,906", "US", "US16634906"),
        ("PCT/CN2019/082039", "WO", "PCTCN2019082039"),
        ("PCT/CH02/00573", "", "PCTCH2002000573"),
        ("WOCN19082039", "WO", "PCTCN2019082039"),
        ("EP 07008954 A", "", "EP07008954"),
        ("01963450.0", "EP", "EP01963450"),
        ("EP19990203729", "", "EP99203729"),
        ("SG 11201601423S A", "", "SG11201601423S"),
    ],
)
def test_application(printed: str, office: str, canonical: str) -> None:
    assert numbers.application(printed, office) == canonical


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("CN1234567.8", "CN1234567"),
        ("CN85100001.2", "CN85100001"),
        ("特願2005-123456", "JP2005123456"),
        ("特願平7-123456", "JP1995123456"),
        ("JPH07123456", "JP1995123456"),
        ("JP 12345695 A", "JP1995123456"),
        ("JP 9-290033", "JP1997290033"),
        ("JP 10-95065", "JP1998095065"),
        ("JP 20600098 A", "JP1998206000"),
        ("JP20163495", "JP20163495"),
        ("JP20163405", "JP2016003405"),
        ("JP 1686383 A", "JP1983016863"),
        ("KR 900006177 A", "KR19900006177"),
        ("GB 201800274 A", "GB1800274"),
        ("GB 1800274.6", "GB1800274"),
        ("RU1999111892", "RU99111892"),
        ("EP200613167A", "EP06013167"),
        ("EP 0350333 W", "PCTEP2003050333"),
        ("AU 2004 000866 W", "PCTAU2004000866"),
        ("KR 10-2005-0012345", "KR20050012345"),
        ("KR20050012345", "KR20050012345"),
        ("DE102004012345.1", "DE102004012345"),
        ("GB0412345.6", "GB0412345"),
    ],
)
def test_one_application_in_several_ways(printed: str, canonical: str) -> None:
    assert numbers.application(printed) == canonical


def test_priorities() -> None:
    printed = ["US 201562116216 P 20150213", "CN201710472509X 20170619", "US 79757510 A", None, "US62/116,216"]
    assert numbers.priorities(printed) == ("US62116216", "CN201710472509", "US79757510A")


def test_dois() -> None:
    assert numbers.dois(["Doe, DOI: 10.1109/ABC.2004.137.", "x (10.1109/abc.2004.137)", "10.5 pages", "no"]) == (
        "10.1109/abc.2004.137",
    )


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("G06F  9/451", "G06F9/451"),
        ("H01L 21/768", "H01L21/768"),
        ("H04W64/00 为了网络管理的目的〔2009.01〕", "H04W64/00"),
        ("G06F 9/451 (2018.01)", "G06F9/451"),
        ("A41D013/00", "A41D13/00"),
        ("G07G000100", "G07G1/00"),
        ("H04N2201/04793", "H04N2201/04793"),
        ("h01l21", "H01L21/00"),
        ("H01L", "H01L"),
    ],
)
def test_symbol(printed: str, canonical: str) -> None:
    assert notation.symbol(printed) == canonical


@pytest.mark.parametrize("printed", ["", "H01", "Z01L21/00", "H01L21/7", "H01L/00", "H01L21/768X", "H01L0000/00"])
def test_no_symbol(printed: str) -> None:
    with pytest.raises(RecordError):
        notation.symbol(printed)


def test_other_schemes() -> None:
    assert notation.locarno("0203") == notation.locarno("2-3") == "02-03"
    assert notation.uspc(" 37434") == "37/434"
    assert notation.uspc("  2 16") == "2/16"
    assert notation.uspc("002227000") == "2/227"
    assert notation.uspc("623001160") == "623/1.16"
    assert notation.uspc(" 24 305 S") == "24/305S"
    assert notation.uspc("257E21023") == "257/E21.023"
    assert notation.uspc("D14344") == "D14/344"


def test_count() -> None:
    assert [numbers.count(text) for text in ("20", " 20.0 ", "0", "", "-1", "x", "9" * 9999)] == [20, 20, 0] + [
        None
    ] * 4


def test_classes_once_with_the_first_as_main() -> None:
    found = list(notation.classes("ipc", ["nonsense", "F04B 1/00", "F04B1/00", "F04B 1/12"]))
    assert [(one.symbol, one.main) for one in found] == [("F04B1/00", True), ("F04B1/12", False)]


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("20211019", "2021-10-19"),
        ("2021/10/19", "2021-10-19"),
        ("2021-10-9", "2021-10-09"),
        ("2021.10.19", "2021-10-19"),
        ("2021年10月9日", "2021-10-09"),
        ("2021-10-19 00:00:00", "2021-10-19"),
        ("18960200", "1896-02"),
        ("1968", "1968"),
        ("2024-11", "2024-11"),
    ],
)
def test_day(printed: str, canonical: str) -> None:
    assert numbers.day(printed) == canonical


@pytest.mark.parametrize(
    "printed", ["20210230", "2021-13-01", "20210012", "00000000", "0--", "yesterday", "", "19/10/2021"]
)
def test_no_day(printed: str) -> None:
    with pytest.raises(RecordError):
        numbers.day(printed)


CANONICAL: list[Callable[[str], str]] = [
    lambda text: str(numbers.publication(text)),
    lambda text: numbers.cited("", text),
    numbers.application,
    notation.symbol,
    notation.locarno,
    notation.uspc,
    numbers.day,
]
PRINTED = st.one_of(
    st.text(max_size=40),
    st.from_regex(
        r"(US|WO|CN|JP|KR|EP|DE|SG|PCT)[ /_.,-]?(D|RE|H|CN|WO)?[0-9]{0,5}[ /,.()_-]{0,2}"
        r"[0-9]{0,9}\.?[ _]?[A-Z]{0,2}[0-9X]?"
    ),
    st.from_regex(r"[A-HY][0-9]{2}[A-Z] {0,2}[0-9]{0,4}(/[0-9]{1,6})?.{0,9}"),
    st.from_regex(r"[0-9]{4}[-/年.]?[0-9]{0,2}[-/月]?[0-9]{0,2}日?"),
    st.from_regex(r"[ D0-9]{1,3}[ E0-9]{1,3}[0-9A-Z. ]{0,5}"),
)


@pytest.mark.parametrize("canonical", CANONICAL)
@given(printed=PRINTED)
def test_canonical_stays(canonical: Callable[[str], str], printed: str) -> None:
    try:
        once = canonical(printed)
    except RecordError:
        return
    assert canonical(once) == once
    assert once.isascii()
    assert once == once.strip() != ""


@given(day=st.dates())
def test_every_day_in_every_form(day: object) -> None:
    iso = str(day)
    assert numbers.day(iso) == numbers.day(iso.replace("-", "")) == numbers.day(iso.replace("-", "/")) == iso


@given(
    office=st.sampled_from(["AU", "CA", "CN", "DE", "FR", "GB", "RU", "TW", "US", "EP", "KR", "XX"]),
    number=st.integers(1, 10**13),
    kind=st.from_regex(r"[A-Z][0-9]?", fullmatch=True),
)
def test_separators_do_not_matter(office: str, number: int, kind: str) -> None:
    assert numbers.publication(f"{office}{number}{kind}") == numbers.publication(f"{office}. {number},{kind}")
