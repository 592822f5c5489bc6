"""Names to keys: what is the same name beyond doubt gets one key, and nothing else does.

The steps are those of the usual harmonisation of applicants' names (Magerman, Van Looy and Song 2006, ECOOM-EPO
PATSTAT names): case and diacritics, then legal forms by table, then spelling. Nothing is guessed: no similarity, no
dropping of words.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache, lru_cache

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

_LATIN_MARKS = re.compile("[̀-ͯ]")
_APOSTROPHES = re.compile("['’‘`´ʼ＇]")
_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_NO_WORD = re.compile(r"[\W_]+")
_WIDE = "぀-ヿ㐀-鿿豈-﫿가-힯々〇"
_BESIDE_HAN = re.compile(rf"(?<=[{_WIDE}]) | (?=[{_WIDE}])")
_EXTRA = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


@cache
def _forms() -> tuple[dict[str, str], tuple[tuple[str, str], ...], frozenset[str], int]:
    table = read_yaml("legal_forms.yaml")
    latin = {str(text): str(form) for form, texts in table["latin"].items() for text in texts}
    han = [(str(text), str(form)) for form, texts in table["han"].items() for text in texts]
    longest = max(text.count(" ") + 1 for text in latin)
    return latin, tuple(sorted(han, key=lambda pair: -len(pair[0]))), frozenset(table["articles"]), longest


@lru_cache(maxsize=1 << 12)
def fold(name: str) -> str:
    """A name without what never tells two names apart: case, width, diacritics, punctuation, spacing.

    Examples:
        >>> fold("HUAWEI  Technologies Co., Ltd."), fold("上海华虹（集团） 有限公司"), fold("Société d'Électricité")
        ('huawei technologies co ltd', '上海华虹集团有限公司', 'societe delectricite')
    """
    if name.isascii():
        text = name.lower()
    else:
        text = unicodedata.normalize("NFKC", name).casefold().translate(_EXTRA)
        text = unicodedata.normalize("NFKC", _LATIN_MARKS.sub("", unicodedata.normalize("NFD", text))).casefold()
    text = _INITIALS.sub("", _APOSTROPHES.sub("", text)).replace("&", " and ")
    text = _NO_WORD.sub(" ", text).strip()
    return text if text.isascii() else _BESIDE_HAN.sub("", text)


@lru_cache(maxsize=1 << 12)
def split_form(folded: str) -> tuple[str, str | None]:
    """The folded name without its legal form, and the class of that form."""
    latin, han, _, longest = _forms()
    for text, form in () if folded.isascii() else han:
        if folded.endswith(text) and len(folded) > len(text):
            return folded[: -len(text)], form
    words = folded.split(" ")
    for count in range(min(longest, len(words) - 1), 0, -1):
        form_ = latin.get(" ".join(words[-count:]))
        if form_ is not None:
            return " ".join(words[:-count]), form_
    return folded, None


def legal_form(name: str) -> str | None:
    """Class of the legal form that ends a name: ``co-ltd``, ``gmbh``, ``股份有限公司``; None where there is none."""
    return split_form(fold(name))[1]


@cache
def english_forms() -> tuple[frozenset[str], frozenset[str]]:
    """The English legal forms, and the countries where these are firms' own."""
    table = read_yaml("legal_families.yaml")
    return frozenset(table["english"]), frozenset(table["english_speaking"])


@cache
def _joined(form: str) -> str:
    return form.replace("-", " ")


def comparison_name(name: str) -> str:
    """The name in the one spelling by which names are compared; empty for names of punctuation alone.

    Two legal forms of one class are spelled alike, two classes never.

    Examples:
        >>> comparison_name("Huawei Technologies Company Limited")
        'huawei technologies co ltd'
        >>> comparison_name("华为技术有限责任公司")
        '华为技术有限公司'
    """
    folded = fold(name)
    words = folded.split(" ")
    while len(words) > 2 and words[0] in _forms()[2]:
        words.pop(0)
    folded = " ".join(words)
    base, form = split_form(folded)
    if form is None:
        return folded
    return f"{base} {_joined(form)}" if form.isascii() else base + form


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
