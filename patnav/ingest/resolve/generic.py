"""Names that say what kind of body it is, and not which: ``Institute of Chemistry``, ``第一人民医院``.

Every academy has such an institute, and every town such a hospital. So a translation of such a name is no proof.
"""

from __future__ import annotations

from functools import cache

from patnav.ingest.resolve.parts import Name
from patnav.ingest.resolve.tables import read_yaml
from patnav.ingest.resolve.translate import common_words, ranked
from patnav.ingest.resolve.vocabulary import vocabulary

__all__ = ["is_generic"]

_MOST_SUBJECTS = 2


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Words of units; words that say nothing of what a body does; words that tell one body from all others."""
    table = read_yaml("name_words.yaml")
    return frozenset(table["units"]), frozenset(table["bodies"]), frozenset(table["telling"])


def is_generic(name: Name, subjects: int = _MOST_SUBJECTS) -> bool:
    """Whether a name has nothing but common words: what kind of unit it is, and at most so many of its subject.

    Examples:
        >>> from patnav.ingest.resolve.names import parse
        >>> [is_generic(parse(text)) for text in ("化学研究所", "Institute of Physics", "成都生物研究所")]
        [True, True, False]
    """
    if name.form or name.unit or name.script == "other":
        return False
    units, bodies, telling = _words()
    for text in (text for text, unusual in ranked(name).items() if not unusual):
        words = set(text.split())
        plain = words <= common_words() and words.isdisjoint(vocabulary().places)
        if plain and words & units and not words & telling and len(words - bodies) <= subjects:
            return True
    return False
