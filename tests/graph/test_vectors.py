"""Sentence vectors: made once a text, the same however the state was reached, and near in either language."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import orjson
import pytest

from patnav.errors import PatNavError, WorkspaceDamaged
from patnav.graph import encoder, vectors
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.encoder import SIZE
from patnav.graph.vectors import Vectors
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.pipeline import ingest
from patnav.ingest.verify import verify
from patnav.queries.related import related

TITLES = {
    "US1A": "unmanned aerial vehicle landing on a moving platform",
    "US2A": "ceramic coated separator for a lithium ion battery",
    "US3A": "method of brewing green tea",
    "US4A": "exchange of the battery of a drone at a ground station",
    "CN5A": "锂离子电池隔膜及其制备方法",
    "CN6A": "一种语音识别方法及装置",
    "US7A": "speech recognition with a neural network",
}


def write(path: Path, keys: list[str], **changed: str) -> Path:
    titles = TITLES | changed
    path.write_bytes(b"\n".join(orjson.dumps({"publication": key, "titles": [titles[key]]}) for key in keys))
    return path


def files(workspace: Workspace) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in workspace.current().text.glob("vectors.*")}


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("PATNAV_VECTORS", "1")
    return monkeypatch


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("vectors")
    workspace = Workspace(folder / "store")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATNAV_VECTORS", "1")
        ingest(workspace, [write(folder / "all.jsonl", list(TITLES))], TableLinker())
    return workspace


def test_a_text_is_found_by_its_translation(held: Workspace) -> None:
    with DuckDBStore(held.current()) as store:
        assert related(store, text="无人机在移动平台上降落").rows[0].id == "US1A"
        assert related(store, text="separator of a battery").rows[0].id == "US2A"
        assert {row.id for row in related(store, text="語音識別", limit=2).rows} == {"CN6A", "US7A"}
        rows = related(store, "CN5A").rows
        assert rows[0].id == "US2A"
        assert {reason.rpartition(" ")[0] for reason in rows[0].why} == {"meaning", "across languages"}


def test_traditional_characters_are_read_as_simplified() -> None:
    assert np.array_equal(encoder.encode("語音識別裝置"), encoder.encode("语音识别装置"))
    assert encoder.chinese("一种CMOS器件") and not encoder.chinese("a CMOS device of 华为 and of others")


def test_a_state_is_the_same_however_it_was_reached(on: pytest.MonkeyPatch, held: Workspace, tmp_path: Path) -> None:
    steps = Workspace(tmp_path / "store")
    keys = list(TITLES)
    ingest(steps, [write(tmp_path / "a.jsonl", keys[:3], US2A="something else altogether")], TableLinker())
    ingest(steps, [write(tmp_path / "b.jsonl", keys[3:])], TableLinker())
    assert files(steps) != files(held)
    on.delenv("PATNAV_VECTORS")  # it stays on
    asked: list[str] = []
    encode = encoder.encode
    on.setattr(encoder, "encode", lambda text: asked.append(text) or encode(text))  # type: ignore[func-returns-value]
    ingest(steps, [write(tmp_path / "a.jsonl", keys[:3])], TableLinker())
    assert asked == [TITLES["US2A"]]
    assert files(steps) == files(held)
    assert verify(steps, TableLinker())["texts"] == len(TITLES)
    assert asked == [TITLES["US2A"]]  # verifying makes none
    on.setenv("PATNAV_VECTORS", "0")
    ingest(steps, [tmp_path / "a.jsonl"], TableLinker())
    assert files(steps) == {} and steps.current().manifest.vectors == ""


def test_what_a_killed_writer_made_is_not_made_again(on: pytest.MonkeyPatch, held: Workspace, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "store")
    asked: list[str] = []
    encode = encoder.encode

    def dying(text: str) -> encoder.Vector:
        asked.append(text)
        if len(asked) == 5:
            raise KeyboardInterrupt
        return encode(text)

    on.setattr(encoder, "encode", dying)
    source = write(tmp_path / "all.jsonl", list(TITLES))
    with pytest.raises(KeyboardInterrupt):
        ingest(workspace, [source], TableLinker())
    with (tmp_path / "store" / "next" / "vectors.part").open("ab") as file:
        file.write(b"half a row")
    ingest(workspace, [source], TableLinker())
    assert len(asked) == len(TITLES) + 1 and asked[4] == asked[5]
    assert files(workspace) == files(held)
    assert not list(workspace.current().path.glob("*.part"))


def test_without_the_model_nothing_changes_and_the_hint_says_what_to_do(
    on: pytest.MonkeyPatch, held: Workspace, tmp_path: Path
) -> None:
    on.setattr(encoder, "installed", lambda: False)
    workspace = Workspace(tmp_path / "store")
    with pytest.raises(PatNavError, match=r"patnav\[vectors\]"):
        ingest(workspace, [write(tmp_path / "a.jsonl", ["US1A"])], TableLinker())
    on.setenv("PATNAV_VECTORS", "yes")
    with pytest.raises(PatNavError, match="neither 1 nor 0"):
        ingest(workspace, [tmp_path / "a.jsonl"], TableLinker())
    on.delenv("PATNAV_VECTORS")
    with DuckDBStore(held.current()) as store:  # patents are asked by the vectors that are there, texts by words alone
        assert related(store, "CN5A").rows[0].id == "US2A"
        assert [row.id for row in related(store, text="landing on a platform").rows] == ["US1A"]


def test_verify_finds_vectors_of_other_texts(held: Workspace, tmp_path: Path) -> None:
    folder = held.current().text
    [path] = folder.glob("vectors.*.heads.npy")
    kept = path.read_bytes()
    heads = np.load(path)
    heads["digest"][1] ^= 1
    np.save(path, heads)
    try:
        with pytest.raises(WorkspaceDamaged, match="CN6A"):
            verify(held, TableLinker())
    finally:
        path.write_bytes(kept)


@pytest.mark.parametrize("pool", [20, 400])
def test_the_nearest_by_signs_hold_the_nearest_of_all(
    pool: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Against the cosine about the mean, computed here; the signs may miss what is no neighbour, but no near one."""
    rng = np.random.default_rng(7)
    topics = rng.normal(size=(40, SIZE))
    rows = topics[np.arange(400) % 40] + 0.7 * rng.normal(size=(400, SIZE)) + 1.5
    rows = np.rint(rows / np.linalg.norm(rows, axis=1, keepdims=True) * 512).astype(np.int8)
    heads = np.array([(f"US{i:03}A".encode(), False, i) for i in range(400)], vectors._heads(6))

    @dataclasses.dataclass
    class Known:
        def rows(self, digests: np.ndarray) -> np.ndarray:
            return rows[digests.astype(int)]

    vectors._write(tmp_path, heads, Known())  # type: ignore[arg-type]
    monkeypatch.setattr(vectors, "_POOL", pool)
    made = Vectors(tmp_path)
    about = rows - rows.mean(axis=0)
    about /= np.linalg.norm(about, axis=1, keepdims=True)
    query = made.of_patents(["US007A"])
    assert query is not None
    best = np.argsort(-(about @ about[7]), kind="stable")[:10]
    assert [key for key, _ in made.nearest(query, 10)] == [f"US{i:03}A" for i in best]
    assert {i % 40 for i in best} == {7}
