"""A public Chinese patent graph: ingest it, and ask it the questions of its own benchmark.

``python -m benchmarks.hydrogen [--keep DIR] [--all] [--json]``. The tables lie in ``cn_hydrogen_kg`` under
``PATNAV_SHARED_DATA``. Each of the benchmark's Chinese questions that asks for numbers of patents is read by a grammar
(:mod:`benchmarks.hydrogen_calls`) into a call of ``count``, and its answer is held against what the gold query gives
(:mod:`benchmarks.hydrogen_gold`): a number, or the groups down to the last one asked for, groups of equal number in any
order. Questions whose gold query finds nothing are not counted: dates are published of one patent in a hundred.

PatNav knows more than the tables: which names are one body's, and where bodies sit that the tables do not place. So
there are two graphs. In the one *as stated*, a name is a body and a body is where its row says; its answers must equal
those of the raw tables. In the other, made as users make it, answers differ where that knowledge counts; each that
differs is held against the gold query on the raw edges between the bodies at the places that PatNav tells, which shows
that nothing else explains it. Every difference is printed with its explanation.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.hydrogen_calls import Names, Unread, read
from benchmarks.hydrogen_gold import Gold, Raw, Unsupported, run
from benchmarks.measure import Figure, apart, report
from patnav.errors import NotFound, RecordError
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.links import PartyLink
from patnav.graph.store import Store
from patnav.graph.workspace import Workspace
from patnav.ingest.classify.places import locator
from patnav.ingest.classify.regions import regions
from patnav.ingest.linker import TableLinker
from patnav.ingest.patents import numbers
from patnav.ingest.pipeline import ingest
from patnav.queries.count import count
from patnav.queries.filters import Filters

__all__ = ["main"]

_TABLES = ("edges.tsv.gz", "organizations.tsv", "org_location.tsv", "08_patents_batch_022.cypher")
_KINDS = {"enterprise": "公司", "university": "高校", "research_institute": "研究机构"}
_LEVELS = ("country", "province", "city")


class Stated(TableLinker):
    """A linker that takes the tables at their word: a name is a body, and it is where its row says."""

    def party(self, name: str, *, kind: str | None = None, **place: str | None) -> PartyLink:
        """Who ``name`` is."""
        if kind != "organization":
            return super().party(name, kind=kind, **place)
        region, via = locator().locate(**place)
        return PartyLink(f"org:{name}", "Organization", name, name, kind="other", region=region, region_via=via)

    def joins(self, organizations: Iterable[Any], said: Iterable[Any] = ()) -> list[tuple[str, str, str]]:
        """None."""
        return []

    def people(self, mentions: Iterable[Any]) -> list[tuple[str, str, str]]:
        """None."""
        return []


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question: ``equal``, ``different``, ``empty``, or why it was not asked."""

    question: str
    result: str
    call: str = ""
    detail: str = ""


class Bench:
    """A graph, the raw tables, and what stands for what in both."""

    def __init__(self, store: Store, raw: Raw) -> None:
        self.store, self.raw = store, raw
        rows = store.rows(
            "SELECT DISTINCT coalesce(m.key, o.key) AS node, r.record AS name FROM record r JOIN said.organization o "
            "USING (rid) LEFT JOIN same m ON m.leaf = o.key WHERE r.type = 'Organization'",
            {},
        )
        said = {row["name"]: row["node"] for row in rows}
        self.node = {name: said[plain] for name in raw.kinds if (plain := " ".join(name.split())) in said}
        self.joined: dict[str, list[str]] = defaultdict(list)
        for name, node in self.node.items():
            self.joined[node].append(name)
        places = {place.get(level, "") for place in raw.places.values() for level in _LEVELS}
        self.places = {name: found for name in places if (found := _region(name))}
        self.names = Names(frozenset(raw.kinds), self.places)

    def known(self) -> Raw:
        """The raw edges between the bodies, with the kinds and places, that the graph knows."""
        kinds = {row["key"]: row["kind"] for row in self.store.rows("SELECT key, kind FROM organization", {})}
        seats = self.store.rows("SELECT src, dst FROM located_in WHERE role = 'seat'", {})
        found = {node: _KINDS.get(kind or "", "") for node, kind in kinds.items()}
        cities = set(self.places.values())
        return self.raw.merged(_application).translated(
            self.node, found, {row["src"]: _place(row["dst"], cities) for row in seats}, self.places
        )

    def ask(self, question: str, query: str, raw: Raw) -> Outcome:
        """Ask one question, and compare with the gold query on some edges."""
        try:
            call = read(question, self.names)
        except Unread as why:
            return Outcome(question, f"not read: {why}")
        try:
            gold = run(raw, query)
        except Unsupported:
            return Outcome(question, "the gold query asks for something else", str(call))
        if not any(gold.groups.values()):
            return Outcome(question, "empty", str(call))
        try:
            answer = count(self.store, Filters(**call.filters), by=call.by, publications=True, limit=100_000)
        except NotFound as error:
            return Outcome(question, "different", str(call), error.what)
        wrong = self._differ(gold, {row.id: row.patents for row in answer.rows})
        if not wrong:
            return Outcome(question, "equal", str(call))
        return Outcome(question, "different", str(call), "; ".join(wrong[:3]))

    def _differ(self, gold: Gold, groups: Mapping[str, int]) -> list[str]:
        """What differs in the rows asked for, ours before the gold's."""
        expected: dict[str, list[int]] = defaultdict(list)
        for label, patents in gold.groups.items():
            expected[self._id(gold.by, label)].append(patents)
        most = gold.limit or len(gold.groups)
        ranked = sorted(gold.groups.values(), reverse=True)[:most]
        own = sorted(groups.values(), reverse=True)[:most]
        wrong = [
            f"{key}: {groups.get(key, 0)} for {sum(expected.get(key, [0]))}"
            for key in dict.fromkeys([*expected, *groups])
            if max(groups.get(key, 0), *expected.get(key, [0])) > ranked[-1]
            and expected.get(key) != [groups.get(key, 0)]
        ]
        return wrong or ([f"{own[-3:]} for {ranked[-3:]} at the end"] if own != ranked else [])

    def _id(self, by: str, label: str) -> str:
        if by == "org":
            return str(self.node.get(label, label))
        if by in _LEVELS:
            return self.places.get(label, label)
        return f"domain:{label}" if by == "domain" else label

    @staticmethod
    def explained(query: str, outcome: Outcome) -> str:
        """What the gold query itself reads otherwise than its question; empty where it reads it alike."""
        if "--kind" in outcome.call and "entity_type" not in query:
            return "the gold query passes over the kind of organization that the question names"
        if "TRANSFERRED_TO" in query and "APPLIED_BY]->(o:Organization)" in query:
            return "the gold query takes the applicants to be the assignee, so it finds only what that filed itself"
        if re.search(r"loc\.city = '(?:北京|上海|天津|重庆)市'", query):
            return "the gold query leaves out those whom the table places no finer than the municipality"
        if "未知" in outcome.detail:
            return "the gold query counts those of unknown country as one"
        return ""


def _application(patent: str) -> str:
    """An application's number in the graph's form; an odd one as it is."""
    try:
        return numbers.application(patent)
    except RecordError:
        return patent


def _region(name: str) -> str | None:
    return regions().find(name.removeprefix("中国") or name) if name else None


def _place(region: str, cities: Collection[str]) -> dict[str, str]:
    """Country, province and city of a region; districts that the tables call cities are such."""
    found: dict[str, str] = {"city": region} if region in cities and regions().nodes[region].level == "district" else {}
    left = [region]
    while left:
        node = regions().nodes[left.pop()]
        found.setdefault(node.level, node.key)
        left += node.parents
    return found


def figures(folder: Path, stated: Bench, made: Bench, outcomes: list[tuple[str, Outcome]]) -> list[Figure]:
    """Ask all questions of both graphs; the figures of the report."""
    questions = json.loads((folder / "benchmark_test.json").read_text("utf-8"))
    once, known, explained = stated.known(), made.known(), Counter[str]()
    for one in questions:
        question, query = one["input"], one["output"]
        outcome = stated.ask(question, query, stated.raw)
        why = ""
        if outcome.result == "different":
            same = stated.ask(question, query, once).result == "equal"
            twice = "numbers and names that the tables print in two ways" if same else ""
            why = "; " + (stated.explained(query, outcome) or twice or "unexplained")
        outcomes.append(("as stated", Outcome(question, outcome.result, outcome.call, outcome.detail + why)))
        own = made.ask(question, query, made.raw)
        if own.result != "different":
            outcomes.append(("as made", own))
            continue
        if made.ask(question, query, known).result == "equal":
            why = "equal on the raw edges between the bodies and places that PatNav knows"
            explained["joined names and known places"] += 1
        else:
            why = made.explained(query, own) or "unexplained"
            explained[why] += 1
        outcomes.append(("as made", Outcome(question, "different", own.call, f"{own.detail}; {why}")))
    lines = []
    for graph in ("as stated", "as made"):
        results = Counter(outcome.result for which, outcome in outcomes if which == graph)
        asked = results["equal"] + results["different"]
        lines.append(
            Figure(
                f"{graph}: equal of those asked",
                {"n": asked, "equal": results["equal"], "share": results["equal"] / asked},
            )
        )
    lines += [Figure(f"as made, different: {why}", {"n": n}) for why, n in explained.most_common()]
    return lines + [
        Figure(result, {"n": n}) for result, n in results.most_common() if result not in ("equal", "different")
    ]


def prepare(folder: Path, place: Path, stated: bool) -> dict[str, Any]:
    """Ingest the tables of ``folder`` into ``place``; what was read."""
    linker = Stated() if stated else TableLinker()
    return ingest(Workspace(place), [folder / name for name in _TABLES], linker).to_dict()


def read_bare(folder: Path) -> int:
    """Read the tables with nothing but ``split``; the number of patents."""
    return len(Raw.read(folder).patents)


def ingests(folder: Path, place: Path) -> list[Figure]:
    """Make both graphs in ``place``; what making the one that users make cost."""
    bare, made = apart(read_bare, folder), apart(prepare, folder, place / "made", False)
    prepare(folder, place / "stated", True)
    values = {"n": made.result["records"]["read"], "s": made.seconds, "cpu s": made.cpu, "peak MiB": made.peak}
    return [
        Figure(
            "read the tables, bare", {"n": bare.result, "s": bare.seconds, "cpu s": bare.cpu, "peak MiB": bare.peak}
        ),
        Figure("ingest", values | {"cpu / bare": made.cpu / bare.cpu}),
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hydrogen", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--keep", type=Path, help="where to keep the two graphs for another run")
    parser.add_argument("--all", action="store_true", help="every question with its call and result, as JSON Lines")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    asked = parser.parse_args(arguments)
    folder = Path(os.environ.get("PATNAV_SHARED_DATA", "../shared/data")) / "cn_hydrogen_kg"
    outcomes: list[tuple[str, Outcome]] = []
    with tempfile.TemporaryDirectory() as temporary:
        place = asked.keep or Path(temporary)
        lines = [] if (place / "made").exists() else ingests(folder, place)
        raw = Raw.read(folder)
        graphs = [DuckDBStore(Workspace(place / name).current()) for name in ("stated", "made")]
        with graphs[0] as stated, graphs[1] as made:
            lines += figures(folder, Bench(stated, raw), Bench(made, raw), outcomes)
    report("Questions on the hydrogen graph", lines, asked.json, "python -m benchmarks.hydrogen")
    for graph, one in outcomes:
        if asked.all:
            print(
                json.dumps(
                    {
                        "graph": graph,
                        "question": one.question,
                        "result": one.result,
                        "call": one.call,
                        "detail": one.detail,
                    },
                    ensure_ascii=False,
                )
            )
        elif one.result == "different" and not asked.json:
            print(f"\n{one.question} ({graph})\n  {one.call}\n  {one.detail}")


if __name__ == "__main__":
    main()
