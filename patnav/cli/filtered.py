"""The filters that questions share, as options of a command."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial, wraps
from types import SimpleNamespace
from typing import Any, get_type_hints

from patnav.cli import options
from patnav.cli.running import filters_of

__all__ = ["filtered", "filtered_by"]

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
"""Filters: type with help, and default."""


def filtered_by(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """What gives a command an option for each of some filters, in the place of its parameter ``filters``.

    Args:
        *names: Attributes of :class:`patnav.queries.filters.Filters`.

    Returns:
        A decorator of a function with a parameter ``filters``; it makes one with the options instead, as Typer reads
        them off its signature.
    """
    return partial(_with_options, {name: _FILTERS[name] for name in names})


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for every filter on patents; see :func:`filtered_by`."""
    return _with_options(_FILTERS, command)


def _with_options(chosen: dict[str, tuple[Any, Any]], command: Callable[..., None]) -> Callable[..., None]:
    parameters = inspect.signature(command).parameters
    told = {name: text for name, text in command.__annotations__.items() if name not in ("filters", "return")}
    types = get_type_hints(SimpleNamespace(__annotations__=told), command.__globals__, include_extras=True)

    @wraps(command)
    def run(**given: Any) -> None:
        command(filters=filters_of(**{name: given.pop(name) for name in chosen}), **given)

    shown = []
    for name, parameter in parameters.items():
        if name == "filters":
            shown += [
                inspect.Parameter(one, parameter.KEYWORD_ONLY, default=default, annotation=type_)
                for one, (type_, default) in chosen.items()
            ]
        else:
            shown.append(parameter.replace(kind=parameter.KEYWORD_ONLY, annotation=types[name]))
    del run.__wrapped__  # Typer would look through it
    run.__signature__ = inspect.Signature(shown)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in shown}
    return run
