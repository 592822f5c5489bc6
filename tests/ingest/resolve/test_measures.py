from __future__ import annotations

import pytest

from benchmarks.resolve import bcubed, pairwise

TRUTH = {"1": "a", "2": "a", "3": "a", "4": "b", "5": "c"}
GUESS = {"1": "x", "2": "x", "3": "y", "4": "y", "5": "z"}


def test_golden_values_of_pairwise_and_mention_level_bcubed() -> None:
    assert pairwise(GUESS, TRUTH)[:2] == pytest.approx((0.5, 1 / 3))
    assert bcubed(GUESS, TRUTH) == pytest.approx((0.8, 0.7333), abs=1e-4)
