from __future__ import annotations

from pathlib import Path

import pytest

from patnav.graph.model import Party
from patnav.graph.neo4j import rows
from tests.graph.neo4j.folder import Folder
from tests.graph.records import kept, patent


def test_proofs_made_in_parts_equal_those_made_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(tmp_path / "store")
    for source in "ab":
        parties = (Party("Alpha Co", "organization"), Party(f"Beta {source}", "organization"))
        folder.put(source, [kept(patent(f"CN10000000{i}A", applicants=parties), source, row=i) for i in range(8)])
    generation = folder.workspace.current()
    with rows.Rows(generation, tmp_path) as whole:
        monkeypatch.setattr(rows, "_PROVEN", 3)
        with rows.Rows(generation, tmp_path) as parts:
            assert parts.digest == whole.digest
            assert parts.count("APPLICANT_Patent_Organization") >= 16
