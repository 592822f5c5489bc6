from __future__ import annotations

from pathlib import Path

import pytest

from patnav.errors import NotFound
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.model import Party
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.patents.patnav_jsonl import to_json
from patnav.ingest.pipeline import ingest
from patnav.ingest.resolve.judgement import history, judge, split, undo
from patnav.ingest.resolve.review import Candidate, ask, candidates, explain, read_judgements, write_judgements
from patnav.ingest.verify import verify
from tests.graph.records import patent

LINKER = TableLinker()
RIGHT, WRONG = "org:genetic-therapy-inc", "org:genetic-theraphy-inc"


def filed(number: int, name: str) -> bytes:
    party = Party(name, kind="organization", country="US")
    return to_json(patent(f"US{number}A", applicants=(party,))).rstrip(b"\n") + b"\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path / "store")
    names = ("Genetic Therapy, Inc.", "Genetic Theraphy, Inc.", "Genetic Therapy Corp.")
    for number, name in enumerate(names, 1000001):
        file = tmp_path / f"{number}.jsonl"
        file.write_bytes(filed(number, name))
        ingest(workspace, [file], LINKER)
    return workspace


def organizations(workspace: Workspace) -> list[str]:
    with DuckDBStore(workspace.current()) as store:
        return [row["key"] for row in store.rows("SELECT key FROM organization ORDER BY key", {})]


def test_a_misspelled_name_is_one_node_until_a_hand_splits_it(workspace: Workspace) -> None:
    joined = organizations(workspace)
    assert joined == ["org:genetic-theraphy-inc", "org:genetic-therapy-corp"]
    verify(workspace, LINKER)
    split(workspace, RIGHT, LINKER, who="me")
    assert RIGHT in organizations(workspace)
    verify(workspace, LINKER)
    undo(workspace, 1, LINKER, who="me")
    assert organizations(workspace) == joined
    verify(workspace, LINKER)
    with pytest.raises(NotFound):
        split(workspace, "org:genetic-therapy-corp", LINKER)


def test_the_graph_explains_and_asks(workspace: Workspace, tmp_path: Path) -> None:
    with DuckDBStore(workspace.current()) as store:
        told = explain(store, [], RIGHT, WRONG)
        asked, total = candidates(store, [], 10)
        with pytest.raises(NotFound):
            explain(store, [], RIGHT, "org:nobody")
    assert told.together and told.decision == "same"
    assert told.joins == [f"{RIGHT} = {WRONG} (spelling: theraphy for therapy)"]
    assert [(pair.a, pair.b) for pair in asked] == [(WRONG, "org:genetic-therapy-corp")]
    assert total == 1
    verdicts = ask(asked, lambda _: "y")
    judge(workspace, verdicts, LINKER, who="me")
    assert organizations(workspace) == [WRONG]
    file = tmp_path / "judged.csv"
    assert write_judgements(history(workspace), file) == 1
    before = len(history(workspace))
    judge(workspace, read_judgements(file), LINKER, who="me")
    assert len(history(workspace)) == before


def test_answers_can_be_taken_back() -> None:
    pairs = [Candidate(f"a{i}", f"b{i}", "A", "B", 1, []) for i in range(3)]
    answers = iter("ynu?sq")
    assert ask(pairs, lambda _: next(answers)) == [("merge", "a0", "b0")]


def test_a_unit_is_part_of_its_body(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "store")
    file = tmp_path / "a.jsonl"
    file.write_bytes(
        filed(1, "General Dynamics Corporation, Electronics Division") + filed(2, "General Dynamics Corp.")
    )
    ingest(workspace, [file], LINKER)
    with DuckDBStore(workspace.current()) as store:
        edges = store.rows("SELECT src, dst FROM part_of WHERE src_type = 'Organization'", {})
    unit = "org:general-dynamics-corporation-electronics-division"
    assert edges == [{"src": unit, "dst": "org:general-dynamics-corp"}]
