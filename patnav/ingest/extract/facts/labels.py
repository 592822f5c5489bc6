"""Labels of indicators as readable noun phrases: ``patent pledge financing``, not ``In the first half``."""

from __future__ import annotations

import re
from typing import Any

from patnav.ingest.extract.gazetteer import known_place, place_prefix
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.vocabulary import load

__all__ = ["readable"]


def readable(label: str | None, kind: str | None, unit: str | None, lang: str) -> str | None:
    """A label that says what is measured, in the words of the text where they are a noun phrase.

    Args:
        label: What the text has before or after the number.
        kind: The vocabulary's name, None where it has none.
        unit: ``share``, a currency, or the class of what is counted.
        lang: ``en`` or ``zh``.

    Returns:
        The text's noun phrase; else the vocabulary's own words for the indicator, or for what is counted.
    """
    phrase = _noun_phrase((label or "").rsplit("\x00", 1)[-1], lang)  # behind the date inside it
    if phrase:
        return phrase
    rows: dict[str, Any] = load("indicators")
    if kind:
        return str(rows[kind]["label"][lang])
    counted: dict[str, str] = load("counted")[lang]
    return counted.get(unit or "")


def _noun_phrase(label: str, lang: str) -> str | None:
    """A label without the clause around it, None where no noun phrase is left."""
    phrase = label.strip(" ,，。:：")
    previous = ""
    while phrase != previous:
        previous = phrase
        phrase = rule("labels.lead", lang).sub("", rule("labels.tail", lang, exact=True).sub("", phrase)).strip(" ,，")
        if (
            lang == "zh"
            and (place := place_prefix(phrase, "zh"))
            and phrase[place[1] : place[1] + 1] not in ("", "级", "以")
        ):
            phrase = phrase[place[1] :]
    if len(phrase) < 2 or known_place(phrase, lang) or rule("labels.clause", lang).search(phrase):
        return None
    if lang == "zh":
        return phrase if rule("labels.noun").search(phrase) and not re.search(r"\d", phrase) else None
    first = phrase.split()[0]
    proper = re.search(r"[A-Z].*[A-Z]", first) or known_place(first, "en") or first.endswith(("ese", "ish", "an"))
    return phrase if proper or not first[0].isupper() else phrase[0].lower() + phrase[1:]
