"""The demo: the bundled sample, from nothing to answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

from patnav.graph.duckdb import DuckDBStore
from patnav.graph.links import Linker
from patnav.graph.store import Store
from patnav.graph.workspace import Workspace
from patnav.ingest.pipeline import ingest
from patnav.queries.answer import Answer
from patnav.queries.clusters import clusters
from patnav.queries.filters import Filters
from patnav.queries.indicators import indicators
from patnav.queries.related import related
from patnav.queries.show import show
from patnav.queries.transfers import transfers
from patnav.render import page, render

__all__ = ["run"]

_PATENT = "US10847425B2"


@dataclass(frozen=True, slots=True)
class _Step:
    """A question of the demo: a sentence on it, the command that asks it, and how to ask it from here."""

    sentence: str
    command: str
    ask: Callable[[Store], Answer[Any]]


_STEPS = (
    _Step(
        "Which patents are nearest to one chip patent of a Shanghai foundry, and why?",
        f"related {_PATENT} --limit 5",
        lambda store: related(store, _PATENT, limit=5),
    ),
    _Step(
        "Who passes technology from universities to enterprises in the Yangtze River Delta?",
        "transfers --from-kind university --to-kind enterprise --region YRD --limit 8",
        lambda store: transfers(store, Filters(region="YRD"), from_kind="university", to_kind="enterprise", limit=8),
    ),
    _Step(
        "Where in the Delta do chips, biomedicine and AI gather? A location quotient over 1 means specialised.",
        "clusters --region YRD --limit 9",
        lambda store: clusters(store, Filters(region="YRD"), limit=9),
    ),
    _Step(
        "What do the news say about the Delta in figures?",
        "indicators --region YRD --limit 12",
        lambda store: indicators(store, filters=Filters(region="YRD"), limit=12),
    ),
    _Step(
        "Everything known of that chip patent, each line with the record that states it:",
        f"show {_PATENT} --limit 4 --evidence",
        lambda store: show(store, _PATENT, depth=4, evidence=True),
    ),
)


def run(workspace: Workspace, linker: Linker) -> Iterator[str]:
    """Ingest the bundled sample and ask five questions.

    Args:
        workspace: Where the graph goes; one that holds the sample already is used as it is.
        linker: Who names stand for.

    Yields:
        Texts to print, as they become ready.
    """
    sample = resources.files("patnav.resources") / "sample"
    with ExitStack() as stack:
        paths = [stack.enter_context(resources.as_file(sample / name)) for name in ("patents.jsonl", "news")]
        report = ingest(workspace, paths, linker)
    yield (
        f"The sample is in {workspace.path}: {report.read - report.documents} patents and {report.documents} news "
        f"briefs with {report.facts} facts, read in {report.seconds:.1f} s.\n"
    )
    store_option = f"--store duckdb:{workspace.path}"
    with DuckDBStore(workspace.current()) as store:
        for number, step in enumerate(_STEPS, 1):
            yield f"{number}. {step.sentence}\n   $ patnav {step.command} {store_option}\n"
            yield _text(step.ask(store)) + "\n"
    yield _next(store_option)


def _text(answer: Answer[Any]) -> str:
    if answer.question == "show":
        return page(answer)
    return render(replace(answer, notes=answer.notes[:2]), "table")


def _next(store_option: str) -> str:
    patnav = ".venv/bin/patnav" if Path(".venv/bin/patnav").exists() else "patnav"
    return "\n".join(
        (
            "What next?",
            f"  {patnav} transfers --from-kind university --evidence {store_option}",
            f'  {patnav} search "neural network" --region Anhui {store_option}',
            f"  {patnav} show 上海交通大学 {store_option}",
            f"  {patnav} ingest YOUR_FILES          your own patents and news, into ./patnav.store",
            f"  {patnav} formats                    what can be read",
            f"  {patnav} --help                     everything else",
        )
    )
