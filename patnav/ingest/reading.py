"""Reading: which files there are, what is in them, and their records on disk.

The unit of work is a chunk of sources: one large file, or many small ones. A chunk is read in one process, its
records are written to content-named files, and nothing else is touched; so chunks can be read in any process, and
again after a crash.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from patnav.errors import InputError, UnreadableFile
from patnav.graph.model import Article, OrganizationRecord, PatentRecord
from patnav.graph.records import PREFIXES, Kept, Payload, content_hash, write_records
from patnav.graph.workspace import Rejected, SourceState, write_rejected
from patnav.ingest import formats
from patnav.ingest.fingerprint import EXTRACTOR, fingerprint
from patnav.ingest.formats import Format, Item, Reject
from patnav.ingest.sanity import Tally

__all__ = ["Found", "Result", "articles", "chunks", "find", "read_chunk"]

_BATCH = 20_000
"""Records a file: 20,000 patents take about 100 MB while they are written."""

_CHUNK_BYTES, _CHUNK_FILES = 8 << 20, 200

_TOLERATED = 0.5
"""The share of bad records above which nothing of a file is taken."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read.

    Attributes:
        path: The file.
        format: Name of its format.
        size: Its size in bytes.
        digest: SHA-256 of its bytes.
        reader: Format and version of what reads it; changes when it would read something else.
        named: Whether the user named this very file; then a problem with it ends the run.
    """

    path: Path
    format: str
    size: int
    digest: str
    reader: str
    named: bool

    @property
    def source(self) -> str:
        """Name of the source: the absolute path."""
        return str(self.path)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one source of a chunk.

    Attributes:
        state: Its state.
        problem: Why nothing of it could be read; empty where something could.
    """

    state: SourceState
    problem: str = ""


def find(paths: Sequence[Path], as_format: str | Mapping[Path, str] | None = None) -> tuple[list[Found], list[str]]:
    """The files to read.

    Args:
        paths: Files and folders; hidden files and folders below a folder are left out.
        as_format: Name of the format of all files, or of each by its path, instead of recognising each.

    Returns:
        The files in alphabetical order, and for each file of a folder that is passed over what is wrong with it.

    Raises:
        InputError: A path is missing, cannot be opened, or is a named file in no known format.
    """
    forced = formats.named(as_format) if isinstance(as_format, str) else None
    known = as_format if isinstance(as_format, Mapping) else {}
    found: dict[Path, Found] = {}
    skipped: list[str] = []
    for path, named in _files(paths):
        try:
            _check_name(path)
            format_ = forced or (formats.named(known[path]) if path in known else formats.recognise(path))
        except InputError as error:
            if named:
                raise
            skipped.append(error.what)
            continue
        if path not in found or named:
            found[path] = _found(path, format_, named)
    if not found:
        raise InputError(f"nothing to read in {', '.join(map(str, paths))}", "'patnav formats' lists what can be read")
    return [found[path] for path in sorted(found)], sorted(skipped)


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    for given in paths:
        path = given.resolve()
        if not path.exists():
            raise InputError(f"{given} does not exist", "check the path")
        if not path.is_dir():
            yield path, True
            continue
        try:
            inside = sorted(p for p in path.rglob("*") if not any(x.startswith(".") for x in p.relative_to(path).parts))
        except PermissionError as error:
            raise InputError(f"cannot open folder {error.filename}", "check its permissions") from None
        yield from ((p, False) for p in inside if p.is_file())


def _check_name(path: Path) -> None:
    """Refuse a file whose name cannot be written down as text."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        raise InputError(f"{str(path)!a}: its name is not UTF-8", "rename the file") from None


def _found(path: Path, format_: Format, named: bool) -> Found:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    reader = f"{format_.name}/{format_.version}"
    if format_.articles:
        reader += f"+{fingerprint(EXTRACTOR)}"
    return Found(path, format_.name, path.stat().st_size, digest, reader, named)


def chunks(found: Sequence[Found]) -> list[list[Found]]:
    """Share out the files: consecutive ones together until they make a good piece of work."""
    shares: list[list[Found]] = []
    size = 0
    for item in found:
        if not shares or size >= _CHUNK_BYTES or len(shares[-1]) >= _CHUNK_FILES:
            shares.append([])
            size = 0
        shares[-1].append(item)
        size += item.size
    return shares


def read_chunk(chunk: Sequence[Found], records: Path, quarantine: Path) -> list[Result]:
    """Read some sources and put their records on disk.

    Args:
        chunk: The sources.
        records: Folder of the record files.
        quarantine: Folder of the quarantine files.

    Returns:
        What became of each source, in order.

    Raises:
        UnreadableFile: A file that the user named cannot be read.
    """
    with _seldom_collecting():
        return _read_chunk(chunk, records, quarantine)


@contextlib.contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Let the garbage collector run seldom: it would walk over the records again and again, and they hold no cycles."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 10, 10)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _read_chunk(chunk: Sequence[Found], records: Path, quarantine: Path) -> list[Result]:
    batches = _Batches(records)
    results: list[tuple[Found, list[Rejected], str]] = []
    for item in chunk:
        rejected: list[Rejected] = []
        problem = ""
        try:
            _read(item, batches, rejected)
        except UnreadableFile as error:
            if item.named:
                raise
            problem = error.what.removeprefix(f"{item.path}: ")
            batches.forget(item.source)
        results.append((item, rejected, problem))
    batches.flush()
    return [_result(item, rejected, problem, batches, quarantine) for item, rejected, problem in results]


def _result(item: Found, rejected: list[Rejected], problem: str, batches: _Batches, quarantine: Path) -> Result:
    if problem:
        rejected = [Rejected(item.source, "whole file", problem, b"")]
    name = write_rejected(quarantine, rejected) if rejected else None
    state = SourceState(
        digest=item.digest,
        format=item.format,
        reader=item.reader,
        authority=formats.named(item.format).authority,
        records=batches.counts[item.source],
        files=tuple(sorted(batches.files.get(item.source, ()))),
        rejected=len(rejected),
        quarantine=name,
        tally=batches.tallies[item.source].kept(),
    )
    return Result(state, problem)


def _read(item: Found, batches: _Batches, rejected: list[Rejected]) -> None:
    """Read one source into the batches; what is bad goes to ``rejected``."""
    names: Counter[str] = Counter()
    for read in formats.named(item.format).read(item.path):
        if isinstance(read, Reject):
            rejected.append(Rejected(item.source, read.position, read.reason, read.raw))
            continue
        payload = _payload(read)
        name = _name(payload)
        names[name] += 1
        record = name if names[name] == 1 else f"{name}#{names[name]}"
        batches.add(Kept(item.source, record, read.position, content_hash(payload), payload))
    bad, good = len(rejected), names.total()
    if bad > _TOLERATED * (bad + good):
        reasons = Counter(r.reason for r in rejected).most_common(1)
        raise UnreadableFile(
            f"{item.path}: {bad} of {bad + good} records cannot be read, most often: {reasons[0][0]}",
            "see whether the file is whole and --as names its format",
        )
    if not good:
        raise UnreadableFile(f"{item.path} holds no record", "see whether the file is whole")


def _name(payload: Payload) -> str:
    """What names a record within its source."""
    if isinstance(payload, PatentRecord):
        return payload.publication
    return payload.name if isinstance(payload, OrganizationRecord) else payload.article.id


def _payload(item: Item) -> Payload:
    if not isinstance(item.record, Article):
        return item.record
    from patnav.ingest.extract.pipeline import extract

    return extract(item.record)


def articles(paths: Sequence[Path]) -> Iterator[tuple[Path, Article]]:
    """Articles of files and folders, without keeping them.

    Args:
        paths: Files and folders.

    Yields:
        The path as given (for a folder: of the file in it) and the article.

    Raises:
        InputError: A path is missing, or no article.
    """
    for given in paths:
        for item in find([given])[0]:
            format_ = formats.named(item.format)
            if not format_.articles:
                raise InputError(f"{item.path} is no article but {format_.title}", "read it with 'patnav ingest'")
            for read in format_.read(item.path):
                if isinstance(read, Reject):
                    raise UnreadableFile(
                        f"{item.path}: {read.position}: {read.reason}", "see whether the file is whole"
                    )
                if isinstance(read.record, Article):
                    yield (item.path if given.is_dir() else given), read.record


class _Batches:
    """Gathers records of many sources into files of a good size.

    Args:
        folder: Folder of the record files.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pending: dict[type, list[Kept]] = {cls: [] for cls in PREFIXES}
        self.files: dict[str, set[str]] = {}
        self.counts: Counter[str] = Counter()
        self.tallies: defaultdict[str, Tally] = defaultdict(Tally)

    def add(self, kept: Kept) -> None:
        pending = self._pending[type(kept.payload)]
        pending.append(kept)
        self.counts[kept.source] += 1
        if isinstance(kept.payload, PatentRecord):
            self.tallies[kept.source].add(kept.payload)
        if len(pending) >= _BATCH:
            self.flush()

    def forget(self, source: str) -> None:
        """Leave out a source that turned out to be bad; rows already on disk are named by no state."""
        for pending in self._pending.values():
            pending[:] = [kept for kept in pending if kept.source != source]
        self.files.pop(source, None)
        self.tallies.pop(source, None)
        del self.counts[source]

    def flush(self) -> None:
        for pending in self._pending.values():
            if pending:
                name = write_records(self._folder, pending)
                for source in {kept.source for kept in pending}:
                    self.files.setdefault(source, set()).add(name)
                pending.clear()
