"""The command line as a user types it."""

from __future__ import annotations

import csv
import io
import os
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import orjson
import pytest

from patnav.cli import app, main
from patnav.graph.workspace import Workspace
from tests.conftest import ROOT, SAMPLE

Run = Callable[..., subprocess.CompletedProcess[str]]
QUESTIONS = {
    "search": ["search", "neural network"],
    "related": ["related", "US10847425B2"],
    "show": ["show", "US10847425B2"],
    "transfers": ["transfers", "--from-kind", "university"],
    "clusters": ["clusters", "--region", "YRD"],
    "landscape": ["landscape", "--industry", "ai"],
    "compare": ["compare", "Shanghai", "Jiangsu"],
    "path": ["path", "Tsinghua University", "上海交通大学"],
    "talent": ["talent", "--part", "bridges"],
    "indicators": ["indicators"],
    "licenses": ["licenses", "--on", "2024-01-01"],
    "match": ["match", "--need", "neural network"],
}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def call(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "patnav", *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, input=stdin, env=_environment())

    return call


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """The same in this process, for what another process would add nothing to but its start."""
    before = signal.getsignal(signal.SIGINT)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr(sys, "argv", ["patnav", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        return subprocess.CompletedProcess(arguments, int(left.value.code or 0), *capsys.readouterr())

    yield call
    signal.signal(signal.SIGINT, before)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "default"}


@pytest.mark.parametrize(
    "command", sorted(c.name or c.callback.__name__ for c in app.registered_commands if c.callback)
)
def test_every_command_has_help_and_stands_in_the_readme(here: Run, command: str) -> None:
    result = here(command, "--help")
    assert result.returncode == 0
    assert "Usage" in result.stdout
    assert f"`{command}`" in (ROOT / "README.md").read_text("utf-8")


def test_the_readme_shows_what_the_sample_answers(
    here: Run, sample: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "116")
    shown = re.findall(
        r"^\$ patnav (.+)\n((?:(?!\$ |```).*\n)+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert len(shown) == 2
    for command, answer in shown:
        printed = here(*shlex.split(command), "--store", str(sample.path)).stdout
        assert printed.rstrip() == answer.rstrip(), f"README.md: 'COLUMNS=116 patnav {command}' prints other things now"


def test_help_answers_in_a_third_of_a_second() -> None:
    best = min(_processor_seconds() for _ in range(3))
    assert best < 0.3


def _processor_seconds() -> float:
    """What ``--help`` takes of a processor; the clock's time grows with what else runs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "patnav", "--help"], capture_output=True, check=True, env=_environment())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_every_question_answers_in_every_format(run: Run, here: Run, sample: Workspace, question: str) -> None:
    call = [*QUESTIONS[question], "--store", f"duckdb:{sample.path}", "--limit", "3", "--evidence"]
    whole = orjson.loads(here(*call, "--format", "json").stdout)
    more = {"cursor"} if question == "search" else set()  # there are further rows to page to
    assert whole.keys() == {"question", "parameters", "rows", "total", "notes"} | more
    assert whole["question"] == question
    assert whole["rows"]
    assert all(row["evidence"] for row in whole["rows"])
    lines = here(*call, "--format", "jsonl").stdout.splitlines()
    assert [orjson.loads(line) for line in lines] == whole["rows"]
    table = list(csv.DictReader(io.StringIO(here(*call, "--format", "csv").stdout)))
    assert len(table) == len(whole["rows"])
    assert here(*call, "--format", "md").stdout.startswith("| ")
    shown = run(*call)
    assert shown.returncode == 0
    assert all(str(row.get("id", ""))[:10] in shown.stdout for row in whole["rows"])
    if question != "compare":  # whose rows are columns
        proofs = [proof for row in whole["rows"] for proof in row["evidence"]]
        assert all(str(proof.get("source") or proof["title"]) in shown.stdout for proof in proofs)


def test_each_asks_about_every_line_in_one_process(run: Run, sample: Workspace) -> None:
    result = run("related", "--each", "-", "--store", str(sample.path), "-n", "2", stdin="US10847425B2\nXX1\n\n")
    assert (result.returncode, result.stderr) == (1, "1 lines have no answer but an error\n")
    first, second = (orjson.loads(line) for line in result.stdout.splitlines())
    assert (first["query"], len(first["rows"])) == ("US10847425B2", 2)
    assert (second["query"], second["error"]["code"]) == ("XX1", "NOT_FOUND")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["search", "chip"], 1, ["error[NO_WORKSPACE]", "hint: ", "patnav ingest"]),
        (["ingest", "missing.xml"], 1, ["error[INPUT]", "missing.xml does not exist"]),
        (["search", "chip", "--store", "mysql://x"], 1, ["no store of the kind"]),
        (["search", "chip", "--store", "duckdb:"], 1, ["names no folder", "duckdb:PATH"]),
        (["search", "chip", "--format", "xml"], 2, ["choose one of table, json, jsonl, csv, md"]),
        (["search"], 2, ["name one thing"]),
        (["fly"], 2, ["No such command"]),
    ],
)
def test_wrong_use_gets_one_clear_message_and_no_traceback(
    run: Run, arguments: list[str], code: int, words: list[str]
) -> None:
    result = run(*arguments)
    assert result.returncode == code
    assert all(word in result.stderr for word in words), result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_an_interruption_is_told_in_one_line_whatever_it_interrupts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def long_query() -> None:
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
        duckdb.sql("SELECT count(*) FROM range(100000000000) t(a) WHERE hash(a) = 3").fetchall()

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    monkeypatch.setitem(main.__globals__, "app", long_query)
    monkeypatch.setattr(sys, "argv", ["patnav"])
    try:
        with pytest.raises(SystemExit) as left:
            main()
    finally:
        signal.signal(signal.SIGINT, before)
    assert left.value.code == 130
    assert capsys.readouterr().err == "interrupted; run the command again to go on\n"


@pytest.mark.slow
def test_the_upkeep_commands_work_one_after_the_other(run: Run, here: Run, tmp_path: Path) -> None:
    lines = (SAMPLE / "patents.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "a.jsonl").write_bytes(b"".join(lines[:30]) + b"not json\n")
    made = run("ingest", "a.jsonl", "--format", "json")
    assert "'patnav quarantine list' gives the reasons" in made.stderr
    assert orjson.loads(made.stdout)["records"] == {
        "read": 30,
        "new": 30,
        "changed": 0,
        "unchanged": 0,
        "quarantined": 1,
    }
    status = orjson.loads(here("status", "--format", "json").stdout)
    assert {"generation", "nodes", "edges", "stubs", "sources", "quarantined"} <= status.keys()
    assert status["nodes"]["Patent"] == 30
    again = here("ingest", "a.jsonl").stdout.splitlines()
    assert len(again) == 1  # the last words are the sum
    assert "(0 new, 0 changed, 30 unchanged, 1 quarantined)" in again[0]
    assert " patents, each with " in here("status", "--years").stdout
    assert "line 31" in here("quarantine").stdout
    assert "line 31" in here("quarantine", "list", "a.jsonl").stdout
    assert "(nothing)" in here("quarantine", "list", "b.jsonl").stdout
    assert here("quarantine", "show", "1").stdout == "not json"
    assert orjson.loads(here("quarantine", "show", "1", "-f", "json").stdout)["text"] == "not json"
    assert "has the number 2" in here("quarantine", "show", "2").stderr
    assert "write options after 'list'" in here("quarantine", "-n", "1", "list").stderr
    (tmp_path / "a.jsonl").write_bytes(b"".join(lines[:30]))
    assert orjson.loads(here("quarantine", "retry", "-f", "json").stdout)["records"]["quarantined"] == 0
    assert "the graph is what its records say" in here("verify").stdout
    assert "Patent" in here("schema").stdout
    assert "patnav-jsonl" in here("formats").stdout
    assert {"format": "ris", "title": "RIS references of type PAT", "authority": 40} in orjson.loads(
        here("formats", "list", "-f", "json").stdout
    )["rows"]
    for format_ in ("jsonl", "graphml", "csv", "parquet"):
        assert here("export", "-f", format_, "-o", f"out.{format_}").returncode == 0
    assert "exists" in here("export", "-o", "out.jsonl").stderr
    assert here("retract", "a.jsonl").returncode == 0
    assert orjson.loads(here("status", "--format", "json").stdout)["nodes"]["Patent"] == 0


def test_a_folder_of_which_nothing_could_be_read_ends_with_an_error(here: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ab.csv").write_text("a,b\n1,2\n", "utf-8")
    (tmp_path / "in" / "odd.jsonl").write_text('{"publication": "XX"}\n' * 2, "utf-8")
    failed = here("ingest", "in")
    assert failed.returncode == 1
    assert "2 of 2 records cannot be read, so none of the file is kept" in failed.stderr
    assert "'patnav formats guess FILE' drafts" in failed.stderr
    assert "nothing could be read" in failed.stderr
    (tmp_path / "in" / "good.jsonl").write_bytes((SAMPLE / "patents.jsonl").read_bytes().splitlines(True)[0])
    assert here("ingest", "in").returncode == 0


def test_a_drafted_mapping_reads_its_table(run: Run, here: Run, tmp_path: Path) -> None:
    rows = "".join(f"{n},US{9999000 + n}B2,Pump {n},Example Inc.\n" for n in range(1, 5))
    (tmp_path / "mine.csv").write_text("No,Patent number,Title,Assignee\n" + rows + "5,none,Valve,Doe\n", "utf-8")
    assert "formats guess" in run("ingest", "mine.csv").stderr
    drafted = here("formats", "guess", "mine.csv")
    assert "4 are read; 1 not" in drafted.stderr
    assert orjson.loads(here("formats", "guess", "mine.csv", "-f", "json").stdout)["mapping"] == drafted.stdout
    (tmp_path / "mine.yaml").write_text(drafted.stdout, "utf-8")
    dry = orjson.loads(here("ingest", "mine.csv", "--as", "mine.yaml", "--dry-run", "-f", "json").stdout)
    assert (dry["generation"], dry["records"]["new"]) == (0, 4)
    assert not (tmp_path / "patnav.store").exists()
    assert here("ingest", "mine.csv", "--as", "mine.yaml").returncode == 0
    assert orjson.loads(here("status", "-f", "json").stdout)["nodes"]["Patent"] == 4
    assert "(0 new, 0 changed, 4 unchanged, 1 quarantined)" in here("quarantine", "retry").stdout
    (tmp_path / "mine.yaml").write_text("columns: [", "utf-8")
    assert "mine.yaml: no YAML" in here("ingest", "mine.csv", "--as", "mine.yaml").stderr


def test_extract_prints_the_contract_and_touches_no_graph(run: Run, tmp_path: Path) -> None:
    article = SAMPLE / "news" / "2023-11-23-shanghai-open-licence.txt"
    said = orjson.loads(run("extract", str(article), "--format", "jsonl").stdout)
    assert said.keys() == {"source", "document", "entities", "facts"}
    text = run("extract", str(article), "--text").stdout
    for fact in said["facts"]:
        proof = fact["evidence"]
        assert text[proof["start"] : proof["end"]] == proof["text"]
    assert not list(tmp_path.iterdir())


def test_extract_goes_on_after_what_it_cannot_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 cut off")
    (tmp_path / "good.txt").write_text("Alpha Inc. is located in Suzhou.\n", "utf-8")
    result = run("extract", "empty.txt", "missing.txt", "bad.pdf", "good.txt")
    assert (result.returncode, len(result.stdout.splitlines())) == (1, 1)
    assert orjson.loads(result.stdout)["source"] == "good.txt"
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == ["error[INPUT]"] * 2 + ["error[UNREADABLE]"]
    (tmp_path / "bad.pdf").unlink()
    folder = run("extract", ".")
    assert (folder.returncode, len(folder.stdout.splitlines())) == (0, 1)
    assert "empty.txt" in folder.stderr


def test_the_demo_answers_five_questions_and_says_what_to_type_next(run: Run) -> None:
    result = run("demo")
    assert result.returncode == 0, result.stderr
    assert [f"{n}. " in result.stdout for n in range(1, 6)] == [True] * 5
    assert "What next?" in result.stdout
    assert "(nothing)" not in result.stdout


def test_a_list_of_names_needs_no_workspace(run: Run, tmp_path: Path) -> None:
    (tmp_path / "names.jsonl").write_text('{"id": "a", "name": "SMIC"}\n{"id": "b", "name": "中芯国际"}\n', "utf-8")
    result = run("resolve", "cluster", "names.jsonl")
    assert [orjson.loads(line) for line in result.stdout.splitlines()] == [
        {"id": "a", "cluster": "a"},
        {"id": "b", "cluster": "a"},
    ]
    assert run("resolve", "cluster", "nothing.jsonl").returncode == 1
    assert not (tmp_path / "patnav.store").exists()


def test_judgements_travel(run: Run, here: Run, sample: Workspace, tmp_path: Path) -> None:
    shutil.copytree(sample.path, tmp_path / "patnav.store")
    rows = orjson.loads(here("resolve", "candidates", "--format", "json").stdout)["rows"]
    assert all(row["a"] != row["b"] and row["why"] for row in rows)
    pair = f"split,{rows[0]['a']},{rows[0]['b']}"
    (tmp_path / "judged.csv").write_text(f"kind,a,b\n{pair}\n")
    assert here("resolve", "import", "judged.csv").returncode == 0
    assert "1 judgements" in here("resolve", "export", "out.csv").stdout
    assert (tmp_path / "out.csv").read_text().splitlines() == ["kind,a,b", pair]
    assert run("resolve", "review", stdin="q\n").returncode == 0
