"""Legal statuses as sources word them, and the states that these stand for, which are data (``legal_states.yaml``).

Source of the states: WIPO Standard ST.27, recommendation for the exchange of patent legal status data.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

import yaml

__all__ = ["legal_state"]


@cache
def _states() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = (resources.files("patnav.resources") / "legal_states.yaml").read_text("utf-8")
    lines: list[dict[str, str]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return tuple((state, re.compile(words, re.IGNORECASE)) for line in lines for state, words in line.items())


@lru_cache(maxsize=1 << 12)
def legal_state(wording: str) -> str | None:
    """The state that a legal status stands for, one of :data:`patnav.graph.schema.LEGAL_STATES`; None where it is open.

    Examples:
        >>> legal_state("未缴年费"), legal_state("Expired - Fee Related"), legal_state("Final Rejection Mailed")
        ('lapsed', 'lapsed', 'pending')
    """
    return next((state for state, words in _states() if words.search(wording)), None)
