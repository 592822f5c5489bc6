"""What the projection asks about names, classes and places, without knowing how it is decided.

The graph imports nothing from :mod:`patnav.ingest`; the pipeline hands it a :class:`Linker`, made from the
shipped tables (:class:`patnav.ingest.linker.TableLinker`). A linker is pure: the same arguments always give the
same answer, so the graph stays a function of records, decisions and the tables of one version of PatNav.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = ["ClassLink", "IndustryNode", "Linker", "Mention", "PartyLink", "RegionNode"]


@dataclass(frozen=True, slots=True)
class PartyLink:
    """Who a name stands for.

    Attributes:
        key: Node key: ``org:huawei-technologies-co-ltd``, ``org:清华大学``; for a person ``person:jun-li``, which
            the projection completes with the person's context (``person:jun-li@org:...``), as a name alone
            does not make a person.
        type: ``Organization`` or ``Person``.
        name: Display name.
        name_zh: Chinese name, where known.
        name_en: English name, where known.
        kind: Kind of an organization, ``other`` where nothing tells; None for persons.
        country: ISO 3166-1 alpha-2, where known.
        region: Key of the finest region known, ``CN-310115``, ``US``; None where nothing tells.
        region_via: What told the region: ``address``, ``city``, ``province``, ``name``, ``table`` or ``country``.
        ids: Identifiers from open registers, ``ror:03cve4549``.
        parent: Key of the organization that this one is a part of, where the name or a table says so.
    """

    key: str
    type: str
    name: str
    name_zh: str | None = None
    name_en: str | None = None
    kind: str | None = None
    country: str | None = None
    region: str | None = None
    region_via: str | None = None
    ids: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class ClassLink:
    """Where a class symbol stands.

    Attributes:
        symbol: The symbol itself.
        level: ``section``, ``class``, ``subclass``, ``group`` or ``subgroup``.
        parents: The symbols above it, nearest first, up to the section: ``H01L21/00``, ``H01L``, ``H01``, ``H``.
        fields: WIPO technology fields, ``wipo35:8``; normally one, empty where the table knows none.
        industries: Industries by definition, ``key:ic``.
        worded: Industries that the symbol tells if one of their words stands in the text, see
            :meth:`Linker.industry_patterns`.
        economy: Classes of the national economy by concordance, ``nic:C3973``.
    """

    symbol: str
    level: str
    parents: tuple[str, ...]
    fields: tuple[str, ...]
    industries: tuple[str, ...]
    worded: tuple[str, ...] = ()
    economy: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegionNode:
    """A row of the shipped table of regions.

    Attributes:
        key: ``CN-310000``, ``YRD``, ``US``.
        name: English name.
        name_zh: Chinese name.
        level: ``country``, ``macro``, ``province``, ``city``, ``district`` or ``zone``.
        parents: Keys of the regions it lies in directly (a province may lie in its country and in a macro-region).
        lat: Latitude of its seat, degrees north.
        lng: Longitude of its seat, degrees east.
    """

    key: str
    name: str
    name_zh: str | None
    level: str
    parents: tuple[str, ...]
    lat: float | None = None
    lng: float | None = None


@dataclass(frozen=True, slots=True)
class IndustryNode:
    """A row of the shipped tables of industries.

    Attributes:
        key: ``wipo35:8``, ``key:ic``.
        name: English name, where there is one.
        name_zh: Chinese name.
        parent: Key of the industry (or sector) above it.
    """

    key: str
    name: str | None
    name_zh: str | None
    parent: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A person in one context, and what stands around the name in all records that name it so.

    Attributes:
        key: Key of the person: ``person:jun-li@alpha-co``.
        name: Name as printed.
        inventors: Names of co-inventors, as the first parts of their keys.
        applicants: Keys of organizations.
        classes: Subclasses of IPC or CPC.
        year: The first year.
    """

    key: str
    name: str
    inventors: Sequence[str] | None = None
    applicants: Sequence[str] | None = None
    classes: Sequence[str] | None = None
    year: int | None = None


class Linker(Protocol):
    """Names, classes and places to keys."""

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
        ...

    def names(self, key: str) -> tuple[str, ...]:
        """Names that the shipped table of organizations gives the one with this key; none where it has no such."""
        ...

    def joins(
        self,
        organizations: Iterable[tuple[str, str, str | None, Sequence[str] | None]],
        said: Iterable[tuple[str, str, str, int]] = (),
    ) -> list[tuple[str, str, str]]:
        """Which organizations are one under different names.

        Args:
            organizations: Key, name, country and regions of every organization that is named.
            said: What sources equate: a key, another name (for families another key), why, how often.

        Returns:
            Pairs of keys, the lesser first, and why they are one, in order; a function of the sets of both.
        """
        ...

    def people(self, mentions: Iterable[Mention]) -> list[tuple[str, str, str]]:
        """Which persons of like names are one.

        Args:
            mentions: All persons of the names in question.

        Returns:
            Pairs of keys, the lesser first, and why they are one, in order; what is said of one name depends on the
            mentions of that name alone.
        """
        ...

    def akin(self, chinese: str, latin: str) -> bool:
        """Whether a name in Chinese and one in Latin letters may be one body's, by the sound and sense of their words.

        Args:
            chinese: ``org:淮南煤化研究院``, a key, or a name.
            latin: ``org:huainan-coal-chemistry-institute``.
        """
        ...

    def tech_class(self, symbol: str) -> ClassLink:
        """Where a class symbol stands."""
        ...

    def legal_state(self, wording: str) -> str | None:
        """The state that a legal status stands for, one of :data:`patnav.graph.schema.LEGAL_STATES`, or None."""
        ...

    def region(self, name: str) -> str | None:
        """Key of the region with this name, in English or Chinese, or None."""
        ...

    def industry(self, name: str) -> str | None:
        """Key of the industry with this name or code, in English or Chinese, or None."""
        ...

    def industry_patterns(self) -> Mapping[str, str]:
        """By industry: a regular expression that text in small letters must match, beside a class symbol."""
        ...

    def regions(self) -> tuple[RegionNode, ...]:
        """All regions of the shipped table, parents before children."""
        ...

    def industries(self) -> tuple[IndustryNode, ...]:
        """All industries of the shipped tables, parents before children."""
        ...

    def class_titles(self) -> tuple[tuple[str, str, str], ...]:
        """Sections, classes and subclasses with a title: symbol, English title, Chinese title."""
        ...
