from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from patnav.errors import UnreadableFile
from patnav.ingest.tables.guess import guess
from patnav.ingest.tables.mapping import parsed

TABLE = """Export of 2024,,,,,
Doc,Patent No.,Title of it,Assignee names,Filed (filing date),Symbols
1,US9999001B2,Pump,Example Inc. | Pump KK,2016-04-05,F04B 1/12 | F04B 27/00
2,US9999002B1,Valve,Example Inc.,2016-04-06,F16K 1/00
"""


def test_a_draft_that_reads(tmp_path: Path) -> None:
    path = tmp_path / "My export.csv"
    path.write_text(TABLE, "utf-8")
    found = guess(path)
    assert found.columns == {
        "Doc": None,
        "Patent No.": "publication",
        "Title of it": "title",
        "Assignee names": "applicants",
        "Filed (filing date)": "filing_date",
        "Symbols": "ipc",
    }
    assert (found.read, found.rejected) == (2, {})
    assert found.filled["applicants"] == found.filled["classes"] == 2
    mapping = parsed(found.mapping)
    assert (mapping.format, mapping.separator) == ("my-export", ("|",))


def test_a_chinese_table_and_dates_that_could_be_either(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    head = "公开号,申请单位,发明人,申请日期\n"
    path.write_text(head + "CN104123456A,苏州甲有限公司；苏州乙有限公司,张三；李四,12/03/2015\n", "utf-8")
    found = guess(path)
    assert list(found.columns.values()) == ["publication", "applicants", "inventors", "filing_date"]
    assert parsed(found.mapping).separator == ("；",)
    assert "# Properties that a column can be: publication, kind, " in found.mapping
    assert ["12/03/2015 is taken with its day first" in doubt for doubt in found.doubts] == [True]
    path.write_text(head + "CN104123456A,苏州甲有限公司,张三,13/03/2015\n", "utf-8")
    assert guess(path).doubts == []


def test_no_publication_numbers(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(UnreadableFile, match="no column of publication numbers"):
        guess(path)


def test_what_stands_in_the_way_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    rows = "".join(f"EP{1234560 + n}A1,{13 + n}/02/2015,{13 + n} Feb 15,x\n" for n in range(9))
    path.write_text("Document no,Publication date,Filing date,Patent family\n" + rows, "utf-8")
    found = guess(path)
    assert (found.read, found.rejected) == (9, {})
    assert found.columns == {
        "Document no": "publication",
        "Publication date": "publication_date",
        "Filing date": None,
        "Patent family": None,
    }


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "least"),
    [
        ("cn_exports_zh/thundersoft_cn.xlsx", 12),
        ("cn_exports_zh/thomson_innovation_ti.xls", 11),
        ("lens_csv/lens_drones_2017_raw.csv.zip", 8),
        ("patentscope_csv/ritonavir.csv", 7),
        ("patsnap_csv/patsnap_family.csv", 5),
    ],
)
def test_real_tables_without_their_mappings(
    shared: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, file: str, least: int
) -> None:
    """What is drafted from names and values alone reads nine rows of ten."""
    monkeypatch.setattr("patnav.ingest.tables.guess._known", dict)
    found = guess(shared(file))
    assert found.read > 0.9 * (found.read + sum(found.rejected.values()))
    assert len(found.filled.keys() - {"office", "number", "kind"}) >= least
