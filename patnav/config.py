"""Settings: the environment variables that PatNav reads, and what they are when nobody sets them.

Every setting has the prefix ``PATNAV_``. Nothing is read at import; :func:`settings` reads once, when asked.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from patnav.errors import PatNavError

__all__ = ["Settings", "mappings", "settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says.

    Attributes:
        store: ``PATNAV_STORE``: where questions and ingests go, ``duckdb:PATH``.
        memory: ``PATNAV_MEMORY``: the most that DuckDB may use before it spills to disk, as ``1GB``.
        threads: ``PATNAV_THREADS``: how many threads DuckDB and the text index use.
        mappings: ``PATNAV_MAPPINGS``: folder of own mappings of tables, ``*.yaml``.
        vectors: ``PATNAV_VECTORS``: ``1`` keeps sentence vectors from the next write on, ``0`` drops them; unset, they
            stay as they are.
        cache: ``PATNAV_CACHE``: folder for what can be fetched again.
        batch: ``PATNAV_NEO4J_BATCH``: how many rows a batch to Neo4j has.
        timeout: ``PATNAV_NEO4J_TIMEOUT``: seconds that a question on Neo4j may take.
        private_addresses: ``PATNAV_PRIVATE_ADDRESSES``: ``1`` allows to fetch from addresses of the own network.
        shared_data: ``PATNAV_SHARED_DATA``: folder of real data for tests and benchmarks.
    """

    store: str
    memory: str
    threads: int
    mappings: Path | None
    vectors: bool | None
    cache: Path
    batch: int
    timeout: int
    private_addresses: bool
    shared_data: str


def _positive(name: str, default: int) -> int:
    text = os.environ.get(name, "")
    if not text:
        return default
    if not text.isdigit() or int(text) < 1:
        raise PatNavError(f"{name} is {text!r}, not a positive whole number", f"unset it, or set it to {default}")
    return int(text)


def _switch(name: str) -> bool | None:
    text = os.environ.get(name, "")
    if text not in ("", "0", "1"):
        raise PatNavError(f"{name} is {text!r}, neither 1 nor 0", "set it to 1 for on, 0 for off, or unset it")
    return text == "1" if text else None


def mappings() -> Path | None:
    """The folder of own mappings alone, which is asked for at every file."""
    folder = os.environ.get("PATNAV_MAPPINGS")
    return Path(folder) if folder else None


def settings() -> Settings:
    """Read the settings from the environment.

    Returns:
        The settings, defaults filled in.

    Raises:
        PatNavError: A variable holds what it cannot mean.
    """
    return Settings(
        store=os.environ.get("PATNAV_STORE") or "duckdb:patnav.store",
        memory=os.environ.get("PATNAV_MEMORY") or "1GB",
        threads=_positive("PATNAV_THREADS", min(2, os.cpu_count() or 1)),
        mappings=mappings(),
        vectors=_switch("PATNAV_VECTORS"),
        cache=Path(os.environ.get("PATNAV_CACHE") or Path.home() / ".cache" / "patnav"),
        batch=_positive("PATNAV_NEO4J_BATCH", 5_000),
        timeout=_positive("PATNAV_NEO4J_TIMEOUT", 60),
        private_addresses=os.environ.get("PATNAV_PRIVATE_ADDRESSES") == "1",
        shared_data=os.environ.get("PATNAV_SHARED_DATA") or "../shared/data",
    )
