from __future__ import annotations

from pathlib import Path

import pytest

from patnav.errors import NotFound, QueryError
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.model import Party
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.patents.patnav_jsonl import to_json
from patnav.ingest.pipeline import ingest
from patnav.ingest.resolve.judgement import history, judge, split, undo
from patnav.ingest.resolve.marks import marks
from patnav.ingest.resolve.review import (
    Candidate,
    ask,
    candidates,
    explain,
    read_judgements,
    stated_key,
    write_judgements,
)
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
    with pytest.raises(QueryError, match="taken back already"):
        undo(workspace, 1, LINKER, who="me")
    assert [decision.of for decision in history(workspace)] == [None, 1]


def test_the_graph_explains_and_asks(workspace: Workspace, tmp_path: Path) -> None:
    with DuckDBStore(workspace.current()) as store:
        told = explain(store, [], RIGHT, WRONG)
        asked, total = candidates(store, [], 10)
        with pytest.raises(NotFound):
            explain(store, [], RIGHT, "org:nobody")
    assert told.together and told.decision == "same"
    with DuckDBStore(workspace.current()) as store:
        assert stated_key(store, "Genetic Therapy, Inc.") == stated_key(store, RIGHT) == RIGHT
        assert stated_key(store, "Nobody") is None
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
    file.write_text("a,b,cost\n", "utf-8")
    with pytest.raises(QueryError, match="no column kind"):
        list(read_judgements(file))
    with pytest.raises(NotFound, match="org:nobody"):
        judge(workspace, [("merge", RIGHT, "org:genetic-therapy-corp"), ("merge", RIGHT, "org:nobody")], LINKER)
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


def test_every_mark_says_what_told_it(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "store")
    patents, listed = tmp_path / "a.jsonl", tmp_path / "listed.csv"
    patents.write_bytes(
        to_json(patent("CN1A", applicants=(Party("苏州恒泰电子有限公司", "organization", country="CN"),)))
    )
    listed.write_text("名称,专精特新,中小企业\n苏州恒泰电子有限公司,是,是\n", "utf-8")
    ingest(workspace, [patents, listed], LINKER)
    with DuckDBStore(workspace.current()) as store:
        told = {mark.mark: mark for mark in marks(store, "org:苏州恒泰电子有限公司") if mark.holds}
    assert told["kind"].why == "words of the name" and told["kind"].value == "enterprise"
    assert told["specialized"].why == told["sme"].why == "a list of organizations states it"
    assert told["region"].value == "CN-320500" and told["region"].why == "a place in the name"


def test_a_patent_family_and_a_document_teach_names(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "store")
    file = tmp_path / "a.jsonl"
    chinese = Party("苏州绿源新能材料有限公司", "organization", country="CN")
    english = Party("Suzhou Evergreen Materials Inc.", "organization", country="CN")
    records = [
        patent(f"{office}{n}{kind}", applicants=(party,), family=(f"CN{n}A", f"US{n}B2"))
        for n in ("100", "200")
        for office, kind, party in (("CN", "A", chinese), ("US", "B2", english))
    ]
    file.write_bytes(b"".join(to_json(record).rstrip(b"\n") + b"\n" for record in records))
    ingest(workspace, [file], LINKER)
    assert len(organizations(workspace)) == 1
    verify(workspace, LINKER)


def test_a_person_moves_with_co_inventors_and_a_namesake_stays(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "store")
    rows = [
        ("US1A", "Alpha Robotics Inc.", ("Wendel Okonkwo", "Ilse Quist")),
        ("US2A", "Omega Chemicals Corp.", ("Wendel Okonkwo", "Ilse Quist")),
        ("CN3A", "甲电子有限公司", ("王伟", "李军")),
        ("CN4A", "乙化工有限公司", ("王伟", "张敏")),
    ]
    for number, firm, names in rows:
        file = tmp_path / f"{number}.jsonl"
        people = tuple(Party(name, "person") for name in names)
        file.write_bytes(to_json(patent(number, applicants=(Party(firm, "organization"),), inventors=people)))
        ingest(workspace, [file], LINKER)
    with DuckDBStore(workspace.current()) as store:
        people_ = [row["name"] for row in store.rows("SELECT name FROM person ORDER BY name", {})]
    assert people_ == ["Ilse Quist", "Wendel Okonkwo", "张敏", "李军", "王伟", "王伟"]
    verify(workspace, LINKER)
