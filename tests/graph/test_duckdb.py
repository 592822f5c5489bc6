"""DuckDB as a store."""

from __future__ import annotations

import pytest

from patnav.errors import StoreError
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.workspace import Workspace


def test_a_question_beyond_the_memory_is_one_clear_error_and_the_store_goes_on(
    sample: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATNAV_MEMORY", "60MB")
    with DuckDBStore(sample.current()) as store:
        with pytest.raises(StoreError, match=r"ran out of memory") as told:
            store.rows("SELECT list(range ORDER BY hash(range)) AS numbers FROM range(20000000)", {})
        assert told.value.hint == "set PATNAV_MEMORY higher, as 2GB"
        assert store.rows("SELECT count(*) > 0 AS some FROM patent", {}) == [{"some": True}]
