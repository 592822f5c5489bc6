"""What the grammar of an earlier day made of articles that nobody had looked at, from the repository's own history.

``first_sight.yaml`` says which articles the grammar of which commit had not seen. The commit's code is laid out in a
temporary folder and reads them; today's labels and traits (:mod:`patnav.ingest.extract.facts.traits`) judge its facts.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from benchmarks.news_match import agrees, identified
from benchmarks.news_score import Article, Score, articles
from patnav.errors import PatNavError

__all__ = ["Seen", "first_sights", "seen_today"]

ROOT = Path(__file__).parents[1]
BENCH = ROOT / "tests" / "bench_news"
WORDINGS = ROOT / "tests" / "ingest" / "extract"
PARTS = ("dev", "seen", "blind")
"""The parts that may be learned from; ``heldout`` never is."""
_HEADLINES = {"en": "Notes of the week from the market", "zh": "一周见闻"}


@dataclass(frozen=True, slots=True)
class Seen:
    """An article as a grammar read it.

    Attributes:
        article: The article and its labels.
        batch: Whose article it is; empty where the grammar had been written on it.
        facts: What was read, without confidence.
        traits: The facts' traits.
        told: Whether the article tells each fact, be it with mistakes: the labels have or allow one of the same thing;
            None where nothing is labelled.
        right: Whether each fact is strictly right; None where the labels leave it open.
    """

    article: Article
    batch: str
    facts: list[dict[str, Any]]
    traits: list[dict[str, float]]
    told: list[bool | None]
    right: list[bool | None]


def first_sights() -> Iterator[Seen]:
    """The articles of ``first_sight.yaml``, as the grammar of their commit read them.

    Raises:
        PatNavError: The repository's history is not there.
    """
    known = {one.name: (BENCH / part / f"{one.name}.txt", one) for part in PARTS for one in articles(BENCH / part)}
    rows = yaml.safe_load((ROOT / "benchmarks" / "first_sight.yaml").read_text("utf-8"))
    for commit in dict.fromkeys(row["commit"] for row in rows):
        with tempfile.TemporaryDirectory() as folder:
            _lay_out(commit, Path(folder))
            for row in (row for row in rows if row["commit"] == commit):
                names = [name for name in sorted(known) if re.fullmatch(row["articles"], name)]
                yield from _read(Path(folder), [known[name] for name in names], row["batch"])


def seen_today() -> Iterator[Seen]:
    """The articles and single wordings that the grammar was fitted to, as it reads them now."""
    for part in ("dev", "seen"):
        yield from _read(ROOT, [(BENCH / part / f"{one.name}.txt", one) for one in articles(BENCH / part)], "")
    with tempfile.TemporaryDirectory() as folder:
        for one in _read(ROOT, [(_put(Path(folder), wording), wording) for wording in _wordings()], ""):
            # what else a wording states is not labelled
            yield replace(one, told=[mark or None for mark in one.told], right=[mark or None for mark in one.right])


def _wordings() -> Iterator[Article]:
    for lang in ("en", "zh"):
        for at, line in enumerate((WORDINGS / f"wordings_{lang}.jsonl").read_text("utf-8").splitlines()):
            row = json.loads(line)
            gold = {"lang": lang, "published": None, "facts": row["facts"]}
            yield Article(f"wording_{lang}_{at}", f"{_HEADLINES[lang]}\n\n{row['text']}", gold)


def _put(folder: Path, article: Article) -> Path:
    path = folder / f"{article.name}.txt"
    path.write_text(article.text, "utf-8")
    return path


def _lay_out(commit: str, folder: Path) -> None:
    done = subprocess.run(["git", "-C", str(ROOT), "archive", commit, "patnav"], capture_output=True, check=False)
    if done.returncode:
        raise PatNavError(
            f"the code of commit {commit[:8]} is not there: {done.stderr.decode().strip()}",
            "run this in a clone with the whole history (git fetch --unshallow)",
        )
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as packed:
        packed.extractall(folder, filter="data")


def _read(code: Path, found: Sequence[tuple[Path, Article]], batch: str) -> Iterator[Seen]:
    """Articles read by the code of a folder, in a process of its own."""
    here = Path(__file__).parent
    traits = ROOT / "patnav" / "ingest" / "extract" / "facts" / "traits.py"
    command = [sys.executable, "-P", str(here / "drafts.py"), str(traits), *(str(path) for path, _ in found)]
    environment = os.environ | {"PYTHONPATH": str(code)}
    printed = subprocess.run(command, env=environment, cwd=code, stdout=subprocess.PIPE, check=True).stdout
    for (_, article), line in zip(found, printed.decode("utf-8").splitlines(), strict=True):
        rows = json.loads(line)
        facts = [row["fact"] for row in rows]
        told: list[bool | None] = [_told(article, fact) for fact in facts]
        yield Seen(article, batch, facts, [row["traits"] for row in rows], told, _right(article, facts))


def _told(article: Article, fact: dict[str, Any]) -> bool:
    """Whether the labels have a fact of the same thing, or allow it, and do not forbid it."""
    gold = article.gold
    if any(agrees(bad, fact, exact_person=True) for bad in gold.get("forbidden", [])):
        return False
    return any(identified(one, fact) for one in gold["facts"]) or any(
        agrees(one, fact) for one in gold.get("optional", [])
    )


def _right(article: Article, facts: Sequence[dict[str, Any]]) -> list[bool | None]:
    """Whether each fact is strictly right, as the scorer counts; None where it is but allowed."""
    numbered = [fact | {"confidence": at} for at, fact in enumerate(facts)]
    score = Score()
    score.add(article, {"document": {"published": None}, "facts": numbered})
    judged = {int(at): right for at, right in score.marks}
    return [judged.get(at) for at in range(len(facts))]
