"""The bundled sample: well formed, as its README says, and made by its generator."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import fields
from html import unescape
from pathlib import Path

import pytest

from patnav.config import settings
from patnav.graph.model import Citation, Classification, LegalEvent, Party, PatentRecord, Text
from patnav.resources.sample import canonical, make_sample, summary

HERE = Path(summary.__file__).parent
PATENTS = HERE / "patents.jsonl"
README = (HERE / "README.md").read_text(encoding="utf-8")
LINES = PATENTS.read_text(encoding="utf-8").splitlines()
ROWS = [json.loads(line) for line in LINES]
RECORDS = summary.read()
BRIEFS = sorted((HERE / "news").iterdir())
NESTED = {
    "titles": Text,
    "applicants": Party,
    "owners": Party,
    "inventors": Party,
    "source_parties": Party,
    "target_parties": Party,
    "classes": Classification,
    "citations": Citation,
    "events": LegalEvent,
}


def table_rows(text: str) -> dict[str, int]:
    """First cell and number in the last cell of each row of the README's tables."""
    found = re.findall(r"^\| ([^|]+) \|(?:[^\n]*\|)? (\d+) \|$", text, re.MULTILINE)
    return {name: int(number) for name, number in found}


def known_keys(row: dict[str, object], made: type) -> None:
    names = {field.name for field in fields(made)}
    assert row.keys() <= names, row
    for name, value in row.items():
        assert value not in (None, "", [], False), (name, row)
        if name in NESTED:
            assert isinstance(value, list)
            for item in value:
                known_keys(item, NESTED[name])


def test_lines_are_records() -> None:
    for row in ROWS:
        known_keys(row, PatentRecord)


def test_order_and_no_duplicates() -> None:
    numbers = [row["publication"] for row in ROWS]
    assert numbers == sorted(set(numbers))


def test_no_texts_beyond_titles() -> None:
    for row in ROWS:
        assert not row.keys() & {"abstracts", "first_claim", "claims", "literature"}
        assert all(len(title["text"]) < 300 for title in row.get("titles", ()))


def test_numbers() -> None:
    for item in RECORDS:
        assert item.publication == item.office + item.number + item.kind
        assert re.fullmatch(r"(CN\d{7,9}[ABCUY]|US(\d{5,8}(A|B[12])|\d{11}A\d))", item.publication)
        assert item.application is None or re.fullmatch(r"CN(\d{8}|\d{12})|US\d{8}", item.application)
        for cited in item.citations:
            assert re.fullmatch(r"[A-Z]{2}\w+\d\w*", cited.publication)
            assert cited.publication != item.publication
        assert not item.family or item.publication in item.family


def test_classes() -> None:
    for item in RECORDS:
        for one in item.classes:
            assert re.fullmatch(r"[A-HY]\d\d[A-Z]([1-9]\d{0,3}/\d{2,6})?", one.symbol), one
            assert one.scheme in ("ipc", "cpc")
        assert len({(one.scheme, one.symbol) for one in item.classes}) == len(item.classes)
        mains = Counter(one.scheme for one in item.classes if one.main)
        assert all(number == 1 for number in mains.values())


def test_dates() -> None:
    for item in RECORDS:
        dates = [item.priority_date, item.filing_date, item.publication_date]
        dates += [event.date for event in item.events]
        assert all(re.fullmatch(r"(19|20)\d\d(-[01]\d-[0-3]\d)?", text) for text in dates if text), item
        day = item.filing_date or "0"
        assert (item.priority_date or "0") <= day or not item.filing_date
        assert day <= (item.publication_date or "9")
        assert item.grant_date in (None, item.publication_date)
        assert all(event.date is None or event.date >= day for event in item.events)


def test_parties() -> None:
    for item in RECORDS:
        for event in item.events:
            assert event.type in ("assignment", "license", "pledge")
            assert event.source_parties and event.target_parties
            assert not {party.name for party in event.source_parties} & {party.name for party in event.target_parties}
        for party in item.applicants + item.owners + item.inventors:
            assert party.name == " ".join(party.name.split())
            assert party.country is None or re.fullmatch("[A-Z]{2}", party.country)
            assert party.kind in (None, "person", "organization")


def test_counts_are_those_promised() -> None:
    promised = table_rows(README)
    counted = summary.counts(RECORDS)
    assert {name: promised.get(name) for name in counted} == counted


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("patents", 550),
        ("office CN", 200),
        ("office US", 200),
        ("industry chips", 100),
        ("industry biomedicine", 100),
        ("industry ai", 100),
        ("region Shanghai", 80),
        ("region Jiangsu", 50),
        ("region Zhejiang", 40),
        ("region Anhui", 40),
        ("region none of the four", 100),
        ("joint filings of science and firm", 60),
        ("transfers from science to firm", 40),
        ("events pledge", 10),
        ("events license", 15),
        ("events with a date", 20),
        ("citations inside the sample", 150),
        ("families with a CN and a US record here", 2),
    ],
)
def test_enough_to_show(name: str, least: int) -> None:
    assert summary.counts(RECORDS)[name] >= least


def test_size() -> None:
    assert PATENTS.stat().st_size < 700 * 1024
    assert all(path.stat().st_size < 4096 for path in BRIEFS)


def words(text: str) -> int:
    """Words of a text; two Chinese characters count as about one word."""
    return len(re.findall(r"[A-Za-z0-9.,'-]+", text)) + len(re.findall(r"[\u4e00-\u9fff]", text)) // 2


def test_briefs() -> None:
    texts = {path: unescape(re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8"))) for path in BRIEFS}
    chinese = [path for path, text in texts.items() if len(re.findall(r"[\u4e00-\u9fff]", text)) > 50]
    assert len(texts) - len(chinese) >= 8
    assert len(chinese) >= 6
    assert {path.suffix for path in BRIEFS} == {".txt", ".md", ".html"}
    for path, text in texts.items():
        assert 80 <= words(text) <= 250, path
        year, month, day = path.name.split("-")[:3]
        english = re.search(rf"[A-Z]{{4,}}, [A-Z][a-z]+ {int(day)}, {year} -- ", text)
        assert english or f"{year}年{int(month)}月{int(day)}日电" in text, path


def test_nothing_of_this_machine() -> None:
    for path in HERE.rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            assert not re.search(r"(?<![\w.])/(home|work|root|tmp)/", path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("CN202011567126.9", "CN202011567126"),
        ("CN201510106766.X", "CN201510106766"),
        ("US16/634,906", "US16634906"),
        ("WO2018", None),
    ],
)
def test_application(text: str, number: str | None) -> None:
    assert canonical.application(text) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [("2021/04/02", "2021-04-02"), ("20210402", "2021-04-02"), ("04/12/98", "1998-12-04"), ("None", None)],
)
def test_date(text: str, day: str | None) -> None:
    assert canonical.date(text) == day


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Semiconductor Manufacturing International (Shanghai) Corporation", ("Shanghai", "Shanghai")),
        ("Zhejiang University", ("Zhejiang", None)),
        ("Zhejiang Alpha (Hangzhou) Co., Ltd.", ("Zhejiang", "Hangzhou")),
        ("Beijing Alpha (Shanghai) Co., Ltd.", (None, None)),
        ("Canon Kabushiki Kaisha", (None, None)),
    ],
)
def test_place(name: str, place: tuple[str | None, str | None]) -> None:
    assert canonical.place(name) == place


@pytest.mark.shared
@pytest.mark.slow
def test_generator_makes_the_same_bytes() -> None:
    pytest.importorskip("python_calamine")
    data = Path(settings().shared_data)
    if not (data / "patentsview_130k").is_dir():
        pytest.skip(f"no real data at {data}: set PATNAV_SHARED_DATA")
    chosen = make_sample.select(data)
    assert make_sample.lines(record for records in chosen.values() for record in records) == PATENTS.read_bytes()
    promised = table_rows(README)
    assert {table: promised[table] for table in chosen} == {table: len(records) for table, records in chosen.items()}
