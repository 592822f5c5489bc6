"""The scorer of labelled articles: what counts as right, and the extremes."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks import extract
from benchmarks.news_match import agrees, compare
from benchmarks.news_score import Article, Score, articles, check

DEV = Path(__file__).parent / "dev"


def scored(labelled: Article, facts: list[dict[str, Any]]) -> Score:
    result = Score()
    evidence = {"start": 0, "end": 1, "text": labelled.text[:1]}
    shown = [{**fact, "evidence": evidence} for fact in facts]
    result.add(labelled, {"document": {"published": labelled.gold["published"]}, "facts": shown})
    return result


@pytest.mark.parametrize("labelled", articles(DEV), ids=lambda one: one.name)
def test_the_labels_themselves_are_perfect(labelled: Article) -> None:
    total = scored(labelled, copy.deepcopy(labelled.gold["facts"])).total()
    assert (total.strict_f1, total.slot_f1, total.forbidden) == (1, 1, 0)


def test_nothing_found_scores_nothing() -> None:
    total = scored(articles(DEV)[0], []).total()
    assert (total.strict_f1, total.recall) == (0, 0)


def test_forbidden_and_optional() -> None:
    role = {"type": "role", "person": "Erika Sand"}
    gold = {"lang": "en", "published": None, "facts": [], "optional": [role], "forbidden": [{"type": "license"}]}
    total = scored(Article("a", "text", gold), [dict(role), {"type": "license", "patents": 3}]).total()
    assert (total.optional, total.forbidden, total.pred) == (1, 1, 1)


def test_a_half_right_fact_counts_its_slots() -> None:
    gold = {"type": "pledge", "pledgor": ["Deqing Textiles"], "amount": 20_000_000}
    labelled = Article("a", "text", {"lang": "en", "published": None, "facts": [gold]})
    total = scored(labelled, [{**gold, "amount": 2}]).total()
    assert (total.strict_f1, total.slot_f1) == (0, 0.5)


@pytest.mark.parametrize(
    ("gold", "pred", "right"),
    [
        ({"licensor": ["Beilun Castings Co., Ltd."]}, {"licensor": ["Beilun Castings"]}, True),
        ({"licensor": ["北仑铸造有限公司"]}, {"licensor": ["北仑铸造"]}, True),
        ({"licensor": ["Songhua University"]}, {"licensor": ["the university"]}, False),
        ({"date": "2025-06"}, {"date": "2025-06-03"}, True),
        ({"date": "2025-06-03"}, {"date": "2025-06"}, False),
        ({"date": "2024-H1"}, {"date": "2024-01/2024-06"}, True),
        ({"amount": 100}, {"amount": 100.4}, True),
        ({"amount": 100}, {"amount": 110}, False),
        ({"place": "Jiangsu"}, {"place": "Jiangsu province"}, True),
        ({"place": "Suzhou"}, {"place": "Jiangsu"}, False),
        ({"currency": None}, {"currency": "CNY"}, False),
        ({"currency": None}, {}, True),
    ],
)
def test_values(gold: dict[str, Any], pred: dict[str, Any], right: bool) -> None:
    assert agrees({"type": "license", **gold}, {"type": "license", **pred}) is right


def test_further_names_are_no_strict_match() -> None:
    gold = {"type": "partnership", "partner": ["A-Star Labs", "Songhua University"]}
    pred = {"type": "partnership", "partner": ["A-Star Labs", "Songhua University", "Bank of Huzhou"]}
    assert agrees(gold, pred)
    assert not compare(gold, pred)[0]


def test_check_finds_what_no_prediction_can_meet() -> None:
    gold = {"published": None, "facts": [{"type": "pledge", "amount": 3}, {"type": "tale"}]}
    assert len(check(Article("a", "text", gold))) == 3


def test_the_benchmark_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for part in ("dev", "heldout"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "a.txt").write_text("Songhua University sold nine patents to Harbin Rail Tools.", "utf-8")
        fact = {"type": "assignment", "assignor": ["Songhua University"], "patents": 9}
        gold = {"lang": "en", "published": None, "facts": [fact]}
        (tmp_path / part / "a.gold.json").write_text(json.dumps(gold), "utf-8")
    extract.main(["--folder", str(tmp_path), "--parts", "dev", "heldout", "--json"])
    figures = {row["figure"]: row["values"] for row in json.loads(capsys.readouterr().out)["figures"]}
    assert figures["facts, heldout, en"]["recall"] == 1
    assert figures["speed, en, facts"]["words/s"] > 0


@pytest.mark.shared
def test_as_the_scorer_beside_the_real_data(shared: Callable[[str], Path], tmp_path: Path) -> None:
    program = shared("news_seed").parents[1] / "scorer" / "score_news.py"
    if not program.exists():
        pytest.skip(f"no scorer at {program}")
    labelled = articles(DEV)
    result = Score()
    predicted = []
    for number, one in enumerate(labelled):
        facts = copy.deepcopy(one.gold["facts"] + one.gold.get("optional", []))
        for fact in facts[number % 3 :: 3]:
            fact.update(patents=3, person="Somebody Else")
        plain = {
            "source": f"{one.name}.txt",
            "document": {"published": one.gold["published"]},
            "facts": [{**fact, "evidence": {"start": 0, "end": 1, "text": one.text[:1]}} for fact in facts],
        }
        result.add(one, plain)
        predicted.append(json.dumps(plain))
    (tmp_path / "pred.jsonl").write_text("\n".join(predicted), "utf-8")
    command = [sys.executable, str(program), "--pred", str(tmp_path / "pred.jsonl"), "--gold-dir", str(DEV)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    total = result.total()
    assert f"strict_f1={total.strict_f1:.3f} slot_f1={total.slot_f1:.3f}" in printed
    assert f"precision={total.precision:.3f} recall={total.recall:.3f}" in printed
    assert printed.endswith(f"forbidden={total.forbidden}")
