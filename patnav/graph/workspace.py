"""The workspace: one folder that holds records, decisions and the graph made from them.

::

    CURRENT             number of the generation that readers open
    records/*.parquet   what sources said; immutable, shared by generations
    quarantine/*.jsonl  what could not be read, with reason and raw bytes; immutable, shared by generations
    decisions.jsonl     judgements; append-only
    g000012/            manifest.json, graph.duckdb and text/: one whole state
    next/               what a writer prepares; left by a killed writer, resumed by the next one
    PULLED              where a copy of a published graph comes from; writers refuse a folder that has it
    published/          what servers that this was published to hold: identities and hashes of rows

A writer never touches what readers read. It collects records beside the current generation, makes the next one in
``next/``, and publishes it by renaming the folder and moving ``CURRENT``, each in one atomic step on disk.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import shutil
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
from filelock import FileLock, Timeout

from patnav.errors import WorkspaceDamaged, WorkspaceError, WorkspaceLocked, WorkspaceMissing
from patnav.graph import decisions
from patnav.graph.manifest import Manifest, SourceState

if TYPE_CHECKING:
    from patnav.graph.projection import Part

__all__ = ["Generation", "Rejected", "Workspace", "Writer", "clone", "write_rejected"]


@dataclass(frozen=True, slots=True)
class Rejected:
    """One thing in quarantine.

    Attributes:
        source: The file or address that was read.
        position: Where in it.
        reason: What is wrong with it.
        raw: Its bytes, at most 64 KiB.
    """

    source: str
    position: str
    reason: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Generation:
    """One whole state of the graph on disk.

    Attributes:
        path: Its folder.
        manifest: What it is made of.
    """

    path: Path
    manifest: Manifest

    @property
    def graph(self) -> Path:
        """The DuckDB file."""
        return self.path / "graph.duckdb"

    @property
    def text(self) -> Path:
        """Folder of the text index."""
        return self.path / "text"


class Workspace:
    """The folder of one graph.

    Args:
        path: The folder; it need not exist yet.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def records(self) -> Path:
        """Folder of the record files."""
        return self.path / "records"

    @property
    def quarantine(self) -> Path:
        """Folder of the quarantine files."""
        return self.path / "quarantine"

    @property
    def log(self) -> Path:
        """The decision log."""
        return self.path / "decisions.jsonl"

    def current(self) -> Generation:
        """The generation that readers open now.

        Raises:
            WorkspaceMissing: Nothing was ingested here.
            WorkspaceDamaged: The generation that ``CURRENT`` names is not there.
        """
        pointer = self.path / "CURRENT"
        if not pointer.exists():
            if (self.path / "next").exists():
                raise WorkspaceMissing(
                    f"there is no graph in {self.path} yet: its first ingest is at work, or was interrupted",
                    "wait until it is done, or run it again",
                )
            raise WorkspaceMissing(
                f"there is no graph in {self.path}", "make one with 'patnav ingest PATH', or name another with --store"
            )
        for _ in range(3):  # a writer may publish, and clear the old generation away, between the two reads
            folder = self.path / pointer.read_text("ascii").strip()
            with contextlib.suppress(FileNotFoundError):
                return Generation(folder, Manifest.from_json((folder / "manifest.json").read_bytes()))
        raise WorkspaceDamaged(f"{folder} is missing or not whole", "restore the workspace from a backup")

    def parts(self, manifest: Manifest) -> list[Part]:
        """The sources of a state, as the projection wants them."""
        from patnav.graph.projection import Part  # and with it Arrow, which readers of a graph do without

        return [
            Part(name, s.format, s.authority, tuple(self.records / f for f in s.files))
            for name, s in sorted(manifest.sources.items())
        ]

    def rejected(self, manifest: Manifest) -> Iterator[Rejected]:
        """Everything in quarantine, by source and position in the file."""
        for name, state in sorted(manifest.sources.items()):
            if state.quarantine:
                for line in (self.quarantine / state.quarantine).read_bytes().splitlines():
                    row = orjson.loads(line)
                    yield Rejected(name, row["position"], row["reason"], base64.b64decode(row["raw"]))

    def adopt(self, folder: Path, manifest: Manifest, origin: str) -> None:
        """Make a graph from elsewhere this empty folder's current generation, which no writer may follow.

        Args:
            folder: Holds ``graph.duckdb`` and ``text/``; is moved.
            manifest: What it is made of.
            origin: Where it comes from.
        """
        target = self.path / f"g{manifest.generation:06d}"
        _write(folder / "manifest.json", manifest.to_json())
        folder.rename(target)
        _write(self.path / "PULLED", origin.encode() + b"\n")
        _write(self.path / "CURRENT", target.name.encode() + b"\n")

    @contextlib.contextmanager
    def writer(self) -> Iterator[Writer]:
        """Hold the workspace for writing.

        Yields:
            The writer, in the state of the current generation and of what a killed writer left.

        Raises:
            WorkspaceLocked: Another process is writing.
            WorkspaceError: The folder cannot be written to, or is something else than a workspace.
        """
        self._prepare()
        lock = FileLock(self.path / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise WorkspaceLocked(
                f"another process is writing to {self.path}", "wait until it is done; questions can be asked meanwhile"
            ) from None
        try:
            yield Writer(self)
        finally:
            lock.release()
            self._tidy()

    def _tidy(self) -> None:
        """Leave nothing behind where nothing was ever published or staged."""
        if any((self.path / name).exists() for name in ("CURRENT", "next", "decisions.jsonl")):
            return
        (self.path / "lock").unlink(missing_ok=True)
        for folder in (self.records, self.quarantine, self.path):
            with contextlib.suppress(OSError):  # not empty: it is not ours to delete
                folder.rmdir()

    def _prepare(self) -> None:
        if (self.path / "PULLED").exists():
            raise WorkspaceError(
                f"{self.path} is a copy of a published graph, to be asked alone",
                "ingest into the workspace that it was published from, or name a new one with --store",
            )
        if self.path.is_dir() and any(self.path.iterdir()) and not (self.path / "records").is_dir():
            raise WorkspaceError(
                f"{self.path} is a folder with other things in it", "name a new folder with --store duckdb:PATH"
            )
        try:
            self.records.mkdir(parents=True, exist_ok=True)
            self.quarantine.mkdir(exist_ok=True)
        except OSError as error:
            raise WorkspaceError(
                f"cannot write to {self.path}: {error.strerror}", "name another with --store"
            ) from None


class Writer:
    """Prepares the next generation; made by :meth:`Workspace.writer`.

    Args:
        workspace: The locked workspace.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.folder = workspace.path / "next"
        self.base = self._base()
        self.manifest = self._resume()

    def _base(self) -> Manifest:
        try:
            return self.workspace.current().manifest
        except WorkspaceMissing:
            return Manifest(workspace=uuid.uuid4().hex)

    def _resume(self) -> Manifest:
        """The state of a killed writer, if it started from the same generation; else the current one."""
        staged = self.folder / "manifest.json"
        if staged.exists():
            left = Manifest.from_json(staged.read_bytes())
            if left.generation == self.base.generation and self._whole(left):
                self.base = replace(self.base, workspace=left.workspace)
                return left
        self.discard()
        return self.base

    def _whole(self, manifest: Manifest) -> bool:
        return all((self.workspace.records / f).exists() for s in manifest.sources.values() for f in s.files)

    def put(self, states: dict[str, SourceState]) -> None:
        """Set the state of sources; from here on a killed writer's work on them is not lost.

        Args:
            states: State by source.
        """
        self.stage(replace(self.manifest, sources=self.manifest.sources | states))

    def drop(self, source: str) -> None:
        """Take a source out of the next state."""
        sources = {name: state for name, state in self.manifest.sources.items() if name != source}
        self.stage(replace(self.manifest, sources=sources))

    def restore(self, source: str) -> None:
        """Bring a source back to its state in the current generation."""
        state = self.base.sources.get(source)
        if state is None:
            self.drop(source)
        else:
            self.put({source: state})

    def stage(self, manifest: Manifest) -> None:
        """Write down the next state, so that it survives a kill."""
        self.folder.mkdir(exist_ok=True)
        _write(self.folder / "manifest.json", manifest.to_json())
        self.manifest = manifest

    def decide(self, decision: decisions.Decision) -> None:
        """Append a decision to the log; it takes effect with the next generation."""
        decisions.append(self.workspace.log, decision)

    def changed(self) -> set[str]:
        """Sources whose state differs from the current generation's."""
        old, new = self.base.sources, self.manifest.sources
        return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}

    def discard(self) -> None:
        """Forget everything prepared, and whatever no generation refers to."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.manifest = self.base
        self._sweep()

    def publish(self) -> Generation:
        """Make ``next/``, whose graph and text are made, the current generation.

        Returns:
            The new generation.
        """
        workspace = self.workspace
        self.manifest = replace(self.manifest, generation=self.base.generation + 1)
        _write(self.folder / "manifest.json", self.manifest.to_json())
        for path in (*self.folder.rglob("*"), self.folder, workspace.records, workspace.quarantine):
            _sync(path)
        target = workspace.path / f"g{self.manifest.generation:06d}"
        shutil.rmtree(target, ignore_errors=True)
        self.folder.rename(target)
        _sync(workspace.path)
        _write(workspace.path / "CURRENT", target.name.encode() + b"\n")
        previous, self.base = self.base.generation, self.manifest
        for folder in workspace.path.glob("g[0-9]*"):
            if int(folder.name[1:]) not in (previous, self.manifest.generation):
                shutil.rmtree(folder, ignore_errors=True)
        self._sweep()
        return Generation(target, self.manifest)

    def _sweep(self) -> None:
        """Delete record and quarantine files that no generation on disk refers to."""
        manifests = [self.base, self.manifest]
        for path in self.workspace.path.glob("g[0-9]*/manifest.json"):
            with contextlib.suppress(FileNotFoundError):
                manifests.append(Manifest.from_json(path.read_bytes()))
        states = [state for manifest in manifests for state in manifest.sources.values()]
        used = {f for s in states for f in s.files} | {s.quarantine for s in states}
        for folder in (self.workspace.records, self.workspace.quarantine):
            for path in folder.iterdir():
                if path.name not in used:
                    path.unlink()


def write_rejected(folder: Path, rejected: Sequence[Rejected]) -> str:
    """Write what could not be read of one source to a new file.

    Args:
        folder: The workspace's ``quarantine`` folder.
        rejected: At least one.

    Returns:
        Name of the file; the same rejects give the same name.
    """
    rows = [{"position": r.position, "reason": r.reason, "raw": base64.b64encode(r.raw).decode()} for r in rejected]
    text = b"".join(orjson.dumps(row) + b"\n" for row in rows)
    name = hashlib.blake2b(rejected[0].source.encode() + text, digest_size=16).hexdigest() + ".jsonl"
    _write(folder / name, text)
    return name


def _write(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old or the new content, and the new one survives a power cut."""
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def clone(source: Path, target: Path) -> None:
    """Copy a file, sharing its blocks where the file system can.

    Args:
        source: The file.
        target: The copy; must not exist.
    """
    import fcntl

    ficlone = 0x40049409  # linux/fs.h
    with source.open("rb") as old, target.open("wb") as new:
        try:
            fcntl.ioctl(new.fileno(), ficlone, old.fileno())
        except OSError:
            shutil.copyfileobj(old, new, 1 << 22)
