"""Fingerprints of the code and tables behind a result, so that it is made again when they change."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

import patnav

__all__ = ["EXTRACTOR", "NUMBERS", "RULES", "fingerprint"]

EXTRACTOR = ("ingest/extract/**/*.py", "resources/extract/**/*.yaml", "resources/extract/*.csv")
"""What turns an article into facts."""

NUMBERS = ("ingest/patents/numbers.py", "ingest/patents/docdb_numbers.py")
"""What gives a patent's numbers their forms."""

RULES = (
    "graph/*.py",
    "graph/*.sql",
    "ingest/linker.py",
    "ingest/resolve/*.py",
    "ingest/classify/*.py",
    "resources/*.csv",
    "resources/*.yaml",
)
"""What turns records into the graph."""


@functools.cache
def fingerprint(patterns: tuple[str, ...]) -> str:
    """Hash of some of PatNav's own files.

    Args:
        patterns: Glob patterns below the package's folder.

    Returns:
        16 hexadecimal digits, other ones whenever a file differs, comes or goes.
    """
    digest = hashlib.blake2b(digest_size=8)
    package = Path(patnav.__file__).parent
    for pattern in patterns:
        for path in sorted(package.glob(pattern)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
