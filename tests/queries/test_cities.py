"""Clusters of Chinese cities on real patents, against counts made straight from the parquet file."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from patnav.graph.duckdb import DuckDBStore
from patnav.graph.workspace import Workspace
from patnav.ingest.classify.wipo35 import field
from patnav.ingest.linker import TableLinker
from patnav.ingest.pipeline import ingest
from patnav.queries.clusters import clusters
from patnav.queries.filters import Filters

CITIES = {
    "Shanghai": "CN-310000", "Beijing": "CN-110000", "Tianjin": "CN-120000", "Chongqing": "CN-500000",
    "Suzhou": "CN-320500", "Nanjing": "CN-320100", "Hangzhou": "CN-330100", "Hefei": "CN-340100",
}  # fmt: skip
FIRST = re.compile(r"\w+")
CODE = re.compile(r"CN-(\d\d)(\d\d)\d\d")


def named_after(names: list[str] | None) -> set[str]:
    """Cities that names begin with, as most Chinese firms' names do."""
    firsts = {match[0].title() for name in names or () if (match := FIRST.match(name))}
    return {CITIES[first] for first in firsts if first in CITIES}


def city_of(seat: str | None) -> str | None:
    """The city that a seat lies in, by its administrative code alone: two digits for the province, two for the city."""
    match = CODE.match(seat or "")
    if match is None or match[2] == "90":
        return None
    if match[1] in ("11", "12", "31", "50"):
        return f"CN-{match[1]}0000"
    return f"CN-{match[1]}{match[2]}00" if match[2] != "00" else None


@pytest.mark.shared
@pytest.mark.slow
def test_clusters_of_cities_are_what_the_parquet_holds(shared: Callable[[str], Path], tmp_path: Path) -> None:
    table = pq.read_table(shared("patentsview_130k/patents.parquet"))
    rows = table.select(["assignee_organization", "cpc"]).to_pylist()
    kept = [i for i, row in enumerate(rows) if named_after(row["assignee_organization"])]
    assert len(kept) > 1_000
    pq.write_table(table.take(pa.array(kept)), tmp_path / "cities.parquet")
    workspace = Workspace(tmp_path / "store")
    ingest(workspace, [tmp_path / "cities.parquet"], TableLinker())
    with DuckDBStore(workspace.current()) as store:
        answer = clusters(store, Filters(industry="wipo35"), level="city", limit=100_000)
        seats = store.rows(
            "SELECT unnest(list_append(o.aliases, o.name)) AS name, l.dst AS seat FROM organization o "
            "JOIN located_in l ON l.src = o.key AND l.role = 'seat'",
            {},
        )
    seat = {row["name"]: row["seat"] for row in seats}
    expected: dict[tuple[str, str], float] = defaultdict(float)
    hits: Counter[bool] = Counter()
    for i in kept:
        names = [" ".join(name.split()) for name in rows[i]["assignee_organization"]]
        places = {city for name in names if (city := city_of(seat.get(name)))}
        fields = {key for symbol in rows[i]["cpc"] or () if (key := field(symbol))}
        for place in places:
            for one in fields:
                expected[place, one] += 1 / len(fields)
        hits.update(city in places for city in named_after(names))
    assert {(row.region.id, row.industry.id): row.patents for row in answer.rows} == pytest.approx(expected, abs=0.006)
    assert hits[True] / hits.total() > 0.95  # the others sit elsewhere by the table of organizations
