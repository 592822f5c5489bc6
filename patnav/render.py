"""Answers as text: table, JSON, JSON Lines, CSV and Markdown."""

from __future__ import annotations

import csv
import io
import shutil
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import orjson

from patnav.queries.answer import Answer, plain
from patnav.queries.labels import Note, column, said
from patnav.queries.labels import value as coded

__all__ = ["FORMATS", "REPORTS", "document", "json_text", "page", "render", "side_by_side", "ways"]

FORMATS = ("table", "json", "jsonl", "csv", "md")

REPORTS = ("md", "html", "json")

_CELL = 60
"""The widest a table's cell may be, in columns of the terminal, before it is cut."""

_SHARED = 3
"""The number of a report's tables from which a note that they share is told once, at the head."""

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
    elif format_ == "md":
        lines = [_markdown(shown, lang, answer.question)]
    else:
        bare = [{**row, "evidence": ""} for row in shown]
        lines = _proved(_table(bare, _numeric(rows), lang, answer.question), rows)
    n, total = len(rows), answer.total
    more = Note("{n} of {total} rows", n=n, total=total) if total > n else Note("{n} rows", n=n)
    lines += ["", *(f"- {said(note, lang)}" for note in [more, *answer.notes])]
    return "\n".join(lines)


def _sheet(row: Row, lang: str) -> Row:
    """A row for the eye: nested values as text, evidence in a column of its own, a class with its title."""
    row = dict(row)
    if title := row.pop("main_class_title", None):
        row["main_class"] = f"{row['main_class']} · {title}"
    return {name: _cell(name, value, lang) for name, value in row.items()}


def _cell(name: str, value: Any, lang: str = "en") -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return coded("bool", "yes" if value else "no", lang)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dict):
        return _named(name, value, lang)
    if isinstance(value, list):
        return "; ".join(_cell(name, v, lang) for v in value)
    return coded(name, str(value), lang)


def _named(name: str, value: Row, lang: str) -> str:
    """Something nested as text: by its name, a class or industry with its symbol before, as evidence, or each part with
    its key (``CNY 5000000``).
    """
    if name.startswith(("class", "industry")) and value["name"] != value["id"]:
        return f"{value['id']} · {value['name']}"
    if called := value.get("name") or value.get("id"):
        return coded(name, str(called), lang)
    if {"quote", "source", "document"} & value.keys():
        return _evidence(value)
    return "; ".join(
        f"{coded(name, key, lang)} {_cell(key, part, lang)}" for key, part in value.items() if part is not None
    )


def _number(value: float) -> str:
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}" if abs(value) >= 10_000 else str(int(value))
    return f"{value:.4f}" if abs(value) < 0.1 else f"{value:.3f}".rstrip("0").rstrip(".")


def _evidence(proof: Row) -> str:
    if "quote" in proof:
        quote, title = " ".join(proof["quote"].split()), proof.get("title") or proof.get("document")
        speaker = f"{proof['speaker']}: " if proof.get("speaker") else ""
        return f"{speaker}“{quote}” ({title}, {proof['start']}-{proof['end']})"
    return f"{proof.get('source', '')} {proof.get('record', '')}".strip()


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
    names = dict.fromkeys(name for row in rows for name in row if name != "components")  # said in words by "why"
    return [name for name in names if any(row.get(name) for row in rows)]


def _numeric(rows: Sequence[Row]) -> set[str]:
    """Columns that hold numbers alone."""
    names = {name for row in rows for name in row}
    kinds = {n: {type(row[n]) for row in rows if row.get(n) is not None} for n in names}
    return {name for name, found in kinds.items() if found and found <= {int, float}}


def _table(rows: Sequence[Row], numeric: set[str], lang: str, question: str = "") -> str:
    names = _columns(rows)
    heads = {n: column(n, lang, question) for n in names}
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


def _proved(table: str, rows: Sequence[Row]) -> list[str]:
    """The lines of a table, under each row its evidence in full: a cut path or sentence proves nothing."""
    head, rule, *lines = table.split("\n")
    below = [[f"      {_evidence(proof)}" for proof in row.get("evidence") or ()] for row in rows]
    return [head, rule, *(part for line, proofs in zip(lines, below, strict=True) for part in (line, *proofs))]


def _padded(text: str, width: int, right: bool) -> str:
    room = " " * (width - _width(text))
    return room + text if right else text + room


def _markdown(rows: Sequence[Row], lang: str, question: str) -> str:
    names = _columns(rows)
    lines = [[column(n, lang, question) for n in names], ["---"] * len(names)]
    lines += [[" ".join(str(row.get(n, "")).split()).replace("|", "\\|") for n in names] for row in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def ways(answer: Answer[Any], lang: str = "en") -> str:
    """The answer of ``path`` as lines of text, a way each, with what states each step below it."""
    from patnav.queries.path import line

    lines: list[str] = []
    for way in answer.rows:
        row = plain(way)
        about = [f"{column('length', lang)} {row['length']}", f"{column('strength', lang)} {_number(row['strength'])}"]
        lines += [
            line(way.start, way.steps, lang),
            "  " + ", ".join([*about, *(coded("why", word, lang) for word in row["why"])]),
        ]
        told = [_evidence(proof) for step in row["steps"] for proof in step.get("evidence", ())[:1]]
        lines += [f"      {one}" for one in told if one]
    lines = lines or [said(Note("(nothing)"), lang)]
    return "\n".join([*lines, "", *(f"- {said(note, lang)}" for note in answer.notes)])


def side_by_side(answer: Answer[Any], lang: str = "en") -> str:
    """An answer with its rows as columns, for things that are compared measure by measure."""
    rows = [plain(row) for row in answer.rows]
    names = [str(row["name"]) for row in rows]
    names = [name if names.count(name) == 1 else row["id"] for name, row in zip(names, rows, strict=True)]
    shown = [_sheet(row, lang) for row in rows]
    flipped = [
        {" ": column(name, lang)} | {what: row[name] for what, row in zip(names, shown, strict=True)}
        for name in dict.fromkeys(n for row in shown for n in row)
        if name != "name" and any(row.get(name) for row in shown)
    ]
    notes = [f"- {said(note, lang)}" for note in answer.notes]
    return "\n".join([_table(flipped, set(), lang), "", *notes])


def document(answer: Answer[Any], format_: str = "md", lang: str = "en") -> str:
    """The answer of ``report`` as one text: chapters, and under each question the command that asks it again.

    Args:
        answer: What ``report`` gave.
        format_: One of :data:`REPORTS`.
        lang: Language of headings and coded values.
    """
    if format_ == "json":
        return json_text(answer.to_dict())
    colon, comma = ("：", "，") if lang == "zh" else (": ", ", ")
    about = comma.join(answer.parameters["about"])
    title = said(Note("Patent navigation report"), lang) + (f"{colon}{about}" if about else "")
    lines = [f"# {title}", "", f"## {said(Note('Basis'), lang)}", ""]
    shared = _shared(answer)
    lines += [f"- {said(note, lang)}" for note in [*answer.notes, *shared]]
    for chapter, group in groupby(answer.rows, key=lambda row: row.chapter):
        rows = list(group)
        lines += ["", f"## {chapter}"]
        for row in rows:
            if row.answer.rows:
                own = replace(row.answer, notes=[note for note in row.answer.notes if note not in shared])
                lines += ["", f"### {row.title}", "", f"`{row.command}`", "", render(own, "md", lang)]
        if empty := [row.title for row in rows if not row.answer.rows]:
            lines += ["", said(Note("nothing found: {titles}", titles=tuple(empty)), lang)]
    text = "\n".join(lines)
    return text if format_ == "md" else _html(title, text, lang)


def _shared(answer: Answer[Any]) -> list[str]:
    """Notes that several tables of a report share, which need to be read only once."""
    told = Counter(note for row in answer.rows if row.answer.rows for note in row.answer.notes)
    return [note for note, n in told.items() if n >= _SHARED]


def _html(title: str, text: str, lang: str) -> str:
    """Markdown as a page that stands alone; what is no Markdown of ours is shown, never run."""
    from html import escape

    from markdown_it import MarkdownIt

    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    style = (
        "body{font:15px/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem}"
        "table{border-collapse:collapse;font-size:13px}td,th{border:1px solid #ccc;padding:.2rem .5rem;text-align:left}"
        "code{background:#f3f3f3;padding:.1rem .3rem}"
    )
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{style}</style>'
    return f'<!doctype html>\n<html lang="{lang}"><head>{head}</head>\n<body>\n{body}</body></html>'


def page(answer: Answer[Any], lang: str = "en") -> str:
    """The answer of ``show`` as a page of text: properties, then edges by kind, then evidence."""
    lines: list[str] = []
    for row in map(plain, answer.rows):
        type_ = row["type"]
        lines.append(f"{coded('node', type_, lang)} {row['id']}")
        lines += [_property(type_, n, v, lang) for n, v in row["properties"].items()]
        kind = ""
        for link in row["links"]:
            what = f"{link['edge']} {link['direction']}"
            if what != kind:
                arrow = "→" if link["direction"] == "out" else "←"
                lines.append(f"{arrow} {coded('edge', link['edge'], lang)} ({row['counts'][what]})")
                kind = what
            said_ = {n: v for n, v in link["properties"].items() if n != "quote"}
            own = ", ".join(f"{column(n, lang)}: {_cell(n, v, lang)}" for n, v in said_.items())
            name = link["name"] if link["name"] not in (None, link["id"]) else ""
            lines.append(
                "  " + "  ".join(filter(None, (link["id"], _cut(name or "", 80), own and f"[{_cut(own, 80)}]")))
            )
            lines += [f"      {_evidence(proof)}" for proof in link.get("evidence", ())]
        lines += [f"{column('evidence', lang)}: {_evidence(proof)}" for proof in row.get("evidence", ())]
    return "\n".join([*lines, *(f"- {said(note, lang)}" for note in answer.notes)])


def _property(type_: str, name: str, value: Any, lang: str) -> str:
    own = f"{type_}.{name}"  # a property that is called by another word where it is one of this type
    head = column(own, lang) if column(own, lang) != own else column(name, lang)
    return f"  {head}{' ' * max(1, 18 - _width(head))}{_cell(name, value, lang)}"
