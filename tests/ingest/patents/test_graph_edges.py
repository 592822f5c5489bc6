"""Patent graphs as tables of edges, Cypher statements and lists of organizations."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patnav.errors import NotFound, UnreadableFile
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.model import Classification, LegalEvent, OrganizationRecord, Party, PatentRecord, Text
from patnav.graph.workspace import Workspace
from patnav.ingest import formats
from patnav.ingest.formats import Item, Reject
from patnav.ingest.linker import TableLinker
from patnav.ingest.pipeline import ingest
from patnav.ingest.verify import verify
from patnav.queries.count import count
from patnav.queries.filters import Filters
from patnav.queries.transfers import transfers

HEADER = "src_label\tsrc\trel\tdst_label\tdst\tprops\n"
EDGES = (
    ("CN201811111111.2", "APPLIED_BY", "Organization", "甲乙大学"),
    ("CN201811111111.2", "APPLIED_BY", "Organization", "甲乙大学"),
    ("CN201811111111.2", "OWNED_BY", "Organization", "丙丁氢能科技有限公司"),
    ("CN201811111111.2", "CLASSIFIED_AS", "IPCCode", "C01B3/38"),
    ("CN201811111111.2", "BELONGS_TO", "TechDomain", "制氢技术"),
    ("CN201811111111.2", "HAS_STATUS", "LegalStatus", "授权"),
    ("CN201811111111.2", "IN_FAMILY", "PatentFamily", "CN109111111A"),
    ("CN201811111111.2", "PUBLISHED_IN", "Country", "中国"),
    ("CN201811111111.2", "TRANSFERRED_FROM", "Organization", "甲乙大学"),
    ("CN201811111111.2", "TRANSFERRED_FROM", "Person", "Doe,  Jane@简·多伊"),
    ("CN201811111111.2", "TRANSFERRED_TO", "Organization", "丙丁氢能科技有限公司"),
    ("CN201811111111.2", "LICENSED_FROM", "Organization", "甲乙大学"),
    ("CN201811111111.2", "LICENSED_TO", "Organization", "戊己燃气有限公司"),
    ("CN201811111111.2", "LICENSED_TO", "Organization", "庚辛动力有限公司"),
    ("CN201811111111.2", "CURRENT_LICENSED_TO", "Organization", "庚辛动力有限公司"),
    ("CN201811111111.2", "HAS_LITIGATION_TYPE", "LitigationType", "侵权案件"),
    ("CN201811111111.2", "LITIGATED_WITH", "Organization", "甲乙大学\trole: '原告'"),
    ("CN201811111111.2", "LITIGATED_WITH", "Organization", "壬癸有限公司\trole: '被告'"),
    ("WOEP16000001", "APPLIED_BY", "Organization", ","),
    ("WOEP16000001", "CLASSIFIED_AS", "IPCCode", "H01M8/04"),
)
STATEMENT = (
    "MERGE (p:Patent {application_no: 'CN201811111111.2'}) SET p.application_no = 'CN201811111111.2', "
    "p.title_cn = '一种制氢装置，其特征', p.title_en = 'Reactor\\'s housing', p.abstract_cn = '装置; 含反应器', "
    "p.application_date = '2018-10-09 00:00:00', p.publication_date = 'None', p.publication_no = 'CN109111111B', "
    "p.patent_type = '发明授权', p.ipc_main = 'C01B3/38', p.tech_domain = '制氢技术', p.transfer_count = 1;\n"
)


def table(edges: tuple[tuple[str, ...], ...] = EDGES) -> str:
    return HEADER + "".join(f"Patent\t{src}\t{rel}\t{label}\t{dst}\n" for src, rel, label, dst in edges)


def read(path: Path, text: str) -> list[Item | Reject]:
    path.write_text(text, "utf-8")
    return list(formats.recognise(path).read(path))


def record(read_: Item | Reject) -> PatentRecord:
    assert isinstance(read_, Item)
    assert isinstance(read_.record, PatentRecord)
    return read_.record


def test_the_edges_of_a_patent_make_one_record(tmp_path: Path) -> None:
    first, second = map(record, read(tmp_path / "edges.tsv", table()))
    university, firm = Party("甲乙大学", "organization"), Party("丙丁氢能科技有限公司", "organization")
    assert (first.publication, first.application) == ("CN201811111111X0", "CN201811111111")
    assert (first.applicants, first.owners) == ((university,), (firm,))
    assert first.classes == (Classification("C01B3/38", "ipc", True),)
    assert first.family == ("CN201811111111X0", "CN109111111A")
    assert (first.legal_status, first.industries) == ("授权", ("domain:制氢技术",))
    assert first.events == (
        LegalEvent("assignment", (university, Party("Jane Doe", "person", ("简·多伊",))), (firm,)),
        LegalEvent("license", (university,), (Party("戊己燃气有限公司", "organization"),)),
        LegalEvent("license", (university,), (Party("庚辛动力有限公司", "organization"),), status="current"),
        LegalEvent("dispute", (university,), (Party("壬癸有限公司", "organization"),), status="侵权案件"),
    )
    assert (second.publication, second.application) == ("WOEP2016000001X0", "PCTEP2016000001")
    assert second.applicants == ()


@pytest.mark.parametrize(
    ("edge", "reason"),
    [
        (("CN201811111111.2", "MARRIED_TO", "Organization", "A"), "no relation of patents"),
        (("CN201811111111.2", "APPLIED_BY", "Country", "中国"), "no organization or person"),
        (("12345", "APPLIED_BY", "Organization", "A"), "no application number"),
        (("CN201811111111.2", "APPLIED_BY", "Organization", "A\tb\tc"), "7 cells"),
    ],
)
def test_a_patent_with_an_odd_edge_is_rejected_and_the_next_one_read(
    tmp_path: Path, edge: tuple[str, ...], reason: str
) -> None:
    reject, item = read(tmp_path / "edges.tsv", table((edge, EDGES[-1])))
    assert isinstance(reject, Reject)
    assert reason in reject.reason
    assert record(item).classes


@given(st.text(st.characters(blacklist_characters="\n\r\x85\u2028\u2029\x0b\x0c\x1c\x1d\x1e", codec="utf-8")))
def test_no_text_of_an_edge_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("edges") / "edges.tsv"
    path.write_text(table((("US12345678", "OWNED_BY", "Person", text), EDGES[0])), "utf-8")
    found = list(formats.named("graph-edges").read(path))
    assert len(found) == 2
    assert record(found[1]).applicants


def test_a_statement_describes_a_patent(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "patents.cypher", "// patents\n" + STATEMENT)
    found = record(item)
    assert (found.publication, found.application, found.type) == ("CN109111111B", "CN201811111111", "invention")
    assert found.titles == (Text("一种制氢装置，其特征", "zh"), Text("Reactor's housing", "en"))
    assert found.abstracts == (Text("装置; 含反应器", "zh"),)
    assert (found.filing_date, found.publication_date) == ("2018-10-09", None)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (STATEMENT.replace("publication_no", "other"), "no publication_no"),
        (STATEMENT.replace(";\n", "\n"), "no whole statement"),
        (STATEMENT.replace("2018-10-09 00:00:00", "yesterday"), "no date"),
    ],
)
def test_a_statement_that_lacks_something_is_rejected(tmp_path: Path, statement: str, reason: str) -> None:
    (reject,) = read(tmp_path / "patents.cypher", statement)
    assert isinstance(reject, Reject)
    assert reason in reject.reason


LOCATIONS = (
    "MERGE (loc:Location {location_id: 'cn-js-suz'}) SET loc.name = '苏州市', loc.level = 3, loc.country = '中国', "
    "loc.province = '江苏省', loc.city = '苏州市', loc.district = '', loc.full_path = '中国/江苏省/苏州市';\n"
    "MERGE (loc:Location {location_id: 'cn-tw'}) SET loc.name = '中国台湾', loc.country = '中国', "
    "loc.province = '中国台湾', loc.city = '', loc.district = '';\n"
)


def test_places_come_from_the_statements_beside_the_table(tmp_path: Path) -> None:
    (tmp_path / "locations.cypher").write_text(LOCATIONS, "utf-8")
    rows = "org\tlocation_id\n丙丁氢能科技有限公司\tcn-js-suz\n子丑股份有限公司\tcn-tw\n寅卯\tnowhere\n"
    first, second, third = read(tmp_path / "org_location.tsv", rows)
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert first.record == OrganizationRecord("丙丁氢能科技有限公司", country="CN", province="江苏省", city="苏州市")
    assert second.record == OrganizationRecord("子丑股份有限公司", country="TW")
    assert isinstance(third, Reject)
    assert "nowhere" in third.reason


def test_places_without_their_statements_are_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no file beside it states the locations"):
        read(tmp_path / "org_location.tsv", "org\tlocation_id\n丙丁有限公司\tcn-js\n")


def test_the_tables_of_a_folder_meet_in_the_graph(tmp_path: Path) -> None:
    """The edges of an application, the publication of it, the kinds and the places are one patent and its parties."""
    folder = tmp_path / "kg"
    folder.mkdir()
    (folder / "edges.tsv").write_text(table(), "utf-8")
    (folder / "patents.cypher").write_text(STATEMENT, "utf-8")
    (folder / "locations.cypher").write_text(LOCATIONS, "utf-8")
    (folder / "places.tsv").write_text("org\tlocation_id\n丙丁氢能科技有限公司\tcn-js-suz\n", "utf-8")
    kinds = "name\tentity_type\taliases\n丙丁氢能科技有限公司\t研究机构\tBingding Hydrogen\n甲乙大学\t高校\t\n"
    (folder / "organizations.tsv").write_text(kinds, "utf-8")
    workspace = Workspace(tmp_path / "store")
    report = ingest(workspace, [folder], TableLinker())
    assert (report.read, report.quarantined, len(report.skipped)) == (6, 1, 1)  # the locations are read with the places
    verify(workspace, TableLinker())
    with DuckDBStore(workspace.current()) as store:
        (deal,) = transfers(store, channel="assignment").rows
        assert [party.kind for party in deal.to] == ["research_institute"]  # as the list says, not as the name suggests
        year = count(store, Filters(assignee="Bingding Hydrogen"), by="year", publications=True)
        assert [(row.id, row.patents) for row in year.rows] == [("2018", 1)]
        by_city = count(store, Filters(event="license"), by="domain", publications=True)
        assert [(row.id, row.patents) for row in by_city.rows] == [("domain:制氢技术", 1)]
        assert count(store, Filters(status="授权"), publications=True).rows[0].patents == 1
        with pytest.raises(NotFound, match="no patent has the legal status"):
            count(store, Filters(status="失效"), publications=True)
