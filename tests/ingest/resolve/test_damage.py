from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patnav.ingest.resolve.damage import repaired

WHOLE = ("Universität Würzburg", "Société Générale", "清华大学深圳研究院", "Böhringer Ingelheim")


@pytest.mark.parametrize("name", WHOLE)
def test_text_read_in_a_wrong_encoding_is_read_again(name: str) -> None:
    wrong = name.encode().decode("latin-1")
    assert repaired(wrong) == repaired(name) == name
    assert repaired(wrong.encode().decode("latin-1")) == name


def test_gbk_read_as_latin_1_and_utf_8_read_as_gbk() -> None:
    name = "清华大学"
    assert repaired(name.encode("gb18030").decode("latin-1")) == name
    assert repaired("苏州大学附属第一医院".encode().decode("gb18030", "replace")) != ""


def test_lost_letters_are_those_of_a_known_word() -> None:
    assert repaired("Universit?t Hamburg").split()[1] == "Hamburg"
    assert repaired("Soci�t� Nationale") == "Societe Nationale"
    assert repaired("What? No.") != ""


@given(st.text(max_size=40))
def test_any_text_is_taken_and_ascii_without_marks_stays(text: str) -> None:
    repaired(text)
    plain = "".join(c for c in text if c.isascii() and c not in "?&;")
    assert repaired(plain).split() == plain.split()
