"""How tests read bytes in a format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from patnav.graph.model import PatentRecord
from patnav.ingest.formats import Item, Reject, named


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[Item | Reject]]:
    """Reads bytes in a format."""

    def read(name: str, content: bytes, file: str = "file") -> list[Item | Reject]:
        path = tmp_path / file
        path.write_bytes(content)
        return list(named(name).read(path))

    return read


@pytest.fixture
def records(read: Callable[..., list[Item | Reject]]) -> Callable[..., list[PatentRecord]]:
    """Reads bytes that hold nothing to reject."""

    def records(name: str, content: bytes) -> list[PatentRecord]:
        found = []
        for one in read(name, content):
            assert isinstance(one, Item), one
            assert isinstance(one.record, PatentRecord)
            found.append(one.record)
        return found

    return records
