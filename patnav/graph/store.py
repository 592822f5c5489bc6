"""What a question runs on.

A question brings one text in the language of each store and values to bind; a store gives rows back. Both stores
give the same rows in the same order for every question (``tests/contract``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self

from patnav.graph.matching import Match
from patnav.graph.text import Hit

if TYPE_CHECKING:
    from patnav.graph.vectors import Vectors

__all__ = ["Row", "Store"]

Row = dict[str, Any]
"""One row of an answer: column name to value; lists and dictionaries nest."""


class Store(Protocol):
    """A graph that can be asked."""

    language: Literal["sql", "cypher"]
    """Ending of the question texts that this store understands."""

    @property
    def number(self) -> int:
        """Number of the generation that is asked."""
        ...

    def sources(self) -> list[Row]:
        """What the graph was made of: ``source``, ``format``, ``records``, ``quarantined``, by source."""
        ...

    def rows(self, text: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Run a question's text.

        Args:
            text: Text in the store's language.
            parameters: Values for its ``$name`` places; values are bound, never pasted.

        Returns:
            Rows in the order the text asks for.
        """
        ...

    def terms(self, text: str) -> list[str]:
        """The distinct index terms of a text, in order of first appearance."""
        ...

    def sequence(self, text: str) -> list[str]:
        """All index terms of a phrase, in their order."""
        ...

    def rare(self, terms: Sequence[str], limit: int) -> list[str]:
        """The terms that tell most: those in the fewest texts, rarest first."""
        ...

    def search(self, terms: Sequence[str], limit: int, type_: str = "Patent", every: bool = False) -> list[Hit]:
        """Texts by BM25; see :meth:`patnav.graph.text.TextIndex.search`."""
        ...

    def find(self, match: Match, limit: int, type_: str = "Patent") -> list[Hit]:
        """Texts that a match describes; see :meth:`patnav.graph.text.TextIndex.find`."""
        ...

    def count(self, match: Match, type_: str = "Patent") -> int:
        """How many texts a match describes."""
        ...

    def vocabulary(self, prefix: str) -> dict[str, int]:
        """The terms of patents that begin so, each with the number of patents that hold it."""
        ...

    @property
    def vectors(self) -> Vectors:
        """The sentence vectors of patents; none where the workspace keeps none."""
        ...

    def close(self) -> None:
        """Let go of the graph."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
