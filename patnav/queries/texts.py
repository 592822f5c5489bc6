"""Question texts: the ``.sql`` and ``.cypher`` files beside the questions.

A file holds named sections (``-- name: rows`` or ``// name: rows``), or is one section, ``rows``. Texts are put
together from these sections alone; whatever a user says is bound as a parameter.
"""

from __future__ import annotations

import functools
import re
from importlib import resources

from patnav.graph.store import Store

__all__ = ["section", "sections"]

_COMMENT = re.compile(r"^\s*(?:--|//).*\n?", re.MULTILINE)


@functools.cache
def sections(question: str, language: str) -> dict[str, str]:
    """The sections of a question's text.

    Args:
        question: Name of the question, the file's stem.
        language: ``sql`` or ``cypher``.

    Returns:
        Text by name, without lines of comment and the closing semicolon: so a section stands whole within another.
    """
    text = (resources.files("patnav.queries") / f"{question}.{language}").read_text("utf-8")
    pieces = re.split(r"^(?:--|//) name: (\w+)\n", text, flags=re.MULTILINE)
    named = dict(zip(pieces[1::2], pieces[2::2], strict=True)) or {"rows": text}
    return {name: _COMMENT.sub("", body).strip().removesuffix(";") for name, body in named.items()}


def section(store: Store, question: str, name: str = "rows", /, **parts: str) -> str:
    """A section in the store's language.

    Args:
        store: What it will run on.
        question: Name of the question.
        name: Name of the section.
        **parts: Other sections' texts, for the ``{{NAME}}`` places of this one.
    """
    text = sections(question, store.language)[name]
    for part, body in parts.items():
        text = text.replace("{{" + part + "}}", body)
    return text
