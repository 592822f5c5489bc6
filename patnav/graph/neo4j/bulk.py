"""Files for ``neo4j-admin database import``: the way for a first load of millions of rows, the database being offline.

The files hold the graph and a mark; constraints, indexes and the text index come with the ``patnav publish`` after the
import, which knows from the mark what the database holds. Lists are joined by U+001F, which the import is told.
"""

from __future__ import annotations

import shlex
import uuid
from pathlib import Path

from patnav.errors import InputError
from patnav.graph.neo4j.layout import ALL, FILE, MARK, EdgeSet
from patnav.graph.neo4j.mark import FORMAT
from patnav.graph.neo4j.rows import Rows, Set
from patnav.graph.workspace import Workspace

__all__ = ["write"]

_CSV = "FORMAT csv, HEADER false, QUOTE '\"', ESCAPE '\"'"
_TYPES = {"VARCHAR": "string", "BIGINT": "long", "DOUBLE": "double", "BOOLEAN": "boolean"}
_OPTIONS = ("--array-delimiter=U+001F", "--multiline-fields=true", "--bad-tolerance=0", "--overwrite-destination")
_MARK = "name:string,id:string,workspace:string,generation:long,states:string[],step:long,until:long,format:long"


def write(workspace: Workspace, folder: Path, database: str = "neo4j") -> str:
    """Write the files of the current generation, and a script that imports them.

    Args:
        workspace: What to publish.
        folder: Folder to make.
        database: Name of the database to import into.

    Returns:
        The command that imports them, run where the files are.

    Raises:
        InputError: The folder exists, or cannot be made.
        WorkspaceMissing: There is nothing to publish.
    """
    generation = workspace.current()
    server = str(uuid.uuid4())
    kept = workspace.path / "published" / server
    try:
        folder.mkdir(parents=True)
        kept.mkdir(parents=True)
    except OSError as error:
        raise InputError(f"cannot make {folder}: {error.strerror}", "name a new folder") from None
    sets = [kind for kind in ALL if kind.name != FILE.name]
    arguments = []
    with Rows(generation, kept) as rows:
        state = f"{rows.digest}-files"
        rows.save(kept / state, sets)
        for kind in sets:
            if rows.count(kind.name):
                arguments.append(_write(rows, kind, folder))
    manifest = generation.manifest
    row = ("graph", server, manifest.workspace, manifest.generation, state, 0, 0, FORMAT)
    (folder / f"{MARK}-header.csv").write_text(_MARK + "\n", "utf-8")
    (folder / f"{MARK}.csv").write_text(",".join(map(str, row)) + "\n", "utf-8")
    arguments.append(f"--nodes={MARK}={MARK}-header.csv,{MARK}.csv")
    command = ["neo4j-admin", "database", "import", "full", database, *_OPTIONS, *arguments]
    text = " \\\n  ".join(map(shlex.quote, command))
    script = folder / "import.sh"
    script.write_text(
        f'#!/bin/sh\n# The database must be offline; then run patnav publish.\ncd "$(dirname "$0")" || exit 1\n{text}\n'
    )
    script.chmod(0o755)
    return f"sh {shlex.quote(str(script))}"


def _write(rows: Rows, kind: Set, folder: Path) -> str:
    """Write one set; returns its argument for the import."""
    header = ",".join(_header(kind))
    (folder / f"{kind.name}-header.csv").write_text(header + "\n", "utf-8")
    values = (
        f'array_to_string("{name}", chr(31)) AS "{name}"' if type_.endswith("[]") else f'"{name}"'
        for name, type_ in kind.kinds.items()
    )
    rows.copy(f"SELECT {', '.join(values)} FROM {kind.name}", folder / f"{kind.name}.csv", _CSV)
    if isinstance(kind, EdgeSet):
        return f"--relationships={kind.type.name}={kind.name}-header.csv,{kind.name}.csv"
    return f"--nodes={kind.labels}={kind.name}-header.csv,{kind.name}.csv"


def _header(kind: Set) -> list[str]:
    if isinstance(kind, EdgeSet):
        first = [f":START_ID({kind.source})", f":END_ID({kind.target})"]
    else:
        first = [f"key:ID({kind.name})" + ("{id-type:long}" if kind.kinds["key"] == "BIGINT" else "")]
    return first + [_field(name, type_) for name, type_ in list(kind.kinds.items())[len(first) :]]


def _field(name: str, type_: str) -> str:
    many = "[]" if type_.endswith("[]") else ""
    return f"{name}:{_TYPES[type_.removesuffix('[]')]}{many}"
