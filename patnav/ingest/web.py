"""Fetching an address: within a time, up to a size, over HTTP and HTTPS alone, and not out of the own network.

An address comes from a user, but where it leads (redirects, names that resolve to the own network) comes from others,
so every connection is made to an address that was looked up and checked, and each redirect is checked again. A proxy
is not used.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from patnav import __version__
from patnav.config import settings
from patnav.errors import InputError

__all__ = ["LIMIT", "fetch", "is_address"]

LIMIT = 64 * 1024 * 1024
"""The most bytes that are fetched."""

_WAIT, _WHOLE, _REDIRECTS = 20.0, 120.0, 5
_AGENT = f"PatNav/{__version__}"
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def is_address(text: str) -> bool:
    """Whether a text is an address on the web, and no path: it begins with a scheme and two slashes."""
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", text))


def fetch(address: str, folder: Path) -> Path:
    """Fetches what is at an address into a file.

    Args:
        address: ``https://...`` or ``http://...``.
        folder: Where the file goes; its name ends as the content's type has it.

    Returns:
        The file.

    Raises:
        InputError: The address is none, leads into the own network (allowed by ``PATNAV_PRIVATE_ADDRESSES=1``), does
            not answer in time, answers with an error, redirects too often, or holds more than :data:`LIMIT` bytes.
    """
    until, place = time.monotonic() + _WHOLE, address
    for _ in range(_REDIRECTS + 1):
        parts = _parts(address, place)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(str(parts.hostname), parts.port, timeout=_WAIT)
        with contextlib.closing(connection), _asked(connection, parts, address) as answer:
            target = answer.getheader("Location")
            if answer.status in (301, 302, 303, 307, 308) and target:
                place = urljoin(place, target)
                continue
            if answer.status != 200:
                told = f"{address}: the server answers {answer.status} {answer.reason}".rstrip()
                raise InputError(told, "check the address")
            file = folder / (hashlib.sha256(address.encode()).hexdigest()[:16] + _suffix(answer, place))
            _save(answer, file, address, until)
            return file
    raise InputError(f"{address}: redirects more than {_REDIRECTS} times", "give the last address")


def _suffix(answer: http.client.HTTPResponse, place: str) -> str:
    kind = (answer.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    return _SUFFIXES.get(kind) or PurePosixPath(urlsplit(place).path).suffix[:10]


def _asked(connection: http.client.HTTPConnection, parts: SplitResult, address: str) -> http.client.HTTPResponse:
    """The head of the answer from a place that an address leads to."""
    connection._create_connection = _connect  # type: ignore[attr-defined]
    path = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe="/%:@!$&'()*+,;=~?[]")
    headers = {"User-Agent": _AGENT, "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse()
    except TimeoutError:
        raise InputError(f"{address}: no answer within {_WAIT:.0f} s", "try again later") from None
    except ssl.SSLError as error:
        raise InputError(f"{address}: no trusted connection ({error.reason})", "check the address") from None
    except socket.gaierror:
        raise InputError(f"{address}: no such host {parts.hostname}", "check the address and the network") from None
    except _Private as error:
        raise InputError(
            f"{address}: leads to {error}, an address of the own network",
            "set PATNAV_PRIVATE_ADDRESSES=1 if that is meant",
        ) from None
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise InputError(f"{address}: cannot be fetched ({error})", "check the address and the network") from None


def _parts(address: str, place: str) -> SplitResult:
    try:
        parts = urlsplit(place)
        host, _ = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError:
        raise InputError(f"{address}: no address", "write https://HOST/PATH") from None
    if parts.scheme not in ("http", "https"):
        raise InputError(f"{address}: {parts.scheme}:// is not fetched", "give an http:// or https:// address")
    if not host or parts.username is not None:
        raise InputError(f"{address}: no host alone in the address", "write https://HOST/PATH, without a user name")
    name = f"[{host}]" if ":" in host else host
    return parts._replace(netloc=f"{name}:{parts.port}" if parts.port else name)


class _Private(OSError):
    """An address of the own network."""


def _connect(where: tuple[str, int], timeout: float | None = None, *_: Any) -> socket.socket:
    """A connection to an address that was looked up and checked; names are not looked up twice."""
    found: Sequence[Any] = socket.getaddrinfo(*where, type=socket.SOCK_STREAM)
    numbers = list(dict.fromkeys(one[4][0] for one in found))
    if not settings().private_addresses:
        for number in numbers:
            if not ipaddress.ip_address(str(number).partition("%")[0]).is_global:
                raise _Private(number)
    problem: OSError | None = None
    for number in numbers:
        try:
            return socket.create_connection((number, where[1]), timeout)
        except OSError as error:
            problem = error
    raise problem or OSError(f"{where[0]} has no address")


def _block(answer: http.client.HTTPResponse, address: str) -> bytes:
    try:
        return answer.read1(1 << 16)
    except (OSError, http.client.HTTPException) as error:
        raise InputError(f"{address}: broken off ({error or type(error).__name__})", "try again later") from None


def _save(answer: http.client.HTTPResponse, file: Path, address: str, until: float) -> None:
    size = 0
    with file.open("wb") as output:
        while block := _block(answer, address):
            size += len(block)
            if size > LIMIT:
                raise InputError(f"{address}: larger than {LIMIT >> 20} MB", "download it and give the file")
            if time.monotonic() > until:
                raise InputError(f"{address}: not done within {_WHOLE:.0f} s", "download it and give the file")
            output.write(block)
    missing = answer.length or 0
    if missing:
        raise InputError(f"{address}: ends {missing} bytes too early", "try again")
