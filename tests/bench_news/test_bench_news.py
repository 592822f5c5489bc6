"""The labelled articles: well formed, and facts at least as good as they have been."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.extract import score
from benchmarks.news_score import articles, check

HERE = Path(__file__).parent
FLOORS = {("dev", "en"): 0.94, ("dev", "zh"): 0.95, ("heldout", "en"): 0.70, ("heldout", "zh"): 0.78}


@pytest.mark.parametrize("part", sorted(folder.name for folder in HERE.iterdir() if any(folder.glob("*.gold.json"))))
def test_well_formed(part: str) -> None:
    labelled = articles(HERE / part)
    assert labelled
    assert not [wrong for article in labelled for wrong in check(article)]


@pytest.mark.parametrize(("part", "lang"), FLOORS)
def test_quality(part: str, lang: str) -> None:
    scored = score([one for one in articles(HERE / part) if one.gold["lang"] == lang])
    assert scored.bad_evidence == 0
    assert scored.total().strict_f1 >= FLOORS[part, lang]
