from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patnav.errors import StoreError
from patnav.graph.model import Party, Text
from patnav.graph.neo4j.mark import Lease
from patnav.graph.neo4j.publish import publish
from patnav.graph.neo4j.server import Address
from patnav.graph.neo4j.store import Neo4jStore
from tests.graph.neo4j.folder import Folder, content_in
from tests.graph.records import article, fact, kept, patent
from tests.graph.test_projection import steps
from tests.neo4j import NEO4J, Neo4j

pytestmark = NEO4J


def some(version: str = "", count: int = 3, source: str = "a", first: int = 100000000) -> list[Any]:
    """Records of a few patents, another title for another version."""
    parties = (Party("Alpha Co", "organization", country="CN"), Party("Gamma Ltd", "organization"))
    return [
        kept(patent(f"CN{first + i}A", titles=(Text(f"A chip {version}", "en"),), applicants=parties), source, row=i)
        for i in range(count)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "store")
    made.put("a", some())
    return made


def test_a_server_holds_what_was_published_and_a_second_publish_sends_nothing(
    empty_server: Neo4j, folder: Folder
) -> None:
    first = folder.publish(empty_server)
    assert content_in(empty_server) == folder.content()
    assert first.sent > 10
    second = folder.publish(empty_server)
    assert (second.sent, second.deleted) == (0, 0)


def test_a_later_publish_sends_what_changed_alone(empty_server: Neo4j, folder: Folder) -> None:
    folder.publish(empty_server)
    for version in ("two", "three"):  # the generation published is no longer on disk then
        folder.put("a", some(version))
    done = folder.publish(empty_server)
    assert content_in(empty_server) == folder.content()
    pieces = empty_server.ask("MATCH (f:PatNavFile) RETURN count(*) AS n")[0]["n"]
    assert done.sent <= 3 + 3 + int(str(pieces))  # patents, records where positions moved, the text index
    folder.drop("a")
    folder.publish(empty_server)
    assert not any(content_in(empty_server).values())


def test_constraints_and_indexes_come_from_the_schema_and_serve(empty_server: Neo4j, folder: Folder) -> None:
    folder.publish(empty_server)
    rows = empty_server.ask("SHOW INDEXES YIELD name, type, state, options WHERE name STARTS WITH 'patnav_'")
    by_type = {kind: [row for row in rows if row["type"] == kind] for kind in ("RANGE", "FULLTEXT")}
    assert all(row["state"] == "ONLINE" for row in rows)
    assert "patnav_patent_key" in {row["name"] for row in by_type["RANGE"]}
    analyzers = {row["name"]: row["options"]["indexConfig"]["fulltext.analyzer"] for row in by_type["FULLTEXT"]}  # type: ignore[index]
    assert analyzers["patnav_texts"] == "cjk"
    found = empty_server.ask(
        "CALL db.index.fulltext.queryNodes('patnav_texts', 'chip') YIELD node RETURN count(*) AS n"
    )
    assert found == [{"n": 3}]


sequences = st.lists(st.one_of(steps, st.tuples(st.just("publish"))), min_size=2, max_size=6)


@pytest.mark.slow
@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(sequences)
def test_after_any_sequence_of_changes_the_server_equals_the_workspace(
    server: Neo4j, tmp_path_factory: pytest.TempPathFactory, sequence: list[Any]
) -> None:
    server.clear()
    folder = Folder(tmp_path_factory.mktemp("sequence") / "store")
    sources: set[str] = set()
    for step in sequence:
        if step[0] == "put":
            _, source, patents, articles = step
            records = [kept(r, source, str(i)) for i, r in enumerate([*patents, *articles])]
            folder.put(source, records, authority=10 + ord(source) % 2)
            sources.add(source)
        elif step[0] == "drop" and step[1] in sources:
            folder.drop(step[1])
            sources.discard(step[1])
        elif step[0] in ("merge", "split") and step[1] != step[2]:
            folder.decide(step[0], *(f"org:{name.lower().replace(' ', '-')}" for name in step[1:]))
        elif step[0] == "publish" and sources:
            folder.publish(server)
            assert content_in(server) == folder.content()
    if sources:
        folder.publish(server)
        assert content_in(server) == folder.content()


@pytest.fixture
def child(server: Neo4j, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[str]]]:
    """Publishers in processes of their own, ended at the end of the test."""
    monkeypatch.setenv("PATNAV_NEO4J_BATCH", "20")
    made: list[subprocess.Popen[str]] = []
    yield made
    for process in made:
        process.kill()
        process.communicate()


_SCRIPT = """
import sys
from pathlib import Path
from patnav.graph.neo4j.publish import publish
from patnav.graph.neo4j.server import Address
from patnav.graph.workspace import Workspace
publish(Workspace(Path(sys.argv[1])), Address.parse(sys.argv[2]), progress=lambda done, total: print(done, flush=True))
"""


def start(child: list[subprocess.Popen[str]], folder: Folder, server: Neo4j) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _SCRIPT, str(folder.workspace.path), server.address.uri]
    child.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
    return child[-1]


@pytest.mark.slow
def test_after_twenty_kills_the_next_run_ends_equal(
    empty_server: Neo4j, folder: Folder, child: list[subprocess.Popen[str]]
) -> None:
    chance, interrupted = random.Random(20), 0
    for kill in range(20):
        if kill % 4 == 0:
            folder.put("b", some(f"version {kill}", 150, "b", 200000000))
        elif kill % 7 == 0:
            folder.decide("merge" if kill % 2 else "split", "org:alpha-co", "org:gamma-ltd")
        process = start(child, folder, empty_server)
        assert process.stdout is not None
        moment = chance.randrange(1, 12)
        for count, _ in enumerate(process.stdout, 1):
            if count >= moment:
                break
        process.kill()
        process.wait()
        interrupted += process.returncode != 0
    assert interrupted >= 15
    assert folder.publish(empty_server).resumed or content_in(empty_server) == folder.content()
    assert content_in(empty_server) == folder.content()


@pytest.mark.slow
def test_a_server_that_restarts_in_the_middle_is_waited_for(
    empty_server: Neo4j, folder: Folder, child: list[subprocess.Popen[str]]
) -> None:
    folder.put("b", some("more", 300, "b", 200000000))
    process = start(child, folder, empty_server)
    assert process.stdout is not None
    for _ in range(5):
        process.stdout.readline()
    empty_server.server.kill()
    empty_server.server.start()
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    assert output
    assert content_in(empty_server) == folder.content()


@pytest.mark.slow
def test_a_database_that_can_only_be_read_is_one_clear_error(
    empty_server: Neo4j, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.publish(empty_server)
    held = content_in(empty_server)
    folder.put("b", some("more", 3, "b", 200000000))
    process = empty_server.server
    with monkeypatch.context() as patch:
        patch.setattr(process, "settings", (*process.settings, "server.databases.read_only=neo4j"))
        process.stop()
        process.start()
        with pytest.raises(StoreError, match="can only be read"):
            folder.publish(empty_server)
        assert content_in(empty_server) == held
    process.stop()
    process.start()
    folder.publish(empty_server)
    assert content_in(empty_server) == folder.content()


def test_a_killed_publish_keeps_questions_away_until_it_is_finished(
    empty_server: Neo4j, folder: Folder, child: list[subprocess.Popen[str]]
) -> None:
    folder.put("b", some("more", 100, "b", 200000000))
    process = start(child, folder, empty_server)
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    process.wait()
    with pytest.raises(StoreError, match="under way, or was killed"):
        Neo4jStore(empty_server.address)
    assert folder.publish(empty_server).resumed
    Neo4jStore(empty_server.address).close()


def test_of_two_publishers_the_second_gets_a_clear_error(empty_server: Neo4j, folder: Folder) -> None:
    id_ = folder.workspace.current().manifest.workspace
    with (
        empty_server.driver.session() as session,
        Lease(session, empty_server.address, id_),
        pytest.raises(StoreError, match="is publishing to"),
    ):
        folder.publish(empty_server)
    folder.publish(empty_server)


def test_a_publisher_that_lost_its_lease_changes_nothing_more(empty_server: Neo4j, folder: Folder) -> None:
    id_ = folder.workspace.current().manifest.workspace
    with empty_server.driver.session() as session, Lease(session, empty_server.address, id_) as lease:
        empty_server.ask("MATCH (m:PatNavMark) SET m.until = 0")
        folder.publish(empty_server)
        with pytest.raises(StoreError, match="another publisher has taken over"):
            lease.renew()
        with pytest.raises(StoreError, match="another publisher has taken over"):
            session.execute_write(lease.advance, 0)


def test_another_workspaces_graph_is_refused(empty_server: Neo4j, folder: Folder, tmp_path: Path) -> None:
    folder.publish(empty_server)
    before = content_in(empty_server)
    other = Folder(tmp_path / "other")
    other.put("a", some("other"))
    with pytest.raises(StoreError, match="holds the graph of another workspace"):
        other.publish(empty_server)
    assert content_in(empty_server) == before


def test_data_of_others_is_left_alone(empty_server: Neo4j, folder: Folder) -> None:
    empty_server.ask("CREATE (:Movie {title: 'Alphaville'})-[:SHOWN_IN]->(:Cinema), (:Patent {number: 'theirs'})")
    folder.publish(empty_server)
    empty_server.ask(
        "MATCH (p:Patent {key: 'CN100000001A'}), (o:Organization {key: 'org:alpha-co'}) SET o.note = 'call them' "
        "CREATE (:Note {text: 'look'})-[:ON]->(p)"
    )
    folder.put("a", [kept(patent("CN100000009A", applicants=(Party("Alpha Co", "organization"),)))])
    folder.publish(empty_server)
    assert content_in(empty_server)["Patent"] == folder.content()["Patent"]
    found = "MATCH (n) WHERE n:Movie OR n:Cinema OR n:Note OR n.number = 'theirs' RETURN count(n) AS n"
    assert empty_server.ask(found) == [{"n": 4}]
    assert empty_server.ask("MATCH (:Note)-[:ON]->(n) RETURN n.key AS key, labels(n) AS labels") == [
        {"key": "CN100000001A", "labels": []}
    ]
    assert empty_server.ask("MATCH (o:Organization {note: 'call them'}) RETURN o.key AS key") == [
        {"key": "org:alpha-co"}
    ]
    with Neo4jStore(empty_server.address) as store:
        assert store.rows("MATCH (p:Patent:PatNav) WHERE NOT p.stub RETURN p.key AS key", {}) == [
            {"key": "CN100000009A"}
        ]


def test_others_node_with_a_label_and_key_of_ours_is_an_error_that_says_so(empty_server: Neo4j, folder: Folder) -> None:
    empty_server.ask("CREATE (:Patent {key: 'CN100000001A'})")
    with pytest.raises(StoreError, match="other data under a label and key"):
        folder.publish(empty_server)
    assert empty_server.ask("MATCH (p:Patent {key: 'CN100000001A'}) RETURN labels(p) AS l") == [{"l": ["Patent"]}]


def test_a_workspace_that_does_not_know_the_server_asks_it_and_corrects_it(empty_server: Neo4j, folder: Folder) -> None:
    folder.publish(empty_server)
    for path in sorted((folder.workspace.path / "published").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    empty_server.ask("MATCH (p:Patent {key: 'CN100000001A'}) SET p.title = 'forged'")
    folder.put("a", some("after the backup")[:2])
    folder.publish(empty_server)
    assert content_in(empty_server) == folder.content()


def test_a_restored_server_is_brought_up_to_date(empty_server: Neo4j, folder: Folder) -> None:
    folder.publish(empty_server)
    empty_server.clear()
    folder.publish(empty_server)
    assert content_in(empty_server) == folder.content()


def test_passages_and_records_are_published_with_what_they_state(empty_server: Neo4j, folder: Folder) -> None:
    text = "Beta University licensed 3 patents to Alpha Co."
    said = fact("license", text, text, licensor=["Beta University"], licensee=["Alpha Co"], patents=3)
    folder.put("n", [kept(article(text, (said,)), "n")])
    folder.publish(empty_server)
    rows = empty_server.ask("MATCH (:Event)-[p:PARTY]->() RETURN DISTINCT p.spans AS spans, p.quotes AS quotes")
    assert rows == [{"spans": [0, len(text)], "quotes": [text]}]
    sources = (
        "MATCH (o:Organization {key: 'org:alpha-co'}) UNWIND o.records AS id "
        "MATCH (r:PatNavRecord {key: id}) RETURN r.source AS s ORDER BY s"
    )
    assert {row["s"] for row in empty_server.ask(sources)} == {"a", "n"}


def test_a_transaction_that_the_server_has_no_memory_for_is_one_clear_error(
    empty_server: Neo4j, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path / "store")
    long = "word " * 20_000
    folder.put("a", [kept(patent(f"CN{100000000 + i}A", legal_status=f"{i} {long}"), row=i) for i in range(1500)])
    with pytest.raises(StoreError, match="too little memory"):
        folder.publish(empty_server)
    monkeypatch.setenv("PATNAV_NEO4J_BATCH", "20")
    folder.publish(empty_server)
    assert content_in(empty_server) == folder.content()


@pytest.mark.parametrize(
    ("uri", "message"),
    [
        ("bolt://127.0.0.1:9", "cannot reach"),
        ("neo4j://127.0.0.1:9", "cannot reach"),
        ("bolt+s://{address}", "does not speak TLS"),
        ("neo4j://{address}/nowhere", "no database 'nowhere'"),
    ],
)
def test_a_server_that_cannot_be_used_is_one_clear_error(server: Neo4j, folder: Folder, uri: str, message: str) -> None:
    address = Address.parse(uri.format(address=server.address.uri.removeprefix("bolt://")))
    with pytest.raises(StoreError, match=message):
        publish(folder.workspace, address)


def test_a_wrong_password_is_one_clear_error(server: Neo4j, folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATNAV_NEO4J_PASSWORD", "wrong-horse")
    with pytest.raises(StoreError, match="does not let this user in") as raised:
        folder.publish(server)
    assert "wrong-horse" not in str(raised.value)
