"""The shipped tables as a :class:`patnav.graph.links.Linker`: names, classes and places to keys.

Nothing here guesses: a name is the body that the table of organizations lists under it, or itself. Merging names
that the tables do not equate is a recorded decision and happens elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from patnav.graph.links import ClassLink, IndustryNode, Mention, PartyLink, RegionNode
from patnav.ingest.classify import industries, legal, nic, symbols, wipo35
from patnav.ingest.classify.places import locator
from patnav.ingest.classify.regions import is_han, regions
from patnav.ingest.resolve.aliases import Body, aliases
from patnav.ingest.resolve.cluster import Clusters
from patnav.ingest.resolve.equated import equated
from patnav.ingest.resolve.kind import kind_by_words
from patnav.ingest.resolve.normalise import organization_key, person_key
from patnav.ingest.resolve.people import join_mentions
from patnav.ingest.resolve.persons import is_person
from patnav.ingest.resolve.translate import akin
from patnav.ingest.resolve.units import parent_key

__all__ = ["TableLinker"]


_NAMES = 12
"""Names that a body gets from the table; the longest rows are lists of former names."""


class TableLinker:
    """Answers by the tables in :mod:`patnav.resources`, which are read once, at the first question.

    Examples:
        >>> link = TableLinker().party("UNIV TSINGHUA", country="CN")
        >>> link.key, link.kind, link.region
        ('org:tsinghua-university', 'university', 'CN-110000')
    """

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
        """Who ``name`` is; ``kind`` is ``organization`` or ``person`` where the source says."""
        home = regions().country(country)
        body = aliases().find(name, home) if kind != "person" else None
        if body is not None:
            return _listed(name, body, country, province, city, address)
        if kind == "person" or (kind is None and is_person(name)):
            region, via = locator().locate(country, province, city, address)
            key = person_key(name)
            return PartyLink(key, "Person", name, *_names(name), country=home, region=region, region_via=via)
        region, via = _place(name, country, province, city, address)
        return PartyLink(
            organization_key(name),
            "Organization",
            name,
            *_names(name),
            kind=kind_by_words(name) or "other",
            country=home or _country_of(region),
            region=region,
            region_via=via,
            parent=parent_key(name),
        )

    def names(self, key: str) -> tuple[str, ...]:
        """The names of the shipped table for a body: the first of its row, in its order."""
        return aliases().names.get(key, ())[:_NAMES]

    def joins(
        self,
        organizations: Iterable[tuple[str, str, str | None, Sequence[str] | None]],
        said: Iterable[tuple[str, str, str, int]] = (),
    ) -> list[tuple[str, str, str]]:
        """Which organizations are one under different names; see :mod:`patnav.ingest.resolve.cluster`."""
        clusters = Clusters()
        keys = set()
        for key, name, country, places in organizations:
            keys.add(key)
            cities = {city for place in places or () if (city := _city(place))}
            city = cities.pop() if len(cities) == 1 else None
            clusters.add([{"id": key, "name": name, "country": country, "city": city}])
        clusters.equate(equated(said, keys))
        return sorted(clusters.pairs())

    def people(self, mentions: Iterable[Mention]) -> list[tuple[str, str, str]]:
        """Which persons of like names are one; see :mod:`patnav.ingest.resolve.people`."""
        return sorted(join_mentions(mentions))

    @staticmethod
    def akin(chinese: str, latin: str) -> bool:
        """Whether a Chinese and a Latin name may be one body's; see :func:`patnav.ingest.resolve.translate.akin`."""
        return akin(chinese.partition(":")[2] or chinese, (latin.partition(":")[2] or latin).replace("-", " "))

    @staticmethod
    @lru_cache(maxsize=1 << 16)
    def _tech_class(symbol: str) -> ClassLink:
        field = wipo35.field(symbol)
        return ClassLink(
            symbol,
            symbols.level(symbol),
            symbols.parents(symbol),
            (field,) if field else (),
            industries.industries_of(symbol),
            industries.worded_of(symbol),
            nic.codes(symbol),
        )

    def tech_class(self, symbol: str) -> ClassLink:
        """Where a class symbol stands."""
        return self._tech_class(symbol)

    def legal_state(self, wording: str) -> str | None:
        """The state that a legal status stands for, one of :data:`patnav.graph.schema.LEGAL_STATES`, or None."""
        return legal.legal_state(wording)

    def region(self, name: str) -> str | None:
        """Key of the region with this name, in English or Chinese, or None."""
        return regions().find(name)

    def industry(self, name: str) -> str | None:
        """Key of the industry with this name or code, in English or Chinese, or None."""
        return industries.find(name)

    def industry_patterns(self) -> Mapping[str, str]:
        """By industry: a regular expression that text in small letters must match, beside a class symbol."""
        return industries.patterns()

    def regions(self) -> tuple[RegionNode, ...]:
        """All regions of the shipped table, parents before children."""
        return tuple(regions().nodes.values())

    def industries(self) -> tuple[IndustryNode, ...]:
        """All industries of the shipped tables, parents before children."""
        return industries.nodes()

    def class_titles(self) -> tuple[tuple[str, str, str], ...]:
        """Sections, classes and subclasses with a title: symbol, English title, Chinese title."""
        return symbols.titles()


def _names(name: str) -> tuple[str | None, str | None]:
    """The name as Chinese name and as English name, by the script it is written in."""
    if is_han(name) and not any("぀" <= c <= "ヿ" for c in name):
        return name, None
    return None, name if name.isascii() else None


def _listed(
    name: str, body: Body, country: str | None, province: str | None, city: str | None, address: str | None
) -> PartyLink:
    """A body of the table, at its seat unless the source places it more finely in the same region."""
    region, via = locator().locate(country, province, city, address)
    if region is None or not regions().inside(region, body.region):
        region, via = body.region, "table"
    return PartyLink(
        body.key,
        "Organization",
        body.name_en or body.name_zh or name,
        body.name_zh or None,
        body.name_en or None,
        body.kind,
        body.country,
        region,
        via,
        body.ids,
        parent_key(name),
    )


def _place(
    name: str, country: str | None, province: str | None, city: str | None, address: str | None
) -> tuple[str | None, str | None]:
    """Where an unlisted body is: by the source, by its name, or at the seat of the listed one it belongs to."""
    region, via = locator().locate(country, province, city, address, name)
    if via in ("address", "city", "province") or not is_han(name) or (region is not None and region != "CN"):
        return region, via
    if (head := aliases().head(name)) is not None and (body := head[0]).country == "CN" and body.kind in _WITH_UNITS:
        return body.region, "table"
    return region, via


_WITH_UNITS = frozenset({"university", "research_institute", "hospital"})


def _city(region: str) -> str | None:
    """The city that a region is or lies in; None for provinces and countries."""
    node = regions().nodes.get(region)
    while node is not None and node.level in ("district", "zone"):
        node = regions().nodes.get(node.parents[0]) if node.parents else None
    return node.key if node is not None and (node.level == "city" or node.key in _MUNICIPALITIES) else None


_MUNICIPALITIES = frozenset({"CN-110000", "CN-120000", "CN-310000", "CN-500000"})


def _country_of(region: str | None) -> str | None:
    """The country that a region lies in."""
    if region is None or len(region) == 2:
        return region
    return "CN" if region.startswith("CN-") else None
