"""The options that commands share, with their help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "ApplicantOption",
    "AssigneeOption",
    "ByOption",
    "ClassOption",
    "DatabaseOption",
    "EachOption",
    "EventOption",
    "EvidenceOption",
    "FormatOption",
    "FromOption",
    "IndustryOption",
    "KindOption",
    "LangOption",
    "LevelOption",
    "LimitOption",
    "PlotOption",
    "RegionOption",
    "RoleOption",
    "RollupOption",
    "SmeOption",
    "StatusOption",
    "StoreOption",
    "ToOption",
    "WhyOption",
]

WhyOption = Annotated[str, typer.Option("--why", help="The reason, for the log.")]
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        help="Where the graph is: duckdb:PATH, or neo4j://HOST for questions.",
        envvar="PATNAV_STORE",
        show_default="duckdb:patnav.store",
    ),
]
FormatOption = Annotated[str, typer.Option("--format", "-f", help="table, json, jsonl, csv or md.")]
LangOption = Annotated[
    str, typer.Option("--lang", help="Language of headings, names and notes: en or zh.", envvar="PATNAV_LANG")
]
LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, help="Number of rows.")]
DatabaseOption = Annotated[str | None, typer.Option("--database", help="Name of the server's database.")]
EvidenceOption = Annotated[bool, typer.Option("--evidence", help="Give the passage or record behind every row.")]
EachOption = Annotated[
    Path | None, typer.Option("--each", help="A file with one id or name a line (- for stdin); prints JSON Lines.")
]
IndustryOption = Annotated[str | None, typer.Option("--industry", help="ic, biomedicine, ai, or any code or name.")]
PlotOption = Annotated[Path | None, typer.Option("--plot", help="Draw the answer, too, into FILE.svg, .png or .html.")]
RegionOption = Annotated[str | None, typer.Option("--region", help="Name or code, with all below it.")]
ClassOption = Annotated[str | None, typer.Option("--class", help="IPC or CPC symbol, with all below it.")]
FromOption = Annotated[str | None, typer.Option("--from", help="First date: 2020, 2020-05 or 2020-05-31.")]
ToOption = Annotated[str | None, typer.Option("--to", help="Last date.")]
ApplicantOption = Annotated[
    str | None, typer.Option("--applicant", help="Name or id of an applicant or party; * for any letters.")
]
RollupOption = Annotated[
    bool, typer.Option("--rollup", help="Count units and subsidiaries with the applicant they are part of.")
]
StatusOption = Annotated[str | None, typer.Option("--status", help="Legal status: in_force, lapsed, ... or a wording.")]
EventOption = Annotated[
    str | None, typer.Option("--event", help="Patents with an assignment, license, pledge, dispute, ...")
]
AssigneeOption = Annotated[str | None, typer.Option("--assignee", help="Name or id of whom it was transferred to.")]
KindOption = Annotated[str | None, typer.Option("--kind", help="Kind of an applicant: university, enterprise, ...")]
SmeOption = Annotated[bool, typer.Option("--sme", help="Small and medium-sized enterprises alone.")]
ByOption = Annotated[str | None, typer.Option("--by", help="Count instead, by a role, region, year, ...")]
LevelOption = Annotated[str, typer.Option("--level", help="Level of regions: province, city, district or country.")]
RoleOption = Annotated[str | None, typer.Option("--role", help="Role of the party that --applicant names.")]
