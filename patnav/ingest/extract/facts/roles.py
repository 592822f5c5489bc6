"""Roles: who is what where. ``Zhou Ming, deputy director of the Suzhou ... Administration``; 江苏省知识产权局副局长顾明远."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing
from patnav.ingest.extract.vocabulary import alternatives, load

__all__ = ["find_roles"]


@cache
def _title_en() -> str:
    people = load("people")
    extra = alternatives(people["before_en"])
    return rf"(?P<title>(?:(?:{extra}|[A-Z][\w&-]*|[a-z]+(?:-[a-z]+)?)\s+){{0,4}}?{alternatives(people['titles']['en'], bounded=True)}(?:\s+(?:and|&)\s+(?:{extra}\s+)*{alternatives(people['titles']['en'], bounded=True)})?)"


@cache
def _patterns_en() -> dict[str, re.Pattern[str]]:
    title, flags = _title_en(), re.IGNORECASE
    tail = r"(?P<unit>(?:\s+(?:of|for|at|in|with)\s+(?:the\s+|its\s+|a\s+)?(?:(?!of\b|at\b|said\b|who\b)[\w&'-]+\s*){1,8}?)*?)"
    return {
        "after": re.compile(rf"\s*,\s+(?:(?:who|and)\s+(?:is|was|serves as|is also|heads as)\s+)?(?:also\s+)?(?:(?:the|a|an|its|his|their|then|current|new|newly appointed)\s+)?{title}{tail}\s*(?P<link>(?:of|at|for|with|in|from|to)\s+(?:the\s+|its\s+)?)?$", flags),
        "is": re.compile(rf"\s*,?\s*(?:who\s+)?(?:is|was|has been|became|becomes|serves as|served as|will serve as|works as|acts as|was (?:appointed|named|elected|promoted to|made)|has been (?:appointed|named|elected)|took office as|joined as|took over as|is also|was chosen as)\s+(?:as\s+)?(?:(?:the|a|an|its|also)\s+)?{title}{tail}\s*(?P<link>(?:of|at|for|with|in)\s+(?:the\s+|its\s+)?)?$", flags),
        "before": re.compile(rf"(?:^|[\s\"(,])(?:(?:the|a|an|its|their|former|then)\s+)?{title}\s*,?\s*(?:Mr\.?|Ms\.?|Mrs\.?|Dr\.?|Prof\.?|Professor)?\s*$", flags),
    }


_FORMER = re.compile(r"\b(?:former|ex-|late|retired|then|outgoing|once)\b[\w\s-]{0,30}$|\bformer(?:ly)?\b", re.IGNORECASE)
_BY = re.compile(r"(?:^|\n)\s*(?:by|reporters?:?|text by|photo by)\s+$", re.IGNORECASE)


def find_roles(state: Reading) -> list[Draft]:
    """All roles of an article, each person, organization and title once."""
    found: list[Draft] = []
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline:
            continue
        people = [n for n in sentence.names if n.thing.label == "Person" and n.form != "reference"]
        for name in people:
            rows = _english(state, index, sentence, name) if state.lang == "en" else _chinese(state, index, sentence, name)
            for title, organization in rows:
                draft = Draft.of("role", sentence, index, 0.9, person=name.thing.name, organization=organization.name, title=title)
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
    if _BY.search(before):
        return
    patterns = _patterns_en()
    orgs = [n for n in sentence.names if n.thing.label == "Organization"]
    for key in ("after", "is"):
        found = False
        for org in [o for o in orgs if o.start >= name.end]:
            gap = text[name.end : org.start]
            match = patterns[key].match(gap) if len(gap) < 160 else None
            if match and not _FORMER.search(gap[: match.end("title")]) and (match["link"] or org.owner or org.form == "reference"):
                yield from _titles(match["title"], match["unit"], org.thing)
                yield from _second(state, sentence, org)
                found = True
                break
            owned = re.match(r"\s*,\s+(?:the\s+)?$", gap)
            if owned and org.owner and (title := re.match(rf"'s?\s+{_title_en()}", text[org.end : sentence.end], re.IGNORECASE)):
                yield from _titles(title["title"], "", org.thing)
                found = True
                break
            if owned and (title := re.match(rf"\s+{_title_en()}(?=[,.;)]|\s+(?:said|told|and)|$)", text[org.end : sentence.end], re.IGNORECASE)):
                yield from _titles(title["title"], "", org.thing)
                found = True
                break
        if found:
            return
    if row := _named_as(state, sentence, name, before, after, orgs):
        yield row
        return
    yield from _before_name(state, index, sentence, name, before, orgs, after)


_APPOINTS = re.compile(r"\b(?:appointed|named|hired|elected|recruited|promoted|chose|picked|installed)\s+(?:(?:Mr|Ms|Mrs|Dr|Prof|Professor)\.?\s+)?$", re.IGNORECASE)


def _named_as(state: Reading, sentence: Sentence, name: Name, before: str, after: str, orgs: list[Name]) -> tuple[str, Thing] | None:
    """``X appointed Tan Weiming as chief scientist``; ``Its secretary-general is Cheng Lihua``."""
    if _APPOINTS.search(before):
        title = re.match(rf"(?:,[^,]{{3,60}},)?\s+(?:as|to be|to the post of)?\s*(?:(?:its|the|a|an|new)\s+){{0,2}}{_title_en()}", after, re.IGNORECASE)
        left = [o for o in orgs if o.end <= name.start]
        return (title["title"], left[0].thing) if title and left else None
    headed = re.search(rf"(?:\b(?:its|the)\s+|'s?\s+){_title_en()}\s+(?:is|was|will be|remains)\s+(?:(?:Mr|Ms|Mrs|Dr|Prof|Professor)\.?\s+)?$", before, re.IGNORECASE)
    left = [o for o in orgs if o.end <= name.start]
    return (headed["title"], left[-1].thing) if headed and left else None


def _titles(title: str, unit: str, organization: Thing) -> Iterator[tuple[str, Thing]]:
    parts = re.split(r"\s+(?:and|&)\s+", re.sub(r"^(?:the|a|an|its|also|both)\s+", "", title.strip(), flags=re.IGNORECASE))
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
        match = re.fullmatch(rf"(?:'s)?\s*,?\s*and\s+(?:also\s+)?(?:the\s+|a\s+)?{_title_en()}\s+(?:of|at|for)\s+(?:the\s+)?", gap, re.IGNORECASE)
        if match:
            yield from _titles(match["title"], "", other.thing)
        return


def _before_name(
    state: Reading, index: int, sentence: Sentence, name: Name, before: str, orgs: list[Name], after: str
) -> Iterator[tuple[str, Thing]]:
    """``Suzhou Bank president Li Wei``, ``the company's chairman, Li Wei``, ``director Li Wei of Tongji University``."""
    text = state.text
    match = _patterns_en()["before"].search(before[-110:])
    left = [o for o in orgs if o.end <= name.start]
    if left:
        org = left[-1]
        gap = text[org.end : name.start]
        owned = re.fullmatch(rf"(?:'s?)?\s+(?:(?:new|current|the)\s+)?{_title_en()}\s*,?\s*(?:Mr\.?|Ms\.?|Mrs\.?|Dr\.?|Prof\.?|Professor)?\s*", gap, re.IGNORECASE)
        if owned and not _FORMER.search(owned["title"]):
            yield from _titles(owned["title"], "", org.thing)
            return
        lead = text[sentence.start : org.start]
        headed = re.search(rf"(?:^|[\s,\"]){_title_en()}(?P<unit>(?:\s+of\s+(?:the\s+)?[\w\s&-]{{3,40}}?)?)\s+(?:of|at|for)\s+(?:the\s+)?$", lead[-120:], re.IGNORECASE)
        if headed and re.fullmatch(r"\s*,?\s*(?:Mr\.?|Ms\.?|Dr\.?|Prof\.?|Professor)?\s*", gap) and not _FORMER.search(lead[-120:][: headed.end("title")]):
            yield from _titles(headed["title"], headed["unit"], org.thing)
            return
    following = [o for o in orgs if o.start >= name.end and re.fullmatch(r"\s*,?\s*(?:of|at|from|with)\s+(?:the\s+)?", text[name.end : o.start])]
    if match and following and not _FORMER.search(before[-60:]):
        yield from _titles(match["title"], "", following[0].thing)
        return
    alone = re.match(rf"\s*,\s+(?:(?:its|the company's|the firm's|the|a)\s+)?{_title_en()}(?=\s*[,.;]|\s+(?:said|told|added|noted)|$)", after, re.IGNORECASE)
    title = match or alone
    if title and re.search(r"\bits\s+", title[0][:8], re.IGNORECASE) and index and (owner := _last_subject(state, index)):
        yield from _titles(title["title"], "", owner)
        return
    if title and not _FORMER.search(before[-60:]) and not _FORMER.search(title["title"]) and name.form == "name" and (thing := _salient(state, index, name, title["title"])):
        if re.fullmatch(r"judge|professor|lawyer|attorney|official|analyst|researcher|inventor|reporter|expert", title["title"].strip(), re.IGNORECASE) and not _its(title[0]):
            return
        yield from _titles(title["title"], "", thing)


def _last_subject(state: Reading, index: int) -> Thing | None:
    """The organization that the sentence before ended with doing something: what "its" stands for."""
    names = [n for n in state.sentences[index - 1].names if n.thing.label == "Organization" and n.cue == "subj"]
    return names[-1].thing if names else None


def _its(text: str) -> bool:
    return bool(re.search(r"\b(?:its|the (?:company|firm|university|court|bank)'s)\b", text, re.IGNORECASE))


_FITTING = (
    (re.compile(r"judge|庭长|法官|审判", re.IGNORECASE), ("government",)),
    (re.compile(r"professor|dean|rector|provost|教授|校长", re.IGNORECASE), ("university", "research_institute")),
    (re.compile(r"\bC[A-Z]O\b|chief executive|chair(?:man|woman|person)?\b|president|founder|general manager|董事|总经理|总裁|创始人|首席", re.IGNORECASE), ("enterprise", "financial")),
    (re.compile(r"局长|厅长|处长|市长|commissioner", re.IGNORECASE), ("government",)),
)


def _salient(state: Reading, index: int, name: Name, title: str) -> Thing | None:
    """The organization that a bare title belongs to: one just named, of a fitting kind, most often named in the article."""
    kinds = next((kinds for pattern, kinds in _FITTING if pattern.search(title)), None)
    for back in (2, 5):
        near: list[Thing] = []
        for sentence in state.sentences[max(0, index - back) : index + 1]:
            near += [n.thing for n in sentence.names if n.thing.label == "Organization" and n.end <= name.start and n.thing.kind != "other" and (kinds is None or n.thing.kind in kinds)]
        if near:
            return max(dict.fromkeys(reversed(near)), key=lambda thing: _weight(state, thing))
    return None


def _weight(state: Reading, thing: Thing) -> int:
    return sum(n.thing is thing for sentence in state.sentences for n in sentence.names)


@cache
def _title_zh() -> str:
    return alternatives(load("people")["titles"]["zh"])


@cache
def _zh() -> dict[str, re.Pattern[str]]:
    title = _title_zh()
    unit = r"(?P<unit>[\u4e00-\u9fffA-Za-z]{0,16}?)"
    return {
        "between": re.compile(rf"(?:的)?{unit}(?P<title>(?:原|前|时任)?{title}(?:[、兼，和及](?:[\u4e00-\u9fff]{{0,8}}?){title})*)(?:[、，]\s*)?$"),
        "list": re.compile(rf"[、，和及与]{unit}(?P<title>{title})$"),
        "after": re.compile(rf"\s*(?:[（(，]|是|为|系|任|担任|出任|现任|当选为|受聘为|被任命为|兼任|曾任|获任|被聘为|就任|升任|接任)(?:了)?(?P<gap>[^，。；]{{0,4}}?)$"),
    }


_SPEAKS = re.compile(r"^(?:[，、]|说|表示|介绍|称|指出|认为|告诉|透露)")


def _chinese(state: Reading, index: int, sentence: Sentence, name: Name) -> Iterator[tuple[str, Thing]]:
    text = state.text
    before = text[sentence.start : name.start]
    if re.search(r"(?:记者|通讯员|作者|编辑|实习生)\s*[:：]?\s*$", before):
        return
    orgs = [n for n in sentence.names if n.thing.label == "Organization"]
    left = [o for o in orgs if o.end <= name.start]
    if left:
        gap = text[left[-1].end : name.start]
        match = _zh()["between"].fullmatch(gap) if len(gap) < 50 else None
        if match:
            yield from _titles_zh(match["title"], match["unit"], left[-1].thing)
            return
    people = [n for n in sentence.names if n.thing.label == "Person" and n.end <= name.start]
    if people:
        gap = text[people[-1].end : name.start]
        match = _zh()["list"].fullmatch(gap)
        shared = [o for o in orgs if o.end <= people[-1].start]
        if match and shared:
            yield from _titles_zh(match["title"], match["unit"], shared[-1].thing)
            return
    yield from _after_zh(state, sentence, name, orgs)
    named = re.search(r"(?:聘任|任命|聘请|委任|提名|选举|推选|增选|聘)(?:了)?$", before)
    title = re.match(rf"(?:先生|女士|教授|博士|院士)?(?:为|担任|出任|任)(?:公司|该公司|新任|其)?(?P<unit>[\u4e00-\u9fff]{{0,8}}?)(?P<title>{_title_zh()})", text[name.end : sentence.end]) if named else None
    if title and left:
        yield from _titles_zh(title["title"], title["unit"], left[0].thing)
        return
    bare = re.search(rf"(?:^|[，。、；：”\"“（\s])(?P<unit>[\u4e00-\u9fff]{{0,8}}?)(?P<title>{_title_zh()}(?:兼{_title_zh()})?)[:：]?\s*$", before)
    if bare and re.fullmatch("(?:该|其|公司|本|院|校|局|行)?.{0,6}", bare["unit"]):
        thing = _salient(state, index, name, bare["title"])
        if thing:
            yield from _titles_zh(bare["title"], bare["unit"], thing)


def _after_zh(state: Reading, sentence: Sentence, name: Name, orgs: list[Name]) -> Iterator[tuple[str, Thing]]:
    text = state.text
    for org in [o for o in orgs if o.start >= name.end]:
        if _zh()["after"].fullmatch(text[name.end : org.start]):
            match = re.match(rf"(?:的)?(?P<unit>[\u4e00-\u9fff]{{0,12}}?)(?P<title>{_title_zh()}(?:[、兼]{_title_zh()})*)", text[org.end : sentence.end])
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
