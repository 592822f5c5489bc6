"""``report``: a patent navigation report, every table of it a question that can be asked again.

What is asked, and in which order, stands in ``resources/report.yaml``.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

import yaml

from patnav.graph.store import Store
from patnav.queries.answer import Answer
from patnav.queries.clusters import clusters
from patnav.queries.count import count
from patnav.queries.disputes import disputes
from patnav.queries.filters import ALL, Filters, restrict
from patnav.queries.finance import finance
from patnav.queries.indicators import indicators
from patnav.queries.labels import Note
from patnav.queries.landscape import landscape
from patnav.queries.language import in_language
from patnav.queries.licenses import licenses
from patnav.queries.named import find_industry, find_region
from patnav.queries.programmes import programmes
from patnav.queries.services import services
from patnav.queries.status import counts
from patnav.queries.talent import talent
from patnav.queries.texts import section
from patnav.queries.transfers import transfers

__all__ = ["SectionRow", "report"]

Question = Callable[..., Answer[Any]]

_QUESTIONS: Mapping[str, Question] = {
    "clusters": clusters,
    "disputes": disputes,
    "finance": finance,
    "indicators": lambda store, filters, **rest: indicators(store, None, filters, **rest),
    "landscape": landscape,
    "licenses": licenses,
    "programmes": programmes,
    "services": services,
    "talent": talent,
    "transfers": transfers,
}

_PLACED: Mapping[str, tuple[str, ...]] = {
    "indicators": ("region", "from_", "to"),
    "services": ("region", "from_", "to"),
}
"""Questions that know some of the filters alone."""


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section of a report.

    Attributes:
        chapter: The chapter that it stands in.
        title: Its title.
        command: The command that asks for it alone; ``--evidence`` added, it gives the source of each row.
        answer: What the question gave.
    """

    chapter: str
    title: str
    command: str
    answer: Answer[Any]


def report(
    store: Store, filters: Filters = ALL, *, limit: int = 10, evidence: bool = False, lang: str = "en"
) -> Answer[SectionRow]:
    """A report on an industry, a region, a class, or everything in the graph.

    Args:
        store: What to ask.
        filters: What it is about.
        limit: Number of rows of each table.
        evidence: Whether every row names its sources.
        lang: ``en`` or ``zh``.

    Returns:
        One row a section, in order; the notes say what the graph holds, and how much of that the report is about, which
        the parameter ``about`` names.

    Raises:
        NotFound: The graph holds no such region, industry or applicant.
    """
    restrict(store, filters)
    rows = []
    for part in _contents():
        for asked in part["sections"]:
            arguments = {name: value for name, value in asked.items() if name not in ("title", "question")}
            known = _PLACED.get(asked["question"])
            own = replace(ALL, **{name: getattr(filters, name) for name in known}) if known else filters
            answer = _QUESTIONS[asked["question"]](store, own, **arguments, limit=limit, evidence=evidence)
            rows.append(
                SectionRow(
                    chapter=part["chapter"][lang],
                    title=asked["title"][lang],
                    command=_command(asked["question"], own, {**arguments, "lang": lang}, limit),
                    answer=in_language(store, answer, lang),
                )
            )
    held = counts(store)
    notes = [
        Note(
            "the graph holds {families} families of {patents} patent publications, {organizations} organizations, "
            "{events} events and {documents} documents",
            families=held["families"],
            patents=held["nodes"]["Patent"],
            organizations=held["nodes"]["Organization"],
            events=held["nodes"]["Event"],
            documents=held["nodes"]["Document"],
        ),
        *_base(store, filters),
        Note("organised after GB/T 39551-2020; advice is left to its reader"),
    ]
    parameters = filters.parameters() | {"about": _about(store, filters, lang), "limit": limit}
    return Answer("report", parameters, rows, len(rows), notes)


def _base(store: Store, filters: Filters) -> list[str]:
    """How many families the filters leave, where there are any."""
    if filters == ALL:
        return []
    held = count(store, filters)
    return [
        Note("this report is about {families} of these families", families=held.rows[0].patents if held.rows else 0)
    ]


def _about(store: Store, filters: Filters, lang: str) -> list[str]:
    """What the report is about, industry and region by their names."""
    known = (("industry", find_industry, "industry_names"), ("region", find_region, "region_names"))
    words = {name: str(value) for name, value in filters.parameters().items() if value}
    for name, find, names in known:
        if name in words:
            key = find(store, words[name])[0]
            row = next(row for row in store.rows(section(store, "filters", names), {}) if row["key"] == key)
            scheme = key.partition(":")[0] == words[name].strip().lower()
            spelled = (row["name_zh"], row["name"]) if lang == "zh" else (row["name"], row["name_zh"])
            words[name] = words[name] if scheme else next(filter(None, spelled), key)
    return list(words.values())


@cache
def _contents() -> list[dict[str, Any]]:
    text = (resources.files("patnav.resources") / "report.yaml").read_text("utf-8")
    contents: list[dict[str, Any]] = yaml.safe_load(text)
    return contents


def _command(question: str, filters: Filters, arguments: Mapping[str, Any], limit: int) -> str:
    """What to type for one section alone."""
    words = ["patnav", question]
    for name, value in [*arguments.items(), *asdict(filters).items(), ("limit", limit)]:
        if (name, value) == ("lang", "en"):
            continue
        if value is True:
            words.append(f"--{name}")
        elif value not in (None, False):
            words += [f"--{name.rstrip('_').replace('_', '-')}", str(value)]
    return shlex.join(words)
