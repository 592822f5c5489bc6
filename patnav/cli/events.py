"""Commands that ask about what happened: transfers, licences, finance, disputes, programmes; and about figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from patnav.cli.app import app
from patnav.cli.filtered import filtered, filtered_by
from patnav.cli.options import (
    ByOption,
    EachOption,
    EvidenceOption,
    FormatOption,
    LangOption,
    LevelOption,
    LimitOption,
    PlotOption,
    RoleOption,
    StoreOption,
)
from patnav.cli.running import ask, ask_each, text_of

if TYPE_CHECKING:
    from patnav.queries.filters import Filters

_OF_EVENTS = (
    "industry", "region", "class_", "from_", "to", "applicant", "rollup", "kind", "sme", "event", "assignee",
)  # fmt: skip
"""Filters of events that are about patents; of licences, ``--status`` is their own."""


@app.command()
@filtered
def transfers(
    *,
    from_kind: Annotated[str | None, typer.Option("--from-kind", help="Kind of a giver: university, ...")] = None,
    to_kind: Annotated[str | None, typer.Option("--to-kind", help="Kind of a receiver: enterprise, ...")] = None,
    channel: Annotated[
        str | None, typer.Option("--channel", help="assignment, license, open_license, joint_filing or spin_off.")
    ] = None,
    matrix: Annotated[
        str | None, typer.Option("--matrix", help="From where to where: region, university (to region), organization.")
    ] = None,
    summary: Annotated[bool, typer.Option("--summary", help="Each channel in sum: how soon, how far, to how many.")] = (
        False
    ),
    level: LevelOption = "province",
    filters: Filters,
    limit: LimitOption = 20,
    evidence: EvidenceOption = False,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
    plot: PlotOption = None,
) -> None:
    """Who passes technology to whom: assignments, licences, open licences, joint filings, spin-offs."""
    from patnav.queries import flows
    from patnav.queries.transfers import transfers as question

    if matrix and summary:
        raise typer.BadParameter("choose --matrix or --summary")
    sides: dict[str, Any] = {"from_kind": from_kind, "to_kind": to_kind, "channel": channel, "evidence": evidence}
    if matrix:
        ask(
            lambda g: flows.flows(g, filters, matrix=matrix, level=level, limit=limit, **sides),
            store,
            format_,
            lang,
            plot=plot,
        )
    elif summary:
        ask(lambda g: flows.channels(g, filters, **sides), store, format_, lang, plot=plot)
    else:
        ask(lambda g: question(g, filters, limit=limit, **sides), store, format_, lang, plot=plot)


@app.command()
@filtered_by(*_OF_EVENTS)
def licenses(
    *,
    on: Annotated[str | None, typer.Option("--on", help="Day of the status: 2025-03-31; today if not given.")] = None,
    type_: Annotated[str | None, typer.Option("--type", help="open_license or license.")] = None,
    status: Annotated[
        str | None, typer.Option("--status", help="open, in_force, not_yet, withdrawn, ended or expired.")
    ] = None,
    free: Annotated[bool, typer.Option("--free", help="Those that cost nothing alone.")] = False,
    royalties: Annotated[bool, typer.Option("--royalties", help="Prices by industry: median and quartiles.")] = False,
    by: ByOption = None,
    role: RoleOption = None,
    level: LevelOption = "province",
    filters: Filters,
    limit: LimitOption = 20,
    evidence: EvidenceOption = False,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
) -> None:
    """The open-licence register and ordinary licences: terms, acceptances, status on a day; royalties by industry."""
    from patnav.queries.licenses import licenses as question
    from patnav.queries.licenses import licenses_by
    from patnav.queries.royalties import royalties as prices

    if royalties:
        ask(lambda g: prices(g, filters, limit=limit, evidence=evidence), store, format_, lang)
        return
    own: dict[str, Any] = {
        "on": on,
        "type_": type_,
        "status": status,
        "free": free,
        "role": role,
        "limit": limit,
        "evidence": evidence,
    }
    if by:
        ask(lambda g: licenses_by(g, by, filters, level=level, **own), store, format_, lang)
    else:
        ask(lambda g: question(g, filters, **own), store, format_, lang)


@app.command()
@filtered_by(*_OF_EVENTS, "status")
def finance(
    *,
    type_: Annotated[str | None, typer.Option("--type", help="pledge, securitization or data_ip.")] = None,
    by: ByOption = None,
    role: RoleOption = None,
    level: LevelOption = "province",
    filters: Filters,
    limit: LimitOption = 20,
    evidence: EvidenceOption = False,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
) -> None:
    """Money raised on patents: pledges, securitizations, loans on data; --by lender, pledgor, region, year."""
    from patnav.queries.finance import finance as question
    from patnav.queries.finance import finance_by

    own: dict[str, Any] = {"type_": type_, "role": role, "limit": limit, "evidence": evidence}
    if by:
        ask(lambda g: finance_by(g, by, filters, level=level, **own), store, format_, lang)
    else:
        ask(lambda g: question(g, filters, **own), store, format_, lang)


@app.command()
@filtered_by(*_OF_EVENTS, "status")
def disputes(
    *,
    outcome: Annotated[str | None, typer.Option("--outcome", help="awarded, settled, dismissed or upheld.")] = None,
    by: ByOption = None,
    role: RoleOption = None,
    level: LevelOption = "province",
    filters: Filters,
    limit: LimitOption = 20,
    evidence: EvidenceOption = False,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
) -> None:
    """Who sued whom, where, and what came of it; --by plaintiff, defendant, forum, region, year, status."""
    from patnav.queries.disputes import disputes as question
    from patnav.queries.disputes import disputes_by

    own: dict[str, Any] = {"outcome": outcome, "role": role, "limit": limit, "evidence": evidence}
    if by:
        ask(lambda g: disputes_by(g, by, filters, level=level, **own), store, format_, lang)
    else:
        ask(lambda g: question(g, filters, **own), store, format_, lang)


@app.command()
@filtered_by("industry", "region", "from_", "to", "applicant", "rollup")
def programmes(
    *,
    kind: Annotated[
        str | None,
        typer.Option("--kind", help="pilot, campaign, rule, law, platform, dialogue, mechanism or plan."),
    ] = None,
    by: ByOption = None,
    level: LevelOption = "province",
    filters: Filters,
    limit: LimitOption = 20,
    evidence: EvidenceOption = False,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
) -> None:
    """What authorities started: pilots, campaigns, rules, laws, platforms, dialogues; --by kind, region, year."""
    from patnav.queries.programmes import programmes as question
    from patnav.queries.programmes import programmes_by

    if by:
        ask(
            lambda g: programmes_by(g, by, filters, kind=kind, level=level, limit=limit, evidence=evidence),
            store,
            format_,
            lang,
        )
    else:
        ask(lambda g: question(g, filters, kind=kind, limit=limit, evidence=evidence), store, format_, lang)


@app.command()
@filtered_by("region", "from_", "to", "applicant", "rollup")
def services(
    *,
    service: Annotated[
        str | None,
        typer.Option("--service", help="operation_center, navigation_base, protection_center, mediation, agency, ..."),
    ] = None,
    reported: Annotated[bool, typer.Option("--reported", help="How many there are said to be, instead.")] = False,
    level: Annotated[str | None, typer.Option("--level", help="Lift regions to province or city.")] = None,
    filters: Filters,
    limit: LimitOption = 50,
    evidence: EvidenceOption = False,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
) -> None:
    """Operation centres, navigation bases, protection centres, mediation bodies and agencies, by region."""
    from patnav.queries.services import services as question
    from patnav.queries.services import services_reported

    if not reported and (filters.from_ or filters.to):
        raise typer.BadParameter("bodies have no dates, figures do: add --reported", param_hint="--from/--to")
    if reported:
        ask(lambda g: services_reported(g, filters, limit=limit, evidence=evidence), store, format_, lang)
    else:
        ask(
            lambda g: question(g, filters, service=service, level=level, limit=limit, evidence=evidence),
            store,
            format_,
            lang,
        )


@app.command()
@filtered_by("region", "from_", "to", "applicant", "rollup")
def indicators(
    *,
    indicator: Annotated[
        str | None, typer.Argument(help="Name of an indicator, or words of its label.", show_default=False)
    ] = None,
    series: Annotated[bool, typer.Option("--series", help="Over time: one row a thing and period.")] = False,
    filters: Filters,
    limit: LimitOption = 50,
    evidence: EvidenceOption = False,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
    plot: PlotOption = None,
) -> None:
    """Figures that documents state, by region and period; where sources conflict, both."""
    from patnav.queries.indicators import indicators as question
    from patnav.queries.series import series as over_time

    asked = over_time if series else question
    ask(lambda g: asked(g, indicator, filters, limit=limit, evidence=evidence), store, format_, lang, plot=plot)


@app.command()
@filtered
def match(
    *,
    firm: Annotated[
        str | None, typer.Argument(help="A firm that needs technology, by name or id.", show_default=False)
    ] = None,
    need: Annotated[
        str | None, typer.Option("--need", help="What is needed, in words, or the path of a text file that says it.")
    ] = None,
    patent: Annotated[
        str | None, typer.Option("--patent", help="The other way: firms that may take up this patent.")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", help="Day of the offers: 2025-03-31; today if not given.")] = None,
    filters: Filters,
    limit: LimitOption = 10,
    evidence: EvidenceOption = False,
    each: EachOption = None,
    store: StoreOption = None,
    format_: FormatOption = "table",
    lang: LangOption = "en",
) -> None:
    """Patents on offer for a firm or a need, or firms for a patent, each with an explained score."""
    from patnav.queries.match import match as question
    from patnav.queries.takers import takers

    if patent is not None:
        if firm or need or each:
            raise typer.BadParameter("--patent asks for firms: leave out the firm, --need and --each")
        ask(lambda g: takers(g, patent, filters, limit=limit, evidence=evidence), store, format_, lang)
        return
    told = None if need is None else text_of(need)
    if told is not None and each is None:
        ask(
            lambda g: question(g, firm, filters, need=told, on=on, limit=limit, evidence=evidence), store, format_, lang
        )
        return
    ask_each(
        lambda g, name: question(g, name, filters, need=told, on=on, limit=limit, evidence=evidence),
        firm,
        each,
        store,
        format_,
        lang,
    )
