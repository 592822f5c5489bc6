"""Commands that judge which names are one."""

from __future__ import annotations

from typing import Annotated

import typer

from patnav.cli.app import app
from patnav.cli.options import FormatOption, StoreOption, WhyOption
from patnav.cli.running import check_format, linker, open_store, show_answer, workspace

resolve = typer.Typer(help="Names to entities: judgements by hand, recorded and reversible.", no_args_is_help=True)
app.add_typer(resolve, name="resolve")


@resolve.command("merge")
def resolve_merge(
    a: Annotated[str, typer.Argument(help="Id or name.", show_default=False)],
    b: Annotated[str, typer.Argument(help="Id or name.", show_default=False)],
    why: WhyOption = "",
    store: StoreOption = None,
) -> None:
    """Record that two organizations or persons are one."""
    from patnav.ingest.resolve.judgement import merge
    from patnav.queries.show import key_of

    with open_store(store) as graph:
        keys = key_of(graph, a), key_of(graph, b)
    print(f"generation {merge(workspace(store), *keys, linker(), why=why).generation}")


@resolve.command("split")
def resolve_split(
    a: Annotated[str, typer.Argument(help="The key that was merged.", show_default=False)],
    why: WhyOption = "",
    store: StoreOption = None,
) -> None:
    """Record that a merged name is a node of its own again."""
    from patnav.ingest.resolve.judgement import split

    print(f"generation {split(workspace(store), a, linker(), why=why).generation}")


@resolve.command("undo")
def resolve_undo(
    number: Annotated[int, typer.Argument(help="Number of the decision.", show_default=False)],
    why: WhyOption = "",
    store: StoreOption = None,
) -> None:
    """Take a decision back."""
    from patnav.ingest.resolve.judgement import undo

    print(f"generation {undo(workspace(store), number, linker(), why=why).generation}")


@resolve.command("history")
def resolve_history(store: StoreOption = None, format_: FormatOption = "table") -> None:
    """All decisions: who, when, why."""
    from patnav.ingest.resolve.judgement import history
    from patnav.queries.answer import Answer

    check_format(format_)
    log = history(workspace(store))
    show_answer(Answer("history", {}, log, len(log), []), format_)
