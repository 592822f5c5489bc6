"""The parties of a trigger: which name, by its cue, plays which role."""

from __future__ import annotations

from typing import Any

from patnav.ingest.extract.facts.bounds import subjects_at
from patnav.ingest.extract.facts.segments import Segment
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Thing
from patnav.ingest.extract.vocabulary import load

__all__ = ["SIDES", "parties"]

SIDES = {
    "license": ("licensor", "licensee"),
    "assignment": ("assignor", "assignee"),
    "pledge": ("pledgor", "lender"),
}
"""Who gives and who receives in each deal in patents that a form may tell."""

_NEAR = 60
"""Characters between an owner and the deal that is its own ("X's exclusive licence")."""


class _Roles:
    """Things by role, each name once.

    Args:
        apart: Whether a thing plays one role at most, the first that it is told in.
    """

    def __init__(self, *, apart: bool) -> None:
        self.apart = apart
        self.found: dict[str, list[Thing]] = {}
        self.taken: list[Name] = []

    def add(self, role: str | None, names: list[Name]) -> None:
        """Let ``names`` play ``role``; no role, no party."""
        for name in names:
            elsewhere = self.apart and any(name.thing in row for other, row in self.found.items() if other != role)
            if role and name.thing.label == "Organization" and name not in self.taken and not elsewhere:
                self.taken.append(name)
                row = self.found.setdefault(role, [])
                if name.thing not in row:
                    row.append(name.thing)


def parties(segment: Segment, lang: str) -> dict[str, list[Thing]]:
    """The named parties of a trigger, by role.

    A cue that the row does not know, or knows as null, names no party.
    """
    roles: dict[str, Any] = segment.row["roles"]
    found = _Roles(apart=lang == "en")
    known: list[str] = load("deals")["deals"][segment.type]["parties"]
    for name in segment.names():
        if name.role in known:
            found.add(name.role, [name])
        elif name.cue == "payee" and segment.type in ("license", "assignment"):
            found.add(known[0], [name])
    for role, name in _labelled(segment, known).items() if lang == "zh" else ():
        if role not in found.found:
            found.add(role, [name])
    if "subj" in roles:
        found.add(roles["subj"], _subjects(segment, roles))
    if "right" in segment.row:
        found.add(segment.row["right"], _right_after(segment))
    if "antecedent" in roles:
        behind = [n for n in segment.sentence.names if n.end <= segment.at and n.thing.label == "Organization"]
        found.add(roles["antecedent"], behind[-1:])
    named = segment.names()
    for before, name in zip([None, *named], named, strict=False):
        apposed = before is not None and segment.text[before.end : name.start] == ", " and name.form == "reference"
        if apposed and lang == "en" and name.cue not in ("subj", "patient"):
            continue  # to X, the spin-off
        far = name.cue == "poss" and not 0 <= segment.at - name.end < _NEAR and name.start < segment.at
        opens = lang == "zh" or name.start - segment.start <= 8  # 从甲买下, "From X it took ..."
        if far or (name.start < segment.at and (name.cue == "obj" or (name.cue == "from" and not opens))):
            continue
        if segment.type == "investment" and name.form == "reference" and found.found.get(roles.get(name.cue, "")):
            continue  # and now holds 18 percent of that company
        if name.cue != "subj" and name.cue in roles:
            found.add(roles[name.cue], [name])
        elif lang == "en" and "obj" in roles and _behind_verb(segment, name):
            found.add(roles["obj"], [name])
    return found.found


def _behind_verb(segment: Segment, name: Name) -> bool:
    """Whether a name stands right behind the verb: "granted X, a company started by ..., a licence"."""
    gap = segment.text[segment.at : name.start] if segment.at < name.start else ""
    return bool(rule("parties.verb_gap").fullmatch(gap))


def _right_after(segment: Segment) -> list[Name]:
    """The first name behind a trigger and those listed with it, whatever the parse makes of it: "permits X to use"."""
    rest = [n for n in segment.names() if n.start >= segment.until]
    if not rest or rest[0].start - segment.until > _NEAR:
        return []
    return [n for n in rest if n is rest[0] or (n.cue == rest[0].cue and n.verb == rest[0].verb and n.cue != "subj")]


def _labelled(segment: Segment, roles: list[str]) -> dict[str, Name]:
    """The two sides of a term sheet, all that the sentence names: ``许可人：甲；被许可人：乙；许可标的：...``."""
    orgs = [n for n in segment.sentence.names if n.thing.label == "Organization"]
    told = {n.role: n for n in reversed(orgs) if n.role in roles}
    return told if len(told) == len(set(roles)) == len({id(n.thing) for n in orgs}) == 2 else {}


def _subjects(segment: Segment, roles: dict[str, Any]) -> list[Name]:
    """The subject, by parse or place; an agent ("by ...", 由) of the same role goes before it."""
    own = [n for n in subjects_at(segment.sentence, segment.at, segment.until) if n.thing.label == "Organization"]
    if rule("parties.zh_somebody").search(segment.text, segment.sentence.start, segment.at):  # 一家企业买到了...
        own = [n for n in own if n.start >= segment.sentence.start]
    agents = [n for n in segment.names() if n.cue == "by"] if roles.get("by") == roles["subj"] else []
    held = rule("parties.holder_before")  # nine patents held by X
    agents = [n for n in agents if not held.search(segment.text, segment.sentence.start, n.start)]
    if agents:
        return agents + [n for n in own if n.start > agents[-1].start and n not in agents]
    if own:
        return own
    free = [n for n in segment.names() if n.end <= segment.at and n.cue in ("subj", "", "patient") and not n.owner]
    return free[-1:]
