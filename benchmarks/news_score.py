"""Extracted facts against labelled ones: precision, recall, strict F1 and slot F1 a type of fact.

A gold file holds ``facts``, and may hold ``optional`` (ignored when found) and ``forbidden`` (an error when found). A
predicted fact is, in this order: a forbidden hit; strictly right, one to one; optional; half right (its right slots
count); unfounded. Precision, recall and strict F1 count whole facts, slot F1 counts single values and names.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from benchmarks.news_match import IDENTITY, Fact, agrees, compare, filled, identified

__all__ = ["Article", "Score", "Tally", "articles", "check"]


@dataclass(frozen=True, slots=True)
class Article:
    """A labelled article: its name, text and gold file."""

    name: str
    text: str
    gold: dict[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts of one type of fact, or of all."""

    gold: int = 0
    pred: int = 0
    strict: int = 0
    slot_gold: int = 0
    slot_pred: int = 0
    slot_right: int = 0
    forbidden: int = 0
    optional: int = 0

    def wrong(self, fact: Fact) -> None:
        """Count a prediction that is no labelled fact."""
        self.pred += 1
        self.slot_pred += filled(fact)

    @property
    def precision(self) -> float:
        """Share of the predictions that are strictly right."""
        return self.strict / self.pred if self.pred else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of the labelled facts that were strictly found."""
        return self.strict / self.gold if self.gold else 1.0

    @property
    def strict_f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.strict / (self.pred + self.gold) if self.pred + self.gold else 1.0

    @property
    def slot_f1(self) -> float:
        """The same of single values and names."""
        total = self.slot_pred + self.slot_gold
        return 2 * self.slot_right / total if total else 1.0


@dataclass(slots=True)
class Score:
    """What came out: tallies by type of fact, evidence that is not what it says, days of publication, and notes.

    ``marks`` has the confidence of every judged fact and whether it is strictly right.
    """

    types: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    bad_evidence: int = 0
    articles: int = 0
    dated: int = 0
    notes: list[str] = field(default_factory=list)
    marks: list[tuple[float, bool]] = field(default_factory=list)

    def _mark(self, fact: Fact, right: bool) -> None:
        self.marks.append((float(fact.get("confidence", 1.0)), right))

    def total(self) -> Tally:
        """All types together."""
        return Tally(*(sum(getattr(tally, f.name) for tally in self.types.values()) for f in fields(Tally)))

    def add(self, article: Article, predicted: dict[str, Any]) -> None:
        """Count one article.

        Args:
            article: The article and its labels.
            predicted: What was extracted, in the shape of ``patnav extract``.
        """
        self.articles += 1
        self.dated += predicted["document"]["published"] == article.gold["published"]
        facts: list[Fact] = predicted["facts"]
        self.bad_evidence += sum(not _shown(fact, article.text) for fact in facts)
        left = [fact for fact in facts if not self._forbidden(article, fact)]
        optional = list(article.gold.get("optional", []))
        missed, left = self._paired(article, left, optional)
        for fact in article.gold["facts"]:
            self.types[fact["type"]].gold += 1
            self.types[fact["type"]].slot_gold += filled(fact)
        for fact in missed:
            self._note(article, "missed", fact)
        for fact in left:
            self._spare(article, fact, optional)

    def _forbidden(self, article: Article, fact: Fact) -> bool:
        hit = any(agrees(bad, fact, exact_person=True) for bad in article.gold.get("forbidden", []))
        if hit:
            self.types[fact["type"]].forbidden += 1
            self.types[fact["type"]].wrong(fact)
            self._mark(fact, False)
            self._note(article, "forbidden", fact)
        return hit

    def _paired(self, article: Article, facts: list[Fact], optional: list[Fact]) -> tuple[list[Fact], list[Fact]]:
        """Pair labelled and predicted facts, the strictly right first; what is left of each comes back."""
        wanted, free = dict(enumerate(article.gold["facts"])), dict(enumerate(facts))
        pairs = [(*compare(g, p), i, j) for i, g in wanted.items() for j, p in free.items() if identified(g, p)]
        for strict, hits, given, i, j in sorted(pairs, key=lambda pair: (-pair[0], -pair[1], *pair[2:])):
            if i not in wanted or j not in free or (not strict and any(agrees(one, free[j]) for one in optional)):
                continue
            gold, pred = wanted.pop(i), free.pop(j)
            tally = self.types[gold["type"]]
            tally.pred += 1
            tally.strict += strict
            self._mark(pred, strict)
            tally.slot_right += hits
            tally.slot_pred += given
            if not strict:
                self._note(article, "differs", pred)
                self._note(article, "  gold", gold)
        return list(wanted.values()), list(free.values())

    def _spare(self, article: Article, fact: Fact, optional: list[Fact]) -> None:
        known = next((one for one in optional if agrees(one, fact)), None)
        if known is None:
            self.types[fact["type"]].wrong(fact)
            self._mark(fact, False)
            self._note(article, "unfounded", fact)
        else:
            optional.remove(known)
            self.types[fact["type"]].optional += 1

    def _note(self, article: Article, what: str, fact: Fact) -> None:
        self.notes.append(f"{article.name} {what:9} {json.dumps(fact, ensure_ascii=False)}")


def _shown(fact: Fact, text: str) -> bool:
    evidence = fact["evidence"]
    return bool(evidence["text"]) and text[evidence["start"] : evidence["end"]] == evidence["text"]


def articles(folder: Path) -> list[Article]:
    """The labelled articles of a folder: ``NAME.txt`` beside ``NAME.gold.json``."""
    paths = sorted(folder.glob("*.gold.json"))
    names = [path.name.removesuffix(".gold.json") for path in paths]
    return [
        Article(name, (folder / f"{name}.txt").read_bytes().decode("utf-8"), json.loads(path.read_text("utf-8")))
        for name, path in zip(names, paths, strict=True)
    ]


def check(article: Article) -> list[str]:
    """What is wrong with a gold file: unknown types and fields, no language."""
    known = {name: {f for group in groups for f in group} for name, groups in IDENTITY.items()}
    lists = [(key, fact) for key in ("facts", "optional", "forbidden") for fact in article.gold.get(key, [])]
    wrong = [f"{article.name}: {key}: unknown type {fact['type']}" for key, fact in lists if fact["type"] not in known]
    blind = [
        f"{article.name}: a fact that no prediction can meet: {fact}"
        for key, fact in lists
        if key == "facts" and fact["type"] in known and not any(set(g) <= set(fact) for g in IDENTITY[fact["type"]])
    ]
    lang = [] if article.gold.get("lang") in ("en", "zh") else [f"{article.name}: no language"]
    return wrong + blind + lang
