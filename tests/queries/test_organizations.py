"""Organizations by the names that people type."""

from __future__ import annotations

from pathlib import Path

import pytest

from patnav.errors import NotFound, QueryError
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.pipeline import ingest
from patnav.queries.organizations import find_organizations
from patnav.queries.show import show


def test_organizations_are_found_by_names_of_the_table_and_without_form_width_and_order(store: DuckDBStore) -> None:
    for name in ("iFLYTEK", "讯飞", "IFLYTEK Co. Ltd", "安徽科大讯飞信息科技股份有限公司", "ｉＦＬＹＴＥＫ"):
        assert find_organizations(store, name) == ["org:iflytek-co-ltd"]
    assert find_organizations(store, "UNIV SHANGHAI") == find_organizations(store, "SHANGHAI UNIV")
    assert find_organizations(store, "京准化工技术（上海）有限公司")
    assert "spellings" not in show(store, "Huawei").rows[0].properties
    with pytest.raises(NotFound, match="no organization is called") as missed:
        find_organizations(store, "清华")
    assert "did you mean Tsinghua University? '清华*' finds" in str(missed.value.hint)
    with pytest.raises(NotFound):
        find_organizations(store, "iFLYTEK GmbH")


def test_a_short_name_of_several_organizations_is_not_guessed(tmp_path: Path) -> None:
    names = "name,country\nOrbex Ltd,GB\nOrbex GmbH,DE\nOrbexa Ltd,GB\n"
    (tmp_path / "firms.csv").write_text(names, "utf-8")
    workspace = Workspace(tmp_path / "store")
    ingest(workspace, [tmp_path / "firms.csv"], TableLinker())
    with DuckDBStore(workspace.current()) as graph:
        with pytest.raises(QueryError, match="2 organizations may be called 'orbex' for short"):
            find_organizations(graph, "orbex")
        assert len(show(graph, "Orbex").rows) == 2
        assert find_organizations(graph, "ORBEX LIMITED") == ["org:orbex-ltd"]
        assert len(find_organizations(graph, "orbex*")) == 3
