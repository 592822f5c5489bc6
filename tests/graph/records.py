"""Small records for tests: few names, classes and numbers, so that records meet."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from hypothesis import strategies as st

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
from patnav.graph.records import Kept, content_hash

NAMES = ("Alpha Co", "Beta University", "Beta University 2", "Gamma Ltd", "Gamma Ltd Lab", "Delta Inc")
NUMBERS = (*(f"CN10000000{i}A" for i in range(5)), "CN100000001B", "US7000001B2")
CITED = (*NUMBERS, "US7000001", "CN100000001", "EP1000000A1")


def patent(publication: str = "CN100000001A", **fields: Any) -> PatentRecord:
    """A record of a patent; whatever is not given is empty."""
    office, number, kind = re.fullmatch(r"([A-Z]{2})(\d+)(.*)", publication).groups()  # type: ignore[union-attr]
    return PatentRecord(publication, office, number, kind, **fields)


def kept(record: PatentRecord | Extraction, source: str = "a", name: str | None = None, row: int = 1) -> Kept:
    """A record as a source keeps it."""
    own = record.publication if isinstance(record, PatentRecord) else record.article.id
    return Kept(source, name or own, f"row {row}", content_hash(record), record)


def article(text: str, facts: tuple[Fact, ...] = (), entities: tuple[Entity, ...] = (), **fields: Any) -> Extraction:
    """An article that states some facts."""
    id_ = hashlib.sha256(text.encode()).hexdigest()
    return Extraction(Article(id_, text, "en", **fields), entities, facts, "test/1")


def fact(type_: str, text: str, quote: str, **fields: Any) -> Fact:
    """A fact stated by the first place in the text that reads like the quote."""
    start = text.index(quote)
    return Fact(type_, fields, Evidence(start, start + len(quote), quote), 0.9)


parties = st.builds(
    Party,
    st.sampled_from(NAMES),
    st.sampled_from(("organization", None)),
    st.just(()),
    st.sampled_from(("CN", "US", None)),
    st.none(),
    st.sampled_from(("Shanghai", "Hangzhou", None)),
)
people = st.builds(Party, st.sampled_from(("Li Jun", "Ann Lee")), st.just("person"))
events = st.builds(
    LegalEvent,
    st.sampled_from(("assignment", "license", "pledge")),
    st.tuples(parties),
    st.tuples(parties),
    st.sampled_from(("2020-01-02", None)),
)


def _tuples(items: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, max_size=most).map(tuple)


patents = st.builds(
    patent,
    st.sampled_from(NUMBERS),
    application=st.sampled_from(("CN2020100001", "CN2020100002", None)),
    titles=_tuples(
        st.builds(Text, st.sampled_from(("A chip", "一种芯片", "A drug")), st.sampled_from(("en", "zh"))), 1
    ),
    filing_date=st.sampled_from(("2019-05-06", "2020-01-01", None)),
    applicants=_tuples(parties),
    owners=_tuples(parties, 1),
    inventors=_tuples(people),
    classes=_tuples(
        st.builds(
            Classification, st.sampled_from(("H01L21/00", "H01L21/768", "G06N3/08")), st.sampled_from(("ipc", "cpc"))
        )
    ),
    citations=_tuples(st.builds(Citation, st.sampled_from(CITED), st.sampled_from(("examiner", "unknown")))),
    family=_tuples(st.sampled_from(CITED)),
    extended_family=_tuples(st.sampled_from(CITED)),
    priorities=_tuples(st.sampled_from(("CN2020100001", "CN2020100002", "US16000001"))),
    events=_tuples(events, 1),
    industries=_tuples(st.sampled_from(("nic:C3973", "sei:1.2")), 1),
)

_TEXT = "Beta University licensed three patents to Alpha Co in Shanghai. Pledges reached 5 million yuan."
_FACTS = (
    fact("license", _TEXT, "Beta University licensed", licensor=["Beta University"], licensee=["Alpha Co"], patents=3),
    fact("located_in", _TEXT, "Alpha Co in Shanghai", subject="Alpha Co", object="Shanghai"),
    fact(
        "indicator",
        _TEXT,
        "Pledges reached",
        indicator="patent_pledge_financing",
        region="Shanghai",
        value=5e6,
        unit="CNY",
    ),
    *(
        fact("license", _TEXT, "Beta University licensed", licensor=["Beta University"], **terms)
        for terms in (
            {"licensee": ["Alpha Co"], "amount": 5e6, "currency": "CNY", "date": "2024-11-05"},
            {"licensee": ["Alpha Co"], "amount": 5e6, "currency": "CNY", "date": "2024-11"},
            {"licensee": ["Alpha Co"], "amount": 6e6, "currency": "CNY", "date": "2024-11-05"},
            {"licensee": ["阿尔法公司"], "amount": 5e6, "currency": "CNY", "date": "2024"},
            {"licensee": [], "amount": 5e6, "currency": "CNY", "date": "2024-12"},
        )
    ),
    *(
        fact("indicator", _TEXT, "Pledges reached", indicator="patent_pledge_financing", region="Shanghai", **said)
        for said in (
            {"value": 5_123_000, "unit": "CNY", "period": "2024"},
            {"value": 5_123_000, "unit": "CNY", "change": 0.5},
            {"value": 6e6, "unit": "CNY", "period": "2024"},
        )
    ),
    fact("role", _TEXT, "Alpha Co", person="Ann Lee", organization="Alpha Co", title="head"),
    fact("part_of", _TEXT, "Alpha Co", subject="Alpha Co", object="Gamma Ltd"),
)
_ENTITIES = (
    Entity("Organization", "Beta University", "university", (Mention(0, 15, "Beta University"),)),
    Entity("Person", "Ann Lee"),
    Entity("Region", "Erehwon", None, (Mention(5, 9, "Univ"),)),
)
articles = st.builds(
    lambda facts, entities, tail, day: article(_TEXT + tail, tuple(facts), tuple(entities), published=day),
    st.sets(st.integers(0, len(_FACTS) - 1)).map(lambda chosen: [_FACTS[i] for i in sorted(chosen)]),
    st.sets(st.integers(0, len(_ENTITIES) - 1)).map(lambda chosen: [_ENTITIES[i] for i in sorted(chosen)]),
    st.sampled_from(("", " More.", " Still more.")),
    st.sampled_from(("2024-01-02", "2024-12-30", None)),
)
