"""Commands that ask how a field, a region or an organization is built up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from patnav.cli.app import app
from patnav.cli.filtered import filtered
from patnav.cli.options import (
    EvidenceOption,
    FormatOption,
    LangOption,
    LimitOption,
    PlotOption,
    StoreOption,
)
from patnav.cli.running import ask

if TYPE_CHECKING:
    from patnav.graph.store import Store
    from patnav.queries.answer import Answer
    from patnav.queries.filters import Filters

PublicationsOption = Annotated[bool, typer.Option("--publications", help="Count publications, not families.")]
LeastOption = Annotated[int, typer.Option("--min", min=1, help="Fewest families that a measure is given from.")]


@app.command()
@filtered
def clusters(
    *,
    level: Annotated[str, typer.Option("--level", help="province, city, district or country.")] = "province",
    spatial: Annotated[bool, typer.Option("--spatial", help="Clusters on the map, whatever the borders.")] = False,
    radius: Annotated[float, typer.Option("--radius", help="How near places of a cluster on the map lie, km.")] = 30,
    least: LeastOption = 5,
    filters: Filters,
    publications: PublicationsOption = False,
    limit: LimitOption = 20,
    evidence: EvidenceOption = False,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
    plot: PlotOption = None,
) -> None:
    """Where an industry gathers: families, share, location quotient, growth, density and complexity by region."""
    from patnav.queries.clusters import clusters as by_region
    from patnav.queries.spatial import spatial_clusters as on_map

    def question(graph: Store) -> Answer[Any]:
        if spatial:
            return on_map(
                graph, filters, radius=radius, least=least, limit=limit, evidence=evidence, publications=publications
            )
        return by_region(
            graph, filters, level=level, least=least, limit=limit, evidence=evidence, publications=publications
        )

    ask(question, store, format_, lang, plot=plot)


@app.command()
@filtered
def landscape(
    *,
    part: Annotated[
        str,
        typer.Option(
            "--part", help="fields, applicants, entrants, classes, gaps (white space), mainpath or communities."
        ),
    ] = "fields",
    least: LeastOption = 5,
    filters: Filters,
    publications: PublicationsOption = False,
    limit: LimitOption = 20,
    evidence: EvidenceOption = False,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
    plot: PlotOption = None,
) -> None:
    """A field over time: applicants, newcomers, classes that come and go, white space, main path, communities."""
    from patnav.queries.landscape import landscape as question

    ask(
        lambda g: question(
            g, filters, part=part, least=least, limit=limit, evidence=evidence, publications=publications
        ),
        store,
        format_,
        lang,
        plot=plot,
    )


@app.command()
@filtered
def compare(
    *,
    names: Annotated[list[str], typer.Argument(help="Two or more regions, or organizations.", show_default=False)],
    part: Annotated[str, typer.Option("--part", help="measures, or gap (what explains it, by field).")] = "measures",
    least: LeastOption = 5,
    filters: Filters,
    publications: PublicationsOption = False,
    limit: LimitOption = 20,
    evidence: EvidenceOption = False,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
    plot: PlotOption = None,
) -> None:
    """Regions or organizations side by side on the same measures, and what explains the gap."""
    from patnav.queries.compare import compare as question
    from patnav.render import side_by_side

    ask(
        lambda g: question(
            g, names, filters, part=part, least=least, limit=limit, evidence=evidence, publications=publications
        ),
        store,
        format_,
        lang,
        side_by_side if part == "measures" else None,
        plot,
    )


@app.command()
@filtered
def talent(
    *,
    part: Annotated[
        str, typer.Option("--part", help="inventors, teams, moves, connectors or bridges (university to enterprise).")
    ] = "inventors",
    least: LeastOption = 5,
    filters: Filters,
    publications: PublicationsOption = False,
    limit: LimitOption = 20,
    evidence: EvidenceOption = False,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
    plot: PlotOption = None,
) -> None:
    """Who invents in a field and region: inventors, teams, moves between organizations, connectors, bridges."""
    from patnav.queries.talent import talent as question

    ask(
        lambda g: question(
            g, filters, part=part, least=least, limit=limit, evidence=evidence, publications=publications
        ),
        store,
        format_,
        lang,
        plot=plot,
    )


@app.command()
def path(
    start: Annotated[str, typer.Argument(help="An id, a number, or a name.", show_default=False)],
    end: Annotated[str, typer.Argument(help="Another.", show_default=False)],
    types: Annotated[
        list[str] | None, typer.Option("--types", help="Edge types to follow, as APPLICANT,INVENTOR; all unless given.")
    ] = None,
    longest: Annotated[int, typer.Option("--longest", min=1, max=6, help="Most steps.")] = 4,
    limit: LimitOption = 5,
    evidence: EvidenceOption = False,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
    plot: PlotOption = None,
) -> None:
    """How two things are connected: the shortest and the strongest ways, step by step."""
    from patnav.queries.path import path as question
    from patnav.render import ways

    ask(
        lambda g: question(g, start, end, types=types or (), longest=longest, limit=limit, evidence=evidence),
        store,
        format_,
        lang,
        ways,
        plot,
    )
