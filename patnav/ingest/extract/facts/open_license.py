"""Open licences: offers to all, their acceptance, and the totals of a region."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from patnav.ingest.extract.antecedents import is_unit
from patnav.ingest.extract.facts.draft import Draft, merge_all
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.regions import region_of
from patnav.ingest.extract.facts.terms import date_in, free_part_of, money_fields, money_of, royalty_free_of
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Count, Name, Reading, Sentence, Thing

__all__ = ["find_open_licenses"]


def find_open_licenses(state: Reading) -> list[Draft]:
    """Offers, acceptances and regional totals of open licences."""
    found: list[Draft] = []
    seen, last = False, -9
    for index, sentence in ((i, part) for i, whole in enumerate(state.sentences) for part in whole.clauses(state.text)):
        text = state.text[sentence.start : sentence.end]
        here = rule("open_license.open").search(text)
        seen = seen or here is not None
        other = rule("open_license.besides").search(text)
        other = other or (None if here else rule("open_license.sole").search(text))
        if sentence.silent or sentence.headline or not seen or other:
            continue
        match = here or rule("open_license.context", state.lang).search(text)
        if match is None and index - last == 1 and any(count.unit == "patent" for count in sentence.counts):
            match = rule("open_license.offer", state.lang).search(text)  # "28 universities put 912 patents on it"
        last = index if here else last
        givers: list[Thing] = []
        if (
            match is None
            and found
            and index - max({found[-1].index} | found[-1].also) <= (6 if state.lang == "zh" else 3)
        ):
            match = rule("open_license.leads", state.lang).search(text) or _offers_of_them(state, sentence, text)
            if state.lang == "zh" and (free := _free_of_offer(state, sentence)):
                found[-1].fields.setdefault("royalty_free", free)
                continue
            if match is None and (draft := _taken(state, sentence, index, found)):
                found.append(draft)
                continue
            if match is None and index - found[-1].index <= 2 and state.lang == "zh" and sentence.money:
                match = rule("open_license.first_deal").search(text)
                givers = _last_offer(found).things("licensor") if match else []
        if (match is None and found and (draft := _licensee(state, sentence, index, _last_offer(found)))) or (
            match
            and (
                draft := _read(
                    state, sentence, index, sentence.start + match.start(), sentence.start + match.end(), givers
                )
            )
        ):
            through = state.lang == "zh" and rule("open_license.zh_through").search(text)
            draft.apart = bool(givers or through) and "licensee" not in draft.fields  # who took it stays unnamed
            _offered(state, draft, found)
            if state.lang == "en" and "licensee" in draft.fields and index + 1 < len(state.sentences):
                for key, value in _terms_next(state, state.sentences[index + 1], draft).items():
                    draft.fields.setdefault(key, value)
            found.append(draft)
    offers = merge_all([d for d in found if "licensee" not in d.fields and not d.apart], ("licensor",))
    offers += [d for d in found if d.apart]
    return offers + merge_all([d for d in found if "licensee" in d.fields], ("licensor", "licensee"))


def _taken(state: Reading, sentence: Sentence, index: int, found: list[Draft]) -> Draft | None:
    """``乙选中其中2件，付了1.6万元``: some of the patents just offered, by a taker who may stay unnamed."""
    match = rule("open_license.takes").search(state.text, sentence.start, sentence.end)
    counts = [c for c in sentence.counts if match and match.start() < c.end and c.start < match.end() + 6]
    offers = [draft for draft in found if "licensee" not in draft.fields and "licensor" in draft.fields]
    if (
        match is None
        or not offers
        or not is_fact(state, sentence, match.start(), match.end(), sentence.start, sentence.end)
    ):
        return None
    givers = offers[-1].things("licensor")
    who = [n.thing for n in sentence.names if n.end <= match.start() and n.thing.kind in _HOLDERS]
    amount = money_fields(*money_of(state, sentence.money))
    takers = [thing for thing in dict.fromkeys(who) if thing not in givers]
    patents = counts[0].value if counts else None
    for count in counts[:1]:
        count.used = True
    when = date_in([d for d in sentence.dates if not d.compared], match.start())
    terms = amount | {"date": when.iso if when and state.lang == "zh" else None}
    return Draft.of("open_license", sentence, index, 0.75, licensor=givers, licensee=takers, patents=patents, **terms)


def _last_offer(found: list[Draft]) -> Draft:
    """The offer told last; who takes it may follow one who took it before."""
    return next((draft for draft in reversed(found) if "licensee" not in draft.fields), found[-1])


def _picked(state: Reading, sentence: Sentence) -> float | None:
    """``看中14件专利，取用其中3件``: how many of the patents on offer were taken."""
    match = rule("open_license.takes").search(state.text, sentence.start, sentence.end)
    took = [
        c.value for c in sentence.counts if match and c.part and match.start() < c.end and c.start < match.end() + 6
    ]
    return took[0] if took else None


def _free_of_offer(state: Reading, sentence: Sentence) -> float | None:
    """``其中15件两年内不收费``: how many of the patents on offer are free, in a sentence that names nobody."""
    named = any(n.thing.label == "Organization" for n in sentence.names)
    parts = [c for c in sentence.counts if c.part and c.unit == "patent"]
    free = royalty_free_of(state, parts, sentence.end) if parts and not named else None
    return free.value if free else None


def _offered(state: Reading, draft: Draft, found: list[Draft]) -> None:
    """Who takes what was offered right before takes it from the one who offered it."""
    reach = 3 if state.lang == "zh" else 6
    before = [one for one in found if "licensee" not in one.fields and draft.index - one.index <= reach]
    if before and "licensee" in draft.fields and "licensor" not in draft.fields:
        givers = before[-1].things("licensor")
        if givers and not any(thing in givers for thing in draft.things("licensee")):
            draft.fields["licensor"] = givers


def _offers_of_them(state: Reading, sentence: Sentence, text: str) -> re.Match[str] | None:
    """``The university alone offers 212, all of them free``: a number of the patents just told."""
    parts = [count for count in sentence.counts if count.part and count.unit == "patent"]
    return rule("open_license.offer", state.lang).search(text) if parts else None


def _licensee(state: Reading, sentence: Sentence, index: int, offer: Draft) -> Draft | None:
    """``The firm became the first licensee``: of the offer told right before."""
    match = rule("open_license.becomes").search(state.text, sentence.start, sentence.end)
    ahead = [n for n in sentence.names if match and n.end <= match.start() and n.thing.kind in _HOLDERS]
    takers = _row(state, ahead)
    if match is None and (match := rule("open_license.taken_up").search(state.text, sentence.start, sentence.end)):
        behind = [n for n in sentence.names if n.start >= match.end() - 1 and n.thing.kind in _HOLDERS]
        takers = list(dict.fromkeys(n.thing for n in behind if n.form == "name"))
    givers = list(offer.fields.get("licensor", ())) or _named_giver(state, sentence, match, takers)
    unnamed = rule("open_license.unnamed").search(state.text, sentence.start, sentence.end) if match is None else None
    if unnamed and sentence.money and not takers:
        match = unnamed
    if (
        match is None
        or not (takers or unnamed)
        or index - offer.index > 3
        or not givers
        or "licensee" in offer.fields
        or any(thing in givers for thing in takers)
        or not is_fact(state, sentence, match.start(), match.end(), sentence.start, sentence.end)
    ):
        return None
    when = date_in([d for d in sentence.dates if not d.compared], match.start())
    terms = {"patents": _whole([c for c in sentence.counts if c.unit == "patent"])}
    terms |= money_fields(*money_of(state, sentence.money))
    date = when.iso if when else None
    return Draft.of("open_license", sentence, index, 0.75, licensor=givers, licensee=takers, date=date, **terms)


def _named_giver(state: Reading, sentence: Sentence, match: re.Match[str] | None, takers: list[Thing]) -> list[Thing]:
    """Whose offer is taken, where the sentence says so: "X accepted the offer of the institute"."""
    behind = [n for n in sentence.names if match and n.start >= match.end() and n.thing not in takers]
    named = [n.thing for n in behind if n.thing.kind in _HOLDERS and (n.cue in ("of", "from", "by") or n.owner)]
    return named[:1]


def _terms_next(state: Reading, following: Sentence, draft: Draft) -> dict[str, Any]:
    """Number and price that the next sentence tells of the taker: "It uses three patents and pays 6,000 euros"."""
    first = [n.thing for n in following.names if n.cue == "subj"][:1]
    near = following.paragraph == state.sentences[draft.index].paragraph
    if not near or not first or first[0] not in draft.things("licensee"):
        return {}
    patents = _whole([c for c in following.counts if c.unit == "patent"])
    told = money_fields(*money_of(state, following.money)) | {"patents": patents}
    return {key: value for key, value in told.items() if value}


def _row(state: Reading, names: list[Name]) -> list[Thing]:
    """The last of some names, and those that a list joins to it; never who offers."""
    row = names[-1:]
    for name in reversed(names[:-1]):
        if not rule("cues.listed", exact=True).fullmatch(state.text, name.end, row[0].start):
            break
        row.insert(0, name)
    return list(dict.fromkeys(name.thing for name in row))


def _read(
    state: Reading, sentence: Sentence, index: int, at: int, until: int, givers: Sequence[Thing] = ()
) -> Draft | None:
    text = state.text[sentence.start : sentence.end]
    if not is_fact(state, sentence, at, until, sentence.start, sentence.end) or rule("open_license.imported").search(
        text
    ):
        return None
    if rule("open_license.pledged").search(text) or rule("open_license.zh_elsewhere").search(text):
        return None
    amount, yearly = money_of(state, sentence.money)
    patents = [c for c in sentence.counts if _counts_patents(state, c)]
    accepted = bool(rule("open_license.accept", state.lang).search(text)) and (
        amount is not None
        or yearly is not None
        or not patents
        or _others(sentence) is not None
        or bool(rule("open_license.zh_through").search(text))
    )
    licensor, licensee = _parties(state, sentence, accepted)
    through = state.lang == "zh" and accepted and rule("open_license.zh_through").search(text)
    if through and not licensor and (own := _owner(state, sentence)) and own not in licensee:
        licensor = [own]
    fields: dict[str, Any] = {"licensor": licensor or list(givers)}
    if accepted and (
        licensee
        or (through and licensor)
        or amount is not None
        or (yearly is not None and not rule("open_license.offer", state.lang).search(text))
    ):
        fields |= {"licensee": licensee, "patents": _picked(state, sentence) or _whole(patents)} | money_fields(
            amount, yearly
        )
        if not fields["licensor"] and not licensee:
            return None
    elif patents and rule("open_license.offer", state.lang).search(text):
        if state.lang == "zh" and rule("open_license.zh_ahead").search(state.text, sentence.start, patents[0].start):
            return None
        counted = [c for c in sentence.counts if state.lang == "zh" or c.unit in ("patent", None) or c.part]
        free = royalty_free_of(state, counted, sentence.end)
        fields |= {
            "patents": _whole([c for c in patents if c is not free] or patents),
            "royalty_free": free.value if free else None,
        }
        fields |= money_fields(amount, yearly)
        named = "terms.free_count" if state.lang == "en" else "terms.zh_free_count"
        told = rule(named).search(state.text, sentence.start, sentence.end) if free is None else None
        if told:
            number = next(group for group in told.groupdict().values() if group)
            fields["royalty_free"] = float(number.replace("_", ""))
        elif free is None and (part := free_part_of(state, sentence, fields["patents"])):
            fields["royalty_free"] = part
        elif free is None and index + 1 < len(state.sentences):
            fields["royalty_free"] = _free_next(state, state.sentences[index + 1])
        if not licensor and state.lang == "en" and all(count.part for count in patents):
            return None
        if not licensor and (own := _owner(state, sentence)):
            licensor = fields["licensor"] = [own]
        if not licensor:
            fields["place"] = region_of(state, sentence, patents[0].start, patents[0].end)
    else:
        return None
    since = [d for d in sentence.dates if rule("terms.since").search(state.text, sentence.start, d.start)]
    when = date_in([d for d in sentence.dates if not d.compared], at) or (date_in(since, at) if licensor else None)
    draft = Draft.of("open_license", sentence, index, 0.85, **fields, date=when.iso if when else None)
    return draft if len(draft.fields) > 1 else None


def _free_next(state: Reading, sentence: Sentence) -> float | None:
    """How many of the patents are free, when the next sentence says so."""
    part = any(count.part for count in sentence.counts)
    if not part and not rule("open_license.of_these").match(state.text[sentence.start : sentence.start + 24]):
        return None
    free = royalty_free_of(state, [*sentence.counts], sentence.end)
    return free.value if free else None


def _counts_patents(state: Reading, count: Count) -> bool:
    """Whether patents are counted, also where what was done with them stands behind the number: 开放许可22件."""
    pieces = state.lang == "zh" and count.unit == "license" and state.text[count.start : count.end].endswith("件")
    return count.unit == "patent" or pieces


def _owner(state: Reading, sentence: Sentence) -> Thing | None:
    """Whose offer is told without its name, in Chinese: 我们's, else that of the one body at the head of an article.

    Of an article with an authority at its head, no body alone is meant.
    """
    if state.lang != "zh" or rule("open_license.zh_all_of_them").search(state.text, sentence.start, sentence.end):
        return None
    if rule("open_license.zh_we").search(state.text, sentence.start, sentence.end):
        speakers = [*state.parties.get("house", ()), *state.parties.get("issuer", ())]
        if speakers:
            speaker: Thing = speakers[0]
            return speaker
        title = [name.thing for name in state.sentences[0].names if name.thing.label == "Organization"]
        if title and title[0].kind == "enterprise":
            return title[0]
    head = [name.thing for one in state.sentences[:3] for name in one.names]
    bodies = [t for t in dict.fromkeys(head) if t.kind in ("university", "research_institute") and not is_unit(t)]
    ruled = any(t.kind in ("government", "ip_service") for t in head)
    return bodies[0] if len(bodies) == 1 and not ruled else None


def _whole(counts: list[Count]) -> float | None:
    return next((count.value for count in sorted(counts, key=lambda count: count.part)), None)


def _others(sentence: Sentence) -> Name | None:
    """A second organization in the sentence."""
    orgs = [
        n
        for n in sentence.names
        if n.thing.label == "Organization"
        and n.thing.kind in ("enterprise", "university", "research_institute", "hospital")
    ]
    return orgs[1] if len({id(n.thing) for n in orgs}) > 1 else None


_HOLDERS = ("enterprise", "university", "research_institute", "hospital")


def _asked(state: Reading, name: Name) -> bool:
    """Whether a name is who gets the notice, or the fee, of one who takes the offer: 向某大学递交声明."""
    return name.cue == "payee" or bool(rule("open_license.zh_asked").match(state.text, name.end))


def _one_of_many(state: Reading, sentence: Sentence, name: Name) -> bool:
    """Whether a name is but an example, or a part, of those who offer: 甲等9家单位声明, 其中甲一家达成52项."""
    part = rule("open_license.zh_among").search(state.text, sentence.start, name.start)
    return bool(part or rule("open_license.zh_several").match(state.text, name.end))


def _parties(state: Reading, sentence: Sentence, accepted: bool) -> tuple[list[Thing], list[Thing]]:
    """Who offers and who takes; universities offer, in doubt."""
    orgs = [
        n
        for n in sentence.names
        if n.thing.label == "Organization"
        and n.thing.kind in _HOLDERS
        and n.cue not in ("according to", "source", "outside", "obj")
        and not (state.lang == "en" and rule("relations.office_of").search(state.text, sentence.start, n.start))
        and not (state.lang == "zh" and rule("roles.zh_title", exact=True).match(state.text, n.end))
        and not (state.lang == "zh" and _one_of_many(state, sentence, n))
    ]
    asked = [n for n in orgs if state.lang == "zh" and n.cue in ("to", "payee") and _asked(state, n)]
    givers = [n.thing for n in orgs if n.cue in ("from", "by", "of") or n.owner or n in asked]
    takers = [n.thing for n in orgs if n.cue == "to" and n not in asked]
    free = [n.thing for n in orgs if n.thing not in givers and n.thing not in takers]
    if not accepted:
        return list(dict.fromkeys(givers or free)), []
    sources = [thing for thing in free if thing.kind in ("university", "research_institute")]
    if givers:
        return list(dict.fromkeys(givers)), list(dict.fromkeys(takers or free))
    if takers:
        return list(dict.fromkeys(free)), list(dict.fromkeys(takers))
    if sources:
        return list(dict.fromkeys(sources)), [thing for thing in dict.fromkeys(free) if thing not in sources]
    return [], list(dict.fromkeys(free))
