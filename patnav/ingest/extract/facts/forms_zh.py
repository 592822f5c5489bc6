"""Deals told as a form: 转让方：甲, 受让方：乙, 标的：专利7件, 价款：180万欧元, by lines or between semicolons."""

from __future__ import annotations

from collections.abc import Iterator

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.parties import SIDES
from patnav.ingest.extract.facts.terms import date_in, money_fields
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence

__all__ = ["find_forms_zh"]

_REACH = 8
"""Entries after the last party that belong to a form."""

Entry = tuple[int, Sentence]


def find_forms_zh(state: Reading) -> Iterator[Draft]:
    """Deals whose two sides are entries of a form, each under its label."""
    if state.lang != "zh":
        return
    entries = [
        (index, piece)
        for index, sentence in enumerate(state.sentences)
        if not sentence.silent and not sentence.headline
        for piece in sentence.pieces(state.text)
    ]
    for kind, sides in SIDES.items():
        forms = [form for form in _forms(state, sides, entries) if len({role for _, role in form}) > 1]
        starts = [form[0][0] for form in forms]
        for form, after in zip(forms, [*starts[1:], len(entries)], strict=False):
            yield _form(state, kind, sides, entries[:after], sorted({i for i, _ in form}))


def _forms(state: Reading, sides: tuple[str, str], entries: list[Entry]) -> list[list[tuple[int, str]]]:
    """The entries that name a party, form by form: a form ends where a label comes again after the other one."""
    forms: list[list[tuple[int, str]]] = []
    for i, entry in enumerate(entries):
        for role in sides:
            if not _told(state, entry, role):
                continue
            last = forms[-1] if forms else []
            again = any(role == known for _, known in last) and last[-1][1] != role
            if not last or again or i - last[-1][0] >= _REACH:
                forms.append([])
            forms[-1].append((i, role))
    return forms


def _form(state: Reading, kind: str, sides: tuple[str, str], entries: list[Entry], at: list[int]) -> Draft:
    """The deal of one form, from its first party to where the next section, or the next form, begins."""
    first, last = at[0], at[-1]
    things = {role: list(dict.fromkeys(n.thing for i in at for n in _told(state, entries[i], role))) for role in sides}
    rest = entries[last + 1 : last + 1 + _REACH]
    ends = next((i for i, (_, one) in enumerate(rest) if rule("terms.zh_section").match(state.text, one.start)), None)
    block = entries[first : last + 1] + rest[:ends]
    index = entries[first][0]
    draft = Draft.of(kind, state.sentences[index], index, 0.85, **things, **_terms(state, [one for _, one in block]))
    draft.end = max(draft.end, entries[last][1].end) if entries[last][0] != index else draft.end
    draft.also |= {i for i, _ in block} - {index}
    return draft


def _told(state: Reading, entry: Entry, role: str) -> list[Name]:
    """The names of an entry whose label calls them a side of the deal."""
    _, piece = entry
    label = rule("terms.zh_form_label").match(state.text, piece.start, piece.end)
    names = [n for n in piece.names if label and n.role == role and n.start >= label.end()]
    return [n for n in names if n.form != "reference" or n.start - label.end() < 3] if label else []


def _terms(state: Reading, block: list[Sentence]) -> dict[str, object]:
    """The number of patents, the sums and the day that the entries of a form state."""
    fields: dict[str, object] = {}
    for piece in block:
        counts = [c for c in piece.counts if c.unit == "patent" and not c.part]
        if counts:
            fields.setdefault("patents", counts[0].value)
        for money in piece.money:
            labelled = rule("terms.zh_form_sum").search(state.text, piece.start, money.start)
            if labelled and not money.bracketed:
                sums = (None, money) if money.yearly else (money, None)
                for key, value in money_fields(*sums).items():
                    fields.setdefault(key, value)
        if piece.dates and rule("terms.zh_form_day").search(state.text, piece.start, piece.end):
            when = date_in(piece.dates, piece.start)
            fields.setdefault("date", when.iso if when else None)
    return fields
