"""Fetching addresses, from a server that runs here."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from patnav.errors import InputError
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.workspace import Workspace
from patnav.ingest import web
from patnav.ingest.linker import TableLinker
from patnav.ingest.pipeline import ingest, retract
from patnav.ingest.reading import articles
from patnav.ingest.retry import retry

STORY = "Bergen firm buys\n\nBERGEN, June 3, 2025 - Halvorsen Marine bought nine patents from Songhua University."
FEED = """<rss version="2.0"><channel><title>Post</title><item><title>A deal</title><link>https://post.example/1</link>
<description>Songhua University sold nine patents to Halvorsen Marine.</description></item></channel></rss>"""

Answer = tuple[int, dict[str, str], bytes]
PAGES: dict[str, Answer] = {
    "/story.txt": (200, {"Content-Type": "text/plain; charset=utf-8"}, STORY.encode()),
    "/feed": (200, {"Content-Type": "application/rss+xml"}, FEED.encode()),
    "/moved": (302, {"Location": "/story.txt"}, b""),
    "/around": (301, {"Location": "/around"}, b""),
    "/to-a-file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/新闻?题=一": (200, {"Content-Type": "text/plain"}, STORY.encode()),
    "/short": (200, {"Content-Length": "9999"}, b"cut"),
    "/empty": (200, {"Content-Type": "text/plain"}, b""),
    "/script": (200, {"Content-Type": "text/html"}, b"<html><body><script>render()</script></body></html>"),
    "/broken": (500, {}, b"no"),
}


class Server(ThreadingHTTPServer):
    """Gives :data:`PAGES`; ``asked`` are the paths."""

    daemon_threads = True
    pages: dict[str, Answer]
    asked: list[str]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        from urllib.parse import unquote

        path = unquote(self.path)
        self.server.asked.append(path)
        status, headers, body = self.server.pages.get(path, (404, {}, b""))
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(socket_enabled: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("PATNAV_PRIVATE_ADDRESSES", "1")
    server = Server(("127.0.0.1", 0), Handler)
    server.pages, server.asked = dict(PAGES), []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def at(site: Server, path: str) -> str:
    return f"http://127.0.0.1:{site.server_port}{path}"


@pytest.mark.parametrize("path", ["/story.txt", "/moved", "/新闻?题=一"])
def test_fetched_to_a_file(site: Server, tmp_path: Path, path: str) -> None:
    file = web.fetch(at(site, path), tmp_path)
    assert (file.read_bytes(), file.suffix) == (STORY.encode(), ".txt")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/nothing", "answers 404"),
        ("/broken", "answers 500"),
        ("/around", "redirects more than 5 times"),
        ("/to-a-file", "file:// is not fetched"),
        ("/short", "too early|broken off"),
    ],
)
def test_what_cannot_be_fetched_is_said_with_the_address(site: Server, tmp_path: Path, path: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as raised:
        web.fetch(at(site, path), tmp_path)
    assert raised.value.what.startswith(at(site, path))
    assert raised.value.hint


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://example.org/a", "ftp:// is not fetched"),
        ("https:///a", "no host"),
        ("https://user:secret@example.org/", "no host alone"),
        ("http://[broken/", "no address"),
        ("http://example.org:99999/", "no address"),
    ],
)
def test_what_is_no_address(tmp_path: Path, address: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        web.fetch(address, tmp_path)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "[::ffff:127.0.0.1]"]
)
def test_the_own_network_is_not_asked(site: Server, tmp_path: Path, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PATNAV_PRIVATE_ADDRESSES")
    with pytest.raises(InputError, match="an address of the own network") as raised:
        web.fetch(f"http://{host}:{site.server_port}/story.txt", tmp_path)
    assert "PATNAV_PRIVATE_ADDRESSES" in raised.value.hint
    assert not site.asked


def test_a_redirect_into_the_own_network_is_not_followed(
    site: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PATNAV_PRIVATE_ADDRESSES")
    site.pages["/start"] = (302, {"Location": f"http://localhost:{site.server_port}/story.txt"}, b"")
    real = web._connect
    opened: list[object] = []

    def connect(where: tuple[str, int], timeout: float | None = None, *rest: object) -> socket.socket:
        if not opened:  # as if the first address were on the open network
            opened.append(where)
            return socket.create_connection(where, timeout)
        return real(where, timeout, *rest)

    monkeypatch.setattr(web, "_connect", connect)
    with pytest.raises(InputError, match="an address of the own network"):
        web.fetch(at(site, "/start"), tmp_path)
    assert site.asked == ["/start"]


def test_too_large_and_too_slow(site: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "LIMIT", 10)
    with pytest.raises(InputError, match="larger than"):
        web.fetch(at(site, "/story.txt"), tmp_path)
    monkeypatch.undo()
    monkeypatch.setenv("PATNAV_PRIVATE_ADDRESSES", "1")
    monkeypatch.setattr(web, "_WHOLE", -1.0)
    with pytest.raises(InputError, match="not done within"):
        web.fetch(at(site, "/story.txt"), tmp_path)


def test_no_server_there(site: Server, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(InputError, match="cannot be fetched"):
        web.fetch(f"http://127.0.0.1:{port}/", tmp_path)


def test_a_server_that_does_not_answer(site: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_WAIT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(InputError, match="no answer within"):
        web.fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/", tmp_path)


def count(workspace: Workspace, sql: str) -> int:
    with DuckDBStore(workspace.current()) as store:
        return int(store.rows(f"SELECT count(*) AS n FROM {sql}", {})[0]["n"])


def test_addresses_are_sources(site: Server, tmp_path: Path) -> None:
    workspace, linker = Workspace(tmp_path / "store"), TableLinker()
    story, feed = at(site, "/story.txt"), at(site, "/feed")
    report = ingest(workspace, [story, feed], linker)
    assert (report.sources, report.documents, report.new) == (2, 2, 2)
    manifest = workspace.current().manifest
    assert sorted(manifest.sources) == sorted([story, feed])
    assert {state.format for state in manifest.sources.values()} == {"text", "feed"}
    assert count(workspace, f"document WHERE url IN ('{story}', 'https://post.example/1')") == 2
    assert count(workspace, "event WHERE type = 'assignment'") == 1  # one deal, told by both
    assert ingest(workspace, [story, feed], linker).unchanged == 2
    site.pages["/story.txt"] = (200, {"Content-Type": "text/plain"}, STORY.replace("nine", "ten").encode())
    changed = ingest(workspace, [story], linker)
    assert (changed.new, changed.changed) == (0, 1)
    assert count(workspace, "document") == 2
    retract(workspace, [story], linker)
    assert sorted(workspace.current().manifest.sources) == [feed]


def test_a_page_that_cannot_be_read_is_called_by_its_address(site: Server, tmp_path: Path) -> None:
    for path, reason in (("/script", "made by a script"), ("/empty", "empty")):
        with pytest.raises(InputError, match=reason) as raised:
            ingest(Workspace(tmp_path / "store"), [at(site, path)], TableLinker())
        assert raised.value.what.startswith(at(site, path))


def test_retry_fetches_again(site: Server, tmp_path: Path) -> None:
    workspace, linker = Workspace(tmp_path / "store"), TableLinker()
    site.pages["/feed"] = (200, {"Content-Type": "text/xml"}, FEED.replace("</item>", "</item><item/>").encode())
    assert ingest(workspace, [at(site, "/feed")], linker).quarantined == 1
    site.pages["/feed"] = PAGES["/feed"]
    assert retry(workspace, linker).quarantined == 0


def test_extract_reads_an_address(site: Server) -> None:
    ((shown, article),) = articles([at(site, "/story.txt")])
    assert (shown, article.url) == (at(site, "/story.txt"), at(site, "/story.txt"))
    assert article.published == "2025-06-03"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("https://a.example", True), ("HTTP://A", True), ("a/b", False), ("C:/x", False), ("x:y", False)],
)
def test_is_address(text: str, expected: bool) -> None:
    assert web.is_address(text) is expected
