"""Makes ``organizations.csv``: research bodies, agencies and firms with their names in both languages.

Sources: a public list of the universities and colleges of China with the places of their campuses, with more names in
``university_names.csv``; Research Organization Registry (ROR, https://ror.org, CC0, records up to 2026-06) for the
research bodies of China; the hand-kept ``organizations_by_hand.csv`` for firms, banks and offices and
``research_bodies_by_hand.csv``, which go first. A name that two bodies bear is left out, and a name that says nothing
of China (``Northeastern University``) or of which body it is (``Institute of Automation``) is marked ``@CN``: it holds
only where the country is known. Run ``python -m patnav.resources.make_organizations`` with ``PATNAV_SHARED_DATA`` set.
"""

from __future__ import annotations

import csv
import io
import json
import math
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from patnav.ingest.classify.regions import Regions, is_han, regions
from patnav.ingest.classify.regions import fold as fold_place
from patnav.ingest.resolve.generic import is_generic
from patnav.ingest.resolve.kind import kind_by_words
from patnav.ingest.resolve.names import parse
from patnav.ingest.resolve.normalise import comparison_name, organization_key
from patnav.ingest.resolve.tables import read_rows, read_yaml

__all__ = ["COLUMNS", "HEADER", "make"]

HEADER = """\
# Organizations with their names in English and Chinese, kind, seat and register numbers.
# Sources: Research Organization Registry (ROR, CC0, records up to 2026-06); a public list of the universities and
# colleges of China with places of campuses; university_names.csv, organizations_by_hand.csv and
# research_bodies_by_hand.csv. Made 2026-11 by make_organizations.py.
# "NAME@CN" is a name that holds only where the country is known to be China.
"""
COLUMNS = ("key", "name_en", "name_zh", "kind", "country", "region", "aliases", "ids")
KINDS = {
    "education": "university",
    "facility": "research_institute",
    "healthcare": "hospital",
    "government": "government",
    "company": "enterprise",
    "nonprofit": "association",
}
WORDS_ZH = re.compile(
    "(?:大学|学院|学校|中学|研究院|研究所|科学院|工程院|设计院|中心|医院|总院|分院|实验室|集团|公司|学会|协会|委员会|基金会|"
    "办公室|[局部厅署所馆站台社院会校])$|大学[(（].+[)）]$"
)


@dataclass(slots=True)
class Body:
    """One organization on its way into the table."""

    name_en: str
    name_zh: str
    kind: str
    country: str
    region: str
    aliases: list[str]
    ids: str


class _Maker:
    def __init__(self) -> None:
        self.regions = regions()
        words = read_yaml("organization_words.yaml")
        self.unmistakable = frozenset(map(comparison_name, words["unmistakable"]))
        self.china, self.not_pinyin = frozenset(words["china"]), frozenset(words["not_pinyin"])
        syllables = "|".join(sorted(read_yaml("pinyin.yaml")["syllables"], key=len, reverse=True))
        self.pinyin = re.compile(f"(?:{syllables}){{2,}}")
        self.places = {
            name
            for name, keys in self.regions.names_en.items()
            if " " not in name and any(self.regions.nodes[key].level in ("province", "city") for key in keys)
        }

    def tells_china(self, name: str) -> bool:
        """Whether an English name shows by itself that the body is in China."""
        if comparison_name(name) in self.unmistakable:
            return True
        words = fold_place(name).replace(",", " ").replace("(", " ").replace(")", " ").split()
        return words[:3] in (["state", "key", "laboratory"], ["state", "key", "lab"]) or any(
            word in self.china
            or word in self.places
            or (len(word) > 4 and word not in self.not_pinyin and self.pinyin.fullmatch(word) is not None)
            for word in words
        )

    def region(self, city: str, province: str, lat: float, lng: float) -> str:
        """Key of the city nearest to a place among those of its name; the nearest of all where none bears it."""
        named = [key for key in self.regions.candidates(city) if 2 <= self.regions.depth(key) <= 4]
        every = [key for key, node in self.regions.nodes.items() if node.level in ("province", "city")]
        for keys, limit in ((named, 1.5), ([k for k in every if self.regions.depth(k) == 3], 0.6), (every, 0.6)):
            near = sorted((self.distance(key, lat, lng), key) for key in keys)
            if near and near[0][0] < limit:
                return near[0][1]
        return self.regions.find(province) or "CN"

    def city(self, province: str, lat: float, lng: float) -> str:
        """The city of a province nearest to a place; the province itself where none is near."""
        keys = [key for key in self.regions.children[province] if self.regions.nodes[key].level == "city"]
        near = min(((self.distance(key, lat, lng), key) for key in keys), default=(math.inf, province))
        return near[1] if near[0] < 1.5 else province

    def distance(self, key: str, lat: float, lng: float) -> float:
        """Distance in degrees of latitude between a region's seat and a place."""
        node = self.regions.nodes[key]
        if node.lat is None or node.lng is None:
            return math.inf
        return math.hypot(node.lat - lat, (node.lng - lng) * math.cos(math.radians(lat)))

    def ror(self, path: Path) -> Iterator[Body]:
        """The research bodies of ROR; its firms carry shop signs for names and are left out."""
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                names = [name.strip() for name in row["all_names"].split("|")]
                chinese = [
                    name for name in names if is_han(name) and WORDS_ZH.search(name) and " " not in name.strip("()")
                ]
                name_zh = next((name for name in row["name_zh"].split("|") if name in chinese), "")
                types = [KINDS[kind] for kind in row["types"].lower().split("|") if kind in KINDS]
                english = re.sub(r"\s*\(China\)$", "", row["name_display"])
                if "enterprise" in types and not re.search("研究(?:院|所)$", name_zh):
                    continue
                kind = kind_by_words(name_zh) or kind_by_words(english) or next(iter(types), "other")
                place = self.region(row["city"], row["province"], float(row["lat"]), float(row["lng"]))
                country = place if place in ("HK", "MO", "TW") else "CN"
                latin = [name for name in names if name.isascii() and (len(name) > 4 or not name.isupper())]
                yield Body(english, name_zh, kind, country, place, [*latin, *chinese], "ror:" + row["ror_id"][-9:])

    def universities(self, folder: Path) -> Iterator[Body]:
        """The universities and colleges of China: the listed ones, with the names that no register has."""
        more = {row["name_zh"]: row for row in read_rows("university_names.csv")}
        listed = json.loads((folder / "university_list.json").read_text(encoding="utf-8"))
        campuses = json.loads((folder / "university_location.json").read_text(encoding="utf-8"))
        for province, names in listed.items():
            above = self.regions.find(province) or "CN"
            for name in names:
                place = self.city(above, *campuses[name]) if len(campuses[name]) == 2 else above
                names = more.pop(name, None) or {"name_en": "", "aliases": ""}
                aliases = [alias for alias in names["aliases"].split("|") if alias]
                yield Body(names["name_en"], name, "university", "CN", place, aliases, "")
        if more:
            raise ValueError(f"university_names.csv: no listed university is {', '.join(more)}")

    def hand(self) -> Iterator[Body]:
        """The bodies kept by hand."""
        for row in (*read_rows("organizations_by_hand.csv"), *read_rows("research_bodies_by_hand.csv")):
            aliases = [alias for alias in row["aliases"].split("|") if alias]
            yield Body(row["name_en"], row["name_zh"], row["kind"], row["country"], row["region"], aliases, row["ids"])


def _names(body: Body) -> list[str]:
    return list(dict.fromkeys(name for name in (body.name_en, body.name_zh, *body.aliases) if name))


def _without(bodies: Iterable[Body], taken: set[str], ids: set[str]) -> list[Body]:
    """The bodies that the taken names do not already stand for, without those names."""
    rest = []
    for body in bodies:
        mine = {comparison_name(name) for name in (body.name_en, body.name_zh) if name}
        if (body.ids and body.ids in ids) or mine & taken:
            continue
        body.aliases = [alias for alias in body.aliases if comparison_name(alias) not in taken]
        rest.append(body)
    return rest


def _promoted(name: str) -> list[str]:
    """What a college is called since it is a university: ``上海电力大学`` of ``上海电力学院``."""
    return [name.removesuffix("学院") + "大学"] if name.endswith("学院") and not name.endswith("大学学院") else []


def _with_places(bodies: Iterable[Body], universities: Iterable[Body], regions: Regions) -> list[Body]:
    """The bodies of ROR, with kind and province of the list of universities, and the rest of that list."""
    official = list(universities)
    listed = {comparison_name(name): body for body in official for name in reversed(_names(body))}
    met: set[str] = set()
    merged = []
    for body in bodies:
        names = [body.name_zh or body.name_en, *body.aliases, *_promoted(body.name_zh)]
        found = next((listed[text] for name in names if (text := comparison_name(name)) in listed), None)
        if found is not None and found.name_zh not in met:
            met.add(found.name_zh)
            _complete(body, found, regions)
        merged.append(body)
    return [*merged, *(body for body in official if body.name_zh not in met)]


def _complete(body: Body, official: Body, regions: Regions) -> None:
    """Give a body of ROR the Chinese name, kind, seat and further names of the university that it is."""
    body.aliases += [body.name_zh, official.name_en, *official.aliases]
    body.name_zh, body.kind = official.name_zh, official.kind
    province = official.region if regions.depth(official.region) == 2 else regions.nodes[official.region].parents[0]
    if not regions.inside(body.region, province) or regions.depth(body.region) < regions.depth(official.region):
        body.region = official.region


def make(source: Path) -> str:
    """The whole text of ``organizations.csv``, from the shared data in ``source`` and the hand-kept table."""
    maker = _Maker()
    hand = list(maker.hand())
    taken = {comparison_name(name) for body in hand for name in _names(body)}
    researched = maker.ror(source / "ror_cn" / "ror_cn.tsv")
    universities = maker.universities(source / "ref_universities_cn")
    known = _with_places(researched, universities, maker.regions)
    others = _without(known, taken, {body.ids for body in hand if body.ids})
    borne = Counter(name for body in others for name in {comparison_name(name) for name in _names(body)})
    rows = [_row(body, body.name_en, body.aliases) for body in hand]
    for body in others:
        good = [name for name in _names(body) if borne[comparison_name(name)] == 1]
        if body.name_en in good and maker.tells_china(body.name_en):
            key_name = body.name_en
        elif body.name_zh in good:
            key_name = body.name_zh
        else:
            continue
        generic = {name for name in good if body.kind != "university" and is_generic(parse(name))}
        told = [name for name in good if name not in generic or not is_generic(parse(name), 0)]
        rows.append(_row(body, key_name, [_marked(name, maker, name in generic) for name in told]))
    return _write(sorted({row[0]: row for row in reversed(rows)}.values()))


def _marked(name: str, maker: _Maker, generic: bool) -> str:
    return f"{name}@CN" if generic or (name.isascii() and not maker.tells_china(name)) else name


def _row(body: Body, key_name: str, aliases: Iterable[str]) -> tuple[str, ...]:
    others = _distinct(name for name in aliases if name not in (body.name_en, body.name_zh))
    key = organization_key(key_name)
    return (key, body.name_en, body.name_zh, body.kind, body.country, body.region, "|".join(others), body.ids)


def _distinct(names: Iterable[str]) -> list[str]:
    """The names that differ after folding, in order."""
    return list({comparison_name(name): name for name in reversed(list(names))}.values())[::-1]


def _write(rows: Iterable[tuple[str, ...]]) -> str:
    out = io.StringIO()
    out.write(HEADER)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return out.getvalue()


if __name__ == "__main__":
    shared = Path(os.environ.get("PATNAV_SHARED_DATA", "../shared/data"))
    text = make(shared)
    Path(__file__).with_name("organizations.csv").write_text(text, encoding="utf-8")
