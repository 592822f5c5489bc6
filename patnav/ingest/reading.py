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
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from patnav.errors import InputError, UnknownFormat, UnreadableFile
from patnav.graph.manifest import SourceState
from patnav.graph.model import Article, GraphRecord, OrganizationRecord, PatentRecord
from patnav.graph.records import PREFIXES, Kept, Payload, content_hash, write_records
from patnav.graph.workspace import Rejected, write_rejected
from patnav.ingest import formats
from patnav.ingest.fingerprint import EXTRACTOR, NUMBERS, fingerprint
from patnav.ingest.formats import RAW, WHOLE, Format, Item, Reject
from patnav.ingest.patents.docdb_numbers import completed
from patnav.ingest.sanity import Tally
from patnav.ingest.web import fetch, is_address

__all__ = ["UNKNOWN", "Found", "Result", "articles", "chunks", "find", "read_chunk"]

UNKNOWN = "unknown"
"""Format of a file that no format recognises; it goes to quarantine."""

_BATCH = 20_000
"""Records a file: 20,000 patents take about 100 MB while they are written."""

_CHUNK_BYTES, _CHUNK_FILES = 8 << 20, 200

_LEAST = 99
"""Authority of a file of which nothing is known."""

_TOLERATED = 0.5
"""The share of bad records above which nothing of a file is taken."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read.

    Attributes:
        source: Name of the source: the absolute path, or the address that the file was fetched from.
        path: The file.
        format: Name of its format, :data:`UNKNOWN` where none recognises it.
        size: Its size in bytes.
        digest: SHA-256 of its bytes.
        reader: Format and version of what reads it; changes when it would read something else.
        named: Whether the user named this very file; then a problem with it ends the run.
        problem: What is wrong with a file that no format recognises.
    """

    source: str
    path: Path
    format: str
    size: int
    digest: str
    reader: str
    named: bool
    problem: str = ""

    @property
    def address(self) -> str | None:
        """Where it was fetched from, None for a file of the user's."""
        return self.source if is_address(self.source) else None

    def said(self, error: InputError) -> str:
        """What an error says is wrong with it, without its name."""
        return error.what.removeprefix(f"{self.path}: ").replace(str(self.path), self.source)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one source of a chunk.

    Attributes:
        state: Its state.
        problem: Why nothing of it could be read; empty where something could.
    """

    state: SourceState
    problem: str = ""


def find(
    paths: Sequence[Path | str],
    folder: Path,
    as_format: str | Mapping[Path, str] | None = None,
    *,
    lenient: bool = False,
) -> list[Found]:
    """The files to read.

    Args:
        paths: Files, folders and addresses; hidden files and folders below a folder are left out.
        folder: Where what is fetched goes.
        as_format: Name of the format of all files, or of each by its path, instead of recognising each.
        lenient: Take named files like those of folders: what is wrong with one does not end the run.

    Returns:
        The files by their sources in alphabetical order, among them those of folders that no format recognises.

    Raises:
        InputError: A path is missing, cannot be opened or fetched, or is a named file in no known format; or there is
            no file in a known format at all.
    """
    forced = formats.named(as_format) if isinstance(as_format, str) else None
    known = as_format if isinstance(as_format, Mapping) else {}
    found: dict[str, Found] = {}
    for source, path, named in _files(paths, folder):
        item = Found(source, path, UNKNOWN, 0, "", UNKNOWN, named and not lenient)
        try:
            _check_name(path)
            format_ = forced or (formats.named(known[path]) if path in known else formats.recognise(path))
            item = _found(item, format_)
        except InputError as error:
            if item.named:
                raise _of_source(item, error) from None
            item = replace(item, source=source.encode("utf-8", "replace").decode(), problem=item.said(error))
            with contextlib.suppress(OSError):
                item = replace(item, size=path.stat().st_size, digest=_digest(path))
        if source not in found or named:
            found[source] = item
    if all(item.problem for item in found.values()):
        reasons = sorted({f"{item.source}: {item.problem}" for item in found.values()})
        hint = f"the first file: {reasons[0]}" if reasons else "'patnav formats' lists what can be read"
        raise InputError(f"nothing to read in {', '.join(map(str, paths))}", hint)
    return [found[source] for source in sorted(found)]


def _files(paths: Sequence[Path | str], folder: Path) -> Iterator[tuple[str, Path, bool]]:
    """Source and file of everything that paths mean, and whether a path names it."""
    for given in paths:
        if is_address(str(given)):
            yield str(given), fetch(str(given), folder), True
            continue
        path = Path(given).resolve()
        if not path.exists():
            raise InputError(f"{given} does not exist", "check the path")
        if not path.is_dir():
            yield str(path), path, True
            continue
        try:
            inside = sorted(p for p in path.rglob("*") if not any(x.startswith(".") for x in p.relative_to(path).parts))
        except PermissionError as error:
            raise InputError(f"cannot open folder {error.filename}", "check its permissions") from None
        yield from ((str(p), p, False) for p in inside if p.is_file())


def _check_name(path: Path) -> None:
    """Refuse a file whose name cannot be written down as text."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        raise InputError(f"{str(path)!a}: its name is not UTF-8", "rename the file") from None


def _of_source(item: Found, error: InputError) -> InputError:
    """An error about a file as one about its source: what was fetched goes by its address."""
    return type(error)(f"{item.source}: {item.said(error)}", error.hint) if item.address else error


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _found(item: Found, format_: Format) -> Found:
    reader = f"{format_.name}/{format_.version}+{fingerprint(EXTRACTOR if format_.articles else NUMBERS)}"
    return replace(item, format=format_.name, size=item.path.stat().st_size, digest=_digest(item.path), reader=reader)


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
                raise _of_source(item, error) from None
            problem = item.said(error)
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
        authority=_LEAST if item.format == UNKNOWN else formats.named(item.format).authority,
        records=batches.counts[item.source],
        files=tuple(sorted(batches.files.get(item.source, ()))),
        rejected=len(rejected),
        quarantine=name,
        tally=batches.tallies[item.source].kept(),
        doubts=tuple(batches.doubts.get(item.source, ())),
    )
    return Result(state, problem)


def _read(item: Found, batches: _Batches, rejected: list[Rejected]) -> None:
    """Read one source into the batches; what is bad goes to ``rejected``."""
    if item.problem:
        raise UnreadableFile(f"{item.path}: {item.problem}")
    names: Counter[str] = Counter()
    for read in formats.named(item.format).read(item.path):
        if isinstance(read, Reject):
            rejected.append(Rejected(item.source, read.position, read.reason, read.raw))
            continue
        try:
            payload = _payload(read, item.address)
        except Exception as error:  # an article that the grammar stumbles over must not end the run of all others
            told = f"its facts cannot be read, a fault of PatNav's ({type(error).__name__}: {error}); please report it"
            rejected.append(Rejected(item.source, read.position, told, _raw(read)))
            continue
        if read.doubt:
            batches.doubts.setdefault(item.source, []).append(f"{read.position}: {read.doubt}")
        name = _name(read, payload)
        names[name] += 1
        record = name if names[name] == 1 else f"{name}#{names[name]}"
        batches.add(Kept(item.source, record, read.position, content_hash(payload), payload))
    bad, good = len(rejected), names.total()
    if bad > _TOLERATED * (bad + good):
        reasons = Counter(r.reason for r in rejected).most_common(1)
        raise UnreadableFile(
            f"{item.path}: {bad} of {bad + good} records cannot be read, so none of the file is kept; most often: "
            f"{reasons[0][0]}",
            "see whether the file is whole and --as names its format",
        )
    if not good:
        raise UnreadableFile(f"{item.path} holds no record", "see whether the file is whole")


def _name(item: Item, payload: Payload) -> str:
    """What names a record within its source, an article by its address; the only one of a file needs no name."""
    if isinstance(payload, PatentRecord):
        return payload.publication
    if isinstance(payload, OrganizationRecord | GraphRecord):
        return payload.name
    return "article" if item.position == WHOLE else payload.article.url or payload.article.id


def _payload(item: Item, address: str | None) -> Payload:
    if isinstance(item.record, PatentRecord):
        return completed(item.record)
    if not isinstance(item.record, Article):
        return item.record
    from patnav.ingest.news.bilingual import extract

    return extract(_placed(item, address))


def _raw(item: Item) -> bytes:
    return item.record.text.encode("utf-8", "surrogatepass")[:RAW] if isinstance(item.record, Article) else b""


def _placed(item: Item, address: str | None) -> Article:
    """An article with the address that it was fetched from, where it is all that was there and names none itself."""
    assert isinstance(item.record, Article)
    return replace(item.record, url=item.record.url or (address if item.position == WHOLE else None))


def articles(paths: Sequence[Path | str]) -> Iterator[tuple[str, Article | InputError]]:
    """Articles of files, folders and addresses, without keeping them.

    Args:
        paths: Files, folders and addresses.

    Yields:
        The path as given (for a folder: of the file in it) and an article, or why there is none or no further one: the
        path is missing, broken or no article. What is wrong with one does not end the others.
    """
    for given in paths:
        with TemporaryDirectory(prefix="patnav-") as folder:
            try:
                found = find([given], Path(folder))
            except InputError as error:
                yield str(given), error
                continue
            for item in found:
                shown = str(given) if item.named else item.source
                try:
                    yield from ((shown, article) for article in _articles(item))
                except InputError as error:
                    yield shown, _of_source(item, error)


def _articles(item: Found) -> Iterator[Article]:
    if item.problem:
        raise UnknownFormat(f"{item.source}: {item.problem}")
    format_ = formats.named(item.format)
    if not format_.articles:
        raise UnknownFormat(f"{item.source} is no article but {format_.title}", "read it with 'patnav ingest'")
    for read in format_.read(item.path):
        if isinstance(read, Reject):
            raise UnreadableFile(f"{item.path}: {read.position}: {read.reason}", "see whether the file is whole")
        if isinstance(read.record, Article):
            yield _placed(read, item.address)


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
        self.doubts: dict[str, list[str]] = {}

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
        self.doubts.pop(source, None)
        del self.counts[source]

    def flush(self) -> None:
        for pending in self._pending.values():
            if pending:
                name = write_records(self._folder, pending)
                for source in {kept.source for kept in pending}:
                    self.files.setdefault(source, set()).add(name)
                pending.clear()
