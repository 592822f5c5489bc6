"""Transfers and licences of a real patent graph, counted from its edges without PatNav."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from patnav.graph.duckdb import DuckDBStore
from patnav.graph.store import Store
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.patents import numbers
from patnav.ingest.pipeline import ingest
from patnav.queries.transfers import transfers

DEALS = {"assignment": "TRANSFERRED", "license": "LICENSED"}

Triple = tuple[str, str, str]


def raw_triples(edges: Path, organizations: Path, deal: str) -> set[Triple]:
    """Patent, university and firm for each deal between such, read with nothing but ``split``."""
    lines = organizations.read_text("utf-8").splitlines()
    kind = {name: type_ for name, type_, *_ in (line.split("\t") for line in lines)}
    sides: dict[str, dict[str, set[str]]] = {"FROM": defaultdict(set), "TO": defaultdict(set)}
    with gzip.open(edges, "rt", encoding="utf-8") as file:
        for line in file:
            _, patent, rel, label, name, *_ = line.rstrip("\n").split("\t")
            if label == "Organization" and rel.startswith(f"{deal}_"):
                sides[rel.rpartition("_")[2]][patent].add(name)
    return {
        (patent, giver, taker)
        for patent, givers in sides["FROM"].items()
        for giver in givers
        for taker in sides["TO"][patent]
        if kind[giver] == "高校" and kind[taker] == "公司"
    }


@pytest.fixture(scope="module")
def graph(shared: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The deals among the edges, and the list of their organizations, ingested."""
    folder = tmp_path_factory.mktemp("hydrogen")
    with gzip.open(shared("cn_hydrogen_kg/edges.tsv.gz"), "rt", encoding="utf-8") as file:
        lines = [line for line in file if line.startswith("src_label") or "RRED_" in line or "ICENSED_" in line]
    (folder / "edges.tsv").write_text("".join(lines), "utf-8")
    named = {line.split("\t")[4] for line in lines}
    listed = shared("cn_hydrogen_kg/organizations.tsv").read_text("utf-8").splitlines(keepends=True)
    kept = [listed[0], *(line for line in listed if line.split("\t")[0] in named)]
    (folder / "organizations.tsv").write_text("".join(kept), "utf-8")
    workspace = Workspace(folder / "store")
    report = ingest(workspace, [folder], TableLinker())
    assert report.quarantined == 0
    with DuckDBStore(workspace.current()) as store:
        yield store


def names_by_node(store: Store) -> dict[str, set[str]]:
    """Names that the table of organizations lists, by the node that they came to."""
    rows = store.rows(
        "SELECT coalesce(m.key, r.key) AS node, record AS name FROM (SELECT DISTINCT o.key, r.record FROM record r "
        "JOIN said.organization o USING (rid) WHERE r.type = 'Organization') r LEFT JOIN same m ON m.leaf = r.key",
        {},
    )
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row["node"]].add(row["name"].partition("#")[0])
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("channel", "counts"), [("assignment", (1126, 862, 752)), ("license", (337, 123, 287))])
def test_deals_of_universities_with_firms(
    graph: Store, shared: Callable[[str], Path], channel: str, counts: tuple[int, int, int]
) -> None:
    """Every deal of the edges is found; where one is not, or one more is, names of several kinds are one body's."""
    organizations = shared("cn_hydrogen_kg/organizations.tsv")
    raw = raw_triples(shared("cn_hydrogen_kg/edges.tsv.gz"), organizations, DEALS[channel])
    assert (len(raw), len({p for p, _, _ in raw}), len({(giver, taker) for _, giver, taker in raw})) == counts
    joined = names_by_node(graph)
    node = {name: key for key, names in joined.items() for name in names}
    kind = {
        " ".join(row[0].split()): row[1]
        for row in (line.split("\t") for line in organizations.read_text().splitlines())
    }
    expected = {(numbers.application(p), *(node[" ".join(name.split())] for name in pair)) for p, *pair in raw}
    answer = transfers(graph, channel=channel, from_kind="university", to_kind="enterprise", limit=10_000)
    patent = {
        row["event"]: row["application"]
        for row in graph.rows(
            "SELECT c.src AS event, p.application FROM concerns c JOIN patent p ON p.key = c.dst WHERE NOT p.stub", {}
        )
    }
    found = {
        (patent[row.id], giver.id, taker.id)
        for row in answer.rows
        for giver in row.from_
        for taker in row.to
        if (giver.kind, taker.kind) == ("university", "enterprise")
    }
    assert answer.total == len({row.id for row in answer.rows})
    several = {key for key, names in joined.items() if len({kind[name] for name in names}) > 1}
    unexplained = {triple for triple in found ^ expected if not several & set(triple[1:])}
    assert not unexplained
    assert len(found & expected) > 0.9 * len(raw)
