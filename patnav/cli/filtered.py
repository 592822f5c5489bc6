"""The filters that questions share, as options of a command."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from types import SimpleNamespace
from typing import Any, get_type_hints

from patnav.cli import options
from patnav.cli.running import filters_of

__all__ = ["filtered"]

_FILTERS: dict[str, tuple[Any, Any]] = {
    "industry": (options.IndustryOption, None),
    "region": (options.RegionOption, None),
    "class_": (options.ClassOption, None),
    "from_": (options.FromOption, None),
    "to": (options.ToOption, None),
    "applicant": (options.ApplicantOption, None),
    "rollup": (options.RollupOption, False),
    "kind": (options.KindOption, None),
    "sme": (options.SmeOption, False),
    "status": (options.StatusOption, None),
    "event": (options.EventOption, None),
    "assignee": (options.AssigneeOption, None),
}
"""Filters on patents: type with help, and default."""


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for every filter on patents, in the place of its parameter ``filters``.

    Args:
        command: A function with a parameter ``filters``, a :class:`patnav.queries.filters.Filters`.

    Returns:
        A function with the options instead, as Typer reads them off its signature.
    """
    parameters = inspect.signature(command).parameters
    told = {name: text for name, text in command.__annotations__.items() if name not in ("filters", "return")}
    types = get_type_hints(SimpleNamespace(__annotations__=told), command.__globals__, include_extras=True)

    @wraps(command)
    def run(**given: Any) -> None:
        chosen = {name: given.pop(name) for name in _FILTERS}
        command(filters=filters_of(**chosen), **given)

    shown = []
    for name, parameter in parameters.items():
        if name == "filters":
            shown += [
                inspect.Parameter(one, parameter.KEYWORD_ONLY, default=default, annotation=type_)
                for one, (type_, default) in _FILTERS.items()
            ]
        else:
            shown.append(parameter.replace(kind=parameter.KEYWORD_ONLY, annotation=types[name]))
    del run.__wrapped__  # Typer would look through it
    run.__signature__ = inspect.Signature(shown)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in shown}
    return run
