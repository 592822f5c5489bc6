"""Text without a sentence's end takes time in proportion to its length."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from patnav.graph.model import Article
from patnav.ingest.extract.pipeline import extract

DEV = Path(__file__).parents[2] / "bench_news" / "dev"


def seconds(text: str, lang: str) -> float:
    article = Article(id="x", text=text, lang=lang, title=None, published="2025-01-01", url=None)
    before = time.process_time()
    extract(article)
    return time.process_time() - before


@pytest.mark.parametrize(("lang", "blank"), [("en", " "), ("zh", "，")])
def test_time_is_linear_without_stops(lang: str, blank: str) -> None:
    texts = [path.read_text("utf-8") for path in sorted(DEV.glob(f"{lang}*.txt"))]
    endless = re.sub(r"[.!?;。！？；\n]", blank, " ".join(texts))
    seconds(endless[:2_000], lang)
    assert seconds(endless[:24_000], lang) < 4 * 6 * seconds(endless[:4_000], lang) + 0.5
