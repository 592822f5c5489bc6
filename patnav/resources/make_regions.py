"""Makes ``regions.csv``: the divisions of China with codes, names in both languages, seats and development zones.

Sources: division codes and names of the National Bureau of Statistics, as collected 2026-11;
seats from the gazetteer of adcodes, where missing from GeoNames (CC BY 4.0); all else from ``region_names.yaml``,
``countries.csv`` and ``pinyin.yaml``. Run ``python -m patnav.resources.make_regions`` with ``PATNAV_SHARED_DATA``
set to the folder that holds ``ref_regions``.
"""

from __future__ import annotations

import csv
import io
import math
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from patnav.ingest.classify.regions import short_zh
from patnav.ingest.resolve.tables import read_yaml

__all__ = ["HEADER", "make", "pinyin"]

HEADER = """\
# Administrative divisions of China with their codes (GB/T 2260; National Bureau of Statistics, as of 2026-11), seats
# (degrees; adcode gazetteer, GeoNames CC BY 4.0, 2026-11), macro-regions and development zones (region_names.yaml).
# Made by make_regions.py, 2026-11. An alias that begins with "+" holds only right after the region's parent or city.
"""
COLUMNS = ("key", "name", "name_zh", "level", "parents", "lat", "lng", "aliases")
RANKS = {
    "新区": "New Area",
    "自治县": "Autonomous County",
    "自治旗": "Autonomous Banner",
    "架林区": "Forest District",
    "区": "District",
    "县": "County",
    "旗": "Banner",
}
ZONE_RANKS = (
    ("(?:稀土)?高新?技术(?:产业)?(?:开发|园)区", "High-tech Zone"),
    ("经济(?:技术)?开发区", "Economic Development Zone"),
    ("航空港经济综合实验区", "Airport Economy Zone"),
    ("(?:城乡一体化)?示范区", "Demonstration Zone"),
    ("管理区(?:管委会)?", "Management Area"),
    ("新区|新城", "New Area"),
    ("风景名胜区", "Scenic Area"),
    ("(?:现代产业|工业|循环化工|文化旅游创意)园区", "Industrial Park"),
)
ZONE_SHORT = {
    "(?:稀土)?高新?技术(?:产业)?(?:开发|园)区": ("高新区",),
    "经济技术开发区": ("经开区", "开发区"),
    "经济开发区": ("经开区", "开发区"),
    "城乡一体化示范区": ("示范区",),
}


def pinyin(name: str, syllables: dict[str, str], names: dict[str, str]) -> str:
    """A Chinese place name in Latin letters: ``西安`` gives ``Xi'an``."""
    read = names[name].split() if name in names else [syllables.get(character, "") for character in name]
    text = ""
    for syllable in read:
        text += ("'" if text and syllable[:1] in "aoe" else "") + syllable
    return text.capitalize().replace("v", "u")


def _rows(path: Path, delimiter: str = ",") -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter=delimiter)


class _Maker:
    def __init__(self, source: Path) -> None:
        self.names: dict[str, Any] = read_yaml("region_names.yaml")
        readings = read_yaml("pinyin.yaml")
        self.exceptions: dict[str, str] = readings["names"]
        self.syllables = {c: s for s, characters in readings["syllables"].items() for c in characters}
        self.source = source
        self.seats = {
            row["adcode"][:6]: (float(row["latitude"]), float(row["longitude"]))
            for row in _rows(source / "cn_adcodes_zh_latlng.csv")
            if row["latitude"]
        }
        divisions = [*_rows(source / "china_division_provinces.csv"), *_rows(source / "china_division_cities.csv")]
        self.places = re.compile(rf"({'|'.join(sorted({short_zh(row['name']) for row in divisions}))})市?")
        self.gazetteer: dict[str, list[tuple[float, float]]] = {}
        for row in _rows(source / "geonames_cn_cities1000.tsv", "\t"):
            for name in row["name_zh"].split("|"):
                self.gazetteer.setdefault(name, []).append((float(row["lat"]), float(row["lng"])))
        self.members: dict[str, list[str]] = {}
        for macro, entry in self.names["macros"].items():
            for member in entry["members"]:
                self.members.setdefault(member, []).append(macro)

    def seat(self, code: str, name: str, parent: str) -> tuple[float, float] | None:
        """Coordinates of a division; from the gazetteer only within 150 km of the seat above it."""
        if code in self.seats:
            return self.seats[code]
        above = self.seats.get(parent)
        if above is None:
            return None
        found = [
            place
            for text in (name, short_zh(name))
            for place in self.gazetteer.get(text, ())
            if math.hypot(place[0] - above[0], (place[1] - above[1]) * math.cos(math.radians(above[0]))) < 1.35
        ]
        return found[0] if found else None

    def english(self, code: str, name: str, level: str) -> str:
        """English name of a division: by hand where listed, else from its reading."""
        if code in self.names["cities"]:
            return str(self.names["cities"][code])
        latin = pinyin(short_zh(name), self.syllables, self.exceptions)
        if level == "city" or name.endswith("市"):
            return latin
        rank = next((word for ending, word in RANKS.items() if name.endswith(ending)), "")
        return f"{latin} {rank}".strip()

    def row(self, code: str, name: str, level: str, parents: list[str], english: str, above: str) -> tuple[str, ...]:
        """One row of the table for the division ``code``."""
        seat = self.seat(code, name, above)
        lat, lng = (f"{seat[0]:.3f}", f"{seat[1]:.3f}") if seat else ("", "")
        key = f"CN-{code}"
        aliases = [str(alias) for alias in self.names["aliases"].get(key, ())]
        return (key, english, name, level, "|".join(parents), lat, lng, "|".join(aliases))

    def macros(self) -> Iterator[tuple[str, ...]]:
        """Rows of the macro-regions."""
        for key, entry in self.names["macros"].items():
            yield (key, entry["name"], entry["name_zh"], "macro", "CN", "", "", "|".join(entry["aliases"]))

    def provinces(self) -> Iterator[tuple[str, ...]]:
        """Rows of the provinces on the mainland."""
        for row in _rows(self.source / "china_division_provinces.csv"):
            code = row["code"] + "0000"
            parents = ["CN", *self.members.get(code, ())]
            yield self.row(code, row["name"], "province", parents, self.names["provinces"][code], code)

    def cities(self) -> Iterator[tuple[str, ...]]:
        """Rows of the cities, prefectures and leagues; the fillers of the source (市辖区) are no places."""
        for row in _rows(self.source / "china_division_cities.csv"):
            code = row["code"] + "00"
            if short_zh(row["name"]) == row["name"] or row["name"] == "市辖区" or "直辖" in row["name"]:
                continue
            parents = [f"CN-{row['provinceCode']}0000", *self.members.get(code, ())]
            yield self.row(code, row["name"], "city", parents, self.english(code, row["name"], "city"), code)

    def districts(self, cities: set[str]) -> Iterator[tuple[str, ...]]:
        """Rows of districts, counties and county-level cities, and of the zones that statistics count beside them."""
        zones = {entry[2] for entry in self.names["zones"].values()}
        for row in _rows(self.source / "china_division_areas.csv"):
            code, name = row["code"], row["name"]
            zone = 70 <= int(code[4:]) < 80 and "自治" not in name
            if name in zones or code == "620201":
                continue
            above = f"CN-{row['cityCode']}00"
            if f"CN-{code}" in cities:
                continue
            parent = above if above in cities else f"CN-{row['provinceCode']}0000"
            level = "zone" if zone else "district"
            english = self.zone_english(name) if zone else self.english(code, name, level)
            made = self.row(code, name, level, [parent], english, parent.removeprefix("CN-"))
            yield (*made[:-1], self.zone_aliases(name)) if zone else made

    def zone_english(self, name: str) -> str:
        """English name of a statistical zone: its places read one by one, its rank translated."""
        found = ((re.search(f"市?{pattern}$", name), rank) for pattern, rank in ZONE_RANKS)
        rest, rank = next(((name[: match.start()], rank) for match, rank in found if match), (name, "Zone"))
        words = []
        while match := self.places.match(rest):
            words.append(match.group(1))
            rest = rest[match.end() :]
        return " ".join([pinyin(word, self.syllables, self.exceptions) for word in [*words, rest] if word] + [rank])

    def zone_aliases(self, name: str) -> str:
        """What a statistical zone is called for short, alone and after its city."""
        for rank, ways in ZONE_SHORT.items():
            if match := re.search(rf"市?({rank})$", name):
                return "|".join(
                    [*(name[: match.start()] + way for way in ways), *(f"+{way}" for way in (*ways, match.group(1)))]
                )
        return ""

    def zones(self) -> Iterator[tuple[str, ...]]:
        """Rows of the development zones listed by hand."""
        for key, (parent, english, name, lat, lng, *aliases) in self.names["zones"].items():
            yield (key, english, name, "zone", parent, f"{lat:.2f}", f"{lng:.2f}", "|".join(aliases))


def make(source: Path) -> str:
    """The whole text of ``regions.csv``, from the tables in the folder ``source``."""
    maker = _Maker(source)
    rows = [*maker.macros(), *maker.provinces()]
    cities = list(maker.cities())
    rows += [*cities, *maker.districts({row[0] for row in cities}), *maker.zones()]
    out = io.StringIO()
    out.write(HEADER)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return out.getvalue()


if __name__ == "__main__":
    shared = Path(os.environ.get("PATNAV_SHARED_DATA", "../shared/data"))
    Path(__file__).with_name("regions.csv").write_text(make(shared / "ref_regions"), encoding="utf-8")
