"""Figures of answers: each kind is drawn, the same each time, and says what it shows."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from patnav.errors import PatNavError, QueryError
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.workspace import Workspace
from patnav.plots import check_plot, plot
from patnav.plots.shapes import Bars, Grid, Lines, Net, Spots, shape
from patnav.queries.answer import Answer
from patnav.queries.clusters import clusters
from patnav.queries.compare import compare
from patnav.queries.count import count
from patnav.queries.filters import Filters
from patnav.queries.flows import flows
from patnav.queries.landscape import landscape
from patnav.queries.language import in_language
from patnav.queries.path import path
from patnav.queries.search import search
from patnav.queries.series import series
from patnav.queries.spatial import spatial_clusters
from patnav.queries.talent import talent
from patnav.render import render
from tests.conftest import ROOT

QUESTIONS: dict[str, tuple[Callable[[DuckDBStore], Answer[Any]], type]] = {
    "years": (lambda s: count(s, by="year"), Lines),
    "counts": (lambda s: count(s, by="applicant"), Bars),
    "fields": (landscape, Lines),
    "applicants": (lambda s: landscape(s, part="applicants"), Bars),
    "classes": (lambda s: landscape(s, part="classes"), Bars),
    "gaps": (lambda s: landscape(s, part="gaps", least=2), Bars),
    "mainpath": (lambda s: landscape(s, part="mainpath"), Net),
    "communities": (lambda s: landscape(s, part="communities"), Net),
    "clusters": (lambda s: clusters(s, limit=40), Grid),
    "one industry": (lambda s: clusters(s, Filters(industry="wipo35:6")), Bars),
    "spatial": (lambda s: spatial_clusters(s, least=2), Spots),
    "compare": (lambda s: compare(s, ["Shanghai", "Jiangsu"]), Bars),
    "gap": (lambda s: compare(s, ["Shanghai", "Jiangsu"], part="gap"), Bars),
    "inventors": (talent, Bars),
    "moves": (lambda s: talent(s, part="moves"), Net),
    "teams": (lambda s: talent(s, part="teams"), Net),
    "bridges": (lambda s: talent(s, part="bridges"), Bars),
    "path": (lambda s: path(s, "Tsinghua University", "上海交通大学"), Net),
    "matrix": (lambda s: flows(s, matrix="region"), Grid),
    "series": (lambda s: series(s, None), Lines),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_kind_of_answer_is_drawn_and_twice_the_same(store: DuckDBStore, tmp_path: Path, name: str) -> None:
    question, kind = QUESTIONS[name]
    answer = question(store)
    assert isinstance(shape(answer, "en"), kind)
    first, second = tmp_path / "first.svg", tmp_path / "second.svg"
    plot(answer, first)
    plot(question(store), second)
    assert first.read_bytes() == second.read_bytes()
    text = " ".join(etree.parse(first).getroot().itertext())
    assert answer.question in text


def test_a_map_names_its_largest_cluster_and_a_matrix_its_regions(store: DuckDBStore, tmp_path: Path) -> None:
    answer = spatial_clusters(store, least=2)
    plot(answer, tmp_path / "map.svg")
    assert answer.rows[0].region.name[:20] in (tmp_path / "map.svg").read_text("utf-8")
    plot(in_language(store, clusters(store, limit=40), "zh"), tmp_path / "grid.svg", "zh")
    assert "上海市" in (tmp_path / "grid.svg").read_text("utf-8")


def test_cells_with_too_few_families_are_marked_and_quotients_have_their_interval(store: DuckDBStore) -> None:
    answer = clusters(store, limit=40)
    drawn = shape(answer, "en")
    assert isinstance(drawn, Grid)
    assert len(drawn.texts) == len(answer.rows) > len(drawn.cells)
    assert "*: number of families, fewer than 5" in drawn.title
    for row in answer.rows:
        text = drawn.texts[row.region.name, row.industry.name]
        if row.lq is None:
            assert text == f"{row.patents}*"
        else:
            assert text == f"LQ {row.lq:.2g} ({row.lq_low:.2g}–{row.lq_high:.2g})"


def test_the_industry_asked_for_comes_before_its_children(store: DuckDBStore) -> None:
    rows = clusters(store, Filters(industry="ic"), limit=1000).rows
    own = [row.industry.id == "key:ic" for row in rows]
    assert own == sorted(own, reverse=True) and not all(own)
    assert "key:ic.design · " in render(clusters(store, Filters(industry="ic"), limit=1000), "md")


def test_png_and_html(store: DuckDBStore, tmp_path: Path) -> None:
    answer = landscape(store)
    plot(answer, tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    plot(answer, tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "<svg" in page
    assert "filing years from 2023 on are incomplete" in page
    assert 'src="http' not in page


def test_years_without_families_are_zero_and_incomplete_ones_marked(store: DuckDBStore) -> None:
    drawn = shape(landscape(store), "en")
    assert isinstance(drawn, Lines)
    assert drawn.incomplete == "2023"
    for points in drawn.series.values():
        years = [int(year) for year in points]
        assert years == list(range(years[0], years[-1] + 1))


def test_what_cannot_be_drawn_is_refused_before_it_is_asked(store: DuckDBStore, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="is no name of a figure"):
        check_plot(tmp_path / "a.pdf")
    with pytest.raises(QueryError, match="there is no folder"):
        check_plot(tmp_path / "missing" / "a.svg")
    with pytest.raises(QueryError, match="'search' has no figure"):
        plot(search(store, "method"), tmp_path / "a.svg")
    with pytest.raises(QueryError, match="the answer is empty"):
        plot(landscape(store, Filters(from_="1850", to="1851")), tmp_path / "a.svg")
    assert not list(tmp_path.iterdir())


def test_without_matplotlib_the_error_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(PatNavError, match=r"patnav\[plots\]"):
        check_plot(tmp_path / "a.svg")


def test_the_command_draws_beside_its_answer(sample: Workspace, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "patnav", "landscape", "--store", str(sample.path), "--plot", "trend.svg"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stderr
    assert "Computer technology" in done.stdout
    assert (tmp_path / "trend.svg").stat().st_size > 1000
    assert "wrote trend.svg" in done.stderr
