"""A record that gives title and abstract in two languages is found, ranked and explained in both."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from patnav.graph.duckdb import DuckDBStore
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.pipeline import ingest
from patnav.queries.related import related
from patnav.queries.search import search


def text(lang: str, words: str) -> dict[str, str]:
    return {"lang": lang, "text": words}


RECORDS = (
    {
        "publication": "CN1A",
        "titles": [text("zh", "一种隔膜"), text("en", "Ceramic separator")],
        "abstracts": [text("en", "A coating of boehmite."), text("zh", "勃姆石涂层。")],
    },
    {"publication": "CN2A", "titles": [text("zh", "一种隔膜")], "abstracts": [text("zh", "勃姆石涂层。")]},
    {
        "publication": "US3A",
        "titles": [text("en", "Ceramic separator")],
        "abstracts": [text("en", "A coating of boehmite.")],
    },
    {"publication": "US4A", "titles": [text("en", "Tea pot")], "abstracts": [text("en", "A pot.")]},
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("both")
    made = Workspace(folder / "store")
    for i, record in enumerate(RECORDS):  # one after the other: the index is extended
        path: Path = folder / f"{i}.jsonl"
        path.write_bytes(orjson.dumps(record))
        ingest(made, [path], TableLinker())
    return made


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("boehmite", "CN1A US3A"),
        ("勃姆石", "CN1A CN2A"),
        ("ti:ceramic", "CN1A US3A"),
        ('ab:"coating of boehmite"', "CN1A US3A"),
    ],
)
def test_search_in_either_language(workspace: Workspace, query: str, found: str) -> None:
    with DuckDBStore(workspace.current()) as store:
        rows = search(store, query).rows
    assert {row.id for row in rows} == set(found.split())
    assert all("«" in "".join(row.why) for row in rows)


def test_the_other_language_does_not_make_a_text_longer(workspace: Workspace) -> None:
    with DuckDBStore(workspace.current()) as store:
        scores = {row.id: row.score for row in search(store, "勃姆石").rows}
    assert scores["CN1A"] == scores["CN2A"]


def test_a_patent_in_both_finds_those_in_either(workspace: Workspace) -> None:
    with DuckDBStore(workspace.current()) as store:
        why = {row.id: row.why[0] for row in related(store, "CN1A").rows}
    assert why.keys() == {"CN2A", "US3A"}
    assert "隔膜" in why["CN2A"] and "boehmite" in why["US3A"]
