"""What was learned finds facts whose wording no rule knows, and invents none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patnav.ingest.extract.facts import learned
from patnav.ingest.extract.facts.signs import of_name, of_sentence, row_of
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing
from patnav.ingest.extract.pipeline import extract
from patnav.ingest.news.text import article_of


def _read(text: str, *names: tuple[str, str]) -> tuple[Reading, Sentence]:
    sentence = Sentence(0, len(text), 0)
    for written, cue in names:
        at = text.index(written)
        thing = Thing("Organization", written, "enterprise")
        sentence.names.append(Name(at, at + len(written), written, thing, cue=cue))
    lang = "en" if text.isascii() else "zh"
    return Reading(text, text, lang, None, sentences=[sentence], folded=text), sentence


def test_signs_say_how_and_not_of_whom() -> None:
    one = _read("Alder Ltd. licensed a patent to Birch Ltd.", ("Alder Ltd.", "subj"), ("Birch Ltd.", "to"))
    two = _read("Cedar Inc. licenses a patent to Dogwood AG", ("Cedar Inc.", "subj"), ("Dogwood AG", "to"))
    assert of_sentence("en", row_of(*one), []) == of_sentence("en", row_of(*two), [])
    assert "<O> licens a" in of_sentence("en", row_of(*one), [])
    assert of_name("license", row_of(*one), 0) == of_name("license", row_of(*two), 0)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_there_are_weights_of_every_type(lang: str) -> None:
    assert {*learned.SIDES, "party", "giver"} <= learned.weights(lang).keys()
    assert all("" in table for table in learned.weights(lang).values())


@pytest.mark.parametrize("text", ["Alder Ltd. and Birch Ltd. met.", "甲乙公司与丙丁公司会面。"])
def test_nothing_is_told_by_names_alone(text: str) -> None:
    state, _ = _read(
        text,
        *((name, "subj") for name in (("Alder Ltd.", "Birch Ltd.") if text.isascii() else ("甲乙公司", "丙丁公司"))),
    )
    assert learned.find_learned(state, []) == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_has_signs(text: str) -> None:
    for lang in ("en", "zh"):
        state = Reading(text, text, lang, None)
        row = row_of(state, Sentence(0, len(text), 0))
        assert all(sign for sign in of_sentence(lang, row, row))


@pytest.mark.parametrize(
    "text",
    [
        "Alder Optics Ltd. would have been glad to have four patents of Birch Glass Inc. under licence.",
        "Alder Optics Ltd. settled its suit over two patents with Birch Glass Inc. and bought lunch.",
    ],
)
def test_no_deal_that_is_wished_for_or_settles_a_case(text: str) -> None:
    facts = extract(article_of(f"Notes of the week from the market\n\n{text}")).facts
    assert not [fact for fact in facts if fact.type in ("license", "assignment", "investment", "pledge")]
