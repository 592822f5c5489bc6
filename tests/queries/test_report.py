"""The report: every section a question that can be asked again."""

from __future__ import annotations

import shlex

import pytest
from typer.testing import CliRunner

from patnav.cli import app
from patnav.errors import NotFound
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.workspace import Workspace
from patnav.queries.count import count
from patnav.queries.filters import Filters
from patnav.queries.report import report
from patnav.render import document

FILTERS = Filters(industry="ic", region="YRD")


def test_every_section_gives_what_its_command_gives(store: DuckDBStore, sample: Workspace) -> None:
    answer = report(store, FILTERS, limit=3)
    chapters = list(dict.fromkeys(row.chapter for row in answer.rows))
    assert chapters == ["Situation", "Focus", "Talent", "Operation", "Services and policy"]
    for row in answer.rows:
        words = shlex.split(row.command)
        assert words[0] == "patnav"
        done = CliRunner().invoke(app, [*words[1:], "--store", f"duckdb:{sample.path}", "--format", "md"])
        assert done.exit_code == 0, (row.command, done.output)
        text = document(answer)
        table, _, notes = done.stdout.rstrip("\n").partition("\n\n")
        assert (table in text) if row.answer.rows else (row.title in text and f"### {row.title}" not in text), (
            row.command
        )
        if row.answer.rows:
            assert all(note in text for note in notes.split("\n")), row.command


def test_a_report_says_what_it_is_about_and_each_shared_note_once(store: DuckDBStore) -> None:
    filters = Filters(industry="ai", region="Anhui")
    text = document(report(store, filters))
    assert text.startswith("# Patent navigation report: Artificial intelligence, Anhui\n")
    held = count(store, filters).rows[0].patents
    assert f"- this report is about {held} of these families\n" in text
    assert "(nothing)" not in text and "\nnothing found: White space, Main path of citations\n" in text
    lines = text.split("\n")
    assert lines.count("- ai is taken for the industry key:ai") == 1
    assert sum(line.startswith("- filing years from") for line in lines) == 1


def test_commands_of_a_chinese_report_ask_in_chinese(store: DuckDBStore) -> None:
    answer = report(store, FILTERS, limit=1, lang="zh")
    assert all(row.command.endswith("--limit 1") and "--lang zh" in row.command for row in answer.rows)
    assert document(answer, "md", "zh").startswith("# 专利导航报告：集成电路，长三角")


def test_a_report_is_one_page_in_either_language(store: DuckDBStore) -> None:
    english = document(report(store, FILTERS, limit=2))
    chinese = document(report(store, FILTERS, limit=2, lang="zh"), "html", "zh")
    assert english.startswith("# Patent navigation report: Integrated circuits, Yangtze River Delta\n")
    full = sum(bool(row.answer.rows) for row in report(store, FILTERS, limit=2).rows)
    assert english.count("\n### ") == full >= 10
    assert chinese.startswith("<!doctype html>")
    assert chinese.count("<h3>") == full
    assert "专利导航报告" in chinese
    assert "<script" not in chinese


def test_markup_in_a_name_is_shown_not_run(store: DuckDBStore) -> None:
    answer = report(store, FILTERS, limit=1)
    answer.parameters["about"] = ["<script>alert(1)</script>"]
    assert "<script" not in document(answer, "html")


def test_an_unknown_region_is_one_error(store: DuckDBStore) -> None:
    with pytest.raises(NotFound, match="Atlantis"):
        report(store, Filters(region="Atlantis"))


def test_a_report_goes_to_a_file(sample: Workspace, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("report") / "ic.html"
    command = ["report", "--industry", "ic", "-n", "2", "--store", f"duckdb:{sample.path}"]
    written = CliRunner().invoke(app, [*command, "--output", str(path)])
    assert (written.exit_code, written.stdout, written.stderr) == (0, "", f"wrote {path}\n")
    assert path.read_text("utf-8").startswith("<!doctype html>")
    failed = CliRunner().invoke(app, [*command, "--output", str(path / "below")])
    assert failed.exit_code == 1
