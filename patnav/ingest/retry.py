"""Reading again what went to quarantine, after a reader or a file was mended."""

from __future__ import annotations

from pathlib import Path

from patnav.errors import NotFound
from patnav.graph.links import Linker
from patnav.graph.workspace import Workspace
from patnav.ingest.pipeline import Progress, Report, find_sources, ingest
from patnav.ingest.reading import UNKNOWN
from patnav.ingest.web import is_address

__all__ = ["retry"]


def retry(
    workspace: Workspace,
    linker: Linker,
    names: tuple[str, ...] = (),
    *,
    jobs: int = 1,
    progress: Progress = lambda done, total: None,
) -> Report:
    """Read the sources again of which something is in quarantine, each in its format; what is read now leaves it.

    Args:
        workspace: Holds the quarantine.
        linker: Who names stand for.
        names: Sources, folders, or endings of their paths; all with something in quarantine where none is named.
        jobs: How many processes read.
        progress: Is told how far the reading is.

    Returns:
        What was done.

    Raises:
        NotFound: A source is unknown, nothing is in quarantine, or none of the files is there any more.
    """
    manifest = workspace.current().manifest
    wanted = {source for name in names for source in find_sources(manifest, name)} or set(manifest.sources)
    rejected = sorted(name for name in wanted if manifest.sources[name].rejected)
    if not rejected:
        raise NotFound("nothing of these sources is in quarantine", "'patnav quarantine list' shows what is")
    there: list[Path | str] = [name if is_address(name) else Path(name) for name in rejected if _is_there(name)]
    if not there:
        raise NotFound(f"{rejected[0]} is not there any more", "put the file back, or retract the source")
    read_as = {path: manifest.sources[str(path)].format for path in there if isinstance(path, Path)}
    known = {path: format_ for path, format_ in read_as.items() if format_ != UNKNOWN}
    return ingest(workspace, there, linker, as_format=known, jobs=jobs, again=True, progress=progress)


def _is_there(source: str) -> bool:
    return is_address(source) or Path(source).is_file()
