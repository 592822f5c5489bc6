"""Entity resolution against hand-labelled truth: ``python -m benchmarks.resolve [TASK...] [--json]``.

Every line gives pairwise precision, recall and F1 over mentions, and B-cubed averaged over mentions (not over reference
clusters, as some tools do). Beside ours stands what lower-casing and stripping of legal forms reaches.
The data lie under ``PATNAV_SHARED_DATA``; a task whose data is missing says so.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from patnav.ingest.classify.regions import is_han
from patnav.ingest.resolve.aliases import Aliases
from patnav.ingest.resolve.cluster import cluster
from patnav.ingest.resolve.normalise import fold, split_form
from patnav.ingest.resolve.people import cluster_people
from patnav.ingest.resolve.tables import read_rows

__all__ = ["bcubed", "main", "pairwise"]

SHARED = Path(os.environ.get("PATNAV_SHARED_DATA", "../shared/data"))
PAIRS = Path(__file__).parents[1] / "tests" / "resolve_pairs"

Partition = Mapping[str, str]
Row = dict[str, str | None]


def pairwise(guess: Partition, truth: Partition) -> tuple[float, float, float]:
    """Precision, recall and F1 over the pairs of mentions that are together."""

    def pairs(counts: Iterable[int]) -> int:
        return sum(n * (n - 1) // 2 for n in counts)

    both = pairs(Counter((guess[m], truth[m]) for m in truth).values())
    said = pairs(Counter(guess[m] for m in truth).values())
    true = pairs(Counter(truth.values()).values())
    precision, recall = both / said if said else 1.0, both / true if true else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


def bcubed(guess: Partition, truth: Partition) -> tuple[float, float]:
    """B-cubed precision and recall, the mean over mentions (Bagga and Baldwin 1998)."""
    both = Counter((guess[m], truth[m]) for m in truth)
    said, true = Counter(guess[m] for m in truth), Counter(truth.values())
    precision = sum(n * n / said[g] for (g, _), n in both.items()) / len(truth)
    return precision, sum(n * n / true[t] for (_, t), n in both.items()) / len(truth)


def _measure(rows: list[Row], truth: dict[str, str], table: Aliases | None = None) -> dict[str, Any]:
    """One line of the report: ours, and the plain rule."""
    guess = cluster(rows, table)
    guess = {m: guess[m] for m in truth}
    plain = {str(row["id"]): split_form(fold(row["name"] or ""))[0] for row in rows}
    large = Counter(truth.values())
    held: dict[str, set[str]] = defaultdict(set)
    for mention, true in truth.items():
        held[guess[mention]].add(true)
    merged = sum(sum(large[true] > 20 for true in together) > 1 for together in held.values())
    names = ("precision", "recall", "f1")
    return {
        "mentions": len(truth),
        "pairwise": dict(zip(names, pairwise(guess, truth), strict=True)),
        "bcubed_mentions": dict(zip(names, bcubed(guess, truth), strict=False)),
        "plain": dict(zip(names, pairwise(plain, truth), strict=True)),
        "wrong_clusters": sum(len(together) > 1 for together in held.values()),
        "wrong_clusters_of_large": merged,
    }


def assignees() -> dict[str, Any]:
    """NBER assignees of US patents."""
    path = SHARED / "patentsview_disambig" / "nber-subset-assignees-benchmark.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        said = list(csv.DictReader(file))
    rows: list[Row] = [{"id": row["mention_id"], "name": row["organization"]} for row in said]
    return _measure(rows, {row["mention_id"]: row["unique_id"] for row in said})


def inventors() -> dict[str, Any]:
    """Inventors of US patents, ALS: by their names and the co-inventors in the list."""
    path = SHARED / "patentsview_disambig" / "als-inventors.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        said = list(csv.DictReader(file))
    named = {row["mention_id"]: f"{row['raw_inventor_name_last']}, {row['raw_inventor_name_first']}" for row in said}
    together: dict[str, list[str]] = defaultdict(list)
    for mention, name in named.items():
        together[mention.rsplit("-", 1)[0]].append(name)
    rows = [
        {"id": mention, "name": name, "inventors": [n for n in together[mention.rsplit("-", 1)[0]] if n != name]}
        for mention, name in named.items()
    ]
    return _people(rows, {row["mention_id"]: row["unique_id"] for row in said})


def inventors_in_context() -> dict[str, Any]:
    """Inventors of US patents, PatentsView's references among 133,541 mentions: with all that stands around them."""
    import duckdb

    disambig, patents = SHARED / "patentsview_disambig", SHARED / "patentsview_130k"
    if not (patents / "patents.parquet").exists():
        raise FileNotFoundError(2, "missing", str(patents))
    said: Any = duckdb.sql(
        "SELECT r.mention_id, r.unique_id, m.raw_inventor_name_first AS first, m.raw_inventor_name_last AS last, "
        "m.raw_city || '/' || m.raw_country AS place, p.assignee_organization AS applicants, p.cpc AS classes, "
        f"year(p.filing_date::DATE) AS year, p.inventors FROM '{disambig}/pv-reference.parquet' r "
        f"JOIN '{patents}/inventor_mentions.parquet' m USING (mention_id) "
        f"LEFT JOIN '{patents}/patents.parquet' p USING (patent_id)"
    )
    rows, truth = [], {}
    for row in said.to_arrow_table().to_pylist():
        others = [name for name in row["inventors"] or () if name != f"{row['first']} {row['last']}"]
        rows.append({**row, "id": row["mention_id"], "name": f"{row['last']}, {row['first']}", "inventors": others})
        if row["unique_id"] is not None:
            truth[row["mention_id"]] = row["unique_id"]
    return _people(rows, truth)


def _people(rows: list[dict[str, Any]], truth: dict[str, str]) -> dict[str, Any]:
    guess = cluster_people(rows)
    plain = {row["id"]: row["name"].lower() for row in rows}
    names = ("precision", "recall", "f1")
    return {
        "mentions": len(truth),
        "pairwise": dict(zip(names, pairwise(guess, truth), strict=True)),
        "bcubed_mentions": dict(zip(names, bcubed(guess, truth), strict=False)),
        "plain": dict(zip(names, pairwise(plain, truth), strict=True)),
    }


def _held_out(ror: str) -> bool:
    return int(hashlib.sha256(ror.encode()).hexdigest(), 16) % 3 == 0


def _ror() -> dict[str, list[tuple[str, str]]]:
    """Names of the bodies held out: Chinese ones, and the English one that the register shows."""
    with (SHARED / "ror_cn" / "ror_cn.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    found = {}
    for row in rows:
        ror = row["ror_id"].rsplit("/", 1)[-1]
        if _held_out(ror):
            chinese = [name for name in row["name_zh"].split("|") if name]
            english = [row["name_display"]] if row["name_display"].isascii() else []
            found[ror] = [(name, "zh") for name in chinese] + [(name, "en") for name in english]
    return found


def _ror_task(table: Aliases | None) -> dict[str, Any]:
    rows: list[Row] = []
    truth = {}
    script = {}
    for ror, names in _ror().items():
        for name, lang in dict(names).items():
            id_ = str(len(rows))
            rows.append({"id": id_, "name": name, "country": "CN"})
            truth[id_], script[id_] = ror, lang
    report = _measure(rows, truth, table)
    guess = cluster(rows, table)
    cross = [(a, b) for a in truth for b in truth if script[a] == "zh" and script[b] == "en" and truth[a] == truth[b]]
    report["english_chinese_recall"] = sum(guess[a] == guess[b] for a, b in cross) / len(cross)
    return report


def ror_rules() -> dict[str, Any]:
    """Chinese and English names of bodies that the table of organizations does not hold: the rules alone."""
    kept = []
    for row in read_rows("organizations.csv"):
        ids = [id_.removeprefix("ror:") for id_ in row["ids"].split("|")]
        if not any(_held_out(id_) for id_ in ids if id_):
            kept.append(row)
    return _ror_task(Aliases(kept))


def ror_table() -> dict[str, Any]:
    """The same with the whole table."""
    return _ror_task(None)


def short_names() -> dict[str, Any]:
    """Short names of Chinese firms to their legal ones."""
    from python_calamine import CalamineWorkbook

    path = next((SHARED / "smoothnlp_zh").glob("*10K.xlsx"))
    said = CalamineWorkbook.from_path(path).get_sheet_by_name("Sheet1").to_python()[1:]
    rows: list[Row] = []
    truth: dict[str, str] = {}
    for short, legal in dict.fromkeys((str(row[0]), str(row[1])) for row in said):
        for name in dict.fromkeys((short, legal)):
            rows.append({"id": str(len(rows)), "name": name, "country": "CN"})
            truth[str(len(truth))] = legal
    return _measure(rows, truth)


def vendor() -> dict[str, Any]:
    """Applicants to a vendor's standard names, fairly read: it names groups of firms, and leaves many names alone.

    So a pair of ours counts as wrong only where the vendor gave both names a standard name, and others beside; and we
    should find the pairs that are all of a group, one Chinese and one Latin name, which most often are one firm's.
    """
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(SHARED / "cn_exports_zh" / "gm_autodrive_10000.xlsx")
    sheet = book.get_sheet_by_name(book.sheet_names[0]).to_python()
    name, standard = sheet[0].index("申请人"), sheet[0].index("标准化申请人")
    said: dict[str, str] = {}
    for row in sheet[1:]:
        left, right = str(row[name]).split("; "), str(row[standard]).strip("[]").split("; ")
        if len(left) == len(right):
            said.update(zip(left, right, strict=True))
    bearers: dict[str, list[str]] = defaultdict(list)
    for one, its in said.items():
        bearers[its].append(one)
    guess = cluster({"id": one, "name": one} for one in said)
    grouped = {one: its for its, names in bearers.items() if len(names) > 1 for one in names}
    both = [pair for pair in bearers.values() if len(pair) == 2 and is_han(pair[0]) != is_han(pair[1])]
    precision, recall, _ = pairwise({one: guess[one] for one in grouped}, grouped)
    return {
        "names": len(said),
        "grouped": len(grouped),
        "precision": precision,
        "recall_of_groups": recall,
        "two_languages": f"{sum(guess[a] == guess[b] for a, b in both)}/{len(both)}",
        "two_languages_missed": [f"{a} / {b}" for a, b in both if guess[a] != guess[b]],
    }


def _pairs(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _rows(pairs: list[dict[str, str]]) -> list[Row]:
    """Both names of every pair; the id is the side and the number of the pair."""
    return [
        {"id": f"{side}{i}", "name": pair[side], "country": pair[f"country_{side}"] or None}
        for i, pair in enumerate(pairs)
        for side in "ab"
    ]


def pairs(folder: Path = PAIRS) -> dict[str, Any]:
    """Pairs of names of one body, and of two that look alike: each pair by itself, and all names in one list.

    Args:
        folder: Where ``same.csv`` and ``near_misses.csv`` are.
    """
    positive, negative = _pairs(folder / "same.csv"), _pairs(folder / "near_misses.csv")
    labelled = [*positive, *negative]
    plain = [split_form(fold(pair["a"]))[0] == split_form(fold(pair["b"]))[0] for pair in labelled]
    alone = [len(set(cluster(_rows([pair])).values())) == 1 for pair in labelled]
    whole = cluster(_rows(labelled))
    among = [whole[f"a{i}"] == whole[f"b{i}"] for i in range(len(labelled))]
    report: dict[str, Any] = {"same": len(positive), "look_alike": len(negative)}
    for name, said in (("plain", plain), ("alone", alone), ("in_one_list", among)):
        right, wrong = sum(said[: len(positive)]), sum(said[len(positive) :])
        report[name] = {"precision": right / (right + wrong), "recall": right / len(positive), "wrong": wrong}
    classes: dict[str, list[bool]] = defaultdict(list)
    for pair, hit in zip(positive, alone, strict=False):
        classes[pair["class"]].append(hit)
    report["recall"] = {name: f"{sum(hits)}/{len(hits)}" for name, hits in sorted(classes.items())}
    report["missed"] = [f"{p['a']} / {p['b']}" for p, hit in zip(positive, alone, strict=False) if not hit]
    misled = [pair for pair, hit in zip(negative, alone[len(positive) :], strict=True) if hit]
    report["wrong"] = [f"{pair['a']} = {pair['b']}" for pair in misled]
    return report


def blind_pairs() -> dict[str, Any]:
    """The pairs of an author who knew no rule, which nothing was learned from."""
    return pairs(PAIRS / "blind")


TASKS: dict[str, Callable[[], dict[str, Any]]] = {
    "assignees": assignees,
    "inventors": inventors,
    "inventors_in_context": inventors_in_context,
    "ror_rules": ror_rules,
    "ror_table": ror_table,
    "short_names": short_names,
    "vendor": vendor,
    "pairs": pairs,
    "blind_pairs": blind_pairs,
}


def main() -> None:
    """Run the tasks named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tasks", nargs="*", help=f"of {', '.join(TASKS)}; all if none is named")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    report = {}
    for name in options.tasks or TASKS:
        try:
            report[name] = TASKS[name]()
        except FileNotFoundError as missing:
            report[name] = {"skipped": f"no data at {missing.filename}"}
    if options.json:
        print(json.dumps(report, ensure_ascii=False, indent=2))
        return
    for name, figures in report.items():
        print(f"{name}: {TASKS[name].__doc__}")
        for key, value in figures.items():
            shown = (
                ", ".join(f"{k} {v:.4f}" if isinstance(v, float) else f"{k} {v}" for k, v in value.items())
                if (isinstance(value, dict))
                else f"{value:.4f}"
                if isinstance(value, float)
                else value
            )
            print(f"  {key}: {shown}")


if __name__ == "__main__":
    main()
