"""The command line: parse arguments, call, print. Results go to stdout, messages to stderr."""

from __future__ import annotations

from patnav.cli import events, inputs, questions, report, resolve, structure, upkeep
from patnav.cli.app import app, main

__all__ = ["app", "main"]

_COMMANDS = (upkeep, inputs, questions, structure, events, report, resolve)
"""Modules whose commands register with the application when they are imported."""
