"""The table of organizations: every name of a body, in either language, to the one row of that body.

The table is made by :mod:`patnav.resources.make_organizations` from the Research Organization Registry (CC0) and a
hand-kept list. A name that two rows bear stands for neither.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import islice

from patnav.ingest.classify.regions import is_han, regions
from patnav.ingest.resolve.evidence import family
from patnav.ingest.resolve.names_zh import pinyin_key
from patnav.ingest.resolve.normalise import comparison_name, english_forms, fold, legal_form, split_form
from patnav.ingest.resolve.short_zh import is_short_of, short_names
from patnav.ingest.resolve.tables import read_rows
from patnav.ingest.resolve.translate import in_word

__all__ = ["Aliases", "Body", "aliases"]

_ACADEMY = "中国科学院"
_LONGEST_SHORT = 20
_ACRONYM = re.compile("[A-Z]{3,6}")
_TITLES = ("株式会社", "주식회사")
_LEAST_TITLED = 2
_LEAST_MISSPELLED = 6
_LEAST_CUT = 24
_LEAST_CUT_ZH = 8
_LAST = "\U0010ffff"
_RANKS_ZH = tuple("学院所心司团局厂室部站会队校店社台馆园区省市县州")
"""How Chinese names of bodies and places end, which then are whole."""

_BODIES = ("大学", "学院", "研究所", "研究院", "医院", "公司")
_LEAST_JOINED = 9
_PLACED = re.compile(r"^(?P<body>.+?)(?:\s*[(（](?P<inner>[^()（）]+)[)）]|,\s*(?P<after>[^,]+))\s*$")


@dataclass(frozen=True, slots=True)
class Body:
    """One row of the table.

    Attributes:
        key: ``org:tsinghua-university``.
        name_en: English name; empty where there is none.
        name_zh: Chinese name; empty where there is none.
        kind: Kind of the organization.
        country: ISO 3166-1 alpha-2.
        region: Key of the city or finer region of its seat.
        ids: Register numbers, ``ror:03cve4549``.
    """

    key: str
    name_en: str
    name_zh: str
    kind: str
    country: str
    region: str
    ids: tuple[str, ...]


class Aliases:
    """Names to bodies."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self.bodies: dict[str, Body] = {}
        self.names: dict[str, tuple[str, ...]] = {}
        self._names: dict[str, set[tuple[str, str]]] = {}
        self._acronyms: set[str] = set()
        for row in rows:
            ids = tuple(row["ids"].split("|")) if row["ids"] else ()
            body = Body(row["key"], row["name_en"], row["name_zh"], row["kind"], row["country"], row["region"], ids)
            self.bodies[body.key] = body
            listed = row["aliases"].split("|") if row["aliases"] else []
            bare = (name.partition("@")[0] for name in listed)
            self.names[body.key] = tuple(dict.fromkeys(n for n in (body.name_en, body.name_zh, *bare) if n))
            for name in (*listed, *(n for n in (body.name_en, body.name_zh) if n and f"{n}@CN" not in listed)):
                plain, _, country = name.partition("@")
                self._names.setdefault(comparison_name(plain), set()).add((body.key, country))
                if country == "" and body.kind == "enterprise" and _ACRONYM.fullmatch(plain):
                    self._acronyms.add(comparison_name(plain))
        self._sorted = sorted(self._names)
        self._joined = {name.replace(" ", ""): name for name in sorted(self._names) if name.isascii()}
        self._heads = sorted(
            {name: keys for name, keys in self._names.items() if not name.isascii() and len(name) > 3}, key=len
        )
        self._longest = len(self._heads[-1]) if self._heads else 0
        self._shorts: dict[str, set[str]] | None = None
        self._holes: dict[str, set[str]] | None = None
        self._institutes = {
            body.name_zh: body
            for body in self.bodies.values()
            if body.kind == "research_institute" and body.name_zh.endswith(("研究所", "研究院"))
        }

    def find(self, name: str, country: str | None = None) -> Body | None:
        """The body that bears ``name``; names that hold in one country only need that country."""
        compared = comparison_name(name)
        found = self._one(compared, country) or self._university(compared, country) or self._formed(compared, country)
        if found is None and compared.isascii():
            found = self._run_together(compared, country) or self._cut_off(compared, country)
        elif found is None:
            found = self._titled(compared, country)
            if found is None and is_han(compared):
                found = self._short(compared) or self._misspelled(compared) or self._cut_off(compared, country)
        return found or self._placed(name, country)

    def _one(self, compared: str, country: str | None) -> Body | None:
        held = {key for key, only in self._names.get(compared, ()) if not only or only == country}
        return self.bodies[held.pop()] if len(held) == 1 else None

    def _university(self, compared: str, country: str | None) -> Body | None:
        """``UNIV TSINGHUA`` as patent offices abbreviate: the one body among both orders of the words."""
        words = compared.split(" ")
        if len(words) < 2 or "univ" not in (words[0], words[-1]):
            return None
        rest = " ".join(words[1:] if words[0] == "univ" else words[:-1])
        if words[-1] == "univ":
            return self._one(f"{rest} university", country)
        bodies = (self._one(name, country) for name in (f"{rest} university", f"university of {rest}"))
        found = {body.key: body for body in bodies if body}
        return next(iter(found.values())) if len(found) == 1 else None

    def _formed(self, compared: str, country: str | None) -> Body | None:
        """A long name that the table has without its English legal form; a firm's acronym with its: ``TSMC Ltd``."""
        base, form = split_form(compared)
        if form not in english_forms()[0] or not (base in self._acronyms or base.count(" ") > 2):
            return None
        body = self._one(base, country)
        if body is None or base not in self._acronyms:
            return body
        return body if family(form) == family(legal_form(body.name_en) or "") else None

    def _run_together(self, compared: str, country: str | None) -> Body | None:
        """A name whose words stand apart otherwise in the table: ``E.I. DuPont`` for ``E. I. du Pont``."""
        name = self._joined.get(compared.replace(" ", "")) if len(compared) > _LEAST_JOINED else None
        return self._one(name, country) if name else None

    def _titled(self, compared: str, country: str | None) -> Body | None:
        """A name in Chinese characters, kana or hangul that has its legal form before, after it or not at all."""
        if compared.endswith("公司"):
            return self._one(compared[:-2], country) if not compared.endswith("有限公司") else None
        base = compared
        for title in _TITLES:
            base = base.removeprefix(title).removesuffix(title)
        if len(base) < _LEAST_TITLED:
            return None
        tries = (base, *(name for title in _TITLES for name in (title + base, base + title)))
        return next(filter(None, (self._one(name, country) for name in tries)), None)

    def _short(self, compared: str) -> Body | None:
        """``北交大`` as universities are called for short, and ``中国科学院大连化物所``."""
        if len(compared) > _LONGEST_SHORT:
            return None
        if compared.endswith(("所", "院")) and (institute := self._institute(compared)) is not None:
            return institute
        if self._shorts is None:
            self._shorts = {}
            for body in self.bodies.values():
                if body.kind == "university" and body.country == "CN":
                    for short in short_names(body.name_zh):
                        self._shorts.setdefault(short, set()).add(body.key)
        held = self._shorts.get(compared, set())
        return self.bodies[next(iter(held))] if len(held) == 1 else None

    def _institute(self, compared: str) -> Body | None:
        """The one institute of the Academy of Sciences with this short name, with or without the Academy's."""
        short = compared.removeprefix(_ACADEMY)
        rank = short[-1:]
        stem = short.removesuffix("研究" + rank).removesuffix(rank)
        if len(stem) < 2 or (short == compared and len(stem) < 4):
            return None
        like = []
        for name, body in self._institutes.items():
            whole = name.removeprefix(_ACADEMY)
            if whole.endswith("研究" + rank) and is_short_of(stem, whole[:-3]):
                like.append((whole.startswith(stem), name.startswith(_ACADEMY), body))
        for best in (lambda exact, own: exact and own, lambda exact, own: own, lambda exact, own: True):
            chosen = [body for exact, own, body in like if best(exact, own)]
            if chosen:
                return chosen[0] if len(chosen) == 1 else None
        return None

    def _placed(self, name: str, country: str | None) -> Body | None:
        """``江苏大学（镇江）``, ``3M Company (3M)``: a body with its seat, or its other name, after its name."""
        found = _PLACED.match(name)
        if found is None:
            return None
        beside = (found["inner"] or found["after"]).strip()
        region = regions().find(beside)
        home = country or ("CN" if region is not None and region[:2] == "CN" else None)
        body = self._one(comparison_name(found["body"]), home)
        if body is None or self._one(comparison_name(beside), country) is body:
            return body
        if region is None or not body.region.startswith("CN-"):
            return None
        if region == "CN":
            return body if home == "CN" else None
        return body if regions().inside(body.region, region) or body.region == region else None

    def _cut_off(self, compared: str, country: str | None) -> Body | None:
        """The one body whose names go on where a long name ends inside a word, or in Chinese before what a body is."""
        least = _LEAST_CUT if compared.isascii() else _LEAST_CUT_ZH
        if len(compared) < least or compared.endswith(_RANKS_ZH) or compared in self._names:
            return None
        longer = self._sorted[bisect_left(self._sorted, compared) : bisect_left(self._sorted, compared + _LAST)]
        inside = [name for name in longer if name[len(compared)].isalnum()]
        held = {body.key: body for name in inside if (body := self._one(name, country))}
        return next(iter(held.values())) if len(held) == 1 and len(inside) == len(longer) else None

    def like(self, remains: re.Pattern[str]) -> Body | None:
        """The one body of China whose name is what is left of a damaged one, the missing characters filled in."""
        named = (body for body in self.bodies.values() if body.name_zh and remains.fullmatch(body.name_zh))
        found = list(islice(named, 2))
        return found[0] if len(found) == 1 else None

    def _misspelled(self, compared: str) -> Body | None:
        """The one body of China in whose long name a wrong character stands within a common word.

        In a word of two characters it must sound like the right one: 东海 is no slip for 黄海.
        """
        if not _LEAST_MISSPELLED <= len(compared) <= _LONGEST_SHORT or not compared.endswith(_BODIES):
            return None
        if self._holes is None:
            self._holes = {}
            for body in self.bodies.values():
                if body.country == "CN" and len(body.name_zh) >= _LEAST_MISSPELLED and body.name_zh.endswith(_BODIES):
                    for at in range(2, len(body.name_zh)):
                        hole = body.name_zh[:at] + "?" + body.name_zh[at + 1 :]
                        self._holes.setdefault(hole, set()).add(body.key)
        for at in range(2, len(compared)):
            held = self._holes.get(compared[:at] + "?" + compared[at + 1 :], ())
            if len(held) == 1:
                body = self.bodies[next(iter(held))]
                least = 2 if pinyin_key(compared[at]) == pinyin_key(body.name_zh[at]) else 3
                if in_word(body.name_zh, at, least) and not in_word(compared, at):
                    return body
        return None

    def head(self, name: str) -> tuple[Body, str] | None:
        """The body whose Chinese name begins ``name``, and the rest: ``浙江大学`` and ``台州研究院``."""
        folded = fold(name)
        for length in range(min(len(folded) - 1, self._longest), 3, -1):
            if folded[:length] in self._names and (body := self._one(folded[:length], "CN")):
                return body, folded[length:]
        return None


@cache
def aliases() -> Aliases:
    """The shipped table, read once."""
    return Aliases(read_rows("organizations.csv"))
