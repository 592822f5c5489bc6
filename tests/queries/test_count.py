"""``count`` on the bundled sample, against counts made here straight from the sample's file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import orjson
import pytest

from patnav.errors import NotFound, QueryError
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.pipeline import ingest
from patnav.queries.count import BY, count
from patnav.queries.filters import UNDATED, Filters
from patnav.queries.landscape import landscape
from patnav.queries.language import in_language
from patnav.queries.periods import Periods
from tests.conftest import SAMPLE

RECORDS = [orjson.loads(line) for line in (SAMPLE / "patents.jsonl").read_bytes().splitlines()]


def test_all_publications_and_families(store: DuckDBStore) -> None:
    assert count(store, publications=True).rows[0].patents == len(RECORDS)
    families = store.rows("SELECT count(DISTINCT unit) AS n FROM patent WHERE NOT stub", {})[0]["n"]
    assert count(store).rows[0].patents == families


def test_years_come_in_order_and_shares_are_of_all(store: DuckDBStore) -> None:
    years = Counter(r["filing_date"][:4] for r in RECORDS if r.get("filing_date"))
    answer = count(store, by="year", publications=True, limit=1000)
    assert [(row.id, row.patents) for row in answer.rows] == sorted(years.items())
    assert all(row.share == round(row.patents / len(RECORDS), 4) for row in answer.rows)
    lost = len(RECORDS) - years.total()
    assert any(f"{lost} of them belong to no group" in note for note in answer.notes) == bool(lost)


def test_subclasses(store: DuckDBStore) -> None:
    expected: Counter[str] = Counter()
    for record in RECORDS:
        expected.update({c["symbol"][:4] for c in record.get("classes", ()) if c["scheme"] in ("ipc", "cpc")})
    answer = count(store, by="class", publications=True, limit=10_000)
    assert {row.id: row.patents for row in answer.rows} == dict(expected)


def test_filters_on_applicants_hold_for_the_one_that_is_counted(store: DuckDBStore) -> None:
    """A firm that filed with a university is no university: it does not count among them."""
    shown = count(store, Filters(kind="university"), by="applicant", limit=10_000).rows
    kinds = {row["key"]: row["kind"] for row in store.rows("SELECT key, kind FROM organization", {})}
    assert shown
    assert {kinds[row.id] for row in shown} == {"university"}
    together = count(store, Filters(kind="university"), by="kind").rows
    assert [row.id for row in together] == ["university"]


def test_units_count_with_the_topmost_body_they_are_part_of(store: DuckDBStore) -> None:
    above = {row["src"]: row["dst"] for row in store.rows(_PARTS, {})}
    whole: dict[str, set[str]] = {}
    for row in store.rows(_UNITS, {}):
        top = row["dst"]
        while top in above:
            top = above[top]
        whole.setdefault(top, set()).add(row["unit"])
    rolled = {row.id: row.patents for row in count(store, Filters(rollup=True), by="applicant", limit=10_000).rows}
    assert rolled == {top: len(units) for top, units in whole.items()}
    alone = {row.id for row in count(store, by="applicant", limit=10_000).rows}
    assert alone & above.keys()
    assert not rolled.keys() & above.keys()


_PARTS = "SELECT src, dst FROM part_of WHERE src_type = 'Organization'"
_UNITS = """
SELECT p.unit, a.dst FROM patent p JOIN applicant a ON a.src = p.key JOIN organization o ON o.key = a.dst
WHERE NOT p.stub
"""


def test_places_hold_all_below_them(store: DuckDBStore) -> None:
    provinces = {row.id: row.patents for row in count(store, by="province", limit=1000).rows}
    for key, patents in provinces.items():
        assert count(store, Filters(region=key)).rows[0].patents == patents


def test_industries_by_scheme(store: DuckDBStore) -> None:
    fields = count(store, by="wipo35", limit=1000)
    assert {row.id.partition(":")[0] for row in fields.rows} == {"wipo35"}
    ic = next(row for row in count(store, by="key", limit=1000).rows if row.id == "key:ic")
    assert count(store, Filters(industry="ic")).rows[0].patents == ic.patents


def test_events_and_assignees(store: DuckDBStore) -> None:
    concerned = store.rows(
        "SELECT count(DISTINCT c.dst) AS n FROM concerns c JOIN event e ON e.key = c.src "
        "JOIN patent p ON p.key = c.dst WHERE e.type = 'assignment' AND NOT p.stub",
        {},
    )[0]["n"]
    assert sum(row.patents for row in count(store, Filters(event="转让"), publications=True).rows) == concerned
    for row in count(store, by="assignee", publications=True, limit=3).rows:
        (one,) = count(store, Filters(assignee=row.id), publications=True).rows
        assert one.patents == row.patents


def test_a_name_with_stars_means_all_that_fit(store: DuckDBStore) -> None:
    fit = store.rows(
        "SELECT count(DISTINCT p.key) AS n FROM patent p JOIN applicant a ON a.src = p.key "
        "JOIN organization o ON o.key = a.dst WHERE NOT p.stub "
        "AND len(list_filter(o.aliases || [o.name], lambda n: lower(n) LIKE '%univ%')) > 0",
        {},
    )[0]["n"]
    assert fit
    assert count(store, Filters(applicant="*UNIV*"), publications=True).rows[0].patents == fit
    with pytest.raises(NotFound, match="no organization is called"):
        count(store, Filters(applicant="*(no* such.+"))


@pytest.mark.parametrize("by", ["colour", "", "wipo35:8"])
def test_what_cannot_be_counted_by_is_an_error_that_lists_what_can(store: DuckDBStore, by: str) -> None:
    with pytest.raises(QueryError, match="nothing to count by") as error:
        count(store, by=by)
    assert all(one in error.value.hint for one in (*BY, "wipo35", "key"))


@pytest.mark.parametrize("filters", [Filters(event="wedding"), Filters(status=" ")])
def test_bad_filters(store: DuckDBStore, filters: Filters) -> None:
    with pytest.raises(QueryError):
        count(store, filters)


def test_nothing_counts_as_nothing(store: DuckDBStore) -> None:
    answer = count(store, Filters(to="1900"))
    assert (answer.rows, answer.total) == ([], 0)
    assert count(store, Filters(to="1900"), by="year").rows == []


def test_a_status_that_no_patent_has_is_an_error_that_names_those_there_are(store: DuckDBStore) -> None:
    with pytest.raises(NotFound, match="no patent has the legal status 'granted'") as error:
        count(store, Filters(status="granted"))
    assert error.value.hint.startswith("choose one of in_force, pending, ")
    assert "授权, 实质审查" in error.value.hint


IN_FORCE = ("授权", "有效")
"""All wordings of the sample's that say that a right is in force."""


@pytest.mark.parametrize("said", ["in_force", "In force", "有效"])
def test_a_legal_state_stands_for_all_wordings_of_it(store: DuckDBStore, said: str) -> None:
    held = [r for r in RECORDS if r.get("legal_status") in IN_FORCE]
    assert {r["legal_status"] for r in held} == {*IN_FORCE}
    answer = count(store, Filters(status=said), publications=True)
    assert answer.rows[0].patents == len(held)
    assert any(note == "legal status in_force: worded 授权, 有效 by the sources" for note in answer.notes)
    counted = {row.id: row.patents for row in count(store, by="legal_state", publications=True).rows}
    assert counted["in_force"] == len(held)


def test_a_wording_is_asked_for_as_the_source_words_it(store: DuckDBStore) -> None:
    held = sum(r.get("legal_status") == "未缴年费" for r in RECORDS)
    assert count(store, Filters(status="未缴年费"), publications=True).rows[0].patents == held
    counted = {row.id: row.patents for row in count(store, by="status", publications=True).rows}
    assert counted == Counter(r["legal_status"] for r in RECORDS if r.get("legal_status"))


def test_municipalities_count_among_the_cities(store: DuckDBStore) -> None:
    cities = {row.id: row.patents for row in count(store, by="city", limit=1000).rows}
    provinces = {row.id: row.patents for row in count(store, by="province", limit=1000).rows}
    assert cities["CN-310000"] == provinces["CN-310000"] > 0
    assert "CN-440000" not in cities


@pytest.mark.parametrize("by", [None, "year", "class", "region", "key"])
def test_every_group_names_records_of_its_own_newest_patents(store: DuckDBStore, by: str | None) -> None:
    answer = count(store, Filters(from_="2015"), by=by, limit=6, evidence=True)
    own = {r["publication"]: r for r in RECORDS}
    assert answer.rows
    for row in answer.rows:
        proven = [own[str(proof.record).split(" ")[0]] for proof in row.evidence]
        assert 0 < len(proven) == min(5, len(proven)) and len(proven) >= min(5, row.patents)
        dates = [record.get("publication_date") or "" for record in proven]
        assert dates == sorted(dates, reverse=True) and all(record["filing_date"] >= "2015" for record in proven)
        if by == "year":
            assert all(record["filing_date"].startswith(row.id) for record in proven)
        if by == "class":
            assert all(any(c["symbol"].startswith(row.id) for c in record["classes"]) for record in proven)


def test_regions_are_provinces(store: DuckDBStore) -> None:
    assert count(store, by="region").rows == count(store, by="province").rows


def test_of_many_years_the_newest_are_shown(store: DuckDBStore) -> None:
    every = count(store, by="year", limit=1000).rows
    answer = count(store, by="year", limit=3)
    assert answer.rows == every[-3:]
    assert answer.total == len(every) > 3
    assert f"the newest 3 of {len(every)} years; --limit shows more" in answer.notes


def test_years_of_filing_that_are_not_all_published_are_marked(store: DuckDBStore) -> None:
    newest = max(r["publication_date"] for r in RECORDS if r.get("publication_date"))
    notes = count(store, by="year").notes
    assert [
        note
        for note in notes
        if note.endswith(f"the newest publication is of {newest}, and publication takes 18 months")
    ]
    assert not any("incomplete" in note for note in count(store, by="publication_year").notes)


@pytest.mark.parametrize("name", ["publication", "priority"])
def test_years_of_publication_and_priority(store: DuckDBStore, name: str) -> None:
    years = Counter(r[f"{name}_date"][:4] for r in RECORDS if r.get(f"{name}_date"))
    rows = count(store, by=f"{name}_year", publications=True, limit=1000).rows
    assert [(row.id, row.patents) for row in rows] == sorted(years.items())
    assert rows


@pytest.mark.parametrize("scheme", ["sei", "key", "nic", "kdt", "wipo35"])
def test_an_industry_holds_what_the_filter_by_it_does(store: DuckDBStore, scheme: str) -> None:
    for row in count(store, by=scheme, limit=6).rows:
        assert count(store, Filters(industry=row.id)).rows[0].patents == row.patents


def test_statuses_are_named_after_their_states(store: DuckDBStore) -> None:
    answer = count(store, by="status")
    assert {row.name for row in answer.rows if row.id in IN_FORCE} == {"in_force"}
    told = in_language(store, count(store, by="legal_state"), "zh")
    assert ("in_force", "有效") in {(row.id, row.name) for row in told.rows}


DRONES = """\
Publication Number,Kind,Jurisdiction,Lens ID,Title,Publication Date,priority_year
US9000001B1,B1,US,1,Drone,2016-05-01,2013
US9000002B1,B1,US,2,Drone,2016-05-02,2014
"""


def test_where_no_filing_date_is_known_the_answer_says_what_to_ask_by(tmp_path: Path) -> None:
    file = tmp_path / "lens.csv"
    file.write_text(DRONES, "utf-8")
    workspace = Workspace(tmp_path / "store")
    ingest(workspace, [file], TableLinker())
    with DuckDBStore(workspace.current()) as drones:
        since = count(drones, Filters(from_="2015"))
        assert since.rows == []
        assert "dates are filing dates; 2 of 2 publications have none and are left out" in since.notes
        by_year = count(drones, by="year")
        assert all(UNDATED in notes for notes in (since.notes, by_year.notes, landscape(drones).notes))
        assert [(row.id, row.patents) for row in count(drones, by="priority_year").rows] == [("2013", 1), ("2014", 1)]
        assert not any("incomplete" in note for note in landscape(drones).notes)
    assert Periods("2016-05-02", filed=False).ungrown == "growth: no filing dates"


def test_an_empty_graph_says_so(tmp_path: Path) -> None:
    file = tmp_path / "news.txt"
    file.write_text("Nothing of note.\n", "utf-8")
    workspace = Workspace(tmp_path / "store")
    ingest(workspace, [file], TableLinker())
    with DuckDBStore(workspace.current()) as empty:
        answer = count(empty)
        assert "this graph holds no patent yet: 'patnav ingest FILE' reads some" in answer.notes
