"""Commands that ask the graph, and the demo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from patnav.cli.app import app, say, told
from patnav.cli.filtered import filtered
from patnav.cli.options import (
    EachOption,
    EvidenceOption,
    FormatOption,
    LangOption,
    LimitOption,
    PlotOption,
    StoreOption,
)
from patnav.cli.running import ask, ask_each, linker, open_store, read_text, workspace
from patnav.errors import PatNavError, UnknownFormat

if TYPE_CHECKING:
    from patnav.queries.filters import Filters


@app.command()
@filtered
def search(
    *,
    text: Annotated[
        str | None, typer.Argument(help="Words, English or Chinese, or a query: see below.", show_default=False)
    ] = None,
    filters: Filters,
    sort: Annotated[str, typer.Option("--sort", help="relevance, newest, oldest or cited.")] = "relevance",
    facets: Annotated[bool, typer.Option("--facets", help="Count by applicant, class, region, year, status.")] = False,
    after: Annotated[
        str | None, typer.Option("--after", help="Cursor of an earlier answer, for the next rows.")
    ] = None,
    save: Annotated[
        str | None, typer.Option("--save", help="Keep the search under this name; 'patnav saved' tells what is new.")
    ] = None,
    limit: LimitOption = 10,
    evidence: EvidenceOption = False,
    each: EachOption = None,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
) -> None:
    """Patents that hold the words, best first.

    \b
    battery separator               both words, in title or abstract
    "solid electrolyte"             the words one after the other
    batter*  wom?n                  any ending, at most one character
    ti:anode  ab:(film OR layer)    in the title, in the abstract
    pa:huawei  in:"li wei"          applicant, inventor (ia: either)
    cl:H01M10/05  cpc:H01M  ipc:H01 class with all below it
    pd:2020..2022-06  pd>=2020      publication date; ap: filing date, pr: priority date
    pn:CN1150*  ap:CN202010144278   publication and application number
    ct:US10000000B2                 what cites a patent
    a AND b, a OR b, NOT c, (...)   operators in capitals; side by side means AND

    Technical terms are found under their other English and Chinese names, too, unless they stand in quotes. Fields go
    by Espacenet's names; its =, within "2020 2022", any "a b" and all "a b" are read as well. Filters without words
    list all that pass them, the newest first.
    """
    from patnav.queries.filters import ALL
    from patnav.queries.search import search as question

    if text is None and each is None and filters != ALL:
        text = ""
    if save is not None:
        keep_search(store, save, text, filters)
    ask_each(
        lambda g, name: question(
            g, name, filters, sort=sort, facets=facets, after=after, limit=limit, evidence=evidence
        ),
        text,
        each,
        store,
        format_,
        lang,
    )


@app.command()
def saved(
    name: Annotated[str | None, typer.Argument(help="Name of a saved search.", show_default=False)] = None,
    forget: Annotated[bool, typer.Option("--forget", help="Keep it no longer.")] = False,
    limit: LimitOption = 20,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
) -> None:
    """What is new in saved searches: all of them counted, or one with its rows, which then count as seen."""
    from patnav.queries.saved import forget as drop
    from patnav.queries.saved import listed, news

    where = workspace(store).path
    if forget:
        if name is None:
            raise typer.BadParameter("name the search to forget")
        drop(where, name)
    elif name is None:
        ask(lambda g: listed(g, where), store, format_, lang)
    else:
        ask(lambda g: news(g, where, name, limit=limit), store, format_, lang)


def keep_search(store: str | None, name: str, text: str | None, filters: Filters) -> None:
    """Keep a search in the workspace, with what it finds now as seen."""
    from patnav.queries.saved import save

    if text is None:
        raise typer.BadParameter("--save goes with one query")
    with open_store(store) as graph:
        save(graph, workspace(store).path, name, text, filters)


@app.command()
@filtered
def count(
    *,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            help="applicant, assignee, kind, region (province), country, city, year (of filing), publication_year, "
            "priority_year, class, legal_state, status (as sources word it), type, office, or a scheme of industries: "
            "key, wipo35, sei, kdt, nic.",
        ),
    ] = None,
    publications: Annotated[bool, typer.Option("--publications", help="Count publications, not families.")] = False,
    filters: Filters,
    limit: LimitOption = 20,
    evidence: EvidenceOption = False,
    plot: PlotOption = None,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
) -> None:
    """How many patents there are: by applicant, year, place, industry, class, status."""
    from patnav.queries.count import count as question

    ask(
        lambda g: question(g, filters, by=by, publications=publications, limit=limit, evidence=evidence),
        store,
        format_,
        lang,
        plot=plot,
    )


@app.command()
@filtered
def related(
    *,
    patents: Annotated[
        list[str] | None,
        typer.Argument(
            help="Publication number, with or without kind code; several for what is near to all.", show_default=False
        ),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", help="A text in the place of patents: an invention, a need, news.")
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", help="A UTF-8 text file in the place of patents.")] = None,
    prior_art: Annotated[
        bool, typer.Option("--prior-art", help="Only what was published before the earliest priority date.")
    ] = False,
    filters: Filters,
    limit: LimitOption = 10,
    evidence: EvidenceOption = False,
    each: EachOption = None,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
) -> None:
    """Patents related to one, to several or to a text, nearest first, with the reasons for each."""
    from patnav.queries.related import related as question

    given = [
        name for name, value in (("patents", patents), ("--text", text), ("--file", file), ("--each", each)) if value
    ]
    if len(given) != 1:
        raise typer.BadParameter("give patents, or --text, or --file, or --each with one patent a line")
    if each is not None:
        ask_each(
            lambda g, name: question(g, name, filters, prior_art=prior_art, limit=limit, evidence=evidence),
            None,
            each,
            store,
            format_,
            lang,
        )
        return
    words = text if file is None else read_text(file)
    ask(
        lambda g: question(g, patents or (), filters, text=words, prior_art=prior_art, limit=limit, evidence=evidence),
        store,
        format_,
        lang,
    )


@app.command()
def show(
    name: Annotated[str | None, typer.Argument(help="An id, a number, or a name.", show_default=False)] = None,
    depth: Annotated[int, typer.Option("--limit", "-n", min=1, help="Edges of each kind.")] = 20,
    evidence: EvidenceOption = False,
    each: EachOption = None,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
) -> None:
    """Everything known of one thing: patent, organization, person, region, event, document."""
    from patnav.queries.labels import check_language
    from patnav.queries.language import in_language
    from patnav.queries.show import show as question
    from patnav.render import page

    if format_ != "table" or each is not None:
        ask_each(lambda g, what: question(g, what, depth=depth, evidence=evidence), name, each, store, format_, lang)
        return
    if name is None:
        raise typer.BadParameter("name one thing, or a file of them with --each")
    check_language(lang)
    with open_store(store) as graph:
        print(page(in_language(graph, question(graph, name, depth=depth, evidence=evidence), lang), lang))


@app.command()
def extract(
    files: Annotated[list[str], typer.Argument(help="Articles: files, folders, addresses.", show_default=False)],
    format_: Annotated[str, typer.Option("--format", "-f", help="jsonl, or json.")] = "jsonl",
    text: Annotated[bool, typer.Option("--text", help="Print the text that offsets point into instead.")] = False,
) -> None:
    """Entities and facts of articles as JSON, one object a document; touches no graph.

    What cannot be read is told, and the others go on; exit 1 at the end, unless only files of a folder are no articles.
    """
    from patnav.ingest.extract.contract import to_json
    from patnav.ingest.news.bilingual import extract as run
    from patnav.ingest.reading import articles
    from patnav.render import json_text

    if format_ not in ("json", "jsonl"):
        raise typer.BadParameter("choose json or jsonl", param_hint="--format")
    failed = False
    for path, article in articles(files):
        if isinstance(article, PatNavError):
            failed = failed or path in files or not isinstance(article, UnknownFormat)
            say(str(told(article)))
        else:
            print(article.text if text else json_text(to_json(run(article), path), indent=format_ == "json"))
    if failed:
        raise typer.Exit(1)


@app.command()
def demo(
    store: Annotated[str, typer.Option("--store", help="Where the graph of the sample goes.")] = "patnav-demo.store",
) -> None:
    """The bundled sample, from nothing to answers."""
    from patnav.demo import run

    for text in run(workspace(store), linker()):
        print(text)
