"""How names are spelled when they are compared and looked up: without what never tells two names apart.

Where names become keys (:mod:`patnav.ingest.resolve.normalise`) and where a user's words are looked for
(:mod:`patnav.queries.organizations`) the same steps hold, so they are here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

import yaml

__all__ = ["comparison_name", "fold", "spelling", "split_form"]

_LATIN_MARKS = re.compile("[̀-ͯ]")
_APOSTROPHES = re.compile("['’‘`´ʼ＇]")
_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_NO_WORD = re.compile(r"[\W_]+")
_WIDE = "぀-ヿ㐀-鿿豈-﫿가-힯々〇"
_BESIDE_HAN = re.compile(rf"(?<=[{_WIDE}]) | (?=[{_WIDE}])")
_EXTRA = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


@cache
def _forms() -> tuple[dict[str, str], tuple[tuple[str, str], ...], frozenset[str], int]:
    text = (resources.files("patnav.resources") / "legal_forms.yaml").read_text("utf-8")
    table = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
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


@cache
def _joined(form: str) -> str:
    return form.replace("-", " ")


def _without_article(folded: str) -> str:
    words = folded.split(" ")
    while len(words) > 2 and words[0] in _forms()[2]:
        words.pop(0)
    return " ".join(words)


def comparison_name(name: str) -> str:
    """The name in the one spelling by which names are compared; empty for names of punctuation alone.

    Two legal forms of one class are spelled alike, two classes never.

    Examples:
        >>> comparison_name("Huawei Technologies Company Limited")
        'huawei technologies co ltd'
        >>> comparison_name("华为技术有限责任公司")
        '华为技术有限公司'
    """
    folded = _without_article(fold(name))
    base, form = split_form(folded)
    if form is None:
        return folded
    return f"{base} {_joined(form)}" if form.isascii() else base + form


def spelling(name: str) -> str:
    """What a name of an organization is looked up by: without its legal form, a university by its usual order.

    Examples:
        >>> spelling("iFLYTEK Co., Ltd."), spelling("京准化工技术（上海）有限公司"), spelling("UNIV SHANGHAI")
        ('iflytek', '京准化工技术上海', 'shanghai university')
    """
    base = split_form(_without_article(fold(name)))[0]
    words = ["university" if word == "univ" else word for word in base.split(" ")]
    if len(words) > 1 and base.startswith("univ ") and words[1] != "of":
        words.append(words.pop(0))
    return " ".join(words)
