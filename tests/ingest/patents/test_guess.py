from __future__ import annotations

from pathlib import Path

import pytest

from patnav.errors import UnreadableFile
from patnav.ingest.tables.guess import guess
from patnav.ingest.tables.mapping import parsed

TABLE = """Export of 2024,,,,,
Doc,Patent No.,Title of it,Assignee names,Filed (filing date),Symbols
1,US9999001B2,Pump,Example Inc. | Pump KK,2016-04-05,F04B 1/12 | F04B 27/00
2,US9999002B1,Valve,Example Inc.,2016-04-06,F16K 1/00
"""


def test_a_draft_that_reads(tmp_path: Path) -> None:
    path = tmp_path / "My export.csv"
    path.write_text(TABLE, "utf-8")
    found = guess(path)
    assert found.columns == {
        "Doc": None,
        "Patent No.": "publication",
        "Title of it": "title",
        "Assignee names": "applicants",
        "Filed (filing date)": "filing_date",
        "Symbols": "ipc",
    }
    assert (found.read, found.rejected) == (2, {})
    assert found.filled["applicants"] == found.filled["classes"] == 2
    mapping = parsed(found.mapping)
    assert (mapping.format, mapping.separator) == ("my-export", ("|",))


def test_no_publication_numbers(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(UnreadableFile, match="no column of publication numbers"):
        guess(path)
