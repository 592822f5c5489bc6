"""Who puts money into whom, where Chinese tells it in clauses of their own: 甲完成增资，新股东乙出资3000万元."""

from __future__ import annotations

from collections.abc import Iterable

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Thing

__all__ = ["complete_investments"]

_INVESTORS = ("enterprise", "financial", "government", "university", "research_institute")
_BACK = 4
"""Sentences before that may name whose shares are taken."""


def complete_investments(state: Reading, drafts: Iterable[Draft]) -> None:
    """Add the investors, or the firm invested in, that the words around a deal name without a coverb.

    Args:
        state: The article.
        drafts: Deals in the making; investments are changed.
    """
    for draft in drafts:
        if draft.type != "investment":
            continue
        if draft.things("target"):
            _add_investors(state, draft)
        elif draft.things("investor"):
            _add_target(state, draft)


def _add_investors(state: Reading, draft: Draft) -> None:
    """``由甲领投，乙跟投，老股东丙追加投资``: all who, by the verb behind their name, put money in."""
    sentence = state.sentences[draft.index]
    known = draft.things("investor", "target")
    verb = "parties.zh_invests_too" if draft.things("investor") else "parties.zh_invests"
    row: list[Thing] = []
    for name in sentence.names:
        if _may_invest(name) and name.thing not in known and rule(verb).match(state.text, name.end, sentence.end):
            row.append(name.thing)
    if row:
        draft.fields["investor"] = list(dict.fromkeys([*draft.things("investor"), *row]))


def _may_invest(name: Name) -> bool:
    hangs = name.cue in ("subj", "by", "from", "obj", "")
    return name.thing.label == "Organization" and name.thing.kind in _INVESTORS and hangs and not name.owner


def _add_target(state: Reading, draft: Draft) -> None:
    """``甲揭牌。乙拿出1000万元现金入股``: the firm that the text was about when the investor came in."""
    here = state.sentences[draft.index]
    investors = draft.things("investor")
    if not rule("parties.zh_shares").search(state.text, draft.start, draft.end):
        return
    first = min((n.start for n in here.names if n.thing in investors), default=here.end)
    bought = [n for n in here.names if n.start > first and rule("parties.zh_share_of").match(state.text, n.end)]
    rows = [bought, [n for n in here.names if n.end <= first]]
    rows += [
        one.names
        for one in reversed(state.sentences[max(0, draft.index - _BACK) : draft.index])
        if one.paragraph == here.paragraph and not one.headline
    ]
    for names in rows:
        free = [n for n in names if not rule("parties.zh_puts_in").match(state.text, n.end)]
        firms = [n.thing for n in free if n.thing.kind == "enterprise" and n.thing not in investors]
        if firms:
            draft.fields["target"] = firms[:1]
            return
