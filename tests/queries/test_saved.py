"""Saved searches tell what came since, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from patnav.errors import NotFound, QueryError
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.pipeline import ingest
from patnav.queries.filters import ALL, Filters
from patnav.queries.saved import forget, listed, news, save


def put(workspace: Workspace, name: str, *lines: str) -> None:
    path = workspace.path.parent / f"{name}.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    ingest(workspace, [path], TableLinker())


def test_what_an_ingest_brings_is_told_once_and_families_count_once(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "store")
    one = '{"publication": "CN115000000A", "application": "CN202010144278", "titles": ["a pump"]}'
    put(workspace, "a", one)
    with DuckDBStore(workspace.current()) as store:
        save(store, workspace.path, "pumps", "pump", ALL)
        assert news(store, workspace.path, "pumps").rows == []
    put(workspace, "b", '{"publication": "CN115000000B", "application": "CN202010144278", "titles": ["a pump"]}',
        '{"publication": "CN115000001A", "titles": ["another pump"]}')  # fmt: skip
    with DuckDBStore(workspace.current()) as store:
        (row,) = listed(store, workspace.path).rows
        assert (row.name, row.new, row.found) == ("pumps", 1, 2)
        assert [row.id for row in news(store, workspace.path, "pumps").rows] == ["CN115000001A"]
        assert news(store, workspace.path, "pumps").rows == []
    forget(workspace.path, "pumps")
    with pytest.raises(NotFound, match="no saved search"):
        forget(workspace.path, "pumps")


def test_bad_names_and_queries_are_not_kept(store: DuckDBStore, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="is no name"):
        save(store, tmp_path, "../x", "pump", ALL)
    with pytest.raises(QueryError):
        save(store, tmp_path, "x", "(pump", Filters())
    assert not list(tmp_path.iterdir())
