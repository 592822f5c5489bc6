from __future__ import annotations

from patnav.ingest.linker import TableLinker
from patnav.ingest.resolve.equated import FAMILY, LISTED, SHORT, STATED, equated

ENGLISH, CHINESE, BRIEF, OTHER = (
    "org:lanrui-biopharma-co-ltd",
    "org:兰锐生物医药有限公司",
    "org:兰锐",
    "org:other-inc",
)
KEYS = {ENGLISH, CHINESE, BRIEF, OTHER}


def test_families_need_two_and_most_of_them() -> None:
    assert list(equated([(ENGLISH, CHINESE, FAMILY, 2)], KEYS)) == [(ENGLISH, CHINESE, FAMILY)]
    assert not list(equated([(ENGLISH, CHINESE, FAMILY, 1)], KEYS))
    mixed = [(ENGLISH, CHINESE, FAMILY, 3), (OTHER, CHINESE, FAMILY, 3)]
    assert not list(equated(mixed, KEYS))


def test_a_short_name_that_two_bodies_bear_stands_for_neither() -> None:
    assert list(equated([(CHINESE, "兰锐", SHORT, 1)], KEYS)) == [(CHINESE, BRIEF, SHORT)]
    assert not list(equated([(CHINESE, "兰锐", SHORT, 1), (OTHER, "兰锐", SHORT, 1)], KEYS))
    assert not list(equated([(CHINESE, "the company", SHORT, 1)], KEYS))


def test_the_linker_weighs_what_sources_say() -> None:
    named = [
        ("org:alpha-inc", "Alpha Inc.", "US", None),
        ("org:beta-corp", "Beta Corp.", "US", None),
        (ENGLISH, "Lanrui Biopharma Co., Ltd.", None, None),
        (CHINESE, "兰锐生物医药有限公司", "CN", None),
    ]
    said = [
        ("org:alpha-inc", "Beta Corp.", STATED, 9),
        (ENGLISH, CHINESE, FAMILY, 4),
    ]
    linker = TableLinker()
    assert linker.joins(named, said) == [(ENGLISH, CHINESE, FAMILY)]
    listed = linker.joins(named, [("org:alpha-inc", "Beta Corp.", LISTED, 1)])
    assert ("org:alpha-inc", "org:beta-corp", LISTED) not in listed
