from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from importlib import resources
from pathlib import Path

import orjson
import pytest

from patnav.errors import InputError, NotFound, UnknownFormat, UnreadableFile, WorkspaceLocked, WorkspaceMissing
from patnav.graph.duckdb import DuckDBStore, connect
from patnav.graph.export import export
from patnav.graph.model import Party, PatentRecord, Text
from patnav.graph.workspace import Workspace
from patnav.ingest.formats import CUT
from patnav.ingest.linker import TableLinker
from patnav.ingest.patents.patnav_jsonl import to_json
from patnav.ingest.pipeline import ingest, retract
from patnav.ingest.resolve import judgement
from patnav.ingest.verify import verify
from tests.graph.records import patent

SAMPLE = resources.files("patnav.resources") / "sample" / "patents.jsonl"
LINKER = TableLinker()


def write(path: Path, *records: PatentRecord) -> Path:
    path.write_bytes(b"".join(to_json(r).rstrip(b"\n") + b"\n" for r in records))
    return path


def exported(workspace: Workspace, folder: Path) -> bytes:
    output = folder / f"export-{time.monotonic_ns()}.jsonl"
    with connect(workspace.current().graph, read_only=True) as db:
        export(db, "jsonl", output)
    return output.read_bytes()


def titles(workspace: Workspace) -> list[str]:
    with DuckDBStore(workspace.current()) as store:
        return [row["title"] for row in store.rows("SELECT title FROM patent WHERE NOT stub ORDER BY title", {})]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "store")


def test_a_second_ingest_of_the_same_file_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", patent(titles=(Text("One", "en"),)))
    first = ingest(workspace, [file], LINKER)
    assert (first.generation, first.new, first.unchanged) == (1, 1, 0)
    second = ingest(workspace, [file], LINKER)
    assert (second.generation, second.new, second.changed, second.unchanged) == (1, 0, 0, 1)
    assert not (workspace.path / "next").exists()


def test_a_changed_record_replaces_exactly_what_it_owned(workspace: Workspace, tmp_path: Path) -> None:
    kept = patent("CN100000002A", titles=(Text("Kept", "en"),))
    file = write(tmp_path / "a.jsonl", patent(titles=(Text("Old", "en"),)), kept)
    ingest(workspace, [file], LINKER)
    write(file, kept, patent(titles=(Text("New", "en"),)), patent("CN100000003A", titles=(Text("Third", "en"),)))
    report = ingest(workspace, [file], LINKER)
    assert (report.new, report.changed, report.unchanged) == (1, 1, 1)
    assert titles(workspace) == ["Kept", "New", "Third"]
    verify(workspace, LINKER)


def test_retracting_one_of_two_sources_leaves_the_graph_of_the_other_alone(
    workspace: Workspace, tmp_path: Path
) -> None:
    lines = SAMPLE.read_bytes().splitlines(keepends=True)
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    one.write_bytes(b"".join(lines[:400]))
    two.write_bytes(b"".join(lines[200:]))
    ingest(workspace, [one, two], LINKER)
    retract(workspace, ["two.jsonl"], LINKER)
    alone = Workspace(tmp_path / "alone")
    ingest(alone, [one], LINKER)
    assert exported(workspace, tmp_path) == exported(alone, tmp_path)
    verify(workspace, LINKER)


def test_readers_keep_the_old_state_while_a_writer_publishes(workspace: Workspace, tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", patent(titles=(Text("Old", "en"),)))
    ingest(workspace, [file], LINKER)
    with DuckDBStore(workspace.current()) as reader:
        for number in range(3):
            write(file, patent(titles=(Text(f"New {number}", "en"),)))
            ingest(workspace, [file], LINKER)
        assert reader.rows("SELECT title FROM patent", {}) == [{"title": "Old"}]
        assert [hit.key for hit in reader.search(["old"], 5)] == ["CN100000001A"]
    assert titles(workspace) == ["New 2"]
    assert len(list(workspace.path.glob("g*"))) == 2


def test_a_second_writer_gets_a_clear_error(workspace: Workspace, tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", patent())
    with workspace.writer(), pytest.raises(WorkspaceLocked, match="another process is writing"):
        ingest(workspace, [file], LINKER)


def test_dry_run_counts_and_leaves_no_graph(workspace: Workspace, tmp_path: Path) -> None:
    report = ingest(workspace, [write(tmp_path / "a.jsonl", patent())], LINKER, dry_run=True)
    assert (report.read, report.new, report.generation) == (1, 1, 0)
    with pytest.raises(WorkspaceMissing):
        workspace.current()
    assert not workspace.path.exists()


def test_jobs_give_the_same_graph(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    lines = SAMPLE.read_bytes().splitlines(keepends=True)
    for i in range(4):
        (folder / f"{i}.jsonl").write_bytes(b"".join(lines[i::4]) + b" " * (3 << 20))
    made = []
    for jobs in (1, 2):
        workspace = Workspace(tmp_path / f"store{jobs}")
        ingest(workspace, [folder], LINKER, jobs=jobs)
        made.append(exported(workspace, tmp_path))
    assert made[0] == made[1]


def test_a_bad_file_named_by_the_user_ends_the_run_and_nothing_is_half_kept(
    workspace: Workspace, tmp_path: Path
) -> None:
    good = write(tmp_path / "a.jsonl", patent(titles=(Text("Good", "en"),)))
    ingest(workspace, [good], LINKER)
    before = sorted(p.name for p in workspace.records.iterdir())
    good_two = write(tmp_path / "b.jsonl", patent("CN100000002A"))
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(to_json(patent("CN100000003A")) + b"\n" + b'{"publication": 7}\n' * 5)
    with pytest.raises(UnreadableFile, match=r"bad\.jsonl: 5 of 6 records cannot be read"):
        ingest(workspace, [good_two, bad], LINKER)
    assert titles(workspace) == ["Good"]
    assert sorted(p.name for p in workspace.records.iterdir()) == before
    assert not (workspace.path / "next").exists()


def test_a_bad_record_goes_to_quarantine_and_the_rest_of_the_file_goes_on(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(to_json(patent()) + b"\n" + b'{"publication": 7}\n' + to_json(patent("CN100000002A")) + b"\n")
    report = ingest(workspace, [file], LINKER)
    assert (report.read, report.quarantined) == (2, 1)
    (rejected,) = workspace.rejected(workspace.current().manifest)
    assert (rejected.position, rejected.raw.strip()) == ("line 2", b'{"publication": 7}')
    retract(workspace, [str(file)], LINKER)
    assert not list(workspace.rejected(workspace.current().manifest))


def test_a_folder_skips_what_it_does_not_know_and_quarantines_what_it_cannot_read(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder / "a.jsonl", patent())
    (folder / "noise.bin").write_bytes(bytes(range(256)) * 8)
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 100)
    report = ingest(workspace, [folder], LINKER)
    assert report.read == 1
    assert len(report.skipped) + len(report.failed) == 2


@pytest.mark.parametrize("name", ["missing.xml", "empty.xml", "noise.xml"])
def test_what_cannot_be_used_gets_one_clear_message(workspace: Workspace, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "empty.xml":
        path.write_bytes(b"")
    elif name == "noise.xml":
        path.write_bytes(random.Random(7).randbytes(5000))
    with pytest.raises((InputError, UnknownFormat)) as error:
        ingest(workspace, [path], LINKER)
    assert name in error.value.what
    assert error.value.hint
    assert not workspace.path.exists()


def test_sources_are_found_by_path_by_ending_and_not_by_guess(workspace: Workspace, tmp_path: Path) -> None:
    ingest(
        workspace, [write(tmp_path / "a.jsonl", patent()), write(tmp_path / "ba.jsonl", patent("CN100000002A"))], LINKER
    )
    with pytest.raises(NotFound, match="is no source"):
        retract(workspace, ["c.jsonl"], LINKER)
    (source,), manifest = retract(workspace, ["a.jsonl"], LINKER)
    assert source == str(tmp_path / "a.jsonl")
    assert len(manifest.sources) == 1


def test_merges_and_splits_by_hand_are_followed_and_an_id_goes_on_resolving(
    workspace: Workspace, tmp_path: Path
) -> None:
    records = [
        patent(f"CN10000000{i}A", applicants=(Party(name, "organization"),))
        for i, name in enumerate(("Lanrui Biopharma Co., Ltd.", "Lan Rui Biological Medicine Co., Ltd."), 1)
    ]
    ingest(workspace, [write(tmp_path / "a.jsonl", *records)], LINKER)
    before = exported(workspace, tmp_path)
    with DuckDBStore(workspace.current()) as store:
        low, high = sorted(row["key"] for row in store.rows("SELECT key FROM organization", {}))
    judgement.merge(workspace, high, low, LINKER, why="same address", who="ann")
    with DuckDBStore(workspace.current()) as store:
        assert [row["key"] for row in store.rows("SELECT key FROM organization", {})] == [low]
    verify(workspace, LINKER)
    with pytest.raises(Exception, match="one node already"):
        judgement.merge(workspace, high, low, LINKER)
    judgement.split(workspace, high, LINKER, who="ann")
    assert exported(workspace, tmp_path) == before
    judgement.undo(workspace, 2, LINKER, who="ann")
    assert [(d.kind, d.who) for d in judgement.history(workspace)] == [
        ("merge", "ann"),
        ("split", "ann"),
        ("undo", "ann"),
    ]
    verify(workspace, LINKER)


def _start(store: Path, source: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "patnav", "ingest", str(source), "--store", f"duckdb:{store}"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def test_what_a_killed_run_spilled_to_disk_is_cleared_away(tmp_path: Path) -> None:
    some = tmp_path / "some.jsonl"
    some.write_bytes(b"".join(SAMPLE.read_bytes().splitlines(keepends=True)[:20]))
    workspace = Workspace(tmp_path / "store")
    ingest(workspace, [some], LINKER)
    with workspace.writer() as killed:
        killed.stage(killed.manifest)
    spilled = killed.folder / "graph.duckdb.tmp"
    spilled.mkdir()
    (spilled / "duckdb_temp_1_0_storage_DEFAULT-0.tmp").write_bytes(b"pages")
    some.write_bytes(b"".join(SAMPLE.read_bytes().splitlines(keepends=True)[:30]))
    ingest(workspace, [some], LINKER)
    assert not list(workspace.path.rglob("graph.duckdb.*"))


@pytest.mark.slow
def test_an_ingest_killed_at_twenty_random_moments_leaves_the_old_state_and_the_next_run_ends_equal(
    tmp_path: Path,
) -> None:
    lines = SAMPLE.read_bytes().splitlines(keepends=True)[:240]
    old, new = tmp_path / "old.jsonl", tmp_path / "new"
    old.write_bytes(b"".join(lines[:60]))
    new.mkdir()
    for i in range(4):
        (new / f"{i}.jsonl").write_bytes(b"".join(lines[i::4]))
    undisturbed = Workspace(tmp_path / "undisturbed")
    for path in (old, new):
        ingest(undisturbed, [path], LINKER)
    expected = exported(undisturbed, tmp_path)

    workspace = Workspace(tmp_path / "store")
    ingest(workspace, [old], LINKER)
    before = exported(workspace, tmp_path)
    started = time.monotonic()
    whole = _start(tmp_path / "timing", new)
    whole.communicate()
    span = time.monotonic() - started
    chance = random.Random(20)
    for _ in range(20):
        generation = workspace.current().manifest.generation
        run = _start(workspace.path, new)
        threading.Event().wait(chance.uniform(0.2, 1.0) * span)
        os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
        if workspace.current().manifest.generation > generation:  # it was done before it was killed
            assert exported(workspace, tmp_path) == expected
            retract_all(workspace, new)
        assert exported(workspace, tmp_path) == before
    run = _start(workspace.path, new)
    _, errors = run.communicate()
    assert run.returncode == 0, errors.decode()
    assert exported(workspace, tmp_path) == expected
    verify(workspace, LINKER)


def retract_all(workspace: Workspace, folder: Path) -> None:
    """Back to the state before, when a run was done before it was killed."""
    for path in sorted(folder.iterdir()):
        retract(workspace, [str(path)], LINKER)


def test_the_report_has_the_shape_of_the_contract(workspace: Workspace, tmp_path: Path) -> None:
    report = ingest(workspace, [write(tmp_path / "a.jsonl", patent())], LINKER).to_dict()
    assert {"generation", "sources", "records", "documents", "facts", "seconds"} <= report.keys()
    assert report["records"] == {"read": 1, "new": 1, "changed": 0, "unchanged": 0, "quarantined": 0}
    orjson.dumps(report)


def test_a_last_row_without_a_line_end_is_warned_of(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("公开号,申请号,标题,申请人,国际分类\nCN114999873A,CN202111999510.5,泵,某公司,F04B", "utf-8")
    report = ingest(workspace, [file], LINKER)
    assert [one.removeprefix(f"{file}: ") for one in report.warnings] == [f"row 2: {CUT}"]
    assert workspace.current().manifest.sources[str(file)].doubts == (f"row 2: {CUT}",)
    file.write_text(file.read_text("utf-8") + "1/00\n", "utf-8")
    assert not ingest(workspace, [file], LINKER).warnings


def test_a_question_during_the_first_ingest_is_told_to_wait(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "first")
    with workspace.writer() as writer:
        writer.stage(writer.manifest)
        with pytest.raises(WorkspaceMissing, match="its first ingest is at work"):
            workspace.current()
