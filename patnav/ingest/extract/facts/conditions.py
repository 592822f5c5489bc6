"""The conditions of licences and pledges: until when, how exclusive, and whether a price is that of one patent.

They stand beside the fields of the contract: ``until`` (ISO date, at the precision of what it follows from),
``exclusivity`` (``exclusive``, ``sole`` or ``non_exclusive``) and ``each`` (true where ``amount`` or ``royalty`` is the
price of one patent).
"""

from __future__ import annotations

from collections.abc import Iterable

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.numerals import parse_number
from patnav.ingest.extract.parts import Reading, Sentence

__all__ = ["add_conditions"]

_LICENCES = ("license", "open_license")
_TIMED = (*_LICENCES, "pledge")
_EXCLUSIVITY = ("non_exclusive", "exclusive", "sole")


def add_conditions(state: Reading, drafts: Iterable[Draft]) -> None:
    """Add what the sentences of a licence or pledge, and the next one of its paragraph, say of its conditions.

    Args:
        state: The article.
        drafts: Facts in the making; licences and pledges are changed. Where a sentence tells of several, its conditions
            could be those of any, and are left out.
    """
    timed = [draft for draft in drafts if draft.type in _TIMED]
    told = [index for draft in timed for index in {draft.index} | draft.also]
    for draft in timed:
        own = [state.sentences[i] for i in sorted({draft.index} | draft.also) if told.count(i) == 1]
        after = draft.index + 1
        if own and after < len(state.sentences) and after not in told:
            following = state.sentences[after]
            own += [following] if following.paragraph == state.sentences[draft.index].paragraph else []
        _add(draft, "until", (_until(state, sentence, draft.fields.get("date")) for sentence in own))
        if draft.type in _LICENCES:
            _add(draft, "exclusivity", (_exclusivity(state, sentence) for sentence in own))
            _add(draft, "each", (_each(state, sentence, draft) for sentence in own))


def _add(draft: Draft, name: str, found: Iterable[str | bool | None]) -> None:
    value = next(filter(None, found), None)
    if value is not None:
        draft.fields[name] = value


def _until(state: Reading, sentence: Sentence, date: str | None) -> str | None:
    """The last day: as stated, or so many years after the deal's date."""
    for when in sentence.dates:
        if when.iso and not when.compared:
            before = state.text[max(sentence.start, when.start - 60) : when.start]
            if "/" in when.iso and rule("conditions.span").search(before):
                return when.iso.partition("/")[2]
            if "/" not in when.iso and rule("conditions.until", state.lang).search(before):
                return when.iso
    term = rule("conditions.years", state.lang).search(state.text, sentence.start, sentence.end)
    years = parse_number(next(filter(None, term.groups()))) if term else None
    return _later(date, int(years)) if date and years else None


def _later(date: str, years: int) -> str | None:
    """The same day so many years later, at the same precision."""
    year, rest = date[:4], date[4:]
    if not year.isdigit() or rest.startswith(("-H", "-Q")) or "/" in rest:
        return None
    return f"{int(year) + years:04}" + ("-02-28" if rest == "-02-29" else rest)


def _exclusivity(state: Reading, sentence: Sentence) -> str | None:
    found = [
        name for name in _EXCLUSIVITY if rule(f"conditions.{name}").search(state.text, sentence.start, sentence.end)
    ]
    return found[0] if len(found) == 1 else None


def _each(state: Reading, sentence: Sentence, draft: Draft) -> bool:
    """Whether the price taken is that of one patent: 每件5万元, "50,000 yuan each"."""
    taken = {draft.fields.get("amount"), draft.fields.get("royalty")}
    return any(
        rule("conditions.each_ahead").search(state.text[max(sentence.start, money.start - 30) : money.start])
        or rule("conditions.each_behind").match(state.text, money.end)
        for money in sentence.money
        if money.value in taken
    )
