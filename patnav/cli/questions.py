"""Commands that ask the graph, and the demo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from patnav.cli.app import app
from patnav.cli.options import (
    ApplicantOption,
    AssigneeOption,
    ClassOption,
    EachOption,
    EventOption,
    EvidenceOption,
    FormatOption,
    FromOption,
    IndustryOption,
    KindOption,
    LangOption,
    LimitOption,
    RegionOption,
    SmeOption,
    StatusOption,
    StoreOption,
    ToOption,
)
from patnav.cli.running import ask, ask_each, filters_of, linker, open_store, workspace


@app.command()
def search(
    text: Annotated[str | None, typer.Argument(help="Words, English or Chinese.", show_default=False)] = None,
    industry: IndustryOption = None,
    region: RegionOption = None,
    class_: ClassOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    applicant: ApplicantOption = None,
    kind: KindOption = None,
    sme: SmeOption = False,
    limit: LimitOption = 10,
    evidence: EvidenceOption = False,
    each: EachOption = None,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
) -> None:
    """Patents that hold the words, best first."""
    from patnav.queries.search import search as question

    filters = filters_of(
        industry=industry, region=region, class_=class_, from_=from_, to=to, applicant=applicant, kind=kind, sme=sme
    )
    ask_each(
        lambda g, name: question(g, name, filters, limit=limit, evidence=evidence), text, each, store, format_, lang
    )


@app.command()
def count(
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            help="applicant, assignee, kind, country, province, city, year, class, status, type, office, or a scheme "
            "of industries: key, wipo35, sei, kdt, nic.",
        ),
    ] = None,
    publications: Annotated[bool, typer.Option("--publications", help="Count publications, not families.")] = False,
    industry: IndustryOption = None,
    region: RegionOption = None,
    class_: ClassOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    applicant: ApplicantOption = None,
    kind: KindOption = None,
    sme: SmeOption = False,
    status: StatusOption = None,
    event: EventOption = None,
    assignee: AssigneeOption = None,
    limit: LimitOption = 20,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
) -> None:
    """How many patents there are: by applicant, year, place, industry, class, status."""
    from patnav.queries.count import count as question

    filters = filters_of(
        industry=industry,
        region=region,
        class_=class_,
        from_=from_,
        to=to,
        applicant=applicant,
        kind=kind,
        sme=sme,
        status=status,
        event=event,
        assignee=assignee,
    )
    ask(lambda g: question(g, filters, by=by, publications=publications, limit=limit), store, format_, lang)


@app.command()
def related(
    patent: Annotated[str | None, typer.Argument(help="Publication number.", show_default=False)] = None,
    industry: IndustryOption = None,
    region: RegionOption = None,
    class_: ClassOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    applicant: ApplicantOption = None,
    kind: KindOption = None,
    sme: SmeOption = False,
    limit: LimitOption = 10,
    evidence: EvidenceOption = False,
    each: EachOption = None,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
) -> None:
    """Patents related to one, nearest first, with the reason for each."""
    from patnav.queries.related import related as question

    filters = filters_of(
        industry=industry, region=region, class_=class_, from_=from_, to=to, applicant=applicant, kind=kind, sme=sme
    )
    ask_each(
        lambda g, name: question(g, name, filters, limit=limit, evidence=evidence), patent, each, store, format_, lang
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
def transfers(
    from_kind: Annotated[str | None, typer.Option("--from-kind", help="Kind of a giver: university, ...")] = None,
    to_kind: Annotated[str | None, typer.Option("--to-kind", help="Kind of a receiver: enterprise, ...")] = None,
    channel: Annotated[
        str | None, typer.Option("--channel", help="assignment, license, open_license or joint_filing.")
    ] = None,
    industry: IndustryOption = None,
    region: RegionOption = None,
    class_: ClassOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    applicant: ApplicantOption = None,
    sme: SmeOption = False,
    limit: LimitOption = 20,
    evidence: EvidenceOption = False,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
) -> None:
    """Who passes technology to whom: assignments, licences, open licences, joint filings."""
    from patnav.queries.transfers import transfers as question

    filters = filters_of(
        industry=industry, region=region, class_=class_, from_=from_, to=to, applicant=applicant, sme=sme
    )
    ask(
        lambda g: question(
            g, filters, from_kind=from_kind, to_kind=to_kind, channel=channel, limit=limit, evidence=evidence
        ),
        store,
        format_,
        lang,
    )


@app.command()
def clusters(
    level: Annotated[str, typer.Option("--level", help="province, city, district or country.")] = "province",
    industry: IndustryOption = None,
    region: RegionOption = None,
    class_: ClassOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    applicant: ApplicantOption = None,
    kind: KindOption = None,
    sme: SmeOption = False,
    limit: LimitOption = 20,
    evidence: EvidenceOption = False,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
) -> None:
    """Where an industry gathers: families, share and location quotient by region."""
    from patnav.queries.clusters import clusters as question

    filters = filters_of(
        industry=industry, region=region, class_=class_, from_=from_, to=to, applicant=applicant, kind=kind, sme=sme
    )
    ask(lambda g: question(g, filters, level=level, limit=limit, evidence=evidence), store, format_, lang)


@app.command()
def indicators(
    indicator: Annotated[
        str | None, typer.Argument(help="Name of an indicator, or words of its label.", show_default=False)
    ] = None,
    region: RegionOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    limit: LimitOption = 50,
    evidence: EvidenceOption = False,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
) -> None:
    """Figures that documents state, by region and period."""
    from patnav.queries.indicators import indicators as question

    filters = filters_of(region=region, from_=from_, to=to)
    ask(lambda g: question(g, indicator, filters, limit=limit, evidence=evidence), store, format_, lang)


@app.command()
def extract(
    files: Annotated[list[Path], typer.Argument(help="Articles.", show_default=False)],
    format_: Annotated[str, typer.Option("--format", "-f", help="jsonl, or json.")] = "jsonl",
    text: Annotated[bool, typer.Option("--text", help="Print the text that offsets point into instead.")] = False,
) -> None:
    """Entities and facts of articles as JSON, one object a document; touches no graph."""
    from patnav.ingest.extract.contract import to_json
    from patnav.ingest.extract.pipeline import extract as run
    from patnav.ingest.reading import articles
    from patnav.render import json_text

    if format_ not in ("json", "jsonl"):
        raise typer.BadParameter("choose json or jsonl", param_hint="--format")
    for path, article in articles(files):
        print(article.text if text else json_text(to_json(run(article), str(path)), indent=format_ == "json"))


@app.command()
def demo(
    store: Annotated[str, typer.Option("--store", help="Where the graph of the sample goes.")] = "patnav-demo.store",
) -> None:
    """The bundled sample, from nothing to answers."""
    from patnav.demo import run

    for text in run(workspace(store), linker()):
        print(text)
