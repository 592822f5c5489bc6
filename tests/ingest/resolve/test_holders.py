from __future__ import annotations

import pytest

from patnav.ingest.resolve.holders import crown, represented, united_states
from patnav.ingest.resolve.names import parse


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("State of X acting by and through its Board on behalf of Oregon State University", "Oregon State University"),
        ("Arizona Board of Regents on behalf of the University of Arizona", "University of Arizona"),
        ("University of Utrecht, as represented by its board", "University of Utrecht"),
        ("Japan as represented by Director General of Agency of Industrial Science and Technology", None),
    ],
)
def test_a_school_is_told_by_its_own_name(said: str, held: str | None) -> None:
    assert represented(said) == (held or "Agency of Industrial Science and Technology")


def test_a_crown_is_told_by_its_ministers() -> None:
    canada = "Her Majesty the Queen in Right of Canada, as represented by the Minister of "
    assert crown(canada + "National Defence") == crown(canada + "National Defense") != crown(canada + "Health")
    assert crown("Crown Cork & Seal Company") is None


def test_the_united_states_are_told_by_their_agencies() -> None:
    said = "The Unites States of America as represented by the Secretary of the "
    assert united_states(said + "Navy") == united_states("US Navy") == "navy"
    assert united_states("The United of America as represented by the Secretary of the Army") == "army"
    assert united_states("United States Steel Corporation") is None
    assert parse("Oregon State University").key != parse("University of Oregon").key
