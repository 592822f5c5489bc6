"""What commands do between parsing and printing: open the graph, ask, print."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from patnav.cli.app import say
from patnav.errors import PatNavError, QueryError

if TYPE_CHECKING:
    from patnav.graph.store import Store
    from patnav.graph.workspace import Workspace
    from patnav.ingest.linker import TableLinker
    from patnav.queries.answer import Answer
    from patnav.queries.filters import Filters

__all__ = [
    "ask",
    "ask_each",
    "ask_password",
    "check_format",
    "filters_of",
    "linker",
    "open_local",
    "open_store",
    "progress_bar",
    "read_text",
    "show_answer",
    "text_of",
    "workspace",
]


def workspace(store: str | None) -> Workspace:
    """The workspace on disk that ``--store`` names."""
    from patnav.config import settings
    from patnav.graph.workspace import Workspace

    address = store or settings().store
    scheme, found, rest = address.partition(":")
    if found and scheme == "duckdb":
        if not rest:
            raise PatNavError("--store duckdb: names no folder", "write --store duckdb:PATH")
        return Workspace(Path(rest))
    if not found:
        return Workspace(Path(address))
    if _is_server(address):
        raise PatNavError("this needs a workspace on disk, not a server", "write --store duckdb:PATH")
    raise PatNavError(f"no store of the kind {scheme!r}", "write --store duckdb:PATH, or neo4j://HOST for questions")


def _is_server(address: str) -> bool:
    return address.startswith(("neo4j", "bolt")) and "://" in address


def open_store(store: str | None) -> Store:
    """The graph that ``--store`` names, on disk or on a server, open for questions."""
    from patnav.config import settings

    address = store or settings().store
    if _is_server(address):
        from patnav.graph.neo4j.server import Address
        from patnav.graph.neo4j.store import Neo4jStore

        return Neo4jStore(Address.parse(address), ask_password)
    from patnav.graph.duckdb import DuckDBStore

    return DuckDBStore(workspace(store).current())


def open_local(store: str | None) -> Store:
    """The graph in the workspace, which also holds what was stated and decided."""
    from patnav.graph.duckdb import DuckDBStore

    return DuckDBStore(workspace(store).current())


def ask_password() -> str:
    """Ask a person for the password of a Neo4j server; empty where there is nobody to ask."""
    from getpass import getpass

    return getpass("Neo4j password: ") if sys.stdin.isatty() else ""


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr; gives what is to be told how far the work is."""
    with typer.progressbar(length=1000, label=label, file=sys.stderr) as bar:
        at = 0

        def progress(done: int, total: int) -> None:
            nonlocal at
            now = 1000 * done // max(total, 1)
            bar.update(now - at)
            at = now

        yield progress


def linker() -> TableLinker:
    """Who names stand for."""
    from patnav.ingest.linker import TableLinker

    return TableLinker()


def check_format(format_: str) -> None:
    """Refuse an output format that there is none of."""
    from patnav.render import FORMATS

    if format_ not in FORMATS:
        raise typer.BadParameter(f"choose one of {', '.join(FORMATS)}", param_hint="--format")


def show_answer(answer: Answer[Any], format_: str, lang: str = "en") -> None:
    """Print an answer."""
    from patnav.render import render

    text = render(answer, format_, lang)
    if text:
        print(text)


def ask(
    question: Callable[[Store], Answer[Any]],
    store: str | None,
    format_: str,
    lang: str = "en",
    table: Callable[[Answer[Any], str], str] | None = None,
    plot: Path | None = None,
) -> None:
    """Ask a question and print its answer in a language.

    Args:
        question: What to ask.
        store: Where the graph is.
        format_: How to print.
        lang: Language of the answer.
        table: Prints it in a shape of its own, where a table is asked for.
        plot: Where to draw it, too.
    """
    from patnav.queries.labels import check_language
    from patnav.queries.language import in_language

    check_format(format_)
    check_language(lang)
    if plot is not None:
        from patnav.plots import check_plot

        check_plot(plot)
    with open_store(store) as graph:
        answer = in_language(graph, question(graph), lang)
    if plot is not None:
        from patnav.plots import plot as draw

        draw(answer, plot, lang)
        say(f"wrote {plot}")
    if table is not None and format_ == "table":
        print(table(answer, lang))
    else:
        show_answer(answer, format_, lang)


def ask_each(
    question: Callable[[Store, str], Answer[Any]],
    one: str | None,
    each: Path | None,
    store: str | None,
    format_: str,
    lang: str = "en",
) -> None:
    """Ask about one thing, or about each line of a file in one process; exit 1 at the end if a line has no answer."""
    from patnav.queries.labels import check_language
    from patnav.queries.language import in_language
    from patnav.render import json_text

    if (one is None) == (each is None):
        raise typer.BadParameter("name one thing, or a file of them with --each")
    if each is None:
        ask(lambda graph: question(graph, str(one)), store, format_, lang)
        return
    check_language(lang)
    failed = 0
    with open_store(store) as graph:
        for name in _lines(each):
            try:
                answer = {"query": name} | in_language(graph, question(graph, name), lang).to_dict()
            except PatNavError as error:
                answer = {"query": name, "error": {"code": error.code, "what": error.what, "hint": error.hint}}
                failed += 1
            print(json_text(answer, indent=False))
    if failed:
        say(f"{failed} lines have no answer but an error")
        raise typer.Exit(1)


def _lines(path: Path) -> Iterator[str]:
    if str(path) == "-":
        yield from filter(None, map(str.strip, sys.stdin))
        return
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from filter(None, map(str.strip, file))
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"cannot read {path}: {error}", "give a UTF-8 text file, one id or name a line") from None


def read_text(path: Path) -> str:
    """The text of a file that a question is asked with.

    Raises:
        QueryError: There is none, or it is no UTF-8.
    """
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"cannot read {path}: {error}", "give a plain text file in UTF-8") from None


def text_of(said: str) -> str:
    """A text, or what the file of that path holds; what looks like the name of a file must be one.

    Raises:
        QueryError: There is no such file, or it is no UTF-8.
    """
    try:
        is_path = len(said) < 1_000 and Path(said).is_file()
    except (OSError, ValueError):  # no path, but words
        is_path = False
    return read_text(Path(said)) if is_path or _FILE_NAME.fullmatch(said) else said


_FILE_NAME = re.compile(r"[\w./\\~-]+\.(?:txt|md|html?|docx?|pdf|json|csv|rtf)", re.ASCII)


def filters_of(**set_: Any) -> Filters:
    """The shared filters as a question takes them."""
    from patnav.queries.filters import Filters

    return Filters(**set_)
