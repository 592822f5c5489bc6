"""Programmes: pilots, campaigns, rules, platforms and plans that an authority starts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from patnav.ingest.extract.facts.authorities import BODIES, SCHOOLS, authorities, starters
from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.programme_scope import (
    acting,
    bodies_in,
    fields_named,
    goes_on,
    joined_to,
    regions_where,
    when_begun,
)
from patnav.ingest.extract.facts.programmes_titled import titled
from patnav.ingest.extract.facts.programmes_zh import chinese, joined, scope_of
from patnav.ingest.extract.facts.regions import region_named
from patnav.ingest.extract.facts.terms import date_in
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing, When
from patnav.ingest.extract.vocabulary import compiled, load

__all__ = ["find_programmes", "industries_in"]

_WHERE = ("in", "across", "within", "throughout")


def find_programmes(state: Reading) -> list[Draft]:
    """All programmes that an authority or a region starts, each once and at most two a sentence."""
    found: list[Draft] = []
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline:
            continue
        told = _told_en(state, sentence, index) if state.lang == "en" else list(_sentence(state, sentence, index))[:3]
        if state.lang == "en" and found and not told and index - found[-1].index == 1 + len(found[-1].also):
            goes_on(state, sentence, index, found[-1])
        if state.lang == "zh" and found and not told and found[-1].index == index - 1:
            _applied(state, sentence, found[-1])
        for draft in [*told, *_enacted(state, sentence, index)]:
            if state.lang == "en" and rule("programmes.bare").fullmatch(str(draft.fields.get("name", ""))):
                continue
            twin = next((other for other in found if _same(draft, other)), None)
            if twin is None:
                found.append(draft)
            elif "date" not in twin.fields and draft.index == twin.index:
                twin.fields = draft.fields | twin.fields
    for draft in found:  # places of which one is where it applies are all where it applies
        if draft.fields.get("place") in draft.fields.get("places", ()):
            places = draft.fields.pop("places")
            draft.fields["place"] = places if len(places) > 1 else places[0]
    return [draft for draft in found if not draft.guessed or {"authority", "date"} <= draft.fields.keys()]


def _told_en(state: Reading, sentence: Sentence, index: int) -> list[Draft]:
    """What an English sentence starts: by titles, else by a verb and who acts, else by whose it is."""
    text = state.text[sentence.start : sentence.end]
    told = ('"' in text or ", a" in text or ", the" in text) and rule("programmes.titled-noun").search(text)
    named = list(titled(state, sentence, index)) if told else []
    for draft in named:  # what the sentences around may complete
        draft.guessed = "authority" not in draft.fields
    if named and not all(draft.guessed for draft in named):
        return [draft for draft in named if not draft.guessed]
    return list(_sentence(state, sentence, index))[:3] or _otherwise(state, sentence, index) or named


def _otherwise(state: Reading, sentence: Sentence, index: int) -> list[Draft]:
    chosen = rule("programmes.chosen_word").search(state.text, sentence.start, sentence.end)
    return list(_of_body(state, sentence, index)) or (list(_chosen(state, sentence, index)) if chosen else [])


def _applied(state: Reading, sentence: Sentence, draft: Draft) -> None:
    """该行动面向甲、乙产业，实施区域为丙、丁: where the programme just told applies, and to whom."""
    match = rule("programmes.zh_applies").match(state.text, sentence.start, sentence.end)
    if match and (scope := scope_of(state, sentence, sentence.start)):
        draft.fields |= {"place": scope[0], "places": scope}
    if match and (fields := industries_in(state.text[sentence.start : sentence.end], "zh")):
        draft.fields.setdefault("industries", fields)


def _same(a: Draft, b: Draft) -> bool:
    one, two = str(a.fields.get("name", "")).casefold(), str(b.fields.get("name", "")).casefold()
    there, here = a.fields.get("place"), b.fields.get("place")
    if a.index == b.index and one == two:
        by, also = (set(draft.fields.get("authority", ())) for draft in (a, b))
        return bool(one) and (not by or not also or bool(by & also))
    return bool(one and two) and (one in two or two in one) and (there == here or not there or not here)


def industries_in(text: str, lang: str) -> list[str]:
    """Industries that a text names: in English under the words of the vocabulary, in Chinese as listed."""
    for listed in rule("programmes.zh_fields").finditer(text) if lang == "zh" else ():
        words = [word for word in re.split("[、和及与]", listed["fields"]) if 1 < len(word) < 11]
        known = [word for word in words if any(compiled(row["zh"]).search(word) for row in load("industries").values())]
        if any(rule("programmes.zh_no_field").search(word) for word in words):
            continue
        if not listed["noun"] and not (listed["aim"] and (known or len(words) > 1)):
            continue
        if known or not listed["noun"] or listed["noun"] in ("领域", "产业", "行业", "赛道", "为重点", "为主攻"):
            return words
    if lang == "zh":
        return [m[0] for row in load("industries").values() if (m := compiled(row["zh"]).search(text))]
    return fields_named(text) or [name for name, row in load("industries").items() if compiled(row[lang]).search(text)]


def _sentence(state: Reading, sentence: Sentence, index: int) -> Iterator[Draft]:
    read = _english if state.lang == "en" else chinese
    for match in rule("programmes.launch", state.lang).finditer(state.text, sentence.start, sentence.end):
        at, until = match.span()
        subjects = next((names for offset, names in sorted(sentence.subjects.items()) if at <= offset < until), [])
        told = read(state, sentence, match, subjects)
        if told is None or not is_fact(
            state, sentence, at, until, max(sentence.start, at - 60), min(until + 40, sentence.end)
        ):
            continue
        names, title = told
        if state.lang == "en":
            title = rule("programmes.loose_end").sub("", _undated(state, sentence, title))
        who = authorities(names) + (joined(state, sentence, names, at) if state.lang == "zh" else [])
        regions = [n.thing for n in names if n.thing.label == "Region"]
        place = _applies(state, sentence, until) or (regions[0] if regions else region_named(state, who[0]))
        if place is None and rule("regions.zh_local").match(who[0].name if who else ""):
            place = sentence.region
        places = _places(state, sentence, until)
        if state.lang == "en":
            actors = [n for n in names if n.thing in who]
            who = list(dict.fromkeys(t for n in actors for t in joined_to(state, sentence, n)))
            places = places or regions_where(state, sentence, until, sentence.end)
        place = Thing("Region", places[0]) if places else place
        when = date_in([d for d in sentence.dates if not d.compared], at) or date_in(_since(state, sentence), at)
        fields = industries_in(state.text[sentence.start : sentence.end], state.lang)
        for name in [title, *_one_more(state, sentence, until, title)]:
            yield Draft.of(
                "programme", sentence, index, 0.75, authority=list(who), name=name,
                place=place.name if place else None, places=places,
                date=when.iso if when else None,
                industries=[field for field in fields if field not in places],
            )  # fmt: skip


def _since(state: Reading, sentence: Sentence) -> list[When]:
    """``Since 1 February the office has been running ...``: when it began."""
    return [d for d in sentence.dates if re.search(r"\b[Ss]ince\s+$", state.text[sentence.start : d.start])]


def _one_more(state: Reading, sentence: Sentence, at: int, title: str) -> list[str]:
    """A second programme of the same verb: ``issued a rule for ... and a standard on ...``."""
    found = state.text.find(title, at, sentence.end) if state.lang == "en" else -1
    more = rule("programmes.and_more").match(state.text, found + len(title), sentence.end) if found >= 0 else None
    return [_plain(more["np"])] if more and not rule("programmes.other").search(more["np"]) else []


def _enacted(state: Reading, sentence: Sentence, index: int) -> Iterator[Draft]:
    """A rule that came into force, or something that a region pilots, told without the one who issued it."""
    text = state.text
    for match in rule("programmes.in_force", state.lang, exact=True).finditer(text, sentence.start, sentence.end):
        inside = any(n.start <= match.start() < n.end for n in sentence.names if n.thing.kind in BODIES)
        if not inside and is_fact(state, sentence, match.end(), match.end(), match.start(), match.end()):
            land = [n.thing for n in sentence.names if n.thing.label == "Region" and 0 <= match.start() - n.end < 4]
            within = [d for d in sentence.dates if match.start() <= d.start < match.end()]
            when = date_in(within or [d for d in sentence.dates if not d.compared], match.end())
            name = _plain(match["np"]) if state.lang == "en" else match["np"]
            yield Draft.of(
                "programme", sentence, index, 0.7, name=name, place=land[0].name if land else None,
                date=when.iso if when else None,
            )  # fmt: skip
    begun = rule("programmes.begun").search(text, sentence.start, sentence.end) if state.lang == "en" else None
    where = [n.thing for n in sentence.names if begun and n.thing.label == "Region" and n.cue in _WHERE]
    if begun and where and is_fact(state, sentence, begun.end(), begun.end(), begun.start(), begun.end()):
        when = date_in([d for d in sentence.dates if not d.compared], begun.end())
        yield Draft.of(
            "programme", sentence, index, 0.65, authority=bodies_in(state, sentence, sentence.start, sentence.end),
            name=_plain(begun["np"]), place=where[0].name,
            date=when.iso if when else None,
        )  # fmt: skip
    for match in rule("programmes.running").finditer(text, sentence.start, sentence.end) if state.lang == "en" else ():
        bodies = [n for n in sentence.names if n.end <= match.start() + 3 and n.thing.kind in BODIES]
        dates = [d for d in [*_since(state, sentence), *sentence.dates] if d.start >= match.end()]
        if bodies and is_fact(state, sentence, match.end(), match.end(), match.start(), match.end()):
            title = re.search(r'"([^"]{3,60})"', match["np"])
            when = date_in(dates, match.end())
            yield Draft.of(
                "programme", sentence, index, 0.7, authority=[bodies[-1].thing],
                name=title[1] if title else _plain(match["np"]),
                place=place.name if (place := _applies(state, sentence, match.end())) else None,
                date=when.iso if when else None,
            )  # fmt: skip
    for match in rule("programmes.piloted").finditer(text, sentence.start, sentence.end) if state.lang == "en" else ():
        at = match.start("verb")
        who = [n for names in [sentence.subjects.get(at, [])] for n in starters(names)]
        if who and is_fact(state, sentence, at, match.end(), at - 20, match.end()):
            regions = [n.thing for n in who if n.thing.label == "Region"]
            place = regions[0] if regions else region_named(state, authorities(who)[0])
            when = date_in([d for d in sentence.dates if not d.compared], at)
            yield Draft.of(
                "programme", sentence, index, 0.7, authority=authorities(who), name=f"pilot of {_plain(match['np'])}",
                place=place.name if place else None, date=when.iso if when else None,
            )  # fmt: skip


def _of_body(state: Reading, sentence: Sentence, index: int) -> Iterator[Draft]:
    """``"Green Lane", the scheme of the office, started in May``: a programme of its own accord, told with its body."""
    text = state.text
    for body in [n for n in sentence.names if n.thing.kind in BODIES and n.form == "name"]:
        phrase = rule("programmes.of_body").search(text, sentence.start, body.start)
        runs = rule("programmes.runs").search(text, sentence.start, sentence.end) if phrase else None
        if not phrase or not runs or rule("programmes.other").search(phrase["np"]):
            continue
        styled = rule("programmes.styled", exact=True).search(text[sentence.start : phrase.start("np")])
        behind = rule("programmes.body_title", exact=True).match(text, body.end, sentence.end)
        name = (
            (styled["title"] or styled["title2"]) if styled else (behind["quoted"] or behind["plain"]) if behind else ""
        )
        if is_fact(state, sentence, runs.start(), runs.end(), phrase.start(), runs.end()):
            when = date_in([d for d in sentence.dates if not d.compared], runs.start())
            place = _applies(state, sentence, body.end) or region_named(state, body.thing)
            name = name.strip(" ,") or _plain(phrase["np"])
            yield Draft.of(
                "programme", sentence, index, 0.65, authority=[body.thing], name=name,
                place=place.name if place else None, date=when.iso if when else None,
            )  # fmt: skip
            return


def _applies(state: Reading, sentence: Sentence, at: int) -> Thing | None:
    """Where a programme is said to apply: ``launched a campaign ... in the Yangtze River Delta``."""
    if state.lang != "en":
        start = max(state.text.rfind(mark, sentence.start, at) for mark in "，；。")
        near = [n for n in sentence.names if start < n.start < at and n.thing.label == "Region" and n.form == "name"]
        here = [n.thing for n in reversed(near) if state.text[n.start - 1] == "在" or n.cue == "at"]
        behind = [n for n in sentence.names if n.start >= at and n.thing.label == "Region" and n.form == "name"]
        alone = len(behind) == 1 and state.text[behind[0].start - 1] == "在"
        alone = alone and not rule("programmes.zh_first").match(state.text, behind[0].end)  # 两项在全国都是第一次
        return next(iter(here), behind[0].thing if alone else None)
    behind = [n for n in sentence.names if n.start >= at and n.thing.label == "Region" and n.cue in _WHERE]
    return behind[0].thing if behind else None


def _places(state: Reading, sentence: Sentence, at: int) -> list[str]:
    """All places where it begins, where several are listed: "in clusters, including A and B of C, D", 在A、B开展."""
    if state.lang == "zh":
        return scope_of(state, sentence, at)
    listed = rule("programmes.listed").search(state.text, at, sentence.end)
    if not listed:
        return []
    start, end = listed.span("list")
    within = [n for n in sentence.names if n.thing.label == "Region" and start <= n.start < end]
    heads = [n for n in within if not rule("programmes.inner", exact=True).search(state.text, start, n.start)]
    heads = [n for n in heads if all(n.end != other.start for other in within)]  # 江苏南京: Nanjing alone
    return list(dict.fromkeys(n.thing.name for n in heads)) if len(heads) > 1 else []


def _undated(state: Reading, sentence: Sentence, title: str) -> str:
    """A title without the date after it ("a pilot for data on 12 May"), cut or not ("on March 31", "on Mar")."""
    for date in sentence.dates:
        written = state.text[date.start : date.end]
        begun = re.search(rf"\s+(?:on|in|from|since)\s+(?:{re.escape(re.split('[,.]', written)[0])})$", title)
        if begun or title.endswith(written):
            return re.sub(
                r"\s+(?:on|in|from|since)\s*$", "", title[: begun.start()] if begun else title.removesuffix(written)
            ).strip()
    return title


def _english(
    state: Reading, sentence: Sentence, match: re.Match[str], subjects: list[Name]
) -> tuple[list[Name], str] | None:
    """Who starts what: ``X launched a ... pilot``, ``a plan issued by X``, ``a pilot that the office started``."""
    passive = rule("programmes.by").match(state.text, match.end(), sentence.end)
    agents = [n for n in sentence.names if passive and n.cue == "by" and n.start >= match.end()]
    names = starters(subjects) or starters(agents) or _right_before(state, sentence, match.start())
    names = names or _owned_body(state, sentence, match.start())
    schools = [n for n in [*subjects, *agents] if n.thing.kind in SCHOOLS]
    if not names and not schools:
        return None
    before, after = state.text[sentence.start : match.start()], state.text[match.end() : sentence.end]
    ahead = rule("programmes.object").match(after) or rule("programmes.quoted").match(after)
    behind = rule("programmes.passive").search(before) if agents or not ahead else None
    behind = behind or (rule("programmes.quoted_before").search(before) if agents else None)
    phrase = rule("programmes.relative").search(before) or (behind if agents or not ahead else ahead)
    if (
        not phrase
        or rule("programmes.other").search(phrase["np"])
        or (phrase is ahead and rule("programmes.no_thing").match(phrase["np"]))
    ):
        return None
    names = [*_beside(state, sentence, match.start()), *names]
    quoted = re.search(
        r"\"([^\"]{3,60})\"", (phrase.groupdict().get("called") and f'"{phrase["called"]}"') or phrase["np"]
    )
    styled = (
        rule("programmes.styled", exact=True).search(before[: phrase.start("np")]) if phrase.string is before else None
    )
    called = rule("programmes.called", exact=True).match(after, ahead.end("np")) if phrase is ahead and ahead else None
    if not names and not (quoted or styled or called):
        return None  # what a university starts is a programme by its name alone
    names = names or schools
    title = (
        quoted[1].strip(" ,")
        if quoted
        else (called["title"] or called["title2"]).strip(" ,")
        if called
        else (styled["title"] or styled["title2"]).strip(" ,")
        if styled
        else _plain(phrase["np"])
    )
    return (names, title) if title else None


def _beside(state: Reading, sentence: Sentence, at: int) -> list[Name]:
    """Authorities with which another one starts something: "Together with X, the administration began ..."."""
    ahead = [n for n in sentence.names if n.end <= at and n.thing.kind in BODIES]
    return [n for n in ahead if rule("programmes.beside", exact=True).search(state.text, sentence.start, n.start)]


def _right_before(state: Reading, sentence: Sentence, at: int) -> list[Name]:
    """The authority right before the verb, which the parse has not found to be its subject."""
    ahead = [n for n in sentence.names if n.end <= at and n.thing.kind in BODIES]
    return [n for n in ahead[-1:] if rule("programmes.right_before").fullmatch(state.text, n.end, at)]


def _chosen(state: Reading, sentence: Sentence, index: int) -> Iterator[Draft]:
    """``Siping was named a pilot city by the office``: a pilot of the one who chose it, where it was chosen."""
    for match in rule("programmes.chosen").finditer(state.text, sentence.start, sentence.end):
        where = [n.thing for n in sentence.names if n.thing.label == "Region" and n.end == match.start()]
        if where and is_fact(state, sentence, match.start("verb"), match.end(), sentence.start, match.end()):
            yield Draft.of(
                "programme", sentence, index, 0.7, authority=acting(state, sentence, match.start(), sentence.end),
                name=match["np"], place=where[0].name, date=when_begun(state, sentence, match.start()),
            )  # fmt: skip


def _owned_body(state: Reading, sentence: Sentence, at: int) -> list[Name]:
    """The region whose unnamed authority acts: "the province's market regulator launched ..."."""
    regions = [n for n in sentence.names if n.owner and n.thing.label == "Region" and n.end <= at]
    return [n for n in regions[-1:] if rule("programmes.own_body").fullmatch(state.text, n.end, at)]


def _plain(phrase: str) -> str:
    """The name in a phrase: without verb and article before it, and how long it lasts behind; empty where none is."""
    bare = rule("programmes.article").sub("", rule("programmes.doing").sub("", phrase.strip()))
    name = rule("programmes.lasting").split(bare)[0]
    return "" if name.startswith("to ") else name if len(name) <= 90 else name[:90].rsplit(" ", 1)[0]
