"""Answers as figures: trends, bars, matrices, maps and networks, as SVG, PNG or a page of HTML.

Needs matplotlib (``pip install 'patnav[plots]'``). The same answer gives the same SVG, byte for byte.
"""

from __future__ import annotations

import html
import io
import warnings
from pathlib import Path
from typing import Any

from patnav.errors import PatNavError, QueryError
from patnav.plots.shapes import shape
from patnav.queries.answer import Answer
from patnav.queries.labels import said

__all__ = ["SUFFIXES", "check_plot", "plot"]

SUFFIXES = (".svg", ".png", ".html")
_FONTS = (
    "DejaVu Sans",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "SimHei",
    "WenQuanYi Zen Hei",
)
"""Fonts for letters and for Chinese characters, those that the machine has."""

_PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title></head>
<body><h1>{title}</h1>
{figure}
<ul>
{notes}
</ul></body></html>
"""


def check_plot(path: Path) -> None:
    """Refuse what cannot become a figure, before anything is asked.

    Raises:
        QueryError: The file name says neither SVG, PNG nor HTML, or its folder does not exist.
        PatNavError: Matplotlib is not installed.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise QueryError(f"{path} is no name of a figure", f"end it in one of {', '.join(SUFFIXES)}")
    if not path.parent.is_dir():
        raise QueryError(f"there is no folder {path.parent}", "make it, or name another")
    try:
        import matplotlib.figure  # noqa: F401
    except ImportError:
        raise PatNavError("figures need matplotlib", "pip install 'patnav[plots]'") from None


def plot(answer: Answer[Any], path: Path, lang: str = "en") -> None:
    """Draw an answer.

    Args:
        answer: What a question gave.
        path: Where the figure goes; its ending says what it is.
        lang: Language of headings.

    Raises:
        QueryError: The answer has no rows, or is of a question that has no figure; see :func:`check_plot`, too.
        PatNavError: Matplotlib is not installed.
    """
    check_plot(path)
    drawn = shape(answer, lang)
    kind = path.suffix.lower()
    if kind == ".png":
        path.write_bytes(_saved(drawn, "png"))
        return
    svg = _saved(drawn, "svg").decode()
    if kind == ".svg":
        path.write_text(svg, "utf-8")
        return
    notes = "\n".join(f"<li>{html.escape(said(note, lang))}</li>" for note in answer.notes)
    figure = svg[svg.index("<svg") :]
    path.write_text(_PAGE.format(lang=lang, title=html.escape(drawn.title), figure=figure, notes=notes), "utf-8")


def _saved(drawn: Any, format_: str) -> bytes:
    import matplotlib
    from matplotlib import font_manager

    from patnav.plots.draw import draw

    known = {font.name for font in font_manager.fontManager.ttflist}
    settings: Any = {
        "svg.hashsalt": "patnav",
        "svg.fonttype": "none",
        "font.family": [name for name in _FONTS if name in known],
        "font.size": 9,
    }
    out = io.BytesIO()
    with matplotlib.rc_context(settings), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")  # SVG keeps text; the reader has fonts
        draw(drawn).savefig(out, format=format_, metadata={"Date": None} if format_ == "svg" else None, dpi=150)
    return out.getvalue()
