"""Would ``match --patent`` have named the firm that took a university's patent? Asked of real transfers.

A real graph of 106,002 patents is read without any deal, owner or holder, so that nothing tells who took what. Then,
for patents that universities passed to firms (counted straight from the edges), the firms are ranked; the truth is the
firm that the patent was passed to. Beside the score stand technology alone, the number of near patents alone, and
chance. Firms that filed the patent themselves, with the university, are no truth. A firm that filed nothing near
cannot be found: ``reachable`` says how many could. Patents of that graph have one class symbol, and most have no text,
so this shows how far that little carries, not how well wording does.

Run ``python -m benchmarks.match --sample 150``.
"""

from __future__ import annotations

import argparse
import gzip
import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from patnav.config import settings
from patnav.errors import PatNavError
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.patents import numbers
from patnav.ingest.pipeline import ingest
from patnav.queries.organizations import find_organizations
from patnav.queries.takers import TakerRow, takers

__all__ = ["main"]

_KEPT = ("APPLIED_BY", "CLASSIFIED_AS", "IN_FAMILY", "PUBLISHED_IN")
_FILES = ("organizations.tsv", "org_location.tsv", "08_patents_batch_022.cypher")


def deals(edges: Path, organizations: Path) -> dict[str, set[str]]:
    """Firms that universities' patents were passed to, by application number; read with nothing but ``split``."""
    lines = organizations.read_text("utf-8").splitlines()
    kind = {name: type_ for name, type_, *_ in (line.split("\t") for line in lines)}
    sides: dict[str, dict[str, set[str]]] = {"FROM": defaultdict(set), "TO": defaultdict(set)}
    for fields in _edges(edges):
        if fields[3] == "Organization" and fields[2].startswith("TRANSFERRED_"):
            sides[fields[2].rpartition("_")[2]][fields[1]].add(fields[4])
    found: dict[str, set[str]] = {}
    for patent, givers in sides["FROM"].items():
        firms = {name for name in sides["TO"][patent] if kind.get(name) == "公司"}
        if firms and any(kind.get(name) == "高校" for name in givers):
            found[patent] = firms
    return found


def _edges(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


def build(folder: Path, data: Path) -> Workspace:
    """The graph without deals, owners and holders."""
    source = folder / "kg"
    source.mkdir()
    with (source / "edges.tsv").open("w", encoding="utf-8") as file:
        for fields in _edges(data / "edges.tsv.gz"):
            if fields[0] == "src_label" or fields[2] in _KEPT:
                file.write("\t".join(fields) + "\n")
    for name in _FILES:
        (source / name).write_bytes((data / name).read_bytes())
    workspace = Workspace(folder / "store")
    ingest(workspace, [source], TableLinker())
    return workspace


ORDERS: dict[str, Callable[[TakerRow], tuple[float, ...]]] = {
    "score": lambda row: (row.score,),
    "technology alone": lambda row: (_value(row, "technology"),),
    "near patents alone": lambda row: (_value(row, "activity"),),
}


def _value(row: TakerRow, name: str) -> float:
    return next((one.value for one in row.components if one.component == name), 0.0)


def ranks(rows: Sequence[TakerRow], truth: set[str]) -> dict[str, int | None]:
    """Rank of the best true firm in each order; of equals by key."""
    found: dict[str, int | None] = {}
    for name, order in ORDERS.items():
        ranked = sorted(rows, key=lambda row: (*(-part for part in order(row)), row.id))
        found[name] = next((place for place, row in enumerate(ranked, 1) if row.id in truth), None)
    return found


def evaluate(store: DuckDBStore, truth: dict[str, set[str]], sample: int, seed: int = 1) -> None:
    """Rank the firms for some of the patents, and print how high the true ones stand."""
    found: dict[str, list[int | None]] = {name: [] for name in ORDERS}
    chance: list[float] = []
    lengths: list[int] = []
    for patent in random.Random(seed).sample(sorted(truth), len(truth)):
        if len(lengths) == sample:
            break
        keys = store.rows("SELECT min(key) AS key FROM patent WHERE application = $a AND NOT stub",
                          {"a": numbers.application(patent)})  # fmt: skip
        filed = store.rows("SELECT dst FROM applicant WHERE src = $key", {"key": keys[0]["key"]})
        firms = {key for name in truth[patent] for key in _keys(store, name)} - {row["dst"] for row in filed}
        if not firms or keys[0]["key"] is None:
            continue
        rows = takers(store, keys[0]["key"], limit=10_000).rows
        lengths.append(len(rows))
        chance.append(min(1.0, 10 * len(firms & {row.id for row in rows}) / max(1, len(rows))))
        for name, rank in ranks(rows, firms).items():
            found[name].append(rank)
    reachable = sum(rank is not None for rank in found["score"])
    print(f"{len(lengths)} patents, {reachable} reachable, {sum(lengths) / len(lengths):.0f} firms ranked on average")
    print(f"{'order':<20}{'hit@1':>8}{'hit@10':>8}{'hit@50':>8}{'MRR':>8}")
    for name, places in found.items():
        hits = [sum(rank is not None and rank <= k for rank in places) / len(places) for k in (1, 10, 50)]
        reciprocal = sum(1 / rank for rank in places if rank) / len(places)
        print(f"{name:<20}" + "".join(f"{value:8.3f}" for value in (*hits, reciprocal)))
    print(f"{'chance':<20}{'':>8}{sum(chance) / len(chance):8.3f}")


def _keys(store: DuckDBStore, name: str) -> list[str]:
    try:
        return find_organizations(store, name)
    except PatNavError:
        return []


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=150, help="how many patents")
    parser.add_argument("--store", type=Path, help="folder that keeps the graph between runs")
    arguments = parser.parse_args()
    data = Path(settings().shared_data) / "cn_hydrogen_kg"
    with tempfile.TemporaryDirectory(prefix="patnav-match-") as name:
        folder = arguments.store or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        workspace = Workspace(folder / "store") if (folder / "store").exists() else build(folder, data)
        with DuckDBStore(workspace.current()) as store:
            evaluate(store, deals(data / "edges.tsv.gz", data / "organizations.tsv"), arguments.sample)


if __name__ == "__main__":
    main()
