"""What can go wrong, as one tree of exceptions.

::

    PatNavError                 everything PatNav raises on purpose; carries a code and a hint
    ├── InputError              a file, folder or address that cannot be used
    │   ├── UnknownFormat       no reader recognises the content
    │   └── UnreadableFile      recognised, but broken, truncated, too large or hostile
    ├── RecordError             one record is bad; the rest of its file goes on (ends in quarantine)
    ├── WorkspaceError          the folder that holds the graph
    │   ├── WorkspaceMissing    a question was asked where nothing was ingested
    │   ├── WorkspaceLocked     another writer is at work
    │   └── WorkspaceDamaged    ``verify`` found the graph unequal to its records
    ├── NotFound                an id or name that the graph does not hold
    ├── QueryError              a question that cannot be understood
    └── StoreError              a store that cannot be reached or refuses

The command line prints ``error[CODE]: what; hint: what to do`` and exits with 1.
"""

from __future__ import annotations

__all__ = [
    "InputError",
    "NotFound",
    "PatNavError",
    "QueryError",
    "RecordError",
    "StoreError",
    "UnknownFormat",
    "UnreadableFile",
    "WorkspaceDamaged",
    "WorkspaceError",
    "WorkspaceLocked",
    "WorkspaceMissing",
]


class PatNavError(Exception):
    """Root of every error that PatNav raises on purpose.

    Args:
        what: One sentence: what is wrong, and where.
        hint: What the user can do about it; empty when there is nothing to add.
    """

    code = "ERROR"

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.what}; hint: {self.hint}" if self.hint else self.what


class InputError(PatNavError):
    """A file, folder or address that cannot be used as input."""

    code = "INPUT"


class UnknownFormat(InputError):
    """No reader recognises the content."""

    code = "UNKNOWN_FORMAT"


class UnreadableFile(InputError):
    """The format is known, but the content is broken, truncated, too large or hostile."""

    code = "UNREADABLE"


class RecordError(PatNavError):
    """One record cannot be read; the others of its file can."""

    code = "RECORD"


class WorkspaceError(PatNavError):
    """The folder that holds the graph cannot be used."""

    code = "WORKSPACE"


class WorkspaceMissing(WorkspaceError):
    """A question was asked where nothing was ingested."""

    code = "NO_WORKSPACE"


class WorkspaceLocked(WorkspaceError):
    """Another process is writing to the workspace."""

    code = "LOCKED"


class WorkspaceDamaged(WorkspaceError):
    """The graph is not what its records and decisions make it."""

    code = "DAMAGED"


class NotFound(PatNavError):
    """An id or a name that the graph does not hold."""

    code = "NOT_FOUND"


class QueryError(PatNavError):
    """A question that cannot be understood; says at which place."""

    code = "QUERY"


class StoreError(PatNavError):
    """A store cannot be reached, or refuses."""

    code = "STORE"
