"""Read articles with the PatNav that is on the path, and print each one's drafted facts with their traits.

A process of its own (:mod:`benchmarks.first_sight`), as the PatNav of another commit may be on the path; the traits are
those of the file that is named. ``python -P drafts.py TRAITS.py ARTICLE...`` prints one JSON list an article.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import deque
from pathlib import Path
from typing import Any


def main() -> None:
    """Print them."""
    spec = importlib.util.spec_from_file_location("traits_of_today", sys.argv[1])
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for path in sys.argv[2:]:
        print(json.dumps(_facts(Path(path).read_bytes().decode("utf-8"), module.traits), ensure_ascii=False))


def _facts(text: str, traits: Any) -> list[dict[str, Any]]:
    from patnav.ingest.extract import pipeline as reader
    from patnav.ingest.extract.components.state import reading
    from patnav.ingest.extract.contract import to_json
    from patnav.ingest.news.text import article_of

    article = article_of(text)
    lang = "zh" if article.lang == "zh" else "en"
    nlp = reader.pipeline(lang)
    judged = [name for name in nlp.pipe_names if name == "patnav_confidence"]
    with nlp.select_pipes(disable=judged):
        (doc,) = nlp.pipe(reader._docs(nlp, [article], lang, deque()))
    state = reading(doc)
    state.drafts.sort(key=lambda draft: (draft.start, draft.type))
    facts = to_json(reader._extraction(article, doc, lang), "")["facts"]
    if [fact["type"] for fact in facts] != [draft.type for draft in state.drafts]:
        raise SystemExit(f"{article.id}: the facts of this commit do not come in the order of its drafts")
    return [{"fact": fact, "traits": seen} for fact, seen in zip(facts, traits(state, state.drafts), strict=True)]


if __name__ == "__main__":
    main()
