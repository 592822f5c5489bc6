"""The parts of a name of an organization."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Name"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an organization, parsed by :func:`patnav.ingest.resolve.names.parse`.

    Attributes:
        text: The name, with damaged characters put right.
        script: ``latin``, ``han``, or ``other`` (kana and hangul).
        core: The words that tell it, in one spelling; for Chinese names the brand, in one piece.
        activity: What it does, as Chinese names of firms say: ``电子科技``.
        place: Places before the name or in brackets, without their rank: ``上海``.
        form: Class of the legal form, empty where there is none.
        unit: The part of a larger body, ``electronics division``, ``上海分公司``.
        key: The name without what does not tell it; equal keys are equal names but for the legal form.
        also: Other names that the name itself states.
        raw: The words of a Latin name as they are written, without small ones and legal form.
        damaged: A Latin name as it came, with the letters missing that were filled in; empty where none were.
    """

    text: str
    script: str
    core: tuple[str, ...]
    activity: str = ""
    place: str = ""
    form: str = ""
    unit: str = ""
    key: str = ""
    also: tuple[str, ...] = ()
    raw: tuple[str, ...] = ()
    damaged: str = ""
