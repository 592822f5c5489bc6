"""The parts that a text is read into, on the way from words to facts.

All offsets are code points of the text as it flows (:mod:`.flow`). Parts are mutable while the pipeline's components
work on them and are turned into the frozen records of :mod:`patnav.graph.model` at the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from patnav.ingest.extract.flow import UNMOVED, Flow

if TYPE_CHECKING:
    from patnav.ingest.extract.facts.draft import Draft

__all__ = ["Candidate", "Count", "Money", "Name", "Quantity", "Reading", "Sentence", "Share", "Thing", "When"]


@dataclass(slots=True, eq=False)
class Quantity:
    """A number in the text.

    Attributes:
        start: Offset of the first character, its modifier included.
        end: Offset after the last character.
        value: The number, in base units.
        modifier: ``over``, ``nearly``, ``about`` or None for an exact number.
        used: Whether a fact has taken it.
    """

    start: int
    end: int
    value: float
    modifier: str | None = None
    used: bool = False


@dataclass(slots=True, eq=False)
class Money(Quantity):
    """A sum of money.

    Attributes:
        currency: ISO 4217.
        yearly: Whether it is paid every year.
        bracketed: Whether it repeats the sum before it in another currency, in brackets.
    """

    currency: str = "CNY"
    yearly: bool = False
    bracketed: bool = False


@dataclass(slots=True, eq=False)
class Share(Quantity):
    """A percentage or fraction.

    Attributes:
        role: ``share`` (a part of a whole), ``change`` (a growth, signed), ``points`` (percentage points) or
            ``rate`` (an interest or tax rate).
    """

    role: str = "share"


@dataclass(slots=True, eq=False)
class Count(Quantity):
    """A number of things.

    Attributes:
        noun: What is counted, as the text names it.
        noun_start: Offset of the noun.
        noun_end: Offset after the noun.
        unit: Class of the counted thing in the vocabulary (``patent``, ``enterprise``, ``case``), None if unknown.
        part: Whether it counts a part of what was named before ("640 of them").
    """

    noun: str = ""
    noun_start: int = 0
    noun_end: int = 0
    unit: str | None = None
    part: bool = False


@dataclass(slots=True, eq=False)
class When:
    """A date or period.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last character.
        text: As written.
        iso: ISO date or period at the precision stated, None when it cannot be resolved.
        relative: Whether it was resolved against the date of publication.
        compared: Whether it is what something else is compared with ("than in 2022").
        as_of: Whether it is the day of a count ("by the end of 2024").
    """

    start: int
    end: int
    text: str
    iso: str | None
    relative: bool = False
    compared: bool = False
    as_of: bool = False


@dataclass(slots=True, eq=False)
class Candidate:
    """A stretch of text that may be a name; a component proposes it, :mod:`~.components.binding` decides.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last character.
        label: ``Organization``, ``Person``, ``Region``, ``Industry``, or empty for a proper name of unknown sort.
        name: Name without what the text adds to it ("Anhui province" is Anhui); the text itself when empty.
        kind: Kind of an organization, level of a region.
        rank: Where two overlap, the higher rank wins, then the longer.
    """

    start: int
    end: int
    label: str
    name: str = ""
    kind: str | None = None
    rank: int = 0


@dataclass(slots=True, eq=False)
class Thing:
    """An entity of the document, under its fullest name.

    Attributes:
        label: ``Organization``, ``Person``, ``Region`` or ``Industry``.
        name: Fullest name in the document.
        kind: Kind of an organization; level of a region.
        place: Region that the name itself begins with ("Suzhou Lanrui ...").
        aliases: Other spellings in the document.
    """

    label: str
    name: str
    kind: str | None = None
    place: str | None = None
    aliases: set[str] = field(default_factory=set)


@dataclass(slots=True, eq=False)
class Name:
    """A place in the text where a thing is named.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last character.
        text: As written.
        thing: What it stands for.
        form: ``name``, ``alias`` or ``reference`` (a pronoun or "the company").
        cue: How it hangs on its clause: ``subj``, ``obj``, ``to``, ``from``, ``by``, ``with``, ``poss``, ...
        owner: Whether it stands in the possessive.
        verb: Offset of the verb that governs it, -1 where none does.
        role: What the words beside it call it: ``licensor``, ``plaintiff``, ...
    """

    start: int
    end: int
    text: str
    thing: Thing
    form: str = "name"
    cue: str = ""
    owner: bool = False
    verb: int = -1
    role: str = ""


@dataclass(slots=True, eq=False)
class Sentence:
    """One sentence and what stands in it.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last character.
        paragraph: Index of its paragraph.
        headline: Whether it is the article's headline.
        silent: Whether it states nothing (a comment form, a byline, a menu).
        names: Names and references, in order.
        money: Sums of money.
        shares: Percentages and fractions.
        counts: Counts of things.
        dates: Dates and periods.
        subjects: Who does what: names by the offset of the verb they are the subject of.
        topic: The first thing that it names.
        region: The region that its statements are about.
        frame: The period that it or the text before it reports on.
    """

    start: int
    end: int
    paragraph: int
    headline: bool = False
    silent: bool = False
    names: list[Name] = field(default_factory=list)
    money: list[Money] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    dates: list[When] = field(default_factory=list)
    subjects: dict[int, list[Name]] = field(default_factory=dict)
    topic: Thing | None = None
    region: Thing | None = None
    frame: When | None = None

    def pieces(self, text: str) -> Iterator[Sentence]:
        """The sentence in all the pieces that semicolons part."""
        at = self.start
        for stop in [self.start + match.end() for match in re.finditer("[；;]", text[self.start : self.end])]:
            yield self._piece(at, stop)
            at = stop
        yield self if at == self.start else self._piece(at, self.end)

    def clauses(self, text: str) -> Iterator[Sentence]:
        """The sentence in pieces that semicolons part, each naming an organization; itself where it is of one piece."""
        stops = [self.start + match.end() for match in re.finditer("[；;]", text[self.start : self.end])]
        named = [name.start for name in self.names if name.thing.label == "Organization" and name.form != "reference"]
        named += [self.start + match.start() for match in re.finditer("一[家名所]|某", text[self.start : self.end])]
        at = self.start
        for stop, following in zip(stops, [*stops, self.end][1:], strict=True):
            if any(at <= start < stop for start in named) and any(stop <= start < following for start in named):
                yield self._piece(at, stop)
                at = stop
        yield self if at == self.start else self._piece(at, self.end)

    def _piece(self, start: int, end: int) -> Sentence:
        kept: dict[str, Any] = {
            key: [part for part in getattr(self, key) if start <= part.start < end]
            for key in ("names", "money", "shares", "counts", "dates")
        }
        subjects = {at: names for at, names in self.subjects.items() if start <= at < end}
        return replace(self, start=start, end=end, subjects=subjects, **kept)


@dataclass(slots=True)
class Reading:
    """A whole article while it is read.

    Attributes:
        text: The text as it flows, with quotes, dashes and full-width characters made plain; once names are bound, also
            without the stops inside names and numbers.
        source: The same characters as the article has them.
        lang: ``en`` or ``zh``.
        published: ISO date of publication.
        parties: What the article calls plaintiff, defendant, issuer and the like.
        nations: Countries that organizations are said to come from, by identity.
        folded: The text in plain typography, stops and all.
        weights: How often things are named, by identity; empty until asked for.
        denied: Indices of sentences with a deal that is denied, planned or merely possible.
        flow: Where the characters stand in the article.
    """

    text: str
    source: str
    lang: str
    published: str | None
    sentences: list[Sentence] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    parties: dict[str, list[Thing]] = field(default_factory=dict)
    nations: dict[int, str] = field(default_factory=dict)
    denied: set[int] = field(default_factory=set)
    weights: Counter[int] = field(default_factory=Counter)
    folded: str = ""
    flow: Flow = UNMOVED
