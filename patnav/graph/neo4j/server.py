"""Talking to a Neo4j server: where it is, who asks, and what its errors mean."""

from __future__ import annotations

import contextlib
import os
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from neo4j import Driver, GraphDatabase, ManagedTransaction, NotificationMinimumSeverity, Session
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConstraintError,
    DatabaseUnavailable,
    DriverError,
    ForbiddenOnReadOnlyDatabase,
    Neo4jError,
    ServiceUnavailable,
    TransientError,
)

from patnav.errors import StoreError

__all__ = ["MEMORY", "SCHEMES", "Address", "connect", "explained", "run", "session_of"]

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
"""Schemes of addresses: ``neo4j`` finds the members of a cluster, ``bolt`` talks to one server; ``+s`` is TLS with a
checked certificate, ``+ssc`` TLS with any."""

_RETRY = 120.0
MEMORY = "Neo.TransientError.General.MemoryPoolOutOfMemoryError"
"""Code of the error that a transaction needs more memory than the server grants."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a graph is.

    Attributes:
        uri: Scheme, host and port.
        database: Name of the database, None for the server's default.
    """

    uri: str
    database: str | None = None

    @classmethod
    def parse(cls, text: str, database: str | None = None) -> Address:
        """Read ``neo4j://HOST[:PORT][/DATABASE]``.

        Args:
            text: The address.
            database: Name of the database; goes before the one in the address and ``PATNAV_NEO4J_DATABASE``.

        Raises:
            StoreError: The address is malformed, or holds a name or password.
        """
        try:
            parts = urlsplit(text)
            host, port, user = parts.hostname, parts.port, "@" in parts.netloc
        except ValueError:
            host, port, user, parts = None, None, False, urlsplit("")
        if user:
            raise StoreError(
                "an address holds no name or password", "set PATNAV_NEO4J_USER and PATNAV_NEO4J_PASSWORD instead"
            )
        if parts.scheme not in SCHEMES or not host or parts.query or parts.fragment:
            raise StoreError("this is no address of a Neo4j server", "write neo4j://HOST, or neo4j+s://HOST with TLS")
        shown = f"[{host}]" if ":" in host else host
        named = database or parts.path.strip("/") or os.environ.get("PATNAV_NEO4J_DATABASE") or None
        return cls(f"{parts.scheme}://{shown}" + (f":{port}" if port else ""), named)

    def __str__(self) -> str:
        return self.uri + (f"/{self.database}" if self.database else "")


def connect(address: Address, ask: Callable[[], str] | None = None) -> Driver:
    """Connect to a server, as the user that ``PATNAV_NEO4J_USER`` and ``PATNAV_NEO4J_PASSWORD`` name.

    Args:
        address: Where it is.
        ask: Asks a person for the password where the environment has none.

    Returns:
        The driver; it has reached the server and been let in.

    Raises:
        StoreError: The server cannot be reached, or does not let the user in.
    """
    user, password = os.environ.get("PATNAV_NEO4J_USER") or "neo4j", os.environ.get("PATNAV_NEO4J_PASSWORD")
    if not password and ask is not None:
        password = ask()
    if not password:
        raise StoreError(f"no password for {address}", "set PATNAV_NEO4J_PASSWORD (and PATNAV_NEO4J_USER)")
    with explained(address):
        driver = GraphDatabase.driver(
            address.uri,
            auth=(user, password),
            user_agent="PatNav",
            connection_timeout=10,
            max_transaction_retry_time=_RETRY,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
            warn_notification_severity=NotificationMinimumSeverity.OFF,
        )
        try:
            with session_of(driver, address) as session:
                session.run("RETURN 1").consume()
        except BaseException:
            driver.close()
            raise
    return driver


def session_of(driver: Driver, address: Address) -> Session:
    """A session on the address's database."""
    return driver.session(database=address.database, fetch_size=5_000)


def run(
    session: Session,
    text: str,
    parameters: dict[str, Any] | None = None,
    *,
    timeout: float | None = None,
    write: bool = False,
) -> list[dict[str, Any]]:
    """Run one Cypher text in a transaction of its own, again where the driver says so.

    Args:
        session: Where.
        text: Cypher, of this package.
        parameters: Values to bind.
        timeout: Seconds that the server may take.
        write: Whether it changes anything.

    Returns:
        The rows.
    """

    def work(tx: ManagedTransaction) -> list[dict[str, Any]]:
        try:
            return [dict(record) for record in tx.run(text, parameters or {})]
        except TransientError as error:
            if error.code == MEMORY:  # the same text would fail again
                raise StoreError(
                    "the server has too little memory for this question",
                    "narrow it by filters, or raise the server's heap (dbms.memory.transaction.total.max)",
                ) from None
            raise

    bounded = _bounded(work, timeout)
    return session.execute_write(bounded) if write else session.execute_read(bounded)


def _bounded(work: Callable[[ManagedTransaction], T], timeout: float | None) -> Callable[[ManagedTransaction], T]:
    from neo4j import unit_of_work

    return unit_of_work(timeout=timeout)(work) if timeout else work


@contextlib.contextmanager
def explained(address: Address) -> Iterator[None]:
    """Turn the driver's errors into one clear error each.

    Args:
        address: The server that is talked to.

    Raises:
        StoreError: What went wrong, and what to do about it.
    """
    try:
        yield
    except (Neo4jError, DriverError, OSError) as error:
        what, hint = _explain(error, address)
        raise StoreError(what, hint) from None


def _explain(error: BaseException, address: Address) -> tuple[str, str]:
    code = getattr(error, "code", None) or ""
    causes = list(_causes(error))
    if isinstance(error, AuthError):
        return f"{address} does not let this user in", "check PATNAV_NEO4J_USER and PATNAV_NEO4J_PASSWORD"
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return (
            f"{address} does not speak TLS as asked",
            "neo4j:// is without TLS, neo4j+s:// with, +ssc without a check",
        )
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return f"there is no database {address.database!r} on {address.uri}", "name another with --database"
    if "TransactionTimedOut" in code:
        return f"{address} did not answer in time", "narrow the question, or raise PATNAV_NEO4J_TIMEOUT (seconds)"
    if code == MEMORY:
        return f"{address} has too little memory for a transaction", "lower PATNAV_NEO4J_BATCH, or give it more memory"
    said = str(error).lower().replace("-", " ")
    if isinstance(error, ForbiddenOnReadOnlyDatabase) or "read only" in said or "AccessMode" in code:
        return f"{address} can only be read", "publish to a database that takes writes"
    if code == "Neo.ClientError.Security.Forbidden":
        return f"this user may not do that on {address}", "publishing needs a user that may write and make indexes"
    if isinstance(error, ConstraintError):
        return (
            f"{address} holds other data under a label and key of PatNav's: {_first(error)}",
            "publish to a database of its own with --database",
        )
    if isinstance(error, ServiceUnavailable | DatabaseUnavailable | TransientError | OSError | ConfigurationError):
        return f"cannot reach {address}: {_first(error)}", "is it running, and is this its Bolt port (7687)?"
    if isinstance(error, ClientError):
        return f"{address} refuses: {_first(error)}", "is it Neo4j 5.26 or a later 5.x?"
    return f"the connection to {address} failed: {_first(error)}", "try again"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _first(error: BaseException) -> str:
    text = getattr(error, "message", None) or str(error)
    return str(text).splitlines()[0][:200] if text else type(error).__name__
