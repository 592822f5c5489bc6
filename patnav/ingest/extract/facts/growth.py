"""Growth rates, hung on the value they belong to; and values told for several places at once."""

from __future__ import annotations

import re
from itertools import pairwise

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.indicator_names import Clause, indicator_rows, label_before
from patnav.ingest.extract.facts.periods import period_of
from patnav.ingest.extract.facts.regions import region_of
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Quantity, Reading, Sentence, Share
from patnav.ingest.extract.vocabulary import compiled

__all__ = ["grow", "respectively", "same_measure", "share_out"]

_ALONE = ("patent_pledge_financing", "patents_granted", "disputes_handled", "data_ip_certificates")


def grow(
    state: Reading, sentence: Sentence, index: int, share: Share, drafts: list[tuple[Quantity, Draft]]
) -> Draft | None:
    """Hang a growth on the value it belongs to; a growth of a known indicator without value stands alone."""
    values = [(q, d) for q, d in drafts if "change" not in d.fields and d.fields.get("unit") != "share"]
    to = [d for q, d in values if q.start > share.end and _leads_to(state, share.end, q.start)]
    before = [(q, d) for q, d in values if q.end <= share.start]
    if to:
        to[0].fields["change"] = share.value
    elif before and not re.search("[;；]", state.text[before[-1][0].end : share.start]):
        before[-1][1].fields["change"] = share.value
    elif not any(q.start < share.start for q, _ in drafts):
        return _alone(Clause(state, sentence, share), index)
    return None


def respectively(state: Reading, changes: list[Share], drafts: list[tuple[Quantity, Draft]]) -> None:
    """``新收8146件，审结7902件，同比分别上升11.3%和14.7%``: the growths of the last values, in their order."""
    for first in range(len(changes) - 1):
        row = changes[first : first + 1]
        while (n := first + len(row)) < len(changes) and rule("shares.and").fullmatch(
            state.text, row[-1].end, changes[n].start
        ):
            row.append(changes[n])
        values = [d for q, d in drafts if q.end <= row[0].start and d.fields.get("unit") != "share"][-len(row) :]
        if 1 < len(row) == len(values):
            for share, draft in zip(row, values, strict=True):
                draft.fields["change"], share.used = share.value, True
            return


def same_measure(state: Reading, drafts: list[tuple[Quantity, Draft]]) -> None:
    """``... reached 13 billion yuan, about 3 percent of the national total``: a share of the sum measures the same."""
    for (one, sum_), (two, share) in pairwise(drafts):
        near = not re.search("[;；。]", state.text[one.end : two.start]) and two.start - one.end < 90
        larger = rule("numbers.larger").search(str(share.fields.get("share_of", "")))
        of_sum = share.fields.get("unit") == "share" != sum_.fields.get("unit") and "indicator" in sum_.fields
        if of_sum and near and larger:
            share.fields.setdefault("indicator", sum_.fields["indicator"])


def _leads_to(state: Reading, start: int, end: int) -> bool:
    """Whether a growth leads to a value ("jumped 72.6 percent to ...")."""
    return bool(rule("numbers.to_value").fullmatch(state.text, start, end))


def _alone(clause: Clause, index: int) -> Draft | None:
    lang, share = clause.state.lang, clause.quantity
    for name, row in indicator_rows().items():
        refused = "not" in row and compiled(row["not"][lang]).search(clause.upto)
        if name in _ALONE and not refused and compiled(row["near"][lang]).search(clause.upto):
            when = period_of(clause.sentence, share)
            return Draft.of(
                "indicator",
                clause.sentence,
                index,
                0.5,
                indicator=name,
                label=label_before(clause),
                change=share.value,
                region=region_of(clause.state, clause.sentence, share.start),
                period=when.iso if when else None,
            )
    return None


def share_out(state: Reading, sentence: Sentence, drafts: list[tuple[Quantity, Draft]]) -> None:
    """``佛山、东莞分别为640家和588家``: each place its own number, of the indicator before."""
    at = state.text.find("分别", sentence.start, sentence.end)
    if at < 0:
        return
    comma = max(state.text.rfind(mark, sentence.start, at) for mark in "，；")
    regions = [n for n in sentence.names if n.thing.label == "Region" and comma < n.start < at]
    values = [draft for quantity, draft in drafts if quantity.start > at]
    before = [draft for quantity, draft in drafts if quantity.start < at]
    if len(regions) == len(values) > 1:
        for name, draft in zip(regions, values, strict=True):
            draft.fields["region"] = name.thing.name
            if before:
                draft.fields |= {
                    key: before[-1].fields[key] for key in ("indicator", "label") if key in before[-1].fields
                }
