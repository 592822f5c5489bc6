"""Roles in Chinese: 江苏省知识产权局副局长顾明远, 公司董事长沈立群, 聘任谭为民为首席科学家."""

from __future__ import annotations

import re
from collections.abc import Iterator

from patnav.ingest.extract.facts.salience import salient
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing

__all__ = ["roles_zh"]

Roles = list[tuple[str, Thing]]


def roles_zh(state: Reading, index: int, sentence: Sentence, name: Name) -> Roles:
    """Titles and organizations of one person, by the first telling that fits; a byline tells none."""
    if rule("roles.zh_byline").search(state.text, sentence.start, name.start):
        return []
    names = [n for n in sentence.names if n.thing.label == "Organization"]
    for read in (_between, _listed, _behind, _appointed):
        if found := list(read(state, sentence, name, names)):
            also = [] if read is _behind else list(_behind(state, sentence, name, names))
            return found + also
    return list(_bare(state, index, sentence, name))


def _between(state: Reading, sentence: Sentence, name: Name, names: list[Name]) -> Iterator[tuple[str, Thing]]:
    """A title between an organization and a person."""
    for org in [n for n in names if n.end <= name.start][-1:]:
        gap = state.text[org.end : name.start]
        match = rule("roles.zh_between", exact=True).fullmatch(gap) if len(gap) < 50 else None
        if match:
            yield from _titles(match["title"], match["unit"], org.thing)


def _listed(state: Reading, sentence: Sentence, name: Name, names: list[Name]) -> Iterator[tuple[str, Thing]]:
    """``公司首席执行官何俊、总工程师林诺拉``: the organization of the person before."""
    people = [n for n in sentence.names if n.thing.label == "Person" and n.end <= name.start]
    shared = [n for n in names if people and n.end <= people[-1].start]
    match = rule("roles.zh_list").fullmatch(state.text[people[-1].end : name.start]) if shared else None
    if match:
        yield from _titles(match["title"], match["unit"], shared[-1].thing)


def _behind(state: Reading, sentence: Sentence, name: Name, names: list[Name]) -> Iterator[tuple[str, Thing]]:
    """``沈立群（澜芯微电子董事长）``, ``顾明远任江苏省知识产权局副局长``."""
    for org in [n for n in names if n.start >= name.end][:1]:
        gap = state.text[name.end : org.start]
        match = rule("roles.zh_title", exact=True).match(state.text, org.end, sentence.end)
        if match and rule("roles.zh_after").fullmatch(gap) and "曾任" not in gap:
            yield from _titles(match["title"], match["unit"], org.thing)


def _appointed(state: Reading, sentence: Sentence, name: Name, names: list[Name]) -> Iterator[tuple[str, Thing]]:
    """``公司聘任谭为民教授为首席科学家``."""
    left = [n for n in names if n.end <= name.start]
    named = rule("roles.zh_appoints").search(state.text[sentence.start : name.start])
    title = rule("roles.zh_named", exact=True).match(state.text, name.end, sentence.end)
    if left and named and title:
        yield from _titles(title["title"], title["unit"], left[0].thing)


def _bare(state: Reading, index: int, sentence: Sentence, name: Name) -> Iterator[tuple[str, Thing]]:
    """A title without organization: of the organization that the text is about."""
    match = rule("roles.zh_bare", exact=True).search(state.text[sentence.start : name.start])
    if match and len(match["unit"]) < 9 and (thing := salient(state, index, name, match["title"])):
        yield from _titles(match["title"], match["unit"], thing)


def _titles(title: str, unit: str, organization: Thing) -> Iterator[tuple[str, Thing]]:
    """One role a title; the unit belongs to the first; former titles are no roles."""
    if rule("roles.zh_former").match(title) or rule("roles.zh_former").match(unit):
        return
    for number, part in enumerate(filter(None, re.split("[、兼，和及]", title))):
        lead = unit if number == 0 and len(unit) < 13 and not re.search("[，。、有关]", unit) else ""
        yield f"{lead}{part}", organization
