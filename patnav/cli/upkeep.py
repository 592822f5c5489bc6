"""Commands that make, check and export the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from patnav.cli.app import app, say
from patnav.cli.options import DatabaseOption, FormatOption, StoreOption
from patnav.cli.running import ask_password, check_format, linker, open_store, progress_bar, workspace

if TYPE_CHECKING:
    from patnav.ingest.pipeline import Report

_UNREAD = 10
"""How many files that could not be read are named."""


@app.command()
def ingest(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, addresses.", show_default=False)],
    store: StoreOption = None,
    as_format: Annotated[
        str | None,
        typer.Option(
            "--as", help="Format of all files, or a mapping of tables (FILE.yaml), instead of recognising each."
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="How many processes read.")] = 1,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and count, but change nothing.")] = False,
    format_: FormatOption = "table",
) -> None:
    """Read patents and news into the graph; goes on where a killed run stopped. Exit 1 where nothing could be read."""
    from patnav.ingest.pipeline import ingest as run

    check_format(format_)
    with progress_bar("reading") as progress:
        report = run(
            workspace(store), paths, linker(), as_format=as_format, jobs=jobs, dry_run=dry_run, progress=progress
        )
    show_report(report, format_)
    if report.quarantined and not report.read:
        raise typer.Exit(1)


@app.command()
def retract(
    sources: Annotated[
        list[str], typer.Argument(help="Sources, as status prints them, or a folder of sources.", show_default=False)
    ],
    store: StoreOption = None,
    format_: FormatOption = "table",
) -> None:
    """Take sources out: what they alone stated goes, what others state stays."""
    from patnav.ingest.pipeline import retract as run
    from patnav.render import json_text

    check_format(format_)
    taken, manifest = run(workspace(store), sources, linker())
    if format_ == "json":
        print(json_text({"generation": manifest.generation, "retracted": taken, "sources": len(manifest.sources)}))
        return
    shown = taken[0] if len(taken) == 1 else f"{len(taken)} sources, {taken[0]} to {taken[-1]}"
    print(f"generation {manifest.generation}: without {shown}, {len(manifest.sources)} sources left")


@app.command()
def verify(store: StoreOption = None, format_: FormatOption = "table") -> None:
    """Make the graph again from records and decisions alone, and compare."""
    from patnav.ingest.verify import verify as run
    from patnav.render import json_text

    check_format(format_)
    compared = run(workspace(store), linker())
    if format_ == "json":
        print(json_text({"ok": True, "compared": compared}))
    else:
        print("the graph is what its records say: " + ", ".join(f"{n} {what}" for what, n in compared.items()))


@app.command()
def status(
    years: Annotated[
        bool,
        typer.Option(
            "--years", help="Also how many citations, classes and applicants a patent has, by year of publication."
        ),
    ] = False,
    store: StoreOption = None,
    format_: FormatOption = "table",
) -> None:
    """What the graph holds."""
    from dataclasses import asdict

    from patnav.graph.duckdb import DuckDBStore
    from patnav.ingest import sanity
    from patnav.queries.status import counts
    from patnav.render import json_text

    check_format(format_)
    with open_store(store) as graph:
        held, sources = counts(graph), graph.sources()
        vectors = graph.vectors
        states = graph.generation.manifest.sources if isinstance(graph, DuckDBStore) else {}
    rejected = sum(source["quarantined"] for source in sources)
    warnings = sanity.warnings(states, states, {})
    whole = {"generation": graph.number} | held | {"sources": sources, "quarantined": rejected}
    whole["vectors"] = {"model": vectors.model, "texts": vectors.count}
    if states:  # a server does not hold them
        whole |= {"sanity": {"years": [asdict(year) for year in sanity.years(states)], "warnings": warnings}}
    if format_ != "table":
        print(json_text(whole))
        return
    print(f"generation {graph.number}, {len(sources)} sources, {rejected} quarantined")
    print("nodes: " + ", ".join(f"{n:,} {name}" for name, n in held["nodes"].items() if n))
    print("edges: " + ", ".join(f"{n:,} {name}" for name, n in held["edges"].items() if n))
    print(f"stubs: {held['stubs']:,}; families: {held['families']:,}")
    if vectors.count:
        print(f"sentence vectors: {vectors.count:,} by {vectors.model}")
    for source in sources[:20]:
        print(f"  {source['records']:>9,}  {source['format']:<18} {source['source']}")
    if len(sources) > 20:
        print(f"  and {len(sources) - 20} more; --format json lists all")
    for one in sanity.pooled(sanity.years(states)) if years else ():
        print(
            f"  {one.year or 'undated':<8}{one.patents:>9,} patents, each with {one.citations:.1f} citations, "
            f"{one.classes:.1f} classes, {one.applicants:.1f} applicants  {one.source}"
        )
    for warning in warnings:
        print(f"warning: {warning}")


@app.command()
def schema(format_: FormatOption = "table") -> None:
    """Node and edge types, their keys and properties."""
    from patnav.queries.status import schema as describe
    from patnav.render import json_text

    check_format(format_)
    words = describe()
    if format_ != "table":
        print(json_text(words))
        return
    for name, node in words["nodes"].items():
        print(f"({name})  key: {node['key']}")
        for property_, doc in node["properties"].items():
            print(f"    {property_:<18}{doc}")
    for name, edge in words["edges"].items():
        print(f"-[{name}]->  {edge['says']}: {', '.join(edge['joins'])}")
        for property_, doc in edge["properties"].items():
            print(f"    {property_:<18}{doc}")


@app.command()
def export(
    output: Annotated[Path, typer.Option("--output", "-o", help="File or folder to make.", show_default=False)],
    format_: Annotated[str, typer.Option("--format", "-f", help="jsonl, csv, parquet or graphml.")] = "jsonl",
    store: StoreOption = None,
) -> None:
    """Write the whole graph for other tools; the same graph gives the same bytes."""
    from patnav.graph.duckdb import connect
    from patnav.graph.export import export as run

    with connect(workspace(store).current().graph, read_only=True) as db:
        run(db, format_, output)
    say(f"wrote {output}")


@app.command()
def publish(
    server: Annotated[str | None, typer.Argument(help="neo4j://HOST[/DATABASE].", show_default=False)] = None,
    files: Annotated[
        Path | None, typer.Option("--files", help="Write files for neo4j-admin here instead, for a large first load.")
    ] = None,
    database: DatabaseOption = None,
    store: StoreOption = None,
    format_: FormatOption = "table",
) -> None:
    """Send the graph to a Neo4j server: all of it at first, later what changed."""
    from patnav.graph.neo4j import bulk
    from patnav.graph.neo4j.publish import publish as run
    from patnav.graph.neo4j.server import Address
    from patnav.render import json_text

    check_format(format_)
    if (server is None) == (files is None):
        raise typer.BadParameter("name a server, or a folder with --files")
    if files is not None:
        print(bulk.write(workspace(store), files, database or "neo4j"))
        say("the command imports them into a database that is offline; then start it and run 'patnav publish'")
        return
    address = Address.parse(str(server), database)
    with progress_bar("publishing") as progress:
        done = run(workspace(store), address, progress=progress, ask=ask_password)
    if format_ == "json":
        print(json_text(done.to_dict()))
    else:
        counted = f"{done.sent:,} rows sent, {done.deleted:,} deleted"
        print(f"generation {done.generation} on {address}: {counted}, {done.seconds} s")


@app.command()
def pull(
    server: Annotated[str, typer.Argument(help="neo4j://HOST[/DATABASE].", show_default=False)],
    to: Annotated[Path, typer.Option("--to", help="Folder to make.", show_default=False)],
    database: DatabaseOption = None,
) -> None:
    """Make a local copy of a published graph, to ask without the server."""
    from patnav.graph.neo4j.pull import pull as run
    from patnav.graph.neo4j.server import Address

    with progress_bar("pulling") as progress:
        manifest = run(Address.parse(server, database), to, progress=progress, ask=ask_password)
    print(f"generation {manifest.generation}: ask it with --store duckdb:{to}")


def show_report(report: Report, format_: str) -> None:
    """Print what an ingest did: what was not read, what is in doubt, and in the last line the sum."""
    from patnav.render import json_text

    unread = [*report.failed, *report.skipped]
    for problem in unread[:_UNREAD]:
        say(f"quarantined: {problem}")
    if len(unread) > _UNREAD:
        say(f"quarantined: {len(unread) - _UNREAD} more files")
    if report.quarantined:
        say("'patnav quarantine list' gives the reasons, 'patnav quarantine retry' tries again")
    if any("no format recognises" in problem for problem in unread):
        say("'patnav formats guess FILE' drafts a format for a table that none recognises")
    if report.gone:
        say(f"{len(report.gone)} earlier sources are gone, for example: {report.gone[0]}")
        say("what they stated stays; 'patnav retract SOURCE...' or 'patnav retract FOLDER' takes it out")
    for warning in report.warnings:
        say(f"warning: {warning}")
    if report.quarantined and not report.read:
        say("nothing could be read")
    if format_ != "table":
        print(json_text(report.to_dict()))
        return
    print(
        f"generation {report.generation}: {report.read} records from {report.sources} sources "
        f"({report.new} new, {report.changed} changed, {report.unchanged} unchanged, {report.quarantined} quarantined)"
        f", {report.documents} documents with {report.facts} facts, {report.seconds} s"
    )
