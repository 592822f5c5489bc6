"""The measure of what the weights of ``match`` are worth, on rows whose order is known."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from benchmarks.partners import orders, rank
from patnav.queries.scoring import combined, component

WEIGHTS = {"region": 0.6, "sector": 0.4}


def row(key: str, technology: float, region: float, sector: float) -> SimpleNamespace:
    named = {"technology": technology, "region": region, "sector": sector}
    score, components = combined([component(name, value, "") for name, value in named.items()], WEIGHTS)
    return SimpleNamespace(id=key, score=score, components=components)


ROWS = [row("far", 0.8, 0.0, 1.0), row("near", 0.7, 1.0, 0.0), row("other", 0.5, 0.0, 0.0)]


def test_the_order_by_score_is_that_of_the_question() -> None:
    score = orders(WEIGHTS)["score"]
    assert [score(one) for one in ROWS] == pytest.approx([one.score for one in ROWS], abs=1e-4)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("score", 1.0),  # 0.7 * 1.6 / 2 = 0.56 beats 0.8 * 1.36 / 2 = 0.544
        ("technology alone", 0.5),
        ("without region", 0.5),
        ("technology, region", 1.0),
    ],
)
def test_leaving_a_component_out_moves_what_it_raised(order: str, expected: float) -> None:
    rows = [row("far", 0.8, 0.0, 0.9), *ROWS[1:]]
    assert rank(rows, orders(WEIGHTS)[order], {"near"}) == expected


def test_what_is_not_ranked_has_no_rank() -> None:
    assert rank(ROWS, orders(WEIGHTS)["score"], {"nobody"}) == 0.0
