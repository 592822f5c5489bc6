"""Pieces of pages to paragraphs; real PDFs are read in test_pdf.py."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from patnav.ingest.news.layout import Piece, paragraphs

PLACES = st.lists(
    st.tuples(st.integers(0, 500), st.integers(0, 50).map(lambda n: n * 14), st.sampled_from((8.0, 10.0, 18.0))),
    max_size=60,
)


def word(n: int) -> str:
    """A word of letters alone that no other number has."""
    return "w" + "".join(chr(97 + int(digit)) for digit in str(n)) + "x"


@given(st.lists(PLACES, max_size=3))
def test_no_piece_is_lost_or_told_twice(pages: list[list[tuple[int, int, float]]]) -> None:
    number = 0
    laid = []
    for page in pages:
        pieces = []
        for left, y, size in page:
            pieces.append(Piece(left, left + 30, y, size, word(number)))
            number += 1
        laid.append(pieces)
    text = " ".join(paragraphs(laid)).replace("x", "x ").split()
    assert sorted(text) == sorted(word(n) for n in range(number))


def test_a_header_with_the_number_of_the_page_is_no_text_but_a_number_in_the_text_is() -> None:
    pages = [
        [
            Piece(50, 200, 800, 9, f"Yearbook 2025 | {n}"),
            Piece(50, 500, 700, 11, f"Paragraph number {word(n)} of this yearbook counts 12 centres."),
            Piece(290, 300, 30, 9, str(n)),
        ]
        for n in range(1, 6)
    ]
    assert paragraphs(pages) == [f"Paragraph number {word(n)} of this yearbook counts 12 centres." for n in range(1, 6)]


def test_nothing_gives_nothing() -> None:
    assert paragraphs([]) == paragraphs([[]]) == []
