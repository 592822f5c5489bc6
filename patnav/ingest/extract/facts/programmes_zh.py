"""Programmes in Chinese: who starts what, with whom and where."""

from __future__ import annotations

import re
from itertools import pairwise

from patnav.ingest.extract.facts.authorities import SCHOOLS, authorities, starters
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing

__all__ = ["chinese", "joined", "scope_of"]


def chinese(
    state: Reading, sentence: Sentence, match: re.Match[str], subjects: list[Name]
) -> tuple[list[Name], str] | None:
    """Who starts what: 某局启动“...”专项行动, 某市印发《...》, 《...》由某局发布."""
    text = state.text
    subjects = [n for n in subjects if not _in_title(state, sentence, n)]
    named = [n for n in sentence.names if n.cue in ("by", "with", "subj") and n.end <= match.start()]
    behind = [
        n
        for n in sentence.names
        if n.cue == "by" and n.start >= match.end() and rule("programmes.zh_hosts").match(text, n.end)
    ]
    names = starters(behind) or starters(subjects) or starters([n for n in named if n.thing.label == "Organization"])
    names = names or [n for n in sentence.names if n.cue == "source" and _of_source(state, n, match)]
    if not any(n.thing.label == "Organization" for n in names):
        names = [*(n for n in named if n.cue == "by" and rule("programmes.zh_approves").match(text, n.end)), *names]
    if not names:
        return None
    names = [*names, *(n for n in named if n.cue == "with" and n not in names and authorities([n]))]
    title = rule("programmes.name_zh", exact=True).search(text, match.end(), min(sentence.end, match.end() + 50))
    if title and re.search("[，。；]", text[match.end() : title.start()]):
        return None
    if title is None and rule("programmes.zh_passive").fullmatch(match[0]):
        titles = list(rule("programmes.name_zh", exact=True).finditer(text, sentence.start, match.start()))
        title = next((one for one in titles if one["book"]), titles[-1] if titles else None)
    if title is None:
        titled = _before(state, sentence, match)
        if titled:
            return names, titled
        piloted = match[0] in ("试点", "试行") and not starters(behind) and bool(authorities(names))
        what = rule("programmes.zh_piloted").match(text, match.end(), sentence.end) if piloted else None
        if what:
            return names, what["bare"]
        bare = rule("programmes.zh_bare").match(text, match.end(), sentence.end)
        dated = [d for d in sentence.dates if d.iso and not d.compared]
        return (names, bare["bare"]) if bare and dated and authorities(names) else None
    if rule("programmes.zh_other").search(title["plain"] or "") or rule("programmes.zh_report").search(title[0]):
        return None
    if not authorities(names) and title["quoted"] and title[0].endswith(("”", "」")):
        return None  # a name in quotes that a place alone is told with: “草原方舟”
    return names, rule("programmes.zh_lead").sub(
        "", title["code"] or title["book"] or title["quoted"] or title["plain"]
    )


def _in_title(state: Reading, sentence: Sentence, name: Name) -> bool:
    """Whether a name is but a part of a title in quotes: “长三角知识产权对话会”."""
    before = state.text[sentence.start : name.start]
    return before.count("“") > before.count("”") or before.count("《") > before.count("》")


def _before(state: Reading, sentence: Sentence, match: re.Match[str]) -> str:
    """What 该行动 stands for: the title that the sentence before has in quotes."""
    if not rule("programmes.zh_this").search(state.text, sentence.start, match.start()):
        return ""
    index = state.sentences.index(sentence)
    ahead = state.sentences[max(0, index - 1)]
    titles = list(rule("programmes.zh_titled").finditer(state.text, ahead.start, ahead.end)) if index else []
    return (titles[-1]["book"] or titles[-1]["quoted"]) if titles else ""


def joined(state: Reading, sentence: Sentence, names: list[Name], at: int) -> list[Thing]:
    """Banks and universities that start something together with an authority: 某局与某银行推出."""
    row, bodies = [n for n in sentence.names if n.end <= at], set(map(id, authorities(names)))
    kept = [
        other.thing
        for one, two in pairwise(row)
        for body, other in ((one, two), (two, one))
        if id(body.thing) in bodies
        and other.thing.kind in ("financial", *SCHOOLS)
        and rule("programmes.zh_joined").fullmatch(state.text, one.end, two.start)
    ]
    return [thing for thing in dict.fromkeys(kept) if id(thing) not in bodies]


def _of_source(state: Reading, name: Name, match: re.Match[str]) -> bool:
    """Whether a source is told by what it issued: 根据某局发布的《...》."""
    gap = state.text[name.end : match.start()]
    return 0 <= match.start() - name.end < 16 and "，" not in gap and state.text.startswith("的《", match.end())


def scope_of(state: Reading, sentence: Sentence, at: int) -> list[str]:
    """Where a programme that is started at an offset applies, in Chinese: 在甲、乙两地推开, 实施范围为甲、乙."""
    text = state.text
    if listed := _listed(state, sentence, at):
        return listed
    rows: list[list[Name]] = []
    for name in [n for n in sentence.names if n.thing.label == "Region" and n.form == "name"]:
        if rows and rule("programmes.zh_and").fullmatch(text, rows[-1][-1].end, name.start):
            rows[-1].append(name)
        elif rows and name.start == rows[-1][-1].end:
            rows[-1][-1] = name  # 江苏南京: Nanjing alone
        else:
            rows.append([name])
    for row in rows:
        lead = rule("programmes.zh_where").search(text, sentence.start, row[0].start)
        done = rule("programmes.zh_done_there").match(text, row[-1].end, sentence.end)
        apart = at < row[0].start and rule("programmes.zh_apart").search(text, at, row[0].start)
        if apart or not lead or not (lead["scope"] or done) or (len(row) == 1 and not lead["scope"]):
            continue
        return list(dict.fromkeys(n.thing.name for n in row))
    return []


def _listed(state: Reading, sentence: Sentence, at: int) -> list[str]:
    """Places in a row of which some are in no table: 在三水、高明开展, 范围为江海、鹤山两地, 以甲、乙为先行区域."""
    regions = {n.start: n.thing.name for n in sentence.names if n.thing.label == "Region" and n.form == "name"}
    taken = [n for n in sentence.names if n.thing.label == "Organization" and n.form == "name"]
    for match in rule("programmes.zh_place_rows").finditer(state.text, sentence.start, sentence.end):
        group = next(key for key, value in match.groupdict().items() if value)
        start, end = match.span(group)
        if at < start and rule("programmes.zh_apart").search(state.text, at, start):
            continue
        if any(n.start < end and start < n.end for n in taken):
            continue
        items = [(start + m.start(), m[0]) for m in re.finditer("[^、和及与以]+", match[group])]
        known = [begin in regions for begin, _ in items]
        counted = rule("programmes.zh_such_places").match(state.text, end)
        if any(known) or counted or all(rule("programmes.zh_ends_as_place").search(word) for _, word in items):
            return list(dict.fromkeys(regions.get(begin, word) for begin, word in items))
    return []
