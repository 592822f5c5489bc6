"""Answers as text: table, JSON, JSON Lines, CSV and Markdown."""

from __future__ import annotations

import csv
import io
import shutil
import unicodedata
from collections.abc import Sequence
from typing import Any

import orjson

from patnav.queries.answer import Answer, plain
from patnav.queries.labels import Note, column, said
from patnav.queries.labels import value as coded

__all__ = ["FORMATS", "json_text", "render"]

FORMATS = ("table", "json", "jsonl", "csv", "md")

_CELL = 60
"""The widest a table's cell may be, in columns of the terminal, before it is cut."""

Row = dict[str, Any]


def json_text(value: Any, indent: bool = True) -> str:
    """A value as JSON."""
    option = orjson.OPT_INDENT_2 if indent else 0
    return orjson.dumps(value, option=option | orjson.OPT_NON_STR_KEYS).decode()


def render(answer: Answer[Any], format_: str, lang: str = "en") -> str:
    """An answer as text.

    Args:
        answer: What a question gave.
        format_: One of :data:`FORMATS`.
        lang: Language of a table's headings and coded values; the formats for machines know no language.

    Returns:
        The text, without a last newline. Tables and Markdown have the notes below; CSV and JSON Lines are rows alone.
    """
    rows = [plain(row) for row in answer.rows]
    if format_ == "json":
        return json_text(answer.to_dict())
    if format_ == "jsonl":
        return "\n".join(json_text(row, indent=False) for row in rows)
    if format_ == "csv":
        return _csv(rows)
    shown = [_sheet(row, lang) for row in rows]
    if not shown:
        lines = [said(Note("(nothing)"), lang)]
    else:
        lines = [_markdown(shown, lang) if format_ == "md" else _table(shown, _numeric(rows), lang)]
    n, total = len(rows), answer.total
    more = Note("{n} of {total} rows", n=n, total=total) if total > n else Note("{n} rows", n=n)
    lines += ["", *(f"- {said(note, lang)}" for note in [more, *answer.notes])]
    return "\n".join(lines)


def _sheet(row: Row, lang: str) -> Row:
    """A row for the eye: nested values as text, evidence in a column of its own."""
    return {name: _cell(name, value, lang) for name, value in row.items()}


def _cell(name: str, value: Any, lang: str = "en") -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return coded("bool", "yes" if value else "no", lang)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dict):
        return str(value.get("name") or value.get("id") or _evidence(value))
    if isinstance(value, list):
        return "; ".join(_cell(name, v, lang) for v in value)
    return coded(name, str(value), lang)


def _number(value: float) -> str:
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}" if abs(value) >= 10_000 else str(int(value))
    return f"{value:.4f}" if abs(value) < 0.1 else f"{value:.3f}".rstrip("0").rstrip(".")


def _evidence(proof: Row) -> str:
    if "quote" in proof:
        return f"“{proof['quote']}” ({proof.get('title') or proof.get('document')}, {proof['start']}-{proof['end']})"
    return f"{proof.get('source', '')} {proof.get('record', '')}".strip() or json_text(proof, indent=False)


def _csv(rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    out = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({n: v if isinstance(v, int | float) or v is None else _cell(n, v) for n, v in row.items()})
    return out.getvalue().rstrip("\n")


def _width(text: str) -> int:
    """Columns a text takes in a terminal; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _cut(text: str, width: int) -> str:
    text = " ".join(text.split())
    if _width(text) <= width:
        return text
    kept = ""
    for character in text:
        if _width(kept + character) > width - 1:
            break
        kept += character
    return kept + "…"


def _columns(rows: Sequence[Row]) -> list[str]:
    """Columns that hold something in some row."""
    return [name for name in dict.fromkeys(n for row in rows for n in row) if any(row.get(name) for row in rows)]


def _numeric(rows: Sequence[Row]) -> set[str]:
    """Columns that hold numbers alone."""
    names = {name for row in rows for name in row}
    kinds = {n: {type(row[n]) for row in rows if row.get(n) is not None} for n in names}
    return {name for name, found in kinds.items() if found and found <= {int, float}}


def _table(rows: Sequence[Row], numeric: set[str], lang: str) -> str:
    names = _columns(rows)
    heads = {n: column(n, lang) for n in names}
    widest = {n: max(_width(heads[n]), *(min(_CELL, _width(str(row.get(n, "")))) for row in rows)) for n in names}
    room = max(80, shutil.get_terminal_size((160, 24)).columns)
    # An id that is cut cannot be typed, and a number that is cut is another number.
    flexible = [n for n in names if n != "id" and n not in numeric] or names
    while sum(widest.values()) + 2 * len(names) > room and max(widest[n] for n in flexible) > 12:
        widest[max(flexible, key=lambda n: widest[n])] -= 1
    lines = [[_cut(heads[n], widest[n]) for n in names], ["─" * widest[n] for n in names]]
    lines += [[_cut(str(row.get(n, "")), widest[n]) for n in names] for row in rows]
    return "\n".join(
        "  ".join(_padded(text, widest[n], n in numeric) for n, text in zip(names, line, strict=True)).rstrip()
        for line in lines
    )


def _padded(text: str, width: int, right: bool) -> str:
    room = " " * (width - _width(text))
    return room + text if right else text + room


def _markdown(rows: Sequence[Row], lang: str) -> str:
    names = _columns(rows)
    lines = [[column(n, lang) for n in names], ["---"] * len(names)]
    lines += [[" ".join(str(row.get(n, "")).split()).replace("|", "\\|") for n in names] for row in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def page(answer: Answer[Any], lang: str = "en") -> str:
    """The answer of ``show`` as a page of text: properties, then edges by kind, then evidence."""
    lines: list[str] = []
    for row in map(plain, answer.rows):
        lines += [f"{row['type']} {row['id']}", *(_property(n, v, lang) for n, v in row["properties"].items())]
        kind = ""
        for link in row["links"]:
            what = f"{link['edge']} {link['direction']}"
            if what != kind:
                lines.append(f"{'→' if link['direction'] == 'out' else '←'} {link['edge']} ({row['counts'][what]})")
                kind = what
            own = ", ".join(f"{n}: {_cell(n, v)}" for n, v in link["properties"].items() if n != "quote")
            name = link["name"] if link["name"] not in (None, link["id"]) else ""
            lines.append(
                "  " + "  ".join(filter(None, (link["id"], _cut(name or "", 80), own and f"[{_cut(own, 80)}]")))
            )
            lines += [f"      {_evidence(proof)}" for proof in link.get("evidence", ())]
        lines += [f"{column('evidence', lang)}: {_evidence(proof)}" for proof in row.get("evidence", ())]
    return "\n".join([*lines, *(f"- {said(note, lang)}" for note in answer.notes)])


def _property(name: str, value: Any, lang: str) -> str:
    head = column(name, lang)
    return f"  {head}{' ' * max(1, 18 - _width(head))}{_cell(name, value, lang)}"
