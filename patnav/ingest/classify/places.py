"""Where something is: addresses, city and province columns, and the places in names, to regions.

Every step looks only inside what the earlier ones found, so that a street called 南京路 never leaves Shanghai, and
nothing Chinese is looked for under a foreign country.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from patnav.ingest.classify.regions import Regions, fold, is_han, regions
from patnav.ingest.resolve.tables import read_yaml

__all__ = ["Locator", "locator"]

_LONGEST = 16
_FILLER = re.compile(r"^(?:市辖区|省直辖县级行政区划|中国(?:\(|（)?|中华人民共和国|[\s,，;；]+)")
_POSTCODE = re.compile(r"^\s*\d{6}\s*|\s*\d{6}\s*$")
_BRACKET = re.compile(r"[(（]([^()（）]{2,20})[)）]")
_BRANCH = re.compile(
    r"(?:大学|学院|公司|银行|理工|研究所|\))(?!.*(?:大学|公司|银行|研究所))(?P<place>.{2,14}?)[^省市区县]{0,10}"
    r"(?:研究院|研究生院|研究所|分行|支行|分公司|校区|创新中心|创新园|学院|分校|分院)(?:有限公司)?$"
)
_RANKED = re.compile(r"[省市区县旗州盟]$")


class Locator:
    """Finds the finest region that an address or a name tells."""

    def __init__(self, table: Regions, names: dict[str, Any]) -> None:
        self.table = table
        self.not_places = tuple(names["not_places"])
        self.not_places_en = frozenset(names["not_places_en"])
        self.roofs = tuple(sorted(names["roofs"], key=len, reverse=True))
        self.address = lru_cache(maxsize=1 << 14)(self._address)
        self.zones: dict[str, list[tuple[str, str]]] = {}
        for name, keys in table.names_zh.items():
            for key in keys:
                if table.nodes[key].level == "zone":
                    for above in self._above(key):
                        self.zones.setdefault(above, []).append((name, key))

    def _above(self, key: str) -> set[str]:
        parents = self.table.nodes[key].parents
        return {*parents, *(above for parent in parents for above in self._above(parent))}

    def locate(
        self,
        country: str | None = None,
        province: str | None = None,
        city: str | None = None,
        address: str | None = None,
        name: str | None = None,
    ) -> tuple[str | None, str | None]:
        """The finest region known, and what told it (``address``, ``city``, ``province``, ``name``, ``country``).

        Args:
            country: Code or name of the country; old USPTO codes are understood, unknown ones count as not given.
            province: Province or state.
            city: City.
            address: The whole address, Chinese or English.
            name: Name of the organization there; asked last.
        """
        home = self.table.country(country)
        if home is not None and home != "CN":
            return home, "country"
        best: tuple[str | None, str | None] = ("CN", "country") if home else (None, None)
        for key, via in (
            (self.address(address, home) if address else None, "address"),
            (self.city(city, province, home) if city else None, "city"),
            (self.province(province, home) if province else None, "province"),
            (self.in_name(name, home) if name else None, "name"),
        ):
            if key is not None and (best[0] is None or (key != best[0] and self.table.inside(key, best[0]))):
                best = key, via
        return best

    def _address(self, text: str, country: str | None = None) -> str | None:
        """Finest region in an address: ``710000 陕西省西安市高新区软件新城…`` gives the zone of Xi'an."""
        text = _POSTCODE.sub("", unicodedata.normalize("NFKC", text))
        return self._walk(text) if is_han(text) else self._english_address(text, country)

    def province(self, text: str, country: str | None = None) -> str | None:
        """A province given alone, as name, name with a code (``江苏;32``) or code."""
        for part in re.split(r"[;；]", text):
            part = part.strip()
            key = self.table.find(f"{part}0000" if re.fullmatch(r"\d\d", part) else part)
            if (
                key is not None
                and self.table.nodes[key].level == "province"
                and (country or is_han(part) or len(part) > 3)
            ):
                return key
        return None

    def city(self, text: str, province: str | None = None, country: str | None = None) -> str | None:
        """A city given in its own column, inside its province where that is known."""
        above = self.province(province, country) if province else None
        if province and above is None and country is None:
            return None
        text = text.strip()
        if above is not None:
            inside = [key for key in self.table.candidates(text) if self.table.inside(key, above)]
            return self.table.choose(inside) or (self._walk(text, above) if is_han(text) else None)
        key = self.table.find(text) or (self._walk(text) if is_han(text) else None)
        return key if key is not None and self.table.depth(key) >= 2 else None

    def in_name(self, name: str, country: str | None = None) -> str | None:
        """The region that an organization's name tells: in brackets, at its head, or after a roof body's name."""
        name = unicodedata.normalize("NFKC", name).strip()
        for inner in _BRACKET.findall(name):
            key = self.table.find(inner.removesuffix("校区"))
            if key is not None and key not in ("CN", country) and self.table.depth(key) >= 1:
                return key
        if not is_han(name):
            return self._english_head(name)
        if name.startswith(self.not_places) or "株式会社" in name:
            return None
        if branch := _BRANCH.search(name):
            place = name[branch.start("place") :]
            if not place.startswith(self.not_places) and (key := self._walk(place, strict=True)):
                return key
        if key := self._walk(name, strict=True):
            return key
        for roof in self.roofs:
            if name.startswith(roof) and not name[len(roof) :].startswith(self.not_places):
                if key := self._walk(name[len(roof) :], strict=True):
                    return key
                break
        return "CN" if name.startswith("中国") or "(中国)" in name else None

    def _walk(self, text: str, above: str | None = None, strict: bool = False) -> str | None:
        """Reads Chinese place names one inside the other from the head of ``text``."""
        at, here = 0, above
        while at < len(text):
            if filler := _FILLER.match(text[at:]):
                at += filler.end()
                continue
            found, length = self._next(text, at, here, strict)
            if found is None:
                break
            here, at = found, at + length
        if here is None or here == above:
            return None
        rest = text[at : at + 24]
        zones = {key for name, key in self.zones.get(here, ()) if name in rest} if not strict else set()
        return zones.pop() if len(zones) == 1 else here

    def _next(self, text: str, at: int, here: str | None, strict: bool) -> tuple[str | None, int]:
        """The longest place name at ``at`` that lies inside ``here``, and its length."""
        for length in range(min(_LONGEST, len(text) - at), 1, -1):
            name = text[at : at + length]
            keys = self.table.names_zh.get(name, [])
            if here is not None:
                keys = keys + self.table.nested.get((here, name), [])
            if not keys:
                continue
            if here is None:
                key = self.table.choose(keys, name)
                if key is not None and self._may_begin(key, name, strict):
                    return key, length
                continue
            if here in keys:
                return here, length
            if key := self.table.choose([key for key in keys if self.table.inside(key, here)]):
                return key, length
        return None, 0

    def _may_begin(self, key: str, name: str, strict: bool) -> bool:
        """Whether a place can be the first one told: short names of districts are other words too often."""
        level = self.table.nodes[key].level
        if level == "district":
            return bool(_RANKED.search(name)) or (self.table.nodes[key].name_zh or "").endswith("市") or len(name) > 2
        return level != "macro" and (level != "country" or (not strict and key != "CN"))

    def _english_address(self, text: str, country: str | None) -> str | None:
        parts = [re.sub(r"\b\d{5,6}\b", "", part).strip() for part in re.split(r"[,;]", text)]
        parts = [part for part in parts if part and not part.isdigit()]
        here: str | None = "CN" if country == "CN" else None
        for part in reversed(parts):
            keys = self.table.candidates(re.sub(r"^(?:P\.?\s?R\.?\s+)(?=China)", "", part))
            if here is None:
                key = self.table.choose([key for key in keys if self.table.depth(key) <= 2], part)
            else:
                key = self.table.choose([key for key in keys if self.table.inside(key, here)], part)
            here = key or here
        return here

    def _english_head(self, name: str) -> str | None:
        words = fold(name).replace(",", " ").split()
        if len(words) < 2 or any(" ".join(words[:count]) in self.not_places_en for count in (1, 2)):
            return None
        for count in (3, 2, 1):
            keys = self.table.names_en.get(" ".join(words[:count]), ())
            key = self.table.choose(keys, " ".join(words[:count]))
            if len(words) > count and key is not None and self.table.nodes[key].level in ("province", "city", "zone"):
                return key
        return None


@cache
def locator() -> Locator:
    """The locator over the shipped table, made once."""
    return Locator(regions(), read_yaml("region_names.yaml"))
