"""Roles: who is what where. ``Zhou Ming, deputy director of the Suzhou ... Administration``; 江苏省知识产权局副局长顾明远."""

from __future__ import annotations

import re
from collections.abc import Iterator

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing
from patnav.ingest.extract.vocabulary import alternatives, load

__all__ = ["find_roles"]


def find_roles(state: Reading) -> list[Draft]:
    """All roles of an article, each person, organization and title once."""
    found: list[Draft] = []
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline:
            continue
        people = [n for n in sentence.names if n.thing.label == "Person" and n.form != "reference"]
        for name in people:
            rows = (
                _english(state, index, sentence, name) if state.lang == "en" else _chinese(state, index, sentence, name)
            )
            for title, organization in rows:
                draft = Draft.of(
                    "role", sentence, index, 0.9, person=name.thing.name, organization=organization.name, title=title
                )
                if not any(_same(draft, other) for other in found):
                    found.append(draft)
    return found


def _same(a: Draft, b: Draft) -> bool:
    if a.fields["person"] != b.fields["person"] or a.fields["organization"] != b.fields["organization"]:
        return False
    one, two = str(a.fields["title"]).casefold(), str(b.fields["title"]).casefold()
    return one == two or one in two or two in one


def _english(state: Reading, index: int, sentence: Sentence, name: Name) -> Iterator[tuple[str, Thing]]:
    text = state.text
    before, after = text[sentence.start : name.start], text[name.end : sentence.end]
    if rule("roles.by").search(before):
        return
    orgs = [n for n in sentence.names if n.thing.label == "Organization"]
    for key in ("roles.after", "roles.is"):
        found = False
        for org in [o for o in orgs if o.start >= name.end]:
            gap = text[name.end : org.start]
            match = rule(key).match(gap) if len(gap) < 160 else None
            if (
                match
                and not rule("roles.former").search(gap[: match.end("title")])
                and (match["link"] or org.owner or org.form == "reference")
            ):
                yield from _titles(match["title"], match["unit"], org.thing)
                yield from _second(state, sentence, org)
                found = True
                break
            owned = re.match(r"\s*,\s+(?:the\s+)?$", gap)
            if owned and org.owner and (title := rule("roles.of_owner").match(text[org.end : sentence.end])):
                yield from _titles(title["title"], "", org.thing)
                found = True
                break
            if owned and (title := rule("roles.of_firm").match(text[org.end : sentence.end])):
                yield from _titles(title["title"], "", org.thing)
                found = True
                break
        if found:
            return
    if row := _named_as(state, sentence, name, before, after, orgs):
        yield row
        return
    yield from _before_name(state, index, sentence, name, before, orgs, after)


def _named_as(
    state: Reading, sentence: Sentence, name: Name, before: str, after: str, orgs: list[Name]
) -> tuple[str, Thing] | None:
    """``X appointed Tan Weiming as chief scientist``; ``Its secretary-general is Cheng Lihua``."""
    if rule("roles.appoints").search(before):
        title = rule("roles.as_title").match(after)
        left = [o for o in orgs if o.end <= name.start]
        return (title["title"], left[0].thing) if title and left else None
    headed = rule("roles.title_is").search(before)
    left = [o for o in orgs if o.end <= name.start]
    return (headed["title"], left[-1].thing) if headed and left else None


def _titles(title: str, unit: str, organization: Thing) -> Iterator[tuple[str, Thing]]:
    parts = re.split(
        r"\s+(?:and|&)\s+", re.sub(r"^(?:the|a|an|its|also|both)\s+", "", title.strip(), flags=re.IGNORECASE)
    )
    known = re.compile(alternatives(load("people")["titles"]["en"], bounded=True) + "$", re.IGNORECASE)
    if len(parts) > 1 and not all(known.search(part) for part in parts):
        parts = [title]
    for part in parts:
        extra = re.sub(r"\s+(?:of|at|for|in|with)$", "", unit.strip())
        yield (f"{part.strip()} {extra}".strip() if extra and len(extra) < 60 else part.strip()), organization


def _second(state: Reading, sentence: Sentence, org: Name) -> Iterator[tuple[str, Thing]]:
    """A second role right after the first: "... and founder of Y"."""
    text = state.text
    for other in [n for n in sentence.names if n.thing.label == "Organization" and n.start > org.end]:
        gap = text[org.end : other.start]
        match = rule("roles.second").fullmatch(gap)
        if match:
            yield from _titles(match["title"], "", other.thing)
        return


def _before_name(
    state: Reading, index: int, sentence: Sentence, name: Name, before: str, orgs: list[Name], after: str
) -> Iterator[tuple[str, Thing]]:
    """``Suzhou Bank president Li Wei``, ``the company's chairman, Li Wei``, ``director Li Wei of Tongji University``."""
    text = state.text
    match = rule("roles.before").search(before[-110:])
    left = [o for o in orgs if o.end <= name.start]
    if left:
        org = left[-1]
        gap = text[org.end : name.start]
        owned = rule("roles.owned").fullmatch(gap)
        if owned and not rule("roles.former").search(owned["title"]):
            yield from _titles(owned["title"], "", org.thing)
            return
        lead = text[sentence.start : org.start]
        headed = rule("roles.headed").search(lead[-120:])
        if (
            headed
            and re.fullmatch(r"\s*,?\s*(?:Mr\.?|Ms\.?|Dr\.?|Prof\.?|Professor)?\s*", gap)
            and not rule("roles.former").search(lead[-120:][: headed.end("title")])
        ):
            yield from _titles(headed["title"], headed["unit"], org.thing)
            return
    following = [
        o
        for o in orgs
        if o.start >= name.end and re.fullmatch(r"\s*,?\s*(?:of|at|from|with)\s+(?:the\s+)?", text[name.end : o.start])
    ]
    if match and following and not rule("roles.former").search(before[-60:]):
        yield from _titles(match["title"], "", following[0].thing)
        return
    alone = rule("roles.alone").match(after)
    title = match or alone
    if (
        title
        and re.search(r"\bits\s+", title[0][:8], re.IGNORECASE)
        and index
        and (owner := _last_subject(state, index))
    ):
        yield from _titles(title["title"], "", owner)
        return
    if (
        title
        and not rule("roles.former").search(before[-60:])
        and not rule("roles.former").search(title["title"])
        and name.form == "name"
        and (thing := _salient(state, index, name, title["title"]))
    ):
        if rule("roles.loose").fullmatch(title["title"].strip()) and not _its(title[0]):
            return
        yield from _titles(title["title"], "", thing)


def _last_subject(state: Reading, index: int) -> Thing | None:
    """The organization that the sentence before ended with doing something: what "its" stands for."""
    names = [n for n in state.sentences[index - 1].names if n.thing.label == "Organization" and n.cue == "subj"]
    return names[-1].thing if names else None


def _its(text: str) -> bool:
    return bool(rule("roles.its").search(text))


_FITTING = (
    (re.compile(r"judge|庭长|法官|审判", re.IGNORECASE), ("government",)),
    (re.compile(r"professor|dean|rector|provost|教授|校长", re.IGNORECASE), ("university", "research_institute")),
    (
        re.compile(
            r"\bC[A-Z]O\b|chief executive|chair(?:man|woman|person)?\b|president|founder|general manager|董事|总经理|总裁|创始人|首席",
            re.IGNORECASE,
        ),
        ("enterprise", "financial"),
    ),
    (re.compile(r"局长|厅长|处长|市长|commissioner", re.IGNORECASE), ("government",)),
)


def _salient(state: Reading, index: int, name: Name, title: str) -> Thing | None:
    """The organization that a bare title belongs to: one just named, of a fitting kind, most often named in the article."""
    kinds = next((kinds for pattern, kinds in _FITTING if pattern.search(title)), None)
    for back in (2, 5, 60):
        near: list[Thing] = []
        for sentence in state.sentences[max(0, index - back) : index + 1]:
            near += [
                n.thing
                for n in sentence.names
                if n.thing.label == "Organization" and n.end <= name.start and n.thing.kind != "other"
            ]
        if near and (kinds is None or back == 60 or any(thing.kind in kinds for thing in near)):
            here = {id(n.thing) for n in state.sentences[index].names}
            return max(
                dict.fromkeys(reversed(near)),
                key=lambda t: _weight(state, t) + 5 * bool(kinds and t.kind in kinds) + 2 * (id(t) in here),
            )
    return None


def _weight(state: Reading, thing: Thing) -> int:
    return sum(n.thing is thing for sentence in state.sentences for n in sentence.names)


def _chinese(state: Reading, index: int, sentence: Sentence, name: Name) -> Iterator[tuple[str, Thing]]:
    text = state.text
    before = text[sentence.start : name.start]
    if rule("roles.zh_byline").search(before):
        return
    orgs = [n for n in sentence.names if n.thing.label == "Organization"]
    left = [o for o in orgs if o.end <= name.start]
    if left:
        gap = text[left[-1].end : name.start]
        match = rule("roles.zh_between", exact=True).fullmatch(gap) if len(gap) < 50 else None
        if match:
            yield from _titles_zh(match["title"], match["unit"], left[-1].thing)
            return
    people = [n for n in sentence.names if n.thing.label == "Person" and n.end <= name.start]
    if people:
        gap = text[people[-1].end : name.start]
        match = rule("roles.zh_list").fullmatch(gap)
        shared = [o for o in orgs if o.end <= people[-1].start]
        if match and shared:
            yield from _titles_zh(match["title"], match["unit"], shared[-1].thing)
            return
    yield from _after_zh(state, sentence, name, orgs)
    named = rule("roles.zh_appoints").search(before)
    title = rule("roles.zh_named", exact=True).match(text[name.end : sentence.end]) if named else None
    if title and left:
        yield from _titles_zh(title["title"], title["unit"], left[0].thing)
        return
    bare = rule("roles.zh_bare", exact=True).search(before)
    if bare and re.fullmatch("(?:该|其|公司|本|院|校|局|行)?.{0,6}", bare["unit"]):
        thing = _salient(state, index, name, bare["title"])
        if thing:
            yield from _titles_zh(bare["title"], bare["unit"], thing)


def _after_zh(state: Reading, sentence: Sentence, name: Name, orgs: list[Name]) -> Iterator[tuple[str, Thing]]:
    text = state.text
    for org in [o for o in orgs if o.start >= name.end]:
        if rule("roles.zh_after").fullmatch(text[name.end : org.start]):
            match = rule("roles.zh_title", exact=True).match(text[org.end : sentence.end])
            if match and "曾任" not in text[name.end : org.start]:
                yield from _titles_zh(match["title"], match["unit"], org.thing)
        return


def _titles_zh(title: str, unit: str, organization: Thing) -> Iterator[tuple[str, Thing]]:
    if re.match("原|前|时任", title) or re.match("(?:原|前任?|时任)", unit):
        return
    for part in re.split("[、兼，和及]", title):
        if part:
            lead = unit if part == re.split("[、兼，和及]", title)[0] else ""
            yield (f"{lead}{part}" if len(lead) < 13 and not re.search("[，。、有关]", lead) else part), organization
