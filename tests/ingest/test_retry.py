from __future__ import annotations

from pathlib import Path

import pytest

from patnav.errors import NotFound
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.pipeline import ingest
from patnav.ingest.retry import retry


def test_what_is_mended_leaves_the_quarantine(tmp_path: Path) -> None:
    source = tmp_path / "patents.jsonl"
    source.write_text('{"publication": "CN115000000A"}\n{"publication": "no number"}\n', "utf-8")
    workspace, linker = Workspace(tmp_path / "store"), TableLinker()
    assert ingest(workspace, [source], linker).quarantined == 1
    assert retry(workspace, linker).quarantined == 1
    source.write_text('{"publication": "CN115000000A"}\n{"publication": "CN115000001A"}\n', "utf-8")
    report = retry(workspace, linker, ("patents.jsonl",))
    assert (report.read, report.quarantined) == (2, 0)
    with pytest.raises(NotFound, match="nothing of these sources"):
        retry(workspace, linker)


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    source = tmp_path / "patents.jsonl"
    source.write_text('{"publication": "CN115000000A"}\n{"publication": "no number"}\n', "utf-8")
    workspace, linker = Workspace(tmp_path / "store"), TableLinker()
    ingest(workspace, [source], linker)
    source.unlink()
    with pytest.raises(NotFound, match="not there any more"):
        retry(workspace, linker)


def test_each_in_the_format_it_was_read_in(tmp_path: Path) -> None:
    source, mapping = tmp_path / "table.csv", tmp_path / "mine.yaml"
    source.write_text("Nr,Name\nEP1234567A1,Pump\nnone,Valve\n", "utf-8")
    mapping.write_text("{format: m, title: m, fingerprint: [Nr], separator: ;, columns: {Nr: publication}}", "utf-8")
    workspace, linker = Workspace(tmp_path / "store"), TableLinker()
    ingest(workspace, [source], linker, as_format=str(mapping))
    assert retry(workspace, linker).unchanged == 1
    mapping.write_text(mapping.read_text("utf-8").replace("publication", "publication, Name: title"), "utf-8")
    assert retry(workspace, linker).changed == 1
