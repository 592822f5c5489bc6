"""Which process runs which tests, and in which order.

A module's tests run in one process, so that what its fixtures make is made once. Those that talk to a Neo4j server are
two units, each with a server of its own: the questions, for which the server plans hundreds of texts, take as long as
all that needs no server. What takes long comes first, so that the processes end together. (The mark ``xdist_group``
would group them, too, but pytest 9.2 leaves it without effect: pytest-dev/pytest-xdist#1386.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

_SERVED = ("tests/contract/", "tests/graph/neo4j/")
"""Folders whose tests talk to a server, the longer first."""


def unit(nodeid: str) -> str:
    """What a test belongs to that one process runs: such a folder, else its module."""
    return next((folder for folder in _SERVED if nodeid.startswith(folder)), nodeid.partition("::")[0])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of a server first, then the modules that hold a slow test, then the others; each in its order."""
    slow = {unit(item.nodeid) for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (*(unit(item.nodeid) != folder for folder in _SERVED), unit(item.nodeid) not in slow))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """One :func:`unit` after the other, to whichever process is free."""
    from xdist.scheduler import LoadScopeScheduling

    class ByUnit(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return unit(nodeid)

    return ByUnit(config, log)
