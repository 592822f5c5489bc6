"""The benchmarks stay runnable: each once, as small as it goes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks import generate, ingest, measure, quality, questions, search
from patnav.graph.workspace import Workspace
from patnav.ingest import formats
from patnav.ingest.formats import Item

GRANT = """<?xml version="1.0" encoding="UTF-8"?>
<us-patent-grant lang="EN" country="US"><us-bibliographic-data-grant country="US">
<publication-reference><document-id><country>US</country><doc-number>07000001</doc-number><kind>B2</kind>
<date>20060214</date></document-id></publication-reference>
<application-reference appl-type="utility"><document-id><country>US</country><doc-number>10000001</doc-number>
<date>20040102</date></document-id></application-reference>
<invention-title id="d0">Pump</invention-title></us-bibliographic-data-grant></us-patent-grant>
"""


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs what is measured in this process, as processes of their own take a second each to start."""

    def at_once(function: Any, *arguments: Any) -> Any:
        return measure._timed(function, *arguments)

    monkeypatch.setattr(ingest, "apart", at_once)
    monkeypatch.setattr(questions, "apart", at_once)
    monkeypatch.setattr(questions, "cold", lambda path, patents: iter([("search", 0.3)]))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("PATNAV_SHARED_DATA", str(tmp_path))
    folder = tmp_path / "uspto_xml_v4x" / "grant"
    folder.mkdir(parents=True)
    (folder / "v4-0-B2.xml").write_text(GRANT, "utf-8")
    yield tmp_path


def test_the_ingest_benchmark_runs(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ingest.main(["--megabytes", "0.01", "--json"])
    rows = json.loads(capsys.readouterr().out)["figures"]
    assert [row["figure"].rpartition(", ")[2] for row in rows] == ["bare lxml", "reader", "ingest", "ingest again"]
    assert len({row["values"]["records"] for row in rows}) == 1


def test_documents_of_a_weekly_file_are_different_patents(data: Path) -> None:
    ingest.weekly_file(ingest.grants(data), data / "weekly.xml", 5_000)
    read = list(formats.named("uspto-xml").read(data / "weekly.xml"))
    keys = [one.record.publication for one in read if isinstance(one, Item)]  # type: ignore[union-attr]
    assert len(keys) == len(set(keys)) == len(read) > 5


def test_without_data_the_ingest_benchmark_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATNAV_SHARED_DATA", str(tmp_path))
    ingest.main([])
    assert "PATNAV_SHARED_DATA" in capsys.readouterr().err


@pytest.mark.slow
def test_the_questions_benchmark_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    questions.main(["--patents", "300", "--repeat", "2", "--store", str(tmp_path / "store")])
    table = capsys.readouterr().out
    assert "ingest the file" in table and "clusters city" in table and "p50 / bare" in table


def test_the_generated_graph_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        generate.main([str(tmp_path / name), "--patents", "200"])
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_generated_file_is_read_without_rejects(tmp_path: Path) -> None:
    path = tmp_path / "patents.jsonl"
    generate.write(path, 300)
    read = list(formats.recognise(path).read(path))
    assert len(read) == 300 and all(isinstance(one, Item) for one in read)
    cited = [len(one.record.citations) for one in read if isinstance(one, Item)]  # type: ignore[union-attr]
    assert 2 < sum(cited) / 300 < 7


def test_the_page_of_figures_shows_what_was_printed(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ingest.main(["--megabytes", "0.01", "--json"])
    (tmp_path / "ingest.json").write_text(capsys.readouterr().out, "utf-8")
    quality.main([str(tmp_path / "ingest.json")])
    assert "| `python -m benchmarks.ingest --megabytes 0.01` |" in capsys.readouterr().out


def test_percentiles_are_values_that_were_measured() -> None:
    values = [float(n) for n in range(1, 21)]
    assert [measure.percentile(values, share) for share in (0.5, 0.95, 1.0)] == [10.0, 19.0, 20.0]


def test_the_search_benchmark_runs(sample: Workspace, tmp_path: Path) -> None:
    rows = [*search.warm(sample.path, 2), *search.index(sample.path, 20, tmp_path)]
    assert [row.figure for row in rows] == [
        "search, bare",
        "search, warm",
        "related, warm",
        "index",
        "100 more into the index of all",
    ]
    found, near = search.read(sample.path, 2, 1)
    assert len(found) == len(near) == 2
