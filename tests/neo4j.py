"""A real Neo4j server for the tests that need one: one a process that has such tests (:mod:`tests.order`)."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import neo4j
import pytest

from patnav.graph.neo4j.server import Address

NEO4J = pytest.mark.allow_hosts(["127.0.0.1", "::1"])
"""Mark of a module whose tests talk to the server: loopback alone."""


MEMORY = "db.memory.transaction.max=128m"
"""The most that a transaction may use on the tests' server."""

BRIEF = ("-Xms512m", "-Xmx1g", "-XX:TieredStopAtLevel=1")
"""For a server that starts often: to compile its code well costs more processor time than it saves within a minute."""


def tool() -> ModuleType:
    """The module tools/neo4j/server.py."""
    path = Path(__file__).parents[1] / "tools" / "neo4j" / "server.py"
    spec = importlib.util.spec_from_file_location("neo4j_server_tool", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Neo4j:
    """The running server, and a way to look into it that is not PatNav's."""

    def __init__(self, server: Any) -> None:
        self.server = server
        self.password: str = server.password
        self.address = Address.parse(f"bolt://{server.address}")
        self._driver: neo4j.Driver | None = None

    @property
    def driver(self) -> neo4j.Driver:
        if self._driver is None:
            self._driver = neo4j.GraphDatabase.driver(self.address.uri, auth=("neo4j", self.password))
        return self._driver

    def ask(self, text: str, **parameters: object) -> list[dict[str, object]]:
        records, _, _ = self.driver.execute_query(text, parameters)
        return [dict(record) for record in records]

    def clear(self) -> None:
        with self.driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 50 ROWS").consume()

    def close(self) -> None:
        if self._driver is not None:
            self._driver.close()
            self._driver = None


@pytest.fixture(scope="session")
def jvm() -> tuple[str, ...]:
    """Options of the server's JVM; a module whose tests keep one server busy for minutes has others."""
    return BRIEF


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory, jvm: tuple[str, ...]) -> Iterator[Neo4j]:
    """The server; tests use ``server`` or ``empty_server``."""
    module = tool()
    started = module.Server(tmp_path_factory.mktemp("neo4j"), memory=jvm, settings=(MEMORY,))
    try:
        started.start()
    except module.Unavailable as reason:
        if os.environ.get("PATNAV_REQUIRE_NEO4J") == "1":
            pytest.fail(f"no Neo4j server: {reason}")
        pytest.skip(f"no Neo4j server: {reason}")
    made = Neo4j(started)
    yield made
    made.close()
    started.stop()


@pytest.fixture
def server(running: Neo4j, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Neo4j:
    """The server as it is, with its password in the environment, as users give it."""
    monkeypatch.setenv("PATNAV_NEO4J_PASSWORD", running.password)
    monkeypatch.setenv("PATNAV_THREADS", "1")
    monkeypatch.setenv("PATNAV_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    return running


@pytest.fixture
def empty_server(server: Neo4j) -> Neo4j:
    """The server, with nothing in it."""
    server.clear()
    return server
