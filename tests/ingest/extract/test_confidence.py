"""Confidence: what a fact looks like, what follows from it, and what is left out."""

from __future__ import annotations

import pytest

from patnav.graph.model import Extraction, Fact
from patnav.ingest.extract.components import confidence
from patnav.ingest.extract.components.confidence import likely
from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.traits import traits
from patnav.ingest.extract.parts import Count, Name, Reading, Sentence, Thing, When
from patnav.ingest.extract.pipeline import extract, pipeline
from patnav.ingest.news.text import article_of

WHOLE = "Songhua University licensed nine patents to Beilun Castings Co., Ltd. for CNY 3 million in May 2024."
BARE = "Songhua University licensed patents."
VAGUE = "Notes\n\nAnd 37 institutes put up 2,210 patents for open licensing, 930 of which cost nothing at all."


@pytest.fixture
def reading() -> Reading:
    """A university and two firms in one sentence, with a date and a count."""
    text = "Alpha University and Beta Ltd. met Gamma Ltd. in May 2024 over 9 patents."
    things = [Thing("Organization", name) for name in ("Alpha University", "Beta Ltd.", "Gamma Ltd.")]
    things[0].kind = "university"
    names = [Name(at := text.index(one.name), at + len(one.name), one.name, one) for one in things]
    names[1].form = "reference"
    sentence = Sentence(0, len(text), 0, names=names)
    sentence.dates = [When(text.index("May"), text.index(" over"), "May 2024", "2024-05")]
    sentence.counts = [Count(text.index("9"), text.index("9") + 1, 9.0)]
    return Reading(text, text, "en", None, sentences=[sentence], things=things, folded=text)


def test_traits_tell_what_is_taken_and_what_is_left(reading: Reading) -> None:
    alpha, beta, _ = reading.things
    draft = Draft("license", {"licensor": [alpha], "licensee": [beta]}, 0, len(reading.text), 0, 0.9)
    (seen,) = traits(reading, [draft])
    assert seen["organizations"] == 3
    assert seen["organizations left"] == seen["license: organizations left"] == 1
    assert seen["counts left"] == seen["dates left"] == seen["license without a date"] == 1
    assert seen["license: party of kind university"] == 1
    assert seen["parties referred to"] == 1
    assert "parties elsewhere" not in seen
    draft.fields |= {"date": "2024-05", "patents": 9.0}
    (taken,) = traits(reading, [draft])
    assert taken["license has patents"] == 1
    assert not {"counts left", "dates left", "license without a date", "numbers elsewhere"} & taken.keys()


def test_traits_tell_what_stands_elsewhere(reading: Reading) -> None:
    delta = Thing("Organization", "Delta Ltd.")
    draft = Draft("license", {"licensor": [delta], "patents": 12.0, "date": "2023"}, 0, len(reading.text), 0)
    other = Draft("license", {"licensee": [delta]}, 0, len(reading.text), 0)
    seen, _ = traits(reading, [draft, other])
    assert seen["parties elsewhere"] == seen["numbers elsewhere"] == seen["date elsewhere"] == 1
    assert seen["facts of its type beside it"] == seen["license beside license"] == 1


def test_numbers_know_whether_their_own_does_something(reading: Reading) -> None:
    draft = Draft("indicator", {"value": 9.0, "organization": "Alpha University"}, 0, len(reading.text), 0)
    (seen,) = traits(reading, [draft])
    assert seen["a number of organization"] == 1
    assert "a number of organization that acts" not in seen
    reading.sentences[0].names[0].cue = "subj"
    (seen,) = traits(reading, [draft])
    assert seen["a number of organization that acts"] == 1


def test_unknown_traits_count_for_nothing_and_odds_stay_probabilities() -> None:
    assert likely({}) == likely({"no such trait": 5.0})
    assert all(0.01 <= chance <= 0.99 for far in (-1e6, 1e6) for chance in likely({"fields": far}))


def only(found: Extraction, sort: str) -> Fact:
    (fact,) = [fact for fact in found.facts if fact.type == sort]
    return fact


def test_more_told_is_more_likely_right() -> None:
    whole, bare = (only(extract(article_of(text)), "license") for text in (WHOLE, BARE))
    assert whole.confidence > 0.7 > 0.5 > bare.confidence


def test_what_is_hardly_told_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    article = article_of(VAGUE)
    with pipeline("en").select_pipes(disable="patnav_confidence"):
        drafted = only(extract(article), "open_license")
    asked: list[dict[str, float]] = []
    monkeypatch.setattr(confidence, "traits", lambda state, drafts: asked.extend(traits(state, drafts)) or asked)
    extract(article)
    told, right = likely(asked[0])
    monkeypatch.setattr(confidence, "traits", traits)
    monkeypatch.setattr(confidence, "LEAST", told + 0.001)
    assert not extract(article).facts
    monkeypatch.setattr(confidence, "LEAST", told - 0.001)
    kept = only(extract(article), "open_license")
    assert kept.fields == drafted.fields
    assert kept.confidence == round(right, 2) != drafted.confidence
