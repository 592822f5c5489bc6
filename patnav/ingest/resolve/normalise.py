"""Names to keys: what is the same name beyond doubt gets one key, and nothing else does.

The steps are those of the usual harmonisation of applicants' names (Magerman, Van Looy and Song 2006, ECOOM-EPO
PATSTAT names): case and diacritics, then legal forms by table, then spelling. Nothing is guessed: no similarity, no
dropping of words.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache

from patnav.graph.naming import comparison_name, fold, split_form
from patnav.ingest.resolve.tables import read_yaml

__all__ = [
    "comparison_name",
    "english_forms",
    "fold",
    "legal_form",
    "organization_key",
    "person_key",
    "slug",
    "split_form",
]

LONGEST = 80
"""Length of the longest name in a key; longer ones are cut and end with a hash of the whole."""


def legal_form(name: str) -> str | None:
    """Class of the legal form that ends a name: ``co-ltd``, ``gmbh``, ``股份有限公司``; None where there is none."""
    return split_form(fold(name))[1]


@cache
def english_forms() -> tuple[frozenset[str], frozenset[str]]:
    """The English legal forms, and the countries where these are firms' own."""
    table = read_yaml("legal_families.yaml")
    return frozenset(table["english"]), frozenset(table["english_speaking"])


def slug(text: str) -> str:
    """A folded name as the readable part of a key, at most 80 characters."""
    joined = text.replace(" ", "-")
    if len(joined) <= LONGEST:
        return joined
    return f"{joined[: LONGEST - 9].rstrip('-')}-{_hash(text)}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def organization_key(name: str) -> str:
    """Key of an organization by its name alone: ``org:huawei-technologies-co-ltd``, ``org:清华大学``; never empty."""
    compared = comparison_name(name)
    return "org:" + (slug(compared) if compared else f"x-{_hash(name.strip())}")


_TITLE = re.compile(r"^(?:phd|md|dr|mr|mrs|ms|prof|jr|sr|ii|iii|iv)$")
_ADDRESSED = re.compile(r"^\s*(?:mr|mrs|ms|dr|prof)\.?\s+(?=\S)", re.IGNORECASE)
_GENERATION = frozenset({"jr", "sr", "ii", "iii", "iv"})


def person_key(name: str) -> str:
    """Key of a person's name: ``person:jun-li``, ``person:李军``; never empty.

    ``Li; Jun`` and ``Li, Jun`` state the family name first and give ``jun-li``. Without a separator the order stays,
    as ``LI JUN`` does not tell which word is the family name.

    Examples:
        >>> person_key("Li; Jun"), person_key("Smith, John A., Jr."), person_key("李 军")
        ('person:jun-li', 'person:john-a-smith-jr', 'person:李军')
    """
    parts = [part for part in map(fold, re.split("[;,；，]", _ADDRESSED.sub("", name))) if part]
    titles = [part for part in parts[1:] if _TITLE.match(part)]
    parts = parts[:1] + [part for part in parts[1:] if part not in titles]
    if len(parts) == 2:
        parts.reverse()
    words = fold(" ".join([*parts, *(title for title in titles if title in _GENERATION)]))
    return "person:" + (slug(words) if words else f"x-{_hash(name.strip())}")
