"""Patents that a text names by number lead from its deals to the patents of the graph."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from patnav.graph.duckdb import DuckDBStore
from patnav.graph.workspace import Workspace
from patnav.ingest.extract.facts.patents import patents_in
from patnav.ingest.extract.pipeline import extract
from patnav.ingest.linker import TableLinker
from patnav.ingest.news.text import article_of
from patnav.ingest.pipeline import ingest
from patnav.queries.show import show


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("专利号：ZL201910234567.8、ZL 2019 1 0234568.X", ["CN201910234567X0", "CN201910234568X0"]),
        ("ZL98123456.7", ["CN98123456X0"]),
        ("CN115000000A 和 CN 109876543 B", ["CN115000000A", "CN109876543B"]),
        ("U.S. Patent Nos. 9,123,456, 10,234,567 and 11,093,417 B2", ["US9123456", "US10234567", "US11093417B2"]),
        ("its patent (U.S. 11,093,417) on memory", ["US11093417"]),
        ("US10692631B2 and US 2017/0031758 A1", ["US10692631B2", "US20170031758A1"]),
        ("EP 3 123 456 B1, WO 2020/123456", ["EP3123456B1", "WO2020123456"]),
        ("美国第11,093,417号专利", ["US11093417"]),
        ("It sold 12,345,678 units in the US, worth US $1,234,567, in 2020 alone", []),
        ("US 1,234,567 dollars; ZL2019; 电话 02112345678", []),
    ],
)
def test_numbers_as_texts_write_them(text: str, keys: list[str]) -> None:
    assert list(patents_in(text)) == keys


def test_numbers_go_with_the_deal_that_is_told_beside_them() -> None:
    text = (
        "On 3 March 2025 Tongji University licensed two patents to Anlan Optics Inc. The patents are US10692631B2 and "
        "US9123456B2.\n\nWuhan University sold three patents to Hubei Chip Co., Ltd. for 2 million yuan. Hubei Chip "
        "Co., Ltd. pledged four patents to Bank of Hubei for 3 million yuan.\n\nUS8123456B2 is one of them."
    )
    told = {f.type: f.evidence.patents for f in extract(article_of(text)).facts if f.type in ("license", "assignment")}
    assert told == {"license": ("US10692631B2", "US9123456B2"), "assignment": ()}


def test_a_deal_leads_to_the_patent_by_its_publication_and_by_its_application(tmp_path: Path) -> None:
    patents = tmp_path / "patents.jsonl"
    record = {
        "publication": "CN104300161B",
        "office": "CN",
        "number": "104300161",
        "kind": "B",
        "application": "CN201410534434",
        "type": "invention",
        "titles": [{"text": "一种电池", "lang": "zh"}],
        "filing_date": "2014-10-11",
    }
    patents.write_text(json.dumps(record, ensure_ascii=False) + "\n", "utf-8")
    article = tmp_path / "deal.txt"
    article.write_text(
        "宁波大学专利许可\n\n2024年5月6日，宁波大学将1件发明专利（专利号ZL201410534434.4）许可给浙江安澜电子有限公司，许可费50万元。\n\n"
        "2024年6月7日，宁波大学将另1件专利CN109876543B转让给杭州启明机械有限公司，价款30万元。\n",
        "utf-8",
    )
    workspace = Workspace(tmp_path / "store")
    ingest(workspace, [article], TableLinker())
    with DuckDBStore(workspace.current()) as store:
        (named,) = show(store, "ZL201410534434.4").rows
        assert named.stub and named.id == "CN201410534434X0"
    ingest(workspace, [patents], TableLinker())
    with DuckDBStore(workspace.current()) as store:
        assert [row.id for row in show(store, "ZL 2014 1 0534434.4").rows] == ["CN104300161B"]
        (patent,) = show(store, "CN104300161B").rows
        assert [(link.edge, link.direction, link.type) for link in patent.links if link.type == "Event"] == [
            ("CONCERNS", "in", "Event")
        ]
        (cited,) = show(store, "CN109876543B").rows
        assert cited.stub and [link.edge for link in cited.links] == ["CONCERNS"]
