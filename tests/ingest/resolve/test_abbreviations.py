from __future__ import annotations

import pytest

from patnav.ingest.resolve.abbreviations import abbreviated, acronym, initials
from patnav.ingest.resolve.names import parse
from patnav.ingest.resolve.short_zh import short_names


@pytest.mark.parametrize(
    ("short", "whole", "found"),
    [
        ("IND TECH RES INST", "Industrial Technology Research Institute", True),
        ("MATSUSHITA ELECTRIC IND CO LTD", "Matsushita Electric Industrial Co., Ltd.", True),
        ("Battelle Mem. Inst.", "Battelle Memorial Institute", True),
        ("NAT INST OF ADVANCED IND SCIEN", "National Institute of Advanced Industrial Science and Technology", True),
        ("American Hydro Corporation", "American Hydrocarbon Company", False),
        ("General Elec Co", "General Motors Corp", False),
    ],
)
def test_words_cut_off(short: str, whole: str, found: bool) -> None:
    assert bool(abbreviated(parse(short), parse(whole))) is found
    assert bool(abbreviated(parse(whole), parse(short))) is found


def test_first_letters() -> None:
    name = parse("University of Science and Technology of China")
    assert acronym(parse("USTC")) in initials(name)
    assert acronym(parse("Motor")) is None
    assert initials(parse("Acme Inc.")) == frozenset()


def test_short_names_of_universities() -> None:
    assert {"北交大", "北京交大"} <= set(short_names("北京交通大学"))
    assert "西安电子科大" in set(short_names("西安电子科技大学"))
    assert not list(short_names("清华"))
