"""What tells a deal or a dispute, learned from labelled articles: how well it does, and its weights.

Run ``python -m benchmarks.learned``; with ``--write`` it makes ``patnav/resources/extract/learned.csv`` anew. Learned
from are the articles of ``dev`` and ``seen``, the single wordings, what tells nothing, and the short texts of
``tests/bench_news/texts``; never ``heldout`` nor ``blind``. What is measured is how many of the facts that the rules
leave in ``blind`` are found, and how many of those found are told.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import json
import math
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from benchmarks.confidence import fit
from benchmarks.first_sight import BENCH, ROOT, WORDINGS
from benchmarks.measure import Figure, report
from benchmarks.news_match import Fact, identified
from benchmarks.news_score import Article, articles
from patnav.ingest.extract import pipeline as reader
from patnav.ingest.extract.components.state import reading
from patnav.ingest.extract.facts import learned
from patnav.ingest.extract.facts.signs import Row, of_name, of_sentence, row_of
from patnav.ingest.extract.parts import Reading, Sentence
from patnav.ingest.news.text import article_of

__all__ = ["main"]

WEIGHTS = ROOT / "patnav" / "resources" / "extract" / "learned.csv"
PENALTY = 1.0
RARE = 3
"""Signs of fewer examples than this are left out,"""
MOST = 1200
"""and of the others as many as tell most are kept."""
_HEAD = """# What tells a deal or a dispute, and who gives and who takes: language, of what, sign, weight in log odds.
# Made {day} by `python -m benchmarks.learned --write` from {texts} labelled articles and texts (tests/bench_news).
"""
_TITLES = {"en": "Notes of the week from the market", "zh": "一周见闻"}


@dataclass(slots=True)
class Examples:
    """Signs and whether they are of something, by what."""

    rows: dict[str, list[tuple[set[str], bool]]] = field(default_factory=dict)

    def add(self, of: str, signs: set[str], true: bool) -> None:
        """One more example."""
        self.rows.setdefault(of, []).append((signs, true))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, and write the weights where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help=f"make {WEIGHTS.name} anew")
    parser.add_argument("--json", action="store_true", help="for docs/quality.md")
    options = parser.parse_args(arguments)
    figures, made, texts = [], {}, 0
    for lang in ("en", "zh"):
        known, apart = list(_known(lang)), [one for one in articles(BENCH / "blind") if one.gold["lang"] == lang]
        texts += len(known)
        made[lang] = _weights(lang, known)
        figures += [_measured(lang, made[lang], apart)] if apart else []
    report("Learned facts", figures, options.json, "python -m benchmarks.learned")
    if options.write:
        _write(made, texts)


def _known(lang: str) -> Iterator[Article]:
    for part in ("dev", "seen"):
        yield from (one for one in articles(BENCH / part) if one.gold["lang"] == lang)
    for path in [WORDINGS / f"wordings_{lang}.jsonl", *sorted((BENCH / "texts").glob(f"{lang}_*.jsonl"))]:
        for at, line in enumerate(path.read_text("utf-8").splitlines()):
            row = json.loads(line)
            gold = {"lang": lang, "published": None, "facts": row["facts"]}
            yield Article(f"{path.stem}_{at}", f"{_TITLES[lang]}\n\n{row['text']}", gold)
    for path in WORDINGS.glob(f"untold_{lang}.txt"):
        for at, line in enumerate(path.read_text("utf-8").splitlines()):
            yield Article(
                f"{path.stem}_{at}", f"{_TITLES[lang]}\n\n{line}", {"lang": lang, "published": None, "facts": []}
            )


def _read(lang: str, some: Sequence[Article]) -> Iterator[Reading]:
    nlp = reader.pipeline(lang)
    found = [article_of(one.text) for one in some]
    with nlp.select_pipes(disable=["patnav_confidence"]):
        for doc in nlp.pipe(reader._docs(nlp, found, lang, deque()), batch_size=reader.BATCH):
            yield reading(doc)


def _weights(lang: str, some: Sequence[Article]) -> dict[str, dict[str, float]]:
    examples = Examples()
    for article, state in zip(some, _read(lang, some), strict=True):
        _examples(examples, article, state)
    return {of: _fitted(rows) for of, rows in sorted(examples.rows.items())}


def _fitted(rows: Sequence[tuple[set[str], bool]]) -> dict[str, float]:
    """Constant and weights: a ridge logistic regression on the signs that tell most, by their log odds and number."""
    among = Counter(sign for signs, true in rows if true for sign in signs)
    all_of = Counter(sign for signs, _ in rows for sign in signs)
    share = sum(true for _, true in rows) / len(rows)

    def tells(sign: str) -> float:
        return abs(among[sign] - share * all_of[sign]) / math.sqrt(all_of[sign])

    kept = sorted((s for s in all_of if all_of[s] >= RARE), key=lambda sign: (-tells(sign), sign))[:MOST]
    at = {sign: i for i, sign in enumerate(kept)}
    table = np.zeros((len(rows), len(kept)))
    for i, (signs, _) in enumerate(rows):
        table[i, [at[sign] for sign in signs if sign in at]] = 1
    constant, found = fit(table, np.array([float(true) for _, true in rows]), PENALTY)
    return {"": constant, **{sign: float(weight) for sign, weight in zip(kept, found, strict=True)}}


def _examples(examples: Examples, article: Article, state: Reading) -> None:
    """What each sentence of an article is an example of; where a fact is half told, of nothing."""
    told: dict[tuple[int, str], dict[int, str]] = {}
    vague: set[tuple[int, str]] = set()
    for fact in [f for f in article.gold["facts"] if f["type"] in learned.SIDES]:
        sides = _sides(state, fact)
        marks = [_told(sentence, fact, sides) for sentence in state.sentences]
        best = max(marks, default=0.0)
        for index, mark in enumerate(marks):
            if best >= 1.5 and mark == best:
                told.setdefault((index, fact["type"]), {}).update(sides)
            elif mark >= 1 or best < 1.5:
                vague.add((index, fact["type"]))
    before: Row = []
    for index, sentence in enumerate(state.sentences):
        row = [] if sentence.silent or sentence.headline else row_of(state, sentence)
        signs = of_sentence(state.lang, row, before)
        before = row
        for kind in learned.SIDES if row else ():
            if (index, kind) in told or (index, kind) not in vague:
                examples.add(kind, signs, (index, kind) in told)
            if (index, kind) in told:
                _parties(examples, kind, row, told[index, kind])


def _parties(examples: Examples, kind: str, row: Row, sides: dict[int, str]) -> None:
    for at, (_, name) in enumerate(row):
        if name is None or name.thing.label != "Organization":
            continue
        signs, role = of_name(kind, row, at), sides.get(id(name.thing))
        examples.add("party", signs, role is not None)
        if role is not None:
            examples.add("giver", signs, role == learned.SIDES[kind][0])


def _sides(state: Reading, fact: Fact) -> dict[int, str]:
    """The role of each thing that a labelled fact names."""
    found: dict[int, str] = {}
    for role in learned.SIDES[fact["type"]]:
        for name in fact.get(role) or ():
            wanted = {"type": "partnership", "partner": [name]}
            same = [t for t in state.things if identified(wanted, {"type": "partnership", "partner": [t.name]})]
            same.sort(key=lambda thing: thing.name != name)
            found |= {id(thing): role for thing in same[:1]}
    return found


def _told(sentence: Sentence, fact: Fact, sides: dict[int, str]) -> float:
    """How much of a labelled fact a sentence tells: two for each side, one for each number and the date."""
    if sentence.silent or sentence.headline:
        return 0.0
    named = {id(name.thing) for name in sentence.names}
    roles = {role for thing, role in sides.items() if thing in named}
    numbers = {q.value for q in (*sentence.money, *sentence.counts, *sentence.shares)}
    values = sum(fact.get(key) in numbers for key in ("amount", "royalty", "patents") if fact.get(key))
    dated = any((when.iso or "-").startswith(str(fact["date"])) for when in sentence.dates) if fact.get("date") else 0
    return 2 * len(roles) + (values + dated) * (1.0 if roles else 0.6)


def _measured(lang: str, made: dict[str, dict[str, float]], apart: Sequence[Article]) -> Figure:
    """Facts that the rules leave, found in articles that nothing was learned from."""
    values: dict[str, Any] = dict.fromkeys(("left by the rules", "found", "told", "both sides right"), 0)
    weights, learned.weights = learned.weights, lambda _: made  # type: ignore[assignment]
    try:
        for article, state in zip(apart, _read(lang, apart), strict=True):
            rules = [d for d in state.drafts if not d.learned]
            gold = [f for f in article.gold["facts"] if f["type"] in learned.SIDES]
            left = [f for f in gold if not any(identified(f, _plain(d)) for d in rules)]
            values["left by the rules"] += len(left)
            for draft in learned.find_learned(state, rules):
                same = [f for f in left if identified(f, _plain(draft))]
                values["found"] += 1
                values["told"] += bool(same)
                values["both sides right"] += any(_agree(f, draft) for f in same)
    finally:
        learned.weights = weights
    return Figure(f"blind, {lang}", values)


def _plain(draft: Any) -> Fact:
    names = {k: [t.name for t in v] for k, v in draft.fields.items() if k in learned.SIDES.get(draft.type, ())}
    return {"type": draft.type, **names}


def _agree(fact: Fact, draft: Any) -> bool:
    return all(
        identified({"type": fact["type"], role: fact.get(role)}, _plain(draft))
        and len(fact[role]) == len(draft.fields[role])
        for role in learned.SIDES[fact["type"]]
        if fact.get(role)
    )


def _write(made: dict[str, dict[str, dict[str, float]]], texts: int) -> None:
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        file.write(_HEAD.format(day=datetime.date.today().isoformat(), texts=texts))
        rows = csv.writer(file, lineterminator="\n")
        for lang, tables in made.items():
            for of, known in tables.items():
                for sign, weight in known.items():
                    if round(weight, 2) or not sign:
                        rows.writerow((lang, of, sign, f"{weight:.2f}"))


if __name__ == "__main__":
    main()
