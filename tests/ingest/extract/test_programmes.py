"""Programmes: which industries a text lists, and what the sentences around a title add to it."""

from __future__ import annotations

from typing import Any

import pytest

from patnav.ingest.extract.facts.programme_scope import fields_named
from patnav.ingest.extract.pipeline import extract
from patnav.ingest.news.text import article_of


@pytest.mark.parametrize(
    ("text", "industries"),
    [
        ("It serves two industries, wind equipment and seed breeding.", ["wind equipment", "seed breeding"]),
        ("The pilot helps display and battery makers in Gumi.", ["display", "battery"]),
        ("It is directed at wire mesh and cashmere respectively.", ["wire mesh", "cashmere"]),
        ("The scheme is meant for small and medium-sized enterprises.", []),
        ("The campaign targets repeated infringement.", []),
    ],
)
def test_industries_are_those_that_a_text_lists(text: str, industries: list[str]) -> None:
    assert fields_named(text) == industries


def _programmes(text: str) -> list[dict[str, Any]]:
    return [dict(fact.fields) for fact in extract(article_of(text)).facts if fact.type == "programme"]


def test_the_office_of_a_bulletin_is_named_by_its_heading() -> None:
    text = (
        "Gansu Intellectual Property Administration\nHalf-year note, released July 16, 2025\n\n"
        'On April 21 the administration started a pilot called "Patents on the Silk Road". '
        "It is confined to Jiayuguan and Zhangye.\n"
    )
    [told] = _programmes(text)
    assert told["authority"] == ["Gansu Intellectual Property Administration"]
    assert told["place"] == ["Jiayuguan", "Zhangye"]
    assert told["date"] == "2025-04-21"


def test_a_title_without_an_authority_is_no_programme() -> None:
    assert not _programmes('Notes of the week\n\nThe band played its "Open Doors" event in May 2025.')
