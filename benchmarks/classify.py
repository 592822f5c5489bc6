"""Industries against labelled patents: ``python -m benchmarks.classify [--json]``.

Exports of a database under ``PATNAV_SHARED_DATA`` carry codes of strategic emerging industries and of GB/T 4754 that
the vendor made from all IPC symbols of a patent. They are ingested as users would do it, and what PatNav tells by
definition and concordance is held against the vendor's codes, in the half of the patents that no shipped table was
learned from (see :mod:`patnav.resources.make_industry_classes`). "Plain" gives every patent the codes that most patents
of its main symbol's subclass bear in the other half.

Two of the three exports print the main symbol alone, so that no method can find what the other symbols told: their
recall is a lower bound. The third prints all symbols.

No label of a vendor means integrated circuits. ``key:ic`` is held against ``industry_labels.csv`` beside this module,
150 patents labelled by hand, whose head says how they were drawn and what the label means.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.measure import Figure, report
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.workspace import Workspace
from patnav.ingest.classify.industries import industries_of, patterns, worded_of
from patnav.ingest.linker import TableLinker
from patnav.ingest.pipeline import ingest
from patnav.resources.make_industry_classes import SEI_OF_TABLE, learns

__all__ = ["Labelled", "main", "score"]

_MAIN = ("gm_autodrive_10000.xlsx", "iflytek_3816.xlsx")
_ALL = ("openai_named_72.xlsx",)

Codes = frozenset[str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled patent: its main symbol's subclass, what the vendor says and what PatNav tells."""

    publication: str
    subclass: str
    vendor: Codes
    told: Codes


def labelled(folder: Path, names: Sequence[str]) -> list[Labelled]:
    """The patents of some exports that have IPC symbols and bear the vendor's codes."""
    with tempfile.TemporaryDirectory() as place:
        workspace = Workspace(Path(place) / "store")
        ingest(workspace, [folder / name for name in names], TableLinker())
        with DuckDBStore(workspace.current()) as store:
            rows = store.rows(
                "SELECT src AS publication, list(dst) FILTER (via = 'vendor') AS vendor, "
                "list(dst) FILTER (via <> 'vendor') AS told, any_value(c.subclass) AS subclass "
                "FROM said.in_industry JOIN (SELECT src, min(dst[:4]) AS subclass FROM classified "
                "WHERE scheme = 'ipc' AND main GROUP BY src) c USING (src) GROUP BY src ORDER BY src",
                {},
            )
    return [
        Labelled(row["publication"], row["subclass"], frozenset(row["vendor"]), frozenset(row["told"] or ()))
        for row in rows
        if row["vendor"]
    ]


def score(pairs: Iterable[tuple[Codes, Codes]]) -> dict[str, float | None]:
    """Precision and recall over all codes: pairs of what is true and what is told."""
    both = said = true = 0
    for truth, told in pairs:
        both, said, true = both + len(truth & told), said + len(told), true + len(truth)
    return {"codes": true, "precision": both / said if said else None, "recall": both / true if true else None}


def _plain(patents: Iterable[Labelled], cut: Callable[[Codes], Codes]) -> Mapping[str, Codes]:
    """By subclass: the codes that more than half of the patents with it bear."""
    seen: dict[str, list[Codes]] = defaultdict(list)
    for one in patents:
        seen[one.subclass].append(cut(one.vendor))
    counts = {subclass: Counter(code for codes in labels for code in codes) for subclass, labels in seen.items()}
    return {
        subclass: frozenset(code for code, count in found.items() if 2 * count > len(seen[subclass]))
        for subclass, found in counts.items()
    }


def _scheme(scheme: str, length: int | None = None) -> Callable[[Codes], Codes]:
    """Codes of a scheme, cut to a level; those coarser than the level are left out."""

    def cut(codes: Codes) -> Codes:
        own = (code for code in codes if code.startswith(f"{scheme}:"))
        whole = (code for code in own if "." in code) if scheme == "sei" else own
        return frozenset(code[:length] for code in whole if length is None or len(code) >= length)

    return cut


def _is(*keys: str) -> Callable[[Codes], Codes]:
    """One industry, which any of some keys tells."""
    return lambda codes: frozenset({keys[0]}) if codes & {*keys} else frozenset()


@dataclass(frozen=True, slots=True)
class _Task:
    """What is measured: the vendor's codes as far as they count, and PatNav's."""

    name: str
    scheme: str
    true: Callable[[Codes], Codes]
    told: Callable[[Codes], Codes]


def _catalogue(name: str, scheme: str, cut: Callable[[Codes], Codes]) -> _Task:
    return _Task(name, scheme, cut, cut)


def _industry(key: str, *labels: str) -> _Task:
    """An industry of PatNav's own, against the labels nearest to it."""
    named = _is(*labels)
    return _Task(
        f"{key} by {', '.join(labels)}", labels[0][:4], lambda codes: frozenset({key} if named(codes) else ()), _is(key)
    )


_OF_TABLE = frozenset(f"sei:{code}" for code in SEI_OF_TABLE)
_TASKS = (
    _catalogue("strategic emerging industries", "sei:", _scheme("sei")),
    *(_catalogue(code, "sei:", _is(code)) for code in sorted(_OF_TABLE)),
    _catalogue("the other branches of sei", "sei:", lambda codes: _scheme("sei")(codes) - _OF_TABLE),
    _catalogue("economic classes, four digits", "nic:", _scheme("nic", 9)),
    _catalogue("economic divisions, two digits", "nic:", _scheme("nic", 7)),
    _industry("key:ai", "sei:1.5"),
    _industry("key:biomedicine", "sei:4.1"),
    _industry("key:ic", "nic:C3973", "nic:C3562", "nic:I6520"),
)


def figures(folder: Path) -> list[Figure]:
    """All lines of the report."""
    found = []
    for what, names in (("main symbol only", _MAIN), ("all symbols", _ALL)):
        patents = labelled(folder, names)
        for task in _TASKS:
            known = [one for one in patents if any(code.startswith(task.scheme) for code in one.vendor)]
            plain = _plain((one for one in known if learns(one.publication)), task.true)
            kept = [one for one in known if not learns(one.publication)]
            if any(task.true(one.vendor) for one in kept):
                ours = score((task.true(one.vendor), task.told(one.told)) for one in kept)
                theirs = score((task.true(one.vendor), plain.get(one.subclass, frozenset())) for one in kept)
                beside = {"plain P": theirs["precision"], "plain R": theirs["recall"]}
                found.append(Figure(f"{what}: {task.name}", {"patents": len(kept)} | ours | beside))
    return found


_DRAWN = {"yes": 20_893, "no": 14_886}
"""How many patents each part of the hand-labelled draw was drawn from."""


def circuits(file: Path) -> list[Figure]:
    """``key:ic`` against the patents labelled by hand, each counted for as many as it was drawn from.

    Args:
        file: The patents' texts and classes, ``patentsview_130k/patents.parquet``.

    Returns:
        Precision over what the definition holds, and recall over the patents in its classes or in classes near them,
        with the patents labelled that they rest on; then what those are about that it holds wrongly.
    """
    head = (Path(__file__).parent / "industry_labels.csv").read_text("utf-8").splitlines()
    labels = {row["patent"]: row for row in csv.DictReader(line for line in head if not line.startswith("#"))}
    texts = duckdb.execute(
        "SELECT patent_id, concat_ws(chr(10), patent_title, patent_abstract), cpc FROM read_parquet($file) "
        "WHERE list_contains($asked, patent_id)",
        {"file": str(file), "asked": list(labels)},
    ).fetchall()
    told = {number for number, text, symbols in texts if "key:ic" in _defined(symbols, text)}
    drawn = Counter(row["drawn"] for row in labels.values())
    cells = Counter((row["drawn"], row["label"] == "yes", number in told) for number, row in labels.items())
    weighed = {cell: count * _DRAWN[cell[0]] / drawn[cell[0]] for cell, count in cells.items()}
    both, said, true = (
        sum(weight for (_, label, held), weight in weighed.items() if label >= least and held >= asked)
        for least, asked in ((True, True), (False, True), (True, False))
    )
    wrong = Counter(labels[number]["kind"] for number in told if labels[number]["label"] == "no")
    counts = {
        "patents": len(labels),
        "held": len(told),
        "held rightly": len(told) - wrong.total(),
        "missed": sum(row["label"] == "yes" and number not in told for number, row in labels.items()),
    }
    found = Figure("key:ic by hand", counts | {"precision": both / said, "recall": both / true})
    return [found, Figure("key:ic by hand: held wrongly", dict(sorted(wrong.items())))]


def _defined(symbols: Iterable[str], text: str) -> Codes:
    """Industries that symbols tell, or symbols beside a word of the text."""
    folded, symbols = text.lower(), list(symbols)
    worded = {key for symbol in symbols for key in worded_of(symbol) if re.search(patterns()[key], folded)}
    roots = {key.partition(".")[0] for key in worded}
    return frozenset(worded | roots | {key for symbol in symbols for key in industries_of(symbol)})


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.classify", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    asked = parser.parse_args(arguments)
    folder = Path(os.environ.get("PATNAV_SHARED_DATA", "../shared/data"))
    found = figures(folder / "cn_exports_zh") + circuits(folder / "patentsview_130k" / "patents.parquet")
    report("Industries against labels", found, asked.json, "python -m benchmarks.classify")


if __name__ == "__main__":
    main()
