"""A small linker for tests of the graph alone: it knows what its tables below say, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from patnav.graph.links import ClassLink, IndustryNode, Mention, PartyLink, RegionNode

REGIONS = (
    RegionNode("CN", "China", "中国", "country", ()),
    RegionNode("US", "United States", "美国", "country", ()),
    RegionNode("YRD", "Yangtze River Delta", "长三角", "macro", ("CN",)),
    RegionNode("CN-310000", "Shanghai", "上海市", "province", ("CN", "YRD"), 31.23, 121.47),
    RegionNode("CN-330000", "Zhejiang", "浙江省", "province", ("CN", "YRD"), 30.27, 120.15),
    RegionNode("CN-330100", "Hangzhou", "杭州市", "city", ("CN-330000",), 30.27, 120.15),
)
INDUSTRIES = (
    IndustryNode("wipo35:electrical", "Electrical engineering", "电气工程", None),
    IndustryNode("wipo35:8", "Semiconductors", "半导体", "wipo35:electrical"),
    IndustryNode("wipo35:6", "Computer technology", "计算机技术", "wipo35:electrical"),
    IndustryNode("key:ic", "Integrated circuits", "集成电路", None),
)


def slug(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.lower()).strip("-") or "x"


class SmallLinker:
    def party(
        self,
        name: str,
        *,
        kind: str | None = None,
        country: str | None = None,
        province: str | None = None,
        city: str | None = None,
        address: str | None = None,
    ) -> PartyLink:
        if kind == "person":
            return PartyLink("person:" + slug(name), "Person", name)
        place, via = self.region(city or ""), "city"
        if place is None:
            place, via = self.region(province or ""), "province"
        if place is None and country in ("CN", "US"):
            place, via = country, "country"
        role = "university" if "univ" in name.lower() or "大学" in name else "enterprise"
        whole = "org:" + slug(name.removesuffix(" Lab")) if name.endswith(" Lab") else None
        key, seen = "org:" + slug(name), place and via
        return PartyLink(key, "Organization", name, None, name, role, country, place, seen, parent=whole)

    def names(self, key: str) -> tuple[str, ...]:
        return ("HH", "Huahong Ltd") if key == "org:huahong" else ()

    def people(self, mentions: Iterable[Mention]) -> list[tuple[str, str, str]]:
        """Persons of one name who share a co-inventor are one."""
        first: dict[tuple[str, str], str] = {}
        found = set()
        for mention in sorted(mentions, key=lambda one: one.key):
            for other in mention.inventors or ():
                low = first.setdefault((mention.name, other), mention.key)
                if low != mention.key:
                    found.add((low, mention.key, "co-inventor"))
        return sorted(found)

    def joins(
        self,
        organizations: Iterable[tuple[str, str, str | None, Sequence[str] | None]],
        said: Iterable[tuple[str, str, str, int]] = (),
    ) -> list[tuple[str, str, str]]:
        """A name with a number after it is the same name without: ``Acme 2`` is ``Acme``."""
        groups: dict[str, list[str]] = {}
        for key, name, *_ in organizations:
            groups.setdefault(re.sub(r"\W*\d+$", "", name), []).append(key)
        return sorted((min(keys), key, "number") for keys in groups.values() for key in keys if key != min(keys))

    def akin(self, chinese: str, latin: str) -> bool:
        """Delta and 德尔塔, whatever follows."""
        return "德尔塔" in chinese and "delta" in latin

    def tech_class(self, symbol: str) -> ClassLink:
        parents = [symbol.split("/")[0] + "/00"] if "/" in symbol and not symbol.endswith("/00") else []
        parents += [symbol[:n] for n in (4, 3, 1) if len(symbol) > n]
        field = {"H01L": "wipo35:8", "G06N": "wipo35:6"}.get(symbol[:4])
        level = {1: "section", 3: "class", 4: "subclass"}.get(len(symbol), "subgroup" if len(parents) == 4 else "group")
        return ClassLink(
            symbol, level, tuple(parents), (field,) if field else (), ("key:ic",) if symbol.startswith("H01L") else ()
        )

    def region(self, name: str) -> str | None:
        return next((r.key for r in REGIONS if name.lower() in (r.name.lower(), r.name_zh, r.key.lower())), None)

    def legal_state(self, wording: str) -> str | None:
        return {"granted": "in_force", "filed": "pending"}.get(wording)

    def industry(self, name: str) -> str | None:
        return next((i.key for i in INDUSTRIES if name.lower() in (i.name.lower(), i.name_zh, i.key)), None)

    def industry_patterns(self) -> Mapping[str, str]:
        return {}

    def regions(self) -> tuple[RegionNode, ...]:
        return REGIONS

    def industries(self) -> tuple[IndustryNode, ...]:
        return INDUSTRIES

    def class_titles(self) -> tuple[tuple[str, str, str], ...]:
        return (("H", "Electricity", "电学"), ("H01L", "Semiconductor devices", "半导体器件"))
