"""Roles in English: ``Zhou Ming, deputy director of X``, ``X president Li Wei``, ``X named Tan chief scientist``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from patnav.ingest.extract.facts.salience import salient
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing
from patnav.ingest.extract.signatures import signed_title

__all__ = ["roles_en"]

_HEADS = {"heads": "head", "leads": "head", "runs": "head", "chairs": "chair", "directs": "director"}

Roles = list[tuple[str, Thing]]


def roles_en(state: Reading, index: int, sentence: Sentence, name: Name) -> Roles:
    """Titles and organizations of one person, by the first telling that fits; a byline tells none."""
    if rule("roles.by").search(state.text[sentence.start : name.start]):
        return []
    names = [n for n in sentence.names if n.thing.label == "Organization"]
    once = rule("roles.was_once").match(state.text, name.end, sentence.end)
    for read in (_named,) if once else (_behind, _named, _ahead):
        if found := list(read(state, sentence, name, names)):
            return [(title, _bench(state, index, name, title, thing)) for title, thing in found]
    return list(_signed(state, index, name) or _bare(state, index, sentence, name))


def _bench(state: Reading, index: int, name: Name, title: str, thing: Thing) -> Thing:
    """The court of a judge, where the name beside the title is a party's."""
    judge = rule("roles.sort_judge").search(title) and thing.kind in ("enterprise", "university", "financial")
    return (salient(state, index, name, title) or thing) if judge else thing


def _signed(state: Reading, index: int, name: Name) -> Roles:
    """The title under a name that stands alone in its line."""
    title = signed_title(state, index)
    thing = salient(state, index, name, title) if title else None
    rows = re.split(r"\s*[,/]\s*", title) if title else []
    return [role for row in rows if thing for role in _titles(row, "", thing)]


def _behind(state: Reading, sentence: Sentence, name: Name, names: list[Name]) -> Iterator[tuple[str, Thing]]:
    """``Zhou Ming, deputy director of X and founder of Y``; ``Zhou Ming, X's director``; ``... is director of X``."""
    text = state.text
    after = [n for n in names if n.start >= name.end]
    for org in after[:1]:
        gap = text[name.end : org.start]
        heads = None if org.owner else rule("roles.heads").fullmatch(gap)
        does = heads and rule("roles.as_title").match(text, org.end) if org.form == "reference" else None
        if does:
            yield does["title"], org.thing
            return
        if heads:
            unit = re.sub(r"^(?:the|its)\s+|\s*(?:of|at|in)\s*$", "", heads["unit"]).strip()
            yield f"{_HEADS[heads['verb']]}{' of ' if unit else ''}{unit}", org.thing
            return
        if called := rule("roles.bracketed").fullmatch(gap):
            yield from _titles(called["title"], "", org.thing)
            return
    for key in ("roles.after", "roles.is"):
        for org in after:
            gap = rule("roles.apposed").sub(" ", text[name.end : org.start])
            match = rule(key).match(gap) if len(gap) < 160 else None
            linked = match and (match["link"] or org.owner or org.form == "reference")
            if match and linked and not rule("roles.former").search(gap[: match.end("title")]):
                yield from _titles(match["title"], match["unit"], _part(state, org, after))
                yield from _second(state, org, after)
                return
            if rule("roles.becomes").fullmatch(gap) and (org.owner or gap.lstrip().startswith(",")):
                own = rule("roles.of_owner" if org.owner else "roles.of_firm").match(text, org.end, sentence.end)
                if own:
                    yield from _titles(own["title"], "", org.thing)
                    yield from _kept(state, own.end(), after)
                    return
            listed = (
                rule("roles.comma").fullmatch(gap)
                if re.match(r"\s*(?:[.;\n(]|$)", text[org.end : org.end + 3])
                else None
            )
            if listed:
                yield from _titles(listed["title"], "", org.thing)
                return


def _part(state: Reading, org: Name, names: list[Name]) -> Thing:
    """The part of an organization, where one is named: "dean of the university's School of Law"."""
    parts = [n for n in names if org.owner and re.fullmatch(r"(?:'s)?\s+", state.text[org.end : n.start])]
    return parts[0].thing if parts else org.thing


def _kept(state: Reading, at: int, names: list[Name]) -> Iterator[tuple[str, Thing]]:
    """A post that one keeps beside a new one: "... and keeps her post as head of Z"."""
    for org in [n for n in names if n.start > at]:
        match = rule("roles.keeps").fullmatch(state.text, at, org.start)
        if match:
            yield from _titles(match["title"], "", _part(state, org, names))
            return


def _second(state: Reading, org: Name, names: list[Name]) -> Iterator[tuple[str, Thing]]:
    """A second role right after the first: "... and founder of Y"."""
    for other in [n for n in names if n.start > org.end][:1]:
        match = rule("roles.second").fullmatch(state.text[org.end : other.start])
        if match:
            yield from _titles(match["title"], "", other.thing)


def _named(state: Reading, sentence: Sentence, name: Name, names: list[Name]) -> Iterator[tuple[str, Thing]]:
    """``X appointed Tan Weiming as chief scientist``; ``Its secretary-general is Cheng Lihua``."""
    before = state.text[sentence.start : name.start]
    left = [n.thing for n in names if n.end <= name.start]
    if listed := _director(state, sentence, name):
        yield from listed
    elif left and (gets := rule("roles.gets_head").search(before)):
        yield gets["title"], left[-1]
    elif rule("roles.appoints").search(before):
        title = rule("roles.as_title").match(state.text[name.end : sentence.end])
        behind = [n.thing for n in names if title and _of(state, name.end + title.end(), n.start)]
        known = behind or left or state.parties.get("issuer", [])
        where = (
            known[0]
            if known
            else salient(state, state.sentences.index(sentence), name, title["title"])
            if title
            else None
        )
        if title and where:
            yield title["title"], where
    elif left and (headed := rule("roles.title_is").search(before)):
        yield headed["title"], left[-1]


def _director(state: Reading, sentence: Sentence, name: Name) -> Roles:
    """``The executive directors of the Company are Mr. A, Ms. B and Dr. C, and the chairman is D``."""
    issuer = state.parties.get("issuer", [])
    before = state.text[sentence.start : name.start]
    people = [n for n in sentence.names if n.thing.label == "Person" and n.end <= name.start]
    match = rule("roles.directors").search(before)
    also = rule("roles.and_directors").search(before) if people and _director(state, sentence, people[0]) else None
    if issuer and (title := match or also):
        return [(title["title"].removesuffix("s"), issuer[0])]
    gap = state.text[people[-1].end : name.start] if people else ""
    return _director(state, sentence, people[-1]) if rule("roles.listed_gap").fullmatch(gap) and people else []


def _of(state: Reading, start: int, end: int) -> bool:
    """Whether only "of" stands between a title and an organization."""
    return 0 < end - start < 12 and bool(re.fullmatch(r"\s+(?:of|at|for)\s+(?:the\s+)?", state.text[start:end]))


def _ahead(state: Reading, sentence: Sentence, name: Name, names: list[Name]) -> Iterator[tuple[str, Thing]]:
    """``Suzhou Bank president Li Wei``, ``the director of X, Li Wei``, ``director Li Wei of Tongji University``."""
    text = state.text
    for org in [n for n in names if n.end <= name.start][-1:]:
        gap, lead = text[org.end : name.start], text[sentence.start : org.start][-120:]
        owned = rule("roles.owned").fullmatch(gap) or rule("roles.led_by").fullmatch(gap)
        if owned and not rule("roles.former").search(owned["title"]):
            yield from _titles(owned["title"], "", org.thing)
            return
        headed = rule("roles.headed").search(lead) if rule("roles.courtesy_gap").fullmatch(gap) else None
        if headed and not rule("roles.former").search(lead[: headed.end("title")]):
            yield from _titles(headed["title"], headed["unit"], org.thing)
            return
    before = text[sentence.start : name.start]
    match = rule("roles.before").search(before[-110:])
    following = [n for n in names if n.start >= name.end and rule("roles.from_gap").fullmatch(text[name.end : n.start])]
    if match and following and not rule("roles.former").search(before[-60:]):
        first = following[0]
        unit = [n for n in names if first.owner and 0 < n.start - first.end <= 4]  # of the university's School of ...
        yield from _titles(match["title"], "", (unit or following)[0].thing)


def _bare(state: Reading, index: int, sentence: Sentence, name: Name) -> Iterator[tuple[str, Thing]]:
    """A title without organization: of "its" owner, else of the organization that the text is about."""
    before, after = state.text[sentence.start : name.start], state.text[name.end : sentence.end]
    match = (
        rule("roles.before").search(before[-110:])
        or rule("roles.alone").match(after)
        or rule("roles.is_alone").match(after)
    )
    if not match:
        return
    past = rule("roles.former").search(before[-60:]) or rule("roles.former").search(match["title"])
    if re.search(r"\bits\s+", match[0][:8], re.IGNORECASE) and (owner := _owner(state, index, name)):
        if not past:
            yield from _titles(match["title"], "", owner)
        return
    loose = rule("roles.loose").fullmatch(match["title"].strip()) and not rule("roles.its").search(match[0])
    if not past and not loose and name.form == "name" and (thing := salient(state, index, name, match["title"])):
        yield from _titles(match["title"], match.groupdict().get("unit") or "", thing)


def _owner(state: Reading, index: int, name: Name) -> Thing | None:
    """What "its" beside a person stands for: the firm the sentence began with, else the last that did something."""
    acting = {n for s in state.sentences[max(0, index - 1) : index + 1] for row in s.subjects.values() for n in row}
    here, last = state.sentences[index].names, state.sentences[index - 1].names if index else []
    for names in ([n for n in here if n.end <= name.start], last):
        firms = [n for n in names if n.thing.label == "Organization" and (n.cue == "subj" or n in acting)]
        if firms:
            return firms[-1].thing
    return None


def _titles(title: str, unit: str, organization: Thing) -> Iterator[tuple[str, Thing]]:
    """One role a title: "founder and CEO" are two; a unit ("of the legal department") stays with its title."""
    whole = re.sub(r"^(?:the|a|an|its|also|both)\s+", "", title.strip(), flags=re.IGNORECASE)
    parts = re.split(r"\s+(?:and|&)\s+", whole)
    if len(parts) > 1 and not all(rule("roles.ends_in_title").search(part) for part in parts):
        parts = [title]
    extra = re.sub(r"\s+(?:of|at|for|in|with)$", "", unit.strip())
    for part in parts:
        yield f"{part.strip()} {extra if len(extra) < 60 else ''}".strip(), organization
