"""What all tests share: the real data, where it is, and a graph of the bundled sample."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from patnav.graph.duckdb import DuckDBStore
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.pipeline import ingest
from tests.neo4j import empty_server, jvm, running, server
from tests.order import pytest_collection_modifyitems, pytest_xdist_make_scheduler

__all__ = ["empty_server", "jvm", "pytest_collection_modifyitems", "pytest_xdist_make_scheduler", "running", "server"]

settings.register_profile("patnav", deadline=None)  # how long an example takes is no property of the code, under load
settings.load_profile("patnav")

ROOT = Path(__file__).parents[1]
SAMPLE = Path(str(resources.files("patnav.resources") / "sample"))


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the developer's shell reaches a test."""
    for name in [name for name in os.environ if name.startswith("PATNAV_")]:
        if name not in ("PATNAV_SHARED_DATA", "PATNAV_REQUIRE_NEO4J", "PATNAV_NEO4J_JARS"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """Finds a file of the real data, or skips the test."""
    folder = Path(os.environ.get("PATNAV_SHARED_DATA", ROOT / ".." / "shared" / "data"))

    def find(name: str) -> Path:
        path = folder / name
        if not path.exists():
            pytest.skip(f"no real data at {path}; PATNAV_SHARED_DATA names another place")
        return path

    return find


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of the run share, for what is made once."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def sample(once: Path) -> Workspace:
    """A workspace that holds the bundled sample; tests must not write to it."""
    workspace = Workspace(once / "sample" / "store")
    with FileLock(once / "sample.lock"):
        if not (workspace.path / "CURRENT").exists():
            ingest(workspace, [SAMPLE / "patents.jsonl", SAMPLE / "news"], TableLinker())
    return workspace


@pytest.fixture
def store(sample: Workspace) -> Iterator[DuckDBStore]:
    """The sample's graph, open for questions."""
    with DuckDBStore(sample.current()) as opened:
        yield opened
