"""A format that changed silently is noticed by what it no longer says."""

from __future__ import annotations

from pathlib import Path

from patnav.graph.duckdb import DuckDBStore
from patnav.graph.manifest import SourceState
from patnav.graph.model import Citation, PatentRecord
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.pipeline import ingest
from patnav.ingest.sanity import Tally, Year, pooled, warnings, years

HEADER = "publication_number,cpc_codes_useme,extended_family_size,publication_date,cites patents\n"


def rows(first: int, years: tuple[int, ...] = (2015, 2016)) -> str:
    """Thirty grants a year, each with a class and two citations."""
    return "".join(
        f"US{first + 100 * (year - years[0]) + n}B2,F04B1/00,3,{year}-01-06,US5000001A;;US5000002A\n"
        for year in years
        for n in range(30)
    )


def test_a_renamed_column_of_citations(tmp_path: Path) -> None:
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text(HEADER + rows(9000000), "utf-8")
    new.write_text(HEADER.replace("cites patents", "backward citations") + rows(9100000, (2016, 2017)), "utf-8")
    workspace, linker = Workspace(tmp_path / "store"), TableLinker()
    report = ingest(workspace, [old], linker)
    assert report.warnings == []
    assert [(one.year, one.patents, one.citations, one.classes, one.applicants) for one in report.years] == [
        ("2015", 30, 2.0, 1.0, 0.0),
        ("2016", 30, 2.0, 1.0, 0.0),
    ]
    (warning,) = ingest(workspace, [new], linker).warnings
    assert warning.startswith(f"{new}: 0.00 citations a patent in 2016-2017, where 2.00 were to be expected")
    assert ingest(workspace, [old], linker).warnings == []


def test_the_same_file_with_a_renamed_column(tmp_path: Path) -> None:
    file = tmp_path / "weekly.csv"
    file.write_text(HEADER + rows(9000000), "utf-8")
    workspace, linker = Workspace(tmp_path / "store"), TableLinker()
    ingest(workspace, [file], linker)
    file.write_text(HEADER.replace("cites patents", "backward citations") + rows(9100000), "utf-8")
    assert "0.00 citations" in ingest(workspace, [file], linker, dry_run=True).warnings[0]
    assert "0.00 citations" in ingest(workspace, [file], linker).warnings[0]


def state(*groups: tuple[str, str, str, int, int]) -> SourceState:
    """A source with groups of (office, kind, year, patents, citations of each)."""
    tally = Tally()
    for office, kind, year, patents, cited in groups:
        for n in range(patents):
            citations = tuple(Citation(f"US{i}A") for i in range(cited))
            tally.add(PatentRecord(f"{office}{n}", office, str(n), kind, publication_date=year, citations=citations))
    return SourceState("digest", "format", "reader/1", 30, 0, (), tally=tally.kept())


def judged(**states: SourceState) -> list[str]:
    return warnings(states, states, {})


def test_a_year_that_falls_silent_within_a_source() -> None:
    (warning,) = judged(
        a=state(("US", "B2", "2010", 100, 9), ("US", "B2", "2011", 100, 9), ("US", "B2", "2012", 100, 0))
    )
    assert "0.00 citations a patent in 2012, where 9.00" in warning


def test_a_source_that_tells_little_of_most_years_is_not_taken_for_a_broken_one() -> None:
    """As samples cut from a table that holds the citations of early years alone."""
    early = [("US", "B2", year, 50, 3) for year in ("2016", "2017")]
    late = [("US", "B2", year, 50, 0) for year in ("2018", "2019", "2020")]
    assert judged(a=state(*early, *late)) == []
    (warning,) = judged(a=state(*early, ("US", "B2", "2015", 50, 3), *late))
    assert "0.00 citations a patent in 2018-2020, where 3.00" in warning
    assert "(counted: 150 patents of US B)" in warning


def test_the_sample_gives_its_user_no_alarm(store: DuckDBStore) -> None:
    sources = store.generation.manifest.sources
    assert any(source.tally for source in sources.values())
    assert warnings(sources, sources, {}) == []


def test_what_differs_for_good_reasons_is_not_warned_of() -> None:
    assert judged(a=state(("US", "B2", "2010", 50, 9), ("US", "A1", "2010", 50, 0))) == []
    assert judged(a=state(("US", "B2", "2010", 50, 9)), b=state(("CN", "B", "2010", 50, 0))) == []
    assert judged(a=state(("US", "B2", "2010", 50, 9), ("US", "B2", "2011", 50, 1))) == []
    assert judged(a=state(("US", "B2", "2010", 50, 9)), b=state(("US", "B2", "2010", 5, 0))) == []


def test_small_groups_are_kept_together() -> None:
    kept = state(("US", "B2", "2010", 25, 1), ("EP", "A1", "2010", 3, 1), ("WO", "A1", "2010", 4, 0))
    assert kept.tally == {"2010": (7, 3, 0, 0), "2010 US B": (25, 25, 0, 0)}
    assert [(one.year, one.patents) for one in years({"a": kept})] == [("2010", 32)]


def test_small_sources_of_a_folder_are_put_together() -> None:
    found = [
        Year("/x/a.xml", "2003", 1, 4, 2, 1),
        Year("/x/b.xml", "2003", 3, 0, 2, 1),
        Year("/x/c.xml", "2004", 1, 1, 1, 1),
        Year("/x/week.xml", "2003", 900, 9, 9, 1),
        Year("/y/d.xml", "2003", 1, 1, 1, 1),
    ]
    assert pooled(found) == [
        Year("/x (3 files)", "2003", 4, 1, 2, 1),
        Year("/x (3 files)", "2004", 1, 1, 1, 1),
        Year("/x/week.xml", "2003", 900, 9, 9, 1),
        Year("/y/d.xml", "2003", 1, 1, 1, 1),
    ]
