"""Figures told by another beside them: parts of a sum, the same thing elsewhere, a share of what was just told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Count, Quantity, Reading, Sentence

__all__ = ["also_of", "inherit", "of_places", "parts", "respective", "same_things"]


def inherit(state: Reading, sentence: Sentence, drafts: list[Draft], before: list[Draft]) -> None:
    """``其中，昆山市47.5亿元``, ``of this sum, Changsha contributed ...``: parts of the sum told right before."""
    if not rule("numbers.part").match(state.text, sentence.start):
        return
    for draft in drafts:
        unit = draft.fields.get("unit")
        whole = [d for d in before if d.fields.get("unit") == unit != "share" and "indicator" in d.fields]
        if whole and "indicator" not in draft.fields and "region" in draft.fields:
            draft.fields["indicator"] = whole[-1].fields["indicator"]


def of_places(state: Reading, sentence: Sentence, drafts: list[tuple[Quantity, Draft]]) -> None:
    """``知识产权运营中心共32家，其中江苏5家``: a number beside a place alone is of what was counted before."""
    for (one, whole), (two, part) in pairwise(drafts):
        places = [n for n in sentence.names if n.thing.label == "Region" and one.end <= n.start and n.end <= two.start]
        words = [re.search("[件家个项起宗份所张]", state.text[q.start : q.end + 1]) for q in (one, two)]
        counted = words[0] and words[1] and words[0][0] == words[1][0]
        alike = type(one) is type(two) and (counted or getattr(one, "unit", 0) == getattr(two, "unit", 1))
        if not places or not alike or "indicator" in part.fields or "indicator" not in whole.fields:
            continue
        gap = rule("numbers.zh_of_place").fullmatch(state.text, one.end, two.start)
        if gap and two.start - places[-1].end < 4:
            part.fields |= {"indicator": whole.fields["indicator"], "region": places[-1].thing.name}
            part.fields.pop("organization", None)


def also_of(state: Reading, sentence: Sentence, drafts: list[Draft], before: list[Draft]) -> None:
    """``It was also nearly half of the national total``: a share of the sum told right before."""
    sums = [draft for draft in before if draft.fields.get("unit") != "share" and "indicator" in draft.fields]
    if len(drafts) == 1 and sums and rule("numbers.that_was").match(state.text, sentence.start, sentence.end):
        [share] = drafts
        if share.fields.get("unit") == "share" and "indicator" not in share.fields and "share_of" in share.fields:
            told = {key: sums[-1].fields[key] for key in ("indicator", "period") if key in sums[-1].fields}
            share.fields = told | share.fields
            share.fields.pop("label", None)


def parts(drafts: list[Draft], before: list[Draft]) -> None:
    """``210 cases, 168 of them settled``: a part is no second value of the whole, and has a label of its own."""
    told = list(before)
    for draft in drafts:
        part = draft.fields.pop("part", None)
        if part is not None and any(_one_measure(draft, whole) for whole in told):
            draft.fields["label"] = f"{draft.fields.get('label') or ''}{part}"
            draft.fields.pop("indicator", None)
            draft.apart = True
        told.append(draft)


def _one_measure(one: Draft, two: Draft) -> bool:
    """Whether two figures would be values of one series."""
    own = ("region", "organization", "indicator", "unit", "of")
    return one.fields["value"] != two.fields.get("value") and all(one.fields.get(k) == two.fields.get(k) for k in own)


def same_things(drafts: list[tuple[Quantity, Draft]]) -> None:
    """``2,115 in Changsha``: a number that counts what the one before it counts measures the same."""
    for (one, a), (two, b) in pairwise(drafts):
        same = isinstance(one, Count) and isinstance(two, Count) and one.noun and one.noun_start == two.noun_start
        if same and "indicator" in a.fields:
            b.fields.setdefault("indicator", a.fields["indicator"])


def respective(state: Reading, sentence: Sentence, index: int, last: Draft | None) -> Iterator[Draft]:
    """``Foshan and Dongguan have 640 and 588 respectively``: more values of the indicator before."""
    text = state.text[sentence.start : sentence.end]
    regions = [n.thing.name for n in sentence.names if n.thing.label == "Region"]
    numbers = [float(m[0].replace("_", "")) for m in re.finditer(r"(?<![\w_])\d+(?:_\d{3})*(?![\w_])", text)]
    told = re.search(r"\brespectively\b|分别", text)
    if last is None or not told or len(regions) != len(numbers) or len(numbers) < 2:
        return
    fields = {key: value for key, value in last.fields.items() if key in ("indicator", "label", "unit", "period")}
    for region, value in zip(regions, numbers, strict=True):
        yield Draft.of("indicator", sentence, index, 0.7, **fields, region=region, value=value)
