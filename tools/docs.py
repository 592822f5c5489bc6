"""Documents made from the code: ``python -m tools.docs`` writes them, ``--check`` fails where one is out of date.

``docs/schema.md`` is the graph's schema, ``docs/commands.md`` the help of every command.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from typer.main import get_command
from typer.testing import CliRunner

from patnav.cli import app
from patnav.graph.schema import EDGES, NODES, Property

DOCS = Path(__file__).parents[1] / "docs"


def _properties(properties: tuple[Property, ...]) -> Iterator[str]:
    if properties:
        yield from ("", "| property | kind | meaning |", "|---|---|---|")
        yield from (f"| `{p.name}` | {p.kind} | {p.doc} |" for p in properties)


def schema() -> str:
    """The graph's schema as Markdown."""
    lines = [
        "# The graph's schema",
        "",
        "Made from `patnav/graph/schema.py` by `python -m tools.docs`.",
        "",
        "## Nodes",
    ]
    lines += ["", "Every node has a `key`; a node that no source describes has `stub`."]
    for node in NODES:
        lines += ["", f"### {node.name}", "", f"Key: {node.key}.", *_properties(node.properties)]
    lines += ["", "## Edges"]
    for edge in EDGES:
        joins = ", ".join(f"{source} → {target}" for source, target in edge.pairs)
        lines += ["", f"### {edge.name}", "", f"{edge.doc.capitalize()}: {joins}.", *_properties(edge.properties)]
    return "\n".join(lines) + "\n"


def _names(command: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield path
        return
    for name, child in inner.items():
        yield from _names(child, (*path, name))


def commands() -> str:
    """The help of every command as Markdown."""
    runner = CliRunner()
    lines = ["# Commands", "", "Made from the command line's own help by `python -m tools.docs`."]
    for path in _names(get_command(app)):
        result = runner.invoke(app, [*path, "--help"], prog_name="patnav", env={"COLUMNS": "110", "TERM": "dumb"})
        lines += ["", f"## {' '.join(path)}", "", "```text", result.stdout.strip(), "```"]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the documents, or with ``--check`` compare; returns the exit code."""
    stale = []
    for name, text in (("schema.md", schema()), ("commands.md", commands())):
        path = DOCS / name
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(text, "utf-8")
    if stale:
        print(
            f"{'out of date' if '--check' in sys.argv else 'written'}: {', '.join(stale)}; "
            "python -m tools.docs writes them"
        )
    return int(bool(stale) and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
