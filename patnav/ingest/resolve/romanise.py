"""Names in scripts of letters other than the Latin one."""

from __future__ import annotations

import re

__all__ = ["romanised"]

_OTHER_SCRIPT = re.compile("[Ͱ-ϿЀ-ԯ]+")


def romanised(text: str) -> str:
    """A text with its Greek and Cyrillic letters written in Latin ones.

    Examples:
        >>> romanised("Казанский федеральный университет")
        'Kazanskiy federalnyy universitet'
    """
    if text.isascii() or not _OTHER_SCRIPT.search(text):
        return text
    from anyascii import anyascii

    return _OTHER_SCRIPT.sub(lambda found: str(anyascii(found.group())).replace("'", ""), text)
