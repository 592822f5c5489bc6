from __future__ import annotations

import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from patnav.errors import UnreadableFile
from patnav.graph.duckdb import connect
from patnav.graph.model import Classification, Party, PatentRecord, Text
from patnav.graph.workspace import Workspace
from patnav.ingest.formats import Item, Reject, named, recognise
from patnav.ingest.linker import TableLinker
from patnav.ingest.pipeline import ingest

Read = Callable[..., list[Item | Reject]]
Records = Callable[..., list[PatentRecord]]
NAME = "patentsview-tables"
TABLES = {
    "g_patent.tsv": "patent_id\tpatent_type\tpatent_date\tpatent_title\twipo_kind\tnum_claims\n"
    "9999001\tutility\t2018-01-02\tPump\tB2\t2\n9999002\tutility\t2018-01-02\tValve\tB1\t3\n",
    "abstract.csv": 'patent_id,patent_abstract\n9999001,"A pump, small."\n9999002,A valve.\n',
    "assignee.csv": "patent_id,assignee_sequence,assignee_id,disambig_assignee_individual_name_first,"
    "disambig_assignee_individual_name_last,disambig_assignee_organization,assignee_type\n"
    "9999001,1,b,Jane,Doe,,4\n9999001,0,a,,,Example Inc.,2\n9999002,0,a,,,Example Inc.,2\n",
    "inventor.csv": "patent_id,inventor_sequence,disambig_inventor_name_first,disambig_inventor_name_last\n"
    "9999001,0,Jane,Doe\n9999002,0,Taro,Rei\n9999001,1,Taro,Rei\n",
    "cpc.csv": "patent_id,cpc_sequence,cpc_group\n9999001,0,F04B1/146\n9999001,1,Y02E10/20\n",
}


def test_tables(records: Records) -> None:
    first, _ = records(NAME, TABLES["abstract.csv"].encode())
    assert first == PatentRecord("US9999001", "US", "9999001", abstracts=(Text("A pump, small.", "en"),))
    first, _ = records(NAME, TABLES["assignee.csv"].encode())
    assert first.applicants == (
        Party("Example Inc.", "organization", country="US"),
        Party("Jane Doe", "person", country="US"),
    )
    first, second = records(NAME, TABLES["inventor.csv"].encode())
    assert [one.name for one in first.inventors] == ["Jane Doe", "Taro Rei"]
    assert second.inventors == (Party("Taro Rei", "person"),)
    (first,) = records(NAME, TABLES["cpc.csv"].encode())
    assert first.classes == (Classification("F04B1/146", "cpc", main=True), Classification("Y02E10/20", "cpc"))
    header, one, two, _ = TABLES["cpc.csv"].split("\n")
    assert records(NAME, f"{header}\n{two}\n{one}\n".encode()) == [first]


def test_short_row(read: Read) -> None:
    good, bad = read(NAME, b"patent_id,patent_abstract\n9999001,A\n9999002\n")
    assert isinstance(good, Item) and isinstance(bad, Reject)


def test_rows_that_lie_apart(read: Read) -> None:
    """The rows of a patent, sorted by neither number nor place; the last row of the file is cut off."""
    lines = ["patent_id,inventor_sequence,disambig_inventor_name_first,disambig_inventor_name_last"]
    lines += [f"{9_000_000 + (7 * i) % 30},{i // 30},N{i // 30},P{(7 * i) % 30}" for i in range(90)]
    found = read(NAME, "\n".join(lines).encode())
    last = 9_000_000 + (7 * 89) % 30
    assert len(found) == 30
    for one in found:
        if isinstance(one, Item):
            assert isinstance(one.record, PatentRecord)
            assert [party.name.split()[0] for party in one.record.inventors] == ["N0", "N1", "N2"][
                : len(one.record.inventors)
            ]
    (bad,) = (one for one in found if isinstance(one, Reject))
    assert "ends too early" in bad.reason and str(last).encode() in bad.raw


def test_a_full_temporary_disk_is_told(tmp_path: Path) -> None:
    rows = (f"{9_000_000 + 1_001 * i % 3_000},{'A pump. ' * 125}" for i in range(6_000))
    lines = ["patent_id,patent_abstract", *rows]
    path = tmp_path / "abstract.csv"
    path.write_text("\n".join(lines) + "\n")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, hard))  # what is written ends here, as on a full disk
    try:
        with pytest.raises(UnreadableFile, match="cannot be sorted in") as told:
            list(named(NAME).read(path))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "TMPDIR" in told.value.hint
    assert len(list(named(NAME).read(path))) == 3_000


def test_the_tables_of_a_folder_become_one_patent(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    for name, text in TABLES.items():
        (folder / name).write_text(text, "utf-8")
        assert recognise(folder / name).name == ("patentsview" if name == "g_patent.tsv" else NAME)
    workspace = Workspace(tmp_path / "store")
    ingest(workspace, [folder], TableLinker())
    with connect(workspace.current().graph, read_only=True) as db:
        rows = db.execute("SELECT key, title, abstract FROM patent WHERE NOT stub ORDER BY key").fetchall()
        inventors = db.execute("SELECT src, count(*) FROM inventor GROUP BY 1 ORDER BY 1").fetchall()
    assert rows == [("US9999001B2", "Pump", "A pump, small."), ("US9999002B1", "Valve", "A valve.")]
    assert inventors == [("US9999001B2", 2), ("US9999002B1", 1)]
