from __future__ import annotations

from pathlib import Path

import pytest

from patnav.graph.duckdb import DuckDBStore
from patnav.graph.model import OrganizationRecord, Party
from patnav.graph.workspace import Workspace
from patnav.ingest import formats
from patnav.ingest.formats import Item, Reject
from patnav.ingest.linker import TableLinker
from patnav.ingest.patents.patnav_jsonl import to_json
from patnav.ingest.pipeline import ingest, retract
from patnav.ingest.verify import verify
from patnav.queries.filters import Filters
from patnav.queries.transfers import transfers
from tests.graph.records import patent


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "list.csv"
    path.write_text(text, encoding)
    return path


def test_a_chinese_list_is_recognised_and_read_whatever_its_encoding(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "序号,企业名称,省份,专精特新,统一社会信用代码\n1,苏州甲乙电子有限公司,江苏省,是,91320500MA1K7P3R0A\n",
        "gb18030",
    )
    assert formats.recognise(path).name == "organizations"
    (item,) = formats.recognise(path).read(path)
    assert item == Item(
        "row 2",
        OrganizationRecord(
            "苏州甲乙电子有限公司", province="江苏省", sme=True, specialized=True, ids=("uscc:91320500MA1K7P3R0A",)
        ),
    )


@pytest.mark.parametrize(
    ("row", "reason"), [(",yes", "no name"), ("A,maybe", "sme is 'maybe'"), ("A,yes,wizard", "no kind of organization")]
)
def test_a_bad_row_is_rejected_with_its_reason(tmp_path: Path, row: str, reason: str) -> None:
    path = write(tmp_path, f"name,sme,kind\n{row}\n")
    (reject,) = formats.recognise(path).read(path)
    assert isinstance(reject, Reject)
    assert reason in reject.reason


def test_a_list_tells_which_receivers_are_small_firms(tmp_path: Path) -> None:
    joint = patent(applicants=(Party("Fudan University"), Party("Lanrui Biopharma Co., Ltd.")))
    (tmp_path / "a.jsonl").write_bytes(to_json(joint) + b"\n")
    listed = write(tmp_path, "name,sme,city,country\nLANRUI BIOPHARMA CO LTD,yes,Suzhou,CN\nOther Co Ltd,no,,\n")
    workspace = Workspace(tmp_path / "store")
    linker = TableLinker()
    ingest(workspace, [tmp_path / "a.jsonl", listed], linker)
    verify(workspace, linker)
    with DuckDBStore(workspace.current()) as store:
        answer = transfers(store, Filters(sme=True), from_kind="university")
        assert [party.name for row in answer.rows for party in row.to] == ["Lanrui Biopharma Co., Ltd."]
        assert "2 of 3 organizations are known" in answer.notes[-1]
    retract(workspace, ["list.csv"], linker)
    with DuckDBStore(workspace.current()) as store:
        assert transfers(store, Filters(sme=True)).total == 0


def test_who_is_specialized_is_an_sme_unless_the_list_says_otherwise(tmp_path: Path) -> None:
    path = write(tmp_path, "企业名称,专精特新,中小企业\n甲,是,否\n乙,否,是\n")
    assert [item.record.sme for item in formats.recognise(path).read(path)] == [False, True]
    path = write(tmp_path, "企业名称,专精特新\n甲,是\n乙,否\n")
    assert [item.record.sme for item in formats.recognise(path).read(path)] == [True, None]
