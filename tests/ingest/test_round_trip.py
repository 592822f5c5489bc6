"""A graph that is exported and read back is the same graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from patnav.errors import UnreadableFile
from patnav.graph.duckdb import connect
from patnav.graph.export import export
from patnav.graph.workspace import Workspace
from patnav.ingest.formats import Reject, named, recognise
from patnav.ingest.linker import TableLinker
from patnav.ingest.pipeline import ingest, retract
from patnav.ingest.verify import verify


def exported(workspace: Workspace, output: Path) -> bytes:
    with connect(workspace.current().graph, read_only=True) as db:
        export(db, "jsonl", output)
    return output.read_bytes()


def test_the_graph_of_an_export_gives_the_same_export(sample: Workspace, tmp_path: Path) -> None:
    first = exported(sample, tmp_path / "first.jsonl")
    again = Workspace(tmp_path / "store")
    report = ingest(again, [tmp_path / "first.jsonl"], TableLinker())
    assert (report.quarantined, report.changed) == (0, 0)
    assert exported(again, tmp_path / "second.jsonl") == first
    verify(again, TableLinker())
    retract(again, ["first.jsonl"], TableLinker())
    assert exported(again, tmp_path / "third.jsonl") == b""


def test_lines_that_say_nothing_that_can_be(tmp_path: Path) -> None:
    path = tmp_path / "graph.jsonl"
    lines = [
        '{"node":"Patent","key":"US1A","office":"US"}',
        '{"node":"Patent","key":"US2A","claims":"two"}',
        '{"node":"Patent","key":"US3A","colour":"red"}',
        '{"node":"Star","key":"x"}',
        '{"edge":"CITES","from_type":"Patent","from":"US1A","to_type":"Patent"}',
        '{"node":"Patent","key":"US4A","stub":true}',
        '{"node":"TechClass","key":"H01L","level":"subclass"}',
    ]
    path.write_text("\n".join(lines), "utf-8")
    assert recognise(path).name == "patnav-graph"
    good, *bad = named("patnav-graph").read(path)
    assert good.position == "line 1"
    assert [one.reason.partition(";")[0] for one in bad if isinstance(one, Reject)] == [
        "claims: 'two' is not of its kind",
        "colour: no property of Patent",
        "'Star' is no type of node or edge",
        "a key or end is missing",
    ]
    with pytest.raises(UnreadableFile, match="4 of 5 records cannot be read"):
        ingest(Workspace(tmp_path / "store"), [path], TableLinker())
