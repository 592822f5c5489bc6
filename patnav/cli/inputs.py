"""Commands about what comes in: the formats that are known, and what could not be read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from patnav.cli.app import app, say
from patnav.cli.options import FormatOption, LimitOption, StoreOption
from patnav.cli.running import check_format, linker, progress_bar, show_answer, workspace
from patnav.errors import QueryError

if TYPE_CHECKING:
    from patnav.graph.workspace import Rejected

formats = typer.Typer(help="What can be read; a draft of a mapping for a table that cannot be yet.")
app.add_typer(formats, name="formats")
quarantine = typer.Typer(help="What could not be read, and why; its bytes; another try.")
app.add_typer(quarantine, name="quarantine")

SourcesArgument = Annotated[
    list[str] | None, typer.Argument(help="Sources, or endings of their paths; all unless named.", show_default=False)
]
NumberArgument = Annotated[int, typer.Argument(min=1, help="Its number in the list.", show_default=False)]


@formats.callback(invoke_without_command=True)
def formats_default(context: typer.Context) -> None:
    """What can be read; a draft of a mapping for a table that cannot be yet."""
    if context.invoked_subcommand is None:
        formats_list()


@formats.command("list")
def formats_list(format_: FormatOption = "table") -> None:
    """The formats, in the order in which they are tried; their names are the words for ``ingest --as``."""
    from patnav.ingest.formats import formats as known
    from patnav.queries.answer import Answer

    check_format(format_)
    if format_ == "table":
        for one in known():
            print(f"{one.name:<22}{one.title}")
        return
    rows = [{"format": one.name, "title": one.title, "authority": one.authority} for one in known()]
    show_answer(Answer("formats", {}, rows, len(rows), []), format_)


@formats.command("guess")
def formats_guess(
    file: Annotated[Path, typer.Argument(help="A workbook or separated values.", show_default=False)],
    format_: FormatOption = "table",
) -> None:
    """Draft the mapping of an unknown table (YAML, to stdout) and say what it would read.

    Save the draft, correct it, and read the table with ``ingest FILE --as MAPPING.yaml``.
    """
    from dataclasses import asdict

    from patnav.ingest.tables.guess import guess
    from patnav.render import json_text

    check_format(format_)
    found = guess(file)
    if format_ != "table":
        print(json_text(asdict(found)))
        return
    print(found.mapping, end="")
    bad = "".join(f"; {count} not: {reason}" for reason, count in found.rejected.items())
    say(f"of the first {found.read + sum(found.rejected.values())} rows {found.read} are read{bad}")
    say("filled: " + (", ".join(f"{name} {count}" for name, count in found.filled.items()) or "nothing"))
    if unused := [column for column, name in found.columns.items() if name is None]:
        say("columns without a property: " + ", ".join(unused))
    for doubt in found.doubts:
        say(f"warning: {doubt}")
    say(f"save it as MAPPING.yaml, correct it, then: patnav ingest {file} --as MAPPING.yaml")


@quarantine.callback(invoke_without_command=True)
def quarantine_default(
    context: typer.Context, limit: LimitOption = 50, store: StoreOption = None, format_: FormatOption = "table"
) -> None:
    """What could not be read, and why; its bytes; another try."""
    if context.invoked_subcommand is None:
        quarantine_list(None, limit, store, format_)
    elif any(str(context.get_parameter_source(name)).endswith("COMMANDLINE") for name in context.params):
        raise typer.BadParameter(f"write options after {context.invoked_subcommand!r}")


@quarantine.command("list")
def quarantine_list(
    sources: SourcesArgument = None,
    limit: LimitOption = 50,
    store: StoreOption = None,
    format_: FormatOption = "table",
) -> None:
    """What could not be read, and why."""
    from patnav.queries.answer import Answer

    check_format(format_)
    wanted = [(number, one) for number, one in _rejected(store) if _ends(one.source, sources or [])]
    rows = [
        {"number": number, "source": one.source, "position": one.position, "reason": one.reason}
        for number, one in wanted[:limit]
    ]
    show_answer(Answer("quarantine", {"sources": sources or []}, rows, len(wanted), []), format_)


@quarantine.command("show")
def quarantine_show(number: NumberArgument, store: StoreOption = None, format_: FormatOption = "table") -> None:
    """The bytes of one thing that could not be read (at most 64 KiB of them), unchanged, to stdout."""
    from base64 import b64encode

    from patnav.render import json_text

    check_format(format_)
    rejected = dict(_rejected(store))
    if number not in rejected:
        raise QueryError(
            f"nothing in quarantine has the number {number}",
            f"there are {len(rejected)}; 'patnav quarantine list' lists them",
        )
    one = rejected[number]
    if format_ == "table":
        say(f"{one.source}, {one.position}: {one.reason}")
        sys.stdout.flush()
        sys.stdout.buffer.write(one.raw)
        if sys.stdout.isatty():  # to a file go the bytes alone
            print()
        return
    text, coded = one.raw.decode("utf-8", "replace"), b64encode(one.raw).decode()
    whole = {"number": number, "source": one.source, "position": one.position, "reason": one.reason}
    print(json_text(whole | {"text": text, "base64": coded}))


@quarantine.command("retry")
def quarantine_retry(
    sources: SourcesArgument = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="How many processes read.")] = 1,
    store: StoreOption = None,
    format_: FormatOption = "table",
) -> None:
    """Read again the sources of which something is in quarantine, each in the format it was read in."""
    from patnav.cli.upkeep import show_report
    from patnav.ingest.retry import retry

    check_format(format_)
    with progress_bar("reading") as progress:
        report = retry(workspace(store), linker(), tuple(sources or ()), jobs=jobs, progress=progress)
    show_report(report, format_)


def _rejected(store: str | None) -> list[tuple[int, Rejected]]:
    """What is in quarantine, numbered from 1."""
    held = workspace(store)
    return list(enumerate(held.rejected(held.current().manifest), start=1))


def _ends(source: str, endings: list[str]) -> bool:
    return not endings or any(source == one or source.endswith("/" + one) for one in endings)
