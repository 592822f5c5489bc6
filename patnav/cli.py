"""The command line: parse arguments, call, print. Results go to stdout, messages to stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from patnav.errors import PatNavError, QueryError

if TYPE_CHECKING:
    from patnav.graph.store import Store
    from patnav.graph.workspace import Workspace
    from patnav.ingest.linker import TableLinker
    from patnav.queries.answer import Answer
    from patnav.queries.filters import Filters

__all__ = ["app", "main"]

app = typer.Typer(
    help="An open patent-navigation knowledge graph: patents and news in, answers with evidence out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

resolve = typer.Typer(help="Names to entities: judgements by hand, recorded and reversible.", no_args_is_help=True)
app.add_typer(resolve, name="resolve")

WhyOption = Annotated[str, typer.Option("--why", help="The reason, for the log.")]
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        help="Where the graph is: duckdb:PATH, or neo4j://HOST for questions.",
        envvar="PATNAV_STORE",
        show_default="duckdb:patnav.store",
    ),
]
FormatOption = Annotated[str, typer.Option("--format", "-f", help="table, json, jsonl, csv or md.")]
LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, help="Number of rows.")]
DatabaseOption = Annotated[str | None, typer.Option("--database", help="Name of the server's database.")]
EvidenceOption = Annotated[bool, typer.Option("--evidence", help="Give the passage or record behind every row.")]
EachOption = Annotated[
    Path | None, typer.Option("--each", help="A file with one id or name a line (- for stdin); prints JSON Lines.")
]
IndustryOption = Annotated[str | None, typer.Option("--industry", help="ic, biomedicine, ai, or any code or name.")]
RegionOption = Annotated[str | None, typer.Option("--region", help="Name or code, with all below it.")]
ClassOption = Annotated[str | None, typer.Option("--class", help="IPC or CPC symbol, with all below it.")]
FromOption = Annotated[str | None, typer.Option("--from", help="First date: 2020, 2020-05 or 2020-05-31.")]
ToOption = Annotated[str | None, typer.Option("--to", help="Last date.")]
ApplicantOption = Annotated[str | None, typer.Option("--applicant", help="Name or id of an applicant or party.")]
KindOption = Annotated[str | None, typer.Option("--kind", help="Kind of an applicant: university, enterprise, ...")]
SmeOption = Annotated[bool, typer.Option("--sme", help="Small and medium-sized enterprises alone.")]


def main() -> None:
    """Run the command line: exit 0 done, 1 an error of PatNav's, 2 wrong usage, 130 interrupted."""
    debug = "--debug" in sys.argv
    if debug:
        sys.argv.remove("--debug")
    try:
        app()
    except PatNavError as error:
        if debug:
            raise
        hint = f"; hint: {error.hint}" if error.hint else ""
        _say(f"error[{error.code}]: {error.what}{hint}")
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        if debug:
            raise
        _say(f"error[SYSTEM]: {error.strerror or error}: {error.filename or ''}; hint: check the disk and permissions")
        sys.exit(1)


def _say(message: str) -> None:
    print(message, file=sys.stderr)


def _workspace(store: str | None) -> Workspace:
    from patnav.config import settings
    from patnav.graph.workspace import Workspace

    address = store or settings().store
    scheme, found, rest = address.partition(":")
    if found and scheme == "duckdb" and rest:
        return Workspace(Path(rest))
    if not found:
        return Workspace(Path(address))
    if _is_server(address):
        raise PatNavError("this needs a workspace on disk, not a server", "write --store duckdb:PATH")
    raise PatNavError(f"no store of the kind {scheme!r}", "write --store duckdb:PATH, or neo4j://HOST for questions")


def _is_server(address: str) -> bool:
    return address.startswith(("neo4j", "bolt")) and "://" in address


def _open(store: str | None) -> Store:
    from patnav.config import settings

    address = store or settings().store
    if _is_server(address):
        from patnav.graph.neo4j.server import Address
        from patnav.graph.neo4j.store import Neo4jStore

        return Neo4jStore(Address.parse(address), _password)
    from patnav.graph.duckdb import DuckDBStore

    return DuckDBStore(_workspace(store).current())


def _local(store: str | None) -> Store:
    """The graph in the workspace, which also holds what was stated and decided."""
    from patnav.graph.duckdb import DuckDBStore

    return DuckDBStore(_workspace(store).current())


def _password() -> str:
    """Ask a person for the password of a Neo4j server; empty where there is nobody to ask."""
    from getpass import getpass

    return getpass("Neo4j password: ") if sys.stdin.isatty() else ""


@contextmanager
def _progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr; gives what is to be told how far the work is."""
    with typer.progressbar(length=1000, label=label, file=sys.stderr) as bar:
        at = 0

        def progress(done: int, total: int) -> None:
            nonlocal at
            now = 1000 * done // max(total, 1)
            bar.update(now - at)
            at = now

        yield progress


def _linker() -> TableLinker:
    from patnav.ingest.linker import TableLinker

    return TableLinker()


def _check(format_: str) -> None:
    from patnav.render import FORMATS

    if format_ not in FORMATS:
        raise typer.BadParameter(f"choose one of {', '.join(FORMATS)}", param_hint="--format")


def _print(answer: Answer[Any], format_: str) -> None:
    from patnav.render import render

    text = render(answer, format_)
    if text:
        print(text)


def _ask(question: Callable[[Store], Answer[Any]], store: str | None, format_: str) -> None:
    _check(format_)
    with _open(store) as graph:
        _print(question(graph), format_)


def _ask_each(
    question: Callable[[Store, str], Answer[Any]], one: str | None, each: Path | None, store: str | None, format_: str
) -> None:
    """Ask about one thing, or about each line of a file in one process."""
    from patnav.render import json_text

    if (one is None) == (each is None):
        raise typer.BadParameter("name one thing, or a file of them with --each")
    if each is None:
        _ask(lambda graph: question(graph, str(one)), store, format_)
        return
    with _open(store) as graph:
        for name in _lines(each):
            try:
                answer = {"query": name} | question(graph, name).to_dict()
            except PatNavError as error:
                answer = {"query": name, "error": {"code": error.code, "what": error.what, "hint": error.hint}}
            print(json_text(answer, indent=False))


def _lines(path: Path) -> Iterator[str]:
    if str(path) == "-":
        yield from filter(None, map(str.strip, sys.stdin))
        return
    try:
        with path.open(encoding="utf-8") as file:
            yield from filter(None, map(str.strip, file))
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"cannot read {path}: {error}", "give a UTF-8 text file, one id or name a line") from None


def _filters(**set_: Any) -> Filters:
    from patnav.queries.filters import Filters

    return Filters(**set_)


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders.", show_default=False)],
    store: StoreOption = None,
    as_format: Annotated[
        str | None, typer.Option("--as", help="Format of all files, instead of recognising each.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="How many processes read.")] = 1,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and count, but change nothing.")] = False,
    format_: FormatOption = "table",
) -> None:
    """Read patents and news into the graph; goes on where a killed run stopped."""
    from patnav.ingest.pipeline import ingest as run
    from patnav.render import json_text

    _check(format_)
    with _progress("reading") as progress:
        report = run(
            _workspace(store), paths, _linker(), as_format=as_format, jobs=jobs, dry_run=dry_run, progress=progress
        )
    for problem in report.failed:
        _say(f"quarantined: {problem}")
    if report.skipped:
        _say(f"skipped {len(report.skipped)} files, for example: {report.skipped[0]}")
    if format_ == "json":
        print(json_text(report.to_dict()))
        return
    print(
        f"generation {report.generation}: {report.read} records from {report.sources} sources "
        f"({report.new} new, {report.changed} changed, {report.unchanged} unchanged, {report.quarantined} quarantined)"
        f", {report.documents} documents with {report.facts} facts, {report.seconds} s"
    )


@app.command()
def retract(
    source: Annotated[str, typer.Argument(help="A source, as status prints it.", show_default=False)],
    store: StoreOption = None,
    format_: FormatOption = "table",
) -> None:
    """Take a source out: what it alone stated goes, what others state stays."""
    from patnav.ingest.pipeline import retract as run
    from patnav.render import json_text

    _check(format_)
    name, manifest = run(_workspace(store), source, _linker())
    if format_ == "json":
        print(json_text({"generation": manifest.generation, "retracted": name, "sources": len(manifest.sources)}))
    else:
        print(f"generation {manifest.generation}: without {name}, {len(manifest.sources)} sources left")


@app.command()
def verify(store: StoreOption = None, format_: FormatOption = "table") -> None:
    """Make the graph again from records and decisions alone, and compare."""
    from patnav.ingest.verify import verify as run
    from patnav.render import json_text

    _check(format_)
    compared = run(_workspace(store), _linker())
    if format_ == "json":
        print(json_text({"ok": True, "compared": compared}))
    else:
        print("the graph is what its records say: " + ", ".join(f"{n} {what}" for what, n in compared.items()))


@app.command()
def status(store: StoreOption = None, format_: FormatOption = "table") -> None:
    """What the graph holds."""
    from patnav.queries.status import counts
    from patnav.render import json_text

    _check(format_)
    with _open(store) as graph:
        held, sources = counts(graph), graph.sources()
    rejected = sum(source["quarantined"] for source in sources)
    whole = {"generation": graph.number} | held | {"sources": sources, "quarantined": rejected}
    if format_ != "table":
        print(json_text(whole))
        return
    print(f"generation {graph.number}, {len(sources)} sources, {rejected} quarantined")
    print("nodes: " + ", ".join(f"{n:,} {name}" for name, n in held["nodes"].items() if n))
    print("edges: " + ", ".join(f"{n:,} {name}" for name, n in held["edges"].items() if n))
    print(f"stubs: {held['stubs']:,}; families: {held['families']:,}")
    for source in sources[:20]:
        print(f"  {source['records']:>9,}  {source['format']:<14}{source['source']}")
    if len(sources) > 20:
        print(f"  and {len(sources) - 20} more; --format json lists all")


@app.command()
def schema(format_: FormatOption = "table") -> None:
    """Node and edge types, their keys and properties."""
    from patnav.queries.status import schema as describe
    from patnav.render import json_text

    _check(format_)
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
def formats() -> None:
    """What can be read."""
    from patnav.ingest.formats import formats as known

    for format_ in known():
        print(f"{format_.name:<16}{format_.title}")


@app.command()
def quarantine(
    index: Annotated[int | None, typer.Argument(help="Show the raw bytes of this one.", show_default=False)] = None,
    store: StoreOption = None,
    format_: FormatOption = "table",
) -> None:
    """What could not be read, and why."""
    from patnav.queries.answer import Answer

    _check(format_)
    workspace = _workspace(store)
    rejected = list(workspace.rejected(workspace.current().manifest))
    if index is None:
        rows = [
            {"index": i, "source": r.source, "position": r.position, "reason": r.reason}
            for i, r in enumerate(rejected, 1)
        ]
        _print(Answer("quarantine", {}, rows, len(rows), []), format_)
    elif 1 <= index <= len(rejected):
        sys.stdout.buffer.write(rejected[index - 1].raw)
    else:
        raise QueryError(f"there is no reject {index}", f"there are {len(rejected)}; 'patnav quarantine' lists them")


@app.command()
def export(
    output: Annotated[Path, typer.Option("--output", "-o", help="File or folder to make.", show_default=False)],
    format_: Annotated[str, typer.Option("--format", "-f", help="jsonl, csv, parquet or graphml.")] = "jsonl",
    store: StoreOption = None,
) -> None:
    """Write the whole graph for other tools; the same graph gives the same bytes."""
    from patnav.graph.duckdb import connect
    from patnav.graph.export import export as run

    with connect(_workspace(store).current().graph, read_only=True) as db:
        run(db, format_, output)
    _say(f"wrote {output}")


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

    _check(format_)
    if (server is None) == (files is None):
        raise typer.BadParameter("name a server, or a folder with --files")
    if files is not None:
        print(bulk.write(_workspace(store), files, database or "neo4j"))
        _say("the command imports them into a database that is offline; then start it and run 'patnav publish'")
        return
    address = Address.parse(str(server), database)
    with _progress("publishing") as progress:
        done = run(_workspace(store), address, progress=progress, ask=_password)
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

    with _progress("pulling") as progress:
        manifest = run(Address.parse(server, database), to, progress=progress, ask=_password)
    print(f"generation {manifest.generation}: ask it with --store duckdb:{to}")


@resolve.command("cluster")
def resolve_cluster(
    file: Annotated[
        Path, typer.Argument(help='JSON Lines of {"id", "name", "country"?, "city"?, "kind"?}.', show_default=False)
    ],
) -> None:
    """Say which names of a list are one body's; needs no workspace. Prints a line {"id", "cluster"} for each."""
    from patnav.ingest.resolve.listing import cluster_file

    for line in cluster_file(file):
        print(line)


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

    with _open(store) as graph:
        keys = key_of(graph, a), key_of(graph, b)
    print(f"generation {merge(_workspace(store), *keys, _linker(), why=why).generation}")


@resolve.command("split")
def resolve_split(
    a: Annotated[str, typer.Argument(help="The key that was merged.", show_default=False)],
    why: WhyOption = "",
    store: StoreOption = None,
) -> None:
    """Record that a merged name is a node of its own again."""
    from patnav.ingest.resolve.judgement import split

    print(f"generation {split(_workspace(store), a, _linker(), why=why).generation}")


@resolve.command("undo")
def resolve_undo(
    number: Annotated[int, typer.Argument(help="Number of the decision.", show_default=False)],
    why: WhyOption = "",
    store: StoreOption = None,
) -> None:
    """Take a decision back."""
    from patnav.ingest.resolve.judgement import undo

    print(f"generation {undo(_workspace(store), number, _linker(), why=why).generation}")


@resolve.command("history")
def resolve_history(store: StoreOption = None, format_: FormatOption = "table") -> None:
    """All decisions: who, when, why."""
    from patnav.ingest.resolve.judgement import history
    from patnav.queries.answer import Answer

    _check(format_)
    log = history(_workspace(store))
    _print(Answer("history", {}, log, len(log), []), format_)


@resolve.command("explain")
def resolve_explain(
    a: Annotated[str, typer.Argument(help="Id or name.", show_default=False)],
    b: Annotated[str, typer.Argument(help="Id or name.", show_default=False)],
    store: StoreOption = None,
    format_: FormatOption = "table",
) -> None:
    """Say why two organizations are one node, or two: what is seen in the names, and the decisions."""
    from patnav.ingest.resolve.judgement import history
    from patnav.ingest.resolve.review import explain
    from patnav.queries.answer import Answer
    from patnav.queries.show import key_of

    _check(format_)
    with _local(store) as graph:
        keys = [name if name.startswith("org:") else key_of(graph, name) for name in (a, b)]
        found = explain(graph, history(_workspace(store)), *keys)
    _print(Answer("explain", {"a": keys[0], "b": keys[1]}, [found], 1, []), format_)


@resolve.command("candidates")
def resolve_candidates(limit: LimitOption = 20, store: StoreOption = None, format_: FormatOption = "table") -> None:
    """List pairs of organizations that look alike and were not judged, those that touch most patents first."""
    from patnav.ingest.resolve.judgement import history
    from patnav.ingest.resolve.review import candidates
    from patnav.queries.answer import Answer

    _check(format_)
    with _local(store) as graph:
        rows, total = candidates(graph, history(_workspace(store)), limit)
    _print(Answer("candidates", {}, rows, total, []), format_)


@resolve.command("review")
def resolve_review(limit: LimitOption = 20, store: StoreOption = None) -> None:
    """Judge candidates one by one: y one body, n two, s skip, u take back the last answer, q done."""
    from patnav.ingest.resolve.judgement import history, judge
    from patnav.ingest.resolve.review import ask, candidates

    workspace = _workspace(store)
    with _local(store) as graph:
        pairs, _ = candidates(graph, history(workspace), limit)
    verdicts = ask(pairs, lambda text: typer.prompt(text, prompt_suffix=" ", err=True))
    if verdicts:
        print(f"generation {judge(workspace, verdicts, _linker(), why='review').generation}: {len(verdicts)} judged")


@resolve.command("export")
def resolve_export(
    file: Annotated[Path, typer.Argument(help="CSV file to write: kind, a, b.", show_default=False)],
    store: StoreOption = None,
) -> None:
    """Write the judgements that stand."""
    from patnav.ingest.resolve.judgement import history
    from patnav.ingest.resolve.review import write_judgements

    print(f"{write_judgements(history(_workspace(store)), file)} judgements")


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
    print(f"generation {judge(_workspace(store), verdicts, _linker(), why=why).generation}")


@app.command()
def extract(
    files: Annotated[list[Path], typer.Argument(help="Articles.", show_default=False)],
    format_: Annotated[str, typer.Option("--format", "-f", help="jsonl, or json.")] = "jsonl",
    text: Annotated[bool, typer.Option("--text", help="Print the text that offsets point into instead.")] = False,
) -> None:
    """Entities and facts of articles as JSON, one object a document; touches no graph."""
    from patnav.ingest.extract.contract import to_json
    from patnav.ingest.extract.pipeline import extract as run
    from patnav.ingest.reading import articles
    from patnav.render import json_text

    if format_ not in ("json", "jsonl"):
        raise typer.BadParameter("choose json or jsonl", param_hint="--format")
    for path, article in articles(files):
        print(article.text if text else json_text(to_json(run(article), str(path)), indent=format_ == "json"))


@app.command()
def search(
    text: Annotated[str | None, typer.Argument(help="Words, English or Chinese.", show_default=False)] = None,
    industry: IndustryOption = None,
    region: RegionOption = None,
    class_: ClassOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    applicant: ApplicantOption = None,
    kind: KindOption = None,
    sme: SmeOption = False,
    limit: LimitOption = 10,
    evidence: EvidenceOption = False,
    each: EachOption = None,
    store: StoreOption = None,
    format_: FormatOption = "table",
) -> None:
    """Patents that hold the words, best first."""
    from patnav.queries.search import search as question

    filters = _filters(
        industry=industry, region=region, class_=class_, from_=from_, to=to, applicant=applicant, kind=kind, sme=sme
    )
    _ask_each(lambda g, name: question(g, name, filters, limit=limit, evidence=evidence), text, each, store, format_)


@app.command()
def related(
    patent: Annotated[str | None, typer.Argument(help="Publication number.", show_default=False)] = None,
    industry: IndustryOption = None,
    region: RegionOption = None,
    class_: ClassOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    applicant: ApplicantOption = None,
    kind: KindOption = None,
    sme: SmeOption = False,
    limit: LimitOption = 10,
    evidence: EvidenceOption = False,
    each: EachOption = None,
    store: StoreOption = None,
    format_: FormatOption = "table",
) -> None:
    """Patents related to one, nearest first, with the reason for each."""
    from patnav.queries.related import related as question

    filters = _filters(
        industry=industry, region=region, class_=class_, from_=from_, to=to, applicant=applicant, kind=kind, sme=sme
    )
    _ask_each(lambda g, name: question(g, name, filters, limit=limit, evidence=evidence), patent, each, store, format_)


@app.command()
def show(
    name: Annotated[str | None, typer.Argument(help="An id, a number, or a name.", show_default=False)] = None,
    depth: Annotated[int, typer.Option("--limit", "-n", min=1, help="Edges of each kind.")] = 20,
    evidence: EvidenceOption = False,
    each: EachOption = None,
    store: StoreOption = None,
    format_: FormatOption = "table",
) -> None:
    """Everything known of one thing: patent, organization, person, region, event, document."""
    from patnav.queries.show import show as question
    from patnav.render import page

    if format_ != "table" or each is not None:
        _ask_each(lambda g, what: question(g, what, depth=depth, evidence=evidence), name, each, store, format_)
        return
    if name is None:
        raise typer.BadParameter("name one thing, or a file of them with --each")
    with _open(store) as graph:
        print(page(question(graph, name, depth=depth, evidence=evidence)))


@app.command()
def transfers(
    from_kind: Annotated[str | None, typer.Option("--from-kind", help="Kind of a giver: university, ...")] = None,
    to_kind: Annotated[str | None, typer.Option("--to-kind", help="Kind of a receiver: enterprise, ...")] = None,
    channel: Annotated[
        str | None, typer.Option("--channel", help="assignment, license, open_license or joint_filing.")
    ] = None,
    industry: IndustryOption = None,
    region: RegionOption = None,
    class_: ClassOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    applicant: ApplicantOption = None,
    sme: SmeOption = False,
    limit: LimitOption = 20,
    evidence: EvidenceOption = False,
    store: StoreOption = None,
    format_: FormatOption = "table",
) -> None:
    """Who passes technology to whom: assignments, licences, open licences, joint filings."""
    from patnav.queries.transfers import transfers as question

    filters = _filters(
        industry=industry, region=region, class_=class_, from_=from_, to=to, applicant=applicant, sme=sme
    )
    _ask(
        lambda g: question(
            g, filters, from_kind=from_kind, to_kind=to_kind, channel=channel, limit=limit, evidence=evidence
        ),
        store,
        format_,
    )


@app.command()
def clusters(
    level: Annotated[str, typer.Option("--level", help="province, city, district or country.")] = "province",
    industry: IndustryOption = None,
    region: RegionOption = None,
    class_: ClassOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    applicant: ApplicantOption = None,
    kind: KindOption = None,
    sme: SmeOption = False,
    limit: LimitOption = 20,
    evidence: EvidenceOption = False,
    store: StoreOption = None,
    format_: FormatOption = "table",
) -> None:
    """Where an industry gathers: families, share and location quotient by region."""
    from patnav.queries.clusters import clusters as question

    filters = _filters(
        industry=industry, region=region, class_=class_, from_=from_, to=to, applicant=applicant, kind=kind, sme=sme
    )
    _ask(lambda g: question(g, filters, level=level, limit=limit, evidence=evidence), store, format_)


@app.command()
def indicators(
    indicator: Annotated[
        str | None, typer.Argument(help="Name of an indicator, or words of its label.", show_default=False)
    ] = None,
    region: RegionOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    limit: LimitOption = 50,
    evidence: EvidenceOption = False,
    store: StoreOption = None,
    format_: FormatOption = "table",
) -> None:
    """Figures that documents state, by region and period."""
    from patnav.queries.indicators import indicators as question

    filters = _filters(region=region, from_=from_, to=to)
    _ask(lambda g: question(g, indicator, filters, limit=limit, evidence=evidence), store, format_)


@app.command()
def demo(
    store: Annotated[str, typer.Option("--store", help="Where the graph of the sample goes.")] = "patnav-demo.store",
) -> None:
    """The bundled sample, from nothing to answers."""
    from patnav.demo import run

    for text in run(_workspace(store), _linker()):
        print(text)
