"""Roles in Chinese: 江苏省知识产权局副局长顾明远, 公司董事长沈立群, 聘任谭为民为首席科学家."""

from __future__ import annotations

import re
from collections.abc import Iterator

from patnav.ingest.extract.facts.salience import salient, suits
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing
from patnav.ingest.extract.signatures import signed_title

__all__ = ["roles_zh"]

Roles = list[tuple[str, Thing]]


def roles_zh(state: Reading, index: int, sentence: Sentence, name: Name) -> Roles:
    """Titles and organizations of one person, by the first telling that fits; a byline tells none."""
    if rule("roles.zh_byline").search(state.text, sentence.start, name.start):
        return []
    names = [n for n in sentence.names if n.thing.label == "Organization"]
    for read in (_there, _governs, _between, _listed, _titled, _behind, _appointed, _held_by, _takes):
        if found := list(read(state, sentence, name, names)):
            also = (
                []
                if read is _behind
                else [*_besides(state, sentence, name, names), *_behind(state, sentence, name, names)]
            )
            return found + [role for role in also if role not in found]
    return (
        list(_pronoun(state, index, name))
        or list(_signed(state, index, name))
        or list(_bare(state, index, sentence, name))
    )


def _pronoun(state: Reading, index: int, name: Name) -> Iterator[tuple[str, Thing]]:
    """``他是甲公司的中国区总经理``, of the person named last: in the same sentence or in the next two."""
    for sentence in state.sentences[index : index + 3]:
        if any(
            n.thing.label == "Person" and n.start > name.start and n.thing is not name.thing for n in sentence.names
        ):
            return
        for org in [n for n in sentence.names if n.thing.label == "Organization" and n.start >= name.end]:
            told = rule("roles.zh_pronoun").search(state.text, max(sentence.start, name.end), org.start)
            title = rule("roles.zh_title", exact=True).match(state.text, org.end, sentence.end) if told else None
            if title:
                yield from _titles(title["title"], title["unit"], org.thing)
                return


def _house(state: Reading) -> Thing | None:
    """Whose own news an article is: the issuer of an announcement, the body that speaks of 我院."""
    return next(iter([*state.parties.get("issuer", ()), *state.parties.get("house", ())]), None)


def _signed(state: Reading, index: int, name: Name) -> Roles:
    """The title over or under a name that stands alone in its line."""
    title = signed_title(state, index)
    thing = salient(state, index, name, title) if title else None
    return list(_titles(title, "", thing)) if title and thing else []


def _there(state: Reading, sentence: Sentence, name: Name, names: list[Name]) -> Iterator[tuple[str, Thing]]:
    """``甲公司由邬建业创办，他在公司任首席科学家``: of the firm named before the person."""
    match = rule("roles.zh_there", exact=True).match(state.text, name.end, sentence.end)
    firms = [n.thing for n in names if n.end <= name.start and n.thing.kind == "enterprise"]
    if match and firms:
        yield from _titles(match["title"], match["unit"], firms[-1])


def _governs(state: Reading, sentence: Sentence, name: Name, names: list[Name]) -> Iterator[tuple[str, Thing]]:
    """The head of a city or province: 徐州市副市长汤嘉言."""
    for place in [n for n in sentence.names if n.thing.label == "Region" and n.end <= name.start][-1:]:
        match = rule("roles.zh_governs").fullmatch(state.text, place.end, name.start)
        if match and not any(place.end <= n.start < name.start for n in names):
            yield match["title"], Thing("Region", place.text, place.thing.kind)


def _between(state: Reading, sentence: Sentence, name: Name, names: list[Name]) -> Iterator[tuple[str, Thing]]:
    """A title between an organization and a person."""
    for org in [n for n in names if n.end <= name.start][-1:]:
        gap = state.text[org.end : name.start]
        outer = [n for n in names if n.end == org.start - 1 and state.text[n.end] in "（("]
        if outer and gap[:1] in ("）", ")"):  # 市场监管局（知识产权局）副局长
            org, gap = outer[0], gap[1:]
        if rule("roles.zh_once").search(state.text, sentence.start, org.start):
            return
        gap = re.sub(r"^[（(][^）)]{2,12}[）)]", "", gap)
        match = rule("roles.zh_between", exact=True).fullmatch(gap) if len(gap) < 50 else None
        if match and not rule("roles.zh_another").match(match["unit"]):
            yield from _titles(match["title"], match["unit"], org.thing)


def _listed(state: Reading, sentence: Sentence, name: Name, names: list[Name]) -> Iterator[tuple[str, Thing]]:
    """``公司首席执行官何俊、总工程师林诺拉``: the organization of the person before."""
    people = [n for n in sentence.names if n.thing.label == "Person" and n.end <= name.start]
    shared = [n for n in names if people and n.end <= people[-1].start]
    match = rule("roles.zh_list").fullmatch(state.text[people[-1].end : name.start]) if shared else None
    if match:
        yield from _titles(match["title"], match["unit"], shared[-1].thing)


def _titled(state: Reading, sentence: Sentence, name: Name, names: list[Name]) -> Iterator[tuple[str, Thing]]:
    """``公司董事长为郑博仁``, ``院长由甘霖担任``: of the organization last named before the title."""
    match = rule("roles.zh_title_is", exact=True).search(state.text[sentence.start : name.start])
    passive = match and "由" in match["link"]
    if not match or (passive and not rule("roles.zh_serves").match(state.text, name.end, sentence.end)):
        return
    before = [n for n in names if n.end <= sentence.start + match.start("title")]
    if before:
        unit = match["unit"] if before[-1].end == sentence.start + match.start("unit") else ""
        yield from _titles(match["title"], unit, before[-1].thing)


def _besides(state: Reading, sentence: Sentence, name: Name, names: list[Name]) -> Iterator[tuple[str, Thing]]:
    """A second post: ``公司总经理霍剑平兼任钛泽精密董事长``."""
    for org in [n for n in names if n.start >= name.end][:1]:
        title = rule("roles.zh_title", exact=True).match(state.text, org.end, sentence.end)
        if title and rule("roles.zh_also").fullmatch(state.text[name.end : org.start]):
            yield from _titles(title["title"], title["unit"], org.thing)


def _behind(state: Reading, sentence: Sentence, name: Name, names: list[Name]) -> Iterator[tuple[str, Thing]]:
    """``沈立群（澜芯微电子董事长）``, ``顾明远任江苏省知识产权局副局长``."""
    for org in [n for n in names if n.start >= name.end][:1]:
        gap = state.text[name.end : org.start]
        bracket = re.compile("[（(][^）)]{2,30}[）)]").match(state.text, org.end, sentence.end)
        title = rule("roles.zh_title", exact=True)
        match = title.match(state.text, bracket.end() if bracket else org.end, sentence.end)
        told = rule("roles.zh_after").fullmatch(gap) or rule("roles.zh_cv").fullmatch(gap)
        if match and told and "曾任" not in gap:
            yield from _titles(match["title"], match["unit"], org.thing)


def _appointed(state: Reading, sentence: Sentence, name: Name, names: list[Name]) -> Iterator[tuple[str, Thing]]:
    """``公司聘任谭为民教授为首席科学家``."""
    left = [n for n in names if n.end <= name.start]
    named = rule("roles.zh_appoints").search(state.text[sentence.start : name.start])
    title = rule("roles.zh_named", exact=True).match(state.text, name.end, sentence.end)
    body = left[0].thing if left else _house(state)
    if body and named and title:
        yield from _titles(title["title"], title["unit"], body)


def _held_by(state: Reading, sentence: Sentence, name: Name, names: list[Name]) -> Iterator[tuple[str, Thing]]:
    """``瑞催新材料注册于南通，董事长为朱海燕``: of the firm that the sentence is about."""
    match = rule("roles.zh_held_by", exact=True).search(state.text[sentence.start : name.start])
    about = [n for n in names if n.end <= name.start and n.cue == "subj"]
    if match and about:
        yield from _titles(match["title"], match["unit"], about[-1].thing)


def _takes(state: Reading, sentence: Sentence, name: Name, names: list[Name]) -> Iterator[tuple[str, Thing]]:
    """``总经理由陶知行出任，贺兰真担任技术顾问``: of the firm that the sentence, else the text, was about last."""
    match = rule("roles.zh_takes", exact=True).match(state.text, name.end, sentence.end)
    passive = rule("roles.zh_passive", exact=True).search(state.text[sentence.start : name.start])
    succeeds = rule("roles.zh_succeeds", exact=True).search(state.text[sentence.start : name.start])
    passive = passive or succeeds
    found = match or (passive if rule("roles.zh_serves").match(state.text, name.end, sentence.end) else None)
    if found and "不再" not in found[0]:
        index = state.sentences.index(sentence)
        near = [n.thing for s in state.sentences[max(0, index - 2) : index + 1] for n in s.names if n.end <= name.start]
        if match is None:  # 总经理由原乙公司副总工程师丙担任
            later = [n.thing for n in names if n.start >= sentence.start + found.start("title") and n.end <= name.start]
            near = [thing for thing in near if thing not in later]
        firms = [thing for thing in near if thing.label == "Organization" and thing.kind in ("enterprise", "financial")]
        body = firms[-1] if firms else _house(state)
        if body:
            yield from _titles(found["title"], found["unit"], body)


def _bare(state: Reading, index: int, sentence: Sentence, name: Name) -> Iterator[tuple[str, Thing]]:
    """A title without organization: of the organization that the text is about."""
    match = rule("roles.zh_bare", exact=True).search(state.text[sentence.start : name.start])
    about = [n.thing for n in sentence.names if n.cue == "subj" and n.start - sentence.start < 4]
    if match and about and suits(about[0], match["title"]):
        yield from _titles(match["title"], match["unit"], about[0])
    elif match and len(match["unit"]) < 9 and (thing := salient(state, index, name, match["title"])):
        yield from _titles(match["title"], match["unit"], thing)


def _titles(title: str, unit: str, organization: Thing) -> Iterator[tuple[str, Thing]]:
    """One role a title; the unit belongs to the first; former titles are no roles."""
    unit = unit.removeprefix("其")
    if rule("roles.zh_former").match(title) or rule("roles.zh_former").match(unit):
        return
    for number, part in enumerate(filter(None, re.split("[、兼，和及]", title))):
        lead = unit if number == 0 and len(unit) < 13 and not re.search("[，。、有关]", unit) else ""
        yield f"{lead}{part}", organization
