"""The same articles written otherwise: how many of their facts are still read.

Run ``python -m benchmarks.rewritten``. Authors of labelled articles write them all in one typography; what people hold
comes with broken lines, marks of Markdown, other dates and sums. Each way is applied to the articles of ``dev`` that it
changes. A fact counts as kept where all its fields are the same, the words for a period and a measure aside.
"""

from __future__ import annotations

import argparse
import re
import textwrap
from calendar import month_name
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.measure import Figure, report
from patnav.graph.model import Extraction
from patnav.ingest.extract.pipeline import extract_all
from patnav.ingest.news.text import article_of

__all__ = ["WAYS", "Way", "kept", "main", "stated"]

Way = Callable[[str], str]
DEV = Path(__file__).parents[1] / "tests" / "bench_news" / "dev"

_HAN = "[\u4e00-\u9fff]"
_NAMES = re.compile(r"[A-Z][\w&-]+(?: [A-Z][\w&-]+)+")
_MONTHS = list(month_name)[1:]
_DATE = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d\d?), (\d{{4}})")
_YUAN = re.compile(r"\b([\d.]+) million yuan\b")


def _wrapped(text: str) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    return "\n\n".join(textwrap.fill(line, 72, break_long_words=False, break_on_hyphens=False) for line in lines)


def _chopped(text: str) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    return "\n\n".join("\n".join(line[i : i + 40] for i in range(0, len(line), 40)) for line in lines)


def _dated(form: str) -> Way:
    return lambda text: _DATE.sub(
        lambda date: form.format(day=int(date[2]), month=date[1], number=_MONTHS.index(date[1]) + 1, year=date[3]), text
    )


WAYS: dict[str, dict[str, Way]] = {
    "en": {
        "lines of 72 columns": _wrapped,
        "columns of blanks": lambda text: text.replace(" ", "     "),
        "bold names": lambda text: _NAMES.sub(r"**\g<0>**", text),
        "linked names": lambda text: _NAMES.sub(r"[\g<0>](https://example.org/a?b=1)", text),
        "quoted lines": lambda text: re.sub(r"^(?=.)", "> ", text, flags=re.MULTILINE),
        "soft hyphens": lambda text: re.sub(r"([a-z]{4})([a-z]{4})", "\\1\u00ad\\2", text),
        "thin blanks in numbers": lambda text: re.sub(r"(?<=\d),(?=\d{3})", "\u202f", text),
        "5th of March 2025": _dated("{day}th of {month} {year}"),
        "2025-03-05": _dated("{year}-{number:02}-{day:02}"),
        "yuan 3 million": lambda text: _YUAN.sub(r"yuan \1 million", text),
        "RMB3m": lambda text: _YUAN.sub(r"RMB\1m", text),
        "30 pct": lambda text: re.sub(r"(?<=\d) percent\b", " pct", text),
        "Pvt. Ltd.": lambda text: re.sub(r"\bCo\., Ltd\.", "Pvt. Ltd.", text),
    },
    "zh": {
        "lines of 40 characters": _chopped,
        "indented": lambda text: re.sub(r"^(?=.)", "\u3000\u3000", text, flags=re.MULTILINE),
        "blanks beside Latin": lambda text: re.sub(
            f"(?<={_HAN})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?={_HAN})", " ", text
        ),
        "corner quotes": lambda text: text.replace("“", "「").replace("”", "」"),
        "full-width digits": lambda text: text.translate({ord(str(i)): chr(0xFF10 + i) for i in range(10)}),
        "3月5号": lambda text: re.sub(r"(月\d\d?)日", r"\1号", text),
        "2025-03-05": lambda text: re.sub(r"(?<!\d)(20\d\d)年(\d\d?)月(\d\d?)日", r"\1-\2-\3", text),
        "300万元人民币": lambda text: re.sub(r"(?<=\d万元)(?!人民币)", "人民币", text),
    },
}
"""By language and name: how else a text may be written."""


_WORDS = ("period_text", "label")
"""Fields that quote the article."""


def stated(read: Extraction) -> set[str]:
    """The facts of an article as text, without what only the way of writing changes."""
    digits = {0xFF10 + i: str(i) for i in range(10)}
    told = [
        f"{fact.type} {sorted((key, str(value)) for key, value in fact.fields.items() if key not in _WORDS)}"
        for fact in read.facts
    ]
    return {re.sub(r"\s|人民币", "", fact.replace("Pvt. Ltd.", "Co., Ltd.")).translate(digits) for fact in told}


def kept(way: Way, texts: Sequence[str]) -> tuple[int, int, list[Extraction]]:
    """How many facts of some texts are read again when they are written in another way.

    Returns:
        How many are, how many there are, and what was read of the texts written otherwise.
    """
    changed = [text for text in texts if way(text) != text]
    usual = [stated(read) for read in extract_all([article_of(text) for text in changed])]
    other = list(extract_all([article_of(way(text)) for text in changed]))
    return sum(len(a & stated(b)) for a, b in zip(usual, other, strict=True)), sum(map(len, usual)), other


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the share kept, way by way."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--json", action="store_true", help="for docs/quality.md")
    options = parser.parse_args(arguments)
    report("The same articles written otherwise", list(_figures()), options.json, "python -m benchmarks.rewritten")


def _figures() -> Iterator[Figure]:
    for lang, ways in WAYS.items():
        texts = [path.read_text("utf-8") for path in sorted(DEV.glob(f"*{lang}*.txt"))]
        for name, way in ways.items():
            same, facts, _ = kept(way, texts)
            yield Figure(f"{lang}, {name}", {"facts": facts, "kept": same, "share": round(same / facts, 3)})


if __name__ == "__main__":
    main()
