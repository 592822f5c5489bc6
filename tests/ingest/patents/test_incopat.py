from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from invented_files import INCOPAT, workbook

from patnav.errors import UnreadableFile
from patnav.graph.model import Classification, Party, PatentRecord, Text
from patnav.ingest.formats import Item, Reject, recognise
from patnav.ingest.tables import table
from patnav.ingest.tables.record import _party

Read = Callable[..., list[Item | Reject]]
NAME = "incopat-xlsx"


def test_record(read: Read) -> None:
    good, bad = read(NAME, workbook(INCOPAT))
    assert isinstance(good, Item) and good.position == "row 2"
    assert good.record == PatentRecord(
        publication="CN115000000B",
        office="CN",
        number="115000000",
        kind="B",
        application="CN202010144278",
        type="invention",
        titles=(Text("一种泵", "zh"), Text("A pump", "en")),
        filing_date="2020-03-04",
        publication_date="2022-09-06",
        grant_date="2022-09-06",
        legal_status="有效",
        applicants=(Party("示例大学"), Party("示例泵业有限公司", other_names=("示例集团-C",))),
        classes=(
            Classification("F04B1/00", "ipc", main=True),
            Classification("F04B1/146", "cpc", main=True),
            Classification("Y02E10/20", "cpc"),
        ),
        family=("CN115000000B", "US20220000001A1"),
        industries=("nic:C3441", "nic:I6490", "sei:1.5", "sei:2.1"),
    )
    assert isinstance(bad, Reject) and bad.position == "row 3"
    assert "不是号" in bad.reason and "不是号" in bad.raw.decode()


def test_rows_are_numbered_as_in_the_spreadsheet(read: Read) -> None:
    found = read(NAME, workbook([["导出"], *INCOPAT[:2]], first=4))
    assert [one.position for one in found] == ["row 6"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_separated_values_in_any_encoding(read: Read, tmp_path: Path, encoding: str, delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([[*row, ""] for row in INCOPAT])
    whole = read(NAME, workbook(INCOPAT))
    found = read(NAME, out.getvalue().encode(encoding), "table")
    assert found[0] == whole[0]
    assert recognise(tmp_path / "table").name == NAME


def test_standardised_names_that_cannot_be_told_apart_are_left_out(read: Read) -> None:
    row = [cell.replace("[示例大学; 示例集团-C]", "[示例集团-C]") for cell in INCOPAT[1]]
    (found,) = read(NAME, workbook([INCOPAT[0], row]))
    assert isinstance(found, Item) and isinstance(found.record, PatentRecord)
    assert all(not one.other_names for one in found.record.applicants)


def test_no_header(read: Read) -> None:
    with pytest.raises(UnreadableFile, match="no row of column names"):
        read(NAME, workbook([["a", "b"], ["c", "d"]]))


def test_patentics(read: Read) -> None:
    header = [
        "Patentics",
        "申请号",
        "标题",
        "公开日",
        "申请人",
        "标准化申请人",
        "发明人",
        "国际主分类",
        "国际分类",
        "优先权日",
    ]
    header += ["通信地址", "引用", "同族"]
    row = ["US11999001B2", "US16/634,906", "Pump", "20220809", "Example Inc. | Doe; Jane", "示例 | Doe; Jane"]
    row += [
        "Doe; Jane |\nRoe; Max",
        "F04B",
        "G06F  9/451|F04B 1/00 泵〔1〕",
        "0--",
        "215000 江苏省苏州市",
        "CN113366439A |",
        "0",
    ]
    (found,) = read("patentics-xlsx", workbook([["Patentics"], header, row]))
    assert isinstance(found, Item)
    assert found.record == PatentRecord(
        publication="US11999001B2",
        office="US",
        number="11999001",
        kind="B2",
        application="US16634906",
        titles=(Text("Pump"),),
        publication_date="2022-08-09",
        applicants=(
            Party("Example Inc.", other_names=("示例",), address="215000 江苏省苏州市"),
            Party("Jane Doe", "person"),
        ),
        inventors=(Party("Jane Doe", "person"), Party("Max Roe", "person")),
        classes=(Classification("F04B1/00", "ipc", main=True), Classification("G06F9/451", "ipc")),
        citations=found.record.citations if isinstance(found.record, PatentRecord) else (),
    )
    assert [one.publication for one in found.record.citations] == ["CN113366439A"]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "format_name", "rows"),
    [
        ("gm_autodrive_10000.xlsx", NAME, 10_000),
        ("iflytek_3816.xlsx", NAME, 3_816),
        ("openai_named_72.xlsx", NAME, 73),
        ("thundersoft_cn.xlsx", "patentics-xlsx", 511),
        ("cambricon_patentics_2021.xlsx", "patentics-xlsx", 357),
        ("drone_us_download.xlsx", "patentics-xlsx", 1_000),
        ("autodriving_patentics.csv", "patentics-xlsx", 1_036),
        ("ar_cnapp_patentics.csv.gz", "patentics-xlsx", 4_483),
    ],
)
def test_real_files(shared: Callable[[str], Path], name: str, format_name: str, rows: int) -> None:
    path = shared(f"cn_exports_zh/{name}")
    known = recognise(path)
    assert known.name == format_name
    found = list(known.read(path))
    assert len(found) == rows and all(isinstance(one, Item) for one in found)


def test_applicants_of_taiwan_keep_name_and_address_apart() -> None:
    mapping = table("incopat")
    found = _party(mapping, "甲乙股份有限公司 桃园市大园区圣德北路68号 (中华民国)")
    assert found == Party("甲乙股份有限公司", country="TW", address="桃园市大园区圣德北路68号")
    assert _party(mapping, "甲乙股份有限公司") == Party("甲乙股份有限公司")
