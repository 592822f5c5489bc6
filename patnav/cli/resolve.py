"""Commands that judge which names are one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from patnav.cli.app import app
from patnav.cli.options import FormatOption, LimitOption, StoreOption, WhyOption
from patnav.cli.running import check_format, linker, open_local, open_store, show_answer, workspace

resolve = typer.Typer(help="Names to entities: judgements by hand, recorded and reversible.", no_args_is_help=True)
app.add_typer(resolve, name="resolve")


@resolve.command("cluster")
def resolve_cluster(
    file: Annotated[
        Path,
        typer.Argument(
            help='JSON Lines of {"id", "name", "country"?, "city"?, "kind"?}, CSV with such columns, or a name a line.',
            show_default=False,
        ),
    ],
    format_: FormatOption = "jsonl",
) -> None:
    """Say which names of a list are one body's; needs no workspace.

    Prints a line {"id", "cluster"} for each; the other formats have the names, too.
    """
    from patnav.ingest.resolve.listing import cluster_file, clustered
    from patnav.queries.answer import Answer

    check_format(format_)
    if format_ == "jsonl":
        for line in cluster_file(file):
            print(line)
        return
    rows = clustered(file)
    show_answer(Answer("cluster", {}, rows, len(rows), []), format_)


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
    done = merge(workspace(store), *keys, linker(), why=why)
    with open_store(store) as graph:
        print(f"generation {done.generation}: {keys[0]} and {keys[1]} are one, {key_of(graph, keys[0])}")


@resolve.command("split")
def resolve_split(
    a: Annotated[str, typer.Argument(help="Key or name, as it was before it was merged.", show_default=False)],
    why: WhyOption = "",
    store: StoreOption = None,
) -> None:
    """Record that a merged name is a node of its own again."""
    from patnav.ingest.resolve.judgement import split
    from patnav.ingest.resolve.review import stated_key

    with open_local(store) as graph:
        key = stated_key(graph, a) or a
    print(f"generation {split(workspace(store), key, linker(), why=why).generation}: {key} is a node of its own")


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


@resolve.command("explain")
def resolve_explain(
    a: Annotated[str, typer.Argument(help="Id or name.", show_default=False)],
    b: Annotated[str | None, typer.Argument(help="Id or name of another.", show_default=False)] = None,
    store: StoreOption = None,
    format_: FormatOption = "table",
) -> None:
    """Say why two organizations are one node, or two; of one alone, why it has its kind, country, region and marks."""
    from patnav.ingest.resolve.judgement import history
    from patnav.ingest.resolve.marks import marks
    from patnav.ingest.resolve.review import explain, stated_key
    from patnav.queries.answer import Answer
    from patnav.queries.show import key_of

    check_format(format_)
    with open_local(store) as graph:
        if b is None:
            key = a if a.startswith("org:") else key_of(graph, a)
            told = marks(graph, key)
            show_answer(Answer("explain", {"a": key}, told, len(told), []), format_)
            return
        keys = [stated_key(graph, name) or key_of(graph, name) for name in (a, b)]
        found = explain(graph, history(workspace(store)), *keys)
    show_answer(Answer("explain", {"a": keys[0], "b": keys[1]}, [found], 1, []), format_)


@resolve.command("candidates")
def resolve_candidates(limit: LimitOption = 20, store: StoreOption = None, format_: FormatOption = "table") -> None:
    """List pairs of organizations that look alike and were not judged, those that touch most patents first."""
    from patnav.ingest.resolve.judgement import history
    from patnav.ingest.resolve.review import candidates
    from patnav.queries.answer import Answer

    check_format(format_)
    with open_local(store) as graph:
        rows, total = candidates(graph, history(workspace(store)), limit)
    show_answer(Answer("candidates", {}, rows, total, []), format_)


@resolve.command("review")
def resolve_review(limit: LimitOption = 20, store: StoreOption = None) -> None:
    """Judge candidates one by one: y one body, n two, s skip, u take back the last answer, q done."""
    from patnav.ingest.resolve.judgement import history, judge
    from patnav.ingest.resolve.review import ask, candidates

    held = workspace(store)
    with open_local(store) as graph:
        pairs, _ = candidates(graph, history(held), limit)
    verdicts = ask(pairs, lambda text: typer.prompt(text, prompt_suffix=" ", err=True))
    if verdicts:
        print(f"generation {judge(held, verdicts, linker(), why='review').generation}: {len(verdicts)} judged")


@resolve.command("export")
def resolve_export(
    file: Annotated[Path, typer.Argument(help="CSV file to write: kind, a, b.", show_default=False)],
    store: StoreOption = None,
) -> None:
    """Write the judgements that stand."""
    from patnav.ingest.resolve.judgement import history
    from patnav.ingest.resolve.review import write_judgements

    print(f"{write_judgements(history(workspace(store)), file)} judgements")


@resolve.command("import")
def resolve_import(
    file: Annotated[Path, typer.Argument(help="CSV file: kind (merge or split), a, b.", show_default=False)],
    why: WhyOption = "",
    store: StoreOption = None,
) -> None:
    """Record judgements from a file; those that stand already change nothing."""
    from patnav.ingest.resolve.judgement import judge
    from patnav.ingest.resolve.review import read_judgements

    verdicts = list(read_judgements(file))
    print(f"generation {judge(workspace(store), verdicts, linker(), why=why).generation}")
