"""What tests of ingest share: the real data, where it is, and formats limited to those that exist."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from patnav.ingest import formats

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """Finds a file of the real data, or skips the test."""
    folder = Path(os.environ.get("PATNAV_SHARED_DATA", ROOT / ".." / "shared" / "data"))

    def find(name: str) -> Path:
        path = folder / name
        if not path.exists():
            pytest.skip(f"no real data at {path}; PATNAV_SHARED_DATA names another place")
        return path

    return find


@pytest.fixture(autouse=True)
def known_formats(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leaves out the formats whose modules are not written yet."""
    monkeypatch.setattr(formats, "MODULES", tuple(name for name in formats.MODULES if find_spec(name)))
    formats.formats.cache_clear()
    yield
    formats.formats.cache_clear()
