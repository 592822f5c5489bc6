"""Securitizations in Chinese: who issues and who arranges is told by label; one sentence may tell several products."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from patnav.ingest.extract.facts.draft import Draft, same_date
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.regions import finest
from patnav.ingest.extract.facts.terms import date_in, money_fields, money_of
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing

__all__ = ["securitizations_zh"]

_KINDS = ("government", "university")
_NEAR = 3
"""Sentences over which a text goes on about one product."""


def securitizations_zh(state: Reading) -> list[Draft]:
    """All products; what the following sentences add belongs to the last one."""
    found: list[Draft] = []
    told = False
    day: tuple[int, str] | None = None  # of several products listed together
    found += _forms(state)
    entered = {i for draft in found for i in {draft.index} | draft.also}
    for index, piece in ((i, part) for i, whole in enumerate(state.sentences) for part in whole.clauses(state.text)):
        named = rule("securitization.trigger", "zh").search(state.text, piece.start, piece.end)
        told = told or bool(rule("securitization.zh_spoken").search(state.text, piece.start, piece.end))
        if piece.silent or piece.headline or not told or index in entered:
            continue
        if rule("securitization.total").search(state.text, piece.start, piece.end):
            continue
        when = date_in([d for d in piece.dates if not d.compared], named.start() if named else piece.start)
        if named and rule("securitization.zh_several").search(state.text, piece.start, piece.end):
            day = (index, when.iso) if when and when.iso else day
            continue
        fields = _fields(state, piece, named.start() if named else piece.start)
        if not _states(state, piece, index, fields, bool(named)):
            _add(state, piece, index, fields, found)
            continue
        if day and index - day[0] < _NEAR:
            fields.setdefault("date", day[1])
        draft = Draft.of("securitization", piece, index, 0.9, **fields)
        twin = _twin(state, found, draft)
        if twin is None:
            found.append(draft)
        else:
            _join(twin, draft.fields, index)
    return [draft for draft in found if len(draft.fields) > 1]


def _forms(state: Reading) -> Iterator[Draft]:
    """Products told as a form, an entry a line: ``发起机构：甲``, ``发行总额：4.2亿元``, ``发行日期：...``."""
    if not rule("securitization.trigger", "zh").search(state.text):
        return
    block: list[int] = []
    for index in range(len(state.sentences) + 1):
        entry = index < len(state.sentences) and _is_entry(state, state.sentences[index])
        if entry:
            block.append(index)
            continue
        fields = _entries(state, block)
        if len(block) > 2 and "arranger" in fields and {"amount", "date"} <= fields.keys():
            fields.setdefault("issuer", _announced(state, block[0]))
        if fields.get("issuer") and {"amount", "date"} & fields.keys() and len(block) > 2:
            draft = Draft.of("securitization", state.sentences[block[0]], block[0], 0.9, **fields)
            draft.end = state.sentences[block[-1]].end
            draft.also |= set(block)
            yield draft
        block = []


def _announced(state: Reading, index: int) -> list[Thing]:
    """Who announces the product whose form follows: the first body of the line that names it."""
    for sentence in reversed(state.sentences[max(0, index - 3) : index]):
        if rule("securitization.trigger", "zh").search(state.text, sentence.start, sentence.end):
            orgs = [n.thing for n in sentence.names if n.thing.label == "Organization"]
            return [thing for thing in orgs if thing.kind not in _KINDS][:1]
    return []


def _is_entry(state: Reading, sentence: Sentence) -> bool:
    label = rule("securitization.zh_entry").match(state.text, sentence.start, sentence.end)
    return bool(label) and not sentence.silent and not sentence.headline


def _entries(state: Reading, block: list[int]) -> dict[str, Any]:
    """What the entries of a form state; each sum and day under a label that is one of the product's."""
    fields: dict[str, Any] = {}
    for index in block:
        sentence = state.sentences[index]
        told = _fields(state, sentence, sentence.start)
        sized = rule("securitization.zh_entry_size").match(state.text, sentence.start, sentence.end)
        dated = rule("securitization.zh_entry_day").match(state.text, sentence.start, sentence.end)
        kept = {"issuer", "arranger", "patents", "beneficiaries"}
        kept |= {"amount", "currency"} if sized else set()
        kept |= {"date"} if dated else set()
        for key, value in told.items():
            labelled = rule("securitization.zh_label").search(state.text, sentence.start, sentence.end)
            if key in kept and (labelled or key not in ("issuer", "arranger")):
                fields.setdefault(key, value)
    return fields


def _states(state: Reading, piece: Sentence, index: int, fields: dict[str, Any], named: bool) -> bool:
    """Whether a piece tells of a product that exists: it names one as issued, or its parties and its size."""
    done = rule("securitization.done", "zh").search(state.text, piece.start, piece.end)
    that = rule("securitization.zh_that").search(state.text, piece.start, piece.end)
    labelled = rule("securitization.zh_label").search(state.text, piece.start, piece.end)
    done = done or (
        rule("securitization.zh_size").search(state.text, piece.start, piece.end) if fields.get("amount") else None
    )
    other = rule("securitization.zh_other_deal").search(state.text, piece.start, piece.end)
    sized = "amount" in fields and labelled and not other and bool({"issuer", "arranger"} & {*fields})
    if not (done and (named or that)) and not sized:
        return False
    at, until = done.span() if done else (piece.start, piece.start)
    if is_fact(state, piece, at, until, piece.start, piece.end):
        return True
    state.denied.add(index)
    return False


def _add(state: Reading, piece: Sentence, index: int, fields: dict[str, Any], found: list[Draft]) -> None:
    """What a piece adds to the product told right before; one that deals in something else ends it."""
    adds = rule("securitization.adds", "zh").search(state.text[piece.start : piece.start + 80])
    wished = rule("securitization.zh_wished").search(state.text, piece.start, piece.end)
    last = max({found[-1].index} | found[-1].also) if found else 0
    if found and index - last <= _NEAR and index not in state.denied and adds and not wished:
        labelled = rule("securitization.zh_label").search(state.text, piece.start, piece.end)
        if rule("securitization.zh_other_deal").search(state.text, piece.start, piece.end) and not labelled:
            return
        kept = {key: value for key, value in fields.items() if key != "place" and (labelled or key != "issuer")}
        if kept.keys() - found[-1].fields.keys():
            _join(found[-1], kept, index)


def _join(into: Draft, fields: dict[str, Any], index: int) -> None:
    into.also.add(index)
    for key, value in fields.items():
        into.fields.setdefault(key, value)


def _twin(state: Reading, found: list[Draft], draft: Draft) -> Draft | None:
    """The product that was told before, if this one is none of its own: nothing speaks against it."""
    same = rule("securitization.same").match(state.text, draft.start)
    if same and found and draft.index - found[-1].index < _NEAR:
        return found[-1]
    return next((one for one in found if _compatible(one, draft)), None)


def _compatible(a: Draft, b: Draft) -> bool:
    for key in ("amount", "patents", "beneficiaries", "place"):
        if key in a.fields and key in b.fields and a.fields[key] != b.fields[key]:
            return False
    issuers = [draft.things("issuer") for draft in (a, b)]
    if all(issuers) and not set(map(id, issuers[0])) & set(map(id, issuers[1])):
        return False
    return not ("date" in a.fields and "date" in b.fields and not same_date(a.fields["date"], b.fields["date"]))


def _fields(state: Reading, piece: Sentence, at: int) -> dict[str, Any]:
    """Parties, size, place and day that a piece states."""
    fields: dict[str, Any] = dict(_parties(state, piece))
    fields |= money_fields(money_of(state, piece.money)[0], None)
    for count in piece.counts:
        if count.unit == "patent" and not count.part:
            fields.setdefault("patents", count.value)
        elif count.unit in ("enterprise", "institution") and count.value > 1:  # 一单: one issue, no firm
            fields.setdefault("beneficiaries", count.value)
    fields["place"] = _place(state, piece, "issuer" in fields)
    when = date_in([d for d in piece.dates if not d.compared], at)
    fields["date"] = when.iso if when else None
    return {key: value for key, value in fields.items() if value}


def _place(state: Reading, piece: Sentence, issued: bool) -> str | None:
    """Where a product was issued: in the place that the piece names, else, with no issuer, where the text is."""
    places = [n for n in piece.names if n.thing.label == "Region" and n.thing.kind != "country"]
    within = rule("securitization.zh_issued_in").search(state.text, piece.start, piece.end)
    own = [n for n in places if within and n.start == within.start("place")] or places
    own = [n for n in own if not _quoted(state, piece, n)] or _said_before(state, piece)
    own = own or ([] if issued else _lately(state, piece))
    return finest(places[places.index(own[0]) :] if own[0] in places else own).name if own else None


def _quoted(state: Reading, piece: Sentence, name: Name) -> bool:
    """Whether a place is but a part of the product's own name: “崂山—海洋装备”."""
    before = state.text[piece.start : name.start]
    return before.count("“") > before.count("”")


def _lately(state: Reading, piece: Sentence) -> list[Name]:
    """The place that one of the last sentences has named."""
    index = next(i for i, sentence in enumerate(state.sentences) if sentence.end >= piece.end)
    near = [n for s in reversed(state.sentences[max(0, index - 2) : index]) for n in reversed(s.names)]
    return [n for n in near if n.thing.label == "Region" and n.thing.kind not in (None, "country")]


def _said_before(state: Reading, piece: Sentence) -> list[Name]:
    """``最大的一单在青岛。`` before the sentence that tells of it."""
    index = next(i for i, sentence in enumerate(state.sentences) if sentence.end >= piece.end)
    before = state.sentences[index - 1] if index else piece
    told = rule("securitization.zh_product").search(state.text, before.start, before.end) and not before.money
    return [n for n in before.names if told and n.thing.label == "Region" and n.cue == "at"]


def _parties(state: Reading, piece: Sentence) -> Iterator[tuple[str, list[Thing]]]:
    """Issuer and arrangers: by the labels beside them, else the subject of the issue."""
    orgs = [n for n in piece.names if n.thing.label == "Organization" and n.thing.kind not in _KINDS]
    orgs = [n for n in orgs if not rule("securitization.market").search(n.thing.name)]
    orgs = [n for n in orgs if not rule("securitization.guarantees").match(state.text, n.end, piece.end)]
    roles = _respective(state, orgs) or {n.start: role for n in orgs if (role := _label(state, piece, n))}
    issuers = [n.thing for n in orgs if roles.get(n.start) == "issuer"]
    arrangers = [n.thing for n in orgs if roles.get(n.start) == "arranger" and n.thing not in issuers]
    if not issuers:
        free = [n for n in orgs if n.start not in roles and n.thing not in arrangers and _issues(n)]
        houses = [n.thing for n in free if rule("securitization.zh_house").search(n.thing.name)]  # 由某信托发行
        issuers = [n.thing for n in free if n.thing not in houses][:1]
        alone = houses and not issuers and not arrangers and _founds(state, piece)
        issuers, arrangers = (houses[:1], []) if alone else (issuers, arrangers + houses)
    if issuers:
        yield "issuer", issuers[:1]
    if arrangers:
        yield "arranger", list(dict.fromkeys(arrangers))


def _founds(state: Reading, piece: Sentence) -> bool:
    """Whether the one house of a piece puts up the product itself: 由某信托发行, 某信托设立."""
    return bool(rule("securitization.zh_founds").search(state.text, piece.start, piece.end))


def _issues(name: Name) -> bool:
    """Whether a name hangs as the issuer's does: 甲发行, 由甲发行, 甲保理公司的资产支持票据."""
    return name.cue in ("subj", "by") or (name.cue == "poss" and name.thing.kind == "financial")


def _label(state: Reading, piece: Sentence, name: Name) -> str | None:
    """What stands right before or after a name: 发行人为甲, 甲担任管理人, 由甲承销."""
    before, after = state.text[max(piece.start, name.start - 30) : name.start], state.text[name.end : piece.end][:40]
    for role in ("issuer", "arranger"):
        if rule(f"securitization.zh_{role}").search(before) or rule(f"securitization.zh_is_{role}").match(after):
            return role
    return None


def _respective(state: Reading, orgs: list[Name]) -> dict[int, str]:
    """``原始权益人、管理人分别为甲、乙``: labels and names in one order."""
    if len(orgs) < 2:
        return {}
    match = rule("securitization.zh_respective").search(state.text, max(0, orgs[0].start - 40), orgs[0].start)
    labels = match["labels"].split("、") if match else []
    issuer = rule("securitization.zh_issuer_word")
    pairs = zip(labels, orgs, strict=False)
    return {name.start: "issuer" if issuer.fullmatch(label) else "arranger" for label, name in pairs}
