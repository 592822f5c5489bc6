"""Do the weights of ``match`` help? Asked of firms that really filed a patent together with a body of research.

Of 129,639 US patents with abstracts and classes (PatentsView), some that a university, an institute or a hospital filed
together with a firm are read as if the body of research had filed them alone. Then two questions are put. Takers: for
such a patent, firms are ranked (``match --patent``); the truth is the firm that filed it, too. Offers: for the firm,
what bodies of research hold is ranked (``match FIRM``); the truth is the patent. Filing together is one channel of
transfer, and here the only one; the other patents that were filed together stay as they are.

Beside the order by score stand those by technology alone and by the score without one component each, and chance. What
a component is worth is the difference that leaving it out makes to the mean reciprocal rank, with a 95 % interval by
bootstrap over the cases. The cases are in two halves: ``tune`` to choose by, ``test`` to be looked at once.

Run ``python -m benchmarks.partners --half test``.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.measure import percentile
from patnav.config import settings
from patnav.errors import NotFound
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.pipeline import ingest
from patnav.queries import match as offers
from patnav.queries import takers as firms
from patnav.queries.organizations import find_organizations
from patnav.queries.scoring import combined

__all__ = ["main"]

_RESEARCH = re.compile(r"Univ|College|Institut|Academy|Hospital|School of|Polytechni|Research (?:Council|Center)", re.I)
_FIRM = re.compile(r"\b(?:Inc|Corp(?:oration)?|Ltd|Limited|LLC|L\.L\.C|GmbH|AG|Company|Co|S\.?A|B\.?V|N\.?V|K\.?K)\b")
_CASES = 300
_ON = "1996-01-01"
"""A day on which none of the patents has outlived its term."""

Case = tuple[str, str]
"""Publication number, and the name of the firm."""


def cases(path: Path, seed: int = 5) -> list[Case]:
    """Patents of one body of research and one firm that filed others, too; told by the words of the names alone."""
    table = pq.read_table(path, columns=["patent_id", "assignee_organization"])
    rows = list(zip(table["patent_id"].to_pylist(), table["assignee_organization"].to_pylist(), strict=True))
    held: dict[str, int] = {}
    for _, names in rows:
        for name in set(names or ()):
            held[name] = held.get(name, 0) + 1
    found = []
    for number, names in rows:
        research = [name for name in names or () if name and _RESEARCH.search(name)]
        others = [name for name in names or () if name and _FIRM.search(name) and not _RESEARCH.search(name)]
        if len(research) == len(others) == 1 and len(names) == 2 and held[others[0]] > 1:
            found.append((number, others[0]))
    return random.Random(seed).sample(sorted(found), min(_CASES, len(found)))


def build(folder: Path, path: Path, hidden: Mapping[str, str]) -> Workspace:
    """The graph in which the firms of some patents have not filed them."""
    table = pq.read_table(path)
    kept = [
        [i for i, name in enumerate(names or ()) if name != hidden.get(number)]
        for number, names in zip(
            table["patent_id"].to_pylist(), table["assignee_organization"].to_pylist(), strict=True
        )
    ]
    for column in ("assignee_organization", "assignee_type"):
        lists = [[values[i] for i in places] if values else values
                 for values, places in zip(table[column].to_pylist(), kept, strict=True)]  # fmt: skip
        at = table.schema.get_field_index(column)
        table = table.set_column(at, column, pa.array(lists, type=table.schema.field(column).type))
    source = folder / "patents.parquet"
    pq.write_table(table, source)
    workspace = Workspace(folder / "store")
    ingest(workspace, [source], TableLinker())
    return workspace


def orders(weights: Mapping[str, float]) -> dict[str, Callable[[Any], float]]:
    """What rows are ranked by."""

    def scored(weights: Mapping[str, float]) -> Callable[[Any], float]:
        def score(row: Any) -> float:
            first, *rest = sorted(row.components, key=lambda one: one.component != "technology")
            known = [(one.component, one.value, one.reason) for one in rest if one.component in weights]
            return combined([(first.component, first.value, first.reason), *known], weights)[0]

        return score

    without = {f"without {out}": scored({k: v for k, v in weights.items() if k != out}) for out in weights}
    alone = {f"technology, {one}": scored({one: 1.0}) for one in weights}
    return {"score": scored(weights), "technology alone": scored({}), **without, **alone}


def rank(rows: Sequence[Any], score: Callable[[Any], float], truth: set[str]) -> float:
    """Reciprocal of the rank of the best true row, of equals by key; 0 where there is none."""
    ranked = sorted(rows, key=lambda row: (-score(row), row.id))
    return next((1 / place for place, row in enumerate(ranked, 1) if row.id in truth), 0.0)


def evaluate(title: str, found: Sequence[tuple[Sequence[Any], set[str]]], weights: Mapping[str, float]) -> None:
    """Print how high the truth stands in each order, and by how much the score does better."""
    named = orders(weights)
    values = {name: [rank(rows, score, truth) for rows, truth in found] for name, score in named.items()}
    reachable = sum(value > 0 for value in values["score"])
    chance = sum(min(1.0, 10 * len(truth & {r.id for r in rows}) / len(rows)) for rows, truth in found if rows) / len(
        found
    )
    print(f"{title}: {len(found)} cases, {reachable} with the truth among the "
          f"{sum(len(rows) for rows, _ in found) / len(found):.0f} ranked on average")  # fmt: skip
    print(f"{'order':<26}{'hit@1':>8}{'hit@10':>8}{'MRR':>8}   score better by")
    for name, own in values.items():
        hits = [sum(value >= 1 / k for value in own) / len(own) for k in (1, 10)]
        gains = [a - b for a, b in zip(values["score"], own, strict=True)]
        low, high = _interval(gains)
        print(
            f"{name:<26}" + "".join(f"{v:8.3f}" for v in (*hits, sum(own) / len(own))) + f"   {low:+.3f} to {high:+.3f}"
        )
    print(f"{'chance':<26}{'':>8}{chance:8.3f}")


def _interval(gains: Sequence[float], times: int = 2_000) -> tuple[float, float]:
    rng = random.Random(1)
    means = [sum(rng.choices(gains, k=len(gains))) / len(gains) for _ in range(times)]
    return percentile(means, 0.025), percentile(means, 0.975)


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("tune", "test"), default="tune", help="which cases")
    parser.add_argument("--sample", type=int, default=_CASES // 2, help="how many cases")
    parser.add_argument("--store", type=Path, help="folder that keeps the graph between runs")
    arguments = parser.parse_args()
    path = Path(settings().shared_data) / "patentsview_130k" / "patents.parquet"
    chosen = cases(path)
    with tempfile.TemporaryDirectory(prefix="patnav-partners-") as name:
        folder = arguments.store or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        workspace = Workspace(folder / "store")
        if not (folder / "store").exists():
            workspace = build(folder, path, dict(chosen))
        half = chosen[::2] if arguments.half == "tune" else chosen[1::2]
        with DuckDBStore(workspace.current()) as store:
            ask(store, half[: arguments.sample])


def ask(store: DuckDBStore, chosen: Sequence[Case]) -> None:
    """Put both questions of every case."""
    taken, offered = [], []
    for number, firm in chosen:
        try:
            bodies = find_organizations(store, firm)
        except NotFound:  # all its patents are among the hidden ones
            continue
        key = store.rows("SELECT min(key) AS key FROM patent WHERE office = 'US' AND number = $n", {"n": number})[0][
            "key"
        ]
        taken.append((firms.takers(store, key, limit=100_000).rows, set(bodies)))
        offered.append((offers.match(store, firm, on=_ON, limit=100_000).rows, {key}))
    evaluate("takers of a patent", taken, firms.WEIGHTS)
    print()
    evaluate("offers for a firm", offered, offers.WEIGHTS)


if __name__ == "__main__":
    main()
