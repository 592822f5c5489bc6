"""The seed article against its labels: how many core facts are found whole, and how many of the facts found are right.

Run ``python -m benchmarks.seed``. Article and labels lie beside the project (``PATNAV_SHARED_DATA``, else
``../shared/data``) and are not part of it; ``seed.yaml`` restates the core facts that the contract has a place for.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.measure import Figure, report
from benchmarks.news_match import Fact, agrees
from patnav.ingest.extract.contract import to_json
from patnav.ingest.extract.pipeline import extract
from patnav.ingest.news.reading import read_text
from patnav.ingest.news.text import article_of

__all__ = ["main", "measure"]

_LABELS = Path(__file__).with_name("seed.yaml")


def measure(article: Path, gold: Path) -> dict[str, Any]:
    """Recall, precision and offsets on the seed article.

    Args:
        article: The article.
        gold: Its labels; only their ids and levels are read.

    Returns:
        Numbers of labels, of core facts in the contract and of those found with every field right; the share of found
        facts that are right; facts whose evidence is not at its offsets; of the statements that the labels attribute to
        a named person and that made an event or a figure, how many name the speaker; what was missed and what is wrong.
    """
    table = yaml.safe_load(_LABELS.read_text("utf-8"))
    labels = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    core = {row["id"] for row in labels if row["level"] == "core"}
    text = read_text(article)
    found: list[Fact] = to_json(extract(article_of(text)), article.name)["facts"]
    wanted = [_plain(row["fact"]) for row in table["core"] if core & set(row["ids"])]
    right = [*wanted, *map(_plain, table["also"])]
    missed = [fact for fact in wanted if not any(agrees(fact, one) for one in found)]
    wrong = [one for one in found if not any(agrees(fact, one) for fact in right)]
    shifted = [f for f in found if text[f["evidence"]["start"] : f["evidence"]["end"]] != f["evidence"]["text"]]
    said = [row for row in labels if row["level"] == "attribution" and row["subject_type"] == "PERSON"]
    told = {row["id"]: _speakers(row, found) for row in said}
    return {
        "labels, core": len(core),
        "core in the contract": len(wanted),
        "recall": 1 - len(missed) / len(wanted),
        "facts found": len(found),
        "precision": 1 - len(wrong) / max(1, len(found)),
        "wrong evidence": len(shifted),
        "attributed": sum(map(bool, told.values())),
        "speaker right": sum(told[row["id"]] == {row["subject"]} for row in said),
        "missed": missed,
        "wrong": wrong,
    }


def _speakers(label: dict[str, Any], found: Sequence[Fact]) -> set[str | None]:
    """Who is named as the speaker of the events and figures of a label's sentence; nobody where it told none."""
    inside = [f for f in found if label["sentence_start"] <= f["evidence"]["start"] < label["sentence_end"]]
    return {
        f["evidence"].get("speaker")
        for f in inside
        if f["type"] not in ("role", "located_in", "part_of", "nationality")
    }


def _plain(fact: Fact) -> Fact:
    """A fact of the table, dates as text."""
    return {key: str(value) if key == "date" else value for key, value in fact.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print recall and precision on the seed article."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--json", action="store_true", help="for docs/quality.md")
    parser.add_argument("--verbose", action="store_true", help="list what was missed and what is wrong")
    options = parser.parse_args(arguments)
    data = Path(os.environ.get("PATNAV_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
    files = sorted(data.joinpath("news_seed").glob("*.txt"))
    gold = data.parent / "reference" / "seed_gold_facts.jsonl"
    if not files or not gold.exists():
        parser.exit(0, f"skipped: no seed article under {data}, or no labels at {gold}\n")
    values = measure(files[0], gold)
    lists = {key: values.pop(key) for key in ("missed", "wrong")}
    if options.verbose:
        print(*(f"{key} {fact}" for key, facts in lists.items() for fact in facts), sep="\n")
    report("The seed article", [Figure("seed article", values)], options.json, "python -m benchmarks.seed")


if __name__ == "__main__":
    main()
