"""The stages joined: files in, the next generation out.

Sources are read in chunks, each chunk's records go to disk when it is read, and a source whose bytes and reader are
unchanged is not read again; so what a killed run had read is taken over by the next. The graph is made once, after
everything is read, and published whole or not at all.
"""

from __future__ import annotations

import shutil
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from patnav.config import settings
from patnav.errors import InputError, NotFound
from patnav.graph import decisions, encoder, tables, text, vectors
from patnav.graph.duckdb import connect, out_of_memory
from patnav.graph.links import Linker
from patnav.graph.manifest import Manifest, SourceState
from patnav.graph.projection import project
from patnav.graph.workspace import Generation, Workspace, Writer, clone
from patnav.ingest import reading, sanity
from patnav.ingest.fingerprint import RULES, fingerprint
from patnav.ingest.reading import Found
from patnav.ingest.sanity import Year
from patnav.ingest.web import is_address

__all__ = ["Progress", "Report", "build", "find_sources", "ingest", "make", "retract"]

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is to do: bytes read, after them texts that have their vectors."""


@dataclass(slots=True)
class Report:
    """What an ingest did.

    Attributes:
        generation: Number of the generation that readers open now.
        sources: Sources read or known as unchanged.
        read: Records in them.
        new: Records that the graph did not hold.
        changed: Records that replaced an earlier state of themselves.
        unchanged: Records that the graph held already.
        quarantined: Records, and whole files of a folder, that could not be read.
        documents: Articles among the records.
        facts: Facts that the articles state.
        skipped: Files of folders in no known format, each with the reason; they are in quarantine.
        failed: Files of folders that could not be read, each with the reason; they are in quarantine.
        gone: Earlier sources below the folders that are not there any more; they stay until they are retracted.
        years: What the sources say of each year.
        warnings: What falls off a cliff against other sources and years, see :mod:`patnav.ingest.sanity`.
        seconds: Time taken.
    """

    generation: int = 0
    sources: int = 0
    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    quarantined: int = 0
    documents: int = 0
    facts: int = 0
    skipped: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    years: list[Year] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """The report in the shape of ``patnav ingest --format json``."""
        counts = ("read", "new", "changed", "unchanged", "quarantined")
        whole = asdict(self)
        records = {name: whole.pop(name) for name in counts}
        whole["sanity"] = {"years": whole.pop("years"), "warnings": whole.pop("warnings")}
        return {"generation": whole.pop("generation"), "sources": whole.pop("sources"), "records": records} | whole


def ingest(
    workspace: Workspace,
    paths: Sequence[Path | str],
    linker: Linker,
    *,
    as_format: str | Mapping[Path, str] | None = None,
    jobs: int = 1,
    dry_run: bool = False,
    again: bool = False,
    progress: Progress = lambda done, total: None,
) -> Report:
    """Read files and folders into the graph.

    Args:
        workspace: Where to.
        paths: Files, folders and addresses; a folder is searched with all below it.
        linker: Who names stand for.
        as_format: Name of the format of all files, or of each by its path, instead of recognising each.
        jobs: How many processes read.
        dry_run: Read and count, but leave the graph as it is.
        again: Read also what is known and unchanged; what is wrong with one file does not end the run.
        progress: Is told how far the reading, and the making of vectors, is.

    Returns:
        What was done.

    Raises:
        InputError: A named file or address is missing, in no known format, or cannot be read; nothing is kept of this
            call.
        WorkspaceLocked: Another process is writing.
    """
    started = time.monotonic()
    with TemporaryDirectory(prefix="patnav-") as folder:
        found = reading.find(paths, Path(folder), as_format, lenient=again)
        report = Report(sources=sum(not f.problem for f in found))
        report.skipped = [f"{f.source}: {f.problem}" for f in found if f.problem]
        with workspace.writer() as writer:
            report.gone = _gone(writer, paths, found)
            try:
                _read(writer, found, jobs, report, progress, again)
                _count(workspace, writer, {f.source for f in found}, report)
                if dry_run:
                    report.generation = writer.base.generation
                    writer.discard()
                else:
                    report.generation = build(writer, linker, progress).generation
            except InputError:
                writer.discard()
                raise
    report.seconds = round(time.monotonic() - started, 3)
    return report


def _read(writer: Writer, found: Sequence[Found], jobs: int, report: Report, progress: Progress, again: bool) -> None:
    """Bring the writer's sources up to date, a chunk at a time."""
    asked = {f.source for f in found}
    for source in writer.changed() - asked:  # a killed run's work that this run does not ask for
        writer.restore(source)
    total, done = sum(f.size for f in found), 0
    stale: list[Found] = []
    for item in found:
        state = writer.manifest.sources.get(item.source)
        if not again and state is not None and (state.digest, state.reader) == (item.digest, item.reader):
            done += item.size
        else:
            stale.append(item)
    progress(done, total)
    for chunk, results in _results(reading.chunks(stale), writer.workspace, jobs):
        writer.put({item.source: result.state for item, result in zip(chunk, results, strict=True)})
        for item, result in zip(chunk, results, strict=True):
            if result.problem and not item.problem:
                report.failed.append(f"{item.source}: {result.problem}")
        done += sum(f.size for f in chunk)
        progress(done, total)


def _gone(writer: Writer, paths: Sequence[Path | str], found: Sequence[Found]) -> list[str]:
    """Earlier sources below the folders that are not there any more."""
    folders = tuple(f"{Path(path).resolve()}/" for path in paths if not is_address(str(path)) and Path(path).is_dir())
    known = {source for source in writer.manifest.sources if source.startswith(folders)}
    return sorted(source for source in known - {f.source for f in found} if not Path(source).exists())


def _results(
    chunks: Sequence[Sequence[Found]], workspace: Workspace, jobs: int
) -> Iterator[tuple[Sequence[Found], list[reading.Result]]]:
    folders = workspace.records, workspace.quarantine
    if jobs == 1 or len(chunks) == 1:
        for chunk in chunks:
            yield chunk, reading.read_chunk(chunk, *folders)
        return
    # An interruption ends the readers at once and without a word: it is this process that tells of it.
    with ProcessPoolExecutor(jobs, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_DFL)) as pool:
        tasks = [pool.submit(reading.read_chunk, chunk, *folders) for chunk in chunks]
        for chunk, task in zip(chunks, tasks, strict=True):
            yield chunk, task.result()


def _count(workspace: Workspace, writer: Writer, sources: Iterable[str], report: Report) -> None:
    """Fill the report's counts by comparing the sources' records with those of the current generation."""
    changed = writer.changed()
    states = {name: s for name in sources if (s := writer.manifest.sources.get(name)) is not None}
    report.years = sanity.years(states)
    report.warnings = sanity.warnings(states, writer.manifest.sources, writer.base.sources)
    report.quarantined += sum(s.rejected for s in states.values())
    report.read = sum(s.records for s in states.values())
    report.unchanged = sum(s.records for name, s in states.items() if name not in changed)
    with duckdb.connect() as db:
        for table, manifest in (("before", writer.base), ("after", writer.manifest)):
            db.execute(f"CREATE TABLE {table} (source VARCHAR, record VARCHAR, hash VARCHAR)")
            for name in changed & states.keys():
                state = manifest.sources.get(name)
                if state is not None and state.files:
                    files = [str(workspace.records / f) for f in state.files]
                    db.execute(
                        f"INSERT INTO {table} SELECT source, record, hash "
                        "FROM read_parquet(?, union_by_name = true) WHERE source = ?",
                        [files, name],
                    )
        counts = db.execute(
            "SELECT count(*) FILTER (b.hash IS NULL), count(*) FILTER (b.hash <> a.hash), "
            "count(*) FILTER (b.hash = a.hash) FROM after a LEFT JOIN before b USING (source, record)"
        ).fetchone()
        assert counts is not None
        report.new, report.changed = counts[0], counts[1]
        report.unchanged += counts[2]
        report.documents, report.facts = _articles(db, workspace, states)


def _articles(
    db: duckdb.DuckDBPyConnection, workspace: Workspace, states: Mapping[str, SourceState]
) -> tuple[int, int]:
    """Numbers of the articles of sources and of their facts."""
    held = [(name, f) for name, state in states.items() for f in state.files if f.startswith("articles-")]
    if not held:
        return 0, 0
    names, files = zip(*held, strict=True)
    # A file is shared by sources, and may hold an earlier state of one that has its present state in another.
    counts = db.execute(
        "SELECT count(*), coalesce(sum(len(facts)), 0) FROM read_parquet($paths, filename = 'file') a "
        "SEMI JOIN (SELECT unnest($names) AS source, unnest($files) AS name) h "
        "ON a.source = h.source AND parse_filename(a.file) = h.name",
        {"paths": [str(workspace.records / f) for f in sorted(set(files))], "names": names, "files": files},
    ).fetchone()
    assert counts is not None
    return counts[0], counts[1]


def build(writer: Writer, linker: Linker, progress: Progress = lambda done, total: None) -> Manifest:
    """Make the graph and text index of the writer's state, and publish them.

    Args:
        writer: Holds the new state; where it equals the current generation's, nothing is made.
        linker: Who names stand for.
        progress: Is told how far the making of vectors is.

    Returns:
        The manifest of the generation that readers open now.
    """
    log = decisions.read(writer.workspace.log)
    base = writer.base
    manifest = replace(writer.manifest, rules=fingerprint(RULES), decisions=len(log), vectors=_model(base))
    if replace(manifest, generation=base.generation) == base:
        writer.discard()
        return base
    writer.stage(manifest)
    again = base.generation > 0 and base.rules == manifest.rules
    make(writer.workspace, writer.folder, manifest, linker, log, base if again else None, writer.changed(), progress)
    return writer.publish().manifest


def _model(base: Manifest) -> str:
    """The model of the vectors to keep, as the settings say, else as it was."""
    chosen = settings().vectors
    if not (bool(base.vectors) if chosen is None else chosen):
        return ""
    encoder.require()
    return encoder.MODEL


def make(
    workspace: Workspace,
    folder: Path,
    manifest: Manifest,
    linker: Linker,
    log: Sequence[decisions.Decision],
    base: Manifest | None = None,
    changed: Iterable[str] = (),
    progress: Progress = lambda done, total: None,
) -> None:
    """Make ``graph.duckdb`` and ``text/`` of a state in a folder.

    Args:
        workspace: Holds the records.
        folder: Where to.
        manifest: The state.
        linker: Who names stand for.
        log: Decisions to follow.
        base: The current generation, to go on from; None makes everything from nothing.
        changed: Sources in which the state differs from ``base``.
        progress: Is told how far the making of vectors is.
    """
    graph = folder / "graph.duckdb"
    for left in (*folder.glob("graph.duckdb*"), folder / "text"):  # of a killed run, with what DuckDB spilled
        shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)
    old = None if base is None else workspace.current()
    if old is not None:
        clone(old.graph, graph)
    try:
        with connect(graph) as db:
            keys = _fill(db, workspace, folder, manifest, linker, log, old, changed)
            if manifest.vectors:
                _keep_vectors(db, workspace, folder, None if old is None else keys, progress)
            db.execute("CHECKPOINT")
    except duckdb.OutOfMemoryException as error:
        raise out_of_memory(error) from None


def _fill(
    db: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    folder: Path,
    manifest: Manifest,
    linker: Linker,
    log: Sequence[decisions.Decision],
    old: Generation | None,
    changed: Iterable[str],
) -> list[str]:
    """Fill the graph and its text index; gives whose text came, went or changed."""
    if old is None:
        tables.create(db)
    keys = sorted(project(db, linker, workspace.parts(manifest), manifest.sources if old is None else changed, log))
    threads = settings().threads
    if old is None:
        text.build(db, folder / "text", threads)
    else:
        text.extend(db, old.text, folder / "text", keys, threads)
    return keys


def _keep_vectors(
    db: duckdb.DuckDBPyConnection, workspace: Workspace, folder: Path, keys: list[str] | None, progress: Progress
) -> None:
    """Make the vectors of texts that have none; a killed writer's are taken over."""
    part = folder / "vectors.part"
    old = workspace.current().text if (workspace.path / "CURRENT").exists() else None
    vectors.make(db, folder / "text", part, old, keys, progress)
    part.unlink()


def find_sources(manifest: Manifest, name: str) -> list[str]:
    """The sources that a user means.

    Args:
        manifest: The state to look in.
        name: A source as ``status`` prints it, a path to it, an ending of it that only one source has, or a folder:
            then all sources below it.

    Returns:
        The sources, at least one, in order.

    Raises:
        NotFound: No source fits, or the ending fits more than one.
    """
    path = str(Path(name).resolve())
    if wanted := {name, path} & manifest.sources.keys():
        return sorted(wanted)[:1]
    if below := [source for source in manifest.sources if source.startswith(path.rstrip("/") + "/")]:
        return sorted(below)
    ending = [source for source in manifest.sources if source.endswith("/" + name)]
    if len(ending) > 1:
        raise NotFound(f"{len(ending)} sources end in {name!r}", "give more of the path, as 'patnav status' prints it")
    if not ending:
        raise NotFound(f"{name} is no source of this graph", "'patnav status' lists the sources")
    return ending


def retract(workspace: Workspace, names: Sequence[str], linker: Linker) -> tuple[list[str], Manifest]:
    """Take sources out: what they alone stated goes, what others state stays.

    Args:
        workspace: Where from.
        names: The sources, see :func:`find_sources`.
        linker: Who names stand for.

    Returns:
        The sources and the manifest of the new generation.

    Raises:
        NotFound: There is no such source; then none is taken out.
    """
    workspace.current()
    with workspace.writer() as writer:
        writer.discard()
        sources = sorted({source for name in names for source in find_sources(writer.manifest, name)})
        for source in sources:
            writer.drop(source)
        return sources, build(writer, linker)
