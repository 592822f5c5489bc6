"""The table of regions: countries, macro-regions, provinces, cities, districts, development zones.

The table is made by :mod:`patnav.resources.make_regions` from the division codes of China (GB/T 2260) and ISO 3166-1.
Keys are ``US``, ``YRD``, ``CN-310000``, ``CN-310115``, ``CN-320500-sip``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from patnav.graph.links import RegionNode
from patnav.ingest.resolve.tables import read_rows, read_yaml

__all__ = ["DEPTH", "Regions", "fold", "is_han", "regions", "short_zh"]

DEPTH = {"macro": 0, "country": 1, "province": 2, "city": 3, "district": 4, "zone": 5}

_PEOPLES = (
    "(?:(?:壮|藏|回|苗|侗|彝|土家|布依|朝鲜|傣|景颇|傈僳|白|哈尼|羌|满|瑶|畲|黎|佤|拉祜|布朗|独龙|怒|普米|纳西|水|仡佬|仫佬|"
    "毛南|达斡尔|鄂温克|鄂伦春|锡伯|裕固|保安|东乡|撒拉|土|各|蒙古|哈萨克)族|维吾尔|哈萨克|蒙古|柯尔克孜|塔吉克)"
)
_RANKS_ZH = tuple(
    re.compile(f"{rank}$")
    for rank in (f"{_PEOPLES}*自治[区州县旗]", "族?自治[区州县旗]", "特别行政区|新区|地区|林区|特区", "[省市盟区县旗]")
)
_RANK_EN = re.compile(
    r"\s+(municipality|province|prefecture|city|districts?|county|autonomous (?:region|prefecture|county|banner)|"
    r"(?:uygur|hui|zhuang|uyghur)(?: autonomous region)?|special administrative region|sar|new area|region|"
    r"shi|sheng|qu|xian)$"
)
_LEVELS_EN = {
    "municipality": ("province", "city"),
    "province": ("province",),
    "sheng": ("province",),
    "prefecture": ("city",),
    "city": ("province", "city", "district"),
    "shi": ("province", "city", "district"),
    "district": ("district", "zone"),
    "qu": ("district", "zone"),
    "xian": ("district",),
    "county": ("district",),
    "new area": ("district", "zone"),
}


def is_han(text: str) -> bool:
    """Whether ``text`` is written in Chinese characters at all."""
    return any("一" <= character <= "鿿" for character in text)


def short_zh(name: str) -> str:
    """A Chinese place name without its rank: ``苏州市`` gives ``苏州``, ``恩施土家族苗族自治州`` gives ``恩施``."""
    for rank in _RANKS_ZH:
        rest = rank.sub("", name)
        if rest != name and len(rest) > 1:
            return rest
    return name


@lru_cache(maxsize=1 << 14)
def fold(name: str) -> str:
    """An English place name as the index holds it: case, diacritics, apostrophes and spacing do not count."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[-/]", " ", re.sub(r"['’‘`.]", "", plain)).split())


class Regions:
    """The regions by key and by name."""

    def __init__(self, rows: Iterable[dict[str, str]], preferred: dict[str, str]) -> None:
        self.nodes: dict[str, RegionNode] = {}
        self.names_zh: dict[str, list[str]] = {}
        self.names_en: dict[str, list[str]] = {}
        self.nested: dict[tuple[str, str], list[str]] = {}
        self._found: dict[str, str | None] = {}
        self.preferred = {fold(name): key for name, key in preferred.items()}
        for row in rows:
            self._add(row)
        self.children: dict[str, list[str]] = {}
        for node in self.nodes.values():
            for parent in node.parents:
                self.children.setdefault(parent, []).append(node.key)

    def _add(self, row: dict[str, str]) -> None:
        level = row.get("level") or ("province" if row["parents"] else "country")
        lat, lng = row.get("lat"), row.get("lng")
        key = row["key"]
        parents = tuple(row["parents"].split("|")) if row["parents"] else ()
        self.nodes[key] = RegionNode(
            key, row["name"], row["name_zh"], level, parents, float(lat) if lat else None, float(lng) if lng else None
        )
        aliases = row["aliases"].split("|") if row["aliases"] else []
        free = [alias for alias in aliases if not alias.startswith("+")]
        for name in {row["name_zh"], short_zh(row["name_zh"]), *filter(is_han, free)}:
            self.names_zh.setdefault(name, []).append(key)
        english = {fold(name) for name in (row["name"], *(alias for alias in free if not is_han(alias)))}
        for folded in english | {_RANK_EN.sub("", name) for name in english}:
            self.names_en.setdefault(folded, []).append(key)
        for alias in aliases:
            if alias.startswith("+"):
                for above in {*parents, *(grand for parent in parents for grand in self.nodes[parent].parents)}:
                    self.nested.setdefault((above, alias[1:]), []).append(key)

    def inside(self, key: str, above: str) -> bool:
        """Whether ``key`` is ``above`` or lies in it, at any depth."""
        return key == above or any(self.inside(parent, above) for parent in self.nodes[key].parents)

    def depth(self, key: str) -> int:
        """How fine a region is: 0 for macro-regions and 1 for countries, to 5 for zones."""
        return DEPTH[self.nodes[key].level]

    def choose(self, keys: Iterable[str], name: str = "") -> str | None:
        """The one region meant among those of one name: the stated preference, else the coarsest if alone."""
        keys = list(dict.fromkeys(keys))
        if len(keys) < 2:
            return keys[0] if keys else None
        wanted = self.preferred.get(fold(name)) or self.preferred.get(_RANK_EN.sub("", fold(name)))
        if wanted in keys:
            return wanted
        ranks = sorted(keys, key=lambda key: self.depth(key) or 1.5)
        return None if self.depth(ranks[0]) == self.depth(ranks[1]) else ranks[0]

    def candidates(self, name: str) -> list[str]:
        """All regions that bear this name, in either language, of the level that the name itself states."""
        name = unicodedata.normalize("NFKC", name).strip()
        if is_han(name):
            return self.names_zh.get(name, [])
        folded = fold(name)
        if folded in self.names_en and not (rank := _RANK_EN.search(folded)):
            return self.names_en[folded]
        rank = _RANK_EN.search(folded)
        if rank is None:
            return []
        bare = folded[: rank.start()]
        levels = _LEVELS_EN.get(rank.group(1).rstrip("s"), ("province", "city", "district", "macro"))
        exact = self.names_en.get(folded, [])
        return exact or [key for key in self.names_en.get(bare, ()) if self.nodes[key].level in levels]

    def find(self, name: str) -> str | None:
        """Key of the region with this name, or None where none or several bear it.

        ``Suzhou, Jiangsu`` and ``江苏省苏州市`` name the inner one. A code or key names itself.

        Examples:
            >>> regions().find("Jiangning district"), regions().find("上海市"), regions().find("Suzhou")
            ('CN-320115', 'CN-310000', 'CN-320500')
        """
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def _find(self, name: str) -> str | None:
        name = name.strip()
        if name in self.nodes:
            return name
        if (code := f"CN-{name}") in self.nodes:
            return code
        whole = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
        if found := self.choose(self.candidates(whole), whole):
            return found
        parts = [part for part in re.split(r"\s*[,，]\s*", whole) if part]
        if len(parts) > 1 and (above := self.find(", ".join(parts[1:]))):
            return self.choose((key for key in self.candidates(parts[0]) if self.inside(key, above)), parts[0])
        return self._find_compound(name) if is_han(name) else None

    def _find_compound(self, name: str) -> str | None:
        """``江苏省苏州市``: an inner name that follows the name of a region around it."""
        for cut in range(len(name) - 2, 1, -1):
            outer = self.names_zh.get(name[:cut], ())
            inner = name[cut:]
            keys = [key for key in self.names_zh.get(inner, ()) if any(self.inside(key, above) for above in outer)]
            keys += [key for above in outer for key in self.nested.get((above, inner), ())]
            if found := self.choose(keys):
                return found
        return None

    def country(self, code: str | None) -> str | None:
        """ISO 3166-1 code of a country given as code, name or old USPTO code (``JPX``); None where it is no country."""
        if not code:
            return None
        text = code.strip()
        upper = {"UK": "GB", "EL": "GR", "SU": "RU"}.get(text.upper(), text.upper())
        if len(upper) == 3 and upper.endswith("X") and fold(text) not in self.names_en:
            upper = upper[:2]
        if upper in self.nodes and len(upper) == 2:
            return upper
        found = self.find(text) if len(text) > 2 or is_han(text) else None
        return found if found and len(found) == 2 else None


@cache
def regions() -> Regions:
    """The shipped table, read once; parents stand before children."""
    countries = read_rows("countries.csv")
    first = [row for row in countries if not row["parents"]]
    rest = [row for row in countries if row["parents"]]
    china = read_rows("regions.csv")
    macros = [row for row in china if row["level"] == "macro"]
    others = sorted((row for row in china if row["level"] != "macro"), key=lambda row: DEPTH[row["level"]])
    return Regions([*first, *macros, *rest, *others], read_yaml("region_names.yaml")["preferred"])
