"""The learning of confidence: a regression with known answers, and articles that are found."""

from __future__ import annotations

import math
import re

import numpy as np
import yaml

from benchmarks.confidence import fit
from benchmarks.first_sight import BENCH, PARTS, ROOT
from benchmarks.news_score import articles


def test_without_a_penalty_the_odds_are_those_of_the_table() -> None:
    rows = np.array([[0.0]] * 10 + [[1.0]] * 20)
    true = np.array([1.0] * 2 + [0.0] * 8 + [1.0] * 15 + [0.0] * 5)
    constant, (weight,) = fit(rows, true, 0.0)
    assert math.isclose(constant, math.log(2 / 8), abs_tol=1e-5)
    assert math.isclose(constant + weight, math.log(15 / 5), abs_tol=1e-5)


def test_a_penalty_shrinks_weights_and_leaves_the_constant() -> None:
    random = np.random.default_rng(7)
    rows = random.normal(size=(300, 3))
    true = (rows[:, 0] + random.normal(size=300) > 1).astype(float)
    free, held = (fit(rows, true, penalty) for penalty in (0.0, 1e6))
    assert abs(free[1][0]) > 1
    assert np.abs(held[1]).max() < 0.01
    assert math.isclose(1 / (1 + math.exp(-held[0])), true.mean(), abs_tol=0.01)


def test_every_batch_of_first_sights_is_there_and_none_twice() -> None:
    known = [article.name for part in PARTS for article in articles(BENCH / part)]
    rows = yaml.safe_load((ROOT / "benchmarks" / "first_sight.yaml").read_text("utf-8"))
    found = [(name, row["batch"]) for row in rows for name in known if re.fullmatch(row["articles"], name)]
    assert len({name for name, _ in found}) == len(found) >= 178
    assert all(sum(batch == row["batch"] for _, batch in found) >= 18 for row in rows)
    assert all(re.fullmatch("[0-9a-f]{40}", row["commit"]) for row in rows)
