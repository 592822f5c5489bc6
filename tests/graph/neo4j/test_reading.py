"""The store, copies of published graphs, the command line, and that no password ever shows."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from patnav.errors import StoreError, WorkspaceError
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.neo4j.bulk import write
from patnav.graph.neo4j.publish import publish
from patnav.graph.neo4j.pull import pull
from patnav.graph.neo4j.rows import Rows
from patnav.graph.neo4j.server import Address
from patnav.graph.neo4j.store import Neo4jStore
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.pipeline import ingest
from patnav.queries.filters import Filters
from patnav.queries.related import related
from patnav.queries.search import search
from patnav.queries.show import show
from patnav.queries.status import counts
from patnav.queries.transfers import transfers
from tests.graph.neo4j.folder import Folder, content_in, content_of
from tests.graph.neo4j.test_publish import some
from tests.graph.records import kept, patent
from tests.neo4j import BRIEF, NEO4J, Neo4j, tool

pytestmark = NEO4J

SECRET = "correct-horse-7391"


def test_a_pulled_graph_equals_the_published_one_and_answers_alike_offline(
    empty_server: Neo4j, sample: Workspace, tmp_path: Path
) -> None:
    publish(sample, empty_server.address)
    pull(empty_server.address, tmp_path / "copy")
    copy = Workspace(tmp_path / "copy")
    assert content_of(copy) == content_of(sample)
    with Rows(sample.current(), tmp_path) as here, Rows(copy.current(), tmp_path) as there:
        assert here.digest == there.digest
    with DuckDBStore(sample.current()) as here_, DuckDBStore(copy.current()) as there_:
        assert counts(here_) == counts(there_)
        assert here_.sources() == there_.sources()
        for question in (
            lambda s: search(s, "method", Filters(region="China"), limit=50, evidence=True),
            lambda s: transfers(s, limit=200, evidence=True),
            lambda s: show(s, "Tsinghua University", evidence=True),
        ):
            assert question(here_) == question(there_)


def test_a_pulled_graph_is_not_written_to(empty_server: Neo4j, tmp_path: Path) -> None:
    folder = Folder(tmp_path / "store")
    folder.put("a", some())
    folder.publish(empty_server)
    pull(empty_server.address, tmp_path / "copy")
    with pytest.raises(WorkspaceError, match="is a copy of a published graph"):
        Folder(tmp_path / "copy").put("b", some(source="b"))
    with pytest.raises(WorkspaceError, match="exists"):
        pull(empty_server.address, tmp_path / "copy")


def test_an_empty_server_says_that_nothing_was_published(empty_server: Neo4j, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no graph of PatNav's"):
        Neo4jStore(empty_server.address)
    with pytest.raises(StoreError, match="holds no graph of PatNav's"):
        pull(empty_server.address, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_question_cannot_write_and_does_not_run_for_ever(
    empty_server: Neo4j, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path / "store")
    folder.put("a", some())
    folder.publish(empty_server)
    monkeypatch.setenv("PATNAV_NEO4J_TIMEOUT", "1")
    with Neo4jStore(empty_server.address) as store:
        with pytest.raises(StoreError, match="can only be read"):
            store.rows("CREATE (:Thing)", {})
        with pytest.raises(StoreError, match="did not answer in time"):
            store.rows("UNWIND range(1, 100000000) AS i UNWIND range(1, 100000) AS j RETURN sum(i * j % 7) AS s", {})


def test_the_text_index_is_fetched_once_and_again_for_a_new_state(empty_server: Neo4j, tmp_path: Path) -> None:
    folder = Folder(tmp_path / "store")
    folder.put("a", some())
    for expected in (3, 4):
        folder.publish(empty_server)
        with Neo4jStore(empty_server.address) as store:
            assert len(search(store, "chip").rows) == expected
        folder.put("b", some("more", 1, "b", 300000000))


def test_sentence_vectors_are_published_and_answer_alike(
    empty_server: Neo4j, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = ("a separator of a battery", "brewing of green tea", "锂离子电池隔膜")
    file = tmp_path / "patents.jsonl"
    file.write_text("\n".join(json.dumps({"publication": f"CN{i}A", "titles": [t]}) for i, t in enumerate(titles, 1)))
    monkeypatch.setenv("PATNAV_VECTORS", "1")
    workspace = Workspace(tmp_path / "store")
    ingest(workspace, [file], TableLinker())
    publish(workspace, empty_server.address)
    with DuckDBStore(workspace.current()) as here, Neo4jStore(empty_server.address) as there:
        assert there.vectors.count == len(titles)
        for asked in ({"patent": "CN1A"}, {"text": "电池用的隔板"}):
            answer = related(there, **asked)
            assert answer == related(here, **asked)
            assert [row.id for row in answer.rows if row.id != "CN1A"] == ["CN3A"]


def test_files_for_neo4j_admin_are_imported_and_the_next_publish_completes_them(
    running: Neo4j, server: Neo4j, sample: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Folder(tmp_path / "store")
    odd = 'a "quoted", title;\nof two lines \\ with more'
    workspace.put("a", [*some(), kept(patent("US7000001B2", legal_status=odd, application=odd), "a")])
    home = tmp_path / "home"
    write(workspace.workspace, home / "files")
    module = tool()
    command = module.admin((home / "files" / "import.sh").read_text("utf-8"))
    done = subprocess.run(command, cwd=home / "files", env=module.environment(home), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    started = module.Server(home, password=SECRET, memory=BRIEF)
    started.start()
    monkeypatch.setenv("PATNAV_NEO4J_PASSWORD", SECRET)
    imported = Neo4j(started)
    try:
        assert content_in(imported) == workspace.content()
        published = workspace.publish(imported)
        assert published.sent == imported.ask("MATCH (f:PatNavFile) RETURN count(*) AS n")[0]["n"]
        assert content_in(imported) == workspace.content()
        with Neo4jStore(imported.address) as store:
            assert len(search(store, "chip").rows) == 3
    finally:
        imported.close()
        started.stop()


@pytest.mark.parametrize(
    ("text", "uri", "database"),
    [
        ("neo4j://host", "neo4j://host", None),
        ("neo4j+s://host:1234/patents", "neo4j+s://host:1234", "patents"),
        ("bolt://[::1]:7687", "bolt://[::1]:7687", None),
    ],
)
def test_addresses_are_read(text: str, uri: str, database: str | None) -> None:
    assert Address.parse(text) == Address(uri, database)


@pytest.mark.parametrize("text", ["http://host", "neo4j://", "neo4j://host:port", f"neo4j://neo4j:{SECRET}@host"])
def test_other_addresses_are_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(StoreError) as raised:
        Address.parse(text)
    assert SECRET not in str(raised.value)


def patnav(*arguments: str, password: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PATNAV_NEO4J_PASSWORD": password, "NEO4J_DEBUG": "1"}
    command = [sys.executable, "-m", "patnav", "--debug", *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_the_password_shows_in_no_output_at_debug_level_and_not_in_the_process_list(
    empty_server: Neo4j, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path / "store")
    folder.put("a", some())
    uri, store = empty_server.address.uri, f"duckdb:{tmp_path / 'store'}"
    said, seen = "", ""
    for arguments, password in (
        (("publish", uri, "--store", store), empty_server.password),
        (("search", "chip", "--store", uri), empty_server.password),
        (("publish", uri, "--store", store), SECRET),
        (("status", "--store", uri), SECRET),
        (("pull", "bolt://127.0.0.1:9", "--to", str(tmp_path / "copy")), SECRET),
    ):
        process = patnav(*arguments, password=password)
        seen += Path(f"/proc/{process.pid}/cmdline").read_text("utf-8", "replace") if Path("/proc").exists() else ""
        said += process.communicate(timeout=60)[0]
    assert "CN100000000A" in said
    assert "does not let this user in" in said
    for logger in ("neo4j", "patnav"):
        caplog.set_level(logging.DEBUG, logger)
    folder.publish(empty_server)
    monkeypatch.setenv("PATNAV_NEO4J_PASSWORD", SECRET)
    with pytest.raises(StoreError) as raised:
        folder.publish(empty_server)
    assert caplog.text
    for text in (said, seen, caplog.text, str(raised.value), repr(raised.value), repr(empty_server.address)):
        assert SECRET not in text
        assert empty_server.password not in text


def test_questions_and_status_run_on_a_server_from_the_command_line(empty_server: Neo4j, sample: Workspace) -> None:
    publish(sample, empty_server.address)
    local = ("--store", f"duckdb:{sample.path}")
    remote = ("--store", empty_server.address.uri)
    for question in (("transfers", "--evidence", "--format", "json"), ("status", "--format", "json")):
        here, there = (
            json.loads(patnav(*question, *where, password=empty_server.password).communicate()[0])
            for where in (local, remote)
        )
        assert (here.pop("sanity", None) is not None) == (question[0] == "status")  # of the files, unknown to a server
        assert here == there
    refused = patnav("ingest", str(sample.path), *remote, password=empty_server.password)
    assert "needs a workspace on disk" in refused.communicate()[0]
