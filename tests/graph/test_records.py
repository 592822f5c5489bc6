"""Records as Parquet."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from patnav.graph.model import Article, Evidence, Extraction, Fact
from patnav.graph.records import read_extractions, write_records
from tests.graph.records import kept


def test_files_from_before_a_field_was_added_are_read(tmp_path: Path) -> None:
    fact = Fact("license", {}, Evidence(0, 4, "text"), 0.9)
    extraction = Extraction(Article("a" * 64, "text", "en"), (), (fact,))
    row = pq.read_table(tmp_path / write_records(tmp_path, [kept(extraction)])).to_pylist()[0]
    assert list(read_extractions([row])) == [extraction]
    assert row["facts"][0]["evidence"].pop("speaker", "missing") is None
    assert list(read_extractions([row])) == [extraction]
