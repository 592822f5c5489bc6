"""A generated graph: patents with the shapes of real ones, written as PatNav's JSON Lines.

Citations attach preferentially, applicants follow a power law over several kinds and regions, class symbols
come from a home subclass and its neighbours, words from a Zipf vocabulary with words of the subclass among them; some
patents are Chinese, some are a second publication of their application, some filed jointly by a university and a firm,
some assigned or licensed. The same seed and number give the same bytes. Memory holds the citations' targets alone;
everything else streams.

Run ``python -m benchmarks.generate OUT.jsonl --patents 200000``.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from patnav.graph.model import (
    Article,
    Citation,
    Classification,
    Entity,
    Evidence,
    Extraction,
    Fact,
    LegalEvent,
    Mention,
    Party,
    PatentRecord,
    Text,
)
from patnav.ingest.classify.regions import regions
from patnav.ingest.patents.patnav_jsonl import to_json
from patnav.ingest.resolve.tables import read_rows

__all__ = ["World", "articles", "patents", "write"]

_HEADS = ("H01L", "G06N", "A61K", "C07K", "G06F", "C12N", "A61P", "G06T", "H04L", "G16H", "H01M", "B60L", "G01N")
"""Subclasses with the most patents; the rest follow in an order drawn by the seed."""

_KINDS = {"enterprise": 0.80, "university": 0.08, "research_institute": 0.07, "hospital": 0.03, "other": 0.02}
_ABROAD = ("US", "JP", "KR", "DE", "FR", "GB")
_FAVOURED = ("Shanghai", "Suzhou", "Nanjing", "Hangzhou", "Hefei", "Wuxi", "Shenzhen", "Beijing", "Wuhan", "Chengdu")
_SYLLABLES = [c + v for c in "bdfghjklmnprstvwz" for v in ("a", "e", "i", "o", "u", "an", "en", "or", "al")]
_HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 1500)]
_SUFFIXES = {
    "enterprise": (" Technology Co., Ltd.", "科技有限公司"),
    "university": (" University", "大学"),
    "research_institute": (" Research Institute", "研究院"),
    "hospital": (" Hospital", "医院"),
    "other": (" Partners", "中心"),
}


class Zipf:
    """Draws numbers below ``n``, the small ones most: rank r with weight 1 / (r + 1) ** s."""

    def __init__(self, n: int, s: float = 1.0) -> None:
        self.weights = list(accumulate((r + 1) ** -s for r in range(n)))
        self.range = range(n)

    def draw(self, rng: random.Random, k: int) -> list[int]:
        """``k`` numbers, repetition allowed."""
        return rng.choices(self.range, cum_weights=self.weights, k=k)


@dataclass(frozen=True, slots=True)
class Firm:
    """An organization that files."""

    party: Party
    kind: str
    staff: int


class World:
    """What patents are drawn from.

    Args:
        seed: Seed of everything.
        organizations: How many file.
    """

    def __init__(self, seed: int, organizations: int) -> None:
        rng = random.Random(seed)
        rows = {row["symbol"][:4] for row in read_rows("wipo35.csv")}
        rest = sorted(rows - set(_HEADS))
        rng.shuffle(rest)
        self.subclasses = [*_HEADS, *rest]
        self.subclass = Zipf(len(self.subclasses), 0.9)
        self.symbols = [_symbols(rng, head) for head in self.subclasses]
        self.symbol = [Zipf(len(symbols), 0.9) for symbols in self.symbols]
        self.words = _distinct(rng, _SYLLABLES, 30_000, (2, 4))
        self.word = Zipf(len(self.words))
        self.han = _distinct(rng, _HAN, 8_000, (2, 2))
        self.han_word = Zipf(len(self.han))
        self.topic = Zipf(400, 0.8)
        self.given = _distinct(rng, _SYLLABLES, 2_000, (2, 3))
        self.firms = _firms(rng, organizations)
        self.firm = Zipf(organizations, 0.85)
        self.universities = [firm for firm in self.firms if firm.kind == "university"]
        self.enterprises = [firm for firm in self.firms if firm.kind == "enterprise"]

    def title_and_abstract(self, rng: random.Random, home: int, chinese: bool) -> tuple[str, str]:
        """About 8 and 60 words; two in five are of the subclass."""
        words, zipf = (self.han, self.han_word) if chinese else (self.words, self.word)
        n = max(20, int(rng.gauss(60, 15))) + 8
        common = zipf.draw(rng, n)
        special = self.topic.draw(rng, n)
        drawn = [
            words[(home * 37 + s * 11) % len(words)] if rng.random() < 0.4 else words[c]
            for c, s in zip(common, special, strict=True)
        ]
        joint = "" if chinese else " "
        return joint.join(drawn[:8]), joint.join(drawn[8:])


def _symbols(rng: random.Random, head: str) -> list[str]:
    """Groups and subgroups of a subclass, the frequent ones first."""
    groups = [3, 7, 21, 23, 25, 31, 33, 47] if head == "H01L" else sorted(rng.sample(range(1, 60), 12))
    found = {f"{head}{rng.choice(groups)}/{rng.choice(('00', *map(str, range(10, 99))))}" for _ in range(160)}
    return rng.sample(sorted(found), len(found))


def _distinct(rng: random.Random, pieces: Sequence[str], n: int, lengths: tuple[int, int]) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < n:
        found["".join(rng.choices(pieces, k=rng.randint(*lengths)))] = None
    return list(found)


def _firms(rng: random.Random, n: int) -> list[Firm]:
    """Organizations, those that file most first, in Chinese cities and abroad."""
    table = regions()
    cities = [node for node in table.nodes.values() if node.level == "city"]
    favoured = [node for node in table.nodes.values() if node.level in ("city", "province") and node.name in _FAVOURED]
    firms = []
    for name in _distinct(rng, _SYLLABLES, n, (3, 4)):
        kind = rng.choices(list(_KINDS), list(_KINDS.values()))[0]
        if rng.random() < 0.35:
            party = Party(name.capitalize() + _SUFFIXES[kind][0], "organization", country=rng.choice(_ABROAD))
        else:
            city = rng.choice(favoured if rng.random() < 0.6 else cities)
            place, called = (city.name, name.capitalize() + _SUFFIXES[kind][0])
            if rng.random() < 0.5 and city.name_zh:
                place = city.name_zh
                called = place.removesuffix("市") + "".join(rng.choices(_HAN, k=3)) + _SUFFIXES[kind][1]
            party = Party(called, "organization", country="CN", city=place)
        firms.append(Firm(party, kind, 3 + int(rng.paretovariate(1.2))))
    return firms


def number(i: int) -> str:
    """Publication number of the patent with index ``i``."""
    return f"US{10_000_000 + i}B2" if i % 3 == 0 else f"CN{110_000_000 + i}A"


def patents(n: int, seed: int = 1, *, start: int = 0, organizations: int | None = None) -> Iterator[PatentRecord]:
    """Generated patents, in order of publication.

    Args:
        n: How many.
        seed: Seed; the same gives the same patents.
        start: Index of the first one to yield, to make a later file of the same graph.
        organizations: How many organizations file; one a ten patents unless said.
    """
    world = World(seed, organizations or max(20, (start + n) // 10))
    rng = random.Random(seed + 1)
    targets = array("I", [0])
    for i in range(start + n):
        cited = _cited(rng, i, targets)
        targets.extend(cited)
        targets.append(i)
        mixed = random.Random(seed * 1_000_003 + i)
        if i >= start:
            yield _patent(world, mixed, i, start + n, cited)


def _cited(rng: random.Random, i: int, targets: array[int]) -> set[int]:
    """Earlier patents: half by how often they were cited, the others recent ones."""
    cited = set()
    for _ in range(min(i, int(rng.expovariate(1 / 5.5)))):
        at = targets[int(rng.random() * len(targets))] if rng.random() < 0.5 else i - 1 - int(rng.expovariate(0.002))
        if 0 <= at < i:
            cited.add(at)
    return cited


def _patent(world: World, rng: random.Random, i: int, n: int, cited: set[int]) -> PatentRecord:
    publication = number(i)
    office, kind = publication[:2], "B2" if publication.endswith("B2") else "A"
    home = world.subclass.draw(rng, 1)[0]
    chinese = office == "CN" and rng.random() < 0.25
    title, abstract = world.title_and_abstract(rng, home, chinese)
    lang = "zh" if chinese else "en"
    year = 2004 + 21 * i // max(n, 1)
    applicants = _applicants(world, rng)
    classes = [Classification(symbol, "cpc", place == 0) for place, symbol in enumerate(_classes(world, rng, home))]
    lead = applicants[0]
    first = i - 3 if i % 50 == 3 else i
    return PatentRecord(
        publication=publication,
        office=office,
        number=publication[2 : -len(kind)],
        kind=kind,
        application=f"{office}{2004 + 21 * first // max(n, 1)}{10_000_000 + first}",
        type="invention",
        titles=(Text(title.capitalize(), lang),),
        abstracts=(Text(abstract, lang),),
        filing_date=f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        publication_date=f"{year + 1}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        applicants=tuple(firm.party for firm in applicants),
        inventors=tuple(_inventors(world, rng, lead)),
        classes=tuple(classes),
        citations=tuple(_citation(rng, c) for c in sorted(cited)),
        events=_events(world, rng, lead, year, i),
    )


def _citation(rng: random.Random, cited: int) -> Citation:
    """One in six is of a patent that no source describes, one in six lacks the kind code."""
    drawn, name = rng.random(), number(cited)
    if drawn < 1 / 6:
        name = f"US{rng.randint(5_000_000, 9_999_999)}{rng.choice(('', 'B1'))}"
    elif drawn < 1 / 3:
        name = name.removesuffix("A").removesuffix("B2")
    return Citation(name, rng.choice(("examiner", "applicant")))


def _applicants(world: World, rng: random.Random) -> list[Firm]:
    if rng.random() < 0.02:
        return [rng.choice(world.universities), rng.choice(world.enterprises)]
    return [world.firms[world.firm.draw(rng, 1)[0]]]


def _inventors(world: World, rng: random.Random, firm: Firm) -> list[Party]:
    """One to five of a firm's staff; who files much has more of it."""
    base = sum(map(ord, firm.party.name))
    staff = {int(firm.staff * 8 * rng.random() ** 2) for _ in range(rng.randint(1, 5))}
    names = [world.given[(base + 7 * s) % 2000] + " " + world.given[(base * 3 + s) % 2000] for s in sorted(staff)]
    return [Party(name.title(), "person") for name in names]


def _classes(world: World, rng: random.Random, home: int) -> list[str]:
    """Symbols of the home subclass and of its three neighbours, as subclasses that co-occur."""
    found: dict[str, None] = {}
    for _ in range(1 + min(14, int(rng.expovariate(1 / 6)))):
        at = home if rng.random() < 0.65 else (home + rng.choice((1, 5, 13))) % len(world.subclasses)
        found[world.symbols[at][world.symbol[at].draw(rng, 1)[0]]] = None
    return list(found)


def _events(world: World, rng: random.Random, firm: Firm, year: int, i: int) -> tuple[LegalEvent, ...]:
    if rng.random() >= 0.01:
        return ()
    type_ = rng.choice(("assignment", "license", "open_license"))
    giver = rng.choice(world.universities) if rng.random() < 0.5 else firm
    takers = () if type_ == "open_license" and rng.random() < 0.5 else (rng.choice(world.enterprises).party,)
    date = f"{year + 2}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    return (LegalEvent(type_, (giver.party,), takers, date, f"R{i}", rng.randint(1, 900) * 10_000.0, "CNY"),)


def articles(n: int, seed: int = 1) -> Iterator[Extraction]:
    """Generated articles as extracted: each states three figures of a region, and every other one a licence."""
    rng = random.Random(seed + 2)
    places = [node for node in regions().nodes.values() if node.level in ("province", "city")]
    names = _distinct(rng, _SYLLABLES, 400, (2, 4))
    for i in range(n):
        place, year = rng.choice(places), rng.randint(2015, 2025)
        text = f"{place.name} {year}: " + " ".join(rng.choices(names, k=150)) + f" ({i})."
        proof = Evidence(0, 80, text[:80])
        facts = [Fact("indicator", _indicator(rng, place.name, year, rng.choice(names)), proof, 0.9) for _ in range(3)]
        if i % 2:
            licensee = rng.choice(names).capitalize() + " Technology Co., Ltd."
            parties = {"licensor": [rng.choice(names).capitalize() + " University"], "licensee": [licensee]}
            facts.append(Fact("license", parties | {"patents": 3, "date": str(year)}, proof, 0.9))
        entity = Entity("Region", place.name, None, (Mention(0, len(place.name), place.name),))
        id_ = hashlib.sha256(text.encode()).hexdigest()
        article = Article(id_, text, "en", f"{place.name} in {year}", f"{year}-12-01", "Generated")
        yield Extraction(article, (entity,), tuple(facts), "generated/1")


def _indicator(rng: random.Random, region: str, year: int, word: str) -> dict[str, Any]:
    known = rng.choice(("patent_pledge_financing", "open_license_patents", "patents_granted", None))
    value = float(rng.randint(1, 10_000))
    return {"indicator": known, "label": known or word, "region": region, "value": value, "period": str(year)}


def write(path: Path, n: int, seed: int = 1, *, start: int = 0, organizations: int | None = None) -> None:
    """Write generated patents to a file; see :func:`patents`."""
    with path.open("wb") as file:
        for record in patents(n, seed, start=start, organizations=organizations):
            file.write(to_json(record) + b"\n")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.generate", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("output", type=Path)
    parser.add_argument("--patents", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0, help="leave out the patents before this index")
    chosen = parser.parse_args(arguments)
    write(chosen.output, chosen.patents, chosen.seed, start=chosen.start)


if __name__ == "__main__":
    main()
